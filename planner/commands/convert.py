"""``jiedai convert``: a week, a company or a book of customers from workbook to text and back, without loss."""

from __future__ import annotations

from pathlib import Path

import click

from models.domain.bilingual import bilingual
from planner.commands.base import Command, Language, both, lang_option


@click.command(
    "convert",
    cls=Command,
    help=both(
        "一周来访（或公司资料、客户拜访）在工作簿和文本之间互转，内容不变："
        "目标以 .xlsx 结尾写工作簿，否则写文本文件夹。",
        "Turn a week (or a company, or customers to be called on) from a workbook into text or back, without loss: a "
        "workbook if the target ends in .xlsx, else a folder of text files.",
    ),
    epilog=both(
        "例：jiedai convert week.xlsx 文本；jiedai convert instances/tiny week.xlsx --company company.xlsx",
        "Example: jiedai convert instances/tiny week.xlsx --company company.xlsx",
    ),
)
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option(
    "--company",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("公司资料写到这个工作簿", "write the company into this workbook of its own"),
)
@lang_option()
def convert(source: Path, target: Path, company: Path | None, lang: Language) -> None:
    """Read one form, write the other; nothing is overwritten."""
    from planner.formats.rounds_book import is_rounds
    from planner.formats.week import is_week

    to_workbook = target.suffix.lower() == ".xlsx"
    if company is not None and not to_workbook:
        raise click.UsageError(bilingual("--company 只用于 .xlsx 工作簿", "--company is for .xlsx workbooks only"))
    if is_rounds(source):
        _rounds(source, target, to_workbook)
    elif not is_week(source):
        _company(source, target, to_workbook)
    elif to_workbook:
        _workbook(source, target, company)
    else:
        _text(source, target)
    click.echo({"zh": f"{target}：已写好", "en": f"{target}: written"}[lang], err=True)


def _rounds(source: Path, target: Path, to_workbook: bool) -> None:
    from planner.formats.files import write_new
    from planner.formats.rounds_book import load_rounds, rounds_xlsx, save_rounds

    book = load_rounds(source)
    if to_workbook:
        write_new(target, rounds_xlsx(book))
    else:
        save_rounds(book, target)


def _company(source: Path, target: Path, to_workbook: bool) -> None:
    from planner.formats.files import write_new
    from planner.formats.text.save import save_company
    from planner.formats.week import load_company
    from planner.formats.workbook.write import company_book_of
    from planner.formats.workbook.xlsx import xlsx_of

    found = load_company(source)
    if to_workbook:
        write_new(target, xlsx_of(company_book_of(found)))
        return
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(17, bilingual("文件夹里已有内容", "the folder is not empty"), str(target))
    save_company(found, target)


def _workbook(source: Path, target: Path, company: Path | None) -> None:
    from planner.formats import load
    from planner.formats.files import relative_name, write_new
    from planner.formats.week_policy import week_policy
    from planner.formats.workbook.write import book_of, company_book_of
    from planner.formats.workbook.xlsx import xlsx_of

    week, policy = load(source), week_policy(source).texts()
    if company is None:
        write_new(target, xlsx_of(book_of(week, policy=policy)))
        return
    host = company_book_of(week.company)
    book = book_of(week, company=False, company_file=relative_name(company, target), policy=policy)
    content = xlsx_of(book, other=host)
    write_new(company, xlsx_of(host))
    write_new(target, content)


def _text(source: Path, target: Path) -> None:
    from planner.formats import load, load_edition, save
    from planner.formats.week_policy import week_policy

    own = week_policy(source)
    save(load(source), target, policy=own.tables(load_edition().model_dump(mode="json")))
