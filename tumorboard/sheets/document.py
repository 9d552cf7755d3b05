"""A printed sheet: title, sections, facts, lists, tables and lines that must not be overlooked; for every format alike.

`as_text`, `as_markdown`, `as_html` and `as_pdf` turn a `Document` into a format each. Text is cleaned as it enters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TypeAlias

from tumorboard.clean import clean

__all__ = ["Alert", "Document", "Fact", "Listing", "Paragraph", "Part", "Section", "Table"]


@dataclass(frozen=True, slots=True)
class _Printed:
    """Every text of a part is cleaned and, but for where a part says otherwise, of one line."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                object.__setattr__(self, field.name, _line(value))


@dataclass(frozen=True, slots=True)
class Paragraph(_Printed):
    """Running text. Line breaks stay."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", _lines(self.text))


@dataclass(frozen=True, slots=True)
class Fact(_Printed):
    """A label and what it says: `because: the facets are gone`."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Alert(_Printed):
    """A line that must not be overlooked: a word in capitals, such as DISSENT or EMERGENCY, and what it says."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing(_Printed):
    """Items one below the other, numbered from 1 where their order matters."""

    items: Sequence[str]
    numbered: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(_line(item) for item in self.items))


@dataclass(frozen=True, slots=True)
class Table(_Printed):
    """Columns and rows; the first cell names its row. Line breaks stay in cells, and widths come from what is in them.

    `caption` says what the table holds. Raises ValueError without a column, and for a row with more or fewer cells.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.columns or any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a table has columns, and a cell of each in every row")
        object.__setattr__(self, "columns", tuple(_line(column) for column in self.columns))
        object.__setattr__(self, "rows", tuple(tuple(_lines(cell) for cell in row) for row in self.rows))
        object.__setattr__(self, "caption", _line(self.caption))


@dataclass(frozen=True, slots=True)
class Section(_Printed):
    """A heading and what stands below it; sections may hold sections."""

    title: str
    parts: "Sequence[Part]" = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", _line(self.title))
        object.__setattr__(self, "parts", tuple(self.parts))


Part: TypeAlias = Paragraph | Fact | Alert | Listing | Table | Section


@dataclass(frozen=True, slots=True)
class Document(_Printed):
    """A sheet. `lines` stand under the title, `note` at the end; `head` is repeated on each page beside its number.

    `is_large` asks for large print, for a reader who may see badly.
    """

    title: str
    lines: Sequence[str] = ()
    parts: Sequence[Part] = ()
    note: str = ""
    head: str = ""
    is_large: bool = False

    def __post_init__(self) -> None:
        for name in ("title", "note", "head"):
            object.__setattr__(self, name, _line(getattr(self, name)))
        object.__setattr__(self, "lines", tuple(_line(line) for line in self.lines))
        object.__setattr__(self, "parts", tuple(self.parts))


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in clean(text).split("\n")).strip("\n")
