"""A sheet as plain text, for notes, pipes and screen readers: indented by section, wrapped, tables in columns."""

from collections.abc import Iterator, Sequence
from typing import Final

from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section, Table
from tumorboard.sheets.wrapping import cells, fitted, wrapped

__all__ = ["PAGE_WIDTH", "as_text"]

PAGE_WIDTH: Final = 80
"""Characters of a line on paper and in a pipe."""
_STEP: Final = 2
_GAP: Final = 2
_LEAST: Final = 16
"""Characters that a column has if it needs them."""


def as_text(document: Document, width: int = PAGE_WIDTH) -> str:
    """The sheet as text of at most `width` characters a line; a table of more than a third as many columns is wider."""
    lines = [line for each in (document.title, *document.lines) for line in wrapped(each, width)]
    before: Part | None = None
    for part in document.parts:
        if isinstance(part, Section | Table) or isinstance(before, Section | Table):
            lines.append("")
        lines += _part(part, 0, width)
        before = part
    if document.note:
        lines += ["", *wrapped(document.note, width)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _part(part: Part, indent: int, width: int) -> Iterator[str]:
    margin = " " * indent
    if isinstance(part, Section):
        yield from _after(margin, "", part.title, width)
        for each in part.parts:
            yield from _part(each, indent + _STEP, width)
    elif isinstance(part, Table):
        yield from _table(part, indent, width)
    else:
        for lead, text in _leading(part):
            yield from _after(margin, lead, text, width)


def _leading(part: Paragraph | Fact | Alert | Listing) -> Iterator[tuple[str, str]]:
    """What stands before a text, and the text."""
    if isinstance(part, Paragraph):
        yield "", part.text
    elif isinstance(part, Fact):
        yield f"{part.label}: ", part.text
    elif isinstance(part, Alert):
        yield f"{part.word} ", part.text
    else:
        for number, item in enumerate(part.items, start=1):
            yield f"{number} " if part.numbered else "- ", item


def _after(margin: str, lead: str, text: str, width: int) -> Iterator[str]:
    """Text after its lead, later lines below its first; a lead too long for that stands on lines of its own."""
    under, room = cells(lead), width - len(margin)
    if under > width // 2:
        yield from (margin + line for line in wrapped(lead, room))
        lead, under = " " * _STEP, _STEP
    first, *rest = wrapped(text, room - under)
    yield margin + lead + first
    for line in rest:
        yield margin + " " * under + line


def _table(table: Table, indent: int, width: int) -> Iterator[str]:
    margin = " " * indent
    if table.caption:
        yield from _after(margin, "", table.caption, width)
    columns = list(zip(table.columns, *table.rows, strict=True))
    natural = [max(cells(line) for cell in column for line in cell.split("\n")) for column in columns]
    least = [min(most, _LEAST) for most in natural]
    room = width - indent - _GAP * (len(columns) - 1)
    widths = [max(1, int(each + 1e-6)) for each in fitted(natural, least, room)]
    yield from _row(table.columns, widths, margin)
    yield margin + (" " * _GAP).join("─" * width for width in widths)
    for row in table.rows:
        yield from _row(row, widths, margin)


def _row(row: Sequence[str], widths: Sequence[int], margin: str) -> Iterator[str]:
    folded = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for at in range(max(map(len, folded))):
        line = [each[at] if at < len(each) else "" for each in folded]
        padded = (text + " " * (width - cells(text)) for text, width in zip(line, widths, strict=True))
        yield margin + (" " * _GAP).join(padded)
