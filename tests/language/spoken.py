"""A week as a secretary speaks of it: people with titles, clients with long names, and a plan of it made by hand."""

from __future__ import annotations

from functools import cache
from typing import Any

from models.domain.facts import Facts
from models.domain.plan import Plan
from tests import weeks
from tests.weeks import banquet, facts, group, plan, sight, talk, tour, visit

_NAMES = {
    "boss": ("李明", "董事长"),
    "director": ("赵刚", "总经理"),
    "deputy": ("王强", "副总经理"),
    "ann": ("陈静", "总工程师"),
    "bob": ("周洋", "高级工程师"),
    "dan": ("吴敏", "讲解员"),
    "dot": ("郑爽", "讲解员"),
    "ivy": ("孙丽", "翻译"),
    "pat": ("钱进", "摄影师"),
}


def _company() -> Any:
    small = weeks.company().model_dump(mode="json")
    for person in small["people"]:
        person["name"], person["title"] = _NAMES.get(person["id"], (f"员工{person['id']}", ""))
        person["rank"] = {"boss": 1, "director": 2, "deputy": 3}.get(person["id"], person["rank"])
    rooms = [*small["rooms"], {"id": "r4", "name": "3号会议室", "seats": 16, "equipment": ["projector"]}]
    vehicles = [v | {"plate": {"car1": "豫A·D1001", "mpv1": "豫A·D3001"}.get(v["id"], "")} for v in small["vehicles"]]
    return weeks.company(people=small["people"], rooms=rooms, vehicles=vehicles)


def _member(id: str, name: str, title: str = "", **more: Any) -> dict[str, Any]:
    return {"id": id, "name": name, "title": title, **more}


def _group(number: str, back: str, arrive: str, depart: str, by: str, **more: Any) -> dict[str, Any]:
    made = group("g1", arrive, depart, by, **more)
    made["arrival"]["number"], made["departure"]["number"] = number, back
    return made


@cache
def spoken() -> Facts:
    """Three delegations in a week of seven days: 烟台港机 and 滇池质量监督站 by train, 德国海瑞克公司 by air."""
    port = visit(
        "port",
        talk(topic="盾构机", company=2),
        tour(),
        banquet(),
        client="烟台港机",
        members=[
            _member("zhang", "张三", "董事长", rank=2, role="principal"),
            _member("liu", "刘伟", "总工"),
            _member("ma", "马丽", "秘书"),
        ],
        groups=[_group("G1563", "G822", "21 08:00", "22 18:00", "rail", unnamed=2)],
    )
    german = visit(
        "herren",
        talk(topic="液压"),
        sight(),
        banquet("farewell", "farewell"),
        client="德国海瑞克公司",
        client_kind="foreign",
        members=[
            _member("mueller", "Hans Müller", "Managing Director", rank=3, role="principal", languages=["de", "en"]),
            _member("schmidt", "Anna Schmidt", "Engineer", languages=["de", "en"]),
        ],
        groups=[_group("LH720", "LH721", "21 14:20", "23 16:00", "air")],
    )
    station = visit(
        "dianchi",
        tour(),
        {"kind": "project", "id": "site_visit", "place": "plant"},
        client="滇池质量监督站",
        client_kind="authority",
        members=[_member("wangfang", "王芳", "站长", rank=4, role="principal"), _member("wanglei", "王磊", "工程师")],
        groups=[_group("G77", "G78", "22 10:00", "23 18:00", "rail")],
    )
    return facts(port, german, station, company=_company(), days=7)


@cache
def spoken_plan() -> Plan:
    """Return a plan of it; what clashes does not matter."""
    return plan(
        spoken(),
        port=[
            ("talk", "21 09:30"),
            ("lunch", "21 12:00"),
            ("tour", "21 14:00"),
            ("check_in", "21 16:30"),
            ("welcome", "21 18:00"),
            ("sight:temple", "22 09:00"),
            ("lunch", "22 12:00"),
            ("rest", "22 14:00"),
        ],
        herren=[
            ("dinner", "21 18:30"),
            ("talk", "22 09:00"),
            ("lunch", "22 12:00"),
            ("museum", "22 14:00"),
            ("farewell", "22 18:00"),
            ("lunch", "23 12:00"),
        ],
        dianchi=[
            ("lunch", "22 12:00"),
            ("tour", "22 15:00"),
            ("dinner", "22 18:00"),
            ("site_visit", "23 14:00"),
            ("lunch", "23 12:00"),
        ],
    )
