"""What became of visits: guests who came, money, gifts, promises, opinions; what the office fills in afterwards."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from models.domain.base import Count, Fact, Id, Name, Text, Yuan
from models.domain.clock import Moment

ActualHeading = Literal["hotel", "meals", "tickets", "gifts", "cars", "help", "other"]
"""Headings of costs: those of a plan (``models.domain.vocabulary.COST_HEADING_NAMES``) and whatever nobody planned."""
Question = Literal["transport", "programme", "stay", "people"]
"""What guests are asked on the 客户满意度调查表 (S2 附表3), see ``QUESTION_NAMES``."""
OpinionGrade = Literal["A", "B", "C", "D", "E"]
"""A very satisfied, to E very dissatisfied."""
Reach = Literal["general", "departments", "provinces"]
"""Whom keeping a promise takes: ourselves, other departments, other provinces; its time limit follows (S3 一)."""
PromisedKind = Literal["exchange", "call", "tour", "project", "sight"]
"""What a promise asks of the next visit, by kind of request."""

ACTUAL_HEADINGS: tuple[ActualHeading, ...] = get_args(ActualHeading)
PROMISED_KINDS: tuple[PromisedKind, ...] = get_args(PromisedKind)
OPINION_GRADES: tuple[OpinionGrade, ...] = get_args(OpinionGrade)
QUESTION_NAMES: dict[Question, tuple[str, str]] = {
    "transport": ("接站、送站和用车", "Pick-up, departure and transport"),
    "programme": ("会谈、参观和讲解", "Talks, tours and explanations"),
    "stay": ("食宿安排", "Meals and hotel"),
    "people": ("接待人员的服务", "The people who looked after you"),
}
REACH_NAMES: dict[Reach, tuple[str, str]] = {
    "general": ("一般", "ourselves"),
    "departments": ("跨部门", "other departments"),
    "provinces": ("跨省", "other provinces"),
}


class ActualTime(Fact):
    """When an item really was; ``held`` false: it did not take place."""

    item: Id
    start: Moment | None = None
    end: Moment | None = None
    held: bool = True

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise ValueError("ends before it starts, maybe swap start and end")
        return self


class ExchangedGift(Fact):
    """A gift, given to the guests or received from them; ``handed_in``: what we received has been handed in."""

    direction: Literal["given", "received"] = "given"
    what: Name
    count: Annotated[int, Field(ge=1, le=100_000)] = 1
    unit_price: Yuan = 0
    handed_in: bool = False


class Promise(Fact):
    """What the guests were promised.

    Attributes
    ----------
    due : date or None
        By when, as it was said; None: by ``reach`` (S3 一 回复时效规范).
    owner : str
        Who of ours sees to it, by name or department.
    kind : str or None
        What of the next visit it asks for; None: it is something to do, whenever they come.
    place : str
        Where: the project, the sight or the workshop, by id or name.
    """

    what: Name
    due: dt.date | None = None
    owner: Text = ""
    reach: Reach = "general"
    kind: PromisedKind | None = None
    place: Text = ""
    done: bool = False


class VisitActuals(Fact):
    """What became of one visit; nothing in it says who of the guests did or thought what.

    Attributes
    ----------
    visit : str
        Its id, or the client's name where the week has one visit of it.
    came : int or None
        Guests who came; None: all but the ``absent``.
    absent : tuple of str
        Names of guests who did not come.
    costs : dict
        Yuan spent by heading; a heading that is missing is not known yet.
    grades : dict
        What the guests answered, by question.
    comment : str
        What they wrote beside it.
    """

    visit: Name
    came: Count | None = None
    absent: tuple[Name, ...] = ()
    costs: dict[ActualHeading, Yuan] = Field(default_factory=dict)
    times: tuple[ActualTime, ...] = ()
    gifts: tuple[ExchangedGift, ...] = ()
    promises: tuple[Promise, ...] = ()
    grades: dict[Question, OpinionGrade] = Field(default_factory=dict)
    comment: Annotated[str, Field(max_length=2000)] = ""
    note: Text = ""


class Actuals(Fact):
    """What became of a week's visits; ``charters``: what chartered vehicles really cost, which are no visit's."""

    visits: tuple[VisitActuals, ...] = ()
    charters: Yuan | None = None

    def of(self, visit: str) -> VisitActuals:
        """Return what is known of a visit, by id; empty where nothing is."""
        return next((found for found in self.visits if found.visit == visit), VisitActuals(visit=visit))
