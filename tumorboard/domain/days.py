"""Days of the calendar: some months later, and the days on which little is done."""

from collections.abc import Container
from datetime import date, timedelta
from typing import Final

__all__ = ["months_after", "pointed_out"]

_SATURDAY: Final = 5
_SUNDAY: Final = 6


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it is shorter: 31 January, 28 February.

    Raises ValueError or OverflowError outside the calendar.
    """
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, _last_day(year, month)))


def pointed_out(day: date, holidays: Container[date] = ()) -> str:
    """What is to be pointed out where something is planned for a day; empty for a working day. The day stays."""
    if day in holidays:
        return "a HOLIDAY"
    return {_SATURDAY: "a Saturday", _SUNDAY: "a SUNDAY"}.get(day.weekday(), "")


def _last_day(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day
