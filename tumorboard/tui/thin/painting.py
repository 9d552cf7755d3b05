"""The least that makes what a terminal shows into what it should show."""

from collections.abc import Iterable, Iterator

from tumorboard.tui.thin.page import Cell, Page
from tumorboard.tui.thin.pens import recoloured, relinked

__all__ = ["Place", "paint"]

Place = tuple[int, int]


def paint(wanted: Page, shown: Page, rows: Iterable[int], last: Place | None = None) -> str:
    """What to send so that the terminal shows the page that is wanted; `shown` is that page afterwards.

    `last` is the place of a character that is written again before the cursor is placed, for what follows to join it.
    """
    out: list[str] = []
    if wanted.visible is False and shown.visible is not False:
        out.append("\x1b[?25l")
    for row in rows:
        _paint_row(wanted, shown, row, out)
    if last is not None:
        _write_again(wanted, shown, last, out)
    _leave_cursor(wanted, shown, out)
    if wanted.visible and not shown.visible:
        out.append("\x1b[?25h")
    shown.visible = wanted.visible
    return "".join(out)


def _paint_row(wanted: Page, shown: Page, row: int, out: list[str]) -> None:
    want, have = wanted.cells[row], shown.cells[row]
    changed = [at for at, (cell, old) in enumerate(zip(want, have, strict=True)) if cell is not old]
    if not changed:
        return
    for at in _bridged(changed, want, shown.columns):
        cell = want[at]
        if cell is None:
            continue
        if cell[0]:
            _write(shown, row, at, cell, 2 if at + 1 < len(want) and _right_half(want[at + 1]) else 1, out)
    shown.cells[row] = want.copy()


def _bridged(changed: list[int], want: list[Cell | None], columns: int) -> Iterator[int]:
    """The columns that changed, with such between them as cost less to write again than to jump over."""
    after = columns
    for at in changed:
        between = want[after:at]
        if len(between) <= _JUMP and _all_as(want[after - 1], between):
            yield from range(after, at)
        yield at
        after = at + 1


_JUMP = 4
"""The bytes of a short move to the right."""


def _all_as(before: Cell | None, between: list[Cell | None]) -> bool:
    """Whether cells are known, narrow, of one byte, and of the pen of the cell before them."""
    if before is None:
        return False
    return all(cell and cell[0] and cell[0].isascii() and cell[1] == before[1] for cell in between)


def _right_half(cell: Cell | None) -> bool:
    return cell is not None and not cell[0]


def _write(shown: Page, row: int, column: int, cell: Cell, width: int, out: list[str]) -> None:
    text, pen = cell
    if shown.column != column or shown.row != row:
        out.append(_moved(shown, row, column))
    if shown.link != pen.link:
        out.append(relinked(shown.link, pen.link))
        shown.link = pen.link
    if shown.colours != pen.colours:
        out.append(recoloured(shown.colours, pen.colours))
        shown.colours = pen.colours
    out.append(text)
    shown.row, shown.column = row, column + width


def _moved(shown: Page, row: int, column: int) -> str:
    """The shortest way to a place. From behind the last cell of a row only the place itself is sure."""
    there = f"\x1b[{row + 1 if row else ''}{f';{column + 1}' if column else ''}H"
    if shown.row != row or shown.column is None or shown.column >= shown.columns:
        return there
    steps = column - shown.column
    by_steps = f"\x1b[{abs(steps) if abs(steps) > 1 else ''}{'C' if steps > 0 else 'D'}"
    return min(there, by_steps, key=len)


def _write_again(wanted: Page, shown: Page, place: Place, out: list[str]) -> None:
    row, column = place
    cell = wanted.cells[row][column]
    if cell is not None:
        width = 2 if column + 1 < wanted.columns and _right_half(wanted.cells[row][column + 1]) else 1
        shown.row = None
        _write(shown, row, column, cell, width, out)


def _leave_cursor(wanted: Page, shown: Page, out: list[str]) -> None:
    """Leave the cursor where it should be, and the pen as it should be."""
    row, column = wanted.row, wanted.column
    if row is not None and column is not None and (shown.row, shown.column) != (row, column):
        if column >= wanted.columns:
            back = 2 if _right_half(wanted.cells[row][-1]) else 1
            _write_again(wanted, shown, (row, wanted.columns - back), out)
        if (shown.row, shown.column) != (row, column):
            out.append(_moved(shown, row, min(column, wanted.columns - 1)))
            shown.row, shown.column = row, column
    if shown.link != wanted.link:
        out.append(relinked(shown.link, wanted.link))
        shown.link = wanted.link
    if wanted.colours is not None and shown.colours != wanted.colours:
        out.append(recoloured(shown.colours, wanted.colours))
        shown.colours = wanted.colours
