"""``jiedai confirm``: what guests correct and confirm goes into the week before anything is announced."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from models.domain.bilingual import bilingual
from planner.commands.base import Command, Language, both, lang_option
from planner.commands.office_inputs import today_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.errors import Fault
    from models.domain.visits import Visit
    from models.domain.week import Week
    from planner.language.words import Words
    from planner.services.replies.correction import Reply


@click.command(
    "confirm",
    cls=Command,
    help=both(
        "客人的回执记入来访资料：改正姓名、职务、饮食、航班车次、迎接地点，记下哪些已确认。REPLY 是发回的回执工作簿，"
        "也可用 --text 粘贴一段话；看不懂或有歧义的一处不改，全部列出。",
        "Put the guests' replies into the week: corrected names, titles, diets, flights, meeting points, and what they "
        "confirm. REPLY is the workbook that came back; or paste a message with --text. Where anything is not "
        "understood or could mean two things, nothing is changed and everything is listed.",
    ),
    epilog=both(
        "例：jiedai confirm 来访周 回执.xlsx --plan 输出 -o 新资料；"
        "jiedai confirm 来访周 --visit 中能 --text “王喆应为王哲；航班改为CZ3452；其余无误” -o 新资料",
        'Example: jiedai confirm instances/tiny --visit zhongneng --text "train: G1565. All else correct" -o out/new',
    ),
)
@click.argument("week", type=click.Path(exists=True, path_type=Path))
@click.argument("replies", nargs=-1, metavar="[REPLY]...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--text",
    "texts",
    multiple=True,
    help=both("客人发来的一段话，可多次；须写 --visit", "a message of the guests, repeatable; needs --visit"),
)
@click.option("--visit", help=both("--text 是哪批客人的", "whose message --text is"))
@click.option(
    "--plan",
    type=click.Path(exists=True, path_type=Path),
    help=both(
        "已排的计划（plan.json 或其文件夹）：记下每项的确认状态",
        "the plan (plan.json or its folder): keeps what is confirmed",
    ),
)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=both("改好的资料写入的文件夹；不写则只列出", "folder for the corrected week; without it they are only listed"),
)
@today_option
@click.option("--json", "as_json", is_flag=True, help=both("输出 JSON", "print JSON"))
@lang_option()
def confirm(
    week: Path,
    replies: tuple[Path, ...],
    texts: tuple[str, ...],
    visit: str | None,
    plan: Path | None,
    out: Path | None,
    today: str | None,
    as_json: bool,
    lang: Language,
) -> int:
    """Read, apply, write, and say what was understood."""
    from planner.commands.office_inputs import read_today
    from planner.commands.plan_inputs import plan_file
    from planner.formats import load
    from planner.formats.files import refuse_foreign, write_files
    from planner.formats.plan_json import read_plan
    from planner.formats.week_files import week_files
    from planner.language.words import Words
    from planner.services.replies.apply import apply_corrections

    if not replies and not texts:
        raise click.UsageError(bilingual("须有回执文件或 --text", "a reply or --text"))
    words, facts = Words(lang), load(week)
    day = read_today(today, facts)
    found = _replies(facts, replies, texts, visit)
    corrected = apply_corrections(facts, [each for reply in found for each in reply.corrections])
    files: dict[str, bytes | str] = {}
    name = words.pick("来访资料", "week")
    if out is not None:
        refuse_foreign(out, ["plan.json"])
        files |= week_files(corrected, week, name)
    if plan is not None:
        known = read_plan(plan_file(plan))
        files["plan.json"] = _confirmed_plan(plan_file(plan), corrected, known, found, day)
    if out is not None:
        write_files(out, files)
    if as_json:
        data = {"replies": [_data(reply) for reply in found], "files": sorted(files) if out is not None else []}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, facts, words):
            click.echo(line)
        if out is not None:
            click.echo(words.label(words.pick("改好的资料在", "The corrected week is in"), str(out)))
        if out is not None and plan is not None and any(reply.corrections for reply in found):
            text = words.pick("资料有改动，请用它改排", "facts have changed: plan again with them")
            book = f"{name}.xlsx" if f"{name}.xlsx" in files else name
            click.echo(f"{text}：jiedai replan {out / book} {out / 'plan.json'}" if lang == "zh" else text)
    return 0


def _replies(week: Week, files: Sequence[Path], texts: Sequence[str], visit: str | None) -> list[Reply]:
    """Read all replies; every fault of all of them is told at once."""
    from models.domain.errors import FaultyInput
    from planner.packet.reply.reading import read_reply
    from planner.services.replies.message import parse_reply

    wrong: list[Fault] = []
    found: list[Reply] = []
    for path in files:
        try:
            found.append(read_reply(path, week))
        except FaultyInput as error:
            wrong += error.faults
    if texts:
        try:
            of = _visit_named(week, visit)
            for number, text in enumerate(texts, start=1):
                source = f"--text {number}" if len(texts) > 1 else "--text"
                try:
                    found.append(parse_reply(text, week, of, source))
                except FaultyInput as error:
                    wrong += error.faults
        except FaultyInput as error:
            wrong += error.faults
    if wrong:
        raise FaultyInput(wrong)
    return found


def _visit_named(week: Week, text: str | None) -> Visit:
    """Return the visit that ``--visit`` names: by id, client, or the one client whose name has these words.

    Raises
    ------
    FaultyInput
        When it names none or several; a week with one visit needs no name.
    """
    from models.domain.errors import Fault, FaultyInput

    named = [visit for visit in week.visits if text is None or text in (visit.id, visit.client)]
    named = named or [visit for visit in week.visits if text is not None and text in visit.client]
    if len(named) == 1:
        return named[0]
    what = bilingual(f"“{text or ''}”是哪批客人", f"whose message is it: “{text or ''}”?")
    clients = "、".join(visit.client for visit in named or week.visits)
    raise FaultyInput([Fault("--visit", "", what, clients)])


def _confirmed_plan(path: Path, week: Week, known: Any, replies: Sequence[Reply], day: Any) -> str:
    """Return plan.json with what was confirmed; plan and week in it stay as they were announced."""
    from planner.commands.plan_inputs import report_of
    from planner.formats.json_file import read_json
    from planner.formats.plan_json import document_text, read_office
    from planner.papers.confirmations import confirmed_by
    from planner.papers.paper import Paper

    _, edition, plan = known
    record = read_office(path)
    record = confirmed_by(Paper(report_of(week, edition, plan)), record, replies, day or record.today)
    data = read_json(path, bilingual("jiedai plan 写的 plan.json", "plan.json of jiedai plan"))
    return document_text(data | {"office": record.model_dump(mode="json", exclude_defaults=True)})


def _lines(replies: Sequence[Reply], week: Week, words: Words) -> Iterator[str]:
    """Yield what was understood of each reply."""
    from planner.services.replies.correction import FIELD_NAMES, SCOPES

    scopes = {"members": ("成员", "guests"), "travel": ("抵离", "travel"), "items": ("日程", "programme")}
    for reply in replies:
        client = week.visit(reply.visit).client
        for each in reply.corrections:
            who = _whom(week, reply, each.about)
            was = each.was or words.pick("空", "nothing")
            change = words.pick(f"{was} 改为 {each.now or '空'}", f"{was} becomes {each.now or 'nothing'}")
            yield words.label(f"{client} {who}{words.pick(*FIELD_NAMES[each.field])}", change)
        whole = words.comma.join(words.pick(*scopes[scope]) for scope in SCOPES if scope in reply.scopes)
        if whole:
            yield words.label(f"{client} {words.pick('其余已确认', 'all else confirmed')}", whole)
        elif reply.confirmed:
            count = len(reply.confirmed)
            yield words.label(f"{client} {words.pick('已确认', 'confirmed')}", words.pick(f"{count} 项", str(count)))
        for remark in reply.remarks:
            yield words.label(f"{client} {words.pick('客人的意见，请处理', 'remarks, to be dealt with')}", remark)


def _whom(week: Week, reply: Reply, about: str) -> str:
    visit = week.visit(reply.visit)
    member = next((member.name for member in visit.members if member.id == about), "")
    number = [group.id for group in visit.groups].index(about) + 1 if not member and len(visit.groups) > 1 else 0
    return f"{member} " if member else f"{number} " if number else ""


def _data(reply: Reply) -> dict[str, Any]:
    rows = [
        {"about": c.about, "field": c.field, "was": c.was, "now": c.now, "where": f"{c.file} {c.where}".strip()}
        for c in reply.corrections
    ]
    return {
        "visit": reply.visit,
        "corrections": rows,
        "confirmed": sorted(reply.confirmed),
        "scopes": sorted(reply.scopes),
        "remarks": list(reply.remarks),
    }
