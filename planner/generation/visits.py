"""Made-up delegations: who comes, how, and what the company provides."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from models.domain.visits import Visit
from planner.generation.names import NameSource
from planner.generation.requests import PartyProfile, RequestMaker, hot_hours, wishes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from models.domain.week import Calendar, Company
    from planner.generation.families import Family
    from planner.generation.stays import StayDates

_CONTRACT_RANGES = {"A": (700, 3000), "B": (410, 600), "C": (100, 400), "D": (20, 95)}
_MEMBER_TITLES = (
    "董事长",
    "总经理",
    "副总经理",
    "总工程师",
    "部长",
    "处长",
    "主任",
    "经理",
    "高级工程师",
    "工程师",
    "主管",
    "秘书",
)
_FOREIGN_TITLES = (
    "CEO",
    "Managing Director",
    "Technical Director",
    "Head of Purchasing",
    "Project Engineer",
    "Engineer",
)


def make_visits(delegations: int, random: Random, company: Company, family: Family, calendar: Calendar) -> list[Visit]:
    """Return so many delegations of a family, in the order of their arrival."""
    names = NameSource(random)
    drafts = []
    for _ in range(delegations):
        party = _party(random)
        one_day = party.language == "zh" and random.random() < family.one_day_share
        stay = family.stay(random, family.first_day, one_day, calendar)
        while not stay.workdays():
            stay = family.stay(random, family.first_day, one_day, calendar)
        drafts.append((stay, party))
    drafts.sort(key=lambda draft: draft[0].arrive)
    ids = [f"v{number:0{max(2, len(str(delegations)))}}" for number in range(1, delegations + 1)]
    hot = hot_hours(random, delegations, family.first_day, family.wishes.hot_days)
    visits = []
    for id, (stay, party) in zip(ids, drafts, strict=True):
        asked = wishes(random, company, stay, party, hot, family.wishes)
        visits.append(_visit(id, random, names, stay, party, asked))
    return _with_rivals(visits, random, [stay for stay, _ in drafts])


def _party(random: Random) -> PartyProfile:
    foreign = random.random() < 0.16
    low, high = random.choices(((1, 3), (4, 6), (7, 12), (13, 20), (21, 40)), weights=(18, 42, 26, 9, 5))[0]
    size = random.randint(low, high)
    if foreign:
        size = 1 + size % 12
    language = random.choices(("en", "ja", "de", "ru", "fr"), weights=(45, 15, 15, 15, 10))[0] if foreign else "zh"
    kinds = ("partner", "other", "government", "authority", "media")
    kind = "foreign" if foreign else random.choices(kinds, weights=(48, 32, 8, 8, 4))[0]
    level = random.choices("ABCD", weights=(10, 34, 36, 20))[0]
    if kind == "media":
        level, size = "D", min(size, 4)
    halal = size <= 12 and random.random() < (0.2 if language in ("ru", "en") else 0.05)
    return PartyProfile(level, size, kind, language, halal)


def _visit(
    id: str, random: Random, names: NameSource, stay: StayDates, party: PartyProfile, asked: RequestMaker
) -> Visit:
    members = _members(random, names, party)
    own_cars = stay.own_cars or (party.size <= 6 and party.language == "zh" and random.random() < 0.06)
    table: dict[str, Any] = {
        "id": id,
        "client": names.client(party.kind, party.language),
        "client_kind": party.kind,
        "contract": random.randint(*_CONTRACT_RANGES[party.level]) // 10 * 10,
        "purpose": random.choices(("project_inspection", "other_inspection"), weights=(75, 25))[0],
        "members": members,
        "groups": _groups(random, stay, party, members, own_cars),
        "requests": asked.requests,
        "sights": "planner" if not stay.one_day and random.random() < 0.25 else "none",
    }
    if stay.one_day:
        table["provides"] = {"lodging": False} | ({"cars": False} if own_cars else {})
    elif own_cars:
        table["provides"] = {"cars": False}
    return Visit.model_validate(table)


def _members(random: Random, names: NameSource, party: PartyProfile) -> list[dict[str, Any]]:
    """Return the named members: everybody of a small party, the first six of a large one."""
    top = {"A": (1, 2), "B": (2, 4), "C": (3, 5), "D": (4, 6)}[party.level]
    found: list[dict[str, Any]] = []
    for number in range(min(party.size, 12 if party.size <= 12 else 6)):
        rank = random.randint(*top) if number == 0 else random.choice((4, 5, 6, 6, 6))
        foreign = party.language != "zh"
        titles: Sequence[str] = _FOREIGN_TITLES if foreign else _MEMBER_TITLES
        title = titles[min(rank - 1, len(titles) - 1)] if number == 0 else random.choice(titles[2:])
        member: dict[str, Any] = {"id": f"m{number + 1:02}", "name": names.person(party.language), "title": title}
        member |= {"rank": rank, "sex": random.choice(("male", "male", "female"))}
        if foreign:
            member["languages"] = [party.language]
        if party.halal:
            member["diet"] = ["halal"]
        elif random.random() < 0.04:
            member["diet"] = [random.choice(("vegetarian", "no_pork"))]
        if random.random() < 0.03:
            member["age"] = "senior"
        if number == 0:
            member["role"] = "principal"
        found.append(member)
    return found


def _groups(
    random: Random, stay: StayDates, party: PartyProfile, members: list[dict[str, Any]], own_cars: bool
) -> list[dict[str, Any]]:
    unnamed = party.size - len(members)
    if own_cars:
        place = "site" if stay.own_cars else "toll_hightech"
        arrival = {"at": _iso(stay.arrive), "place": place}
        return [{"id": "g1", "unnamed": unnamed, "arrival": arrival, "departure": arrival | {"at": _iso(stay.leave)}}]
    abroad = party.language != "zh" and random.random() < 0.6
    first = _journey(random, abroad)
    arrival = {"at": _iso(stay.arrive)} | first
    departure = {"at": _iso(stay.leave)} | _journey(random, abroad)
    group: dict[str, Any] = {"id": "g1", "unnamed": unnamed, "arrival": arrival, "departure": departure}
    split = len(members) >= 6 and not unnamed and not abroad and stay.arrive.hour < 17 and random.random() < 0.25
    if not split:
        return [group]
    later = stay.arrive + dt.timedelta(minutes=random.randrange(25, 95, 5))
    late = [member["id"] for member in members[len(members) // 2 :]]
    other = group | {"id": "g2", "members": late, "arrival": {"at": _iso(later)} | _journey(random, abroad)}
    return [group, other]


def _journey(random: Random, abroad: bool) -> dict[str, Any]:
    if abroad:
        return {"place": "cgo", "number": f"{random.choice(('CZ', 'KC', 'CX', 'LH'))}{random.randint(300, 8999)}"} | {
            "international": True
        }
    if random.random() < 0.4:
        return {
            "place": "cgo",
            "number": f"{random.choice(('CZ', 'MU', 'HU', '3U', 'MF'))}{random.randint(1000, 9899)}",
        }
    place = random.choices(("zz_east", "zz_station"), weights=(85, 15))[0]
    return {"place": place, "number": f"{random.choice('GD')}{random.randint(60, 3998)}"}


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")


def _with_rivals(visits: list[Visit], random: Random, stays: list[StayDates]) -> list[Visit]:
    """Make every twelfth pair of delegations whose stays overlap rivals."""
    found = list(visits)
    for number in range(1, len(visits)):
        overlap = stays[number].arrive < stays[number - 1].leave
        if overlap and random.random() < 1 / 12:
            found[number] = visits[number].replace(rivals=(visits[number - 1].id,))
    return found
