"""Identity numbers and plates stand on the one paper that needs them: no other paper, text or error holds them."""

from __future__ import annotations

import io
import zipfile

import pytest

from models.cp.stop_signal import StopSignal
from models.domain.errors import FaultyInput
from models.domain.facts import Facts
from models.domain.week import Week
from planner.formats.week import week_of
from planner.formats.workbook.book import open_book
from planner.formats.workbook.member_list import read_members
from planner.formats.workbook.read import raw_of
from planner.formats.workbook.write import book_of
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.comparison import comparison_files
from planner.papers.markdown import papers
from planner.papers.paper import Paper
from planner.papers.tables.private_lists import ticket_list
from planner.plan_workbook.writing import plan_workbook
from planner.seating.from_plan import PlanParties
from planner.seating.week import files_of, seat_all
from planner.services.compare import compare
from tests.formats.workbook import sheets
from tests.weeks import LINE, banquet, company, edition, facts, group, members, plan, talk, visit

NUMBER, PLATE = "QX7731940", "豫Z·Q7731"
OWN_PAPER = {
    "zh": {"订票名单.md": NUMBER, "门卫放行单.md": PLATE},
    "en": {"tickets to book.md": NUMBER, "cars at the gate.md": PLATE},
}


@pytest.fixture(scope="module")
def judged():
    """Return a judged plan with a guest's identity number, a plate, a ticket to book."""
    guests = members(3, identity_number=NUMBER)
    leaving = group() | {"departure": {"on": "2026-09-22", "place": "rail"}}
    asked = visit("v1", talk(), banquet(), members=guests, groups=[leaving], plates=PLATE)
    made = facts(asked)
    of_plan = plan(made, v1=[("talk", "21 14:00"), ("welcome", "21 18:00")])
    return judge(Facts(made.week, edition()), of_plan, [])


def contents(name: str, data: bytes | str) -> str:
    """Return what a file holds, of an archive all its parts; pictures and PDF hold no texts to search."""
    if isinstance(data, str):
        return data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(part).decode("utf-8", "replace") for part in archive.namelist())
    return data.decode("utf-8", "replace")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_stands_on_its_own_paper_alone(judged, lang):
    texts = papers(Paper(judged, Words(lang)))
    for secret in (NUMBER, PLATE):
        own = [name for name, what in OWN_PAPER[lang].items() if what == secret]
        assert [name for name, text in texts.items() if secret in text.replace("\\", "")] == own


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_sheet_of_the_plan_holds_them_hidden_ones_neither(judged, lang, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(Paper(judged, Words(lang))))
    told = "\n".join(str(c.value) for s in open_book(path).sheets for row in s.rows.values() for c in row.values())
    for secret in (NUMBER, PLATE):
        assert secret not in told
        assert secret not in contents("plan.xlsx", path.read_bytes())


def test_no_seating_paper_holds_them(judged):
    parties = PlanParties(judged)
    files = files_of(seat_all(parties, StopSignal()), parties.paper)
    assert len(files) > 4
    for name, data in files.items():
        text = contents(name, data)
        assert NUMBER not in text, name
        assert PLATE not in text, name


def test_nobody_is_seated_with_them(judged):
    """What charts and cards are made from, in which PDF and pictures cannot be searched."""
    told = [party.party.model_dump_json() for party in PlanParties(judged).every()]
    assert told
    assert any("客人1" in text for text in told)
    for secret in (NUMBER, PLATE):
        assert not [text for text in told if secret in text]


@pytest.mark.parametrize(("place", "booked"), [("rail", ["return ticket, 22 Sep, 高铁站"]), ("pass", [])])
def test_tickets_are_booked_where_there_are_any(place, booked):
    """Nobody buys a ticket for a border crossing."""
    crossing = {"kind": "border", "id": "pass", "name": "口岸"}
    ways = [*company().ways, *({"a": "pass", "b": id, "minutes": 60} for id in LINE)]
    firm = company(places=[*company().places, crossing], ways=ways)
    leaving = group() | {"departure": {"on": "2026-09-22", "place": place}}
    made = facts(visit("v1", members=members(1, identity_number=NUMBER), groups=[leaving]), company=firm)
    paper = Paper(judge(made, plan(made, v1=[]), []), Words("en"))
    assert [row.cells[-1] for row in ticket_list(paper).rows] == booked


def test_no_comparison_holds_them(judged):
    data = judged.week.model_dump(mode="json")
    data["visits"][0]["plates"] = PLATE + "9"
    data["visits"][0]["members"][0]["identity_number"] = NUMBER + "9"
    other = judge(Facts(Week.model_validate(data), edition()), judged.plan, [])
    for name, file in comparison_files(compare(judged, other), Words()).items():
        text = contents(name, file)
        assert NUMBER not in text, name
        assert PLATE not in text, name


def test_what_is_printed_for_programmers_leaves_them_out(judged):
    assert NUMBER not in repr(judged.week)
    assert PLATE not in repr(judged.week)


def test_faults_do_not_quote_them():
    book = sheets.book()
    sheets.write(book, "成员", 3, "证件号", NUMBER * 60)
    sheets.write(book, "来访客户", 3, "车牌", PLATE * 100)
    with pytest.raises(FaultyInput) as found:
        sheets.read(book)
    assert len(found.value.faults) == 2
    assert NUMBER not in str(found.value)
    assert PLATE not in str(found.value)


@pytest.mark.parametrize(
    "line",
    ["李四 经理 410105199001011234", "李四，经理，身份证号：410105199001011234，13800001234",
     "李四 经理 护照 E12345678",
     "姓名\t职务\t证件号\n李四\t经理\t410105199001011234", "四 经理 410105199001011234"],
)  # fmt: skip
def test_a_pasted_number_goes_to_its_own_column(line):
    (person,) = read_members(line)
    number = person.cells["identity_number"]
    assert number in ("410105199001011234", "E12345678")
    assert number not in "".join([person.note, person.title, person.phone, person.line, *person.doubts])


def test_workbooks_keep_them():
    data = sheets.small().model_dump(mode="json")
    data["visits"][0]["plates"] = PLATE
    data["visits"][0]["members"][0]["identity_number"] = "410105199001011234"
    week = Week.model_validate(data)
    assert week_of(raw_of(book_of(week))) == week
