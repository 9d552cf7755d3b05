"""The Board through the thin line shows what it shows without, after every key, and a key costs what it changes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tui.thin.glass import Glass
from tests.tui.thin.recorded import recorded
from tumorboard.board.board import Board, open_board
from tumorboard.board.demonstration import seed_demonstration
from tumorboard.config import Settings
from tumorboard.tui.thin.line import ThinLine

NOW = datetime(2026, 11, 24, 8, 41, tzinfo=UTC)
SIZES = [(80, 24), (120, 40)]
BEGIN = "\x1b[?1049h\x1b[?7l\x1b[?25l"
MOVES = [*["down"] * 5, *["up"] * 5]
ROOMS = [
    "f9",
    "3",
    "down",
    "2",
    "question_mark",
    "escape",
    "s",
    "escape",
    "f3",
    "down",
    "f4",
    "down",
    "f5",
    "f2",
    "ctrl+p",
    "escape",
]


@pytest.fixture
def demonstration(tmp_path: Path) -> Iterator[Board]:
    """The demonstration, as its chair."""
    chair = seed_demonstration(tmp_path, lambda: NOW)
    board = open_board(tmp_path, chair, None, Settings(allow_acting_as=True), lambda: NOW)
    yield board
    board.close()


class Pair:
    """A terminal with the thin line and one without; `written` and `sent` are the bytes since the last look."""

    def __init__(self, columns: int, rows: int) -> None:
        self._line = ThinLine(columns, rows, newline_returns=True, erases=True)
        self._thin, self._plain = Glass(columns, rows), Glass(columns, rows)
        self.written = self.sent = 0
        self._cells = self._plain.shown()[0]
        self.write(BEGIN)

    def write(self, text: str) -> None:
        """Take what Textual writes."""
        self.written += len(text.encode())
        self._plain.feed(text)
        self._line.feed(text)

    def send(self) -> None:
        """Send what there is, and compare."""
        sent = self._line.take()
        self.sent += len(sent.encode())
        self._thin.feed(sent)
        assert self._thin.shown() == self._plain.shown()

    def changed(self) -> int:
        """How many cells changed since the last time; the counts of bytes begin anew."""
        before, self._cells = self._cells, self._plain.shown()[0]
        self.written = self.sent = 0
        return sum(a != b for old, new in zip(before, self._cells, strict=True) for a, b in zip(old, new, strict=True))


@pytest.mark.parametrize("size", SIZES)
async def test_after_every_key_the_screen_is_what_it_is_without(demonstration: Board, size: tuple[int, int]) -> None:
    pair = Pair(*size)
    app = recorded(demonstration, pair.write)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        pair.send()
        for key in (*MOVES, *ROOMS):
            await pilot.press(key)
            await pilot.pause()
            pair.send()


async def test_on_a_slow_line_the_screen_comes_to_what_it_is_without(demonstration: Board) -> None:
    pair = Pair(120, 40)
    app = recorded(demonstration, pair.write)
    async with app.run_test(size=(120, 40)) as pilot:
        for count, key in enumerate((*MOVES, *ROOMS)):
            await pilot.press(key)
            await pilot.pause()
            if count % 4 == 3:
                pair.send()
        pair.send()


@pytest.mark.parametrize("size", SIZES)
async def test_a_cursor_key_costs_about_the_cells_that_it_changes(demonstration: Board, size: tuple[int, int]) -> None:
    pair = Pair(*size)
    app = recorded(demonstration, pair.write)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        pair.send()
        pair.changed()
        for key in MOVES:
            await pilot.press(key)
            await pilot.pause()
            pair.send()
            sent = pair.sent
            changed = pair.changed()
            assert 0 < sent <= 2 * changed + 150, (key, sent, changed)


async def test_a_key_that_changes_little_costs_little_and_none_costs_nothing(demonstration: Board) -> None:
    pair = Pair(120, 40)
    app = recorded(demonstration, pair.write)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        pair.send()
        pair.changed()
        await pilot.press("f9")
        await pilot.pause()
        pair.send()
        assert 0 < pair.sent <= 300 < pair.written
        pair.changed()
        app.refresh()
        app.screen.refresh(layout=True)
        await pilot.pause()
        pair.send()
        assert pair.sent == 0 < pair.written
        pair.changed()
        await pilot.pause()
        assert (pair.sent, pair.written) == (0, 0)


async def test_the_first_screen_costs_less_than_without(demonstration: Board) -> None:
    pair = Pair(120, 40)
    app = recorded(demonstration, pair.write)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        pair.send()
        assert pair.sent < pair.written
