"""What is written for a terminal goes in; the least that has the same effect on it comes out."""

import re
from collections.abc import Callable
from typing import Final

from tumorboard.tui.thin.difference import Difference
from tumorboard.tui.thin.pens import Pen, colours_after
from tumorboard.tui.thin.sequences import PLACED_TEXT, TOKEN, UNFINISHED, Effect, effect_of
from tumorboard.tui.thin.strips import Strips
from tumorboard.tui.thin.widths import stands_alone, sure_length

__all__ = ["ThinLine"]

_FRAME: Final = ("\x1b[?2026h", "\x1b[?2026l")


class ThinLine:
    """Keeps the page that is wanted and the page that the terminal shows, and sends the difference.

    What it can say for certain changes only the wanted page; `take` then paints what differs, and what was wanted in
    between is never sent. Whatever else it is fed it passes on as it came, after what came before it, and forgets what
    that may have changed: cells it does not know are sent again when they are next written. A part that may change
    what later ones mean makes it pass on everything from there.
    """

    def __init__(self, columns: int, rows: int, *, newline_returns: bool, erases: bool = False) -> None:
        """Begin on a terminal in its ordinary modes, of whose screen, cursor and pen nothing is known.

        `newline_returns` is whether the terminal's line sends a carriage return before each line feed; `erases` is
        whether the terminal erases cells in the pen's own ground.
        A size of nothing is one that is not known: then everything passes as it came.
        """
        self._pages = Difference(columns, rows, erases=erases)
        self._strips = Strips()
        self._newline_returns = newline_returns
        self._stays_in_row = False
        self._rest = ""
        self._in_frame = self._framed = False
        self._passes_all = columns < 1 or rows < 1
        self._reading: Final[dict[str | None, Callable[[re.Match[str]], None]]] = {
            "text": lambda part: self._text(part[0]),
            "pen": self._pen,
            "place": self._place,
            "visible": self._visible,
            "wrap": self._wrap,
            "frame": self._frame,
            "link": self._link,
            "newline": self._newline,
            "start": self._start,
        }

    def feed(self, text: str) -> None:
        """Take what is written next. It may end anywhere, within a sequence too."""
        text = self._rest + text
        self._rest = ""
        at = 0
        while at < len(text) and not self._passes_all:
            at = self._read(text, at)
        if at < len(text):
            self._pages.out.append(text[at:])

    def take(self, *, all_of_it: bool = False) -> str:
        """What is to be sent now; nothing within a frame, unless all of it is asked for."""
        if self._in_frame and not all_of_it:
            return ""
        self._pages.settle()
        if all_of_it:
            self._pages.out.append(self._rest)
            self._rest = ""
        out = "".join(self._pages.out)
        self._pages.out.clear()
        if out and self._framed:
            out = _FRAME[0] + out + _FRAME[1]
        self._framed = self._in_frame
        return out

    @property
    def ready(self) -> bool:
        """Whether `take` may have something."""
        return not self._in_frame

    def resize(self, columns: int, rows: int) -> None:
        """Be told that the terminal has, or had for a moment, another size."""
        self._pages.resize(columns, rows)
        if columns < 1 or rows < 1:
            self._pass_all()

    def _read(self, text: str, at: int) -> int:
        """Read the next part and say where the one after it begins."""
        placed = PLACED_TEXT.match(text, at)
        if placed is not None and self._placed_text(placed):
            return placed.end()
        part = TOKEN.match(text, at)
        if part is not None:
            self._reading.get(part.lastgroup, self._pass)(part)
            return part.end()
        if UNFINISHED.match(text, at):
            self._rest = text[at:]
            return len(text)
        self._pages.settle()
        self._pass_all()
        return at

    def _pass_all(self) -> None:
        """Pass on everything from here; the end of a frame too."""
        out = self._pages.out
        self._passes_all = True
        if self._framed:
            out.insert(0, _FRAME[0])
            if not self._in_frame:
                out.append(_FRAME[1])
        self._framed = self._in_frame = False

    def _placed_text(self, part: re.Match[str]) -> bool:
        """Take in a place and the text from there, if all of it is certain and within the screen."""
        page, row, column = self._pages.wanted, int(part[1]) - 1, int(part[2]) - 1
        if page.colours is None or not (0 <= row < page.rows and 0 <= column < page.columns):
            return False
        strip = self._strips.read(part[3], Pen(page.colours, page.link))
        if strip is None or column + len(strip.cells) > page.columns:
            return False
        page.row, page.column, page.colours = row, column, strip.colours
        if strip.cells:
            self._pages.write(row, column, strip.cells, wide=strip.wide)
        return True

    def _text(self, text: str) -> None:
        page = self._pages.wanted
        sure = sure_length(text)
        if sure and page.row is not None and page.column is not None and page.colours is not None:
            cells = self._strips.cells(text[:sure], Pen(page.colours, page.link))
            if page.column + len(cells) <= page.columns:
                self._pages.write(page.row, page.column, cells, wide=len(cells) > sure)
                text = text[sure:]
        if text:
            self._pages.text(text, joins=not stands_alone(text[0]), stays=self._stays_in_row)

    def _pass(self, part: re.Match[str]) -> None:
        """Pass on a part that is not text."""
        effect = effect_of(part[0])
        if effect is Effect.KEEPS:
            self._pages.keep(part[0])
        elif effect is Effect.MOVES:
            self._pages.move(part[0])
        else:
            self._pages.erase(part[0])
        if effect is Effect.SWITCHES:
            self._pages.lose_pen("")
        if effect is Effect.UNKNOWN:
            self._pass_all()

    def _pen(self, part: re.Match[str]) -> None:
        colours = colours_after(self._pages.wanted.colours, part["pen"])
        if colours is None:
            self._pages.lose_pen(part[0])
        self._pages.wanted.colours = colours

    def _place(self, part: re.Match[str]) -> None:
        """Go to a place; to one outside the screen as it is known, the terminal's own way: it may just have grown."""
        row, _, column = part["place"].partition(";")
        to = max(int(row or 1), 1) - 1, max(int(column or 1), 1) - 1
        page = self._pages.wanted
        if to[0] < page.rows and to[1] < page.columns:
            page.row, page.column = to
        else:
            self._pages.move(part[0])

    def _visible(self, part: re.Match[str]) -> None:
        self._pages.wanted.visible = part["visible"].endswith("h")

    def _wrap(self, part: re.Match[str]) -> None:
        self._pages.keep(part[0])
        self._stays_in_row = part["wrap"].endswith("l")

    def _frame(self, part: re.Match[str]) -> None:
        self._in_frame = part["frame"].endswith("h")
        self._framed = self._framed or self._in_frame

    def _link(self, part: re.Match[str]) -> None:
        to_nowhere = not part["link"].rpartition(";")[2]
        self._pages.wanted.link = "" if to_nowhere else part["link"]

    def _newline(self, part: re.Match[str]) -> None:
        page = self._pages.wanted
        if page.row is None or page.row >= page.rows - 1:
            self._pages.erase(part[0])
        elif self._newline_returns:
            page.row, page.column = page.row + 1, 0
        else:
            self._pages.move(part[0])

    def _start(self, part: re.Match[str]) -> None:
        if self._pages.wanted.row is None:
            self._pages.move(part[0])
        else:
            self._pages.wanted.column = 0
