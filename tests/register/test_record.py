"""What is registered of a visit: every yuan once, times and people as they really were, no guest by name."""

from __future__ import annotations

import pytest

from models.domain.actuals import Actuals, VisitActuals
from models.domain.errors import FaultyInput
from planner.formats.raw import Sources
from planner.language.client_names import client_key
from planner.register.actuals_faults import actuals_of
from planner.register.record import record_of


def rows(record, table, visit="v1"):
    return [row for row in record.rows[table] if row["case_key"] == f"{record.week}/{visit}"]


def test_every_yuan_of_the_plan_stands_once(paper, record):
    planned = sum(row["planned"] for row in record.rows["costs"]) + record.charters_planned
    assert planned == paper.report.yuan


def test_what_was_spent_stands_beside_it(record):
    found = {row["heading"]: row["actual"] for row in rows(record, "costs")}
    assert {heading: yuan for heading, yuan in found.items() if yuan is not None} == {
        "hotel": 1234,
        "meals": 567,
        "other": 8,
    }
    assert found["gifts"] is None, "not known is not nought"


def test_a_visit_of_which_nothing_is_filled_in_is_open(record):
    (v1,), (v2,) = rows(record, "visits"), rows(record, "visits", "v2")
    assert (v1["closed"], v1["guests_came"]) == (1, 2)
    assert (v2["closed"], v2["guests_came"]) == (0, v2["guests_planned"])


def test_times_are_as_they_were(record):
    talk = next(row for row in rows(record, "items") if row["item"] == "v1/talk")
    assert (talk["planned_start"], talk["start"], talk["end"]) == (
        "2026-09-21 14:00",
        "2026-09-21 14:30",
        "2026-09-21 16:30",
    )


def test_work_is_as_long_as_what_it_was_for(paper):
    def minutes(*times):
        record = record_of(paper, Actuals.model_validate({"visits": [{"visit": "v1", "times": times}]}))
        return {row["role"]: row["minutes"] for row in rows(record, "service") if row["role"] in ("expert", "crew")}

    item = next(item for item in paper.plan.items if item.id == "v1/talk")
    assert minutes() == {"expert": item.minutes, "crew": 30}
    assert minutes({"item": "v1/talk", "end": item.end + 30})["expert"] == item.minutes + 30
    assert minutes({"item": "v1/talk", "start": item.start + 60})["expert"] == item.minutes, "as long as planned"
    assert minutes({"item": "v1/talk", "held": False}) == {}


def test_gifts_are_as_planned_until_others_are_filled_in(paper, record):
    assert [(row["what"], row["as_planned"]) for row in rows(record, "gifts")] == [("瓷杯", 1), ("画册", 0)]
    given = Actuals.model_validate({"visits": [{"visit": "v1", "gifts": [{"what": "茶叶", "count": 2}]}]})
    assert [row["what"] for row in rows(record_of(paper, given), "gifts")] == ["茶叶"]


def test_guests_who_did_not_come_did_nothing(paper):
    record = record_of(paper, Actuals(visits=(VisitActuals(visit="v1", came=0),)))
    assert {row["held"] for row in rows(record, "items")} == {0}
    assert rows(record, "service") == rows(record, "gifts") == []


def test_no_guest_is_named(paper, record):
    said = str(record.rows)
    names = [member.name for visit in paper.week.visits for member in visit.members]
    assert names
    assert [name for name in names if name in said] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中能建设集团", "中能建设（集团）有限公司"),
        ("Great Wall Co., Ltd.", "great  wall"),
        ("ＡＢＣ股份有限公司", "abc"),
    ],
)
def test_a_client_is_known_again(one, other):
    assert client_key(one) == client_key(other)


def test_other_clients_are_others():
    names = ["中能建设集团", "中能建设集团郑州分公司", "中能", "有限公司"]
    assert len({client_key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("promise", "wrong"),
    [
        ({"kind": "sight", "place": "博物管"}, "公司资料里没有：博物管"),
        ({"kind": "project"}, "没有写明哪里"),
        ({"kind": "tour", "place": "没有的车间"}, "公司资料里没有"),
        ({"kind": "sight", "place": "museum"}, None),
        ({"kind": "tour"}, None),
        ({"kind": "exchange", "place": "哪里都行"}, None),
    ],
)
def test_a_promise_of_the_next_visit_names_what_the_company_has(paper, promise, wrong):
    data = {"visits": [{"visit": "v1", "promises": [{"what": "下次再看", **promise}]}]}
    sources = Sources()
    if wrong is None:
        assert actuals_of(data, sources, paper.week, paper.plan, []).visits[0].promises[0].what == "下次再看"
        return
    with pytest.raises(FaultyInput, match=wrong):
        actuals_of(data, sources, paper.week, paper.plan, [])
