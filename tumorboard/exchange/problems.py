"""What is wrong with a record, a line each: where, which field, what is allowed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.declared.checking import ValidationError
from tumorboard.domain.case import DETAILS, FLAG, Case
from tumorboard.domain.noun import Noun
from tumorboard.domain.vocabulary import LEVELS

__all__ = ["MOST_TOLD", "Problem", "Unreadable", "describe", "together"]

MOST_TOLD: Final = 12
"""Faults of one record that are told; of more it is said how many there are."""

_TAGS = frozenset({FLAG, DETAILS})
_LEVELS_ALLOWED = "C0…C7 T1…T12 L1…L5 S1…S5"
_LONGEST_QUOTE = 40
_CALLED = {"Case": "case", "FollowUp": "follow-up", "ListedCase": "case", "Meeting": "meeting"}

_WORDS = {
    "missing": "required",
    "bool_type": "allowed is true or false",
    "int_type": "allowed is a whole number",
    "float_type": "allowed is a number",
    "string_type": "allowed is text in quotes",
    "finite_number": "allowed is a finite number",
    "model_type": "allowed is an object {…}",
    "model_attributes_type": "allowed is an object {…}",
    "dict_type": "allowed is an object {…}",
    "tuple_type": "allowed is a list […]",
    "string_unicode": "not valid Unicode text",
}


class Unreadable(Complaint):
    """The file as a whole cannot be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one record. `line` counts from 1; `field` is a dotted path, empty for the record as a whole.

    `record` is its id where that can be read, `noun` the name of its model. `further` are the other faults of the same
    record.
    """

    line: int
    record: str | None
    field: str
    message: str
    noun: str = Case.__name__
    further: tuple["Problem", ...] = ()

    @property
    def each(self) -> tuple["Problem", ...]:
        """Every fault of the record, this one first."""
        return (self, *self.further)

    @property
    def words(self) -> str:
        """The field and what is allowed there, without the place."""
        return f"{self.field}: {self.message}" if self.field else self.message

    @property
    def in_one_line(self) -> str:
        """Every fault of the record; of those on another line of the file than the first, which."""
        others = (f"line {each.line}: {each.words}" if each.line != self.line else each.words for each in self.further)
        return "; ".join((str(self), *others))

    def __str__(self) -> str:
        whose = f" ({_CALLED.get(self.noun, self.noun)} {self.record})" if self.record else ""
        return f"line {self.line}{whose}: {self.words}"


def describe(error: ValidationError, model: type[Noun] = Case) -> dict[tuple[str | int, ...], str]:
    """Every fault of a validation of a model: by the path to its field what is allowed there."""
    told: dict[tuple[str | int, ...], str] = {}
    listed: set[tuple[str | int, ...]] = set()
    for fault in error.errors(include_url=False):
        path = tuple(step for step in fault["loc"] if step not in _TAGS)
        if path in told:
            continue
        if fault["type"] == "extra_forbidden":
            told[path] = "unknown key; see the allowed ones above" if path[:-1] in listed else _allowed(path, model)
            listed.add(path[:-1])
        else:
            told[path] = _message(str(fault["type"]), fault.get("ctx", {}), fault["input"], path, fault["msg"])
    return told


def _allowed(path: tuple[str | int, ...], model: type[Noun]) -> str:
    return f"unknown key; allowed here: {' '.join(_keys_at(path[:-1], model))}"


def together(faults: Sequence[Problem], count: int) -> Problem:
    """The faults of one record, at most `MOST_TOLD`, as one problem that says how many of `count` it leaves out."""
    first, *further = faults
    if count > len(faults):
        left_out = f"… and {count - len(faults):,} more of this record"
        further.append(Problem(first.line, first.record, "", left_out, first.noun))
    return replace(first, further=tuple(further))


def _message(kind: str, context: dict[str, Any], given: object, path: tuple[str | int, ...], fallback: str) -> str:
    if kind == "string_type" and given is None:
        return "is empty; text is required"
    if kind == "literal_error":
        allowed = _LEVELS_ALLOWED if _is_level(context) else context["expected"].replace("'", "").replace(" or ", ", ")
        said = "is empty" if given is None else f"{_quoted(given)} is not allowed"
        return f"{said}; allowed is one of {allowed}"
    if kind == "value_error":
        return (
            f"{_quoted(given)}: {context['error']}" if isinstance(given, str | int | float) else str(context["error"])
        )
    if path and path[-1] == "previous_radiotherapy" and kind == "bool_type":
        return f"{_quoted(given)}: allowed is true, false or an object {{…}}"
    if kind in _WORDS:
        return _WORDS[kind] if kind == "missing" else f"{_quoted(given)}: {_WORDS[kind]}"
    bounds = _bounds(context)
    if bounds:
        return f"{_quoted(given)}: allowed is {bounds}"
    return fallback[0].lower() + fallback[1:]


def _is_level(context: dict[str, Any]) -> bool:
    return str(context["expected"]).count("'") == 2 * len(LEVELS)


def _bounds(context: dict[str, Any]) -> str:
    words: Iterable[tuple[str, str]] = (
        ("multiple_of", "a multiple of {}"),
        ("ge", "{} or more"),
        ("gt", "more than {}"),
        ("le", "{} or less"),
        ("lt", "less than {}"),
        ("max_length", "at most {} characters"),
        ("min_length", "at least {} character"),
    )
    return ", ".join(text.format(f"{context[key]:,}") for key, text in words if key in context)


def _keys_at(path: tuple[str | int, ...], model: type[Noun]) -> tuple[str, ...]:
    """The keys that the format allows in the object at `path`."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].kind) or model
    return tuple(model.model_fields)


def _model_in(annotation: Any) -> type[Noun] | None:
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _quoted(given: object) -> str:
    if given is None:
        return "null"
    if isinstance(given, bool):
        return str(given).lower()
    if isinstance(given, int | float):
        return _shortened(_digits(given))
    if isinstance(given, dict):
        return "an object"
    if isinstance(given, list | tuple):
        return "a list"
    return repr(_shortened(clean_line(str(given))))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


def _digits(number: int | float) -> str:
    try:
        return str(number)
    except ValueError:
        return "a number of thousands of digits"
