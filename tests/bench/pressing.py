"""One key to its complete answer: in the case list, the SINS pane, the Agenda, Views and Decision, and their sheets."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from tests.bench.made_cases import FIRST_CASE
from tests.bench.place import Argv, Place
from tests.bench.pty_app import Answer, PtyApp, Size
from tests.bench.sizes import FLOOR_SHOWS, SIZES, said
from tests.bench.table import Row, milliseconds, plain, ratio_row

__all__ = ["measured"]

_AT_MOST: Final = 25
_AT_MOST_IN_A_SITTING: Final = 8
_UP: Final = b"\x1b[A"
_DOWN: Final = b"\x1b[B"
_CURSOR: Final = (_DOWN,) * 13
_SCORE: Final = (b"s",)
_F3: Final = (b"\x1bOR",)
_DIGITS: Final = (b"0", *(b"3", b"1") * 6)
"""Points of the first item, pain: mechanical and non-mechanical by turns, so that each key changes something."""
_TO_AND_FRO: Final = (_DOWN, *(_DOWN, _UP) * 6)
_LETTERS: Final = tuple(letter.encode() for letter in "because the ct")
_TOGGLES: Final = (b"1", b"2") * 7

Keys = tuple[bytes, ...]
_KEYS: Final[tuple[tuple[str, Keys, Keys], ...]] = (
    ("cursor key", (), _CURSOR),
    ("SINS digit", _SCORE, _DIGITS),
    ("Agenda cursor key", _F3, _CURSOR),
)
_KEYS_OF_A_SITTING: Final[tuple[tuple[str, Keys, Keys], ...]] = (
    ("Views key", (b"3",), _TO_AND_FRO),
    ("Decision key", (b"4",), _TO_AND_FRO),
    ("decision sheet, letter", (b"d",), _LETTERS),
    ("view sheet, choice", (b"v",), _TOGGLES),
)


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """Time, processor time and bytes of the answers, each key of the floor's right after ours."""
    for name, before, keys in _KEYS:
        yield from _compared(place, rounds, name, place.board, (before, keys), _AT_MOST)
    for name, before, keys in _KEYS_OF_A_SITTING:
        yield from _compared(place, rounds, name, place.sitting, (before, keys), _AT_MOST_IN_A_SITTING)


def _compared(
    place: Place, rounds: int, name: str, start: Callable[[], Argv], pressed: tuple[Keys, Keys], at_most: int
) -> Iterator[Row]:
    for size in SIZES:
        pairs = [pair for _ in range(rounds) for pair in _pressed(place, start(), size, *pressed)]
        ours, floor = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        what = f"{name}, {said(size)}"
        yield ratio_row(what, [a.seconds for a in ours], [a.seconds for a in floor], milliseconds, at_most)
        yield ratio_row(f"{what}, cpu", [a.cpu for a in ours], [a.cpu for a in floor], milliseconds)
        yield ratio_row(f"{what}, bytes", [a.written for a in ours], [a.written for a in floor], plain("B"))


def _pressed(
    place: Place, argv: Argv, size: Size, before: Sequence[bytes], keys: Sequence[bytes]
) -> Iterator[tuple[Answer, Answer]]:
    """The answers side by side; the first key warms up and is left out."""
    with PtyApp(place, argv, size) as board, PtyApp(place, place.floor("floor_app"), size) as floor:
        board.painted(FIRST_CASE)
        floor.painted(FLOOR_SHOWS)
        for key in before:
            board.press(key)
        for count, key in enumerate(keys):
            pair = (board.press(key), floor.press(_DOWN))
            if count:
                yield pair
