"""Times to come as people type them: `wed noon`, `24 feb 14:00`, `+6h`; and how far away a time is."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from tumorboard.board.typed.local_time import LeftOut, is_shown_twice, on_the_clock
from tumorboard.board.typed.loosely import day_of
from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint

__all__ = ["distance_said", "moment_ahead", "moment_said"]

NOON: Final = time(12)
_CLOCK: Final = re.compile(r"(?:(?P<day>.*?)[ T]\s*|)(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})")
_NOON: Final = re.compile(r"(?:(?P<day>.*)\s)?noon", re.IGNORECASE)
_HOURS: Final = re.compile(r"\+\s*(\d{1,3})\s*h", re.IGNORECASE)
_DAY: Final = timedelta(days=1)
_SUNDAY: Final = 6
_ALLOWED: Final = "allowed is such as wed 12:00, tomorrow noon, 24 feb 14:00, +6h, +2d or 2027-02-24 08:00"


def moment_ahead(typed: str, now: datetime, otherwise: time = NOON) -> datetime:
    """The time that somebody typed, in the zone of the machine; a day without a time means `otherwise` on that day.

    A weekday is the next one to come, and a time alone the next time that the clock shows it; of a time that it shows
    twice the first. Raises Complaint, with what is allowed, also for a time that the clock leaves out.
    """
    words = " ".join(clean_line(typed).split())
    try:
        if hours := _HOURS.fullmatch(words):
            return (now.astimezone() + timedelta(hours=int(hours[1]))).replace(second=0, microsecond=0)
        day, at = _parted(words, otherwise)
        return on_the_clock(datetime.combine(_coming(day, at, now), at))
    except LeftOut:
        raise
    except (Complaint, ValueError, OverflowError):
        raise Complaint(f"{words!r} is no day and time; {_ALLOWED}") from None


def moment_said(moment: datetime, now: datetime) -> str:
    """A time with its weekday and its distance; pointed out are a Sunday, a time that is past, and the first of two."""
    local = moment.astimezone()
    sunday = ", a SUNDAY" if local.weekday() == _SUNDAY else ""
    twice = ", the first of the two that the clock shows" if is_shown_twice(moment) else ""
    past = "PAST, " if moment < now else ""
    return f"{local:%a %d %b %Y %H:%M}, {past}{distance_said(moment, now)}{sunday}{twice}"


def distance_said(moment: datetime, now: datetime) -> str:
    """How far away a time is, as `in 40 min`, `in 20 h`, `in 3 days`, or `2 h over`."""
    minutes = int(abs(moment - now).total_seconds() // 60)
    if minutes < 120:
        far = f"{minutes} min"
    elif minutes < 48 * 60:
        far = f"{minutes // 60} h"
    else:
        far = f"{minutes // (24 * 60)} days"
    return f"in {far}" if moment >= now else f"{far} over"


def _parted(words: str, otherwise: time) -> tuple[str, time]:
    """The day as it was typed, empty where there is none, and the time. Raises ValueError for an hour that is none."""
    if noon := _NOON.fullmatch(words):
        return noon["day"] or "", NOON
    if clock := _CLOCK.fullmatch(words):
        return (clock["day"] or "").rstrip(), time(int(clock["hour"]), int(clock["minute"]))
    if not words:
        raise ValueError(words)
    return words, otherwise


def _weekday(day: str) -> int:
    """1 for Monday to 7 for Sunday, in full or by its first letters; 0 for anything else."""
    word = day.casefold().rstrip(".,")
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    return next((at for at, name in enumerate(names, 1) if len(word) >= 3 and name.startswith(word)), 0)


def _coming(day: str, at: time, now: datetime) -> date:
    """The day that is meant: the one that is named, or the next on which the time is still to come."""
    today = now.astimezone().date()
    weekday = _weekday(day)
    if day and not weekday:
        return day_of(day, today)
    first = today + _DAY * ((weekday - 1 - today.weekday()) % 7 if weekday else 0)
    is_to_come = datetime.combine(first, at).astimezone() > now
    return first if is_to_come else first + _DAY * (7 if weekday else 1)
