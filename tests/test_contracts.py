"""What must be true across folders: every field is printed, every table laid out, every command listed."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.people import Member
from models.domain.visits import Visit
from models.domain.week import Week
from planner.cli import COMMANDS
from planner.commands.base import Command
from planner.formats.workbook.book import open_book
from planner.judging.check import judge
from planner.papers.markdown import papers
from planner.papers.paper import Paper
from planner.plan_workbook.writing import plan_workbook
from tests.formats.other_values import NoOtherValue, other_value
from tests.weeks import banquet, edition, facts, group, members, plan, talk, visit

VALUES: dict[str, Any] = {
    "Visit.contract": 5000,
    "Visit.hotel": "grand",
    "Visit.refused": ["temple"],
    "Visit.seen": ["temple"],
    "Visit.escort": "eli",
    "Visit.clearance": ["w3"],
    "Visit.rivals": ["v2"],
    "Visit.contact": {"name": "独有标记", "phone": "0371"},
    "Member.rank": 1,
    "Member.spouse_of": "m4",
    "Member.rooms_with": "m4",
}
"""Other values of fields that refer to something, or where the next value makes no difference."""
TABLES = ("members", "groups", "sub_groups", "requests", "waivers", "provides")
"""Fields of a visit that are facts of their own."""
NOT_PRINTED = {
    "Visit.meet_first_must": "the clause of whom they meet first, on the list of things to do, says so",
    "Visit.hotel": "the hotel that is planned is printed",
    "Visit.sights": "the sights that are planned are printed",
    "Visit.refused": "the sights that are planned are printed",
    "Visit.seen": "the sights that are planned are printed",
    "Visit.clearance": "the workshops that are planned are printed",
    "Visit.rivals": "must not be known to the guests, who get the papers",
    "Visit.taboo": "the days of the banquets are printed",
    "Visit.hotel_first": "the programme that is planned is printed",
    "Member.identity_number": "private: on the list of tickets to book alone, and here none are to be booked",
    "Member.age": "sets the pace of the programme",
    "Member.mobility": "sets the pace of the programme",
    "Member.frail": "sets the pace of the programme",
}
"""Fields that stand in no paper, and why."""
FIELDS = [
    pytest.param(kind, name, id=f"{kind.__name__}.{name}")
    for kind in (Visit, Member)
    for name in kind.model_fields
    if name not in (*TABLES, "id")
]


def printed(week: Week, of_plan: Any, folder: Any) -> dict[str, str]:
    """Return every text that is printed for a week and plan, by paper and cell; hidden sheets are not printed."""
    paper = Paper(judge(Facts(week, edition()), of_plan, []))
    texts = dict(papers(paper))
    path = folder / "plan.xlsx"
    path.write_bytes(plan_workbook(paper))
    for sheet in open_book(path).sheets:
        if not sheet.hidden:
            cells = [cell for row in sheet.rows.values() for cell in row.values()]
            texts |= {f"{sheet.name}!{cell.row}:{cell.column}": str(cell.value) for cell in cells}
    return texts


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """Return a week with four guests of a visit, a plan for it, and what is printed of both."""
    guests = members(4, role="member")
    asked = visit("v1", talk(), banquet(), level=None, contract=10, members=guests, groups=[group()])
    made = facts(asked, visit("v2"))
    of_plan = plan(made, v1=[("talk", "21 14:00"), ("welcome", "21 18:00")])
    return made.week, of_plan, printed(made.week, of_plan, tmp_path_factory.mktemp("base"))


@pytest.mark.parametrize(("kind", "name"), FIELDS)
def test_every_field_is_printed(kind, name, base, tmp_path):
    week, of_plan, before = base
    field, full = kind.model_fields[name], f"{kind.__name__}.{name}"
    data = week.model_dump(mode="json")
    row = data["visits"][0] if kind is Visit else data["visits"][0]["members"][1]
    try:
        row[name] = VALUES[full] if full in VALUES else other_value(field, row[name])
    except NoOtherValue:
        pytest.fail(f"give another value of {full} in VALUES, tests/test_contracts.py")
    is_printed = printed(Week.model_validate(data), of_plan, tmp_path) != before
    assert is_printed or full in NOT_PRINTED, (
        f"no paper prints {full}: print it in planner/papers/tables (of a member: contacts.py, of a visit: "
        "programme_head.py), or say in NOT_PRINTED, tests/test_contracts.py, why it is not printed"
    )
    assert not is_printed or full not in NOT_PRINTED, f"{full} is printed: take it out of NOT_PRINTED"


def test_the_reasons_are_of_fields_that_exist():
    names = {param.id for param in FIELDS}
    assert not (NOT_PRINTED.keys() | VALUES.keys()) - names, "take out what is no field any more"


# -- what is made is used


def test_every_table_of_the_papers_is_laid_out_somewhere(root: Path) -> None:
    """A module of ``planner.papers.tables`` that only other tables import is printed by nobody."""
    folder = root / "planner" / "papers" / "tables"
    outside = [f for f in (root / "planner").rglob("*.py") if f.parent != folder]
    text = "\n".join(f.read_text(encoding="utf-8") for f in outside)
    tables = [f.stem for f in sorted(folder.glob("*.py")) if "-> PaperTable:" in f.read_text(encoding="utf-8")]
    missing = [name for name in tables if f"papers.tables.{name} " not in text]
    assert not missing, f"lay these out in planner/papers/markdown.py or planner/plan_workbook/writing: {missing}"


def test_every_command_is_in_the_list_of_commands(root: Path) -> None:
    found = set()
    for file in sorted((root / "planner" / "commands").glob("*.py")):
        module = importlib.import_module(f"planner.commands.{file.stem}") if file.stem != "__init__" else None
        found |= {c.name for c in vars(module).values() if isinstance(c, Command)} if module else set()
    assert found == set(COMMANDS), "one line in COMMANDS of planner/cli.py for each command"
