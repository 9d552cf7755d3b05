"""A table set on pages: its head on each of them, its rows whole where a page holds them, every cell wrapped."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tumorboard.sheets.document import Table
from tumorboard.sheets.paper import RIGHT, Bar, Face, Paper
from tumorboard.sheets.wrapping import fitted

__all__ = ["set_table"]

_PADDING: Final = 1.2
_LEAST: Final = 30.0
_HAIR: Final = 0.15


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the columns of a table stand, and its head in lines."""

    paper: Paper
    x: float
    widths: Sequence[float]
    head: Sequence[Sequence[str]]


def set_table(paper: Paper, table: Table, x: float) -> None:
    """A table from `x` to the right margin at most."""
    note, cell, column = paper.faces.note, paper.faces.cell, paper.faces.column
    paper.gap(1)
    for line in paper.folded(table.caption, RIGHT - x, note) if table.caption else ():
        paper.room(3 * note.step)
        paper.write(x, line, note)
        paper.y += note.step
    widths = _widths(paper, table, RIGHT - x)
    grid = _Grid(paper, x, widths, _folded(paper, table.columns, widths, column))
    rows = [_folded(paper, row, widths, cell) for row in table.rows]
    paper.room(_height(grid.head, column) + (_height(rows[0][:1], cell) if rows else 0))
    _head(grid)
    for row in rows:
        _row(grid, row)
    paper.gap(1)


def _widths(paper: Paper, table: Table, width: float) -> list[float]:
    faces = paper.faces
    natural = [
        max(_natural(paper, title, faces.column), *(_natural(paper, cell, faces.cell) for cell in cells), 0.0)
        + 2 * _PADDING
        + 0.1
        for title, *cells in zip(table.columns, *table.rows, strict=True)
    ]
    return fitted(natural, [_LEAST] * len(natural), width)


def _natural(paper: Paper, text: str, face: Face) -> float:
    return max(paper.typeface.width(line, face) for line in paper.typeface.spelled(text).split("\n"))


def _folded(paper: Paper, row: Sequence[str], widths: Sequence[float], face: Face) -> list[list[str]]:
    return [paper.folded(cell, width - 2 * _PADDING, face) for cell, width in zip(row, widths, strict=True)]


def _height(row: Sequence[Sequence[str]], face: Face) -> float:
    return max(map(len, row)) * face.step + _PADDING


def _head(grid: _Grid) -> None:
    paper = grid.paper
    paper.put(Bar(grid.x, paper.y, sum(grid.widths), _height(grid.head, paper.faces.column), 228))
    _cells(grid, grid.head, range(max(map(len, grid.head))), paper.faces.column)


def _row(grid: _Grid, row: Sequence[Sequence[str]]) -> None:
    """A row, on a new page where it fits only there; a row that is higher than a page goes on over several."""
    paper = grid.paper
    height = _height(row, paper.faces.cell)
    if not paper.has(height) and paper.fits_a_page(height + _height(grid.head, paper.faces.column)):
        _turn(grid)
    at, lines = 0, max(map(len, row))
    while at < lines:
        held = int((paper.left - _PADDING) / paper.faces.cell.step)
        if held < 1:
            _turn(grid)
            continue
        _cells(grid, row, range(at, min(lines, at + held)), paper.faces.cell)
        at += held


def _turn(grid: _Grid) -> None:
    grid.paper.turn()
    _head(grid)


def _cells(grid: _Grid, row: Sequence[Sequence[str]], lines: range, face: Face) -> None:
    """Some lines of a row's cells with a hair line below."""
    paper = grid.paper
    paper.y += _PADDING / 2
    for at in lines:
        x = grid.x
        for cell, width in zip(row, grid.widths, strict=True):
            if at < len(cell):
                paper.write(x + _PADDING, cell[at], face)
            x += width
        paper.y += face.step
    paper.y += _PADDING / 2
    paper.put(Bar(grid.x, paper.y, sum(grid.widths), _HAIR, 120))
