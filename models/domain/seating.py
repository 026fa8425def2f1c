"""Who sits where at table: people and wishes in, seats and their reasons out.

In: ``Dinner`` (people, hall, wishes); the rules and switches come from an ``Etiquette`` edition
(``customs``). Out: ``Seating``, with proofs, breaches and deviations. Cars are in ``riding``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from models.domain.base import Fact
from models.domain.bilingual import bilingual
from models.domain.errors import ExitCode, JiedaiError
from models.domain.etiquette_edition import HostOrGuest, SeatingLevel
from models.domain.halls import Hall, Laid, Layout

Sex = Literal["m", "f"]
AttendeeRole = Literal["member", "interpreter", "notetaker", "aide", "security", "driver"]
"""Everyone but a member is a helper: seated by the task, not by rank."""

HALL = "hall"


class SeatingError(JiedaiError, ValueError):
    """Facts or wishes that contradict each other: what, where and perhaps how to mend it."""

    exit_code = ExitCode.FAULTY_INPUT

    def __init__(self, what: str, where: str = "", maybe: str = "") -> None:
        self.what, self.where, self.maybe = what, where, maybe
        text = f"{where}: {what}" if where else what
        super().__init__(f"{text} — " + bilingual(f"也许：{maybe}", f"maybe {maybe}") if maybe else text)


class CycleError(SeatingError):
    """Relations "A before B" that run in a circle; ``people`` are the ones on it, in order."""

    def __init__(self, people: tuple[str, ...], names: tuple[str, ...]) -> None:
        self.people = people
        circle = " > ".join((*names, names[0]))
        super().__init__(
            bilingual(f"先后关系成环：{circle}", f"precedence runs in a circle: {circle}"),
            maybe=bilingual("其中一条写反了", "one of these is reversed"),
        )


class CrowdError(SeatingError):
    """No seating can exist: too few seats, too few tables for people to be kept apart, rules that contradict."""

    exit_code = ExitCode.NO_PLAN


# ---------------------------------------------------------------------------------------------- people


class Attendee(Fact):
    """One person at a dinner, meeting, photo or ride."""

    id: str
    name: str
    name_en: str = ""
    side: HostOrGuest
    title: str = ""
    title_en: str = ""
    form_of_address: str = ""
    """How this person is addressed, on cards and name lists of editions that want it."""
    organisation: str = ""
    sex: Sex | None = None
    age: int | None = None
    since: date | None = None
    """Seniority date: in the present rank since then, earlier is higher."""
    foreign: bool = False
    role: AttendeeRole = "member"
    serves: str | None = None
    """The principal of an interpreter, note-taker or aide."""
    spouse_of: str | None = None
    """The invited person whose spouse this is: inherits that rank, right after that person."""
    nameless: bool = False
    """The name is not known yet: there is a seat but no card."""
    rank: int | None = None
    """The planner's override: this place on the own side, 1 = first."""
    level: int | None = None
    """The level on the ladders as the planner gave it, smaller is higher; None: by the title."""
    frail: bool = False
    """Ill, slow on foot, a child or a senior whose age is not told: not beside a chauffeur."""
    languages: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    diet: str = ""
    tags: Mapping[str, str] = {}
    """Any other attribute that category wishes may name: profession, delegation, department …"""

    @property
    def helper(self) -> bool:
        """True for people who sit by their task (interpreter, note-taker, aide …)."""
        return self.role != "member"

    @property
    def delegation(self) -> str:
        """The delegation that somebody belongs to: the tag (column 代表团 of a workbook), else the organisation."""
        return self.tags.get("delegation") or self.tags.get("代表团") or self.organisation

    def attribute(self, name: str) -> str:
        """The value of a category: a field of that name, else a tag, '' when unknown."""
        value = getattr(self, name, None) if name in type(self).model_fields else self.tags.get(name)
        return "" if value is None else str(value)


def left(groups: Iterable[tuple[str, ...]], gone: Collection[str]) -> list[tuple[str, ...]]:
    """Return groups without some people; of one person alone nothing can be asked."""
    kept = [tuple(name for name in group if name not in gone) for group in groups]
    return [group for group in kept if len(group) > 1]


class Affinity(Fact):
    """How much two people gain from sitting at the same table."""

    a: str
    b: str
    weight: int


class Lock(Fact):
    """The planner's or the guest's own choice: this person sits there, whatever the rules say."""

    person: str
    table: str
    seat: int | None = None


class CategoryWish(Fact):
    """Of every value of an attribute, so many at each table (two politicians at every table)."""

    attribute: str
    least: int = 0
    most: int | None = None
    value: str | None = None
    """Only this value; None: every value that occurs."""


class Wishes(Fact):
    """What the planner asks beyond the edition's rules."""

    before: tuple[tuple[str, str], ...] = ()
    """"A ranks before B"."""
    equal: tuple[str, ...] = ()
    """Delegations (a tag of that name, else organisations) that are equals: the first of each ranks beside the first of
    the others, in this order, the second beside the second …"""
    honoured: tuple[str, ...] = ()
    """Whom the party is for, bridal couple or birthday child: at the first places of the main table, whatever the
    ranks; the second at the high hand of the first."""
    head: str | None = None
    """Who takes the seat of host 1: a superior of theirs, on either side. Host 1 then sits in the place of guest 1."""
    hostess: str | None = None
    """Who presides with host 1 as hostess; None: host 1's spouse."""
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    """Groups of people no two of whom share a table."""
    side_by_side: tuple[tuple[str, str], ...] = ()
    not_side_by_side: tuple[tuple[str, str], ...] = ()
    locks: tuple[Lock, ...] = ()
    affinities: tuple[Affinity, ...] = ()
    acquaintances: int = 0
    """Everyone knows at least so many others at the table (a positive affinity is an acquaintance)."""
    categories: tuple[CategoryWish, ...] = ()
    spread: tuple[str, ...] = ()
    """Attributes whose values shall be spread evenly over the tables."""
    neighbours_share: str | None = None
    """Every two neighbours have a value of this attribute in common: interests or languages."""
    diets_together: bool = False

    def without(self, gone: Collection[str]) -> Wishes:
        """Return the wishes that are left when some people are not there."""
        return self.replace(
            before=left(self.before, gone),
            together=left(self.together, gone),
            apart=left(self.apart, gone),
            side_by_side=left(self.side_by_side, gone),
            not_side_by_side=left(self.not_side_by_side, gone),
            locks=[lock for lock in self.locks if lock.person not in gone],
            affinities=[affinity for affinity in self.affinities if not {affinity.a, affinity.b} & set(gone)],
            honoured=[name for name in self.honoured if name not in gone],
            head=None if self.head in gone else self.head,
            hostess=None if self.hostess in gone else self.hostess,
        )


class Dinner(Fact):
    """People, a hall and wishes: everything a seating needs but the edition."""

    id: str
    name: str = ""
    name_en: str = ""
    people: tuple[Attendee, ...] = Field(min_length=1)
    hall: Hall
    wishes: Wishes = Wishes()

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        people = [person.id for person in self.people]
        known = set(people)
        if len(known) < len(people):
            twice = sorted({name for name in people if people.count(name) > 1})
            raise ValueError(bilingual(f"名单上重复：{', '.join(twice)}", f"people listed twice: {', '.join(twice)}"))
        delegations = {person.delegation for person in self.people}
        absent = [name for name in self.wishes.equal if name not in delegations]
        if absent:
            which = "、".join(absent)
            raise ValueError(
                bilingual(f"名单上没有这些代表团：{which}", f"nobody on the list is of the delegation {which}")
            )
        strangers = sorted(set(self._named()) - known)
        if strangers:
            who = ", ".join(strangers)
            raise ValueError(
                bilingual(
                    f"要求中提到的人不在名单上：{who}", f"wishes or people name somebody who is not on the list: {who}"
                )
            )
        tables = {table.id: table.seats for table in self.hall.tables}
        for lock in self.wishes.locks:
            if lock.table not in tables:
                what = f"{lock.person} " + bilingual(
                    f"指定的桌 {lock.table} 不存在", f"is locked to table {lock.table}, which the hall does not have"
                )
                raise ValueError(what)
            if lock.seat is not None and not 0 <= lock.seat < tables[lock.table]:
                what = f"{lock.person} " + bilingual(
                    f"指定的座位 {lock.table}:{lock.seat} 不存在",
                    f"is locked to {lock.table}:{lock.seat}: no such seat",
                )
                raise ValueError(what)
        return self

    def _named(self) -> list[str]:
        wishes = self.wishes
        pairs = (*wishes.before, *wishes.side_by_side, *wishes.not_side_by_side)
        names = [name for group in (*pairs, *wishes.together, *wishes.apart) for name in group]
        names += [lock.person for lock in wishes.locks]
        names += [name for affinity in wishes.affinities for name in (affinity.a, affinity.b)]
        names += [name for person in self.people for name in (person.serves, person.spouse_of) if name]
        names += [*wishes.honoured, *(name for name in (wishes.head, wishes.hostess) if name)]
        return names

    @property
    def by_id(self) -> dict[str, Attendee]:
        """People by id, in the given order."""
        return {person.id: person for person in self.people}

    def without(self, gone: Collection[str]) -> Dinner:
        """Return the dinner without some people and without the wishes that need them."""
        if not gone:
            return self
        left = [person for person in self.people if person.id not in gone]
        people = [
            person.replace(
                serves=None if person.serves in gone else person.serves,
                spouse_of=None if person.spouse_of in gone else person.spouse_of,
            )
            for person in left
        ]
        return self.replace(people=people, wishes=self.wishes.without(gone))


# ---------------------------------------------------------------------------------------------- answer


class Rank(Fact):
    """A person's place in the order of precedence."""

    person: str
    side: HostOrGuest
    place: int
    """1 = first of the own side."""
    merged: int
    """1 = first of both sides together."""
    level: int
    """People of one level are equal in title; smaller is higher."""
    because: str
    """What puts the person before the next of the own side."""
    because_en: str = ""
    to_confirm: bool = False
    """No ladder knows the title: the place is one for now."""


class Placement(Fact):
    """One person on one seat."""

    person: str
    table: str
    seat: int


class Proof(Fact):
    """How good one objective is and what is known about it."""

    name: str
    name_zh: str = ""
    name_en: str = ""
    """For English papers, where the name would not tell."""
    value: int
    bound: int
    """No seating can have a smaller value, the earlier objectives kept."""
    status: Literal["proven", "window", "open"]
    """window: best among the tables near the ideal, the rest not excluded; open: only ``bound`` is known."""
    scope: str = HALL
    """'hall', or the id of the table or car."""


class Breach(Fact):
    """One break of one rule."""

    rule: str
    level: SeatingLevel
    people: tuple[str, ...]
    where: str
    amount: int = 1
    text: str
    text_en: str


class Cause(Fact):
    """Why a lower rank sits higher: what would be worse if the two swapped, found by swapping them."""

    kind: Literal["rule", "tier", "none"]
    """none: nothing would be worse, so the deviation is a fault of the chart."""
    id: str = ""
    """Rule id or name of the tier."""
    people: tuple[str, ...] = ()
    before: int = 0
    after: int = 0
    text: str = ""
    text_en: str = ""


class Deviation(Fact):
    """``lower`` sits in a better place than ``higher`` of the same side."""

    scope: Literal["table", "seat", "car"]
    higher: str
    higher_at: str
    lower: str
    lower_at: str
    cause: Cause


class TablePlan(Fact):
    """How one table is seated."""

    table: str
    place: int
    """Precedence of the table, 1 = main."""
    layout: Layout
    custom: str
    custom_en: str
    laid: Laid
    """The chairs as they stand: as many as are needed, or all of them if the edition keeps spare chairs."""
    order: tuple[int, ...]
    """Seats from the first place to the last."""
    representative: str | None = None
    """The host who presides."""
    same_side: int = 0
    """Pairs of own people side by side."""


class Seating(Fact):
    """The answer to a dinner: who sits where, and everything known about it."""

    dinner: str
    etiquette: str
    ranking: tuple[Rank, ...]
    tables: tuple[TablePlan, ...]
    """In order of precedence."""
    placements: tuple[Placement, ...]
    proofs: tuple[Proof, ...] = ()
    breaches: tuple[Breach, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    notes: tuple[str, ...] = ()
    """Unknown titles with a suggestion, assumptions made."""
    moved: tuple[str, ...] = ()
    """After a change: whose cards are to be printed again."""

    @property
    def place_of(self) -> dict[str, tuple[str, int]]:
        """(table, seat) by person."""
        return {row.person: (row.table, row.seat) for row in self.placements}

    def at(self, table: str) -> dict[int, str]:
        """Person by seat of one table."""
        return {row.seat: row.person for row in self.placements if row.table == table}


# --------------------------------------------------------------------------------------------- changes


class Join(Fact):
    """One more guest or host."""

    person: Attendee


class CancelGuest(Fact):
    """Somebody cancels."""

    person: str


class SwapSeats(Fact):
    """Two people swap their seats, whatever the rules say."""

    one: str
    other: str


Change = Join | CancelGuest | SwapSeats
