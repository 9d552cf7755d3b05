"""A sheet set on pages: title, sections, facts and lists; nothing is cut off, a heading stays with what it heads."""

from itertools import takewhile
from typing import Final

from tumorboard.sheets.composing_tables import set_table
from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section, Table
from tumorboard.sheets.paper import LARGE, LEFT, PLAIN, RIGHT, TOP, Bar, Bookmark, Face, Paper, Typeface

__all__ = ["composed"]

_INDENT: Final = 4.0
_GAP: Final = 4.0
"""What is left free above a section."""
_HANGING: Final = 80.0
"""The longest label below whose text the next lines begin, in mm."""
_KEPT: Final = 3
"""Lines that a heading keeps with it, and up to which a text is not parted."""
_WHOLE: Final = 75.0
"""How high a section may be to go to the next page rather than be parted, in mm."""


def composed(document: Document, typeface: Typeface) -> Paper:
    """The sheet on pages, without what is repeated on each of them."""
    paper = Paper(typeface, LARGE if document.is_large else PLAIN)
    _lines(paper, LEFT, document.title, paper.faces.title)
    for line in document.lines:
        _lines(paper, LEFT, line, paper.faces.under)
    paper.gap(1.5)
    for part in document.parts:
        if isinstance(part, Section):
            _keep_whole(paper, part)
        _part(paper, part, 0)
    if document.note:
        paper.gap(4)
        _rule(paper)
        _lines(paper, LEFT, document.note, paper.faces.note)
    return paper


def _keep_whole(paper: Paper, section: Section) -> None:
    """Begin a page where a short section would not fit on this one."""
    tried = Paper(paper.typeface, paper.faces)
    top = tried.y
    _part(tried, section, 0)
    if len(tried.pages) == 1 and tried.y - top <= _WHOLE:
        paper.room(tried.y - top + _GAP)


def _part(paper: Paper, part: Part, depth: int) -> None:
    x = LEFT + _INDENT * max(0, depth - 1)
    if isinstance(part, Section):
        _section(paper, part, depth)
    elif isinstance(part, Table):
        set_table(paper, part, x)
    elif isinstance(part, Fact):
        _led(paper, x, f"{part.label}: ", paper.faces.label, part.text)
    elif isinstance(part, Alert):
        _alert(paper, x, part)
    elif isinstance(part, Listing):
        for number, item in enumerate(part.items, start=1):
            lead, look = (f"{number}  ", paper.faces.word) if part.numbered else ("–  ", paper.faces.label)
            _led(paper, x, lead, look, item)
    else:
        _paragraph(paper, x, part)


def _section(paper: Paper, section: Section, depth: int) -> None:
    face = paper.faces.headings[min(depth, len(paper.faces.headings) - 1)]
    x = LEFT + _INDENT * max(0, depth - 1)
    title = paper.folded(section.title, RIGHT - x, face)
    paper.gap(_GAP if depth == 0 else 1.5)
    paper.room(face.step * len(title[:_KEPT]) + _kept(paper, section, depth))
    if depth == 0:
        paper.put(Bookmark(paper.y, section.title))
        _rule(paper)
    for line in title:
        _line(paper, x, line, face)
    paper.gap(0.6)
    for part in section.parts:
        _part(paper, part, depth + 1)


def _kept(paper: Paper, section: Section, depth: int) -> float:
    """How much below its title stays with a section: its first lines; with few before its first heading, that too."""
    leads = list(takewhile(lambda part: not isinstance(part, Section), section.parts))
    first = next((part for part in section.parts if isinstance(part, Section)), None)
    lines = paper.faces.body.step * _KEPT
    if first is None or len(leads) > _KEPT:
        return lines
    tried = Paper(paper.typeface, paper.faces)
    for part in leads:
        _part(tried, part, depth + 1)
    headed = tried.y - TOP + tried.faces.headings[0].step + _kept(paper, first, depth + 1)
    return headed if len(tried.pages) == 1 and headed <= _WHOLE else lines


def _paragraph(paper: Paper, x: float, paragraph: Paragraph) -> None:
    paper.gap(0.8)
    _lines(paper, x, paragraph.text, paper.faces.body)
    paper.gap(0.8)


def _led(paper: Paper, x: float, lead: str, look: Face, text: str) -> None:
    """Text after its lead; later lines begin below its first, or a step in where the lead is long."""
    body, lead = paper.faces.body, paper.typeface.spelled(lead)
    under = paper.typeface.width(lead, look)
    if under > _HANGING:
        _lines(paper, x, lead, look)
        lead, under = "", _INDENT
    lines = paper.folded(text, RIGHT - x - under, body)
    paper.room(body.step * (len(lines) if len(lines) <= _KEPT else 1))
    paper.write(x, lead, look)
    for line in lines:
        _line(paper, x + under, line, body)


def _alert(paper: Paper, x: float, alert: Alert) -> None:
    """A boxed line: a word in bold, and what it says, on a grey ground with a black bar that black-and-white shows."""
    paper.gap(0.8)
    body, bold, inner = paper.faces.body, paper.faces.word, x + 3
    word = paper.folded(alert.word, RIGHT - inner - 2, bold)
    under = paper.typeface.width(f"{word[-1]} ", bold)
    hangs = len(word) == 1 and under <= _HANGING
    under = under if hangs else 0
    lines = [(inner + under, line, body) for line in paper.folded(alert.text, RIGHT - inner - under - 2, body)]
    if not hangs:
        lines = [(inner, line, bold) for line in word] + lines
    paper.room(body.step * (len(lines) if len(lines) <= 2 * _KEPT else 1))
    for number, (at, line, face) in enumerate(lines):
        paper.room(face.step)
        paper.put(Bar(x, paper.y, RIGHT - x, face.step, 236))
        paper.put(Bar(x, paper.y, 1.2, face.step, 0))
        if hangs and number == 0:
            paper.write(inner, word[0], bold)
        _line(paper, at, line, face)
    paper.gap(0.8)


def _rule(paper: Paper) -> None:
    paper.put(Bar(LEFT, paper.y, RIGHT - LEFT, 0.3, 0))
    paper.y += 0.9


def _lines(paper: Paper, x: float, text: str, face: Face) -> None:
    for line in paper.folded(text, RIGHT - x, face):
        _line(paper, x, line, face)


def _line(paper: Paper, x: float, text: str, face: Face) -> None:
    paper.room(face.step)
    paper.write(x, text, face)
    paper.y += face.step
