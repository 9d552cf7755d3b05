"""The rows of a CSV (RFC 4180): where each ends, for a quoted cell may hold line breaks, and the cells of each."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from tumorboard.complaint import Complaint

__all__ = ["LONGEST_ROW", "ReadLine", "Unsplit", "cells_of", "rows_of"]

LONGEST_ROW: Final = 4 * 1024 * 1024
"""Bytes one row may have, over all its lines."""

ReadLine = Callable[[int], bytes]
"""The next line of a file, of at most so many bytes; empty at its end."""

_Reach = Literal["whole", "open", "broken"]


class Unsplit(Complaint):
    """A row has no cells, because its quotation marks or line breaks do not fit."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Lines that are whole rows, or leave a cell open; and those that go on within a cell: close, open again, stay."""

    whole: re.Pattern[bytes]
    opens: re.Pattern[bytes]
    closes: re.Pattern[bytes]
    stays: re.Pattern[bytes]
    cell: re.Pattern[str]


@cache
def _grammar(mark: str) -> _Grammar:
    """A quotation mark acts only where a cell begins; later in a cell that is not quoted it is a character."""
    mark = re.escape(mark)
    inside = r'[^"]*+(?:""[^"]*+)*+'
    plain = rf'(?:[^"{mark}\r\n][^{mark}\r\n]*+)?+'
    cell = rf'(?:"{inside}"|{plain})'
    end = r"(?:\r?\n)?\Z"
    opened = rf'(?:{cell}{mark})*+"{inside}\Z'
    return _Grammar(
        re.compile(rf"{cell}(?:{mark}{cell})*+{end}".encode()),
        re.compile(opened.encode()),
        re.compile(rf'{inside}"(?:{mark}{cell})*+{end}'.encode()),
        re.compile(rf'{inside}(?:"{mark}{opened}|\Z)'.encode()),
        re.compile(rf'"({inside})"|({plain})'),
    )


def rows_of(readline: ReadLine, last: int, mark: str) -> Iterator[tuple[int, bytes]]:
    """Each row with the number of its first line, after line `last`. One that is too long is cut off after its limit.

    Where a quoted cell is never closed, or closed too early, its line is a row by itself and the ones below it are
    rows again, so that it hides none of them.
    """
    waiting = deque[bytes]()
    while first := waiting.popleft() if waiting else _line(readline):
        last += 1
        lines, size, reach = [first], len(first), _reach(first, mark, within=False)
        if reach == "open" and waiting:
            reach = "broken"  # a cell that was open there was followed already, and did not end well
        while reach == "open":
            following = _line(readline)
            lines.append(following)
            size += len(following)
            reach = _reach(following, mark, within=True) if following and size <= LONGEST_ROW else "broken"
        if reach == "broken":
            waiting.extendleft(line for line in reversed(lines[1:]) if line)
            del lines[1:]
        yield last, b"".join(lines)
        last += len(lines) - 1


def cells_of(text: str, mark: str) -> list[str]:
    """The cells of one row, without its line end. Raises Unsplit."""
    if '"' not in text:
        if "\r" in text or "\n" in text:
            raise Unsplit("a line break within a row; put its cell in quotation marks, or save the file anew")
        return text.split(mark)
    pattern, cells, at = _grammar(mark).cell, list[str](), 0
    while True:
        found = pattern.match(text, at)
        quoted = found[1] if found else None
        cells.append(quoted.replace('""', '"') if quoted is not None else found[2] if found else "")
        at = found.end() if found else at
        if at == len(text):
            return cells
        if text[at] != mark:
            raise Unsplit('a quotation mark " is not closed, or closed before its cell ends')
        at += 1


def _line(readline: ReadLine) -> bytes:
    """A line; of one that is too long what is beyond the limit is passed over."""
    line = readline(LONGEST_ROW + 1)
    if len(line) > LONGEST_ROW and not line.endswith(b"\n"):
        while (rest := readline(LONGEST_ROW)) and not rest.endswith(b"\n"):
            pass
    return line


def _reach(line: bytes, mark: str, *, within: bool) -> _Reach:
    """How far a line goes that begins a row, or goes on within a quoted cell."""
    if not within and b'"' not in line:
        return "whole"
    if len(line) > LONGEST_ROW:
        return "broken"
    grammar = _grammar(mark)
    if (grammar.closes if within else grammar.whole).match(line):
        return "whole"
    return "open" if (grammar.stays if within else grammar.opens).match(line) else "broken"
