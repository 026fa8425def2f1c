"""The parties of a plan: who sits there, in which hall, in which vehicles."""

from __future__ import annotations

import datetime as dt

import pytest

from models.cp.stop_signal import StopSignal
from models.domain.clock import at
from models.domain.ride_party import RideParty
from models.domain.seating import Dinner
from models.domain.week import Week
from models.etiquette.check import check
from planner.formats.text.etiquette import load_etiquette
from planner.judging.check import check as check_plan
from planner.language.words import Words
from planner.seating.chart import DinnerChart
from planner.seating.from_plan import PlanParties
from planner.seating.week import charts_of, files_of, seat_all
from tests.papers import fake

DAY = dt.date(2026, 9, 22)
MEMBERS = [
    {"id": "kobe", "name": "Anna Kobe", "title": "CEO", "rank": 2, "sex": "female", "languages": ["de"],
     "role": "principal"},
    {"id": "mann", "name": "Karl Kobe", "spouse_of": "kobe", "sex": "male", "languages": ["de"], "age": "senior"},
    {"id": "lotz", "name": "Lotz", "title": "Maschinist", "rank": 3, "languages": ["de"], "diet": ["vegan", "no_nuts"]},
    {"id": "wang", "name": "王喆", "title": "处长", "rank": 5, "mobility": "slow"},
    {"id": "aide", "name": "小李", "role": "aide"},
]  # fmt: skip


def moment(hour, minute=0):
    return at(DAY, 60 * hour + minute)


def one_visit(unnamed=3, **visit):
    """A visit of two travel groups, the second of people without names yet."""
    back = {"on": DAY + dt.timedelta(days=1), "place": "cgo"}
    groups = [
        {"id": "g1", "members": [m["id"] for m in MEMBERS], "arrival": {"at": moment(9), "place": "cgo"}},
        {"id": "g2", "unnamed": unnamed, "arrival": {"at": moment(9), "place": "east"}},
    ]
    requests = [
        {"kind": "banquet", "id": "welcome", "company": 4},
        {"kind": "exchange", "id": "talk", "company": 2, "members": ["kobe", "lotz"]},
        {"kind": "call", "id": "call", "leader": "p0"},
        {"kind": "photo", "id": "photo", "leader": "p0"},
        {"kind": "signing", "id": "sign", "leader": "p0", "company": 1},
    ]
    groups = [group | {"departure": back} for group in groups]
    facts = {"id": "v", "client": "Kobe AG", "client_kind": "foreign", "level": "B", "escort": "p14", **visit}
    return facts | {"members": MEMBERS, "groups": groups, "requests": requests}


def week_of(visit):
    data = fake.week(1).model_dump()
    data["visits"] = [visit]
    return Week.model_validate(data)


def item(kind, request, hour, **facts):
    here = {"id": f"v/{request}", "visit": "v", "kind": kind, "request": request, "place": "site"}
    return here | {"start": moment(hour), "end": moment(hour + 1), **facts}


def duty(role, person=None, **facts):
    return {"role": role, "person": person, "start": moment(9), "end": moment(20), **facts}


def parties(week, items=(), moves=(), words=None, edition=None):
    from models.domain.plan import Plan

    plan = Plan.model_validate({"week": week.id, "edition": "default", "items": items, "moves": moves})
    return PlanParties(check_plan(week, plan, fake.edition()), words or Words("zh"), edition)


def dinner(item, **visit):
    (found,) = parties(week_of(one_visit(**visit)), [item]).dinners()
    assert isinstance(found.party, Dinner)
    return found.party


BANQUET = item(
    "banquet",
    "welcome",
    18,
    place="rest0",
    dining_room="rest0-0",
    duties=[
        *(duty("leader", "p1"), duty("interpreter", "p11", language="de"), duty("crew", "p20"), duty("tea", "p21")),
        *(duty("company", "p14"), duty("company"), duty("company"), duty("company")),
    ],
)


# ------------------------------------------------------------------------------------------------ people


def test_guests_with_what_the_week_says_of_them():
    people = dinner(BANQUET).by_id
    kobe, mann, lotz, wang, aide = (people[m["id"]] for m in MEMBERS)
    assert (kobe.rank, kobe.sex, kobe.organisation, kobe.languages, kobe.foreign) == (1, "f", "Kobe AG", ("de",), True)
    assert (mann.spouse_of, mann.rank, mann.frail) == ("kobe", 2, True)
    assert mann.age == load_etiquette().senior_age
    assert lotz.diet == "纯素、坚果过敏"
    assert (lotz.level, wang.level) == (30, 50)
    assert (wang.languages, wang.frail) == (("zh",), True)
    assert (aide.role, aide.serves) == ("aide", "kobe")


def test_people_without_names_get_numbered_places():
    people = dinner(BANQUET).people
    assert [one.name for one in people if one.id.startswith("guest-")] == ["来宾1", "来宾2", "来宾3"]
    assert [one.name_en for one in people if one.id.startswith("guest-")] == ["Guest 1", "Guest 2", "Guest 3"]


@pytest.mark.parametrize(
    ("client_kind", "members", "languages"),
    [("partner", MEMBERS[3:4], ("zh",)), ("foreign", MEMBERS[3:4], ()), ("partner", MEMBERS, ())],
)
def test_people_without_names_speak_as_the_others_do(client_kind, members, languages):
    back = {"on": DAY + dt.timedelta(days=1), "place": "cgo"}
    group = {"id": "g1", "unnamed": 2, "arrival": {"at": moment(9), "place": "cgo"}, "departure": back}
    visit = one_visit(client_kind=client_kind) | {"groups": [group], "members": members}
    visit["requests"] = [{"kind": "banquet", "id": "welcome"}]
    (found,) = parties(week_of(visit), [BANQUET]).dinners()
    assert found.party.by_id["guest-1"].languages == languages


def test_a_group_that_is_not_there_has_no_seats():
    names = {one.id for one in dinner(BANQUET | {"groups": ["g1"]}).people}
    assert not any(name.startswith("guest-") for name in names)
    assert {one.id for one in dinner(BANQUET | {"groups": ["g2"]}).people if one.side == "guest"} == {
        "guest-1",
        "guest-2",
        "guest-3",
    }


def test_hosts_are_those_on_duty_who_sit():
    hosts = [one for one in dinner(BANQUET).people if one.side == "host"]
    assert [one.id for one in hosts] == ["p1", "p14", "company-3", "company-4", "company-5", "p11"]
    assert hosts[0].rank == 1
    assert (hosts[-1].role, hosts[-1].serves) == ("interpreter", "kobe")
    assert "de" in hosts[-1].languages


def test_at_a_banquet_sits_whom_the_plan_names_at_a_meeting_more_of_ours_besides():
    duties = [duty("leader", "p0"), duty("expert", "p3")]
    company = [one for one in dinner(BANQUET | {"duties": duties}).people if one.id.startswith("company-")]
    assert not company
    talk = item("exchange", "talk", 14, room="room0", duties=duties)
    assert len([one for one in dinner(talk).people if one.id.startswith("company-")]) == 2


def test_the_usual_number_of_ours_at_talks_is_nobody_who_comes():
    visit = one_visit()
    visit["requests"] = [{"kind": "exchange", "id": "talk"}, {"kind": "call", "id": "call", "leader": "p0"}]
    for kind, request, room in (("exchange", "talk", "room0"), ("call", "call", "room0")):
        meeting = item(kind, request, 14, room=room, duties=[duty("leader", "p0"), duty("expert", "p3")])
        (found,) = parties(week_of(visit), [meeting]).dinners()
        assert [one.id for one in found.party.people if one.side == "host"] == ["p0", "p3"]


def test_nobody_whose_name_is_not_known_has_a_card():
    from planner.papers.seating.cards import place_cards
    from planner.papers.seating.paper import SeatingPaper
    from tests.papers.seating.looking import texts

    (row,) = seat_all(parties(week_of(one_visit()), [BANQUET]), StopSignal())
    paper = SeatingPaper(row.chart.dinner, row.chart.seating, row.chart.etiquette, Words("zh"))
    told = {text for page in place_cards(paper) for text, _ in texts(page)}
    assert not [text for text in told if "来宾" in text or "待落实" in text or "陪同" in text]
    named = [one.name for one in row.chart.dinner.people if not one.nameless]
    assert len(named) == 8
    assert {one.nameless for one in row.chart.dinner.people if one.id.startswith(("guest-", "company-"))} == {True}


def test_at_talks_our_interpreter_sits_by_our_first_host_at_a_banquet_by_the_guest():
    duties = [duty("leader", "p0"), duty("interpreter", "p11", language="de")]
    talk = item("exchange", "talk", 14, room="room0", duties=duties)
    assert dinner(talk).by_id["p11"].serves == "p0"
    assert dinner(BANQUET | {"duties": duties}).by_id["p11"].serves == "kobe"


def test_who_is_still_to_be_found_has_a_seat():
    duties = [duty("leader"), duty("interpreter", hired=True, language="de")]
    hosts = [one for one in dinner(BANQUET | {"duties": duties}).people if "待落实" in one.name]
    assert [one.name for one in hosts] == ["领导（待落实）", "翻译（待落实）"]
    assert hosts[1].serves == "kobe"


def test_only_the_members_who_were_asked_for():
    talk = item("exchange", "talk", 14, room="room0", duties=[duty("leader", "p0")])
    assert {one.id for one in dinner(talk).people if one.side == "guest"} == {"kobe", "lotz"}


def test_the_first_host_is_the_leader_whatever_the_ranks():
    duties = [duty("expert", "p3"), duty("leader", "p2"), duty("leader", "p0")]
    talk = item("exchange", "talk", 14, room="room0", duties=duties)
    ranked = [one for one in dinner(talk).people if one.rank == 1 and one.side == "host"]
    assert [one.id for one in ranked] == ["p0"]


# ------------------------------------------------------------------------------------------------- rooms


@pytest.mark.parametrize(
    ("kind", "request_", "layout"),
    [
        ("exchange", "talk", "talks"),
        ("call", "call", "sofas"),
        ("photo", "photo", "photo"),
        ("signing", "sign", "signing"),
    ],
)
def test_each_kind_of_meeting_has_its_layout(kind, request_, layout):
    facts = {} if kind == "photo" else {"room": "room0"}
    made = dinner(item(kind, request_, 10, duties=[duty("leader", "p0")], **facts))
    (table,) = made.hall.tables
    assert table.layout == layout
    assert table.seats >= len(made.people)


def test_talks_are_held_at_the_table_that_the_room_has():
    week = week_of(one_visit())
    rooms = [room.replace(layout="回字形") if room.id == "room0" else room for room in week.company.rooms]
    talk = item("exchange", "talk", 14, room="room0", duties=[duty("leader", "p0")])
    (found,) = parties(week.replace(company=week.company.replace(rooms=rooms)), [talk]).dinners()
    assert found.party.hall.tables[0].layout == "hollow"
    (row,) = seat_all(parties(week.replace(company=week.company.replace(rooms=rooms)), [talk]), StopSignal())
    laid, place = row.chart.seating.tables[0].laid, row.chart.seating.place_of
    assert (laid.seats[place["kobe"][1]].part, laid.seats[place["p0"][1]].part) == ("far", "near")


def test_a_driver_of_the_guests_waits_outside():
    visit = one_visit()
    visit["members"] = [*MEMBERS[:4], {"id": "aide", "name": "小李", "role": "driver"}]
    visit["requests"] = [{"kind": "call", "id": "call", "leader": "p0"}]
    call = item("call", "call", 10, room="room0", duties=[duty("leader", "p0")])
    (found,) = parties(week_of(visit), [call]).dinners()
    assert "aide" not in found.party.by_id


def test_kinds_without_a_layout_have_no_seats():
    lunch = item("lunch", None, 12, place="canteen", dining_room="canteen-hall", duties=[duty("companion", "p14")])
    assert not list(parties(week_of(one_visit()), [lunch | {"id": "v/lunch"}]).dinners())


@pytest.mark.parametrize(("guests", "private", "tables"), [(3, True, 1), (3, False, 2), (60, False, 8), (60, True, 8)])
def test_a_private_room_has_one_table_a_hall_as_many_as_are_needed(guests, private, tables):
    week = week_of(one_visit(guests))
    places = [
        place.replace(dining_rooms=[place.dining_rooms[0].replace(private=private, seats=200)])
        if place.id == "rest0"
        else place
        for place in week.company.places
    ]
    (found,) = parties(week.replace(company=week.company.replace(places=places)), [BANQUET]).dinners()
    assert len(found.party.hall.tables) == tables


# -------------------------------------------------------------------------------------------------- cars


def move(id, origin, target, hour, rides, minute=0, groups=(), duties=(), minutes=30):
    facts = {"id": f"v/{id}", "visit": "v", "kind": "transfer", "origin": origin, "target": target}
    start = moment(hour, minute)
    return facts | {"depart": start, "arrive": start + minutes, "groups": groups, "rides": rides, "duties": duties}


def car(vehicle, guests, staff=0):
    return {"vehicle": vehicle, "driver": "d0", "guests": guests, "staff": staff}


def vehicles(kind):
    return [vehicle.id for vehicle in fake.week(1).company.vehicles if vehicle.kind == kind]


def rides(*moves, items=()):
    return [found.party for found in parties(week_of(one_visit()), items, moves).rides()]


def test_a_ride_has_the_guests_the_interpreter_of_where_they_go_and_an_escort():
    big = vehicles("minibus")[0]
    talk = item("exchange", "talk", 10, room="room0", duties=[duty("interpreter", "p11", language="de")])
    (ride,) = rides(move("to-talk", "hotel0", "site", 9, [car(big, 8, 2)]), items=[talk])
    staff = {one.id: (one.role, one.serves) for one in ride.people if one.side == "host"}
    assert staff == {"p11": ("interpreter", "kobe"), "p14": ("aide", "kobe")}
    assert len(ride.people) == len(MEMBERS) + 3 + 2
    profile = ride.cars[0].profile
    assert len(profile.seats) == fake.week(1).vehicle(big).seats


def test_greeters_ride_along_and_nobody_more_than_the_plan_counts():
    big = vehicles("minibus")[0]
    (ride,) = rides(move("meet", "cgo", "site", 9, [car(big, 8, 2)], duties=[duty("greeter", "p0")]))
    assert [one.name for one in ride.people if one.side == "host"] == [
        fake.week(1).person("p0").name,
        "翻译（待落实）",
    ]


def test_each_vehicle_has_as_many_of_each_side_as_the_plan_says():
    two = vehicles("mpv")[:2] if len(vehicles("mpv")) > 1 else [vehicles("minibus")[0], vehicles("mpv")[0]]
    made = parties(week_of(one_visit()), [], [move("x", "hotel0", "site", 9, [car(two[0], 5, 1), car(two[1], 3, 1)])])
    (row,) = seat_all(made, StopSignal())
    assert [(each.guests, each.own) for each in row.party.party.cars] == [(5, 1), (3, 1)]
    sides = {one.id: one.side for one in row.party.party.people}
    for each, counts in zip(row.party.party.cars, [(5, 1), (3, 1)], strict=True):
        here = [name for name, at_ in row.chart.plan.car_of.items() if at_ == each.id]
        assert tuple(sum(sides[name] == side for name in here) for side in ("guest", "host")) == counts


def test_on_foot_or_in_own_cars_nobody_is_seated():
    assert rides(move("walk", "site", "canteen", 12, [])) == []


def test_a_late_group_is_picked_up_on_the_way_in_one_ride_of_two_legs():
    big = vehicles("minibus")[0]
    first = move("a", "hotel0", "east", 9, [car(big, 5, 1)], groups=("g1",))
    then = move("b", "east", "site", 9, [car(big, 8, 1)], minute=40)
    (ride,) = rides(first, then)
    assert len(ride.stops) == 3
    assert {trip.person: (trip.board, trip.leave) for trip in ride.trips} == {f"guest-{n}": (1, 2) for n in range(1, 4)}
    late = move("b", "east", "site", 11, [car(big, 8, 1)])
    assert len(rides(first, late)) == 2


# -------------------------------------------------------------------------------------------- the whole


def test_the_edition_follows_the_kind_of_client_unless_one_is_asked_for():
    kinds = {"foreign": "foreign", "foreign_government": "foreign", "government": "government", "partner": "default"}
    for kind, edition in kinds.items():
        (found,) = parties(week_of(one_visit(client_kind=kind)), [BANQUET]).dinners()
        assert found.etiquette.id == edition
    (found,) = parties(week_of(one_visit()), [BANQUET], edition="government").dinners()
    assert found.etiquette.id == "government"


def test_everything_of_a_week_is_seated_with_an_index_and_a_folder_each():
    week = fake.week(4)
    made = PlanParties(check_plan(week, fake.plan(week), fake.edition()))
    seated = seat_all(made, StopSignal())
    assert len(seated) == len({row.folder for row in seated})
    assert {type(row.party.party) for row in seated} == {Dinner, RideParty}
    for row in seated:
        assert (row.chart is None) == bool(row.reason)
        if isinstance(row.chart, DinnerChart):
            again = check(row.chart.dinner, row.chart.etiquette, row.chart.seating.placements)
            assert [b.rule for b in again.breaches if b.level == "must"] == []
    files = files_of(seated[:3], made.paper)
    assert "座次目录.md" in files
    # whoever stops the drawing has these
    assert charts_of(seated[:3], made.paper).items() <= files.items()
    for row in seated[:3]:
        assert row.folder in files["座次目录.md"] or row.chart is None
        assert row.chart is None or f"{row.folder}/chart.json" in files


def test_a_party_too_large_for_its_vehicles_is_named_not_dropped():
    sedan = vehicles("sedan")[0]
    made = parties(week_of(one_visit()), [], [move("x", "hotel0", "site", 9, [car(sedan, 8, 1)])])
    (row,) = seat_all(made, StopSignal())
    assert row.chart is None
    assert "只有 4 座" in row.reason
    index = files_of([row], made.paper)["座次目录.md"]
    assert "未能排座" in index


def test_after_an_interrupt_the_rest_stays_without_a_chart():
    stop = StopSignal()
    stop.event.set()
    (row,) = seat_all(parties(week_of(one_visit()), [BANQUET]), stop)
    assert (row.chart, row.reason) == (None, "中途停止，未排")
