"""What is written for a terminal goes in; the least that has the same effect on it comes out."""

import re
from collections.abc import Callable
from typing import Final

from tumorboard.tui.thin.page import Cell, Page
from tumorboard.tui.thin.painting import Place, paint
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

    def __init__(self, columns: int, rows: int, *, newline_returns: bool) -> None:
        """`newline_returns` is whether the terminal's line sends a carriage return before each line feed.

        A size of nothing is one that is not known: then everything passes as it came.
        """
        self._wanted, self._shown = Page(columns, rows), Page(columns, rows)
        self._newline_returns = newline_returns
        self._wraps: bool | None = None
        self._changed: set[int] = set()
        self._last: Place | None = None
        self._last_passed_in: int | None = None
        self._strips = Strips()
        self._out: list[str] = []
        self._rest = ""
        self._in_frame = self._framed = False
        self._passes_all = columns < 1 or rows < 1
        self._reading: Final[dict[str, Callable[[re.Match[str]], None]]] = {
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
        while at < len(text):
            at = self._pass_on(text[at:], at) if self._passes_all else self._read(text, at)

    def take(self, *, all_of_it: bool = False) -> str:
        """What is to be sent now; nothing within a frame, unless all of it is asked for."""
        if all_of_it:
            self._settle()
            self._out.append(self._rest)
            self._rest = ""
        elif self._in_frame:
            return ""
        else:
            self._settle()
        out = "".join(self._out)
        self._out.clear()
        if out and self._framed:
            out = _FRAME[0] + out + _FRAME[1]
        self._framed = self._in_frame
        return out

    @property
    def ready(self) -> bool:
        """Whether `take` may have something."""
        return not self._in_frame

    def resize(self, columns: int, rows: int) -> None:
        """Be told that the terminal has, or had for a moment, another size: what it shows is no longer certain.

        Where the size is the same after all, what is wanted is sent again.
        """
        self._settle()
        wanted, shown = self._wanted, self._shown
        again = (columns, rows) == (wanted.columns, wanted.rows) and wanted.placed and wanted.colours is not None
        if again and wanted.column != columns:
            shown.forget(range(rows))
            self._changed.update(range(rows))
            shown.row = shown.column = None
            return
        wanted.resize(columns, rows)
        shown.resize(columns, rows)
        self._last = self._last_passed_in = None
        self._changed.clear()
        if columns < 1 or rows < 1:
            self._pass_all()

    def _read(self, text: str, at: int) -> int:
        """Read the next part and say where the one after it begins."""
        placed = PLACED_TEXT.match(text, at)
        if placed is not None and self._placed_text(placed):
            return placed.end()
        part = TOKEN.match(text, at)
        if part is not None:
            reading = self._reading.get(part.lastgroup or "")
            if reading is not None:
                reading(part)
            else:
                self._pass(part[0])
            return part.end()
        if UNFINISHED.match(text, at):
            self._rest = text[at:]
        else:
            self._settle()
            self._pass_all()
            return at
        return len(text)

    def _pass_on(self, text: str, at: int) -> int:
        self._out.append(text)
        return at + len(text)

    def _pass_all(self) -> None:
        """Pass on everything from here; the end of a frame too."""
        self._passes_all = True
        if self._framed:
            self._out.insert(0, _FRAME[0])
            if not self._in_frame:
                self._out.append(_FRAME[1])
        self._framed = self._in_frame = False

    def _settle(self, last: Place | None = None) -> None:
        """Have everything sent that is wanted by now."""
        if self._wanted.colours is None:
            last = None  # it would have to be written with a pen that could not be given back
        painted = paint(self._wanted, self._shown, sorted(self._changed), last)
        self._changed.clear()
        if painted:
            self._out.append(painted)

    def _placed_text(self, part: re.Match[str]) -> bool:
        """Take in a place and the text from there, if all of it is certain and within the screen."""
        page, row, column = self._wanted, int(part[1]) - 1, int(part[2]) - 1
        if page.colours is None or not (0 <= row < page.rows and 0 <= column < page.columns):
            return False
        strip = self._strips.read(part[3], Pen(page.colours, page.link))
        if strip is None or column + len(strip.cells) > page.columns:
            return False
        page.row, page.column = row, column
        if strip.cells:
            self._write(strip.cells)
        page.colours = strip.colours
        return True

    def _write(self, cells: list[Cell]) -> None:
        """Put cells on the wanted page where the cursor is, within its row."""
        page, row, start = self._wanted, self._wanted.row, self._wanted.column
        assert row is not None and start is not None
        line, end = page.cells[row], start + len(cells)
        page.column = end
        self._last = (row, end - (1 if cells[-1][0] else 2))
        self._last_passed_in = None
        if line[start:end] == cells:
            return
        halves = [at for at, edge in ((start - 1, start), (end, end)) if _splits(line, edge)]
        if halves:
            self._split(cells, row, halves)
            return
        line[start:end] = cells
        self._changed.add(row)

    def _split(self, cells: list[Cell], row: int, halves: list[int]) -> None:
        """Write over half of a wide character: what becomes of the other half is the terminal's own affair."""
        page, end = self._wanted, self._wanted.column
        assert end is not None
        page.column = end - len(cells)
        self._settle()
        for half in halves:
            page.cells[row][half] = self._shown.cells[row][half] = None
        page.column = end
        page.cells[row][end - len(cells) : end] = cells
        self._changed.add(row)
        self._settle()

    def _text(self, text: str) -> None:
        page = self._wanted
        sure = sure_length(text) if page.placed and page.colours is not None else 0
        if sure:
            cells = self._strips.cells(text[:sure], Pen(page.colours or "", page.link))
            if (page.column or 0) + len(cells) > page.columns:
                sure = 0
            else:
                self._write(cells)
        if sure < len(text):
            self._raw_text(text[sure:])

    def _raw_text(self, text: str) -> None:
        """Pass text on of which it is not certain what cells it fills.

        A mark joins the character that was written last: that one is written again, so that it is the last here too.
        """
        page, row = self._wanted, self._wanted.row
        before = self._last[0] if self._last is not None else self._last_passed_in
        alone = stands_alone(text[0])
        within = alone or (before == row and page.column != 0)
        self._settle(None if alone else self._last)
        self._out.append(text)
        self._last = None
        if row is not None and within and self._wraps is False:
            self._forget(range(row, row + 1))
            self._last_passed_in = row
            page.column = self._shown.column = None
            return
        self._forget(range(page.rows))
        self._lose_cursor()

    def _lose_cursor(self) -> None:
        for page in (self._wanted, self._shown):
            page.row = page.column = None

    def _forget(self, rows: range) -> None:
        self._wanted.forget(rows)
        self._shown.forget(rows)

    def _pass(self, part: str) -> None:
        """Pass on a part that is not text."""
        effect = effect_of(part)
        self._settle(None if effect is Effect.KEEPS else self._last)
        self._out.append(part)
        if effect is Effect.UNKNOWN:
            self._pass_all()
        if effect is Effect.KEEPS:
            return
        self._last = None
        self._lose_cursor()
        if effect is not Effect.MOVES:
            self._forget(range(self._wanted.rows))
        if effect is Effect.SWITCHES:
            self._wanted.colours = self._shown.colours = None

    def _pen(self, part: re.Match[str]) -> None:
        colours = colours_after(self._wanted.colours, part["pen"])
        if colours is None:
            self._settle()
            self._out.append(part[0])
            self._shown.colours = None
        self._wanted.colours = colours

    def _place(self, part: re.Match[str]) -> None:
        row, _, column = part["place"].partition(";")
        to = max(int(row or 1), 1) - 1, max(int(column or 1), 1) - 1
        page = self._wanted
        if to[0] < page.rows and to[1] < page.columns:
            page.row, page.column = to
        else:
            self._pass_place(part[0])

    def _pass_place(self, part: str) -> None:
        """Pass on a place outside the screen as it is known here: a window may just have grown."""
        self._settle()
        self._out.append(part)
        self._lose_cursor()

    def _visible(self, part: re.Match[str]) -> None:
        self._wanted.visible = part["visible"].endswith("h")

    def _wrap(self, part: re.Match[str]) -> None:
        self._settle()
        self._out.append(part[0])
        self._wraps = part["wrap"].endswith("h")

    def _frame(self, part: re.Match[str]) -> None:
        self._in_frame = part["frame"].endswith("h")
        self._framed = self._framed or self._in_frame

    def _link(self, part: re.Match[str]) -> None:
        self._wanted.link = "" if part["link"].rpartition(";")[2] == "" else part["link"]

    def _newline(self, part: re.Match[str]) -> None:
        page = self._wanted
        if page.row is None or page.row >= page.rows - 1 or not self._newline_returns:
            self._settle(self._last)
            self._out.append(part[0])
            self._last = None
            if page.row is None or page.row >= page.rows - 1:
                self._forget(range(page.rows))
            self._lose_cursor()
            return
        page.row, page.column = page.row + 1, 0

    def _start(self, part: re.Match[str]) -> None:
        page = self._wanted
        if page.row is None:
            self._pass(part[0])
        else:
            page.column = 0


def _splits(line: list[Cell | None], edge: int) -> bool:
    """Whether a wide character stands across an edge."""
    return edge < len(line) and (cell := line[edge]) is not None and not cell[0]
