"""One key to its complete answer: in the lists, the panes and the sheets; and one that is held down."""

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Final

from tests.bench.made_cases import FIRST_CASE
from tests.bench.place import CASES_IN_A_CROWD, Argv, Place
from tests.bench.pty_app import REPEATS_A_SECOND, Answer, PtyApp, Size
from tests.bench.sizes import FLOOR_SHOWS, SIZES, said
from tests.bench.slow_line import SLOW
from tests.bench.table import Row, count_row, kilobytes, milliseconds, plain, ratio_row

__all__ = ["measured"]

_AT_MOST: Final = 5
_AT_MOST_IN_A_SITTING: Final = 8
_BYTES_AT_MOST: Final = 600
_FRAMES_AT_MOST: Final = 1
_OVER_THE_LINE_AT_MOST: Final = 1.4
_LAG_AT_MOST: Final = 0.3
_ROUNDS_OF_HOLDING_AT_MOST: Final = 3
_UP: Final = b"\x1b[A"
_DOWN: Final = b"\x1b[B"
_CURSOR: Final = (_DOWN,) * 13
_HELD: Final = ((_DOWN,) * REPEATS_A_SECOND + (_UP,) * REPEATS_A_SECOND) * 2
"""A second down and a second up, so that the list never ends under the key."""
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
    yield from _compared(
        place, rounds, f"cursor key, {CASES_IN_A_CROWD:,} cases", place.crowded, ((), _CURSOR), _AT_MOST
    )
    yield from _held(place, rounds)
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
        over = [a.over(SLOW) for a in ours], [a.over(SLOW) for a in floor]
        is_a_key = at_most == _AT_MOST
        yield ratio_row(f"{what}, slow line", *over, milliseconds, _OVER_THE_LINE_AT_MOST if is_a_key else None)
        written = median(a.written for a in ours), median(a.written for a in floor)
        yield count_row(f"{what}, bytes", written[0], plain("B"), _BYTES_AT_MOST if is_a_key else None, written[1])
        yield count_row(f"{what}, frames", median(a.frames for a in ours), plain(""), _FRAMES_AT_MOST)


def _held(place: Place, rounds: int) -> Iterator[Row]:
    """The lag at the end of a key that was held down, reckoned over the slow line; the worst of the rounds.

    Both programs are told that the login comes over ssh, as one over such a line does: ours then keeps to its pace.
    """
    for size in SIZES:
        lags, written = [], []
        for _ in range(min(rounds, _ROUNDS_OF_HOLDING_AT_MOST)):
            with (
                PtyApp(place, place.board(), size, over_ssh=True) as board,
                PtyApp(place, place.floor("floor_app"), size, over_ssh=True) as floor,
            ):
                board.painted(FIRST_CASE)
                floor.painted(FLOOR_SHOWS)
                held = board.held(_HELD), floor.held((_DOWN,) * len(_HELD))
            lags.append((held[0].lag_over(SLOW), held[1].lag_over(SLOW)))
            written.append((held[0].written, held[1].written))
        what = f"cursor key held for {len(_HELD) / REPEATS_A_SECOND:g} s, {said(size)}"
        lag, least = max(ours for ours, _ in lags), max(floor for _, floor in lags)
        yield count_row(f"{what}, slow line, lag", lag, milliseconds, _LAG_AT_MOST, least)
        sent = median(ours for ours, _ in written), median(floor for _, floor in written)
        yield count_row(f"{what}, bytes", sent[0], kilobytes, floor=sent[1])


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
