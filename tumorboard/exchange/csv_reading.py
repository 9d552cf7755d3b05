"""Records out of a CSV: one row a record, read a row at a time, so that a bad row does not hide the others.

UTF-8 with or without a byte-order mark, comma or semicolon, a header of dotted keys; an empty cell is not recorded.
"""

import codecs
import csv
import io
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.exchange.csv_columns import Column, column_of
from tumorboard.exchange.problems import Problem, Unreadable, describe

__all__ = ["LONGEST_ROW", "ReadLine", "Row", "header_of", "is_header", "read_rows"]

LONGEST_ROW: Final = 4 * 1024 * 1024
"""Bytes one row may have, over all its lines."""
_DELIMITERS: Final = (",", ";")
_GUARDED: Final = tuple("=+-@\t\r'")
_OTHER_DELIMITERS: Final = {"\t": "tab", "|": "|"}

AnyRecord = TypeVar("AnyRecord", bound=BaseModel)
ReadLine = Callable[[int], bytes]
"""The next line of a file, of at most so many bytes; empty at its end."""


@dataclass(frozen=True, slots=True)
class Row(Generic[AnyRecord]):
    """One row: the line on which it begins, its text as it was, and the record or what is wrong with it."""

    line: int
    text: str
    record: AnyRecord | None
    problem: Problem | None


@dataclass(frozen=True, slots=True)
class _Header:
    delimiter: str
    columns: tuple[Column | None, ...]
    """None stands for a column without a name, whose cells are empty."""


def is_header(line: bytes) -> bool:
    """Whether the first line of a file looks like the header of a CSV: no JSON, and one of its columns is `id`."""
    if line.lstrip()[:1] in (b"{", b"["):
        return False
    text = line.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
    return any("id" in [cell.strip() for cell in _cells(text, each) or ()] for each in (*_DELIMITERS, "\t", "|"))


def header_of(stream: BinaryIO) -> str:
    """The header row of a CSV as it stands in the file, for a file of its rejected rows."""
    _, text = next(_logical_rows(stream.readline, 1), (0, b""))
    return text.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").rstrip("\r\n")


def read_rows(readline: ReadLine, model: type[AnyRecord], first_line: int = 1) -> Iterator[Row[AnyRecord]]:
    """Every row as a record of the model. `readline` gives the lines of the file from its line `first_line` on.

    Raises Unreadable for a header with an unknown, doubled or missing column, or another delimiter.
    """
    rows = _logical_rows(readline, first_line)
    line, first = next(rows, (0, b""))
    if not first.strip():
        raise Unreadable("the file is empty; expected a header of columns and one record a row")
    header = _read_header(first.removeprefix(codecs.BOM_UTF8), line, model)
    for number, raw in rows:
        if raw.strip():
            row = _row(number, raw, header, model)
            if row is not None:
                yield row


def _read_header(raw: bytes, line: int, model: type[BaseModel]) -> _Header:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"line {line}: not UTF-8 (byte {raw[error.start]:#04x}); save the file as UTF-8") from error
    found = {each: cells for each in _DELIMITERS if (cells := _cells(text, each)) and "id" in map(str.strip, cells)}
    if not found:
        other = next((name for mark, name in _OTHER_DELIMITERS.items() if mark in text), None)
        if other is not None:
            raise Unreadable(f"line {line}: columns are separated by {other}; allowed are comma and semicolon")
        raise Unreadable(f"line {line}: no column is called id; the first row names the columns, such as id,question")
    delimiter, names = max(found.items(), key=lambda each: len(each[1]))
    return _Header(delimiter, tuple(_columns(names, line, model)))


def _columns(names: Sequence[str], line: int, model: type[BaseModel]) -> Iterator[Column | None]:
    seen: set[tuple[str | int, ...]] = set()
    for name in map(str.strip, names):
        if not name:
            yield None
            continue
        try:
            column = column_of(name, model)
        except Complaint as complaint:
            raise Unreadable(f"line {line}: {complaint}") from complaint
        if column.path in seen:
            raise Unreadable(f"line {line}: column {clean_line(name)!r} is there twice; keep one")
        seen.add(column.path)
        yield column


def _row(line: int, raw: bytes, header: _Header, model: type[AnyRecord]) -> Row[AnyRecord] | None:
    """A row as a record; None for one without anything in it."""
    text = raw.decode("utf-8", "replace").rstrip("\r\n")
    if len(raw) > LONGEST_ROW:
        return _refused(line, "", f"longer than {LONGEST_ROW // 1024 // 1024} MB")
    try:
        cells = _cells(raw.decode("utf-8"), header.delimiter)
    except UnicodeDecodeError as error:
        return _refused(line, text, f"not UTF-8 (byte {raw[error.start]:#04x}); save the file as UTF-8")
    if cells is None:
        return _refused(line, text, 'a quotation mark " is not closed, or stands within a cell that is not quoted')
    if not any(cells):
        return None
    if len(cells) != len(header.columns):
        return _refused(line, text, f"{len(cells)} cells, and the header names {len(header.columns)} columns")
    try:
        value = _nested(header, cells)
        return Row(line, text, model.model_validate(value), None)
    except _Misplaced as misplaced:
        return Row(line, text, None, Problem(line, _id_of(header, cells), misplaced.field, misplaced.message))
    except ValidationError as error:
        path, message = describe(error)
        field = clean_line(".".join(map(str, path)))
        return Row(line, text, None, Problem(line, _id_of(header, cells), field, message))


def _refused(line: int, text: str, message: str) -> Row[Any]:
    return Row(line, text, None, Problem(line, None, "", message))


def _id_of(header: _Header, cells: Sequence[str]) -> str | None:
    given = next(cell for column, cell in zip(header.columns, cells, strict=True) if column and column.name == "id")
    return clean_line(_unguarded(given)).strip() or None


class _Misplaced(Exception):
    """A cell that does not go with the others of its row."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def _nested(header: _Header, cells: Sequence[str]) -> Any:
    """The cells of a row as the object that they say. Lists are told by their places until all of them are known."""
    whole: dict[str | int, Any] = {}
    for place, (column, cell) in enumerate(zip(header.columns, cells, strict=True), start=1):
        if cell == "":
            continue
        if column is None:
            raise _Misplaced(f"column {place}", "has no name in the header")
        inner = whole
        for step in column.path[:-1]:
            inner = inner.setdefault(step, {})
            if not isinstance(inner, dict):
                raise _Misplaced(column.name, "the group is given as a whole and in parts; give one of both")
        if column.path[-1] in inner:
            raise _Misplaced(column.name, "the group is given as a whole and in parts; give one of both")
        inner[column.path[-1]] = column.value_of(_unguarded(cell))
    return _listed(whole, ())


def _listed(value: Any, path: tuple[str | int, ...]) -> Any:
    """Objects whose keys are places as lists, which have no gaps."""
    if not isinstance(value, dict):
        return value
    if not value or not all(isinstance(key, int) for key in value):
        return {key: _listed(each, (*path, key)) for key, each in value.items()}
    for place in range(len(value)):
        if place not in value:
            name = ".".join(map(str, (*path, place)))
            raise _Misplaced(name, "is empty, and a later place of the list is not; fill the list from 0")
    return [_listed(value[place], (*path, place)) for place in sorted(value)]


def _unguarded(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _GUARDED and len(cell) > 1 else cell


def _cells(text: str, delimiter: str) -> list[str] | None:
    """The cells of one row; None where its quotation marks do not fit."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else [] if not rows else None


def _logical_rows(readline: ReadLine, first_line: int) -> Iterator[tuple[int, bytes]]:
    """Each row with the number of its first line; one with a line break in a quoted cell has several lines.

    Where a quotation mark is never closed, its line is a row by itself, and the ones below it are rows again.
    """
    number, waiting = first_line - 1, deque[bytes]()
    while first := waiting.popleft() if waiting else readline(LONGEST_ROW + 1):
        number += 1
        lines, size, is_open = [first], len(first), _opens(first)
        while is_open:
            following = waiting.popleft() if waiting else readline(LONGEST_ROW + 1)
            lines.append(following)
            size += len(following)
            if not following or size > LONGEST_ROW:
                waiting.extendleft(reversed(lines[1:]))
                lines = [first]
                break
            is_open ^= _opens(following)
        yield number, b"".join(lines)
        number += len(lines) - 1


def _opens(line: bytes) -> bool:
    """Whether a line opens a quoted cell that it does not close, or closes one that it did not open."""
    return line.count(b'"') % 2 == 1
