"""TRAIN-01 to TRAIN-06: a series of sessions of three hours, r2 is the training room, tom and tess train."""

from __future__ import annotations

from typing import Any

from models.domain.plan import Duty, Plan
from models.domain.week import Company
from tests.rules.cases import Made, case, run
from tests.weeks import banquet, company, facts, plan, visit

R2 = {"room": "r2"}
SHOW = {"kind": "entertainment", "id": "show"}


def school() -> Company:
    """Return the small company with two trainers and a training room."""
    made = company()
    rooms = [room.replace(use="training") if room.id == "r2" else room for room in made.rooms]
    roles = [{"kind": "trainer", "topics": ["操作"]}]
    trainers = [{"id": name, "name": name, "rank": 5, "roles": roles} for name in ("tess", "tom")]
    return Company.model_validate(
        {**made.model_dump(), "rooms": rooms, "people": [*made.model_dump()["people"], *trainers]}
    )


def course(**changes: Any) -> dict[str, Any]:
    """Return a training of three sessions of three hours."""
    return {"kind": "training", "id": "course", "topic": "操作", "sessions": 3, **changes}


def taught(p: Plan, who: str | dict[str, str] = "tom") -> Plan:
    """Return a plan with a trainer in each training."""

    def duty(item: Any) -> Duty:
        person = who if isinstance(who, str) else who.get(item.request, "tom")
        return Duty(role="trainer", person=person, start=item.start, end=item.end)

    return p.replace(
        items=tuple(i.replace(duties=(*i.duties, duty(i))) if i.kind == "training" else i for i in p.items)
    )


def held(*rows: Any, asked: tuple[Any, ...] = (), who: str | dict[str, str] = "tom", **changes: Any) -> Made:
    f = facts(visit("v1", course(**changes), *asked, depart="24 20:00"), company=school())
    rows = tuple((*row, R2) if len(row) == 2 and row[0].startswith("course-") else row for row in rows)
    return f, taught(plan(f, v1=list(rows)), who)


THREE = (("course-1", "21 13:30"), ("course-2", "22 09:00"), ("course-3", "22 13:30"))


# -- HOST-01


@case("HOST-01", 3)
def a_topic_that_no_trainer_knows() -> Made:
    return held(*THREE, topic="航天")


# -- TRAIN-01


@case("TRAIN-01", 0)
@case("TRAIN-02", 0)
@case("TRAIN-03", 0)
@case("TRAIN-04", 0)
def one_room_and_one_trainer() -> Made:
    return held(*THREE)


@case("TRAIN-01", 1)
def another_trainer_in_the_middle() -> Made:
    return held(*THREE, who={"course-2": "tess"})


@case("TRAIN-01", 2)
def three_rooms() -> Made:
    return held(("course-1", "21 13:30", {"room": "r1"}), THREE[1], ("course-3", "22 13:30", {"room": "r3"}))


@case("TRAIN-01", 1)
def the_examination_in_another_room() -> Made:
    return held(*THREE, ("course-exam", "23 09:00", {"room": "r1"}), exam=90)


# -- TRAIN-02: six hours


@case("TRAIN-02", 30)
def half_an_hour_too_long() -> Made:
    rows = (("course-1", "22 08:30"), ("course-2", "22 13:30"))
    return held(*rows, sessions=2, minutes=195)


@case("TRAIN-02", 0)
def the_lunch_in_the_midst_of_a_day_is_no_training() -> Made:
    return held(("course-1", "22 09:00"), ("course-2", "23 09:00"), sessions=2, minutes=420)


@case("TRAIN-02", 90)
def the_examination_counts() -> Made:
    rows = (("course-1", "22 08:30"), ("course-2", "22 13:00"), ("course-exam", "22 16:15"))
    return held(*rows, sessions=2, exam=90)


# -- TRAIN-03


@case("TRAIN-03", 0)
def the_last_is_left_out() -> Made:
    return held(*THREE[:2])


@case("TRAIN-03", 2)
def the_first_is_left_out() -> Made:
    return held(*THREE[1:])


@case("TRAIN-03", 0)
def an_examination_after_what_was_held() -> Made:
    return held(*THREE[:2], ("course-exam", "23 09:00"), exam=90)


# -- TRAIN-04


@case("TRAIN-04", 1)
def a_show_before_the_next_session() -> Made:
    return held(*THREE, ("dinner", "21 18:00"), ("show", "21 19:30"), asked=(SHOW,))


@case("TRAIN-04", 0)
def a_show_after_the_last_session() -> Made:
    return held(*THREE, ("dinner", "22 18:00"), ("show", "22 19:30"), asked=(SHOW,))


@case("TRAIN-04", 0)
def a_banquet_is_a_dinner() -> Made:
    return held(*THREE, ("welcome", "21 18:00"), asked=(banquet(),))


# -- TRAIN-05


@case("TRAIN-05", 0)
def a_session_every_workday() -> Made:
    return held(*THREE)


@case("TRAIN-05", 1)
def a_day_between_without_one() -> Made:
    return held(THREE[0], ("course-2", "22 09:00"), ("course-3", "24 09:00"))


@case("TRAIN-05", 0)
def the_weekend_between() -> Made:
    f = facts(visit("v1", course(sessions=2), arrive="25 08:00", depart="28 18:00"), company=school())
    return f, taught(plan(f, v1=[("course-1", "25 09:30", R2), ("course-2", "28 09:30", R2)]))


# -- TRAIN-06


@case("TRAIN-06", 0)
def in_the_training_room() -> Made:
    return held(*THREE)


@case("TRAIN-06", 2)
def two_sessions_elsewhere() -> Made:
    return held(THREE[0], *((*row, {"room": "r1"}) for row in THREE[1:]))


test_case = run(__name__)
