"""A sheet as Markdown (CommonMark with GitHub's tables); whatever a text holds, it stays text."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section, Table

__all__ = ["as_markdown"]

_DEEPEST: Final = 6
_INLINE: Final = re.compile(r"[\\`*_\[\]<>&|~$@#]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
"""What begins markup anywhere in a line, and what makes a link of an address."""
_START: Final = re.compile(r"^(?:[+=-]|[0-9]+(?=[.)]))")
"""What begins a rule or a list at the start of a line."""


def as_markdown(document: Document) -> str:
    """The sheet as Markdown."""
    text = f"# {_inline(document.title)}\n"
    for line in document.lines:
        text += f"\n{_starting(line)}\n"
    for lead, block in _blocks(document.parts, 2):
        text += f"{lead}{block}\n"
    return f"{text}\n---\n\n{_starting(document.note)}\n" if document.note else text


def _blocks(parts: Sequence[Part], depth: int) -> Iterator[tuple[str, str]]:
    """Each block with the empty line before it; facts that follow each other are items of one list."""
    before: Part | None = None
    for part in parts:
        lead = "" if isinstance(part, Fact) and isinstance(before, Fact) else "\n"
        if isinstance(part, Section):
            yield lead, f"{'#' * min(depth, _DEEPEST)} {_inline(part.title)}"
            yield from _blocks(part.parts, depth + 1)
        else:
            yield lead, _block(part)
        before = part


def _block(part: Paragraph | Fact | Alert | Listing | Table) -> str:
    if isinstance(part, Paragraph):
        return _prose(part.text)
    if isinstance(part, Fact):
        return f"- **{_inline(part.label)}:** {_inline(part.text)}"
    if isinstance(part, Alert):
        return f"> **{_inline(part.word)}** {_inline(part.text)}"
    if isinstance(part, Table):
        return _table(part)
    marks = (f"{number}." if part.numbered else "*" for number in range(1, len(part.items) + 1))
    return "\n".join(f"{mark} {_starting(item)}" for mark, item in zip(marks, part.items, strict=True))


def _table(table: Table) -> str:
    rows = [[_inline(cell).replace("\n", "<br>") for cell in row] for row in (table.columns, *table.rows)]
    rows.insert(1, ["---"] * len(table.columns))
    caption = [_starting(table.caption), ""] if table.caption else []
    return "\n".join([*caption, *(f"| {' | '.join(row)} |" for row in rows)])


def _prose(text: str) -> str:
    """Running text in paragraphs, its line breaks kept."""
    return "\n\n".join("\\\n".join(map(_starting, each.split("\n"))) for each in re.split(r"\n{2,}", text))


def _starting(line: str) -> str:
    """A text at the start of a line."""
    return _START.sub(_escaped_start, _inline(line))


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0][0].isdigit() else f"\\{found[0]}"


def _inline(text: str) -> str:
    return _INLINE.sub(r"\\\g<0>", text)
