"""What every model of the domain has in common: frozen, strict, closed, and clean text."""

import re
from datetime import date, datetime
from typing import Annotated, Any, Final, Self

from tumorboard.clean import LONGEST_TEXT, clean, clean_line
from tumorboard.complaint import Complaint
from tumorboard.declared.declared import Declared
from tumorboard.declared.faults import first_fault
from tumorboard.declared.marks import After, Before, Bounds, Ready

__all__ = [
    "Day",
    "DayOrMoment",
    "Group",
    "Line",
    "Lines",
    "Listed",
    "Moment",
    "Noun",
    "Prose",
    "RequiredLine",
    "Worded",
]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|z|[+-]\d{2}:?\d{2})?\Z", re.ASCII)
_DAY_ALLOWED = "allowed is an ISO date such as 2026-02-24"
_MOMENT_ALLOWED = "allowed is an ISO date and time such as 2026-02-24T08:30+01:00"


class Noun(Declared):
    """A thing clinicians name. Frozen; an unknown key, a wrong type or a guess at one is refused."""

    @classmethod
    def of(cls, **fields: Any) -> Self:
        """What a person gave as a noun. Raises Complaint with the field and what is wrong with it."""
        try:
            return cls(**fields)
        except ValueError as error:
            where, what = first_fault(error)
            what = _words_of(what)
            raise Complaint(f"{where}: {what}" if where else what) from error


def _words_of(message: str) -> str:
    """What is wrong, in our own words as they stand, else in pydantic's as a part of a sentence."""
    ours = message.removeprefix("Value error, ")
    return ours if ours != message else message.lower()


def _prose(value: Any) -> Any:
    """Clean prose; text of nothing but space is not recorded."""
    if isinstance(value, str):
        cleaned = clean(value)
        return cleaned if cleaned.strip() else None
    return value


def _line(value: Any) -> Any:
    if isinstance(value, str):
        cleaned = clean_line(value)
        return cleaned if cleaned.strip() else None
    return value


def _required_line(value: Any) -> Any:
    return clean_line(value).strip() if isinstance(value, str) else value


def _group(value: Any) -> Any:
    """A group of fields that is null holds nothing recorded, as one that is absent."""
    return {} if value is None else value


def _listed(value: Any) -> Any:
    """A list that is null holds nothing, as one that is absent."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list) else value


def _without_empty(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word)


def _worded(value: Any) -> Any:
    """A list of words of a closed list, in which empty text is no entry."""
    listed = _listed(value)
    if isinstance(listed, tuple) and all(isinstance(word, str) for word in listed):
        return tuple(word for word in listed if word.strip())
    return listed


def _day(value: Any) -> Any:
    """Read an ISO date; a number, which pydantic would read as seconds since 1970, is refused."""
    if isinstance(value, str) and _DAY.match(value):
        return date.fromisoformat(value)
    if isinstance(value, date):
        return value
    raise ValueError(_DAY_ALLOWED)


def _moment(value: Any) -> Any:
    """Read an ISO date and time; a bare date is refused: midnight would start a clock at a time nobody recorded."""
    if isinstance(value, str) and _MOMENT.match(value):
        return datetime.fromisoformat(value.upper())
    if isinstance(value, datetime):
        return value
    raise ValueError(_MOMENT_ALLOWED)


def _day_or_moment(value: Any) -> Any:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.match(value):
        return _day(value)
    if isinstance(value, str) and _MOMENT.match(value):
        return _moment(value)
    raise ValueError(f"{_DAY_ALLOWED}, or 2026-02-24T08:30+01:00")


_BOUNDED: Final = {"type": "str", "max_length": LONGEST_TEXT}
_REQUIRED: Final = {**_BOUNDED, "min_length": 1}
_OR_NONE: Final = {"type": "nullable", "schema": _BOUNDED}
_LONGEST: Final = Bounds(max_length=LONGEST_TEXT)

Prose = Annotated[str | None, Ready(_prose, _OR_NONE, _LONGEST)]
"""Text of several lines, or not recorded."""
Line = Annotated[str | None, Ready(_line, _OR_NONE, _LONGEST)]
"""Text of one line, or not recorded."""
RequiredLine = Annotated[str, Ready(_required_line, _REQUIRED, Bounds(min_length=1, max_length=LONGEST_TEXT))]
"""Text of one line that must be there."""
Group = Before(_group)
"""Marks a field that is a group of fields."""
Listed = Before(_listed)
"""Marks a field that is a list of objects."""
Worded = Before(_worded)
"""Marks a field that is a list of words from a closed list."""
Lines = Annotated[tuple[Annotated[str, Ready(_required_line, _BOUNDED, _LONGEST)], ...], Listed, After(_without_empty)]
"""A list of texts of one line; empty text is no entry."""
Day = Annotated[date, Ready(_day, {"type": "date"})]
"""An ISO date."""
Moment = Annotated[datetime, Ready(_moment, {"type": "datetime"})]
"""An ISO date and time. Without a zone it means the site's own."""
DayOrMoment = Annotated[datetime | date, Before(_day_or_moment)]
"""An ISO date, or date and time."""
