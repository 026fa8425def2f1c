"""Things to do for what is planned: banquets, tours, trips, sights, gifts, photos, and days without a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Banquet, Gift, GroupPhoto, Tour, outside_hosts
from models.domain.clock import day_of
from models.domain.included_meals import lunch_of_item
from models.domain.opening import late, starts
from models.domain.places import Sight
from models.domain.roles import ROOM_SERVICE_ROLES
from models.domain.table_company import diners
from models.domain.vocabulary import BANQUET_FORM_NAMES
from models.rules.core.findings import DayAndTime, Phrase, Sentence, Several, label
from models.rules.core.judgeable import is_judgeable
from models.rules.core.kinds import KINDS_WITHOUT_PURPOSE
from models.rules.hosts.first_met import first_meeting, name_of_first_met
from models.rules.pace import is_long_trip
from models.rules.todo.line import department, line, person_name, place_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Item
    from models.rules.core.findings import Value
    from models.rules.core.programme import Programme
    from models.rules.todo.line import ToDo

PHOTO_SET_UP = 15
"""Minutes before a group photo."""
INVITATION = Sentence(
    "与主宾商定{moment}{place}的{form},提前两周发请柬(主题、形式、时间、地点、主人姓名)",
    "Agree on the {form} at {place} on {moment} with the guest of honour, and send invitations two weeks before "
    "(occasion, form, time, place, host)",
)
STANDING = Sentence(
    "{moment}{place}的{form}不排座次:备餐台和站立位置({people} 人)",
    "Nobody is seated at the {form} at {place} on {moment}: have buffet tables and room to stand (people: {people})",
)
PACKED_LUNCH = Sentence("{item}中间的午餐订盒饭 {people} 份", "Order packed lunches for the {item} (people: {people})")
LUNCH_TABLE = Sentence(
    "{item}中间的午餐订{place}({people} 人)", "Book the lunch in the midst of the {item} at {place} (people: {people})"
)
NO_ALCOHOL = Sentence(
    "{moment}{place}工作日午宴不上酒", "No alcohol at the banquet at {place} on {moment}, a workday at noon"
)
DRY = Sentence(
    "告知{places}:工作餐不上酒、不提供香烟", "Tell {places} that neither alcohol nor cigarettes are served at any meal"
)
CONFIRM_WITH_HOSTS = Sentence(
    "{item}({place}):与对方单位确认时间、地点、主人({hosts})、停车",
    "{item} ({place}): confirm with the hosts' office the time, the place, who receives the guests ({hosts}) and the "
    "parking",
)
HELMETS = Sentence(
    "{item}备安全帽 {people} 顶({workshops})", "Have helmets ready for the {item} (people: {people}; {workshops})"
)
MAGNETIC_WORKSHOPS = Sentence(
    "{item}进{workshops}前,手表、信用卡等交{keeper}保管",
    "Watches, credit cards and the like are kept by {keeper} while the guests are in {workshops} ({item})",
)
PRESS = Sentence(
    "{item}采访、拍摄请示公司领导,并安排专人协助",
    "Ask the management about interviews and photographs at the {item}, and name somebody who helps with them",
)
NO_VISITORS_SIGN = Sentence(
    "{item}前在不参观的{workshops}悬挂“谢绝参观”标示牌",
    "Put up signs that ask visitors to keep out, before the {item}: {workshops}",
)
LONG_TRIP = Sentence(
    "{item}({place})路远,备饮料和必备药品",
    "Take drinks and medicine to the {item} ({place}), a long trip",
)
CAMERA = Sentence("{item}({place})提醒客人带相机", "Remind the guests of their cameras: {item} ({place})")
RAINY_DAY = Sentence("{item}{place}遇雨改去{instead}", "If it rains, go to {instead} instead of {place} ({item})")
RAINY_DAY_OPEN = Sentence("{item}{place}遇雨改去(待定)", "Decide where to go instead of {place} if it rains ({item})")
SIGNED_BILL = Sentence("{item}{place}备好签单", "Have the signed bill ready for {place} ({item})")
TICKETS = Sentence("{item}{place}备好门票 {count} 张", "Have tickets ready for {place} ({item}; guests: {count})")
GIFT = Sentence("礼品“{gift}”{count} 份领取、包装", "Fetch and wrap the gift “{gift}” (pieces: {count})")
PHOTO = Sentence("{item}排好合影站位,备横幅", "Mark the places for the {item} and have the banner ready")
IDLE_DAY = Sentence(
    "{day}没有安排活动,与客人商定:自由活动,或加排参观、游览",
    "Nothing is planned on {day}: agree with the guests on free time, a company visit or sightseeing",
)

RECEPTION_LINE = Sentence(
    "{people}{moment}起在门口列队欢迎({item})",
    "{people} stand at the door from {moment} to welcome the guests ({item})",
)
MEET_FIRST = Sentence("{moment}先见“{who}”,事先说定", "“{who}” is met first, on {moment}: agree on it beforehand")
MEET_FIRST_OPEN = Sentence(
    "客人应先见“{who}”,日程里没有这项会见,请落实", "“{who}” is to be met first, but no meeting with them is planned"
)
IDLE_BUT_FOR = Sentence(
    "{item}之外当天没有安排活动,与客人商定:自由活动,或加排参观、游览",
    "Nothing but the {item} is planned that day: agree with the guests on free time, a company visit or sightseeing",
)


def banquets(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Agree on the date and send invitations (MEAL-06); no alcohol at a workday's lunch (SENSE-14); of our banquets.

    Where the guests stand, room and tables for it (MEAL-03).
    """
    for item in p.of("banquet"):
        request = p.request(item)
        if outside_hosts(request):
            continue
        day = day_of(item.start)
        moment, place = DayAndTime(item.start), place_name(facts, item.place)
        form = Phrase(*BANQUET_FORM_NAMES[request.form if isinstance(request, Banquet) else "formal"])
        yield line(
            facts, "MEAL-06", "invitation", p.id, day, item.id, INVITATION, moment=moment, place=place, form=form
        )
        if isinstance(request, Banquet) and request.is_standing:
            told: dict[str, Value] = {"moment": moment, "place": place, "form": form}
            people = diners(p.stay, request)
            yield line(facts, "MEAL-03", "standing_banquet", p.id, day, item.id, STANDING, people=people, **told)
        if isinstance(request, Banquet) and request.lunch and facts.workday(day) and facts.edition.office.alcohol:
            start, what = item.start, NO_ALCOHOL
            yield line(facts, "SENSE-14", "no_alcohol", p.id, start, item.id, what, moment=moment, place=place)


def without_alcohol(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Tell the restaurants that no alcohol is served, where the edition has none at all (SENSE-14)."""
    ours = [
        item for item in p.of("lunch", "dinner", "banquet") if item.dining_room and not outside_hosts(p.request(item))
    ]
    if ours and not facts.edition.office.alcohol:
        places = Several(tuple(dict.fromkeys(place_name(facts, item.place) for item in ours)))
        first = p.stay.days[0]
        yield line(facts, "SENSE-14", "no_alcohol", p.id, first, "all", DRY, places=places)


def lunches_on_the_spot(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Book the lunches that interrupt an item, or order packed ones (MEAL-01a)."""
    for item in p.items:
        if lunch_of_item(p.stay, p.request(item), item.minutes):
            day, people = day_of(item.start), diners(p.stay, p.request(item))
            told: dict[str, Value] = {"item": label(item), "people": people}
            if item.lunch is None:
                yield line(facts, "MEAL-01a", "packed_lunch", p.id, day, item.id, PACKED_LUNCH, **told)
            else:
                place, about = place_name(facts, item.lunch.restaurant), f"{item.id}~lunch"
                yield line(facts, "MEAL-01a", "restaurant", p.id, day, about, LUNCH_TABLE, **told, place=place)


def reception_lines(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Tell who stands at the door to welcome the guests, and from when (HOST-01)."""
    for item in p.items:
        line_up = [duty for duty in item.duties if duty.role == "reception" and duty.person]
        if line_up:
            names = Several(tuple(person_name(facts, duty.person) for duty in line_up))
            day, moment = day_of(item.start), DayAndTime(min(duty.start for duty in line_up))
            told: dict[str, Value] = {"people": names, "moment": moment, "item": label(item)}
            yield line(facts, "HOST-01", "reception_line", p.id, day, item.id, RECEPTION_LINE, **told)


def first_met(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Agree with whoever is met first (HOST-02b, 02c); say so where no such meeting is planned."""
    if not p.stay.visit.meet_first:
        return
    rule = "HOST-02c" if p.stay.visit.meet_first_must else "HOST-02b"
    item, who = first_meeting(p), name_of_first_met(facts, p.stay)
    day = p.stay.days[0] if item is None else day_of(item.start)
    if item is None:
        yield line(facts, rule, "first_met", p.id, day, "", MEET_FIRST_OPEN, who=who)
    else:
        yield line(facts, rule, "first_met", p.id, day, "", MEET_FIRST, who=who, moment=DayAndTime(item.start))


def others_as_hosts(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Confirm what others host with their office (HOST-01)."""
    for item in p.items:
        if hosts := outside_hosts(p.request(item)):
            names = Several(tuple(host.name for host in hosts))
            told: dict[str, Value] = {"item": label(item), "place": place_name(facts, item.place), "hosts": names}
            day = day_of(item.start)
            yield line(facts, "HOST-01", "confirm_hosts", p.id, day, item.id, CONFIRM_WITH_HOSTS, **told)


def tours(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Helmets, things that magnets spoil, photo and interview (TOUR-03)."""
    for item in p.of("tour"):
        request = p.request(item)
        seen = {stop.workshop for stop in item.stops}
        route = tuple(w for w in p.stay.workshops(request) if w.id in seen) if isinstance(request, Tour) else ()
        helmets = tuple(w.name for w in route if w.helmets)
        magnetic = tuple(w.name for w in route if w.magnetic)
        day, told = day_of(item.start), {"item": label(item)}
        if helmets:
            people, workshops = p.stay.guests(item.groups) + _ours(item), Several(helmets)
            about: dict[str, Value] = {**told, "people": people, "workshops": workshops}
            yield line(facts, "TOUR-03", "helmets", p.id, day, item.id, HELMETS, **about)
        if magnetic:
            keeper = _keeper(facts, item)
            about = {**told, "workshops": Several(magnetic), "keeper": keeper}
            kept = line(facts, "TOUR-03", "valuables", p.id, item.start, item.id, MAGNETIC_WORKSHOPS, **about)
            yield kept.by(keeper)
        closed = tuple(w.name for w in facts.week.company.workshops if w.restricted and w.id not in seen)
        if closed:
            about = {**told, "workshops": Several(closed)}
            yield line(facts, "TOUR-03", "no_visitors_sign", p.id, day, item.id, NO_VISITORS_SIGN, **about)
        press = p.stay.visit.client_kind == "media" or any(m.role == "media" for m in p.stay.visit.members)
        if press:
            yield line(facts, "TOUR-03", "press", p.id, day, item.id, PRESS, **told)


def _ours(item: Item) -> int:
    """Return how many of our people go along, each counted once, those still to be found too."""
    along = [duty for duty in item.duties if duty.role not in ROOM_SERVICE_ROLES]
    return len({duty.person for duty in along if duty.person}) + sum(duty.person is None for duty in along)


def _keeper(facts: Facts, item: Item) -> Phrase:
    """Return who keeps what magnets spoil: the first escort of the tour who has a name."""
    for duty in item.duties:
        if duty.role == "escort" and duty.person:
            name = person_name(facts, duty.person)
            return Phrase(name, name)
    return department(facts, facts.edition.office.task("valuables").owner)


def long_trips(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """A camera for every sight, drinks and medicine for a long trip (PACE-05)."""
    for item in p.leisure:
        home = p.bases(day_of(item.start)) if p.stay.nights else ()
        if item.kind == "sight":
            day, place = day_of(item.start), place_name(facts, item.place)
            yield line(facts, "PACE-05", "camera", p.id, day, item.id, CAMERA, item=label(item), place=place)
        if is_judgeable(facts, p.id, item.place) and is_long_trip(facts, home, item.place):
            day, place = day_of(item.start), place_name(facts, item.place)
            yield line(facts, "PACE-05", "trip_supplies", p.id, day, item.id, LONG_TRIP, item=label(item), place=place)


def sights(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Name the rainy-day substitute of an open-air sight (SENSE-13); tickets or the signed bill (SIGHT-01)."""
    for item in p.leisure:
        place = facts.week.find_place(item.place)
        if not isinstance(place, Sight):
            continue
        name, day = place_name(facts, place.id), day_of(item.start)
        told: dict[str, Value] = {"item": label(item), "place": name}
        if place.open_air and _open(facts, place.rainy_day, item):
            instead = place_name(facts, place.rainy_day)
            yield line(facts, "SENSE-13", "rain", p.id, day, item.id, RAINY_DAY, **told, instead=instead)
        elif place.open_air:
            yield line(facts, "SENSE-13", "rain", p.id, day, item.id, RAINY_DAY_OPEN, **told)
        if place.agreement:
            yield line(facts, "SIGHT-01", "sight_tickets", p.id, day, item.id, SIGNED_BILL, **told)
        elif place.price:
            count = p.stay.guests(item.groups)
            yield line(facts, "SIGHT-01", "sight_tickets", p.id, day, item.id, TICKETS, **told, count=count)


def _open(facts: Facts, id: str | None, item: Item) -> bool:
    """Tell whether a substitute is open when the item begins."""
    place = facts.week.find_place(id)
    return place is not None and late(starts(place, day_of(item.start), 0), item.start, closed=1) == 0


def gifts_and_photos(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Fetch and wrap gifts (COST-02), prepare group photos (HOST-05)."""
    for request in p.stay.visit.requests:
        if isinstance(request, Gift):
            count, day = p.stay.size if request.each else 1, p.stay.days[-1]
            yield line(facts, "COST-02", "gift", p.id, day, request.id, GIFT, gift=request.what, count=count)
        if isinstance(request, GroupPhoto) and (item := p.item(request.id)) is not None:
            due = item.start - PHOTO_SET_UP
            yield line(facts, "HOST-05", "photo", p.id, due, item.id, PHOTO, item=label(item))


def idle_days(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Ask the guests about days and half-days for which they have no wishes (PACE-01)."""
    for day in p.stay.days:
        if (p.stay.full_day(day) or p.stay.half_day(day)) and all(
            item.kind in KINDS_WITHOUT_PURPOSE for item in p.on(day)
        ):
            about = str((day - p.stay.days[0]).days + 1)
            short = next((item for item in p.on(day) if item.kind == "photo"), None)
            if short is not None:
                yield line(facts, "PACE-01", "idle_day", p.id, day, about, IDLE_BUT_FOR, item=label(short))
            else:
                yield line(facts, "PACE-01", "idle_day", p.id, day, about, IDLE_DAY, day=day)
