"""SENSE-17: late comers and early leavers."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.weeks import changed, facts, group, plan, talk, tour, visit, when

ROWS = [
    ("talk", "21 09:15"),
    ("lunch", "21 12:00"),
    ("dinner", "21 18:00"),
    ("tour", "22 09:00"),
    ("lunch", "22 12:00"),
]


def two_groups(late: str = "21 10:00", early: str = "22 16:00") -> Made:
    """The second is out ten minutes after its train, and due at the station forty before."""
    here = [group("g1", members=["m1"]), group("g2", late, early)]
    f = facts(visit("v1", talk(), tour(), groups=here))
    return f, plan(f, v1=ROWS)


@case("SENSE-17", 0)
def there_as_soon_and_as_long_as_may_be() -> Made:
    return two_groups()


@case("SENSE-17", 0)
def just_too_late_for_lunch() -> Made:
    """Out at 11:30 and 30 minutes away, with 5 to settle: 12:05."""
    return two_groups(late="21 11:20")


@case("SENSE-17", 1)
def could_have_come_to_lunch() -> Made:
    """Out at 11:25: at the table at 12:00."""
    f, p = two_groups(late="21 11:15")
    return f, changed(p, "v1/lunch-2026-09-21", groups=("g1",))


@case("SENSE-17", 1)
def could_have_stayed_for_the_tour() -> Made:
    """The tour ends at 10:15; they must leave the company at 14:50, and have not come to it."""
    f, p = two_groups()
    p = changed(p, "v1/tour", groups=("g1",))
    assert p.items[3].end == when("22 10:15")
    return f, p


@case("SENSE-17", 0)
def must_leave_before_lunch_ends() -> Made:
    """Due at 13:25, they must leave the company at 12:55."""
    return two_groups(early="22 14:05")


test_case = run(__name__)
