"""Faults in the requests of a visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from models.domain.activities import KINDS, Banquet, CourtesyCall, Request, Signing, outside_hosts
from models.domain.bilingual import bilingual
from models.domain.clock import day_of, hhmm, minute_of_day
from models.domain.demands import MEETINGS
from models.domain.joint_items import REQUEST_OF_JOINT, joint_of
from models.domain.people import RoleKind
from models.domain.places import Hotel, Project, Restaurant, Sight, Venue
from models.domain.references import Finding, Ids, KeyPath, Kind, near
from models.domain.request_order import order_faults
from models.domain.thing_names import day_in_words
from models.domain.visit_faults import stay_days
from models.domain.visits import Visit
from models.domain.vocabulary import MEAL_NAMES
from models.domain.week import Week

LATEST_LUNCH_START = 15 * 60
"""Minute of the day from which a banquet is a dinner."""
LEAST_MEAL_MINUTES = 30
"""No meal is shorter, packed ones neither."""
LEAST_INTERRUPTED_MINUTES = 120
"""An item with a lunch in its midst has something before and after it."""
_PLACES_BY_KIND = {
    "project": ("参考项目、企业、机关或会场", "project, works, authority or hall"),
    "sight": ("景点", "sight"),
    "shopping": ("购物场所", "shop"),
    "entertainment": ("文娱场所", "entertainment"),
}


def request_faults(week: Week, number: int, known: frozenset[str]) -> Iterator[Finding]:
    """Yield every fault of the requests of a visit."""
    visit = week.visits[number]
    ids = Ids("活动需求", "request")
    kinds = _referred(week, visit, known)
    requests = Kind("活动需求", "request", {request.id: request.title for request in visit.requests}, known)
    yield from order_faults(number, visit, requests)
    for index, request in enumerate(visit.requests):
        path: KeyPath = ("visits", number, "requests", index)
        yield from ids.twice(path, request.id)
        yield from _references(path, request, kinds)
        yield from _times(path, week, visit, request)
        yield from _topic(path, week, request)
        yield from _seats(path, week, visit, request)
        yield from _meal(path, request)
        yield from _hosts(path, week, request)
        yield from _joint(path, week, visit, request)
        if isinstance(request, Banquet):
            yield from _banquet(path, request)


def _referred(week: Week, visit: Visit, known: frozenset[str]) -> dict[str, Kind]:
    """Return what the keys of a request refer to."""
    company = week.company
    people = Kind("人员", "person", {person.id: person.name for person in company.people}, known)
    kinds = {
        key: people
        for key in ("experts", "leader", "trainer", "certificates_by", "host", "companions", "reception_line")
    }
    kinds["room"] = Kind("会议室", "room", {room.id: room.name for room in company.rooms}, known)
    kinds["lounge"] = Kind("休息室", "lounge", {lounge.id: lounge.name for lounge in company.lounges}, known)
    kinds["workshops"] = Kind("车间", "workshop", {shop.id: shop.name for shop in company.workshops}, known)
    kinds["members"] = Kind("成员", "member", {member.id: member.name for member in visit.members}, known)
    kinds["joint"] = Kind("联合活动", "joint item", {joint.id: joint.title for joint in week.joints}, known)
    hotels = {place.id: place.name for place in company.places if isinstance(place, Hotel)}
    kinds["hotel"] = Kind("酒店", "hotel", hotels, known)
    restaurants = {place.id: place.name for place in company.places if isinstance(place, Restaurant)}
    kinds["restaurant"] = Kind("餐厅", "restaurant", restaurants, known)
    anywhere = Kind("地点", "place", {place.id: place.name for place in company.places}, known)
    kinds |= dict.fromkeys((*MEETINGS, "ceremony", "performance", "banquet"), anywhere)
    for kind, (zh, en) in _PLACES_BY_KIND.items():
        fitting = {place.id: place.name for place in company.places if _fits(kind, place)}
        kinds[kind] = Kind(zh, en, fitting, known)
    return kinds


def _fits(kind: str, place: object) -> bool:
    if kind == "project":
        return isinstance(place, Project | Venue)
    if not isinstance(place, Sight):
        return False
    allowed = {"shopping": ("shopping",), "entertainment": ("entertainment", "play")}
    return kind not in allowed or place.category in allowed[kind]


def _references(path: KeyPath, request: Request, kinds: dict[str, Kind]) -> Iterator[Finding]:
    for key in type(request).model_fields:
        kind = kinds.get(request.kind if key == "place" else key)
        if key == "restaurant" and outside_hosts(request):
            kind = kinds["banquet"]
        value = getattr(request, key)
        if kind is None:
            continue
        if isinstance(value, tuple):
            yield from kind.all_unknown((*path, key), value)
        else:
            yield from kind.unknown((*path, key), value)


def _times(path: KeyPath, week: Week, visit: Visit, request: Request) -> Iterator[Finding]:
    days = {key: day for key, day in (("on", request.on), ("at", _day(request))) if day is not None}
    if len(set(days.values())) > 1:
        yield (
            (*path, "on"),
            bilingual(
                f"{day_in_words(days['on'])} 与 at 的日期不符", f"on {day_in_words(days['on'])}, but at says otherwise"
            ),
            bilingual("去掉 on", "leave out on"),
        )
    if visit.groups:
        first, last = stay_days(week, visit)
        stay = f"{day_in_words(first)} – {day_in_words(last)}"
        for key, day in days.items():
            if not first <= day <= last:
                yield (
                    (*path, key),
                    f"{day_in_words(day)} " + bilingual(f"不在来访期间 {stay}内", f"is outside the stay {stay}"),
                    "",
                )
    early, late = request.earliest, request.latest
    if early is not None and late is not None and early > late:
        what = bilingual(
            f"最早 {hhmm(early)} 晚于最晚 {hhmm(late)}", f"earliest {hhmm(early)} is after latest {hhmm(late)}"
        )
        yield (*path, "earliest"), what, bilingual("对调", "swap them")
    elif request.at is not None:
        start = minute_of_day(request.at)
        if (early is not None and start < early) or (late is not None and start > late):
            what = bilingual(f"{hhmm(start)} 不在最早与最晚之间", f"{hhmm(start)} is not between earliest and latest")
            yield (*path, "at"), what, bilingual("去掉 earliest 和 latest", "leave out earliest and latest")


def _seats(path: KeyPath, week: Week, visit: Visit, request: Request) -> Iterator[Finding]:
    """Yield a named room or restaurant that cannot hold the guests; without a name it is the planner's to find one."""
    guests = len(request.members) or len(visit.members) + sum(group.unnamed for group in visit.groups)
    room = next((room for room in week.company.rooms if room.id == getattr(request, "room", None)), None)
    if room and room.seats < guests:
        what = f"{room.name} " + bilingual(
            f"{room.seats} 座，坐不下 {guests} 人", f"{room.seats} seats for {guests} guests"
        )
        yield (*path, "room"), what, _larger({each.name: each.seats for each in week.company.rooms}, guests)
    named = getattr(request, "restaurant", None)
    restaurant = next((place for place in week.restaurants if place.id == named), None)
    most = max((each.seats for each in restaurant.dining_rooms), default=0) if restaurant else 0
    if restaurant and 0 < most < guests:
        what = f"{restaurant.name}" + bilingual(
            f"最大 {most} 座，坐不下 {guests} 人", f" {most} seats at most for {guests} guests"
        )
        yield (*path, "restaurant"), what, ""


def _hosts(path: KeyPath, week: Week, request: Request) -> Iterator[Finding]:
    """Yield what is missing of who receives the guests and where, or contradicts itself."""
    name = bilingual("填领导，或填主人和地点", "a leader of ours, or hosts and their place")
    if isinstance(request, CourtesyCall | Signing) and not request.leader and not request.hosts:
        yield (*path, "leader"), bilingual("没有会见人", "nobody receives the guests"), name
    room = week.find_room(getattr(request, "room", None))
    place = getattr(request, "place", None)
    if room is not None and place is not None and place != (room.at or week.site.id):
        there = [other.name for other in week.company.rooms if (other.at or week.site.id) == place]
        what = bilingual(f"{room.name} 不在这个地点", f"{room.name} is not at that place")
        yield (*path, "room"), what, "、".join(there) or bilingual("清空会议室", "leave out the room")
    if isinstance(request, Banquet) and request.hosts and request.restaurant is None:
        what = bilingual("外单位宴请，没有地点", "a banquet of others without its place")
        yield (*path, "restaurant"), what, bilingual("填地点或餐厅", "give the place or restaurant")


def _larger(seats: dict[str, int], guests: int) -> str:
    """Return the smallest room that holds so many."""
    return min((name for name in seats if seats[name] >= guests), key=lambda name: seats[name], default="")


def _day(request: Request) -> dt.date | None:
    return None if request.at is None else day_of(request.at)


def _topic(path: KeyPath, week: Week, request: Request) -> Iterator[Finding]:
    """Yield a topic that looks misspelt; one that nobody knows is no fault but a request that cannot be met."""
    roles: dict[str, RoleKind] = {"exchange": "expert", "training": "trainer"}
    topic = getattr(request, "topic", None)
    if topic is None or request.kind not in roles:
        return
    found = (person.role(roles[request.kind]) for person in week.company.people)
    topics = {known for role in found if role for known in role.topics}
    close = near(topic, topics)
    if topic not in topics and close:
        yield (*path, "topic"), bilingual(f"没有人懂这个题目：{topic!r}", f"nobody knows the topic {topic!r}"), close


def _meal(path: KeyPath, request: Request) -> Iterator[Finding]:
    """Yield a meal for which an item is too short, or two that it cannot both be."""
    meal, lunch_break = getattr(request, "meal", None), getattr(request, "lunch_break", False)
    minutes = getattr(request, "minutes", None)
    if meal is not None and minutes is not None and minutes < LEAST_MEAL_MINUTES:
        zh, en = MEAL_NAMES[meal]
        what = bilingual(f"{minutes} 分钟吃不完{zh}", f"{minutes} minutes are too short for {en}")
        yield (*path, "minutes"), what, str(LEAST_MEAL_MINUTES)
    if lunch_break and meal is not None:
        what = bilingual("含餐与中间用餐只能有一个", "an item that is a meal is not interrupted by lunch")
        yield (*path, "lunch_break"), what, bilingual("留一个", "leave one out")
    elif lunch_break and minutes is not None and minutes < LEAST_INTERRUPTED_MINUTES:
        what = bilingual(
            f"{minutes} 分钟太短，中间不能停下来用餐", f"{minutes} minutes are too short to be interrupted by lunch"
        )
        yield (*path, "minutes"), what, str(LEAST_INTERRUPTED_MINUTES)
    if getattr(request, "meal_price", None) is not None and meal is None and not isinstance(request, Banquet):
        what = bilingual("有餐费，没有写含哪一餐", "a price of a meal, but no meal")
        yield (*path, "meal_price"), what, bilingual("在“含餐”写午餐等", "name the meal")


def _banquet(path: KeyPath, request: Banquet) -> Iterator[Finding]:
    if request.lunch and request.form == "tea":
        what = bilingual("茶会不是午宴", "a tea is no lunch")
        yield (*path, "lunch"), what, "lunch = false"
    if request.meal is not None and request.lunch != (request.meal == "lunch"):
        zh, en = MEAL_NAMES[request.meal]
        noon = ("写成了午宴", "a lunch") if request.lunch else ("没有写成午宴", "no lunch")
        what = bilingual(f"含{zh}的宴请{noon[0]}", f"a banquet with {en}, but {noon[1]}")
        yield (*path, "meal"), what, "lunch = false" if request.lunch else "lunch = true"
    if request.at is not None and request.form != "tea" and request.meal != "breakfast":
        start = minute_of_day(request.at)
        if request.lunch and start >= LATEST_LUNCH_START:
            what = bilingual(f"{hhmm(start)} 的宴请写成了午宴", f"a lunch at {hhmm(start)}")
            yield (*path, "lunch"), what, "lunch = false"
        if not request.lunch and start < LATEST_LUNCH_START:
            what = bilingual(f"{hhmm(start)} 的宴请没有写成午宴", f"a dinner at {hhmm(start)}")
            yield (*path, "at"), what, "lunch = true"


def _joint(path: KeyPath, week: Week, visit: Visit, request: Request) -> Iterator[Finding]:
    """Yield where a request stands for a joint item of another kind, or of other visits."""
    joint = next((joint for joint in week.joints if joint.id == joint_of(request)), None)
    if joint is None:
        return
    kind = REQUEST_OF_JOINT.get(joint.kind, request.kind)
    if request.kind != kind:
        zh, en = KINDS[request.kind].zh, KINDS[request.kind].en
        what = bilingual(f"联合活动 {joint.id!r} 不是{zh}", f"{joint.id!r} is no {en}")
        yield (*path, "joint"), what, bilingual(f"活动类型改为{KINDS[kind].zh}", f'kind = "{kind}"')
    if visit.id not in joint.visits:
        what = bilingual(f"联合活动 {joint.id!r} 没有列出本批客人", f"{joint.id!r} is no item of this visit")
        yield (*path, "joint"), what, bilingual(f'在它的 visits 里加 "{visit.id}"', f'add "{visit.id}" to its visits')
