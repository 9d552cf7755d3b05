"""A month as a grid of days, each with how much is due on it."""

from calendar import Calendar
from datetime import date
from typing import Final

from tumorboard.tui.books.followup_book import FollowUpBook
from tumorboard.tui.lines import Line, Part, Row

__all__ = ["month_rows", "month_title"]

_WEEKDAYS: Final = "Mo   Tu   We   Th   Fr   Sa   Su"


def month_title(book: FollowUpBook) -> str:
    """The month in words."""
    return f"{book.shown_month:%B %Y}"


def month_rows(book: FollowUpBook, width: int) -> list[Row]:
    """Weeks from Monday; a day with something due carries how many, today stands in brackets."""
    del width
    first = book.shown_month
    rows = [Row((("muted", f" {_WEEKDAYS}"),))]
    for week in Calendar().monthdatescalendar(first.year, first.month):
        parts: list[Part] = [("text", "")]
        for day in week:
            parts += _day(day, first, book.on(day), book.today)
        rows.append(Row(tuple(parts)))
    rows.append(Row((("muted", " ← → another month"),)))
    return rows


def _day(day: date, first: date, count: int, today: date) -> Line:
    if day.month != first.month:
        return (("text", "     "),)
    shown = f"[{day.day:>2}" if day == today else f" {day.day:>2}"
    told = f"{'·' if count else ' '}{min(count, 9) if count else ' '}" if day != today else f"]{min(count, 9) or ' '}"
    if not count:
        return (("text" if day >= today else "muted", f"{shown}{told}"),)
    return (("danger" if day < today else "warning", f"{shown}{told}"),)
