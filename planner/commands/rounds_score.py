"""``jiedai rounds-score``: the month's score sheets from what was planned and what was done."""

from __future__ import annotations

from pathlib import Path

import click

from models.domain.bilingual import bilingual
from planner.commands.base import Command, Language, both, lang_option


@click.command(
    "rounds-score",
    cls=Command,
    help=both(
        "月度考核：--new 写出待填的完成情况工作簿（计划的拜访逐行列好，填是否完成、拓展、成交、日常工作），"
        "填好后再算出客户专员月度考核表。PLAN 是 rounds.json 或它的文件夹。",
        "Score a month: --new writes the workbook in which what was done is filled in (every planned call is there); "
        "without it the score sheets are made of the filled workbook. PLAN: rounds.json or its folder.",
    ),
    epilog=both(
        "例：jiedai rounds-score out/rounds 完成.xlsx --new --month 2026-10；"
        "jiedai rounds-score out/rounds 完成.xlsx -o 考核",
        "Example: jiedai rounds-score out/rounds done.xlsx --new; jiedai rounds-score out/rounds done.xlsx -o SCORES",
    ),
)
@click.argument("plan", type=click.Path(exists=True, path_type=Path))
@click.argument("record", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--new", "fresh", is_flag=True, help=both("写出待填的工作簿", "write the workbook to be filled in"))
@click.option(
    "--month", help=both("哪个月，如 2026-10；默认计划的第一个月", "which month; the plan's first by default")
)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=both("考核表写到这里", "folder for the sheets"),
)
@lang_option()
def rounds_score(plan: Path, record: Path, fresh: bool, month: str | None, out: Path | None, lang: Language) -> int:
    """Write the empty record, or read it and write the score sheets; nothing that was filled in is overwritten."""
    import datetime as dt

    from planner.commands.rounds_inputs import ROUNDS_FILE
    from planner.formats.files import write_files, write_new
    from planner.formats.rounds_json import read_rounds
    from planner.formats.workbook.month_sheets import month_record_of, month_workbook, read_month
    from planner.language.words import Words
    from planner.packet.document.pdf import can_write_pdf, pdf_file
    from planner.packet.document.word import word_file
    from planner.packet.rounds.score_sheet import score_sheets

    words = Words(lang)
    book, _, found = read_rounds(plan / ROUNDS_FILE if plan.is_dir() else plan)
    if fresh:
        try:
            first = dt.date.fromisoformat(f"{month}-01") if month else book.first_day
        except ValueError:
            raise click.UsageError(f"{month}: " + bilingual("月份应如 2026-10", "a month is like 2026-10")) from None
        empty = month_record_of(book, found, first)
        write_new(record, month_workbook(book, empty))
        text = words.pick(
            f"{record}：已写好 {len(empty.calls)} 次拜访，请填写",
            f"{record}: {len(empty.calls)} calls, to be filled in",
        )
        click.echo(text, err=True)
        return 0
    if out is None:
        raise click.UsageError(bilingual("缺少 -o 输出文件夹，或 --new", "-o is missing, or --new"))
    document = score_sheets(book, read_month(record, book), words)
    name = words.pick("客户专员月度考核表", "monthly scores")
    files: dict[str, bytes | str] = {f"{name}.docx": word_file(document)}
    if can_write_pdf():
        files[f"{name}.pdf"] = pdf_file(document)
    write_files(out, files)
    click.echo(words.label(words.pick("考核表", "score sheets"), str(out / f"{name}.docx")))
    return 0
