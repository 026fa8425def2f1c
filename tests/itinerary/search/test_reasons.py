"""Why a request is left out: the clause or fact for each kind of cause, and the nearest thing that works, or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from models.cp.ledger import Booking, Ledger
from models.cp.stop_signal import StopSignal
from models.domain.facts import Facts
from models.domain.plan import LeftOut, Plan, VisitPlan
from models.itinerary.model.plan_ledger import ledger_of, visit_plans_of
from models.itinerary.search.incumbent import Incumbent
from models.itinerary.search.left_out_reasons import left_out_reason
from models.rules.catalogue import rules
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.reasons import ReasonTexts
from tests.weeks import banquet, company, facts, members, place, plan, sight, talk, tour, visit, when

TUESDAY_OPEN = [{"open": "09:00", "close": "17:00", "weekdays": [1]}]
NINE_TO_FIVE = [{"open": "09:00", "close": "17:00"}]
AWAY = "2026-09-21T00:00", "2026-09-23T00:00"
REPAIR = {"start": "2026-09-21T00:00", "end": "2026-09-22T00:00"}
MORNING = {"start": "2026-09-22T08:00", "end": "2026-09-22T12:00"}

NOWHERE: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "call": ({"rooms": []}, {"kind": "call", "id": "it", "leader": "boss"}, "没有可用的会议室"),
    "talk": ({"rooms": []}, talk("it"), "没有可用的会议室"),
    "banquet": ({"without": "restaurant"}, banquet("it"), "没有可用的餐厅"),
    "tour": ({"workshops": []}, tour("it"), "没有可用的参观车间"),
    "shopping": ({"without": "sight"}, {"kind": "shopping", "id": "it"}, "没有可用的购物场所"),
}
"""Requests for which the company has no place at all: what it lacks, the request, what is said."""


@dataclass(frozen=True)
class Case:
    """A request that cannot be had.

    Attributes
    ----------
    make : callable
        Returns the facts; the request is the first one of visit v1.
    rule, said : str
        A rule that is named, and words of the fact in Chinese.
    near : str or None
        The start of the nearest thing that works; None: there is none.
    without : tuple of str
        What is then not as it was asked for.
    """

    make: Callable[[], Facts]
    rule: str
    said: str
    near: str | None
    without: tuple[str, ...] = ("time",)


def asked(*requests: dict[str, Any], company: Any = None, **changes: Any) -> Callable[[], Facts]:
    """Return a maker of a week of one visit, and another one that holds things."""

    def make() -> Facts:
        more = {"company": company()} if company else {}
        return facts(visit("v1", *requests, **changes), visit("v2"), **more)

    return make


def with_place(id: str, **changes: Any) -> Callable[[], Any]:
    """Return a maker of the company with one place changed."""
    return lambda: company(places=place(id, **changes))


def with_room(id: str, **changes: Any) -> Callable[[], Any]:
    """Return a maker of the company with one room changed."""

    def make() -> Any:
        rooms = [room.replace(**changes) if room.id == id else room for room in company().rooms]
        return company().replace(rooms=tuple(rooms))

    return make


def without_person(id: str, *leave: tuple[str, str]) -> Callable[[], Any]:
    """Return a maker of the company with somebody on leave."""

    def make() -> Any:
        away = tuple({"start": start, "end": end} for start, end in leave)
        return company().replace(people=tuple(p.replace(leave=away) if p.id == id else p for p in company().people))

    return make


def with_workshop(id: str, **changes: Any) -> Callable[[], Any]:
    """Return a maker of the company with one workshop changed."""

    def make() -> Any:
        shops = tuple(w.replace(**changes) if w.id == id else w for w in company().workshops)
        return company().replace(workshops=shops)

    return make


def booked(resource: str, start: str, end: str) -> Booking:
    """Return what v2 holds."""
    return Booking(resource, when(start), when(end), 1, "v2")


def call(**changes: Any) -> dict[str, Any]:
    """Return a courtesy call on the boss."""
    return {"kind": "call", "id": "call", "leader": "boss", **changes}


def show(**changes: Any) -> dict[str, Any]:
    """Return a show at the opera."""
    return {"kind": "entertainment", "id": "show", "place": "opera", **changes}


CASES = {
    "talk before working hours": Case(asked(talk(at=when("22 07:30"))), "PACE-03", "08:30", "22 08:30"),
    "talk at night": Case(asked(talk(at=when("21 22:30"))), "PACE-03", "13:30 至 19:30", "21 18:00"),
    "talk over lunch": Case(asked(talk(at=when("22 12:15"))), "PACE-03", "13:00", "22 11:30"),
    "sight before it opens": Case(
        asked(sight(at=when("22 08:30")), company=with_place("museum", hours=NINE_TO_FIVE)),
        "SIGHT-02", "09:00至15:30", "22 09:00",
    ),
    "sight after it closes": Case(
        asked(sight(at=when("21 17:00")), company=with_place("museum", hours=NINE_TO_FIVE)),
        "SIGHT-02", "09:00至15:30", "21 15:30",
    ),
    "sight on its closed day": Case(
        asked(sight(on="2026-09-21"), company=with_place("museum", hours=TUESDAY_OPEN)),
        "SIGHT-02", "当天不开放", "22 09:00",
    ),
    "sight closed all the stay": Case(
        asked(sight(), company=with_place("museum", closed=["2026-09-21", "2026-09-22"])),
        "SIGHT-02", "不开放", None, (),
    ),
    "sight under repair": Case(
        asked(sight(on="2026-09-21"), company=with_place("museum", closures=[REPAIR])),
        "SIGHT-02", "当天不开放", "22 08:45",
    ),
    "last entry": Case(
        asked(sight(at=when("21 16:00")), company=with_place("museum", hours=NINE_TO_FIVE, last_entry="15:00")),
        "SIGHT-02", "09:00至15:00", "21 15:00",
    ),
    "between two shows": Case(
        asked(show(at=when("21 18:45")), level="A", company=with_place("opera", shows=["19:30"])),
        "SIGHT-02", "19:30", "21 19:30",
    ),
    "show in the afternoon": Case(
        asked(show(at=when("21 15:00")), level="A"), "STR-04", "不宜放在下午", "21 19:00"
    ),
    "room too small": Case(asked(talk(), members=members(40)), "ROOM-01", "二号会议室只有 30 座,要 43 座", None, ()),
    "named room too small": Case(
        asked(talk(room="r3"), members=members(9)), "ROOM-01", "贵宾室只有 10 座,要 12 座", "21 09:00", ("place",)
    ),
    "no such equipment": Case(
        asked(talk(equipment=["interpretation"])), "ROOM-01", "缺设备:同传", "21 09:00", ("equipment",)
    ),
    "named room without it": Case(
        asked(talk(room="r1", equipment=["video"])), "ROOM-01", "一号会议室缺设备:视频会议", "21 09:00", ("place",)
    ),
    "room closed": Case(
        asked(talk(room="r1", at=when("22 09:00")), company=with_room("r1", closures=[MORNING])),
        "ROOM-01", "一号会议室9月22日08:00 至 9月22日12:00 停用", "22 13:30",
    ),
    "leader on leave at that time": Case(
        asked(call(at=when("22 09:00")), company=without_person("boss", ("2026-09-22T08:00", "2026-09-22T11:00"))),
        "HOST-01", "boss请假或不在工作时间", "22 11:00",
    ),
    "leader away all the stay": Case(
        asked(call(), company=without_person("boss", AWAY)), "HOST-01", "boss请假", "21 09:00", ("people",)
    ),
    "named expert away": Case(
        asked(talk(experts=["ann"]), company=without_person("ann", AWAY)), "HOST-01", "ann请假", "21 09:00", ("people",)
    ),
    "nobody knows the topic": Case(
        asked(talk(topic="量子计算")), "HOST-01", "没有懂“量子计算”的专家", "21 09:00", ("people",)
    ),
    "no clearance": Case(
        asked(tour(workshops=["w1", "w3"])), "TOUR-02", "保密车间限制参观", "21 09:00", ("workshops",)
    ),
    "workshop on its day off": Case(
        asked(tour(on="2026-09-21"), company=with_workshop("w2", hours=TUESDAY_OPEN)),
        "TOUR-04", "总装车间当天不开放", "22 08:30",
    ),
    "workshop before its hours": Case(
        asked(tour(at=when("22 08:30")), company=with_workshop("w1", hours=NINE_TO_FIVE)),
        "TOUR-04", "09:00至16:30", "22 09:00",
    ),
    "sight too far for the stay": Case(
        asked(sight("temple", "temple"), depart="21 13:30"), "ARR-05", "去古寺约 100 分钟", "21 10:15", ("minutes",)
    ),
    "guests gone already": Case(asked(talk(at=when("22 16:30"))), "STR-07", "9月22日17:20 在", "22 15:15"),
    "guests not there yet": Case(asked(talk(at=when("21 08:00"))), "STR-07", "客人 9月21日08:10 至", "21 09:00"),
    "too soon after the train": Case(asked(talk(at=when("21 08:30"))), "STR-03", "去公司约 30 分钟", "21 09:00"),
    "arrival after closing": Case(
        asked(sight(), company=with_place("museum", hours=NINE_TO_FIVE), arrive="21 15:20", depart="21 21:00"),
        "SIGHT-02", "09:00至15:30", "21 16:30", ("minutes",),
    ),
    "too many for any table": Case(asked(banquet(), members=members(70)), "MEAL-03", "60", None, ()),
    "lunch too late": Case(
        asked(banquet("noon", "thanks", lunch=True, at=when("22 14:00"))), "MEAL-01", "11:30 至 13:30", "22 13:30"
    ),
    "dinner too late": Case(asked(banquet(at=when("21 21:00"))), "MEAL-01", "至 20:30", "21 19:30"),
    "taboo day": Case(
        asked(banquet(on="2026-09-21"), taboo=["2026-09-21"], depart="22 22:00"),
        "MEAL-05", "禁忌日 9月21日", "22 17:30",
    ),
    "nothing but taboo days": Case(asked(banquet(), taboo=["2026-09-21", "2026-09-22"]), "MEAL-05", "禁忌日", None, ()),
    "nobody serves it": Case(asked(banquet(), members=members(3, diet=["kosher"])), "MEAL-04", "饮食要求", None, ()),
    "restaurant closed in the evening": Case(
        asked(banquet(restaurant="garden"), company=with_place("garden", hours=[{"open": "10:00", "close": "14:00"}])),
        "STR-10", "花园酒家", "21 17:30", ("place",),
    ),
    "longer than half a day": Case(
        asked({"kind": "photo", "id": "photo", "minutes": 400}), "PACE-03", "活动时间", "21 09:00", ("minutes",)
    ),
    "longer than it is open": Case(
        asked(sight(), company=with_place("museum", hours=[{"open": "10:00", "close": "11:00"}])),
        "SIGHT-02", "不开放", "21 10:00", ("minutes",),
    ),
    "sight off the list": Case(
        asked(sight(), company=with_place("museum", listed=False)), "SIGHT-03", "须总经理批准", None, ()
    ),
    "what the guests refused": Case(asked(sight(), refused=["museum"]), "SIGHT-04", "谢绝去博物馆", None, ()),
    "a show for level D": Case(asked(show(), level="D"), "SIGHT-04", "D 级客人不安排娱乐", None, ()),
    "project takes fewer": Case(
        asked({"kind": "project", "id": "plant", "place": "plant"}, company=with_place("plant", party_limit=2)),
        "STR-10", "最多接待 2 人", None, (),
    ),
}  # fmt: skip


def reason(f: Facts, held: tuple[Booking, ...] = (), hand: Plan | None = None) -> LeftOut:
    """Return why the first request of v1 is left out beside what v2 holds, or beside a plan made by hand."""
    every = rules(f.edition)
    left = LeftOut(visit="v1", request=f.week.visit("v1").requests[0].id)
    if hand is not None:
        plans = visit_plans_of(f, hand)
        best = Incumbent(ledger_of(f, every, plans, hand), plans)
    else:
        empty = {stay.id: VisitPlan((), (), (), ()) for stay in f.stays}
        best = Incumbent(Ledger.empty(f).plus(held), empty)
    return left_out_reason(f, every, best, left, StopSignal())


def said(f: Facts, left: LeftOut, lang: str) -> tuple[str, str]:
    """Return reason and nearest in words."""
    empty = Plan(week=f.week.id, edition=f.edition.id, left_out=(left,))
    texts = ReasonTexts(Paper(judge(f, empty, rules(f.edition)), Words(lang)))  # type: ignore[arg-type]
    return texts.reason(left), texts.instead(left)


@pytest.mark.parametrize("name", CASES)
def test_a_cause_is_named_with_its_fact_and_the_nearest_that_works(name: str) -> None:
    case = CASES[name]
    f = case.make()
    left = reason(f)
    found = [cause.zh for cause in left.causes if cause.rule == case.rule]
    assert found, left
    assert any(case.said in text for text in found), found
    assert case.rule in left.rules
    assert left.searched
    near = left.nearest
    expected = (when(case.near), case.without) if case.near else None
    assert ((near.start, near.without) if near else None) == expected
    (zh, instead), (en, instead_en) = said(f, left, "zh"), said(f, left, "en")
    assert case.said.replace(" ", "")[:2] in zh.replace(" ", "")
    assert en
    assert ("最近可行" in instead) == (near is not None)
    assert ("nearest that works" in instead_en) == (near is not None)
    assert near is not None or instead == "没有找到可行的时间和地点"


@pytest.mark.parametrize("name", NOWHERE)
def test_a_request_for_which_there_is_no_place_at_all_says_what_the_company_lacks(name: str) -> None:
    lacks, request, what = NOWHERE[name]
    kind = lacks.get("without")
    fields = {} if kind else lacks
    if kind:
        fields = {"places": [p for p in company().places if p.kind != kind]}
        near = {p.id for p in fields["places"]}
        fields["ways"] = [way for way in company().ways if {way.a, way.b} <= near]
    left = reason(facts(visit("v1", request), visit("v2"), company=company(**fields)))
    assert left.reason == "impossible_alone"
    assert [what in cause.zh for cause in left.causes] == [True]
    assert left.nearest is None


HELD = {
    "expert with another visit": (talk(experts=["ann"], at=when("22 09:00")), "person:ann", "22 10:30"),
    "the only leader asked for": (call(at=when("22 09:00")), "person:boss", "22 10:30"),
    "named room": (talk(room="r1", at=when("22 09:00")), "room:r1", "22 11:00"),
    "workshop that holds one group": (tour(workshops=["w2"], at=when("22 09:00")), "workshop:w2", "22 10:30"),
}


@pytest.mark.parametrize("name", HELD)
def test_what_another_visit_holds_is_named_with_the_nearest_free_time(name: str) -> None:
    request, resource, near = HELD[name]
    f = asked(request)()
    left = reason(f, (booked(resource, "22 08:00", "22 10:30"),))
    assert (left.others, left.resources) == (("v2",), (resource,))
    assert left.nearest is not None
    assert (left.nearest.start, left.nearest.without) == (when(near), ("time",))
    zh, instead = said(f, left, "zh")
    assert "客户v2" in zh
    assert "9月22日 周二" in instead


def test_rivals_at_the_place_are_named() -> None:
    f = asked(sight(at=when("22 09:00")), rivals=["v2"])()
    left = reason(f, (booked("at:museum", "22 08:30", "22 11:00"),))
    assert left.others == ("v2",)
    assert "客户v2" in said(f, left, "zh")[0]
    assert left.nearest is not None
    assert left.nearest.start == when("22 11:15"), "they come when the others have left"


def test_two_requests_at_one_fixed_time_name_each_other() -> None:
    f = facts(visit("v1", talk(at=when("22 09:00")), tour(at=when("22 09:00"))))
    hand = plan(f, v1=[("tour", "22 09:00")])
    left = reason(f, hand=hand)
    assert left.reason == "impossible_with_own"
    assert left.own == ("tour",)
    report = judge(f, hand.replace(left_out=(left,)), rules(f.edition))
    text = ReasonTexts(Paper(report, Words("zh"))).reason(left)
    assert "与本团的参观公司（9月22日 周二 09:00–10:15）不能兼顾" in text
    assert left.nearest is not None
    assert left.nearest.start == when("22 10:30")


def test_what_the_search_missed_says_when_it_would_fit() -> None:
    f = asked(talk())()
    left = reason(f)
    assert left.reason == "not_found"
    assert left.nearest is not None
    assert left.nearest.without == ()


@pytest.mark.parametrize(("proven", "expected"), [(True, "outweighed"), (False, "not_found")])
def test_without_time_for_a_reason_the_proof_is_said(proven: bool, expected: str) -> None:
    f = asked(talk())()
    every = rules(f.edition)
    best = Incumbent(Ledger.empty(f), {stay.id: VisitPlan((), (), (), ()) for stay in f.stays})
    left = LeftOut(visit="v1", request=f.week.visit("v1").requests[0].id)
    ended = StopSignal()
    ended.event.set()
    found = left_out_reason(f, every, best, left, ended, proven=proven)
    assert found.reason == expected
    assert ("已证明" in said(f, found, "zh")[0]) is proven
