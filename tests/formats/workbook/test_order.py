"""The column 顺序: there and back through workbook and text, old headers and cells, and faults with their cells."""

from __future__ import annotations

import random

import pytest

from models.domain.request_order import ORDER_FIELDS, linked
from models.domain.training_series import with_sessions
from models.domain.visits import Visit
from models.domain.week import Week
from planner.formats import load, save
from planner.formats.week import week_of
from planner.formats.workbook.book import Cell
from planner.formats.workbook.read import raw_of
from planner.formats.workbook.write import book_of
from tests.formats.workbook.sheets import book, column, faults, read, sheet, write
from tests.weeks import banquet, sight, talk, tour, visit, week

SHEET = "活动需求"
ASKED = (
    talk(title="技术交流会；上半场", before=[{"request": "feast", "within": 90}], part="morning"),
    talk("second", title="会谈之后", after=["talk", {"request": "tour", "directly": True}], same_day=["tour"]),
    tour(),
    banquet("feast", lunch=True, part="noon"),
    {"kind": "photo", "id": "photo", "title": "上午", "before": [{"request": "tour", "directly": True}]},
    {"kind": "photo", "id": "photo-2", "title": "上午", "not_same_day": ["photo", "museum"]},
    sight(after=["photo", "photo-2"], part="afternoon"),
    {"kind": "project", "id": "plant", "place": "plant", "after": ["museum"]},
    {"kind": "signing", "id": "sign", "leader": "boss", "after": ["second"]},
    {"kind": "entertainment", "id": "show", "part": "evening", "same_day": ["feast"]},
    {"kind": "call", "id": "call", "leader": "boss", "before": ["talk"]},
    {"kind": "shopping", "id": "buy", "after": [{"request": "sign", "within": 600}]},
    {"kind": "training", "id": "train", "topic": "液压", "after": ["talk"], "not_same_day": ["talk"]},
)


def ordered() -> Week:
    return week(visit("v1", *ASKED))


def test_a_workbook_and_text_lose_nothing(tmp_path):
    before = ordered()
    assert week_of(raw_of(book_of(before))) == before
    save(before, tmp_path / "text")
    again = load(tmp_path / "text")
    assert again.visits == with_sessions(before).visits
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((tmp_path / "text").rglob("*.toml")))
    assert 'after = ["museum"]' in text, "what says nothing of closeness is an id alone"


def test_words_for_what_is_clear():
    page = sheet(book(ordered()), SHEET)
    at = column(page, "顺序")
    cells = [page.cell(row, at) for row in range(3, 3 + len(ASKED))]
    said = [cell.value if cell else "" for cell in cells]
    assert said[0] == "宴请前90分钟内；上午"
    assert said[1] == '在"技术交流会；上半场"之后；紧接参观公司；与参观公司同一天'
    assert said[2] == ""
    assert said[5] == "与photo不同天；与游览不同天"
    assert said[8] == "在会谈之后之后"
    assert said[9] == "与宴请同一天；晚上"


@pytest.mark.parametrize("seed", range(8))
def test_links_drawn_at_random(seed):
    """Whether they can be kept or not: cells are read one by one, before they are judged together."""
    chance = random.Random(seed)
    asked = [{key: value for key, value in row.items() if key not in ORDER_FIELDS} for row in ASKED]
    for row in asked:
        others = [other["id"] for other in asked if other["id"] != row["id"]]
        for field in ("same_day", "not_same_day"):
            row[field] = chance.sample(others, chance.choice((0, 0, 1, 2)))
        after = chance.sample(others, chance.choice((0, 1, 2)))
        row["after"] = [{"request": id, **chance.choice(({}, {"directly": True}, {"within": 45}))} for id in after]
    before = week(visit("v1", *asked))
    raw = raw_of(book_of(before))
    assert not raw.faults
    assert [Visit.model_validate(row).requests for row in raw.data["visits"]] == [v.requests for v in before.visits]


# -- what people write: in the small week, 技术交流会 (talk), tour, dinner and museum in the rows 3 to 6


@pytest.mark.parametrize(
    ("row", "text", "field", "ids"),
    [
        (4, "技术交流会", "after", ["talk"]), (4, "在会谈之后", "after", ["talk"]), (4, "盾构机后", "after", ["talk"]),
        (5, "在参观公司之后", "after", ["tour"]), (5, "参观后", "after", ["tour"]),
        (6, "在欢迎宴之前", "before", ["dinner"]), (6, "欢迎晚宴前", "before", ["dinner"]),
        (6, "晚宴前", "before", ["dinner"]), (3, "在游览博物馆之前", "before", ["museum"]),
        (3, "与博物馆不同天", "not_same_day", ["museum"]), (3, "与museum同一天", "same_day", ["museum"]),
    ],
)  # fmt: skip
def test_what_activities_are_called(row, text, field, ids):
    trial = book()
    write(trial, SHEET, row, "顺序", text)
    request = read(trial).visits[0].requests[row - 3]
    assert [linked(link) for link in getattr(request, field)] == ids


def test_an_old_column_of_one_name():
    trial = book()
    page = sheet(trial, SHEET)
    page.put(Cell(1, column(page, "顺序"), "须在其后"))
    write(trial, SHEET, 4, "须在其后", "技术交流会")
    assert [link.request for link in read(trial).visits[0].requests[1].after] == ["talk"]


FAULTY = [
    ({4: "在论坛之后"}, {4: "没有这项活动 “论坛”"}),
    ({4: "在论坛之后；与沙龙同一天"}, {4: "没有这项活动 “沙龙”"}),
    ({4: "有空的时候"}, {4: "看不懂"}),
    ({4: "在参观公司之后"}, {4: "不能与自己排先后"}),
    ({3: "在参观公司之后", 4: "紧接技术交流会"}, {3: "先后绕成一圈", 4: "先后绕成一圈"}),
    ({3: "在参观公司之后", 4: "在宴请后30分钟内", 5: "在会谈之后"}, {3: "绕成一圈", 4: "绕成一圈", 5: "绕成一圈"}),
    ({3: "在参观公司之前", 5: "在参观公司之后；在会谈之前"}, {3: "绕成一圈", 5: "绕成一圈"}),
    ({4: "与会谈同一天；与会谈不同天"}, {4: "要求不同天，别处又要求同一天"}),
    ({3: "与参观公司同一天", 4: "紧接宴请", 5: "与会谈不同天"}, {3: "同一天", 4: "同一天", 5: "同一天"}),
    ({3: "紧接参观公司", 5: "紧接参观公司"}, {3: "紧接在两项之前", 5: "紧接在两项之前"}),
    ({3: "紧接参观公司；紧接宴请"}, {3: "紧接在两项之后"}),
]


@pytest.mark.parametrize(("cells", "told"), FAULTY)
def test_faults_name_their_cells(cells, told):
    trial = book()
    places = {row: write(trial, SHEET, row, "顺序", text) for row, text in cells.items()}
    found = faults(trial)
    assert set(found) == {places[row] for row in told}
    for row, what in told.items():
        assert what in found[places[row]]


def test_a_circle_names_every_request_in_it():
    trial = book()
    for row, text in {3: "在参观公司之后", 4: "在宴请之后", 5: "在会谈之后"}.items():
        write(trial, SHEET, row, "顺序", text)
    found = faults(trial)
    assert len(found) == 3
    for what in found.values():
        assert "一圈：'技术交流会' → 宴请 → 参观公司 → '技术交流会'" in what


@pytest.mark.parametrize("kind", ["唱歌", None])
@pytest.mark.parametrize(
    "text", ["紧接技术交流会；与技术交流会不同天", "紧接技术交流会；紧接宴请", "与技术交流会同一天", "在技术交流会之前"]
)
def test_an_order_to_what_could_not_be_read_is_no_fault_of_its_own(kind, text):
    trial = book()
    wrong = write(trial, SHEET, 3, "类型", kind)
    write(trial, SHEET, 4, "顺序", text)
    assert set(faults(trial)) == {wrong}


@pytest.mark.parametrize("kind", ["礼品", "异地住宿"])
def test_what_takes_no_time_has_no_place_in_an_order(kind):
    trial = book()
    where = write(trial, SHEET, 4, "类型", kind)
    write(trial, SHEET, 4, "礼品" if kind == "礼品" else "地点", "瓷器" if kind == "礼品" else "协议酒店")
    own = write(trial, SHEET, 4, "顺序", "上午")
    other = write(trial, SHEET, 3, "顺序", f"在{kind}之后")
    found = faults(trial)
    assert "没有自己的时间" in found[own]
    assert "没有自己的时间" in found[other]
    assert where not in found


def test_two_of_one_name_are_told_with_their_ids():
    trial = book()
    write(trial, SHEET, 4, "名称", "技术交流会")
    where = write(trial, SHEET, 5, "顺序", "在技术交流会之后")
    assert "重名" in faults(trial)[where]
    assert "（talk）" in faults(trial)[where]
