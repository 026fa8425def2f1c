"""Rest and length of working days, for our people and for drivers alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Fact, Minutes
from models.rules.core.base import Rule
from models.rules.core.findings import Duration, Sentence, subject
from models.rules.core.spans import length, presence, shortfalls

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from models.rules.core.findings import Subject, Violation
    from models.rules.core.spans import Span


class RestRule(Rule):
    """Rest and length of days; amount: minutes too few or too many. Small hours belong to the day before."""

    unit = "minutes"
    scope = "duty"
    levels = ("should", "must", "prefer", "note", "off")
    presence_too_long = Sentence(
        "{day}{name}在岗 {minutes},超过 {most}", "{name} is present for {minutes} on {day}, more than {most}"
    )
    span_too_long = Sentence(
        "{day}{name}从早到晚 {minutes},超过 {most}",
        "{name}'s day on {day} is {minutes} long from first to last, more than {most}",
    )
    rest_too_short = Sentence(
        "{name}到{day}上岗前休息不足 {rest},少 {minutes} 分钟",
        "{name} rests less than {rest} before work on {day}: {minutes} min short",
    )

    class Numbers(Fact):
        """Rest between two days; most minutes present and from first to last; a break that does not count."""

        rest: Minutes
        presence: Minutes
        span: Minutes
        pause: Minutes = 90

    def day_amount(self, spans: Sequence[Span]) -> int:
        """Return by how many minutes a day's work is too long, in presence and from first to last."""
        return self.presence_amount(spans) + self.length_amount(spans)

    def night_amount(self, off: int) -> int:
        """Return by how many minutes a rest between two days is too short."""
        return max(0, int(self.n.rest) - off)

    def presence_amount(self, spans: Sequence[Span]) -> int:
        """Return the minutes present on a day beyond those allowed."""
        return max(0, presence(spans, self.n.pause) - int(self.n.presence))

    def length_amount(self, spans: Sequence[Span]) -> int:
        """Return the minutes from the first start to the last end of a day beyond those allowed."""
        return max(0, length(spans) - int(self.n.span))

    def findings(self, who: Subject, name: str, days: Mapping[dt.date, Sequence[Span]]) -> Iterator[Violation]:
        """Yield the breaks in the working days of one person or driver."""
        for day, spans in sorted(days.items()):
            about = who + subject(day=day)
            if over := self.presence_amount(spans):
                minutes, most = Duration(self.n.presence + over), Duration(self.n.presence)
                yield self.broken(
                    "", about, over, self.presence_too_long, day=day, name=name, minutes=minutes, most=most
                )
            if over := self.length_amount(spans):
                minutes, most = Duration(self.n.span + over), Duration(self.n.span)
                yield self.broken("", about, over, self.span_too_long, day=day, name=name, minutes=minutes, most=most)
        for day, short in shortfalls(days, self.n.rest):
            rest, about = Duration(self.n.rest), who + subject(day=day)
            yield self.broken("", about, short, self.rest_too_short, name=name, day=day, rest=rest, minutes=short)
