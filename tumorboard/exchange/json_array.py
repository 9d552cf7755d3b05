"""The elements of a JSON array as records, decoded one by one: a broken one does not hide those before it."""

import json
import re
from collections.abc import Generator, Iterator
from typing import Final

from tumorboard.domain.meeting import Meeting
from tumorboard.exchange.json_record import DECODER, Refused, not_json, validated
from tumorboard.exchange.locate import place_of
from tumorboard.exchange.problems import Problem
from tumorboard.exchange.row import AnyRecord, Row, refused

__all__ = ["array", "exported_cases", "exported_meeting", "may_be_exported"]

_EXPORTED: Final = re.compile(r"\s*\{\s*\"(meeting|cases)\"\s*:")
_END_OF: Final = json.JSONDecoder()
"""Finds where an element ends that `DECODER` did not let through."""
_PAIRS: Final = json.JSONDecoder(object_pairs_hook=list)


def array(text: str, first_line: int, model: type[AnyRecord]) -> Iterator[Row[AnyRecord]]:
    """Every element of a text that is an array and nothing else."""
    at = yield from _elements(text, text.index("["), first_line, model)
    if at is not None:
        at = _past_space(text, at)
        if at < len(text):
            yield _broken(text, at, at, first_line, Refused("text after the end of the array"))


def may_be_exported(text: str) -> bool:
    """Whether a text begins as a meeting does that `export` wrote."""
    return _EXPORTED.match(text) is not None


def exported_cases(text: str, first_line: int, model: type[AnyRecord]) -> Iterator[Row[AnyRecord]] | None:
    """The cases of a meeting as `export` writes it; None for any other text."""
    if not may_be_exported(text):
        return None
    try:
        whole = _PAIRS.decode(text)
    except (ValueError, RecursionError):
        return None
    at = place_of(text, ("cases",))
    if sorted(key for key, _ in whole) != ["cases", "meeting"] or text[at : at + 1] != "[":
        return None
    return _elements(text, at, first_line, model)


def exported_meeting(text: str, first_line: int) -> Row[Meeting] | None:
    """The meeting of a text of which `exported_cases` has the cases; None where the export is of one case."""
    at = place_of(text, ("meeting",))
    row, _ = _element(text, at, first_line + text.count("\n", 0, at), Meeting)
    return None if row.text == "null" else row


def _elements(
    text: str, at: int, first_line: int, model: type[AnyRecord]
) -> Generator[Row[AnyRecord], None, int | None]:
    """The elements of the array that begins at a place; returns the place after its end, None where it is broken."""
    line, counted = first_line + text.count("\n", 0, at), at
    at = _past_space(text, at + 1)
    if text[at : at + 1] == "]":
        return at + 1
    while True:
        at = _past_space(text, at)
        line, counted = line + text.count("\n", counted, at), at
        try:
            row, end = _element(text, at, line, model)
        except (ValueError, RecursionError) as error:
            yield _broken(text, at, error.pos if isinstance(error, json.JSONDecodeError) else at, first_line, error)
            return None
        yield row
        at = _past_space(text, end)
        if text[at : at + 1] == "]":
            return at + 1
        if text[at : at + 1] != ",":
            yield _broken(text, at, at, first_line, Refused("expected , or ] after a case of the array"))
            return None
        at += 1


def _element(text: str, at: int, line: int, model: type[AnyRecord]) -> tuple[Row[AnyRecord], int]:
    """The record that begins at a place of an array, and the place after it. Raises ValueError where it has no end."""
    try:
        value, end = DECODER.raw_decode(text, at)
    except Refused as error:
        end = _END_OF.raw_decode(text, at)[1]
        return refused(line, text[at:end], str(error)), end
    return validated(value, text[at:end], line, model), end


def _broken(text: str, begins: int, breaks: int, first_line: int, error: Exception) -> Row[AnyRecord]:
    """What cannot be read of an array, from where it begins to the end of the file."""
    where = first_line + text.count("\n", 0, breaks)
    return Row(where, text[begins:].rstrip(), None, Problem(where, None, "", not_json(error)))


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at
