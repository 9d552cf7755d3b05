"""One key to its complete answer: the cursor in the case list, and a digit in the SINS pane."""

from collections.abc import Iterator, Sequence
from typing import Final

from tests.bench.made_cases import FIRST_CASE
from tests.bench.place import Place
from tests.bench.pty_app import Answer, PtyApp, Size
from tests.bench.sizes import FLOOR_SHOWS, SIZES, said
from tests.bench.table import Row, milliseconds, plain, ratio_row

__all__ = ["measured"]

_AT_MOST: Final = 25
_DOWN: Final = b"\x1b[B"
_CURSOR: Final = (_DOWN,) * 13
_SCORE: Final = (b"s",)
_DIGITS: Final = (b"0", *(b"3", b"1") * 6)
"""Points of the first item, pain: mechanical and non-mechanical by turns, so that each key changes something."""


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """Time, processor time and bytes of the answers, each key of the floor's right after ours."""
    for name, before, keys in (("cursor key", (), _CURSOR), ("SINS digit", _SCORE, _DIGITS)):
        for size in SIZES:
            pairs = [pair for _ in range(rounds) for pair in _pressed(place, size, before, keys)]
            ours, floor = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
            what = f"{name}, {said(size)}"
            yield ratio_row(what, [a.seconds for a in ours], [a.seconds for a in floor], milliseconds, _AT_MOST)
            yield ratio_row(f"{what}, cpu", [a.cpu for a in ours], [a.cpu for a in floor], milliseconds)
            yield ratio_row(f"{what}, bytes", [a.written for a in ours], [a.written for a in floor], plain("B"))


def _pressed(
    place: Place, size: Size, before: Sequence[bytes], keys: Sequence[bytes]
) -> Iterator[tuple[Answer, Answer]]:
    """The answers side by side; the first key warms up and is left out."""
    with PtyApp(place, place.board(), size) as board, PtyApp(place, place.floor("floor_app"), size) as floor:
        board.painted(FIRST_CASE)
        floor.painted(FLOOR_SHOWS)
        for key in before:
            board.press(key)
        for count, key in enumerate(keys):
            pair = (board.press(key), floor.press(_DOWN))
            if count:
                yield pair
