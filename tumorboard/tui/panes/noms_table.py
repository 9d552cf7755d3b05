"""The ten rows of the NOMS table, each in the same place for every case; only the mark before a row differs."""

from collections.abc import Iterator
from typing import Final

from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.knowledge import noms_table
from tumorboard.tui.lines import Line, Part, fit, rule

__all__ = ["ONE_CHANGE_AWAY", "STANDS", "table_lines"]

STANDS: Final = "■"
ONE_CHANGE_AWAY: Final = "□"
_LEGEND: Final = f"{STANDS} stands {ONE_CHANGE_AWAY} one change away"
_COLUMN: Final = 31
"""Columns that a row takes with its mark and number: all of the pane where it is narrow."""


def table_height(width: int) -> int:
    """How many lines the legend and the rows take."""
    return 1 + _high(width)


def table_lines(each: LesionAssessment, width: int) -> Iterator[Line]:
    """The legend, then the rows: in two columns, read downwards, where there is room for them."""
    marks = _marks(each)
    rows, columns, high = noms_table().rows, _columns(width), _high(width)
    yield rule(width, _LEGEND)
    for y in range(high):
        cells = ((marks[row.number], _said(f"{row.number:>2} {row.short}", width, columns)) for row in rows[y::high])
        yield tuple(part for cell in cells for part in cell)


def _columns(width: int) -> int:
    return 2 if width >= 2 * _COLUMN else 1


def _high(width: int) -> int:
    return -(-len(noms_table().rows) // _columns(width))


def _marks(each: LesionAssessment) -> dict[int, Part]:
    """The mark of each row, all of one ink: their shapes tell them apart."""
    near = {number for pivot in each.pivots for number in pivot.rows}
    marks = {row.number: ONE_CHANGE_AWAY if row.number in near else " " for row in noms_table().rows}
    return {number: ("title", mark) for number, mark in (marks | dict.fromkeys(each.noms.rows, STANDS)).items()}


def _said(words: str, width: int, columns: int) -> Part:
    return ("text", fit(words, width // columns - 1))
