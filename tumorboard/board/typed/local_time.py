"""What the clock of the machine shows: the hours that it leaves out in spring, and shows twice in autumn."""

from datetime import datetime

from tumorboard.complaint import Complaint

__all__ = ["LeftOut", "is_shown_twice", "on_the_clock"]


class LeftOut(Complaint):
    """A time that the clock of the machine never shows, because it is put forward over it."""


def on_the_clock(shown: datetime) -> datetime:
    """A time without a zone as the clock of the machine shows it, summer or winter; of two the first.

    Raises LeftOut, with the times that there are; ValueError or OverflowError outside the calendar.
    """
    moment = shown.astimezone()
    if moment.replace(tzinfo=None) == shown:
        return moment
    before, after = sorted((moment, shown.replace(fold=1).astimezone()))
    raise LeftOut(
        f"{shown:%a %d %b %Y %H:%M} does not exist: the clock is put forward over it; "
        f"give a time before or after, such as {before:%H:%M} or {after:%H:%M}"
    )


def is_shown_twice(moment: datetime) -> bool:
    """Whether the clock of the machine shows this time once more, an hour later: it is put back in between."""
    first = moment.astimezone()
    try:
        again = first.replace(tzinfo=None, fold=1).astimezone()
    except (ValueError, OverflowError):  # at the end of the calendar
        return False
    return again.replace(tzinfo=None) == first.replace(tzinfo=None) and again > first
