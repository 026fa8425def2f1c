"""Our people at table (MEAL-09): how many are due and allowed at a meal, of which rank, and the seats needed."""

from __future__ import annotations

from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

from models.domain.activities import Banquet, Request, companions_of
from models.domain.joint_parties import together
from models.domain.people import STAFF_RANK
from models.domain.stay import Stay

if TYPE_CHECKING:
    from models.domain.facts import Facts

FEW_GUESTS, SEVERAL_GUESTS = 5, 10
"""Fewer guests than the first have one of ours at table; so many as the second, two (S2 第八条)."""
MORE_AT_BANQUETS = 3
"""Of ours at a banquet for more guests, where no number is asked for: the clause allows "3 or more"."""
COUNTERPARTS = 3
"""Guests, after the guest of honour, whose ranks those of our people match."""
_OTHERS_HELPERS = ("interpreter", "driver")


class TableCompany(NamedTuple):
    """How many of ours sit at table; host, interpreter and driver are not counted.

    Attributes
    ----------
    due : int
        So many at least.
    seats : int
        So many are planned, and have seats.
    most : int
        So many are allowed.
    """

    due: int
    seats: int
    most: int


def companions(guests: int) -> int:
    """Return how many of ours are due at table (S2 第八条): below 5 guests 1, else 2; a third is no duty."""
    return 1 if guests < FEW_GUESTS else 2


def most_companions(stay: Stay, guests: int) -> int:
    """Return how many of ours may be at table: 1, 2, above 10 guests as many as the edition allows, 3 at least.

    Of public bodies, as many as the edition says for up to 10 guests, above as many as it allows.
    """
    limit = stay.facts.shape.most_at_table
    if guests <= SEVERAL_GUESTS:
        return companions(guests) if limit is None else limit
    return max(MORE_AT_BANQUETS, guests // stay.facts.shape.guests_to_each_of_ours)


def table_company(stay: Stay, request: Request | None, guests: int | None = None) -> TableCompany:
    """Return how many of ours are at a meal; of a banquet that others give, nobody who is not asked for.

    A number that a banquet asks for counts as far as it is allowed, or the visit carries a waiver of MEAL-09.

    Parameters
    ----------
    guests : int, optional
        How many take part; None: all.
    """
    number = stay.size if guests is None else guests
    due, most = companions(number), most_companions(stay, number)
    few = number <= SEVERAL_GUESTS
    if stay.facts.shape.most_at_table is not None:  # nobody must be there, and the host is one of those who may
        due, most, few = 0, most - isinstance(request, Banquet), True
    if not isinstance(request, Banquet):
        return TableCompany(due, due, most)
    if request.hosts:
        return TableCompany(0, 0, most)
    asked = request.company
    if asked is None:
        return TableCompany(due, due if few else MORE_AT_BANQUETS, most)
    waived = any(w.rule == "MEAL-09" and w.scope in ("", request.id) for w in stay.visit.waivers)
    seats = asked if waived else min(asked, most)
    return TableCompany(min(due, seats), seats, max(most, seats))


def table_rank(stay: Stay) -> int:
    """Return the rank that suits our people at a banquet: the middle one of those next to the guest of honour."""
    first = stay.principal
    ranks = sorted(m.rank for m in stay.visit.members if m != first and m.role not in _OTHERS_HELPERS)
    return median_low(ranks[:COUNTERPARTS]) if ranks else STAFF_RANK


def diners(stay: Stay, request: Request | None) -> int:
    """Return how many sit down at a meal (MEAL-03): the whole party, whoever has come by then, and our people.

    Those are the ones that MEAL-09 allows, the interpreter, and at a banquet its host (of another organisation's all
    that are named) and whoever else of ours must be there.
    """
    people = stay.size + table_company(stay, request).seats + (1 if stay.language else 0)
    if isinstance(request, Banquet):
        named = {*companions_of(request)} - {request.host}
        escort = 1 if request.hosts else 0  # of ours, at a banquet that others give
        people += hosts_at_table(request) + len(named) + escort
    return people


def hosts_at_table(request: Request | None) -> int:
    """Return how many of the people at a banquet are its hosts, who are the same for all visits of a joint one."""
    return max(1, len(request.hosts)) if isinstance(request, Banquet) else 0


def party_at_table(facts: Facts, stay: Stay, request: Request | None) -> int:
    """Return how many sit down at a meal (``diners``), at a joint banquet of all visits that are asked to it."""
    others = together(facts, stay, request)[1:]
    return diners(stay, request) + sum(diners(other, r) - hosts_at_table(r) for other, r in others)
