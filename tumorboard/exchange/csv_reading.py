"""Records out of a CSV: one row a record, read a row at a time, so that a bad row does not hide the others.

UTF-8 with or without a byte-order mark, comma or semicolon, a header of dotted keys; an empty cell is not recorded.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from tumorboard.clean import clean_line
from tumorboard.declared.checking import ValidationError
from tumorboard.domain.noun import Noun
from tumorboard.exchange.csv_columns import Column
from tumorboard.exchange.csv_header import Header, read_header
from tumorboard.exchange.csv_rows import LONGEST_ROW, ReadLine, Unsplit, cells_of, rows_of
from tumorboard.exchange.problems import MOST_TOLD, Problem, describe, together
from tumorboard.exchange.row import AnyRecord, Row, key_of, refused

__all__ = ["read_rows"]

_GUARDED: Final = tuple("=+-@\t\r'")
_DECIMAL_COMMA: Final = re.compile(r"-?\d+,\d+\Z", re.ASCII)


def read_rows(header_row: bytes, line: int, readline: ReadLine, model: type[AnyRecord]) -> Iterator[Row[AnyRecord]]:
    """Every row below the header, which stands on line `line`, as a record of the model.

    `readline` gives the lines after it. Raises Unreadable for a header with an unknown, doubled or missing column, or
    another delimiter.
    """
    header = read_header(header_row.removeprefix(codecs.BOM_UTF8), line, model)
    reader = _Rows(header, header_row.decode("utf-8"), model)
    for number, raw in rows_of(readline, line, header.mark):
        if raw.strip():
            row = reader.row(number, raw)
            if row is not None:
                yield row


class _Misplaced(Exception):
    """A cell that does not go with the header or the others of its row."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True, slots=True)
class _Rows:
    """What makes records of the rows of one file; `told` is its header as it stands there."""

    header: Header
    told: str
    model: type[Noun]

    def row(self, line: int, raw: bytes) -> Row[Any] | None:
        """A row as a record; None for one without anything in it."""
        if len(raw) > LONGEST_ROW:
            limit = LONGEST_ROW // (1024 * 1024)
            return refused(line, "", f"longer than {limit} MB; it is not set aside, mend it in the file", self.told)
        text = raw.decode("utf-8", "surrogateescape").rstrip("\r\n")
        try:
            cells = self._cells(raw, text)
        except _Misplaced as misplaced:
            return refused(line, text, misplaced.message, self.told)
        if not any(cells):
            return None
        record, problem = self._record(line, cells)
        return Row(line, text, record, problem, self.told)

    def _cells(self, raw: bytes, text: str) -> list[str]:
        """The cells of a row, as many as the header has. Raises _Misplaced."""
        try:
            raw.decode("utf-8")
            cells = cells_of(text, self.header.mark)
        except UnicodeDecodeError as error:
            raise _Misplaced("", f"not UTF-8 (byte {raw[error.start]:#04x}); save the file as UTF-8") from error
        except Unsplit as unsplit:
            raise _Misplaced("", str(unsplit)) from unsplit
        if "\0" in text:
            raise _Misplaced("", "holds a NUL, which no text has; save the file as UTF-8")
        columns = len(self.header.columns)
        if len(cells) != columns and any(cells):
            are = "cell" if len(cells) == 1 else "cells"
            raise _Misplaced("", f"{len(cells)} {are}, and the header names {columns}")
        if columns == 1 and any(mark in cells[0] for mark in ";\t|"):
            raise _Misplaced("", "the header names one column, and this row seems to have more")
        return cells

    def _record(self, line: int, cells: Sequence[str]) -> tuple[Noun | None, Problem | None]:
        try:
            return self.model.model_validate(self._nested(cells)), None
        except _Misplaced as misplaced:
            return None, self._problem(line, cells, misplaced.field, misplaced.message)
        except ValidationError as error:
            faults = describe(error, self.model)
            told = [
                self._problem(line, cells, clean_line(".".join(map(str, path))), message + self._hint(path, cells))
                for path, message in islice(faults.items(), MOST_TOLD)
            ]
            return None, together(told, len(faults))

    def _problem(self, line: int, cells: Sequence[str], field: str, message: str) -> Problem:
        return Problem(line, self._id_of(cells), field, message, self.model.__name__)

    def _nested(self, cells: Sequence[str]) -> Any:
        """The cells of a row as the object that they say. Lists are told by their places until all are known."""
        whole: dict[str | int, Any] = {}
        for place, (column, cell) in enumerate(zip(self.header.columns, cells, strict=True), start=1):
            if cell == "":
                continue
            if column is None:
                raise _Misplaced(f"column {place}", "has no name in the header")
            inner = whole
            for step in column.path[:-1]:
                inner = inner.setdefault(step, {})
                if not isinstance(inner, dict):
                    raise _given_twice(column)
            if column.path[-1] in inner:
                raise _given_twice(column)
            inner[column.path[-1]] = column.value_of(_unguarded(cell))
        return _listed(whole, ()) if self.header.has_lists else whole

    def _hint(self, path: tuple[str | int, ...], cells: Sequence[str]) -> str:
        """How a number is written, for a cell with a decimal comma."""
        for column, cell in zip(self.header.columns, cells, strict=True):
            if column is not None and column.path == path and column.holds == "number" and _DECIMAL_COMMA.match(cell):
                return f"; write {clean_line(cell.replace(',', '.'))[:20]}"
        return ""

    def _id_of(self, cells: Sequence[str]) -> str | None:
        columns = zip(self.header.columns, cells, strict=True)
        given = next(cell for column, cell in columns if column is not None and column.name == key_of(self.model))
        return clean_line(_unguarded(given)).strip() or None


def _given_twice(column: Column) -> _Misplaced:
    return _Misplaced(column.name, "the group is given as a whole and in parts; give one of both")


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
    return [_listed(value[place], (*path, place)) for place in range(len(value))]


def _unguarded(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _GUARDED and len(cell) > 1 else cell
