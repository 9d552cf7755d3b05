"""The ten rows of the NOMS table, each in the same place for every case; only the mark before a row differs."""

from collections.abc import Iterator
from typing import Final

from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.knowledge import noms_table
from tumorboard.knowledge.tables import kept
from tumorboard.tui.lines import Line, Part, fit, rule

__all__ = ["ONE_CHANGE_AWAY", "STANDS", "table_height", "table_lines"]

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
    yield rule(width, _LEGEND)
    for beside in _words(width):
        yield tuple(part for number, words in beside for part in (marks[number], words))


@kept
def _words(width: int) -> tuple[tuple[tuple[int, Part], ...], ...]:
    """For each line the numbers of its rows, each with what stands behind its mark."""
    rows, high, wide = noms_table().rows, _high(width), width // _columns(width) - 1
    said: list[tuple[int, Part]] = [(row.number, ("text", fit(f"{row.number:>2} {row.short}", wide))) for row in rows]
    return tuple(tuple(said[y::high]) for y in range(high))


def _columns(width: int) -> int:
    return 2 if width >= 2 * _COLUMN else 1


def _high(width: int) -> int:
    return -(-len(noms_table().rows) // _columns(width))


def _marks(each: LesionAssessment) -> dict[int, Part]:
    """The mark of each row, all of one ink: their shapes tell them apart."""
    near = {number for pivot in each.pivots for number in pivot.rows}
    marks = {row.number: ONE_CHANGE_AWAY if row.number in near else " " for row in noms_table().rows}
    return {number: ("title", mark) for number, mark in (marks | dict.fromkeys(each.noms.rows, STANDS)).items()}
