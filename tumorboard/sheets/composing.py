"""A sheet set on pages: title, sections, facts and lists; nothing is cut off, a heading stays with what it heads."""

from typing import Final

from tumorboard.sheets.composing_tables import set_table
from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section, Table
from tumorboard.sheets.paper import LEFT, RIGHT, Bar, Bookmark, Face, Paper, Typeface

__all__ = ["composed"]

_TITLE: Final = Face(15, bold=True)
_UNDER: Final = Face(9, grey=True)
_HEADINGS: Final = (Face(11, bold=True), Face(9.5, bold=True), Face(9, bold=True))
_BODY: Final = Face(9)
_LABEL: Final = Face(9, grey=True)
_WORD: Final = Face(9, bold=True)
_NOTE: Final = Face(8, grey=True)
_INDENT: Final = 4.0
_HANGING: Final = 45.0
"""The longest label below whose text the next lines begin, in mm."""
_KEPT: Final = 3
"""Lines that a heading keeps with it."""


def composed(document: Document, typeface: Typeface) -> Paper:
    """The sheet on pages, without what is repeated on each of them."""
    paper = Paper(typeface)
    _lines(paper, LEFT, document.title, _TITLE)
    for line in document.lines:
        _lines(paper, LEFT, line, _UNDER)
    for part in document.parts:
        _part(paper, part, 0)
    if document.note:
        paper.gap(4)
        _rule(paper)
        _lines(paper, LEFT, document.note, _NOTE)
    return paper


def _part(paper: Paper, part: Part, depth: int) -> None:
    x = LEFT + _INDENT * max(0, depth - 1)
    if isinstance(part, Section):
        _section(paper, part, depth)
    elif isinstance(part, Table):
        set_table(paper, part, x)
    elif isinstance(part, Fact):
        _led(paper, x, f"{part.label}: ", _LABEL, part.text)
    elif isinstance(part, Alert):
        _alert(paper, x, part)
    elif isinstance(part, Listing):
        for number, item in enumerate(part.items, start=1):
            _led(paper, x, f"{number}  " if part.numbered else "–  ", _WORD if part.numbered else _LABEL, item)
    else:
        _paragraph(paper, x, part)


def _section(paper: Paper, section: Section, depth: int) -> None:
    face = _HEADINGS[min(depth, len(_HEADINGS) - 1)]
    x = LEFT + _INDENT * max(0, depth - 1)
    title = paper.folded(section.title, RIGHT - x, face)
    paper.gap(4 if depth == 0 else 1.5)
    paper.room(face.step * len(title[:_KEPT]) + _BODY.step * _KEPT)
    if depth == 0:
        paper.put(Bookmark(paper.y, section.title))
        _rule(paper)
    for line in title:
        _line(paper, x, line, face)
    paper.gap(0.6)
    for part in section.parts:
        _part(paper, part, depth + 1)


def _paragraph(paper: Paper, x: float, paragraph: Paragraph) -> None:
    paper.gap(0.8)
    _lines(paper, x, paragraph.text, _BODY)
    paper.gap(0.8)


def _led(paper: Paper, x: float, lead: str, look: Face, text: str) -> None:
    """Text after its lead; later lines begin below its first, or a step in where the lead is long."""
    lead = paper.typeface.spelled(lead)
    under = paper.typeface.width(lead, look)
    if under > _HANGING:
        _lines(paper, x, lead, look)
        under = _INDENT
    else:
        paper.room(_BODY.step)
        paper.write(x, lead, look)
    for line in paper.folded(text, RIGHT - x - under, _BODY):
        _line(paper, x + under, line, _BODY)


def _alert(paper: Paper, x: float, alert: Alert) -> None:
    """A boxed line: a word in bold, and what it says, on a grey ground with a black bar that black-and-white shows."""
    paper.gap(0.8)
    inner = x + 3
    word = paper.folded(alert.word, RIGHT - inner - 2, _WORD)
    under = paper.typeface.width(f"{word[-1]} ", _WORD)
    hangs = len(word) == 1 and under <= _HANGING
    under = under if hangs else 0
    text = paper.folded(alert.text, RIGHT - inner - under - 2, _BODY)
    lines = [(inner + under, line, _BODY) for line in text]
    if not hangs:
        lines = [(inner, line, _WORD) for line in word] + lines
    for number, (at, line, face) in enumerate(lines):
        paper.room(face.step)
        paper.put(Bar(x, paper.y, RIGHT - x, face.step, 236))
        paper.put(Bar(x, paper.y, 1.2, face.step, 0))
        if hangs and number == 0:
            paper.write(inner, word[0], _WORD)
        _line(paper, at, line, face)
    paper.gap(0.8)


def _rule(paper: Paper) -> None:
    paper.put(Bar(LEFT, paper.y, RIGHT - LEFT, 0.3, 0))
    paper.gap(0.9)


def _lines(paper: Paper, x: float, text: str, face: Face) -> None:
    for line in paper.folded(text, RIGHT - x, face):
        _line(paper, x, line, face)


def _line(paper: Paper, x: float, text: str, face: Face) -> None:
    paper.room(face.step)
    paper.write(x, text, face)
    paper.y += face.step
