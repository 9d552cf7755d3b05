"""From the start of the program to the first case on the screen."""

from collections.abc import Iterator
from typing import Final

from tests.bench.made_cases import FIRST_CASE
from tests.bench.place import CASES_ON_THE_BOARD, Argv, Place
from tests.bench.pty_app import Painted, PtyApp, Size
from tests.bench.sizes import FLOOR_SHOWS, SIZES, said
from tests.bench.table import Row, kilobytes, megabytes, milliseconds, ratio_row

__all__ = ["measured"]

_AT_MOST: Final = 2.5


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """Time, processor time, bytes and memory of the first screen at each size."""
    for size in SIZES:
        ours, floor = [], []
        for count in range(rounds + 1):
            pair = (_painted(place, place.board(), size, FIRST_CASE), _floor_painted(place, size))
            if count:
                ours.append(pair[0])
                floor.append(pair[1])
        what = f"first Board, {CASES_ON_THE_BOARD} cases, {said(size)}"
        yield ratio_row(what, [p.seconds for p in ours], [p.seconds for p in floor], milliseconds, _AT_MOST)
        yield ratio_row(f"{what}, cpu", [p.cpu for p in ours], [p.cpu for p in floor], milliseconds)
        yield ratio_row(f"{what}, bytes", [p.written for p in ours], [p.written for p in floor], kilobytes)
        yield ratio_row(f"{what}, memory", [p.memory for p in ours], [p.memory for p in floor], megabytes)


def _floor_painted(place: Place, size: Size) -> Painted:
    return _painted(place, place.floor("floor_app"), size, FLOOR_SHOWS)


def _painted(place: Place, argv: Argv, size: Size, text: str) -> Painted:
    with PtyApp(place, argv, size) as app:
        return app.painted(text)
