"""Dates and doses as people type them: `+12w`, `24 feb`, `2027-02-24`; `24/3`, `24 Gy in 3`."""

import re
from collections.abc import Container
from datetime import date, datetime, timedelta
from typing import Final

from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.domain.days import months_after, pointed_out

__all__ = ["day_of", "day_said", "dose_of"]

_AHEAD: Final = re.compile(r"\+\s*(\d{1,4})\s*([dwmy])", re.IGNORECASE)
_DOSE: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:gy)?\s*(?:/|in)\s*(\d+)\s*(?:fx|fractions)?", re.IGNORECASE)
_NAMED: Final = {"today": 0, "tomorrow": 1}
_GY_ALONE: Final = re.compile(r"\d+(?:[.,]\d+)?\s*(?:gy)?\s*(?:/|in)?", re.IGNORECASE)
_FRACTIONS_ALONE: Final = re.compile(r"(?:/|in)\s*\d+\s*(?:fx|fractions)?|\d+\s*(?:fx|fractions)", re.IGNORECASE)
_FORMS: Final = ("%d %b %Y", "%d %B %Y", "%d.%m.%Y")
_THIS_YEAR: Final = ("%d %b %Y", "%d %B %Y")
_DATES_ALLOWED: Final = "allowed is such as tomorrow, +12w, 24 feb, 24 feb 2027 or 2027-02-24"


def day_of(typed: str, today: date) -> date:
    """The day that somebody typed; `+12w` counts from today (d, w, m, y), and `24 feb` is the next one to come.

    Raises Complaint, with what is allowed.
    """
    words = " ".join(clean_line(typed).split())
    if ahead := _AHEAD.fullmatch(words):
        return _ahead(today, int(ahead[1]), ahead[2].lower())
    if words.casefold() in _NAMED:
        return today + timedelta(days=_NAMED[words.casefold()])
    found = _written_out(words) or _next_to_come(words, today)
    if found is None:
        raise Complaint(f"{words!r} is no date; {_DATES_ALLOWED}")
    return found


def day_said(day: date, today: date, holidays: Container[date] = ()) -> str:
    """A day with its weekday and its distance; a weekend, a holiday and a day that is past are pointed out."""
    days = (day - today).days
    if days < 0:
        far = f"PAST, {-days} days ago"
    elif days < 14:
        far = "today" if days == 0 else f"in {days} day{'s' if days > 1 else ''}"
    else:
        far = f"in {days // 7} weeks"
    return ", ".join(filter(None, (f"{day:%a %d %b %Y}", far, pointed_out(day, holidays))))


def dose_of(typed: str) -> tuple[float, int]:
    """Dose in Gy and number of fractions. Raises Complaint, also for one without the other."""
    words = clean_line(typed).strip()
    found = _DOSE.fullmatch(words)
    if found is None:
        lacks = _lacks(words)
        raise Complaint(f"{words!r} is {lacks or 'no dose'}; give Gy and fractions, such as 24/3 for 24 Gy in 3")
    return float(found[1].replace(",", ".")), int(found[2])


def _lacks(words: str) -> str:
    """Which half of a dose is there without the other, in words; empty where neither can be told."""
    if _GY_ALONE.fullmatch(words):
        return "a dose without fractions"
    return "fractions without a dose" if _FRACTIONS_ALONE.fullmatch(words) else ""


def _ahead(today: date, count: int, unit: str) -> date:
    try:
        if unit in "dw":
            return today + timedelta(days=count * (7 if unit == "w" else 1))
        return months_after(today, count * (12 if unit == "y" else 1))
    except (ValueError, OverflowError):
        raise Complaint(f"+{count}{unit} lies outside the calendar") from None


def _written_out(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return next(filter(None, (_parsed(words, form) for form in _FORMS)), None)


def _next_to_come(words: str, today: date) -> date | None:
    """A day and a month, this year or next."""
    years = (today.year, today.year + 1)
    found = (_parsed(f"{words} {year}", form) for year in years for form in _THIS_YEAR)
    return next((each for each in found if each is not None and each >= today), None)


def _parsed(words: str, form: str) -> date | None:
    try:
        return datetime.strptime(words, form).date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
