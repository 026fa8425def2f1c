"""SENSE-09, 18: order of items."""

from __future__ import annotations

from tests.rules.cases import Made, case, run
from tests.rules.hands import received
from tests.weeks import facts, hosts, plan, sight, talk, tour, visit

# -- SENSE-09


def in_order(first: str, then: str, purpose: str) -> Made:
    f = facts(visit("v1", talk(), tour(), purpose=purpose))
    return f, plan(f, v1=[(first, "21 09:30"), (then, "21 14:00")])


@case("SENSE-09", 0)
def inspectors_see_the_tour_first() -> Made:
    return in_order("tour", "talk", "project_inspection")


@case("SENSE-09", 1)
def inspectors_talk_first() -> Made:
    return in_order("talk", "tour", "other_inspection")


@case("SENSE-09", 0)
def trainees_talk_first() -> Made:
    return in_order("talk", "tour", "training")


@case("SENSE-09", 1)
def trainees_see_the_tour_first() -> Made:
    return in_order("tour", "talk", "training")


PLANT = {"kind": "project", "id": "plant", "place": "plant"}


def with_a_project(talks: str, seen: str, purpose: str) -> Made:
    f = facts(visit("v1", talk(), PLANT, purpose=purpose, depart="23 18:00"))
    return f, plan(f, v1=[("talk", talks), ("plant", seen)])


@case("SENSE-09", 1)
def inspectors_talk_before_they_see_the_project() -> Made:
    return with_a_project("22 09:30", "22 14:30", "project_inspection")


@case("SENSE-09", 0)
def inspectors_see_the_project_first() -> Made:
    return with_a_project("22 15:30", "22 10:00", "project_inspection")


@case("SENSE-09", 0)
def trainees_see_the_project_when_it_suits() -> Made:
    return with_a_project("22 15:30", "22 10:00", "training")


# -- SENSE-18

PHOTO = {"kind": "photo", "id": "photo"}


def taken(start: str) -> Made:
    f = facts(visit("v1", talk(), sight(), PHOTO, depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 09:00"), ("museum", "22 14:00"), ("photo", start)])


@case("SENSE-18", 0)
def after_the_talk() -> Made:
    return taken("22 10:45")


@case("SENSE-18", 1)
def after_the_museum() -> Made:
    return taken("22 16:00")


@case("SENSE-18", 1)
def on_the_day_of_arrival_with_nothing_else() -> Made:
    return taken("21 14:00")


@case("SENSE-09", 0)
def talk_of_others_before_our_tour() -> Made:
    return received(talk(place="city", hosts=hosts()), tour(), rows=[("talk", "21 09:30"), ("tour", "21 14:00")])


@case("SENSE-09", 1)
def talk_at_our_branch_before_our_tour() -> Made:
    return received(talk(place="branch"), tour(), rows=[("talk", "21 09:30"), ("tour", "21 14:00")])


@case("SENSE-18", 0)
def photo_in_the_half_day_of_a_ceremony() -> Made:
    opening = {"kind": "ceremony", "id": "opening", "occasion": "opening"}
    photo = {"kind": "photo", "id": "photo"}
    return received(opening, photo, rows=[("opening", "21 09:30"), ("photo", "21 10:15")])


test_case = run(__name__)
