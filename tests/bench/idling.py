"""What an open Board costs while nobody touches it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Final

from tests.bench.made_cases import FIRST_CASE
from tests.bench.place import Place
from tests.bench.pty_app import PtyApp
from tests.bench.sizes import FLOOR_SHOWS, SIZES
from tests.bench.table import Row, count_row, plain

__all__ = ["measured"]

_SECONDS: Final = 10
_PERCENT_AT_MOST: Final = 0.5
_SETTLING: Final = 1
_ROUNDS_AT_MOST: Final = 3


@dataclass(frozen=True, slots=True)
class _Idle:
    """Bytes that were written, and percent of a core that was used."""

    written: int
    percent: float


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """Bytes written and processor time, the Board and the floor idle side by side."""
    idle = [_idle(place) for _ in range(min(rounds, _ROUNDS_AT_MOST))]
    ours, floor = [each[0] for each in idle], [each[1] for each in idle]
    written = [max(each.written for each in side) for side in (ours, floor)]
    percent = [median(each.percent for each in side) for side in (ours, floor)]
    yield count_row(f"bytes in {_SECONDS} idle seconds", written[0], plain("B"), at_most=0, floor=written[1])
    yield count_row("processor while idle", percent[0], plain("%", 2), at_most=_PERCENT_AT_MOST, floor=percent[1])


def _idle(place: Place) -> tuple[_Idle, _Idle]:
    with PtyApp(place, place.board(), SIZES[0]) as board, PtyApp(place, place.floor("floor_app"), SIZES[0]) as floor:
        board.painted(FIRST_CASE)
        floor.painted(FLOOR_SHOWS)
        time.sleep(_SETTLING)
        for app in (board, floor):
            app.pending()
        before = board.cpu, floor.cpu
        time.sleep(_SECONDS)
        return (
            _Idle(board.pending(), 100 * (board.cpu - before[0]) / _SECONDS),
            _Idle(floor.pending(), 100 * (floor.cpu - before[1]) / _SECONDS),
        )
