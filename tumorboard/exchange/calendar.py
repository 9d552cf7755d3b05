"""Follow-ups and meetings as iCalendar (RFC 5545): no name and no diagnosis unless asked, the same UID for ever."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from tumorboard.domain.followup import SEEN, FollowUp
from tumorboard.domain.meeting import Meeting

if TYPE_CHECKING:
    from icalendar import Event

__all__ = ["followups_calendar", "meetings_calendar"]

_KINDS: Final = {
    "mri": "MRI",
    "neuro_check": "Neurological examination",
    "stability_check": "Stability check",
    "restaging": "Restaging",
    "ct": "CT",
    "other": "Follow-up",
}
_WARNED: Final = timedelta(days=7)
_WARNED_OF_MEETING: Final = timedelta(hours=1)
_USUAL_MINUTES: Final = 60


def followups_calendar(followups: Sequence[FollowUp], now: datetime, names: Mapping[str, str] | None = None) -> bytes:
    """Each follow-up as an event of its day; a cancelled one as an event that cancels it.

    `names` gives the patient of a case where names are asked for. When everything is cancelled the whole calendar is a
    cancellation (METHOD:CANCEL), as programs expect that take an event away.
    """
    is_cancelled = bool(followups) and all(each.state == "cancelled" for each in followups)
    events = (_followup(each, now, (names or {}).get(each.case_id)) for each in followups)
    return _calendar(events, "CANCEL" if is_cancelled else "PUBLISH")


def meetings_calendar(meetings: Iterable[tuple[Meeting, int]], now: datetime, minutes_per_case: int) -> bytes:
    """Each meeting from its start for the minutes of its cases, an hour where it has none; times are in UTC.

    With each goes a number that grows with every change of it, such as its revision.
    """
    return _calendar((_meeting(each, sequence, now, minutes_per_case) for each, sequence in meetings), "PUBLISH")


def _calendar(events: "Iterable[Event]", method: str) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//tumorboard//spinal metastases//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _followup(followup: FollowUp, now: datetime, name: str | None) -> "Event":
    event = _event("followup", f"{followup.id} {followup.created_at.isoformat()}", now, followup.sequence)
    about = f"case {followup.case_id}" if name is None else f"{name} (case {followup.case_id})"
    due = "done" if followup.state in SEEN else "due"
    event.add("summary", f"{_KINDS[followup.kind]} {due} – {about}")
    event.add("dtstart", followup.due)
    event.add("dtend", followup.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if followup.state == "cancelled" else "CONFIRMED")
    if followup.is_open and followup.state not in SEEN:
        event.add_component(_alarm(f"{_KINDS[followup.kind]} in a week – {about}", _WARNED))
    return event


def _meeting(meeting: Meeting, sequence: int, now: datetime, minutes_per_case: int) -> "Event":
    event = _event("meeting", meeting.id, now, sequence)
    minutes = sum(item.minutes or minutes_per_case for item in meeting.items) or _USUAL_MINUTES
    starts = meeting.starts.astimezone(UTC)
    event.add("summary", meeting.title)
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=minutes))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("status", "CONFIRMED")
    event.add_component(_alarm(meeting.title, _WARNED_OF_MEETING))
    return event


def _event(what: str, key: str, now: datetime, sequence: int) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{sha256(key.encode()).hexdigest()[:32]}-{what}@tumorboard")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", sequence)
    return event


def _alarm(words: str, before: timedelta) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -before)
    return alarm
