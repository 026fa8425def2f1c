"""What is said of a title on a card: how it was read, on which ladder it stands, between which rungs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from models.domain.seating import Attendee
from models.etiquette.precedence import rank
from models.etiquette.titles import offset, standings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.etiquette_edition import Etiquette, Ladder, Rung
    from models.etiquette.precedence import Precedence
    from models.etiquette.title_choice import Reading
    from models.etiquette.titles import TitleStanding
    from planner.language.words import Words

QUALIFIER_KINDS = {
    "deputy": ("副职", "deputy"),
    "first deputy": ("首位副职", "first deputy"),
    "senior deputy": ("高级副职", "senior deputy"),
    "junior deputy": ("次级副职", "junior deputy"),
    "assistant deputy": ("助理", "assistant"),
    "acting": ("代理", "acting"),
    "former": ("曾任", "former"),
    "honorary": ("名誉", "honorary"),
    "senior": ("资深", "senior"),
    "chief": ("首席", "chief"),
    "junior": ("初级", "junior"),
    "first": ("第一", "first"),
}


class TitleCard(NamedTuple):
    """One card with where it stands."""

    text: str
    standing: TitleStanding
    place: int
    to_confirm: bool
    because: str


class TitleCards:
    """Cards of one delegation, read together.

    Parameters
    ----------
    texts : sequence of str
        What stands on the cards, one each.
    organisation : str
        Theirs, if it is told.
    """

    def __init__(self, texts: Sequence[str], organisation: str, etiquette: Etiquette, words: Words) -> None:
        self.etiquette, self.words = etiquette, words
        people = self.people = [
            Attendee(id=f"card-{number}", name=text, side="guest", title=text, organisation=organisation)
            for number, text in enumerate(texts, 1)
        ]
        found = standings(people, etiquette)
        self.ranking: Precedence = rank(people, (), etiquette)
        self.cards = tuple(
            TitleCard(
                person.title, found[person.id], row.place, row.to_confirm, words.pick(row.because, row.because_en)
            )
            for person in people
            for row in (self.ranking.ranks[person.id],)
        )

    @property
    def in_order(self) -> list[TitleCard]:
        """The cards from the first to the last."""
        return sorted(self.cards, key=lambda card: card.place)

    def lines(self) -> Iterator[str]:
        """Yield what there is to be said, card by card, then the order of several and what is to be confirmed."""
        for card in self.cards:
            yield card.text
            yield from (f"  {line}" for line in self._card(card))
        if len(self.cards) > 1:
            yield self.words.pick("次序", "Order")
            for card in self.in_order:
                reason = card.because if card.place < len(self.cards) else ""
                yield f"  {card.place}  {card.text}  {reason}".rstrip()

    def _card(self, card: TitleCard) -> Iterator[str]:
        words, held = self.words, card.standing
        if card.to_confirm or not held.readings:
            maybe = words.pick(f"，是否即“{held.suggestion}”", f", maybe {held.suggestion}") if held.suggestion else ""
            yield words.pick("待确认：不在职务阶梯中", "to be confirmed: no ladder knows it") + maybe
            yield words.label(words.pick("暂按级别", "level for now"), str(held.level))
            return
        best, *rest = held.readings
        yield words.label(words.pick("读作", "read as"), self._read(best))
        yield words.label(words.pick("级别", "level"), words.note(str(held.level), self._stands(best)))
        yield words.label(words.pick("依据", "source"), best.rung.source or best.entry.ladder.source)
        above, below = neighbours(best.entry.ladder, best.level)
        for text, rung in ((words.pick("在其后", "after"), above), (words.pick("在其前", "before"), below)):
            if rung is not None:
                yield words.label(text, self._rung(rung, offset(best.entry.ladder, self.etiquette)))
        for reading in rest:
            yield words.label(
                words.pick("另有", "also"), f"{self._read(reading)} · {self._stands(reading)} {reading.level}"
            )
        for entry in best.others:
            named = words.pick(entry.ladder.name, entry.ladder.name_en or entry.ladder.name)
            yield words.label(words.pick("也见于", "stands also on"), f"{named} {entry.rung.level}")

    def _read(self, reading: Reading) -> str:
        words = self.words
        parts = [f"“{reading.head}”"]
        if reading.qualifiers:
            kinds = words.comma.join(
                words.pick(*QUALIFIER_KINDS[kind]) for kind in reading.kinds if kind in QUALIFIER_KINDS
            )
            parts.append(words.note(words.comma.join(reading.qualifiers), kinds))
        if reading.grade and reading.grade != reading.head:
            parts.append(words.label(words.pick("括注级别", "grade"), reading.grade))
        if reading.serves:
            parts.append(
                words.pick(f"服务于“{reading.serves}”，不随其级别", f"serves “{reading.serves}”, without that rank")
            )
        if reading.before:
            parts.append(words.label(words.pick("单位部门", "organisation"), reading.before))
        return words.semicolon.join(parts)

    def _stands(self, reading: Reading) -> str:
        words, ladder, rung = self.words, reading.entry.ladder, reading.rung
        name = words.pick(rung.name, rung.name_en or rung.name)
        return f"{words.pick(ladder.name, ladder.name_en or ladder.name)} · {name}"

    def _rung(self, rung: Rung, added: int) -> str:
        return self.words.note(self.words.pick(rung.name, rung.name_en or rung.name), str(rung.level + added))

    def data(self) -> dict[str, Any]:
        """Return the same as plain data."""
        cards = [
            {
                "card": card.text,
                "level": card.standing.level,
                "place": card.place,
                "to_confirm": card.to_confirm,
                "maybe": card.standing.suggestion,
                "titles": [reading_data(reading) for reading in card.standing.readings],
            }
            for card in self.cards
        ]
        return {"edition": self.etiquette.id, "order": [card.text for card in self.in_order], "cards": cards}


def reading_data(reading: Reading) -> dict[str, Any]:
    """Return how one title was read as plain data."""
    return {
        "text": reading.text,
        "head": reading.head,
        "ladder": reading.entry.ladder.id,
        "rung": reading.rung.name,
        "level": reading.level,
        "qualifiers": list(reading.qualifiers),
        "organisation": reading.before,
        "grade": reading.grade,
        "serves": reading.serves,
        "also_on": [entry.ladder.id for entry in reading.others],
    }


def neighbours(ladder: Ladder, level: int) -> tuple[Rung | None, Rung | None]:
    """Return the rungs of a ladder next above and next below a level."""
    above = max((rung for rung in ladder.rungs if rung.level < level), key=lambda rung: rung.level, default=None)
    below = min((rung for rung in ladder.rungs if rung.level > level), key=lambda rung: rung.level, default=None)
    return above, below
