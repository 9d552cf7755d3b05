"""Records out of a file or stream: one object, an array, one object a line, a meeting as exported, or a CSV.

Lines are read one at a time, so a file of any length needs no more memory than its ids. Each record is a case or a
problem; a fault of the file itself, which leaves nothing to go on with, is an `Unreadable`.
"""

import codecs
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, TypeVar

from tumorboard.domain.case import Case
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.meeting import Meeting
from tumorboard.exchange.csv_header import is_header
from tumorboard.exchange.csv_reading import read_rows
from tumorboard.exchange.json_array import array, exported_cases, exported_meeting, may_be_exported
from tumorboard.exchange.json_record import LONGEST_RECORD, from_line, from_text
from tumorboard.exchange.listed_cases import ListedCase
from tumorboard.exchange.problems import Problem, Unreadable
from tumorboard.exchange.row import Row, key_of

__all__ = ["LONGEST_RECORD", "Record", "Unreadable", "read_cases", "read_followups", "read_listed"]

LARGEST_DOCUMENT: Final = 256 * 1024 * 1024
"""Bytes a JSON array or a single object may have, because it is read as a whole."""
_SPREADSHEET: Final = b"PK\x03\x04"

AnyNoun = TypeVar("AnyNoun", Case, FollowUp, ListedCase)
Heard = Callable[[Row[Meeting]], object]


@dataclass(frozen=True, slots=True)
class Record(Row[Case]):
    """One record of a file of cases: the case or what is wrong with it."""

    @property
    def case(self) -> Case | None:
        """The case; None where there is a problem."""
        return self.record


def read_cases(stream: BinaryIO, *, as_csv: bool = False, heard: Heard = lambda _: None) -> Iterator[Record]:
    """Every record of a binary stream in order; an id that occurs twice is a problem of its second record.

    A CSV is known by its column `id`; `as_csv` says that it is one. `heard` is handed the meeting of an export before
    its first case. Raises Unreadable when the stream is none of them, has a column that the format does not know, or is
    not UTF-8 where it is read as a whole.
    """
    for row in _each_once(stream, Case, as_csv, heard):
        yield Record(row.line, row.text, row.record, row.problem, row.header, row.again)


def read_followups(stream: BinaryIO, *, as_csv: bool = False) -> Iterator[Row[FollowUp]]:
    """The same for follow-ups, as `export --what followups` writes them. Raises Unreadable."""
    return _each_once(stream, FollowUp, as_csv, lambda _: None)


def read_listed(stream: BinaryIO, *, as_csv: bool = False) -> Iterator[Row[ListedCase]]:
    """The same for the list of a meeting, as `export --what agenda` writes it. Raises Unreadable."""
    return _each_once(stream, ListedCase, as_csv, lambda _: None)


def _each_once(stream: BinaryIO, model: type[AnyNoun], as_csv: bool, heard: Heard) -> Iterator[Row[AnyNoun]]:
    lines_by_id: dict[str, int] = {}
    for row in _rows(stream, model, as_csv, heard):
        if row.record is None:
            yield row
        elif (key := getattr(row.record, key_of(model))) in lines_by_id:
            message = f"duplicate of line {lines_by_id[key]}; an id may occur once in a file"
            problem = Problem(row.line, key, key_of(model), message, model.__name__)
            yield Row(row.line, row.text, None, problem, row.header, row.record)
        else:
            lines_by_id[key] = row.line
            yield row


def _rows(stream: BinaryIO, model: type[AnyNoun], as_csv: bool, heard: Heard) -> Iterator[Row[AnyNoun]]:
    line, raw = _first_line(stream)
    first = raw.removeprefix(codecs.BOM_UTF8).lstrip()
    if not first:
        raise Unreadable("the file is empty; expected a case, an array of cases, one case a line, or a CSV")
    if first.startswith(_SPREADSHEET):
        raise Unreadable("is a spreadsheet or another packed file; save it as CSV (UTF-8)")
    if as_csv or is_header(first, model):
        yield from read_rows(raw, line, stream.readline, model)
    elif first[:1] == b"[":
        yield from array(_decoded(_whole(stream, first)), line, model)
    elif _is_complete(first):
        yield from _whole_lines(stream, first, line, model, heard)
    else:
        yield from _object_or_lines(stream, first, line, model, heard)


def _first_line(stream: BinaryIO) -> tuple[int, bytes]:
    """Number and text of the first line that holds anything."""
    number = 0
    while True:
        raw = stream.readline(LONGEST_RECORD + 1)
        number += 1
        if raw.removeprefix(codecs.BOM_UTF8).strip() or not raw:
            return number, raw


def _lines(stream: BinaryIO, number: int, model: type[AnyNoun]) -> Iterator[Row[AnyNoun]]:
    while raw := stream.readline(LONGEST_RECORD + 1):
        number += 1
        if raw.strip():
            yield _only_line(stream, raw, number, model)


def _only_line(stream: BinaryIO, raw: bytes, number: int, model: type[AnyNoun]) -> Row[AnyNoun]:
    """The record of one line; what is left of a line too long is passed over."""
    if len(raw) > LONGEST_RECORD and not raw.endswith(b"\n"):
        while (rest := stream.readline(LONGEST_RECORD)) and not rest.endswith(b"\n"):
            pass
    return from_line(raw, number, model)


def _is_complete(line: bytes) -> bool:
    """Whether the first line is a record by itself, or is too long to be anything but a line."""
    if len(line) > LONGEST_RECORD:
        return True
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _whole_lines(
    stream: BinaryIO, first: bytes, number: int, model: type[AnyNoun], heard: Heard
) -> Iterator[Row[AnyNoun]]:
    """One record a line; or a meeting as exported, all on one line."""
    if may_be_exported(first[:80].decode("utf-8", "replace")):
        if len(first) > LONGEST_RECORD:
            first = _whole(stream, first)
        cases = _exported(_decoded(first), number, model, heard)
        if cases is not None:
            yield from cases
            yield from _lines(stream, number, model)
            return
    yield _only_line(stream, first, number, model)
    yield from _lines(stream, number, model)


def _exported(text: str, number: int, model: type[AnyNoun], heard: Heard) -> Iterator[Row[AnyNoun]] | None:
    """The cases of a meeting as exported, which is handed on by itself; None for any other text."""
    cases = exported_cases(text, number, model)
    meeting = exported_meeting(text, number) if cases is not None else None
    if meeting is not None:
        heard(meeting)
    return cases


def _object_or_lines(
    stream: BinaryIO, first: bytes, number: int, model: type[AnyNoun], heard: Heard
) -> Iterator[Row[AnyNoun]]:
    """One object over several lines; else a JSONL whose first line is broken, which its second line gives away."""
    second = stream.readline(LONGEST_RECORD + 1)
    if first[:1] == b"{" and not _is_record(second, model):
        text = _decoded(_whole(stream, first + second))
        yield from _exported(text, number, model, heard) or (from_text(text, number, model),)
        return
    yield from_line(first, number, model)
    if second.strip():
        yield _only_line(stream, second, number + 1, model)
    yield from _lines(stream, number + 1, model)


def _is_record(line: bytes, model: type[AnyNoun]) -> bool:
    """Whether a line is a whole record by itself: within one no object has what records go by."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and key_of(model) in value


def _whole(stream: BinaryIO, first: bytes) -> bytes:
    rest = stream.read(LARGEST_DOCUMENT + 1 - len(first))
    if len(first) + len(rest) > LARGEST_DOCUMENT:
        limit = LARGEST_DOCUMENT // (1024 * 1024)
        raise Unreadable(f"JSON that is not one case a line may have {limit} MB; write JSONL for more")
    return first + rest


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"line {line}: not UTF-8 (byte {raw[error.start]:#04x}); save the file as UTF-8") from error
