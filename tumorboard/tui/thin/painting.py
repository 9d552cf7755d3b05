"""The least that makes what a terminal shows into what it should show."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, NamedTuple, cast

from tumorboard.tui.thin.page import Cell, Page
from tumorboard.tui.thin.pens import Pen, erases_plainly, recoloured, relinked

__all__ = ["Place", "paint"]

Place = tuple[int, int]

_SHORT_MOVE: Final = 4
"""The bytes of a short move to the right."""
_DOWN: Final = "\v"
"""A line down in the same column: the line feed that no line discipline puts a carriage return before."""
_LEFT: Final = "\b"
_SHORTEST_BLANKS: Final = " " * 6
_LONG_BLANKS: Final = re.compile(r" {11,}| {6,}$")
"""Blanks that are longer than an order to erase them, and a move behind them where something follows."""


class _Run(NamedTuple):
    """Cells of one pen beside each other. `end` is the column after them."""

    row: int
    column: int
    end: int
    pen: Pen
    text: str


def paint(wanted: Page, shown: Page, rows: Iterable[int], last: Place | None = None, *, erases: bool = False) -> str:
    """What to send so that the terminal shows the page that is wanted; `shown` is that page afterwards.

    One pen after the other, since to change it costs more than to move. Rows with wide characters go first, each from
    left to right, for what is written over half of one takes the other half away.
    `last` is the place of a character that is written again before the cursor is placed, for what follows to join it.
    `erases` is whether the terminal erases cells in the pen's own ground.
    """
    out: list[str] = []
    if wanted.visible is False and shown.visible is not False:
        out.append("\x1b[?25l")
    wide, narrow = _changed(wanted, shown, rows)
    for run in wide:
        _write(shown, run, out)
    for run in _shortest_way(shown.colours, narrow):
        _write(shown, run, out, erases=erases)
    if last is not None:
        _write_again(wanted, shown, last, out)
    _leave_cursor(wanted, shown, out)
    _take_pen(shown, wanted.colours, wanted.link, out)
    if wanted.visible and not shown.visible:
        out.append("\x1b[?25h")
    shown.visible = wanted.visible
    return "".join(out)


def _changed(wanted: Page, shown: Page, rows: Iterable[int]) -> tuple[list[_Run], dict[Pen, list[_Run]]]:
    """What changed in rows with wide characters, and by pens what did in the others; all counts as shown from here."""
    wide: list[_Run] = []
    narrow: dict[Pen, list[_Run]] = {}
    for row in rows:
        want = wanted.cells[row]
        runs = _runs(row, want, shown.cells[row])
        if row in wanted.wide:
            wide.extend(runs)
        else:
            for run in runs:
                narrow.setdefault(run.pen, []).append(run)
        shown.cells[row] = want.copy()
    return wide, narrow


def _shortest_way(colours: str | None, by_pen: dict[Pen, list[_Run]]) -> Iterator[_Run]:
    """The runs of one pen after those of another; next is always the pen that takes least to change to."""
    while by_pen:
        pen = min(by_pen, key=lambda each, old=colours: len(recoloured(old, each.colours)))  # type: ignore[misc]
        colours = pen.colours
        yield from by_pen.pop(pen)


def _runs(row: int, want: list[Cell | None], have: list[Cell | None]) -> list[_Run]:
    """The cells of a row that changed, with such between them as cost less to write again than to jump over."""
    runs: list[_Run] = []
    for at, cells in _changed_cells(want, have):
        column = at
        for pen, beside in groupby(cells, itemgetter(1)):
            text = "".join([cell[0] for cell in beside])
            last = column + len(text) - 1
            run = _Run(row, column, last + (1 if text[-1].isascii() else _width(want, last)), pen, text)
            column += len(text)
            again = _bridge(want[runs[-1].end : run.column], pen) if runs and runs[-1].pen == pen else None
            if again is None:
                runs.append(run)
            else:
                runs[-1] = run._replace(column=runs[-1].column, text=runs[-1].text + again + text)
    return runs


def _changed_cells(want: list[Cell | None], have: list[Cell | None]) -> Iterator[tuple[int, list[Cell]]]:
    """The cells that changed into what is known, those beside each other together, with their first column.

    The right half of a wide character comes with the left one.
    """
    changed = [
        at
        for at, (cell, old) in enumerate(zip(want, have, strict=True))
        if cell is not old and cell is not None and cell[0]
    ]
    gaps = [place for place in range(1, len(changed)) if changed[place] - changed[place - 1] > 1]
    for first, after in pairwise((0, *gaps, len(changed))) if changed else ():
        yield changed[first], cast(list[Cell], want[changed[first] : changed[after - 1] + 1])


def _bridge(between: list[Cell | None], pen: Pen) -> str | None:
    """What is between two runs of a pen, to be written again, if it is of that pen and shorter than a jump."""
    if len(between) > _SHORT_MOVE:
        return None
    again = [cell[0] for cell in between if cell is not None and cell[1] == pen and cell[0].isascii() and cell[0]]
    return "".join(again) if len(again) == len(between) else None


def _width(cells: list[Cell | None], at: int) -> int:
    return 2 if at + 1 < len(cells) and _right_half(cells[at + 1]) else 1


def _right_half(cell: Cell | None) -> bool:
    return cell is not None and not cell[0]


def _write(shown: Page, run: _Run, out: list[str], *, erases: bool = False) -> None:
    """`erases`: long blanks are erased and passed over, which only a run without wide characters allows."""
    done = 0
    erased = erases and _SHORTEST_BLANKS in run.text and _shows_no_blank(run.pen)
    for blanks in _LONG_BLANKS.finditer(run.text) if erased else ():
        _put(shown, run, done, blanks.start(), out)
        out.append(f"\x1b[{blanks.end() - blanks.start()}X")
        done = blanks.end()
    if done < len(run.text):
        _put(shown, run, done, len(run.text), out)
        shown.column = run.end


def _put(shown: Page, run: _Run, start: int, end: int, out: list[str]) -> None:
    column = run.column + start
    if (shown.row, shown.column) != (run.row, column):
        out.append(_moved(shown, run.row, column))
    _take_pen(shown, run.pen.colours, run.pen.link, out)
    out.append(run.text[start:end])
    shown.row, shown.column = run.row, column + end - start


def _shows_no_blank(pen: Pen) -> bool:
    return not pen.link and erases_plainly(pen.colours)


def _take_pen(shown: Page, colours: str | None, link: str, out: list[str]) -> None:
    if shown.link != link:
        out.append(relinked(shown.link, link))
        shown.link = link
    if colours is not None and shown.colours != colours:
        out.append(recoloured(shown.colours, colours))
        shown.colours = colours


def _moved(shown: Page, row: int, column: int) -> str:
    """The shortest way to a place. From behind the last cell of a row only the place itself is sure."""
    there = f"\x1b[{row + 1 if row else ''}{f';{column + 1}' if column else ''}H"
    if shown.row is None or shown.column is None or row < shown.row or shown.column >= shown.columns:
        return there
    down, steps = _DOWN * (row - shown.row), column - shown.column
    ways = [there, down + f"\x1b[{abs(steps) if abs(steps) > 1 else ''}{'C' if steps > 0 else 'D'}" if steps else down]
    if steps < 0:
        ways.append(down + _LEFT * -steps)
    return min(ways, key=len)


def _write_again(wanted: Page, shown: Page, place: Place, out: list[str]) -> None:
    row, column = place
    cell = wanted.cells[row][column]
    if cell is not None:
        shown.row = None
        _write(shown, _Run(row, column, column + _width(wanted.cells[row], column), cell[1], cell[0]), out)


def _leave_cursor(wanted: Page, shown: Page, out: list[str]) -> None:
    """Leave the cursor where it should be; behind the last cell of a row it comes by writing that one."""
    row, column = wanted.row, wanted.column
    if row is None or column is None or (shown.row, shown.column) == (row, column):
        return
    if column >= wanted.columns:
        _write_again(wanted, shown, (row, wanted.columns - (2 if _right_half(wanted.cells[row][-1]) else 1)), out)
    if (shown.row, shown.column) != (row, column):
        out.append(_moved(shown, row, min(column, wanted.columns - 1)))
        shown.row, shown.column = row, column
