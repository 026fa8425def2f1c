"""What every fact of the week has in common."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from models.domain.clock import Clock, Moment, Weekday, hhmm

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.:/-]+$", max_length=96, description="letters, digits, _ - . : /")]
Text = Annotated[str, Field(max_length=400)]
PrivateText = Annotated[str, Field(max_length=400, repr=False)]
"""A text that stands in the week's facts and on the one paper that needs it; never in logs or other papers."""
Name = Annotated[str, Field(min_length=1, max_length=120)]
Count = Annotated[int, Field(ge=0, le=100_000)]
Minutes = Annotated[int, Field(ge=0, le=10_080, description="minutes")]
Yuan = Annotated[int, Field(ge=0, le=100_000_000, description="CNY, whole yuan")]


class Fact(BaseModel):
    """A frozen fact; unknown keys are faults; ``replace`` gives a changed copy, validated again."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    def replace(self, **changes: object) -> Self:
        """Return a copy with some fields changed; everything is validated again."""
        return type(self).model_validate({name: getattr(self, name) for name in type(self).model_fields} | changes)


class Hours(Fact):
    """A span of the day, ``open`` to ``close``; what closes after midnight closes at e.g. 25:00."""

    open: Clock
    close: Clock
    weekdays: tuple[Weekday, ...] = (0, 1, 2, 3, 4, 5, 6)

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.open >= self.close:
            raise ValueError(f"opens at {hhmm(self.open)} but closes at {hhmm(self.close)}, maybe swap them")
        return self


class Span(Fact):
    """A span of time, half open."""

    start: Moment
    end: Moment
    note: Text = ""

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.start >= self.end:
            raise ValueError("ends before it starts, maybe swap start and end")
        return self
