"""Lines of text with a role for each part. The theme gives a role its colour; the words carry the meaning."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal, NamedTuple

from rich.cells import cell_len, set_cell_size

__all__ = [
    "BLANK", "Groups", "Line", "Part", "Role", "Row", "cells", "cut", "fit", "joined", "plain", "rule", "under_cursor",
    "width_of", "wrapped",
]  # fmt: skip

Role = Literal[
    "text", "name", "muted", "title", "key", "good", "warning", "danger", "pending", "open", "border", "chosen",
    "cursor",
]  # fmt: skip
"""`name` says whom a line is about: there the cursor stands, and the rest of the line keeps its roles."""
Part = tuple[Role, str]
Line = tuple[Part, ...]
BLANK: Final[Line] = ()
Groups = Sequence[tuple[int, Line]]
"""The place, counted from 0, at which each group of lines begins, and the line that names it."""


class Row(NamedTuple):
    """One line of a pane, and what the cursor chooses there; None is a line that it passes over."""

    line: Line
    target: Any = None


def plain(line: Line) -> str:
    """The words of a line without their roles."""
    return "".join(words for _, words in line)


def under_cursor(line: Line) -> Line:
    """A line with the cursor on its names; on all of it where it has none."""
    marked = "name" if any(role == "name" for role, _ in line) else None
    return tuple(("cursor" if marked in (None, role) else role, words) for role, words in line)


def cells(words: str) -> int:
    """Columns that words take."""
    return len(words) if words.isascii() else cell_len(words)


def width_of(line: Line) -> int:
    """Columns that a line takes."""
    return sum([cells(words) for _, words in line])


def fit(words: str, width: int) -> str:
    """Words in exactly `width` columns; what does not fit ends in an ellipsis."""
    if width <= 0:
        return ""
    if words.isascii() and len(words) <= width:
        return words.ljust(width)
    if cell_len(words) <= width:
        return set_cell_size(words, width)
    return set_cell_size(words, width - 1) + "…"


def rule(width: int, words: str = "") -> Line:
    """A horizontal rule with words set into it."""
    if not words:
        return (("border", "─" * width),)
    return (("border", "─ "), ("muted", f"{words} "), ("border", "─" * max(0, width - cells(words) - 3)))


def wrapped(words: str, width: int, role: Role = "text", lead: Line = (), hanging: int | None = None) -> list[Line]:
    """Words over as many lines as they need, the first after `lead`, the others indented to it or by `hanging`."""
    indent = width_of(lead) if hanging is None else hanging
    lines: list[Line] = []
    for place, chunk in enumerate(_chunks(words, max(4, width - width_of(lead)), max(4, width - indent))):
        start: Line = lead if place == 0 else (("text", " " * indent),)
        lines.append((*start, (role, chunk)))
    return lines or [lead]


def cut(lines: Sequence[Line], room: int, width: int) -> list[Line]:
    """The first lines, as many as there is room for; the last of them says with an ellipsis that there were more."""
    shown = list(lines[:room])
    if shown and len(lines) > room:
        *start, (role, words) = shown[-1]
        shown[-1] = (*start, (role, f"{fit(words, min(cells(words), width - width_of(tuple(start)) - 2)).rstrip()} …"))
    return shown


def joined(parts: Iterable[Line], between: str = "  ") -> Line:
    """Several lines as one, with something muted between them."""
    result: list[Part] = []
    for part in parts:
        if result:
            result.append(("muted", between))
        result.extend(part)
    return tuple(result)


def _chunks(words: str, first: int, rest: int) -> Iterator[str]:
    room = first
    for paragraph in words.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            candidate = f"{line} {word}" if line else word
            if cells(candidate) <= room:
                line = candidate
                continue
            if line:
                yield line
                room = rest
            for piece in _pieces(word, room):
                line = piece
                if cells(piece) == room and piece is not word:
                    yield line
                    room, line = rest, ""
        yield line
        room = rest


def _pieces(word: str, room: int) -> Iterator[str]:
    """A word that is longer than a line, cut where the line ends."""
    if cells(word) <= room:
        yield word
        return
    start = used = 0
    for at, character in enumerate(word):
        wide = cell_len(character)
        if used + wide > room:
            yield set_cell_size(word[start:at], room)
            start, used = at, 0
        used += wide
    yield word[start:]
