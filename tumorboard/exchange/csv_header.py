"""The header row of a CSV: which mark separates the columns, and what each of them is called in the format."""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.domain.noun import Noun
from tumorboard.exchange.csv_columns import Column, column_of
from tumorboard.exchange.csv_rows import Unsplit, cells_of
from tumorboard.exchange.problems import Unreadable
from tumorboard.exchange.row import key_of

__all__ = ["Header", "is_header", "read_header"]

_MARKS: Final = (",", ";")
_OTHER_MARKS: Final = {"\t": "tab", "|": "|"}
_ALLOWED: Final = "allowed are comma and semicolon"
_SAVE: Final = "save the file as UTF-8"
_MOST_TOLD: Final = 5
"""Columns that are told one by one."""


@dataclass(frozen=True, slots=True)
class Header:
    """The delimiter and the columns; None stands for a column without a name, whose cells are empty."""

    mark: str
    columns: tuple[Column | None, ...]
    has_lists: bool


def is_header(line: bytes, model: type[Noun]) -> bool:
    """Whether a first line looks like the header of a CSV: no JSON, and one column is what records go by."""
    if line.lstrip()[:1] in (b"{", b"["):
        return False
    text = line.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace").rstrip("\r\n")
    return any(key_of(model) in _names(text, mark) for mark in (*_MARKS, *_OTHER_MARKS))


def read_header(raw: bytes, line: int, model: type[Noun]) -> Header:
    """The header of a file on its line `line`. Raises Unreadable with the column and what is wrong with it."""
    text = _decoded(raw, line).rstrip("\r\n")
    found = {mark: names for mark in _MARKS if key_of(model) in (names := _names(text, mark))}
    if not found:
        raise Unreadable(f"line {line}: {_headless(text, key_of(model))}")
    mark, names = max(found.items(), key=lambda each: len(each[1]))
    columns = tuple(_columns(names, line, model))
    return Header(mark, columns, any(isinstance(step, int) for each in columns if each for step in each.path))


def _decoded(raw: bytes, line: int) -> str:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw:
        raise Unreadable(f"line {line}: not UTF-8 but UTF-16, or no text at all; {_SAVE}")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(f"line {line}: not UTF-8 (byte {raw[error.start]:#04x}); {_SAVE}") from error


def _headless(text: str, key: str) -> str:
    """What is wrong with a first row of which no column is called as records go by."""
    if "\r" in text:
        return "lines end in a return alone; save the file with the line ends of Unix or Windows"
    if text[:1] in ("{", "["):
        return "holds JSON and no CSV; call the file .json or .jsonl"
    other = next((name for mark, name in _OTHER_MARKS.items() if mark in text), None)
    if other is not None:
        return f"columns are separated by {other}; {_ALLOWED}"
    names = max((_names(text, mark) for mark in _MARKS), key=len)
    if len(names) < 2:
        return f"the header has one column; to separate several, {_ALLOWED}, and one of them is called {key}"
    written = next((name for name in names if name.casefold() == key), None)
    if written is not None:
        return f"column {clean_line(written)!r}: unknown key; nearest is {key}; keys are written in small letters"
    if key == "id" and "case_id" in names:
        return "is the list of a meeting and holds no case; import it with --what agenda"
    such = "id,question" if key == "id" else "case_id,order,route,minutes"
    return f"no column is called {key}; the first row names the columns, such as {such}"


def _names(text: str, mark: str) -> list[str]:
    try:
        return [name.strip() for name in cells_of(text, mark)]
    except Unsplit:
        return []


def _columns(names: Sequence[str], line: int, model: type[Noun]) -> Iterator[Column | None]:
    """The column of each name. Raises Unreadable, once, with every column that is wrong."""
    seen: set[tuple[str | int, ...]] = set()
    wrong: list[str] = []
    for name in names:
        try:
            column = column_of(name, model) if name else None
        except Complaint as complaint:
            wrong.append(str(complaint))
            continue
        if column is not None and column.path in seen:
            wrong.append(f"column {clean_line(name)!r} is there twice; keep one")
        elif column is not None:
            seen.add(column.path)
        yield column
    if wrong:
        more = f"; and {len(wrong) - _MOST_TOLD} more" if len(wrong) > _MOST_TOLD else ""
        raise Unreadable(f"line {line}: {'; '.join(wrong[:_MOST_TOLD])}{more}")
