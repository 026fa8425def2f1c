"""Who of ours sleeps out with guests in another city."""

from __future__ import annotations

from models.rules.core.programme import programme
from models.rules.core.staff_nights import StaffNight, staff_nights
from models.rules.todo.collect import things_to_do
from tests.rules.arrival.test_nights_away import slept_out
from tests.rules.hands import everywhere, with_duty
from tests.weeks import day


def test_escort_and_driver_need_rooms_and_the_list_says_so() -> None:
    f, p = slept_out()
    p = everywhere(p, vehicle="mpv1", driver="d2")
    p = with_duty(p, "v1/dinner-2026-09-22", "companion", "eva")
    p = with_duty(p, "v1/talk", "expert", "ann")
    (night,) = staff_nights(f, programme(f, p, "v1"))
    assert night == StaffNight(day(22), "lodge", ("eva",), ("d2",))
    (line,) = (line for line in things_to_do(f, p) if line.rule == "ARR-07b")
    assert "山庄" in line.say("zh")
    assert "eva" in line.say("en")


def test_a_driver_who_lives_there_needs_no_room() -> None:
    f, p = slept_out()
    cars = [v.replace(home="lodge") if v.id == "mpv1" else v for v in f.week.company.vehicles]
    f = type(f)(f.week.replace(company=f.week.company.replace(vehicles=cars)), f.edition)
    p = everywhere(p, vehicle="mpv1", driver="d2")
    assert not list(staff_nights(f, programme(f, p, "v1")))


def test_nobody_sleeps_out_where_the_guests_do_not() -> None:
    f, p = slept_out(provides={"lodging": False})
    assert not list(staff_nights(f, programme(f, p, "v1")))
