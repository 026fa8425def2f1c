"""Seats moved, swapped, locked and asked about, by what the page asks; journal, undo, and who comes too late."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.domain.errors import FaultyInput
from planner.board.journal import journal_of
from planner.board.opening import open_board
from planner.language.words import Words
from planner.seating.hand_seats import read_seats, seats_file
from tests.board.opened import TOKEN, Page, opened
from tests.board.seated import DINNER, RIDE, TALK, dining, lock, placed, put, seat_of, seats_of
from tests.weeks import when


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with dining(tmp_path, "小李") as made:
        yield made


def judge(page: Page, person: str, *seats: dict[str, Any], of: str = DINNER, lang: str = "zh") -> Any:
    spots = [
        {key: seat[key] for key in ("at", "seat", "leg")} | ({"other": seat["person"]} if seat.get("person") else {})
        for seat in seats
    ]
    return page.ask("seats/judge", of=of, person=person, spots=spots, lang=lang)


def at_main_table(shown: dict[str, Any]) -> list[str]:
    """Return who sits at the main table, clockwise."""
    rows = sorted((int(seat), person) for person, (table, seat, _) in placed(shown).items() if table == "T1")
    return [person for _, person in rows]


def every_seat(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [seat for area in shown["areas"] for seat in area["seats"]]


# ---------------------------------------------------------------- what is shown


def test_the_parties_of_the_week_are_listed(page: Page) -> None:
    zh, en = (page.ask("seats/list", lang=lang)["parties"] for lang in ("zh", "en"))
    assert [party["of"] for party in zh] == [party["of"] for party in en]
    assert {party["kind"] for party in zh} == {"dinner", "ride"}
    assert next(party for party in zh if party["of"] == DINNER)["people"] == "15人"
    assert page.bar(DINNER)["seats"]
    assert not page.bar("v1/check_in")["seats"]


@pytest.mark.parametrize("of", [DINNER, TALK, RIDE])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everybody_has_one_seat_with_a_name(page: Page, of: str, lang: str) -> None:
    shown = page.ask("seats/open", of=of, lang=lang)
    assert set(placed(shown)) == set(shown["people"])
    labels = [seat["label"] for seat in every_seat(shown)]
    assert len(labels) == len(set(labels))
    assert all(label.strip() for label in labels)


def test_no_seat_covers_another(page: Page) -> None:
    for of in (DINNER, TALK, RIDE):
        for area in seats_of(page, of)["areas"]:
            seats = area["seats"]
            for k, one in enumerate(seats):
                for other in seats[k + 1 :]:
                    wide, high = (one["w"] + other["w"]) / 2, (one["h"] + other["h"]) / 2
                    assert abs(one["x"] - other["x"]) >= wide - 0.1 or abs(one["y"] - other["y"]) >= high - 0.1


def test_where_nobody_is_seated_is_said(page: Page) -> None:
    assert "不排座次" in page.ask("seats/open", of="v1/check_in")["refused"]


# ---------------------------------------------------------------- moves


def test_a_swap_is_judged_with_its_clause_then_done(page: Page) -> None:
    shown = seats_of(page)
    other = seat_of(shown, "m9")
    (found,) = judge(page, "m2", other)["spots"]
    assert found["level"] == "must"
    assert any("SEAT-02" in line and "三(四)5" in line for line in found["lines"])
    (english,) = judge(page, "m2", other, lang="en")["spots"]
    assert any("guest 1 at host 1's right" in line for line in english["lines"])
    assert placed(seats_of(page)) == placed(shown)  # only tried
    told = put(page, "m2", other)
    assert "对调" in told["said"]
    assert any("SEAT-02" in line for line in told["told"])
    now = placed(seats_of(page))
    was = placed(shown)
    assert (now["m2"], now["m9"]) == (was["m9"], was["m2"])
    assert {k: v for k, v in now.items() if k not in ("m2", "m9")} == {
        k: v for k, v in was.items() if k not in ("m2", "m9")
    }


def test_one_more_chair_and_the_empty_one_it_leaves(page: Page) -> None:
    shown = seats_of(page)
    assert all(table["more"] for table in shown["areas"][0]["tables"])
    operation = {"kind": "seat", "of": DINNER, "person": "m12", "at": "T1", "seat": None}
    assert page.ask("seats/do", operation=operation)["number"] == 1
    now = seats_of(page)
    assert placed(now)["m12"][0] == "T1"
    (empty,) = (seat for seat in every_seat(now) if seat["person"] is None)
    assert empty["at"] == "T2"
    assert [person for person in at_main_table(now) if person != "m12"] == at_main_table(shown)  # nobody else moved
    put(page, "m12", empty)
    assert placed(seats_of(page))["m12"] == ("T2", empty["seat"], 0)


def test_a_seat_of_a_car(page: Page) -> None:
    shown = seats_of(page, RIDE)
    empty = next(seat for seat in every_seat(shown) if seat["person"] is None)
    (found,) = judge(page, "m1", empty, of=RIDE)["spots"]
    assert any("RIDE-02" in line for line in [*found["lines"], *found["mild"]])
    assert "王喆" in put(page, "m1", empty, of=RIDE)["said"]
    assert placed(seats_of(page, RIDE))["m1"][1] == empty["seat"]
    put(page, "m1", seat_of(seats_of(page, RIDE), "m2"), of=RIDE)
    assert placed(seats_of(page, RIDE))["m2"][1] == empty["seat"]


def test_leg_by_leg(page: Page) -> None:
    """The way is parted at a stop, as where another group gets in: one ride of two legs, under either of its moves."""
    session = page.app.session
    part = session.state.visit_plans["v1"]
    way = next(move for move in part.moves if move.id == RIDE)
    half = (way.depart + way.arrive) // 2
    first = way.replace(target="mall", arrive=half, groups=("g1",))
    second = way.replace(id=f"{RIDE}-on", origin="mall", depart=half, groups=())
    moves = [m for move in part.moves for m in ([first, second] if move.id == RIDE else [move])]
    session.put(session.state.with_visits({"v1": replace(part, moves=tuple(moves))}), ("分两程", "two legs"))
    page.week()
    shown = seats_of(page, f"{RIDE}-on")
    assert shown["of"] == RIDE
    assert len(shown["areas"]) == 2
    assert "第2程" in shown["areas"][1]["name"]
    there = seat_of(shown, "m12", leg=1)
    put(page, "m1", there, of=RIDE)
    now = seats_of(page, RIDE)
    assert seat_of(now, "m1", leg=1)["seat"] == there["seat"]  # from this leg on
    assert seat_of(now, "m1", leg=0)["seat"] == seat_of(shown, "m1", leg=0)["seat"]
    put(page, "m1", seat_of(now, "m2", leg=0), of=RIDE)  # the whole way
    assert {seat_of(seats_of(page, RIDE), "m1", leg=leg)["seat"] for leg in (0, 1)} == {seat_of(now, "m2")["seat"]}


def test_a_lock_holds_and_the_others_are_seated_around_it(page: Page) -> None:
    shown = seats_of(page)
    there = seat_of(shown, "m9")
    put(page, "m2", there)
    assert page.ask("seats/open", of=DINNER)["people"]["m2"]["byhand"]
    lock(page, "m2")
    where = placed(seats_of(page))["m2"]
    refused = put(page, "m2", seat_of(seats_of(page), "m1"))
    assert "锁定" in refused["refused"]
    assert "锁定" in put(page, "m1", seat_of(seats_of(page), "m2"))["refused"]
    page.ask("seats/do", operation={"kind": "anew", "of": DINNER})
    now = seats_of(page)
    assert placed(now)["m2"] == where
    assert now["people"]["m2"]["locked"]
    assert not [row for row in now["findings"] if row["level"] == "must"]  # a lock beats every custom
    lock(page, "m2", on=False)
    assert placed(seats_of(page)) == placed(now)
    page.ask("seats/do", operation={"kind": "anew", "of": DINNER})
    assert placed(seats_of(page)) == placed(shown)
    assert page.app.session.state.seats == {}


def test_why_somebody_sits_lower(page: Page) -> None:
    put(page, "m2", seat_of(seats_of(page), "m9"))
    lines = page.ask("seats/why", of=DINNER, person="m2", other="m9")["lines"]
    assert lines[0] == "丁璟 > 白露：职务（总经理 > 科长）"  # as jiedai seat --why says it
    assert any("互换" in line for line in lines[1:])
    assert any("SEAT-02" in line for line in page.ask("seats/why", of=DINNER, person="m2")["lines"])
    assert "refused" in page.ask("seats/why", of=DINNER, person="m2", other="nobody")
    english = page.ask("seats/why", of=DINNER, person="m1", lang="en")["lines"]
    assert any("no rule puts it lower" in line for line in english)


# ---------------------------------------------------------------- bad input, late moves


@pytest.mark.parametrize(
    "operation",
    [
        {"kind": "seat", "of": DINNER, "person": "m1", "at": "T9", "seat": "0"},
        {"kind": "seat", "of": DINNER, "person": "m1", "at": "T1", "seat": "99"},
        {"kind": "seat", "of": DINNER, "person": "m1", "at": "T1", "seat": "-1"},
        {"kind": "seat", "of": DINNER, "person": "m1", "at": "T1", "seat": "²"},
        {"kind": "seat", "of": DINNER, "person": "m1", "at": "T1", "seat": None},
        {"kind": "seat", "of": DINNER, "person": "nobody", "at": "T1", "seat": "0"},
        {"kind": "seat", "of": "v9/no", "person": "m1", "at": "T1", "seat": "0"},
        {"kind": "seat", "of": RIDE, "person": "m1", "at": "bus1", "seat": "roof"},
        {"kind": "seat", "of": RIDE, "person": "m1", "at": "bus1", "seat": None},
        {"kind": "seat", "of": RIDE, "person": "m1", "at": "bus1", "seat": "row1_aisle", "leg": 7},
        {"kind": "lock", "of": DINNER, "person": "nobody", "on": True},
        {"kind": "anew", "of": "v9/no"},
    ],
)
def test_what_cannot_be_done_is_said(page: Page, operation: dict[str, Any]) -> None:
    answer = page.post("seats/do", {"operation": operation})
    assert answer.status_code == 409
    assert answer.json()["refused"]
    assert page.app.session.state.seats == {}


@pytest.mark.parametrize(
    "operation",
    [
        None,
        "x",
        {"kind": "fly"},
        {"kind": "seat", "of": "<b>", "person": "m1", "at": "T1"},
        {"kind": "lock", "of": DINNER},
    ],
)
def test_what_is_not_understood_is_refused(page: Page, operation: object) -> None:
    assert page.post("seats/do", {"operation": operation}).status_code == 422
    assert page.post("seats/judge", {"of": DINNER, "person": "<", "spots": [{}]}).status_code == 422
    assert page.ask("seats/judge", of=DINNER, person="m1", spots="x") == {"spots": []}


def test_a_stale_move_is_refused_with_who_and_what(tmp_path: Path) -> None:
    with dining(tmp_path, "小李") as one:
        other = Page(one.client, one.app, "老王")
        other.week()
        seen = seats_of(other)
        number = other.number
        put(one, "m2", seat_of(seats_of(one), "m9"))
        for person, seat in (("m2", seat_of(seen, "m3")), ("m5", seat_of(seen, "m9"))):
            other.number = number
            refused = put(other, person, seat)
            assert refused["stale"]
            assert "小李" in refused["refused"]
            assert "对调" in refused["refused"]
        other.number = number
        assert other.ask("seats/do", operation={"kind": "anew", "of": DINNER})["stale"]
        other.number = number
        assert put(other, "m11", seat_of(seen, "m12"))["number"] == 2  # others: both hold


# ---------------------------------------------------------------- undo, journal, file


def at_random(page: Page, draw: random.Random) -> None:
    of = draw.choice([DINNER, DINNER, RIDE, TALK])
    shown = seats_of(page, of)
    person = draw.choice(sorted(shown["people"]))
    what = draw.random()
    if what < 0.65:
        put(page, person, draw.choice(every_seat(shown)), of=of)
    elif what < 0.9:
        lock(page, person, of, on=not shown["people"][person]["locked"])
    elif what < 0.95:
        page.ask("seats/do", operation={"kind": "anew", "of": of})
    else:
        page.move("v1/museum", when("22 10:00") + 15 * draw.randint(-4, 4))


def test_random_operations_undone_give_the_same_bytes(tmp_path: Path) -> None:
    with dining(tmp_path) as page:
        path, session, draw = page.app.session.path, page.app.session, random.Random(11)
        content = path.read_bytes()
        for _ in range(22):
            at_random(page, draw)
        done, seats = session.history.at, dict(session.state.seats)
        assert done > 9
        drawn = {of: placed(seats_of(page, of)) for of in (DINNER, RIDE, TALK)}
        again = open_board(path)  # killed here
        assert again.session.state.seats == seats
        assert again.session.text() == session.text()
        with opened(path) as other:
            assert {of: placed(seats_of(other, of)) for of in (DINNER, RIDE, TALK)} == drawn
        for _ in range(done):
            page.ask("undo")
        assert session.state.seats == {}
        page.ask("save")
        assert path.read_bytes() == content
        assert not seats_file(path).exists()
        for _ in range(done):
            page.ask("redo")
        assert session.state.seats == seats


def test_seats_by_hand_are_in_the_history(tmp_path: Path) -> None:
    with dining(tmp_path) as page:
        path = page.app.session.path
        put(page, "m2", seat_of(seats_of(page), "m9"))
        by_hand = page.app.session.state.seats
        page.ask("save")
        page.ask("undo")
        page.ask("save")
    with opened(path) as page:
        drafts = page.ask("history", lang="zh")["drafts"]
        found = []
        for draft in sorted(each["id"] for each in drafts if each["id"].startswith("state:")):
            page.ask("history/back", draft=draft)
            found.append(page.app.session.state.seats)
        assert found == [{}, by_hand]


def test_saved_beside_the_plan_and_taken_away_again(tmp_path: Path) -> None:
    with dining(tmp_path) as page:
        path = page.app.session.path
        content = path.read_bytes()
        put(page, "m2", seat_of(seats_of(page), "m9"))
        assert not page.week()["saved"]
        assert page.ask("save")["saved"]
        assert path.read_bytes() == content  # seats alone
        assert read_seats(path) == page.app.session.state.seats
        assert page.week()["saved"]
        where = placed(seats_of(page))
        page.ask("undo")
        assert not page.week()["saved"]
        page.ask("save")
        assert not seats_file(path).exists()
        page.ask("redo")
        page.ask("save")
    journal_of(path).unlink()
    with opened(path) as again:
        assert placed(seats_of(again)) == where


def test_seats_changed_outside_are_not_overwritten(tmp_path: Path) -> None:
    with dining(tmp_path) as page:
        path = page.app.session.path
        put(page, "m2", seat_of(seats_of(page), "m9"))
        seats_file(path).write_text("{}", encoding="utf-8")
        assert "没有覆盖" in page.ask("save")["refused"]
        assert seats_file(path).read_text(encoding="utf-8") == "{}"
    with pytest.raises(FaultyInput, match="format"):
        open_board(path)


# ---------------------------------------------------------------- the programme changes


def test_seats_follow_an_item_that_is_moved(page: Page) -> None:
    put(page, "m2", seat_of(seats_of(page), "m9"))
    where = placed(seats_of(page))
    page.move(DINNER, when("21 18:30"))
    assert placed(seats_of(page)) == where


def test_an_item_that_is_dropped_says_so_and_comes_back_with_its_seats(page: Page) -> None:
    put(page, "m2", seat_of(seats_of(page), "m9"))
    where = placed(seats_of(page))
    told = page.ask("do", operation={"kind": "leave_out", "of": DINNER})["told"]
    assert any("手工座次" in line for line in told)
    assert "refused" in page.ask("seats/open", of=DINNER)
    page.ask("undo")
    assert placed(seats_of(page)) == where


def test_another_host_is_seated_and_what_was_chosen_stays(page: Page) -> None:
    put(page, "m2", seat_of(seats_of(page), "m9"))
    lock(page, "deputy")
    where = placed(seats_of(page))
    session = page.app.session
    before, part = session.state, session.state.visit_plans["v1"]
    items = [
        item.replace(duties=[d.replace(person="boss") if d.person == "deputy" else d for d in item.duties])
        if item.id == DINNER
        else item
        for item in part.items
    ]
    session.put(before.with_visits({"v1": replace(part, items=tuple(items))}), ("换人", "another host"))
    assert any("重排" in line for line in page.app.seats.told(before, Words("zh")))
    now = seats_of(page)
    assert {"boss"} == set(placed(now)) - set(where)
    assert [placed(now)[name] for name in ("m2", "m9")] == [where[name] for name in ("m2", "m9")]
    assert any("deputy" in line for line in now["lost"])
    put(page, "m4", seat_of(now, "m5"))  # goes on from what is shown
    assert placed(seats_of(page))["boss"] == placed(now)["boss"]
    assert not seats_of(page)["lost"]


# ---------------------------------------------------------------- what is printed again


def test_cards_to_print_again_since_the_download(page: Page) -> None:
    shown = seats_of(page)
    assert not shown["reprint"]["any"]
    put(page, "m2", seat_of(shown, "m9"))
    again = seats_of(page)["reprint"]
    assert sorted(again["cards"]) == sorted(["丁璟", "白露"])  # the table stands on the card
    assert again["charts"] == ["主桌（1号桌）", "2号桌"]
    answer = page.client.get(f"/{TOKEN}/api/file/cards.zip", params={"lang": "zh", "of": DINNER})
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert sorted(name.rpartition("/")[2] for name in names) == sorted(["席卡.pdf", "座次图.pdf"])
    assert not seats_of(page)["reprint"]["any"]
    put(page, "m3", seat_of(seats_of(page), "m4"))
    again = seats_of(page)["reprint"]
    assert again["cards"] == []  # at one table: the same cards stand elsewhere
    assert again["charts"] == ["主桌（1号桌）"]
    page.ask("undo")
    page.ask("undo")
    assert sorted(seats_of(page)["reprint"]["cards"]) == sorted(["丁璟", "白露"])


def test_car_cards_to_print_again(page: Page) -> None:
    put(page, "m1", seat_of(seats_of(page, RIDE), "m2"), of=RIDE)
    assert seats_of(page, RIDE)["reprint"]["charts"] == ["第1车 中巴"]
    answer = page.client.get(f"/{TOKEN}/api/file/cards.zip", params={"lang": "en", "of": RIDE})
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert sorted(name.rpartition("/")[2] for name in names) == ["car-cards.pdf", "charts.pdf"]
    assert page.client.get(f"/{TOKEN}/api/file/cards.zip", params={"of": "v9/no"}).status_code == 409


def test_a_drop_is_judged_at_once(page: Page) -> None:
    """120 guests at twelve tables: 25 to 51 ms a seat, measured on two busy cores; the promise is 200 ms."""
    shown = seats_of(page)
    seat = seat_of(shown, "m9")
    judge(page, "m2", seat)
    began = time.perf_counter()
    judge(page, "m2", seat)
    assert time.perf_counter() - began < 1.0  # fifteen guests take 10 ms; other programs run, too
