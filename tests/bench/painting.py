"""From the start of the program to the first case on the screen, and from the key that ends it to its end."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from tests.bench.made_cases import FIRST_CASE
from tests.bench.place import CASES_IN_A_CROWD, CASES_ON_THE_BOARD, Argv, Place
from tests.bench.pty_app import Painted, PtyApp, Size
from tests.bench.sizes import FLOOR_SHOWS, SIZES, said
from tests.bench.slow_line import SLOW
from tests.bench.table import Row, count_row, kilobytes, megabytes, milliseconds, ratio_row

__all__ = ["measured"]

_AT_MOST: Final = 1.8
_AT_MOST_IN_A_CROWD: Final = 2
_BYTES_AT_MOST: Final = 1.7
_MEMORY_AT_MOST: Final = 1.7
_DATA_IN_MEMORY_AT_MOST: Final = 5
"""How often the data folder may stand in memory."""
_QUITS_AT_MOST: Final = 1.3
_QUIT: Final = b"q"


@dataclass(frozen=True, slots=True)
class _Visit:
    """The first screen, the seconds of leaving it, and bytes of the data folder."""

    painted: Painted
    left: float
    data: int


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """Time, processor time, bytes and memory of the first screen at each size, and of leaving."""
    for size in SIZES:
        few = f"first Board, {CASES_ON_THE_BOARD} cases, {said(size)}"
        pairs = _pairs(place, rounds, size, place.board)
        yield from _rows(few, pairs, _AT_MOST)
        yield _ratio(f"{few}, memory", pairs, lambda each: each.painted.memory, megabytes, _MEMORY_AT_MOST)
        yield _ratio(f"quit, {said(size)}", pairs, lambda each: each.left, milliseconds, _QUITS_AT_MOST)
        many = f"first Board, {CASES_IN_A_CROWD:,} cases, {said(size)}"
        pairs = _pairs(place, rounds, size, place.crowded)
        yield from _rows(many, pairs, _AT_MOST_IN_A_CROWD)
        memory, floor = (median(pair[at].painted.memory for pair in pairs) for at in (0, 1))
        at_most = _MEMORY_AT_MOST * floor + _DATA_IN_MEMORY_AT_MOST * pairs[0][0].data
        yield count_row(f"{many}, memory", memory, megabytes, at_most=at_most, floor=floor)


def _rows(what: str, pairs: Sequence[tuple[_Visit, _Visit]], at_most: float) -> Iterator[Row]:
    yield _ratio(what, pairs, lambda each: each.painted.seconds, milliseconds, at_most)
    yield _ratio(f"{what}, cpu", pairs, lambda each: each.painted.cpu, milliseconds)
    yield _ratio(f"{what}, bytes", pairs, lambda each: each.painted.written, kilobytes, _BYTES_AT_MOST)
    yield _ratio(f"{what}, all quiet", pairs, lambda each: each.painted.pieces[-1][0], milliseconds)
    yield _ratio(f"{what}, all quiet, slow line", pairs, lambda each: SLOW.arrived(each.painted.pieces), milliseconds)


def _ratio(
    what: str,
    pairs: Sequence[tuple[_Visit, _Visit]],
    figure: Callable[[_Visit], float],
    said_as: Callable[[float], str],
    at_most: float | None = None,
) -> Row:
    return ratio_row(what, [figure(ours) for ours, _ in pairs], [figure(floor) for _, floor in pairs], said_as, at_most)


def _pairs(place: Place, rounds: int, size: Size, start: Callable[[], Argv]) -> list[tuple[_Visit, _Visit]]:
    """Ours and the floor one after the other; a round before the first one warms the caches."""
    floor = place.floor("floor_app")
    pairs = [
        (_visited(place, start(), size, FIRST_CASE), _visited(place, floor, size, FLOOR_SHOWS))
        for _ in range(rounds + 1)
    ]
    return pairs[1:]


def _visited(place: Place, argv: Argv, size: Size, text: str) -> _Visit:
    data = place.size_of(argv) if "--data" in argv else 0
    with PtyApp(place, argv, size) as app:
        return _Visit(app.painted(text), app.left(_QUIT), data)
