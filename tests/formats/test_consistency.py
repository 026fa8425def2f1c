"""Faults between facts that no broken instance shows: each changed week has exactly the one fault."""

from __future__ import annotations

import datetime as dt

import pytest

from models.domain.activities import Banquet, Joint, ProjectVisit, Signing
from models.domain.clock import moment
from models.domain.consistency import faults
from models.domain.people import Role
from models.domain.places import Project, Venue, Way
from models.domain.references import near
from models.domain.visits import Departure, SubGroup, TravelGroup, Waiver
from models.domain.week import Calendar
from planner.formats import load


@pytest.fixture(scope="module")
def tiny(root):
    return load(root / "instances" / "tiny")


def with_visit(week, **changes):
    return week.replace(visits=(week.visits[0].replace(**changes), *week.visits[1:]))


def with_company(week, **changes):
    return week.replace(company=week.company.replace(**changes))


def with_member(week, **changes):
    first, second, third = week.visits[0].members
    return with_visit(week, members=(first, second.replace(**changes), third))


def with_person(week, **changes):
    first, *others = week.company.people
    return with_company(week, people=(first.replace(**changes), *others))


def with_place(week, id, **changes):
    places = tuple(place.replace(**changes) if place.id == id else place for place in week.company.places)
    return with_company(week, places=places)


def with_group(week, **changes):
    return with_visit(week, groups=(week.visits[0].groups[0].replace(**changes),))


def only(week):
    """Return the path of the one fault, as dotted keys, and what is said."""
    ((path, what, _),) = faults(week)
    return ".".join(str(key) for key in path if not isinstance(key, int)), what


@pytest.mark.parametrize(("fact", "kind"), [(Project, "works"), (Venue, "ministry"), (Venue, "hall")])
def test_guests_look_round_works_offices_and_halls(tiny, fact, kind):
    there = with_company(tiny, places=(*tiny.company.places, fact(id="there", kind=kind, name="去处")))
    assert list(faults(with_visit(there, requests=(ProjectVisit(id="look", place="there"),)))) == []


def test_no_site_visit_to_a_hotel(tiny):
    path, what = only(with_visit(tiny, requests=(ProjectVisit(id="look", place=tiny.hotels[0].id),)))
    assert path.endswith("requests.place")
    assert "参考项目、企业、机关或会场" in what


BOTH_WAYS, BACK = {"a": "site", "b": "yunshang"}, {"a": "yunshang", "b": "site"}


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ({**BOTH_WAYS, "minutes": 30}, {**BOTH_WAYS, "minutes": 40}, True),
        ({**BOTH_WAYS, "minutes": 30}, {**BACK, "minutes": 40}, True),
        ({**BOTH_WAYS, "minutes": 30}, {**BACK, "minutes": 40, "one_way": True}, True),
        ({**BOTH_WAYS, "minutes": 30}, {"a": "site", "b": "yunshang-dining", "minutes": 40}, True),
        ({**BOTH_WAYS, "minutes": 30}, {**BACK, "minutes": 30}, False),
        ({**BOTH_WAYS, "minutes": 30, "one_way": True}, {**BACK, "minutes": 40, "one_way": True}, False),
        ({**BOTH_WAYS, "minutes": 30, "walk": 9}, {**BACK, "minutes": 30, "walk": 8}, True),
        ({**BOTH_WAYS, "minutes": 30, "walk": 9}, {**BACK, "minutes": 30}, False),
    ],
)
def test_one_way_with_two_figures_is_asked_at_both_rows(tiny, one, other, asked):
    between = Way(a="site", b="zz_east", minutes=40)
    found = list(faults(with_company(tiny, ways=(Way(**one), between, Way(**other)))))
    assert [path[2] for path, _, _ in found] == ([0, 2] if asked else [])
    assert all("写了" in what for _, what, _ in found)


def test_the_week_itself_is_sound(tiny):
    assert list(faults(tiny)) == []


DAY = dt.date(2026, 10, 20)


EVENING = moment("2026-10-20T18:00")


def jointly(w, kind, *requests, **changes):
    """Return a week with a joint item of both visits, for which the first asks so."""
    visits = tuple(visit.id for visit in w.visits)
    return with_visit(w, requests=requests).replace(joints=(Joint(id="j", kind=kind, visits=visits, **changes),))


CASES = {
    "calendar": (
        lambda w: with_company(w, calendar=Calendar(workdays=(DAY,), holidays=(DAY,))),
        "company.calendar.workdays",
        "both a workday and a day off",
    ),
    "position": (lambda w: with_place(w, "henan_museum", lon=None), "company.places", "only one of lat and lon"),
    "roof": (lambda w: with_place(w, "canteen", at="yuyan"), "company.places.at", "no hotel or site"),
    "dining": (lambda w: with_place(w, "yuyan", dining_rooms=()), "company.places.dining_rooms", "room to dine in"),
    "beds": (lambda w: with_place(w, "shaoshi", room_types=()), "company.places.room_types", "without room types"),
    "entry": (lambda w: with_place(w, "henan_museum", last_entry="18:00"), "company.places.last_entry", "last entry"),
    "rain": (lambda w: with_place(w, "shaolin", rainy_day="shaolin"), "company.places.rainy_day", "no sight"),
    "way": (lambda w: with_company(w, ways=(Way(a="site", b="site", minutes=5),)), "company.ways", "itself"),
    "deputy": (lambda w: with_person(w, deputy="liu-guodong"), "company.people.deputy", "own deputy"),
    "roles": (
        lambda w: with_person(w, roles=(Role(kind="leader"), Role(kind="leader"))),
        "company.people.roles",
        "given twice",
    ),
    "licence": (
        lambda w: with_company(w, drivers=tuple(d.replace(licences=()) for d in w.company.drivers[:1])),
        "company.drivers.licences",
        "without a licence",
    ),
    "nobody drives it": (
        lambda w: with_company(w, vehicles=(w.company.vehicles[0].replace(licences=()),)),
        "company.vehicles.licences",
        "no licence",
    ),
    "spouse of oneself": (lambda w: with_member(w, spouse_of="ding"), "visits.members.spouse_of", "the very member"),
    "escort": (lambda w: with_visit(w, escort="nobody"), "visits.escort", "no person"),
    "own rival": (lambda w: with_visit(w, rivals=("zhongneng",)), "visits.rivals", "no rival of its own"),
    "seen": (lambda w: with_visit(w, seen=("museum",)), "visits.seen", "no sight"),
    "clearance": (lambda w: with_visit(w, clearance=("w-contrl",)), "visits.clearance", "no workshop"),
    "waiver day": (
        lambda w: with_visit(w, waivers=(Waiver(rule="MEAL-02", scope="2026-10-25", approver="x"),)),
        "visits.waivers.scope",
        "outside the week",
    ),
    "sub-group": (
        lambda w: with_visit(w, sub_groups=(SubGroup(id="s", members=(), requests=("talk",)),)),
        "visits.sub_groups.members",
        "without people",
    ),
    "departure day": (
        lambda w: with_group(w, departure=Departure(on=dt.date(2026, 10, 28), place="zz_east")),
        "visits.groups.departure.on",
        "outside the week",
    ),
    "departure twice": (
        lambda w: with_group(w, departure=Departure(at=moment("2026-10-21T15:00"), on=DAY, place="zz_east")),
        "visits.groups.departure.on",
        "at says otherwise",
    ),
    "after itself": (
        lambda w: with_visit(w, requests=(Signing(id="s", leader="liu-guodong", after="s"),)),
        "visits.requests.after",
        "no place before, after or beside itself",
    ),
    "lunch at night": (
        lambda w: with_visit(w, requests=(Banquet(id="b", at=moment("2026-10-20T12:00")),)),
        "visits.requests.at",
        "a dinner at 12:00",
    ),
    "at before earliest": (
        lambda w: with_visit(w, requests=(Banquet(id="b", at=moment("2026-10-20T18:00"), earliest="18:30"),)),
        "visits.requests.at",
        "not between",
    ),
    "joint of one": (
        lambda w: w.replace(joints=(Joint(id="j", kind="plenary", visits=("zijia",)),)),
        "joints.visits",
        "needs two visits",
    ),
    "joint of another kind": (
        lambda w: jointly(w, "plenary", Banquet(id="b", joint="j")),
        "visits.requests.joint",
        "is no banquet",
    ),
    "two requests of a joint": (
        lambda w: jointly(w, "banquet", Banquet(id="b", joint="j"), Banquet(id="c", joint="j")),
        "joints",
        "two requests of",
    ),
    "a joint at two times": (
        lambda w: jointly(w, "banquet", Banquet(id="b", joint="j", at=EVENING), at=EVENING + 30),
        "joints",
        "ask for different at",
    ),
    "no groups": (lambda w: with_visit(w, groups=()), "visits.groups", "no travel group"),
}


@pytest.mark.parametrize("name", CASES)
def test_one_fault(name, tiny):
    change, path, words = CASES[name]
    found, what = only(change(tiny))
    assert found == path
    assert words in what
    assert any("\u4e00" <= letter <= "\u9fff" for letter in what), "in Chinese too"


def test_three_in_a_room(tiny):
    first, second, third = tiny.visits[0].members
    sharing = (first, second.replace(rooms_with="wang"), third.replace(rooms_with="wang"))
    assert only(with_visit(tiny, members=sharing))[0] == "visits.members.rooms_with"


def test_spouses_who_name_others(tiny):
    first, second, third = tiny.visits[0].members
    couple = (first.replace(spouse_of="ding"), second.replace(spouse_of="xie"), third.replace(spouse_of="ding"))
    assert only(with_visit(tiny, members=couple))[0] == "visits.members.spouse_of"


def test_two_groups_without_members(tiny):
    group = tiny.visits[0].groups[0]
    both = (group, TravelGroup(id="g2", arrival=group.arrival, departure=group.departure))
    assert "two travel groups" in only(with_visit(tiny, groups=both))[1]


def test_unnamed_people_may_travel_in_a_group_of_their_own(tiny):
    group = tiny.visits[0].groups[0]
    named = group.replace(members=("wang", "ding", "xie"))
    others = TravelGroup(id="g2", unnamed=3, arrival=group.arrival, departure=group.departure)
    assert list(faults(with_visit(tiny, groups=(named, others)))) == []


def test_what_could_not_be_read_is_known(tiny):
    week = with_visit(tiny, escort="nobody")
    assert list(faults(week, known={"nobody"})) == []


def test_a_topic_that_nobody_knows_is_no_fault(tiny):
    talk = tiny.visits[0].requests[0].replace(topic="量子计算")
    assert list(faults(with_visit(tiny, requests=(talk,)))) == []


def test_a_date_of_the_wrong_month_or_year_is_guessed(tiny):
    wrong = tiny.visits[0].groups[0].arrival.replace(at=moment("2025-10-20T09:42"))
    found = {maybe for _, _, maybe in faults(with_group(tiny, arrival=wrong))}
    assert "2026-10-20" in found


def test_near():
    assert near("henan_musuem", ["henan_museum", "yellow_river"]) == "henan_museum"
    assert near("abc", ["xyz"]) == ""
