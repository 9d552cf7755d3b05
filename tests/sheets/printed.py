"""A PDF as its reader gets it: the text of each page, and where every letter of it stands."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
from pypdf import PdfReader

__all__ = ["LEFT", "RIGHT", "Printed"]

_POINT: float = 25.4 / 72
LEFT, RIGHT = 17.0, 193.0
"""The margins in mm."""


class Printed:
    """Pages of words, their number, and the outline; lengths in mm from the upper left."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(BytesIO(content))
        self._pdf = pypdfium2.PdfDocument(content)
        self.pages = [" ".join(page.get_textpage().get_text_range().split()) for page in self._pdf]

    @property
    def text(self) -> str:
        """All pages, one after the other."""
        return " ".join(self.pages)

    @property
    def outline(self) -> list[str]:
        """The titles that a reader's program lists beside the pages."""
        return [str(each.title) for each in self.reader.outline if not isinstance(each, list)]

    def letters(self) -> Iterator[tuple[str, float, float, float, float]]:
        """Every visible letter with its left, upper, right and lower edge."""
        for page in self._pdf:
            text, height = page.get_textpage(), page.get_height()
            for at in range(text.count_chars()):
                letter = text.get_text_range(at, 1)
                left, low, right, high = text.get_charbox(at)
                if letter.strip() and right > left:
                    yield letter, left * _POINT, (height - high) * _POINT, right * _POINT, (height - low) * _POINT
