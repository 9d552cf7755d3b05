"""How long there is until a time, how long it is over, and until when something lasts, in words."""

from datetime import datetime, timedelta
from typing import Final

__all__ = ["due_said", "until_said"]

_DAY: Final = timedelta(days=1)


def due_said(due: datetime, now: datetime) -> str:
    """A countdown, such as `in 2 d 3 h`, `in 40 min`, `OVERDUE 5 h`."""
    left = abs(due - now)
    hours = left % _DAY // timedelta(hours=1)
    if left >= _DAY:
        said = f"{left.days} d {hours} h" if left.days < 7 and hours else f"{left.days} d"
    else:
        said = f"{hours} h" if hours else f"{left // timedelta(minutes=1)} min"
    return f"in {said}" if due >= now else f"OVERDUE {said}"


def until_said(starts: datetime, minutes: int) -> str:
    """When something ends that takes so many minutes, such as `until 10:15`; with its day where that is another."""
    ends = starts + timedelta(minutes=minutes)
    return f"until {ends:%H:%M}" if ends.date() == starts.date() else f"until {ends:%a %d %b %H:%M}"
