"""Calendars of people, of Outlook's, Google's and 钉钉's kinds, written from the standard: only times are read."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from models.domain.clock import iso
from models.domain.errors import FaultyInput
from planner.formats import load, save
from planner.formats.calendar_file import NoCalendar, taken
from tests.weeks import talk, visit, week

MONDAY = dt.date(2026, 9, 21)
OUTLOOK_ZONE = """BEGIN:VTIMEZONE
TZID:China Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
END:STANDARD
END:VTIMEZONE
"""
BERLIN = """BEGIN:VTIMEZONE
TZID:Our Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def calendar(*events: str, zone: str = "", head: str = "") -> bytes:
    """Return a calendar; each event is its lines, parted by blanks."""
    made = "".join(
        "\n".join(["BEGIN:VEVENT", f"UID:e{k}", "SUMMARY:秘密并购", *event.split(), "END:VEVENT", ""])
        for k, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{zone}{made}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def said(content: bytes, days: int = 7) -> list[str]:
    """Return the times as ``21 09:00-10:30``; after midnight with the day of the end."""
    spans = [(iso(start), iso(end)) for start, end in taken(content, MONDAY, days)]
    return [f"{a[8:10]} {a[11:16]}-{'' if a[:10] == b[:10] else b[8:10] + ' '}{b[11:16]}" for a, b in spans]


@pytest.mark.parametrize(
    ("content", "times"),
    [
        (calendar("DTSTART:20260921T010000Z DTEND:20260921T023000Z"), ["21 09:00-10:30"]),
        (
            calendar("DTSTART;TZID=China\x00Standard\x00Time:20260922T140000 DURATION:PT1H", zone=OUTLOOK_ZONE).replace(
                b"\x00", b" "
            ),
            ["22 14:00-15:00"],
        ),
        (calendar("DTSTART:20260922T140000 DURATION:PT90M"), ["22 14:00-15:30"]),
        (
            calendar(
                "DTSTART;TZID=Our\x00Berlin:20260923T090000 DTEND;TZID=Our\x00Berlin:20260923T100000", zone=BERLIN
            ).replace(b"\x00", b" "),
            ["23 15:00-16:00"],
        ),
        (
            calendar("DTSTART;TZID=America/New_York:20260923T200000 DTEND;TZID=America/New_York:20260923T210000"),
            ["24 08:00-09:00"],
        ),
        (calendar("DTSTART;VALUE=DATE:20260924 DTEND;VALUE=DATE:20260926"), ["24 00:00-26 00:00"]),
        (calendar("DTSTART;VALUE=DATE:20260924"), ["24 00:00-25 00:00"]),
    ],
    ids=["UTC", "Outlook's zone", "no zone", "a zone of its own", "Olson zone", "two days", "a day without end"],
)
def test_zones_and_whole_days(content, times):
    assert said(content) == times


DAILY = "DTSTART;TZID=Asia/Shanghai:20260101T083000 DTEND;TZID=Asia/Shanghai:20260101T090000 "
DAILY += "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE"


def test_what_recurs_with_its_exceptions():
    """Tuesday's is left out, Wednesday's was moved to the afternoon."""
    moved = "DTSTART;TZID=Asia/Shanghai:20260923T150000 DTEND;TZID=Asia/Shanghai:20260923T153000"
    series = f"{DAILY} EXDATE;TZID=Asia/Shanghai:20260922T083000"
    made = calendar(series, f"{moved} RECURRENCE-ID;TZID=Asia/Shanghai:20260923T083000").replace(b"UID:e1", b"UID:e0")
    assert said(made) == ["21 08:30-09:00", "23 15:00-15:30"]


def test_a_cancelled_one_of_a_series():
    gone = "DTSTART;TZID=Asia/Shanghai:20260922T083000 DTEND;TZID=Asia/Shanghai:20260922T090000 STATUS:CANCELLED"
    made = calendar(DAILY, f"{gone} RECURRENCE-ID;TZID=Asia/Shanghai:20260922T083000").replace(b"UID:e1", b"UID:e0")
    assert said(made) == ["21 08:30-09:00", "23 08:30-09:00"]


HOUR = "DTSTART:20260921T010000Z DTEND:20260921T020000Z"


@pytest.mark.parametrize(
    "marks",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
    ],
)
def test_what_takes_no_time(marks):
    assert said(calendar(f"{HOUR} {marks}")) == []
    assert said(calendar(HOUR, head="METHOD:CANCEL\n")) == []
    assert said(calendar("DTSTART:20260921T010000Z")) == []


@pytest.mark.parametrize("marks", ["X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", "STATUS:TENTATIVE", "CLASS:PRIVATE"])
def test_what_takes_time(marks):
    assert said(calendar(f"{HOUR} {marks}")) == ["21 09:00-10:00"]


def test_overlapping_meetings_are_one_and_what_goes_beyond_the_week_is_cut():
    long = "DTSTART:20260919T010000Z DTEND:20260921T013000Z"
    assert said(calendar(HOUR, long)) == ["21 00:00-10:00"]
    assert said(calendar("DTSTART:20260927T120000Z DTEND:20260930T010000Z")) == ["27 20:00-28 00:00"]


def test_free_busy_times_alone():
    """What calendars publish that tell no more."""
    part = "BEGIN:VFREEBUSY\nUID:f\nFREEBUSY;FBTYPE=BUSY:20260921T010000Z/20260921T030000Z\nEND:VFREEBUSY\n"
    part += "BEGIN:VFREEBUSY\nUID:g\nFREEBUSY;FBTYPE=FREE:20260922T010000Z/PT1H\nEND:VFREEBUSY\n"
    assert said(calendar(head=part)) == ["21 09:00-11:00"]


def test_several_events_of_one_uid_are_several():
    """Exporters of lists do that; of versions of one event the newest counts."""
    later = "DTSTART:20260922T010000Z DTEND:20260922T020000Z"
    assert said(calendar(HOUR, later).replace(b"UID:e1", b"UID:e0")) == ["21 09:00-10:00", "22 09:00-10:00"]
    assert said(calendar(HOUR, f"{later} SEQUENCE:1").replace(b"UID:e1", b"UID:e0")) == ["22 09:00-10:00"]
    assert said(calendar(HOUR, HOUR).replace(b"UID:e1", b"UID:e0")) == ["21 09:00-10:00"]


@pytest.mark.parametrize(
    ("event", "times"),
    [
        ("DTSTART;TZID=Mars/Phobos:20260921T090000 DTEND;TZID=Mars/Phobos:20260921T100000", ["21 09:00-10:00"]),
        ("DTSTART:19800101T010000Z DTEND:19800101T020000Z RRULE:FREQ=WEEKLY;BYDAY=TU", ["22 09:00-10:00"]),
        ("DTSTART:20160101T010000Z DTEND:20160101T020000Z RRULE:FREQ=DAILY;UNTIL=20170101T000000Z", []),
        ("DTSTART;VALUE=DATE:20260901 DTEND;VALUE=DATE:20260902 RRULE:FREQ=WEEKLY EXDATE;VALUE=DATE:20260922", []),
        ("DTSTART:20260914T010000Z DTEND:20260914T020000Z RRULE:FREQ=WEEKLY EXDATE:20260921T010000Z", []),
        ("DTSTART:20260901T010000Z DURATION:PT1H RDATE;VALUE=PERIOD:20260922T010000Z/PT2H", ["22 09:00-11:00"]),
        ("DTSTART:19500101T010000Z DTEND:20990101T010000Z", ["21 00:00-28 00:00"]),
    ],
    ids=["no such zone", "for decades", "long over", "whole day left out", "left out in UTC", "periods", "a century"],
)
def test_odd_ones(event, times):
    assert said(calendar(event)) == times


LIST = "".join(f"{n}," for n in range(23))
MINUTES = "".join(f"{n}," for n in range(59))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"SUMMARY:\xc3\x28 nothing",
        b"\x89PNG\r\n",
        calendar("DTSTART:never DTEND:20260921T010000Z").replace(b"END:VCALENDAR", b""),
        calendar("DTSTART:20260101T010000Z DTEND:20260101T010001Z RRULE:FREQ=SECONDLY"),
        calendar("DTSTART:20260101T010000Z DTEND:20260101T010001Z RRULE:FR\r\n\tEQ=MINUTELY"),
        calendar("DTSTART:20260921T010000Z DTEND:20260921T020000Z RRULE:FREQ=DAILY;INTERVAL=0"),
        calendar(f"DTSTART:20200101T010000Z DURATION:PT1M RRULE:FREQ=DAILY;BYHOUR={LIST}23;BYMINUTE={MINUTES}59"),
        calendar(*["DTSTART:20100101T010000Z DTEND:20100101T020000Z RRULE:FREQ=DAILY"] * 200),
        calendar("DTSTART:garbage DTEND:20260921T020000Z", "DTSTART:20260922T010000Z DTEND:20260922T020000Z"),
    ],
    ids=[
        *(
            "empty",
            "no calendar",
            "a picture",
            "cut off",
            "every second",
            "every minute, folded",
            "in steps of nothing",
        ),
        *("every minute by lists", "far too much", "one that cannot be read"),
    ],
)
def test_what_is_no_calendar(content):
    with pytest.raises(NoCalendar) as told:
        said(content)
    assert "秘密" not in repr(told.value)


def test_the_event_that_cannot_be_read_is_named_by_its_line():
    content = calendar(HOUR, "DTSTART:garbage DTEND:20260921T020000Z", HOUR)
    with pytest.raises(NoCalendar) as told:
        said(content)
    assert told.value.line is not None
    here = content.splitlines()[told.value.line - 1 :]
    assert here[0] == b"BEGIN:VEVENT"
    assert any(b"garbage" in line for line in here[: here.index(b"END:VEVENT")])


# ---------------------------------------------------------------- in a week


@pytest.fixture
def folder(tmp_path):
    """A week whose boss has a calendar."""
    known = week(visit("v1", talk()))
    people = tuple(p.replace(calendar="boss.ics") if p.id == "boss" else p for p in known.company.people)
    save(known.replace(company=known.company.replace(people=people)), tmp_path / "week")
    return tmp_path / "week"


def company_folder(folder):
    return next(path.parent for path in folder.rglob("*.toml") if "boss.ics" in path.read_text(encoding="utf-8"))


def test_they_are_away_when_they_are_taken_and_nothing_else_is_known(folder):
    (company_folder(folder) / "boss.ics").write_bytes(calendar(HOUR))
    found = load(folder)
    assert [(iso(s.start)[:16], iso(s.end)[:16]) for s in found.person("boss").leave] == [
        ("2026-09-21T09:00", "2026-09-21T10:00")
    ]
    assert found.person("boss").calendar == "", "the week may go where the file is not"
    assert "秘密" not in json.dumps(found.model_dump(mode="json"), ensure_ascii=False)


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda home: None, "没有这个日历文件"),
        (lambda home: (home / "boss.ics").write_bytes(b"SUMMARY:\xe7\xa7\x98\xe5\xaf\x86"), "不是日历文件"),
        (lambda home: (home / "boss.ics").write_bytes(calendar(HOUR, "DTSTART:garbage")), "行起的日程看不懂"),
        (lambda home: (home / "boss.ics").mkdir(), "文件夹"),
        (lambda home: _outside(home), "没有这个日历文件"),
    ],
    ids=["not there", "none", "an event", "a folder", "a link out of the folder"],
)
def test_a_calendar_that_cannot_be_read(folder, make, what):
    make(company_folder(folder))
    with pytest.raises(FaultyInput, match=what) as told:
        load(folder)
    assert "people[0].calendar" in str(told.value)
    assert "秘密" not in str(told.value)


def _outside(home):
    secret = home.parent.parent / "secret.ics"
    secret.write_bytes(calendar(HOUR))
    (home / "boss.ics").symlink_to(secret)
