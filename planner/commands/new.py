"""``jiedai new``: a workbook to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from models.domain.bilingual import bilingual
from planner.commands.base import Command, Language, both, lang_option

if TYPE_CHECKING:
    from models.domain.week import Company, Week

Kind = Literal["week", "company", "dinner", "rounds"]


@click.command(
    "new",
    cls=Command,
    help=both(
        "新建一个待填的工作簿：一周来访（week.xlsx）、公司资料（company.xlsx）、宴请（dinner.xlsx）或"
        "客户拜访（rounds.xlsx），内有可删的示例。",
        "Make a workbook to be filled in: a week (week.xlsx), a company (company.xlsx), a dinner (dinner.xlsx) or "
        "customers to be called on (rounds.xlsx), with an example that can be deleted.",
    ),
    epilog=both(
        "例：jiedai new week.xlsx；jiedai new company.xlsx；jiedai new week.xlsx --company company.xlsx",
        "Examples: jiedai new week.xlsx; jiedai new tiny.xlsx --from instances/tiny",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--from",
    "week",
    type=click.Path(exists=True, path_type=Path),
    help=both("用这一周（或这份公司资料、宴请、客户）填好", "filled with this week, company, dinner or customers"),
)
@click.option(
    "--company",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("公司资料另在这个工作簿里，只出本周的表", "the company stands in this workbook: only the week's sheets"),
)
@click.option(
    "--kind",
    type=click.Choice(["week", "company", "dinner", "rounds"]),
    help=both("哪一种；默认看文件名", "which kind; by the name of the file unless given"),
)
@lang_option()
def new(file: Path, week: Path | None, company: Path | None, kind: Kind | None, lang: Language) -> None:
    """Write the workbook; nothing is overwritten."""
    from planner.formats.files import write_new

    wanted = kind or kind_of(file)
    if company is not None and wanted != "week":
        raise click.UsageError(bilingual("--company 只用于新建周工作簿（week）", "--company is for a new week only"))
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{file.name}: " + bilingual("应为 .xlsx 文件", "an .xlsx file is made"))
    if wanted == "dinner":
        from planner.formats.dinner import dinner_xlsx

        content = dinner_xlsx(week)
    elif wanted == "rounds":
        from planner.formats.rounds_book import load_rounds, rounds_xlsx

        content = rounds_xlsx(None if week is None else load_rounds(week))
    elif wanted == "company":
        content = _company(week)
    else:
        content = _week(week, company, file)
    write_new(file, content)
    click.echo({"zh": f"{file}：已写好，请填写", "en": f"{file}: written, to be filled in"}[lang], err=True)


def kind_of(file: Path) -> Kind:
    """Return which workbook is meant by a file's name."""
    name = file.stem.lower()
    if any(word in name for word in ("company", "公司")):
        return "company"
    if any(word in name for word in ("rounds", "customers", "拜访")):
        return "rounds"
    return "dinner" if any(word in name for word in ("dinner", "宴", "座位", "席")) else "week"


def _company(week: Path | None) -> bytes:
    from planner.formats.example_week import example_week
    from planner.formats.week import is_week, load_company
    from planner.formats.workbook.write import company_book_of
    from planner.formats.workbook.xlsx import xlsx_of

    if week is None:
        return xlsx_of(company_book_of(example_week().company), example=True)
    found = _load(week).company if is_week(week) else load_company(week)
    return xlsx_of(company_book_of(found))


def _load(week: Path) -> Week:
    from planner.formats import load

    return load(week)


def _week(week: Path | None, company: Path | None, file: Path) -> bytes:
    from planner.formats.example_week import example_week
    from planner.formats.files import relative_name
    from planner.formats.week import load_company
    from planner.formats.week_policy import week_policy
    from planner.formats.workbook.write import book_of, company_book_of
    from planner.formats.workbook.xlsx import xlsx_of

    host: Company | None = load_company(company) if company is not None and company.exists() else None
    found = example_week(host) if week is None else _load(week)
    policy = week_policy(week).texts() if week is not None else {}
    if company is None:
        return xlsx_of(book_of(found, policy=policy), example=week is None)
    book = book_of(found, company=False, company_file=relative_name(company, file), policy=policy)
    return xlsx_of(book, example=week is None, other=company_book_of(found.company))
