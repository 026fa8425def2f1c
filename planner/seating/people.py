"""Who sits at an item or in a move of a plan: the guests of its travel groups and the host's people on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.people import FOREIGN_KINDS, shares_language
from models.domain.roles import SEATED_ROLES
from models.domain.seating import Attendee

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.etiquette_edition import Etiquette
    from models.domain.people import HostPerson, Member, OutsideHost
    from models.domain.plan import Duty
    from models.domain.stay import Stay
    from models.domain.week import Week
    from planner.language.words import Words

_UNKNOWN = {
    "leader": ("领导（待落实）", "Leader (to be found)"),
    "interpreter": ("翻译（待落实）", "Interpreter (to be found)"),
    "greeter": ("迎送人员（待落实）", "Greeter (to be found)"),
    "expert": ("专家（待落实）", "Expert (to be found)"),
    "company": ("我方陪同（待落实）", "Company (to be found)"),
}
_HELPERS: dict[str, str] = {"interpreter": "interpreter", "aide": "aide", "driver": "driver"}
_SEX = {"male": "m", "female": "f"}


class PlanAttendees:
    """Makes attendees of the people of one visit.

    Parameters
    ----------
    stay : Stay
        The visit.
    etiquette : Etiquette
        Says which levels the ranks of the week stand for.
    """

    def __init__(self, week: Week, stay: Stay, etiquette: Etiquette, words: Words) -> None:
        self.week, self.stay, self.etiquette, self.words = week, stay, etiquette, words
        self.foreign = stay.visit.client_kind in FOREIGN_KINDS
        self.ours = week.company.languages

    # ------------------------------------------------------------------------------------------- guests

    def guests(self, groups: Sequence[str] = (), members: Sequence[str] = ()) -> list[Attendee]:
        """Return the guests of some travel groups (none: all), or of them those named; numbered where nameless."""
        found: list[Attendee] = []
        number = 0
        here = {m.id for g in self.stay.groups if not groups or g.id in groups for m in g.members}
        if members:
            here &= set(members)
        for group in self.stay.groups:
            found += [self._member(member, here) for member in group.members if member.id in here]
            for _ in range(group.group.unnamed):
                number += 1
                if (not groups or group.id in groups) and not members:
                    found.append(self._nameless(number, group.group.languages))
        return found

    def _member(self, member: Member, here: set[str]) -> Attendee:
        principal = self.stay.principal
        first = principal is not None and principal.id == member.id
        with_first = principal is not None and member.spouse_of == principal.id and member.spouse_of in here
        facts: dict[str, Any] = {
            "id": member.id,
            "name": member.name,
            "side": "guest",
            "title": member.title,
            "form_of_address": member.form_of_address,
            "organisation": self.stay.visit.client,
            "sex": _SEX.get(member.sex or ""),
            "age": {"child": self.etiquette.child_age, "senior": self.etiquette.senior_age}.get(member.age),
            "frail": member.gentle,
            "foreign": self.foreign or not member.speaks_one_of(self.ours),
            "languages": member.languages or self.ours,
            "diet": self._diet(member),
            "spouse_of": member.spouse_of if member.spouse_of in here else None,
            # the guest of honour is who the visit says, whatever the titles
            "rank": 1 if first else 2 if with_first else None,
        }
        if member.role in _HELPERS:
            serves = principal.id if principal and principal.id in here and not first else None
            facts |= {"role": _HELPERS[member.role], "serves": serves}
        return self._levelled(Attendee.model_validate(facts), member.rank)

    def _levelled(self, person: Attendee, rank: int) -> Attendee:
        """Add the level of the week's rank; of the lowest, which is also the usual one, only if there is no title."""
        levels = self.etiquette.rank_levels
        if rank == max(levels, default=0) and person.title:
            return person
        return person.replace(level=levels.get(rank))

    def _diet(self, member: Member) -> str:
        if len(member.diet) == 1:
            return member.diet[0]
        return self.words.comma.join(self.words.diet(diet) for diet in member.diet)

    def _nameless(self, number: int, spoken: tuple[str, ...]) -> Attendee:
        return Attendee(
            id=f"guest-{number}",
            name=f"来宾{number}",
            name_en=f"Guest {number}",
            nameless=True,
            side="guest",
            organisation=self.stay.visit.client,
            foreign=self.foreign or bool(spoken and not shares_language(spoken, self.ours)),
            # who comes with people of our language has it too; of foreign guests nothing is known unless it is told
            languages=spoken or (() if self.foreign or self.stay.language else self.ours),
        )

    # -------------------------------------------------------------------------------------------- hosts

    def hosts(self, duties: Iterable[Duty], guests: Sequence[Attendee]) -> list[Attendee]:
        """Return the host's people on duty who have a seat, once each; interpreters serve those who need them."""
        wanted = sorted(
            (d for d in duties if d.role in SEATED_ROLES), key=lambda d: (SEATED_ROLES.index(d.role), d.start)
        )
        found: dict[str, Attendee] = {}
        for number, duty in enumerate(wanted, 1):
            made = self._host(duty, number, guests)
            found.setdefault(made.id, made)
        leaders = {duty.person for duty in wanted if duty.role == "leader"}
        first = min((p for p in self.week.company.people if p.id in leaders), key=lambda p: p.rank, default=None)
        if first is not None:
            # who leads is the first host, whatever the titles of the others
            own = self.own(first).id
            found[own] = found[own].replace(rank=1)
        return list(found.values())

    def outside(self, hosts: Sequence[OutsideHost]) -> list[Attendee]:
        """Return people of another organisation who receive the guests, ranked in the order in which they are named."""
        return [
            Attendee(
                id=f"outside-{number}",
                name=host.name,
                side="host",
                title=host.title,
                organisation=host.organisation,
                languages=self.ours,
                rank=number,
            )
            for number, host in enumerate(hosts, 1)
        ]

    def _host(self, duty: Duty, number: int, guests: Sequence[Attendee]) -> Attendee:
        if duty.person is None:
            zh, en = _UNKNOWN.get(duty.role, ("我方人员（待落实）", "Host (to be found)"))
            facts: dict[str, Any] = {"id": f"{duty.role}-{number}", "name": zh, "name_en": en, "side": "host"}
            facts["nameless"] = True
            facts |= {"languages": self.ours, "organisation": "" if duty.hired else self.week.company.name}
        else:
            facts = self.own(self.week.person(duty.person)).model_dump()
        if duty.role == "interpreter":
            languages = {*facts["languages"], *([duty.language] if duty.language else [])}
            facts |= {"role": "interpreter", "languages": tuple(sorted(languages))}
            facts["serves"] = served(duty.language, guests, self.ours)
        return Attendee.model_validate(facts)

    def own(self, person: HostPerson) -> Attendee:
        """Return one of the host's people."""
        members = {member.id for member in self.stay.visit.members}
        spoken = {language for role in person.roles for language in role.languages}
        made = Attendee.model_validate(
            {
                "id": f"host-{person.id}" if person.id in members else person.id,
                "name": person.name,
                "side": "host",
                "title": person.title,
                "organisation": self.week.company.name,
                "sex": _SEX.get(person.sex or ""),
                "languages": tuple(sorted({*self.ours, *spoken})),
            }
        )
        return self._levelled(made, person.rank)

    def company(self, count: int, start: int = 1) -> Iterator[Attendee]:
        """Yield so many of the host's people whose names the plan does not say."""
        name, name_en = _UNKNOWN["company"]
        for number in range(start, start + count):
            yield Attendee(
                id=f"company-{number}",
                name=name,
                name_en=name_en,
                nameless=True,
                side="host",
                organisation=self.week.company.name,
                languages=self.ours,
            )


def served(language: str | None, guests: Sequence[Attendee], ours: Sequence[str]) -> str | None:
    """Return whom an interpreter serves: the first guest who speaks the language and none of ours, else any such."""
    spoken = [guest for guest in guests if not guest.helper and guest.languages]
    foreign = [guest for guest in spoken if not shares_language(guest.languages, ours)]
    fitting = [guest for guest in foreign if language in guest.languages] or foreign
    found = min(fitting, key=lambda guest: (guest.rank or 99, guest.level or 999), default=None)
    return found.id if found else None
