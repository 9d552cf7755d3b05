"""A terminal to compare by: pyte's screen, taught what pyte leaves out and these tests must see.

pyte 0.8.2 knows no dim, conceal, double underline or overline, no colours in colon form and no links; it draws the
last letter of `CSI < u`, and drops the rest of a text after a character that it cannot draw, so that what it shows
depends on how the text was cut. Where half of a wide character is written over it leaves the other half, which most
terminals blank: here it does either. It erases characters with the whole pen, where terminals leave its ground: here a
line, a link and a reversal are left out, and what no blank shows is kept to compare by. It has no second screen:
`CSI ? 1049 h` changes nothing. A mark after a jump of the cursor joins what stands to its left, where an xterm joins it
to what was written last.
"""

import re
from typing import Any, NamedTuple

import pyte
from wcwidth import wcwidth

__all__ = ["Glass", "Shown"]


class Look(NamedTuple):
    """A cell: pyte's fields and what pyte does not model."""

    data: str
    fg: str = "default"
    bg: str = "default"
    bold: bool = False
    italics: bool = False
    underscore: bool = False
    strikethrough: bool = False
    reverse: bool = False
    blink: bool = False
    others: frozenset[str] = frozenset()
    link: str = ""


Shown = tuple[list[list[Look]], tuple[int, int, bool], Look]
"""Every cell, the cursor with whether it is hidden, and the pen."""

_OTHERS = {2: "dim", 6: "fast blink", 8: "conceal", 21: "double", 51: "framed", 52: "circled", 53: "overline"}
_OTHERS_OFF: dict[int, tuple[str, ...]] = {
    22: ("dim",),
    24: ("double",),
    25: ("fast blink",),
    28: ("conceal",),
    54: ("framed", "circled"),
    55: ("overline",),
}
_UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|)\Z")
_LINK = re.compile(r"\x1b\]8;([^;\x07\x1b]*);([^\x07\x1b]*)(?:\x07|\x1b\\)")
_KITTY = re.compile(r"\x1b\[[<=]\d*u")
_COLONS = re.compile(r"\x1b\[([\d;:]*:[\d;:]*)m")


class _Screen(pyte.Screen):
    blanks_halves = False

    @property
    def default_char(self) -> Any:
        return Look(" ")

    @property
    def look(self) -> Any:
        """What is written with, which is a Look however pyte declares it."""
        return self.cursor.attrs

    def reset(self) -> None:
        super().reset()
        self.cursor.attrs = self.default_char

    def draw(self, data: str) -> None:
        for each in data:
            super().draw(each)
            if self.blanks_halves:
                self._blank_halves(wcwidth(each))

    def _blank_halves(self, width: int) -> None:
        line: Any = self.buffer[self.cursor.y]
        at = self.cursor.x - width
        if at > 0 and wcwidth(line[at - 1].data[:1] or "x") == 2:
            line[at - 1] = line[at - 1]._replace(data=" ")
        if self.cursor.x < self.columns and not line[self.cursor.x].data:
            line[self.cursor.x] = line[self.cursor.x]._replace(data=" ")

    def erase_characters(self, count: int | None = None) -> None:
        pen = self.look
        left: Any = Look(" ", pen.fg, pen.bg, pen.bold, pen.italics, others=pen.others & {"dim"})
        self.cursor.attrs = left
        super().erase_characters(count)
        self.cursor.attrs = pen

    def select_graphic_rendition(self, *attributes: int, **_: Any) -> None:
        for parameters in _one_by_one(attributes or (0,)):
            link, others = self.look.link, set(self.look.others)
            super().select_graphic_rendition(*parameters)
            if parameters == (0,):
                others.clear()
            elif parameters[0] in _OTHERS:
                others.add(_OTHERS[parameters[0]])
            others.difference_update(_OTHERS_OFF.get(parameters[0], ()))
            self.cursor.attrs = self.look._replace(link=link, others=frozenset(others))

    def link(self, to: str) -> None:
        self.cursor.attrs = self.look._replace(link=to)


def _one_by_one(attributes: tuple[int, ...]) -> list[tuple[int, ...]]:
    found, at = [], 0
    while at < len(attributes):
        length = {5: 3, 2: 5}.get((*attributes, 0, 0)[at + 1], 1) if attributes[at] in (38, 48) else 1
        found.append(attributes[at : at + length])
        at += length
    return found


class Glass:
    """A screen of a size. What is fed to it may end anywhere."""

    def __init__(self, columns: int, rows: int, *, newline_returns: bool = True, blanks_halves: bool = False) -> None:
        self.screen = _Screen(columns, rows)
        self.screen.blanks_halves = blanks_halves
        self._stream = pyte.Stream(self.screen)
        self._newline_returns = newline_returns
        self._rest = ""

    def feed(self, text: str) -> None:
        """Take what is written next."""
        text = self._rest + text
        unfinished = _UNFINISHED.search(text)
        self._rest = unfinished[0] if unfinished else ""
        text = text.removesuffix(self._rest)
        if self._newline_returns:
            text = text.replace("\n", "\r\n")
        text = _COLONS.sub(_without_colons, _KITTY.sub("", text))
        at = 0
        for link in _LINK.finditer(text):
            self._stream.feed(text[at : link.start()])
            self.screen.link(link[2])
            at = link.end()
        self._stream.feed(text[at:])

    def resize(self, columns: int, rows: int) -> None:
        """Be another size."""
        self.screen.resize(rows, columns)

    def shown(self) -> Shown:
        """All that can be told apart."""
        screen: Any = self.screen
        cells = [[screen.buffer[row][column] for column in range(screen.columns)] for row in range(screen.lines)]
        return cells, (screen.cursor.x, screen.cursor.y, screen.cursor.hidden), screen.look


def _without_colons(found: re.Match[str]) -> str:
    """Colours in colon form as pyte takes them; a kind of underline as underline or none."""
    plain = []
    for parameter in found[1].split(";"):
        parts = parameter.split(":")
        if parts[0] in ("38", "48") and len(parts) > 3:
            parts = [parts[0], parts[1], *[each or "0" for each in parts[-3:]]]
        elif parts[0] == "4":
            parts = ["24" if parts[1:2] == ["0"] else "4"]
        plain.append(";".join(parts))
    return f"\x1b[{';'.join(plain)}m"
