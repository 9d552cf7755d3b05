"""The Follow-up room with thousands of open follow-ups: opening it, and one key that filters them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tests.bench.made_cases import FIRST_CASE
from tests.bench.place import FOLLOWUPS, Place
from tests.bench.pty_app import Answer, PtyApp, Size
from tests.bench.sizes import FLOOR_SHOWS, SIZES, said
from tests.bench.table import Row, milliseconds, plain, ratio_row

__all__ = ["measured"]

_OPENS_AT_MOST: Final = 2
_FILTERS_AT_MOST: Final = 10
_CURSOR_AT_MOST: Final = 25
_ROOM_SHOWS: Final = "within 14 days"
_F4: Final = b"\x1bOS"
_DOWN: Final = b"\x1b[B"
_FILTERS: Final = (b"o", *(b"o", b"e") * 4)
_CURSOR: Final = (_DOWN,) * 9


@dataclass(frozen=True, slots=True)
class _Visit:
    """Seconds of opening the room and of the floor's first paint, and each key's answer with the floor's beside it."""

    opened: float
    floor: float
    filtered: Sequence[tuple[Answer, Answer]]
    moved: Sequence[tuple[Answer, Answer]]


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """F4 against the first paint of the floor; filters and the cursor against its key, one right after the other."""
    for size in SIZES:
        where = f"{FOLLOWUPS:,} open follow-ups, {said(size)}"
        visits = [_visited(place, size) for _ in range(rounds)]
        opened, floor = [each.opened for each in visits], [each.floor for each in visits]
        yield ratio_row(f"F4, {where}", opened, floor, milliseconds, _OPENS_AT_MOST)
        filtered = [pair for each in visits for pair in each.filtered]
        yield from _answered(f"filter key, {where}", filtered, _FILTERS_AT_MOST)
        moved = [pair for each in visits for pair in each.moved]
        yield from _answered(f"cursor key, {where}", moved, _CURSOR_AT_MOST)


def _answered(what: str, pairs: Sequence[tuple[Answer, Answer]], at_most: float) -> Iterator[Row]:
    ours, floor = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    yield ratio_row(what, [a.seconds for a in ours], [a.seconds for a in floor], milliseconds, at_most)
    yield ratio_row(f"{what}, bytes", [a.written for a in ours], [a.written for a in floor], plain("B"))


def _visited(place: Place, size: Size) -> _Visit:
    with PtyApp(place, place.floor("floor_app"), size) as floor:
        shown = floor.painted(FLOOR_SHOWS)
        with PtyApp(place, place.following(), size) as board:
            board.painted(FIRST_CASE)
            opened = board.press(_F4, until=_ROOM_SHOWS)
            filtered, moved = ([(board.press(key), floor.press(_DOWN)) for key in keys] for keys in (_FILTERS, _CURSOR))
    return _Visit(opened.seconds, shown.seconds, filtered[1:], moved[1:])
