"""What was understood of an event is said with printed names, days and times, in both languages."""

from __future__ import annotations

from typing import get_args

import pytest

from models.domain import events as ev
from planner.judging.check import judge
from planner.language.parse_events import parse_events
from planner.language.words import Words
from planner.papers.event_texts import EventTexts
from planner.papers.paper import Paper
from tests.language.spoken import spoken, spoken_plan
from tests.weeks import talk

CASES = {
    ev.ArrivalChanged: ("德国团飞机晚点两小时", "德国海瑞克公司 抵达：推迟2小时"),
    ev.DepartureChanged: ("烟台港机提前一天走", "烟台港机 返程：提前1天"),
    ev.VisitCancelled: ("港机不来了", "烟台港机：取消来访"),
    ev.ActivityCancelled: ("欢迎晚宴取消", "烟台港机 9月21日 周一 18:00 欢迎晚宴：取消"),
    ev.PersonAway: ("董事长周三请假", "李明：9月23日 周三不在"),
    ev.VehicleUnavailable: ("考斯特周二上午坏了", "中巴：9月22日 周二 00:00–12:00 不能用"),
    ev.PlaceClosed: ("花园酒家周二不营业", "花园酒家：9月22日 周二停用"),
    ev.NewVisit: ("新增来访 华能集团 周三10:00到高铁站 周四走 5人", "新增来访：华能集团"),
    ev.GuestsChanged: ("张三不来了", "烟台港机：张三不来"),
    ev.DurationChanged: ("欢迎晚宴加时一刻钟", "烟台港机 9月21日 周一 18:00 欢迎晚宴：延长15分钟"),
    ev.OrderChanged: ("烟台港机参观改在欢迎晚宴之后", "烟台港机 9月21日 周一 14:00 参观公司：改在欢迎晚宴之后"),
    ev.FixedByLeader: ("接机推迟半小时", "德国海瑞克公司 9月21日 周一 14:50 接机：定在 9月21日 周一 15:20"),
}


def said(event: ev.Event, lang: str) -> str:
    return EventTexts(Paper(judge(spoken(), spoken_plan(), ()), Words(lang))).line(event)


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_what_was_understood(kind: type) -> None:
    sentence, text = CASES[kind]
    (event,) = parse_events([("--event", sentence)], spoken().week, spoken_plan())
    assert type(event) is kind
    assert said(event, "zh") == text
    assert not set(said(event, "en")) & set("：，。、（）")


def test_every_event_has_words() -> None:
    new = ev.NewRequest.model_validate({"visit": "port", "request": talk("more", topic="液压")})
    assert said(new, "zh") == "烟台港机：新增 技术交流：液压"
    assert set(CASES) | {ev.NewRequest} == set(get_args(get_args(ev.Event)[0]))
