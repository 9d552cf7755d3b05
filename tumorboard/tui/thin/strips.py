"""Text with its pens as cells, each text read once."""

import re
from typing import Final, NamedTuple

from tumorboard.tui.thin.page import Cell
from tumorboard.tui.thin.pens import Pen, colours_after
from tumorboard.tui.thin.widths import WIDTHS, sure_length

__all__ = ["Strip", "Strips"]

_PART: Final = re.compile(r"\x1b\[([\d;:]*)m|([^\x1b]+)")
_MOST_STRIPS: Final = 1024
_MOST_CELLS: Final = 65536


class Strip(NamedTuple):
    """The cells that a text fills, the colours in force after it, and whether a wide character is in it."""

    cells: list[Cell]
    colours: str
    wide: bool


class Strips:
    """The strips read so far. Equal cells are one object, so that two screens are compared by identity."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, Pen], Strip | None] = {}
        self._cells: dict[Cell, Cell] = {}

    def read(self, text: str, pen: Pen) -> Strip | None:
        """A text with its sequences of colours as a strip; None where a width or a colour is not certain."""
        key = (text, pen)
        if key in self._read:
            return self._read[key]
        if len(self._read) >= _MOST_STRIPS:
            self._read.clear()
        self._read[key] = strip = self._parse(text, pen)
        return strip

    def cells(self, text: str, pen: Pen) -> list[Cell]:
        """The cells of a text whose widths are all certain."""
        if len(self._cells) >= _MOST_CELLS:
            self._cells.clear()
        one = self._cells.setdefault
        if text.isascii():
            return [one(cell, cell) for cell in [(character, pen) for character in text]]
        cells: list[Cell] = []
        for character in text:
            cell = (character, pen)
            cells.append(one(cell, cell))
            if WIDTHS[character] == 2:
                half = ("", pen)
                cells.append(one(half, half))
        return cells

    def _parse(self, text: str, pen: Pen) -> Strip | None:
        cells: list[Cell] = []
        characters = 0
        for given, written in _PART.findall(text):
            if written:
                if sure_length(written) < len(written):
                    return None
                characters += len(written)
                cells += self.cells(written, pen)
            else:
                colours = colours_after(pen.colours, given)
                if colours is None:
                    return None
                pen = Pen(colours, pen.link)
        return Strip(cells, pen.colours, len(cells) > characters)
