"""Calendars, read back by the library that wrote them and by another: the same days and UID, nothing of a name."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from tumorboard.domain.followup import FollowUp
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.exchange.calendar import followups_calendar, meetings_calendar

NOW = datetime(2026, 11, 24, 8, 41, tzinfo=UTC)


def followup(**content: Any) -> FollowUp:
    given = {
        "id": "TB-1/1",
        "case_id": "TB-1",
        "kind": "mri",
        "due": date(2027, 1, 3),
        "owner": "radonc",
        "created_by": "chair",
        "created_at": NOW,
        **content,
    }
    return FollowUp.model_validate(given)


def events(raw: bytes) -> list[Any]:
    return list(Calendar.from_ical(raw).walk("VEVENT"))


@pytest.mark.parametrize(
    ("due", "following"),
    [
        (date(2028, 2, 29), date(2028, 3, 1)),
        (date(2027, 2, 28), date(2027, 3, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 3, 28), date(2027, 3, 29)),
        (date(2026, 10, 25), date(2026, 10, 26)),
    ],
)
def test_a_follow_up_is_the_whole_day_in_both_readers(due: date, following: date) -> None:
    raw = followups_calendar([followup(due=due)], NOW)
    (event,) = events(raw)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (due, following)
    other = vobject.readOne(raw.decode()).vevent
    assert (other.dtstart.value, other.dtend.value) == (due, following)


def test_nothing_says_who_the_patient_is_unless_names_are_asked_for() -> None:
    raw = followups_calendar([followup()], NOW)
    assert events(raw)[0]["summary"] == "MRI due – case TB-1"
    named = followups_calendar([followup()], NOW, {"TB-1": "Ana Example"})
    assert events(named)[0]["summary"] == "MRI due – Ana Example (case TB-1)"


def test_a_change_keeps_the_uid_and_raises_the_sequence() -> None:
    first, later = followup(), followup(due=date(2027, 2, 1), sequence=1)
    one, other = (events(followups_calendar([each], NOW))[0] for each in (first, later))
    assert one["uid"] == other["uid"]
    assert (one["sequence"], other["sequence"]) == (0, 1)
    another = events(followups_calendar([followup(id="TB-1/2")], NOW))[0]
    assert another["uid"] != one["uid"]


def test_a_cancelled_one_cancels_its_event() -> None:
    gone = followup(state="cancelled", cancelled="patient_wish", sequence=2)
    raw = followups_calendar([gone], NOW)
    calendar = Calendar.from_ical(raw)
    assert (calendar["method"], events(raw)[0]["status"]) == ("CANCEL", "CANCELLED")
    both = followups_calendar([gone, followup(id="TB-1/2")], NOW)
    assert Calendar.from_ical(both)["method"] == "PUBLISH"
    assert [each["status"] for each in events(both)] == ["CANCELLED", "CONFIRMED"]
    assert [len(each.walk("VALARM")) for each in events(both)] == [0, 1]


def test_an_alarm_warns_a_week_before() -> None:
    (alarm,) = events(followups_calendar([followup()], NOW))[0].walk("VALARM")
    assert alarm.decoded("trigger") == -timedelta(days=7)


@pytest.mark.parametrize("state", ["done", "read", "acted_on"])
def test_what_was_looked_at_says_so_and_warns_nobody(state: str) -> None:
    (event,) = events(followups_calendar([followup(state=state)], NOW))
    assert (event["summary"], event.walk("VALARM")) == ("MRI done – case TB-1", [])


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1), date(2026, 12, 1)])
def test_a_meeting_is_at_the_same_moment_in_both_readers_whatever_the_season(day: date) -> None:
    zone = ZoneInfo("Europe/Belgrade")
    starts = datetime(day.year, day.month, day.day, 8, 0, tzinfo=zone)
    items = (AgendaItem(case_id="A", minutes=20), AgendaItem(case_id="B"))
    raw = meetings_calendar([(Meeting(id="m", title="Spine, MDT; 1", starts=starts, items=items), 7)], NOW, 10)
    (event,) = events(raw)
    assert event.decoded("dtstart") == starts
    assert event.decoded("dtstart").astimezone(zone).hour == 8
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=30)
    assert vobject.readOne(raw.decode()).vevent.dtstart.value == starts
    assert (event["summary"], event["sequence"]) == ("Spine, MDT; 1", 7)


def test_long_and_hostile_text_is_folded_and_read_back_whole() -> None:
    name = "Žofie, Ärztin; \\ " + "x" * 300
    raw = followups_calendar([followup()], NOW, {"TB-1": name})
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert name in events(raw)[0]["summary"]


def test_without_anything_planned_the_calendar_is_empty_and_valid() -> None:
    assert events(followups_calendar([], NOW)) == []
