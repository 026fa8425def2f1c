"""Made-up records, to try out a register of many weeks: who came is invented, and so is what it cost."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING, Any

from models.domain.actuals import OPINION_GRADES, QUESTION_NAMES
from planner.generation.names import NameSource
from planner.language.client_names import client_key
from planner.register.record import VISIT_TABLES, WeekRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGHTS = (
    ("henan_museum", "河南博物院"),
    ("shaolin", "少林寺"),
    ("yellow_river", "黄河风景名胜区"),
    ("erqi", "二七塔"),
)
_A_HEAD = {"A": 1900, "B": 1200, "C": 700, "D": 350}
"""Yuan a guest in all, about."""
_SHARES = {"hotel": 0.42, "meals": 0.38, "tickets": 0.08, "gifts": 0.12}
_SERVING = {"escort": range(10), "docent": range(10, 16), "driver": range(16, 24)}
"""Who of the people serves as what."""
_GIFTS = ("瓷杯", "茶叶", "画册", "丝巾")


def made_up_weeks(
    weeks: int, visits: int, seed: int = 0, first_day: dt.date = dt.date(2026, 7, 6), clients: int = 60
) -> Iterator[WeekRecord]:
    """Yield the records of weeks, one after the other; the same arguments give the same.

    Parameters
    ----------
    visits : int
        Of each week.
    clients : int
        From so many clients they come, again and again.
    """
    random = Random(seed)
    source = NameSource(random)
    known = [source.client("partner") for _ in range(clients)]
    people = [source.person() for _ in range(24)]
    for number in range(weeks):
        monday = first_day + dt.timedelta(weeks=number)
        rows: dict[str, list[dict[str, Any]]] = {table: [] for table in VISIT_TABLES}
        for k in range(visits):
            _add_visit(rows, random, f"{monday:%G-%V}", f"v{k + 1}", (monday, random.choice(known), people))
        name = f"{monday:%Y-%m-%d} 当周接待"
        yield WeekRecord(f"{monday:%G-%V}", name, monday.isoformat(), 0, None, rows)


def _add_visit(
    rows: dict[str, list[dict[str, Any]]], random: Random, week: str, visit: str, about: tuple[dt.date, str, list[str]]
) -> None:
    monday, client, people = about
    key, guests, level = f"{week}/{visit}", random.randint(2, 14), random.choices("ABCD", (1, 3, 4, 2))[0]
    day = monday + dt.timedelta(days=random.randint(0, 4))
    rows["visits"].append(
        {
            "case_key": key,
            "week": week,
            "visit": visit,
            "client": client,
            "client_key": client_key(client),
            "client_kind": random.choice(("partner", "government", "foreign", "other")),
            "level": level,
            "purpose": random.choice(("project_inspection", "other_inspection", "training")),
            "first_day": day.isoformat(),
            "last_day": (day + dt.timedelta(days=random.randint(0, 2))).isoformat(),
            "guests_planned": guests,
            "guests_came": max(1, guests - (random.random() < 0.2)),
            "closed": 1,
            "comment": "",
            "note": "",
        }
    )
    of_visit = {"case_key": key}
    for heading, share in _SHARES.items():
        planned = round(guests * _A_HEAD[level] * share * random.uniform(0.8, 1.2))
        actual = None if random.random() < 0.02 else round(planned * random.gauss(1.04, 0.12))
        rows["costs"].append(of_visit | {"heading": heading, "planned": planned, "actual": actual})
    for place, name in random.sample(_SIGHTS, random.randint(0, 2)):
        span = {"planned_start": f"{day} 14:00", "planned_end": f"{day} 16:00"}
        span |= {"start": f"{day} 14:10", "end": f"{day} 16:05"}
        item = {"item": f"{visit}/{place}", "kind": "sight", "title": name, "place": place, "place_name": name}
        rows["items"].append(of_visit | item | span | {"held": 1})
    gift = {"direction": "given", "what": random.choice(_GIFTS), "count": guests, "unit_price": 80}
    rows["gifts"].append(of_visit | {"number": 1} | gift | {"as_planned": 1, "handed_in": 0})
    if random.random() < 0.3:
        due = (day + dt.timedelta(days=random.randint(1, 20))).isoformat()
        promise = {"what": "寄样本", "due": due, "owner": random.choice(people), "done": int(random.random() < 0.8)}
        rows["promises"].append(of_visit | {"number": 1} | promise | {"reach": "general", "kind": "", "place": ""})
    for question in QUESTION_NAMES:
        if random.random() < 0.7:
            grade = random.choices(OPINION_GRADES, (8, 6, 3, 1, 1))[0]
            rows["answers"].append(of_visit | {"question": question, "grade": grade})
    for role, range_of_people in _SERVING.items():
        index = random.choice(range_of_people)
        person = f"driver:p{index}" if role == "driver" else f"p{index}"
        minutes = {"duties": random.randint(1, 6), "minutes": 15 * random.randint(4, 30), "nights": 0}
        rows["service"].append(of_visit | {"person": person, "name": people[index], "role": role} | minutes)
    rows["measures"].append(of_visit | {"measure": "wait_a_day", "value": float(random.randint(0, 40))})
