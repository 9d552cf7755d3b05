"""What every model of the domain has in common: frozen, strict, closed, and clean text."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Self, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from pydantic_core.core_schema import (
    CoreSchema,
    date_schema,
    datetime_schema,
    no_info_before_validator_function,
    nullable_schema,
    str_schema,
)

from tumorboard.clean import LONGEST_TEXT, clean, clean_line
from tumorboard.complaint import Complaint

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


class Noun(BaseModel):
    """A thing clinicians name. Frozen; an unknown key, a wrong type or a guess at one is refused."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        hide_input_in_errors=True,
        defer_build=True,
    )

    @classmethod
    def blank(cls) -> Self:
        """One of which nothing is recorded, for nouns that may be so; made without the check that it does not need."""
        return cast("Self", cls.model_construct())

    @classmethod
    def of(cls, **fields: Any) -> Self:
        """What a person gave as a noun. Raises Complaint with the field and what is wrong with it."""
        try:
            return cls(**fields)
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            where = ".".join(str(step) for step in fault["loc"])
            what = _words_of(fault["msg"])
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


class _Before:
    """What is done to a value before it is held against its type; it takes one value, which pydantic would look up."""

    def __init__(self, cleaned: Callable[[Any], Any]) -> None:
        self._cleaned = cleaned

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], CoreSchema]) -> CoreSchema:
        return no_info_before_validator_function(self._cleaned, handler(source))


class _Read:
    """How a field is read, told to pydantic as a ready schema: it would work the same out for each of 200 fields."""

    def __init__(self, cleaned: Callable[[Any], Any], schema: CoreSchema) -> None:
        self._schema = no_info_before_validator_function(cleaned, schema)

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return self._schema.copy()


_bounded = str_schema(max_length=LONGEST_TEXT)
Prose = Annotated[str | None, _Read(_prose, nullable_schema(_bounded))]
"""Text of several lines, or not recorded."""
Line = Annotated[str | None, _Read(_line, nullable_schema(_bounded))]
"""Text of one line, or not recorded."""
RequiredLine = Annotated[str, _Read(_required_line, str_schema(min_length=1, max_length=LONGEST_TEXT))]
"""Text of one line that must be there."""
Group = _Before(_group)
"""Marks a field that is a group of fields."""
Listed = _Before(_listed)
"""Marks a field that is a list of objects."""
Worded = _Before(_worded)
"""Marks a field that is a list of words from a closed list."""
Lines = Annotated[tuple[Annotated[str, _Read(_required_line, _bounded)], ...], Listed, AfterValidator(_without_empty)]
"""A list of texts of one line; empty text is no entry."""
Day = Annotated[date, _Read(_day, date_schema())]
"""An ISO date."""
Moment = Annotated[datetime, _Read(_moment, datetime_schema())]
"""An ISO date and time. Without a zone it means the site's own."""
DayOrMoment = Annotated[datetime | date, _Before(_day_or_moment)]
"""An ISO date, or date and time."""
