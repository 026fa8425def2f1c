"""What is done when things go otherwise: times that are free, sights that are open, the same each time."""

from __future__ import annotations

import pytest

from models.domain.clock import at, day_of, overlap
from models.domain.opening import starts
from planner.packet.boss.contingencies import contingencies, indoor_sight
from planner.packet.boss.free_time import free_time
from planner.packet.boss.proposal import proposal
from tests.packet.test_duty_sheets import text_of

MEETINGS = ("exchange", "call", "training", "project", "tour")


@pytest.fixture(scope="module")
def meetings(kit):
    return [(kit.paper.stay(item.visit), item) for item in kit.plan.items if item.kind in MEETINGS]


def test_a_free_time_is_free_for_guests_and_for_ours(kit, meetings):
    found = 0
    for stay, item in meetings:
        start = free_time(kit, stay, item, stay.start)
        if start is None:
            continue
        found += 1
        span = (start, start + item.end - item.start)
        others = [other for other in kit.paper.plan_of(stay.id).items if other.id != item.id and other.kind != "rest"]
        assert not [other.id for other in others if overlap(span, (other.start, other.end))]
        ours = {duty.person for duty in item.duties if duty.person and duty.role in ("leader", "expert")}
        duties = [d for each in kit.plan.items if each.id != item.id for d in each.duties if d.person in ours]
        assert not [duty for duty in duties if overlap(span, (duty.start, duty.end))]
        assert span[1] < min(group.deadline for group in stay.groups)
    assert found


def test_a_free_time_comes_after_what_was_asked_and_beside_what_is_taken(kit, meetings):
    stay, item, start = next(
        (stay, item, start)
        for stay, item in meetings
        if (start := free_time(kit, stay, item, stay.start)) is not None
        and free_time(kit, stay, item, start + 15) is not None
    )
    assert free_time(kit, stay, item, start) == start
    later = free_time(kit, stay, item, start + 15)
    assert later > start
    other = free_time(kit, stay, item, stay.start, [(start, start + 1)])
    assert other is None or other > start


def test_nothing_is_free_after_the_last_day(kit, meetings):
    for stay, item in meetings:
        assert free_time(kit, stay, item, at(stay.days[-1]) + 1440) is None


def test_the_sight_for_rain_is_open_and_new_to_the_guests(tiny):
    named = 0
    for place in (sight for sight in tiny.week.sights if sight.open_air and not sight.rainy_day):
        for item in tiny.plan.items:
            stay = tiny.paper.stay(item.visit)
            instead = indoor_sight(tiny, stay, item, place)
            if instead is not None:
                named += 1
                windows = starts(instead, day_of(item.start), instead.minutes)
                assert any(first <= item.start <= last for first, last in windows)
                assert instead.id not in {other.place for other in tiny.paper.plan_of(stay.id).items}
    assert named


def test_the_chapter_is_there_without_other_plans(kit):
    assert not kit.others
    for stay in kit.stays:
        text = text_of(proposal(kit, stay))
        assert "突发情况应对与备选方案" in text
        assert "航班车次晚点3小时" in text
        assert list(contingencies(kit, stay)) == list(contingencies(kit, stay))
