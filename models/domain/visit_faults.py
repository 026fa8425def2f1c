"""Faults between the facts of one visit, and between it and the week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from models.domain.bilingual import bilingual
from models.domain.clock import at, day_of
from models.domain.people import Member
from models.domain.references import Finding, Ids, KeyPath, Kind
from models.domain.thing_names import day_in_words, moment_in_words
from models.domain.visits import Departure, TravelGroup, Visit
from models.domain.week import Week


@dataclass(frozen=True)
class Referred:
    """What a visit may refer to, by kind."""

    places: Kind
    hotels: Kind
    sights: Kind
    workshops: Kind
    lounges: Kind
    rooms: Kind
    people: Kind
    visits: Kind


def visit_faults(week: Week, number: int, to: Referred, known: frozenset[str]) -> Iterator[Finding]:
    """Yield every fault of a visit but those of its requests."""
    visit, path = week.visits[number], ("visits", number)
    members = Kind("成员", "member", {member.id: member.name for member in visit.members}, known)
    yield from _members(path, visit, members)
    yield from _groups(path, week, visit, members, to)
    yield from _references(path, visit, to)
    yield from _sub_groups(path, visit, members, known)
    yield from _waivers(path, week, visit, to)


def last_day(week: Week) -> dt.date:
    """Return the last day of a week."""
    return week.first_day + dt.timedelta(days=week.days - 1)


def stay_days(week: Week, visit: Visit) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a visit; who has no ticket yet leaves on the day that is named, or the last."""
    first = min(day_of(group.arrival.at) for group in visit.groups)
    return first, max(_leaves(week, group.departure) for group in visit.groups)


def _leaves(week: Week, departure: Departure) -> dt.date:
    return day_of(departure.at) if departure.at is not None else departure.on or last_day(week)


def _members(path: KeyPath, visit: Visit, members: Kind) -> Iterator[Finding]:
    ids = Ids("成员", "member")
    by_id = {member.id: member for member in visit.members}
    principal = ""
    sharers: dict[str, str] = {}
    for index, member in enumerate(visit.members):
        here = (*path, "members", index)
        yield from ids.twice(here, member.id)
        if member.role == "principal":
            if principal:
                what = bilingual(
                    f"主宾有两位:{principal}、{member.name}", f"two principals: {principal}, {member.name}"
                )
                yield (*here, "role"), what, bilingual("其中一位改为成员", "one of them is a member")
            principal = principal or member.name
        for key in ("spouse_of", "rooms_with"):
            yield from _partner(here, key, member, by_id, members)
        for one, other in ((member.id, member.rooms_with), (member.rooms_with, member.id)):
            if one and other and sharers.setdefault(one, other) != other:
                yield (
                    (*here, "rooms_with"),
                    bilingual(f"{one!r} 与另两人同住一间", f"{one!r} shares a room with two others"),
                    "",
                )


def _partner(path: KeyPath, key: str, member: Member, by_id: dict[str, Member], members: Kind) -> Iterator[Finding]:
    named: str | None = getattr(member, key)
    yield from members.unknown((*path, key), named)
    if named == member.id:
        yield (*path, key), bilingual("不能是自己", f"{key} names the very member"), ""
    back = getattr(by_id[named], key) if named in by_id else None
    if back not in (None, member.id) and key == "spouse_of":
        yield (
            (*path, key),
            bilingual(f"配偶互不对应：{named!r} 的配偶是 {back!r}", f"{named!r} is the spouse of {back!r}"),
            "",
        )


def _groups(path: KeyPath, week: Week, visit: Visit, members: Kind, to: Referred) -> Iterator[Finding]:
    if not visit.groups:
        yield (*path, "groups"), bilingual("没有行程组", "no travel group: nobody arrives"), "[[groups]]"
    ids = Ids("行程组", "travel group")
    rest = {member.id for member in visit.members} - {id for group in visit.groups for id in group.members}
    seen: dict[str, str] = {}
    takers = 0
    for index, group in enumerate(visit.groups):
        here = (*path, "groups", index)
        yield from ids.twice(here, group.id)
        yield from members.all_unknown((*here, "members"), group.members)
        for position, id in enumerate(group.members):
            if seen.setdefault(id, group.id) != group.id:
                what = bilingual(
                    f"成员 {id!r} 在两个行程组里：{seen[id]!r}、{group.id!r}",
                    f"member {id!r} travels in {seen[id]!r} and {group.id!r}",
                )
                yield (*here, "members", position), what, ""
        takers += not group.members
        if not group.members and rest and takers > 1:
            what = bilingual("两个行程组都没有列成员", "two travel groups name no members")
            yield here, what, bilingual("写明其中一组的成员", "name the members of one of them")
        if not group.members and not rest and not group.unnamed:
            yield here, bilingual("行程组里没有人", "a travel group without people"), "unnamed = 3"
        yield from _times(here, week, group)
        yield from to.places.unknown((*here, "arrival", "place"), group.arrival.place)
        yield from to.lounges.unknown((*here, "arrival", "lounge"), group.arrival.lounge)
        yield from to.places.unknown((*here, "departure", "place"), group.departure.place)
    if rest and visit.groups and not takers:
        names = ", ".join(sorted(rest))
        yield (
            (*path, "groups"),
            bilingual(f"成员不在任何行程组里：{names}", f"travel in no group: {names}"),
            bilingual("写进某一组", "add them to a group"),
        )
    yield from _beds(path, week, visit)


def _times(path: KeyPath, week: Week, group: TravelGroup) -> Iterator[Finding]:
    arrival, departure = group.arrival, group.departure
    yield from _in_week((*path, "arrival", "at"), week, arrival.at)
    if departure.at is not None:
        yield from _in_week((*path, "departure", "at"), week, departure.at)
        if departure.at <= arrival.at:
            what = bilingual(
                f"离开 {moment_in_words(departure.at)} 早于到达 {moment_in_words(arrival.at)}",
                f"leaves {moment_in_words(departure.at)} before it arrives {moment_in_words(arrival.at)}",
            )
            yield (*path, "departure", "at"), what, bilingual("对调", "swap them")
        if departure.on not in (None, day_of(departure.at)):
            yield (
                (*path, "departure", "on"),
                bilingual(
                    f"{day_in_words(departure.on)} 与 at 的日期不符",
                    f"on {day_in_words(departure.on)}, but at says otherwise",
                ),
                bilingual("去掉 on", "leave out on"),
            )
    elif departure.on is not None:
        yield from _in_week((*path, "departure", "on"), week, at(departure.on))
        if departure.on < day_of(arrival.at):
            yield (
                (*path, "departure", "on"),
                bilingual(
                    f"{day_in_words(departure.on)} 离开，早于到达",
                    f"leaves on {day_in_words(departure.on)} before it arrives",
                ),
                bilingual("对调", "swap them"),
            )


def _in_week(path: KeyPath, week: Week, moment: int) -> Iterator[Finding]:
    day, last = day_of(moment), last_day(week)
    if week.first_day <= day <= last:
        return
    maybe = ""
    for year in {week.first_day.year, last.year}:
        for month in (day.month, week.first_day.month, last.month):
            try:
                meant = day.replace(year=year, month=month)
            except ValueError:  # 29 February, 31 April
                continue
            maybe = maybe or (meant.isoformat() if week.first_day <= meant <= last else "")
    first, end = day_in_words(week.first_day), day_in_words(last)
    yield (
        path,
        (
            f"{day_in_words(day) if day.year == week.first_day.year else day} "
            + bilingual(f"不在本周 {first} 至 {end} 内", f"is outside the week {first} to {end}")
        ),
        maybe,
    )


def _beds(path: KeyPath, week: Week, visit: Visit) -> Iterator[Finding]:
    if visit.provides.lodging or visit.hotel or not visit.groups:
        return
    first, last = stay_days(week, visit)
    if first < last:
        what = bilingual(
            "过夜但既不安排住宿也没有自订酒店", "stays over night, but no lodging is provided and no hotel is named"
        )
        yield (
            path,
            what,
            bilingual(
                'hotel = "…"（自订），或 provides = { lodging = true }',
                'hotel = "…" (their own), or provides = { lodging = true }',
            ),
        )


def _references(path: KeyPath, visit: Visit, to: Referred) -> Iterator[Finding]:
    yield from to.hotels.unknown((*path, "hotel"), visit.hotel)
    yield from to.people.unknown((*path, "escort"), visit.escort)
    yield from to.sights.all_unknown((*path, "refused"), visit.refused)
    yield from to.sights.all_unknown((*path, "seen"), visit.seen)
    yield from to.workshops.all_unknown((*path, "clearance"), visit.clearance)
    yield from to.visits.all_unknown((*path, "rivals"), visit.rivals)
    if visit.meet_first_must and not visit.meet_first:
        what = bilingual("注明必须先见，没有写先见谁", "somebody must be met first, but nobody is named")
        yield (*path, "meet_first_must"), what, bilingual("写明先见谁", "say who in meet_first")
    if visit.id in visit.rivals:
        yield (*path, "rivals"), bilingual("不能与自己互避", "a visit is no rival of its own"), ""


def _sub_groups(path: KeyPath, visit: Visit, members: Kind, known: frozenset[str]) -> Iterator[Finding]:
    ids = Ids("小组", "sub-group")
    requests = Kind("活动需求", "request", {request.id: request.title for request in visit.requests}, known)
    for index, part in enumerate(visit.sub_groups):
        here = (*path, "sub_groups", index)
        yield from ids.twice(here, part.id)
        yield from members.all_unknown((*here, "members"), part.members)
        yield from requests.all_unknown((*here, "requests"), part.requests)
        if not part.members:
            yield (*here, "members"), bilingual("小组里没有人", "a sub-group without people"), ""


def _waivers(path: KeyPath, week: Week, visit: Visit, to: Referred) -> Iterator[Finding]:
    requests = {request.id: request.title for request in visit.requests}
    kinds = (to.places, to.workshops, to.rooms, to.people)
    for index, waiver in enumerate(visit.waivers):
        scope, here = waiver.scope, (*path, "waivers", index, "scope")
        if not scope or scope.startswith(f"{visit.id}/") or scope in requests or any(scope in kind for kind in kinds):
            continue
        try:
            yield from _in_week(here, week, at(dt.date.fromisoformat(scope)))
        except ValueError:
            names = requests | {id: name for kind in kinds for id, name in kind.names.items()}
            maybe = Kind("", "", names).maybe(scope)
            yield (
                here,
                bilingual(f"没有这样的活动、地点、日期：{scope!r}", f"no request, place or day {scope!r}"),
                maybe,
            )
