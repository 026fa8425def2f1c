"""``jiedai members``: a pasted list of people into the sheet 成员."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.domain.bilingual import bilingual
from planner.commands.base import Command, Language, both, lang_option

if TYPE_CHECKING:
    from planner.language.words import Words

MAX_LIST_BYTES = 1_000_000
"""Of a pasted list: some ten thousand people."""


@click.command(
    "members",
    cls=Command,
    help=both(
        "把从聊天或 Word 表格里粘贴的名单（一行一人，姓名、职务、电话次序不限）读进“成员”表；拿不准的行标黄并加批注。"
        "另存一份工作簿，原来的不动。",
        "Read a list pasted from a chat or a Word table (a line a person; name, title, phone in any order) into the "
        "sheet of members; doubtful lines are marked. A copy is written, the workbook itself stays as it is.",
    ),
    epilog=both("例：jiedai members 名单.txt week.xlsx", "Example: jiedai members list.txt week.xlsx -o week2.xlsx"),
)
@click.argument("text", type=click.Path(exists=True, path_type=Path, dir_okay=False, allow_dash=True))
@click.argument("week", type=click.Path(exists=True, path_type=Path, dir_okay=False))
@click.option(
    "--visit",
    help=both(
        "哪一批客人：客户名称或简称，或“来访!3”这样的行", "of which visit: the client's name, a part of it, or a row"
    ),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=both("写到这里；默认在原名后加“-成员”", "write here; by default into a copy beside it"),
)
@click.option(
    "--in-place",
    is_flag=True,
    help=both(
        "直接写回原工作簿；里面有图片或图形时另存一份",
        "write into the workbook itself; a copy where it holds pictures or shapes",
    ),
)
@lang_option()
def members(text: Path, week: Path, visit: str | None, out: Path | None, in_place: bool, lang: Language) -> None:
    """Read the list, write the copy, and say what is doubtful."""
    from planner.formats.files import write_file, write_new
    from planner.formats.regular_file import bytes_of
    from planner.formats.workbook.add_members import with_members
    from planner.formats.workbook.mark_faults import parts_lost
    from planner.formats.workbook.member_list import read_members
    from planner.formats.workbook.row_index import client_named
    from planner.language.absence import absent_line
    from planner.language.words import Words

    if in_place and out is not None:
        raise click.UsageError(bilingual("--in-place 与 --out 只能选一个", "--in-place or --out, not both"))
    words = Words(lang)
    stdin = str(text) == "-"
    content = sys.stdin.buffer.read(MAX_LIST_BYTES) if stdin else bytes_of(text, str(text), MAX_LIST_BYTES)
    everybody = read_members(decoded(content))
    people = [person for person in everybody if not person.absent]
    book, client = with_members(week, people, client_named(week, visit) if visit else None, lang)
    lost = lost_in_copy(parts_lost(week), words)
    in_place = in_place and not lost
    target = week if in_place else out or week.with_name(f"{week.stem}-成员.xlsx")
    if in_place:
        write_file(target, book)
    else:
        write_new(target, book)
    doubtful = sum(bool(person.doubts) for person in people)
    message = words.pick(
        f"{target}：{client or '（客户未定）'} 加入 {len(people)} 人，其中 {doubtful} 人请核对",
        f"{target}: {len(people)} people added to {client or '(visit unknown)'}, {doubtful} to be looked at",
    )
    click.echo(message, err=True)
    if lost:
        click.echo(lost, err=True)
    if line := absent_line([person.label for person in everybody if person.absent], words):
        click.echo(line, err=True)


def lost_in_copy(kinds: list[str], words: Words) -> str:
    """Return what a copy of a workbook lacks; ``""`` where it lacks nothing."""
    if not kinds:
        return ""
    zh = {"picture": "图片", "chart": "图表", "shape": "文本框和图形"}
    en = {"picture": "pictures", "chart": "charts", "shape": "text boxes and shapes"}
    what = words.comma.join(words.pick(zh[kind], en[kind]) for kind in kinds)
    return words.pick(
        f"另存的一份里没有原表的{what}；原工作簿没有改动。",
        f"The copy lacks the {what} of the workbook; the workbook itself was not changed.",
    )


def decoded(content: bytes) -> str:
    """Return a text in whatever code people save it: UTF-8, else what Windows calls Chinese."""
    for code in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "gb18030"):
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")
