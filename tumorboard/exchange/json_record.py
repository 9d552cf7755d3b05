"""A record out of a JSON text: parsed as a clinician would want it parsed, then held against its model."""

import json
from itertools import islice
from typing import Any, Final, NoReturn

from tumorboard.clean import clean_line
from tumorboard.declared.checking import ValidationError
from tumorboard.exchange.locate import line_of
from tumorboard.exchange.problems import MOST_TOLD, Problem, describe, together
from tumorboard.exchange.row import AnyRecord, Row, key_of, refused

__all__ = ["DECODER", "LONGEST_RECORD", "Refused", "from_line", "from_text", "not_json", "validated"]

LONGEST_RECORD: Final = 4 * 1024 * 1024
"""Bytes one line of JSONL may have."""


class Refused(ValueError):
    """A JSON text that a parser would accept and a clinician would not."""


def from_line(raw: bytes, line: int, model: type[AnyRecord]) -> Row[AnyRecord]:
    """The record of one line of a file."""
    if len(raw) > LONGEST_RECORD:
        limit = LONGEST_RECORD // (1024 * 1024)
        return refused(line, "", f"longer than {limit} MB; one case a line is expected; mend it in the file")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        says = f"not UTF-8 (byte {raw[error.start]:#04x} at column {error.start + 1}); save the file as UTF-8"
        return refused(line, raw.decode("utf-8", "surrogateescape").rstrip("\r\n"), says)
    return from_text(text.rstrip("\r\n"), line, model)


def from_text(text: str, line: int, model: type[AnyRecord]) -> Row[AnyRecord]:
    """The record of a text that begins on a line."""
    try:
        value = DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        offset = error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0
        return Row(line, text, None, Problem(line + offset, None, "", not_json(error)))
    return validated(value, text, line, model)


def validated(value: Any, text: str, line: int, model: type[AnyRecord]) -> Row[AnyRecord]:
    """The record that a parsed text says."""
    try:
        return Row(line, text, model.model_validate(value), None)
    except ValidationError as error:
        given = value.get(key_of(model)) if isinstance(value, dict) else None
        whose = clean_line(given).strip() or None if isinstance(given, str) else None
        faults = describe(error, model)
        told = [
            Problem(line + _line_within(text, path) - 1, whose, _field(path), message, model.__name__)
            for path, message in islice(faults.items(), MOST_TOLD)
        ]
        return Row(line, text, None, together(told, len(faults)))


def _field(path: tuple[str | int, ...]) -> str:
    return clean_line("".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip("."))


def not_json(error: Exception) -> str:
    """Why a text could not be parsed."""
    if isinstance(error, json.JSONDecodeError):
        return f"not valid JSON: {error.msg.lower().removesuffix(' at')} at column {error.colno}"
    if isinstance(error, RecursionError):
        return "nested too deeply; a case has at most four levels"
    return str(error) if isinstance(error, Refused) else f"not valid JSON: {error}"


def _line_within(text: str, path: tuple[str | int, ...]) -> int:
    try:
        return line_of(text, path)
    except RecursionError:
        return 1


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object in which empty text is null, not recorded; a key given twice is refused, not overwritten."""
    given = dict(pairs)
    if len(given) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Refused(f"key {clean_line(twice)!r} is given twice in one object; keep one")
    return {key: None if value == "" else value for key, value in pairs} if "" in given.values() else given


def _constant(name: str) -> NoReturn:
    raise Refused(f"{name} is not a number of JSON")


DECODER: Final = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant)
"""Refuses a key that is given twice, NaN and Infinity; reads empty text as null."""
