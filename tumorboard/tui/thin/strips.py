"""Text with its pens as cells, each text read once."""

import re
from typing import Final, NamedTuple

from tumorboard.tui.thin.page import Cell
from tumorboard.tui.thin.pens import Pen, colours_after
from tumorboard.tui.thin.widths import WIDTHS, sure_length

__all__ = ["Strip", "Strips"]

_PENS: Final = re.compile(r"\x1b\[([\d;:]*)m")
_MOST_STRIPS: Final = 1024
_MOST_CELLS: Final = 65536


class Strip(NamedTuple):
    """The cells that a text fills, the colours in force after it, and whether a wide character is in it."""

    cells: list[Cell]
    colours: str
    wide: bool


class _OfPen(dict[str, Cell]):
    """The cells of one pen by their characters, each made when it is first asked for."""

    def __init__(self, pen: Pen) -> None:
        super().__init__()
        self._pen = pen

    def __missing__(self, character: str) -> Cell:
        self[character] = cell = (character, self._pen)
        return cell


class Strips:
    """The strips read so far. Equal cells are one object, so that two screens are compared by identity."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, Pen], Strip | None] = {}
        self._cells: dict[tuple[str, str], _OfPen] = {}

    def read(self, text: str, pen: Pen) -> Strip | None:
        """A text with its sequences of colours as a strip; None where a width or a colour is not certain."""
        key = (text, pen)
        if key in self._read:
            return self._read[key]
        if len(self._read) >= _MOST_STRIPS:
            self._read.clear()
        self._read[key] = strip = self._parse(text, pen)
        return strip

    def cells(self, text: str, pen: tuple[str, str]) -> list[Cell]:
        """The cells of a text whose widths are all certain, with a pen by its colours and its link."""
        known = self._cells.get(pen)
        if known is None:
            if sum(map(len, self._cells.values())) >= _MOST_CELLS:
                self._cells.clear()
            known = self._cells[pen] = _OfPen(Pen(*pen))
        if text.isascii() or not any(WIDTHS[each] == 2 for each in set(text)):
            return [known[character] for character in text]
        return [known[part] for character in text for part in (character, "")[: WIDTHS[character]]]

    def _parse(self, text: str, pen: Pen) -> Strip | None:
        colours, cells, characters = pen.colours, list[Cell](), 0
        before, *parts = _PENS.split(text)
        for given, written in zip((None, *parts[::2]), (before, *parts[1::2]), strict=True):
            after = colours if given is None else colours_after(colours, given)
            if after is None or sure_length(written) < len(written):
                return None
            colours = after
            if written:
                characters += len(written)
                cells += self.cells(written, (colours, pen.link))
        return Strip(cells, colours, len(cells) > characters)
