"""A sheet as PDF on A4, in a font that has the letters of most patients' names; its pages are numbered and headed."""

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from tumorboard.complaint import Complaint
from tumorboard.sheets.composing import composed
from tumorboard.sheets.document import Document
from tumorboard.sheets.joined import joined
from tumorboard.sheets.paper import LEFT, RIGHT, Bar, Bookmark, Face, Ink, Mark, Paper
from tumorboard.shipped import shipped

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

__all__ = ["as_pdf"]

_FAMILY: Final = "DejaVu"
_FILES: Final = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
_HEAD: Final = Face(8, grey=True)
_HEAD_LINE: Final = 15.0
_GREY: Final = 90
_LEFTWARD: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
"""Letters that are read from right to left."""
_MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def as_pdf(document: Document, made_at: datetime) -> bytes:
    """The sheet as PDF; the same sheet and the same time give the same bytes. Raises Complaint without the extra."""
    pdf = _opened(document, made_at)
    paper = composed(document, _DejaVu(pdf))
    for number, marks in enumerate(paper.pages, start=1):
        pdf.add_page()
        _head(pdf, paper, document.head or document.title, f"page {number} of {len(paper.pages)}")
        for mark in marks:
            _draw(pdf, mark)
    return bytes(pdf.output())


class _DejaVu:
    """The two faces of the shipped font."""

    def __init__(self, pdf: "FPDF") -> None:
        for style, name in _FILES.items():
            pdf.add_font(_FAMILY, style, shipped("data", "fonts", name))
        plain, bold = (cast("TTFFont", pdf.fonts[f"{_FAMILY.lower()}{style}"]) for style in _FILES)
        self._has = plain.cmap.keys() & bold.cmap.keys()
        self._widths = {False: plain.cw, True: bold.cw}
        self._thousandths = lru_cache(maxsize=20_000)(self._summed)

    def width(self, text: str, face: Face) -> float:
        """How long a text is in mm."""
        return self._thousandths(text, face.bold) * face.size * 25.4 / 72_000

    def spelled(self, text: str) -> str:
        """The text, with a letter that the font lacks as its number, such as U+4E2D."""
        if text.isascii():
            return text
        text = joined(text)
        if self._has.issuperset(map(ord, text.replace("\n", ""))):
            return text
        return "".join(each if each == "\n" or ord(each) in self._has else _numbered(each) for each in text)

    def _summed(self, text: str, bold: bool) -> float:
        widths = self._widths[bold]
        return sum(widths[ord(each)] for each in text)


def _numbered(letter: str) -> str:
    return f"[U+{ord(letter):04X}]"


def _opened(document: Document, made_at: datetime) -> "FPDF":
    try:
        from fpdf import FPDF
    except ImportError as error:
        raise Complaint("PDF needs what is not installed here: pip install 'tumorboard[pdf]'") from error
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    pdf.c_margin = 0
    pdf.set_creation_date(made_at)
    pdf.set_title(document.title)
    pdf.set_lang("en")
    pdf.set_creator("tumorboard")
    return pdf


def _head(pdf: "FPDF", paper: Paper, head: str, number: str) -> None:
    """What stands on each page; too long for its line it ends in …, since it is whole under the title."""
    typeface = paper.typeface
    before = RIGHT - typeface.width(number, _HEAD)
    first, *more = paper.folded(head, before - LEFT - 12, _HEAD)
    _draw(pdf, Ink(LEFT, _HEAD_LINE, f"{first} …" if more else first, _HEAD))
    _draw(pdf, Ink(before, _HEAD_LINE, number, _HEAD))
    _draw(pdf, Bar(LEFT, _HEAD_LINE + 1.6, RIGHT - LEFT, 0.15, 120))


def _draw(pdf: "FPDF", mark: Mark) -> None:
    if isinstance(mark, Bar):
        pdf.set_fill_color(mark.shade)
        pdf.rect(mark.x, mark.y, mark.width, mark.height, style="F")
    elif isinstance(mark, Bookmark):
        pdf.set_y(mark.y)
        pdf.start_section(mark.title)
    else:
        _write(pdf, mark)


def _write(pdf: "FPDF", ink: Ink) -> None:
    face = ink.face
    pdf.set_font(_FAMILY, "B" if face.bold else "", face.size)
    pdf.set_text_color(_GREY if face.grey else 0)
    pdf.text(ink.x, ink.y, _as_seen(ink.text) if _LEFTWARD.search(ink.text) else ink.text)


def _as_seen(text: str) -> str:
    """A line in the order in which its letters stand from left to right (Unicode Standard Annex 9)."""
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    seen = BidiParagraph(text, base_direction=TextDirection.LTR).get_reordered_characters()
    return "".join(each.character.translate(_MIRRORED) if each.embedding_level % 2 else each.character for each in seen)
