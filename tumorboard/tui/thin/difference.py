"""The page that is wanted, the page that the terminal shows, and what is sent to make the one of the other."""

from collections.abc import Iterable

from tumorboard.tui.thin.page import Cell, Page
from tumorboard.tui.thin.painting import Place, paint

__all__ = ["Difference"]


class Difference:
    """What is written changes the wanted page; `settle` sends what differs; what is passed on comes after that."""

    def __init__(self, columns: int, rows: int, *, erases: bool = False) -> None:
        """`erases` is whether the terminal erases cells in the pen's own ground."""
        self._erases = erases
        self.wanted, self._shown = Page(columns, rows), Page(columns, rows)
        self.out: list[str] = []
        self._changed: set[int] = set()
        self._last: Place | None = None
        self._last_passed_in: int | None = None

    def write(self, row: int, column: int, cells: list[Cell], *, wide: bool) -> None:
        """Put cells on the wanted page, all of them within its row, with the cursor behind them.

        `wide` is whether a wide character is among them.
        """
        page, end = self.wanted, column + len(cells)
        page.row, page.column = row, end
        self._last, self._last_passed_in = (row, end - (1 if cells[-1][0] else 2)), None
        line = page.cells[row]
        if line[column:end] == cells:
            return
        halves = [at for at, edge in ((column - 1, column), (end, end)) if _splits(line, edge)]
        if halves:
            self._split(row, column, halves)
        line[column:end] = cells
        self._changed.add(row)
        if wide:
            page.wide.add(row)
        if halves:
            self.settle()

    def _split(self, row: int, column: int, halves: list[int]) -> None:
        """Have a wide character stand before half of it is written over.

        What becomes of the other half is the terminal's own affair: it is not known.
        """
        page, end = self.wanted, self.wanted.column
        page.column = column
        self.settle()
        page.column = end
        for half in halves:
            page.cells[row][half] = self._shown.cells[row][half] = None

    def settle(self, *, last_again: bool = False) -> None:
        """Have everything sent that is wanted by now; then, where asked, the character that was written last."""
        known = last_again and self.wanted.colours is not None  # else its pen could not be given back
        last = self._last if known else None
        painted = paint(self.wanted, self._shown, sorted(self._changed), last, erases=self._erases)
        self._changed.clear()
        if painted:
            self.out.append(painted)

    def keep(self, part: str) -> None:
        """Pass on what changes neither page."""
        self.settle()
        self.out.append(part)

    def move(self, part: str) -> None:
        """Pass on what leaves the cursor nobody knows where."""
        self.settle(last_again=True)
        self.out.append(part)
        self._last = None
        self._lose_cursor()

    def erase(self, part: str) -> None:
        """Pass on what changes cells too."""
        self.move(part)
        self._forget(range(self.wanted.rows))

    def lose_pen(self, part: str) -> None:
        """Pass on what leaves the pen unknown."""
        self.keep(part)
        self.wanted.colours = self._shown.colours = None

    def text(self, text: str, *, joins: bool, stays: bool) -> None:
        """Pass on text of which it is not certain what cells it fills.

        `joins`: it begins with a mark for the character that was written last. That one is written again, to be the
        last here too. `stays`: the terminal keeps it within its row.
        """
        row, before = self.wanted.row, self._last[0] if self._last is not None else self._last_passed_in
        within = not joins or (before == row and self.wanted.column != 0)
        self.settle(last_again=joins)
        self.out.append(text)
        self._last = None
        if row is not None and within and stays:
            self._forget((row,))
            self._last_passed_in = row
            self.wanted.column = self._shown.column = None
        else:
            self._forget(range(self.wanted.rows))
            self._lose_cursor()

    def resize(self, columns: int, rows: int) -> None:
        """Be told that the terminal has, or had for a moment, another size: what it shows is no longer certain.

        Where the size is the same after all, what is wanted is sent again.
        """
        self.settle()
        page = self.wanted
        restorable = page.row is not None and page.column not in (None, columns) and page.colours is not None
        if (columns, rows) == (page.columns, page.rows) and restorable:
            self._shown.resize(columns, rows)
            self._changed.update(range(rows))
            return
        page.resize(columns, rows)
        self._shown.resize(columns, rows)
        self._last = self._last_passed_in = None

    def _lose_cursor(self) -> None:
        for page in (self.wanted, self._shown):
            page.row = page.column = None

    def _forget(self, rows: Iterable[int]) -> None:
        for row in rows:
            self.wanted.forget(row)
            self._shown.forget(row)


def _splits(line: list[Cell | None], edge: int) -> bool:
    """Whether a wide character stands across an edge."""
    return edge < len(line) and (cell := line[edge]) is not None and not cell[0]
