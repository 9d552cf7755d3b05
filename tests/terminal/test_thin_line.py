"""The whole program on a terminal with the thin line and on one without: the same screen, and far fewer bytes."""

import signal
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.terminal.conftest import Start
from tests.terminal.terminal import Terminal

SIZES = [(80, 24), (120, 40)]
KEYS = ["\x1b[B", "\x1b[B", "\x1b[A", "2", "\x1b[20~", "\x1b[20~", "?", "\x1b"]
PATIENCE = 100


def looks(terminal: Terminal) -> tuple[list[list[Any]], bool]:
    """Every cell with its attributes, and whether the cursor is hidden."""
    screen = terminal.screen
    rows = [[screen.buffer[row][column] for column in range(screen.columns)] for row in range(screen.lines)]
    return rows, screen.cursor.hidden


def come_to_the_same(thin: Terminal, plain: Terminal) -> None:
    """Wait until the two show the same, and a little longer, to see that they stay so."""
    for _ in range(PATIENCE):
        thin.settle(0.2)
        plain.settle(0.2)
        if looks(thin) == looks(plain) and not thin.take(0) and not plain.take(0):
            break
    assert thin.text() == plain.text()
    assert looks(thin) == looks(plain)


def come_to(terminal: Terminal, wanted: tuple[list[list[Any]], bool]) -> None:
    """Wait until a terminal looks as it should. Raises AssertionError when it never does."""
    terminal.wait_until(lambda _: looks(terminal) == wanted, "how it looked before")


Both = tuple[Terminal, Terminal]


@pytest.fixture
def both(start: Start) -> Callable[[int, int], Both]:
    """The Board with and without the thin line."""

    def starting(columns: int, rows: int) -> Both:
        pair = start(columns=columns, rows=rows), start("--plain-driver", columns=columns, rows=rows)
        for terminal in pair:
            terminal.wait_for("TB-0142")
        come_to_the_same(*pair)
        return pair

    return starting


@pytest.mark.parametrize("size", SIZES)
def test_key_by_key_both_show_the_same(both: Callable[[int, int], Both], size: tuple[int, int]) -> None:
    thin, plain = both(*size)
    first = len(thin.raw), len(plain.raw)
    for key in KEYS:
        thin.send(key)
        plain.send(key)
        come_to_the_same(thin, plain)
    assert 0 < 3 * (len(thin.raw) - first[0]) < len(plain.raw) - first[1]


def test_after_resizes_and_after_a_pause_both_show_the_same(both: Callable[[int, int], Both]) -> None:
    thin, plain = both(100, 30)
    for size in ((120, 40), (80, 24), (59, 15), (101, 31)):
        thin.resize(*size)
        plain.resize(*size)
    come_to_the_same(thin, plain)
    for terminal in (thin, plain):
        terminal.signal(signal.SIGTSTP)
        terminal.settle(0.5)
        terminal.screen.reset()
        terminal.signal(signal.SIGCONT)
        terminal.wait_for("TB-0142")
    come_to_the_same(thin, plain)
    thin.send("\x1b[B")
    plain.send("\x1b[B")
    come_to_the_same(thin, plain)


def test_a_window_that_comes_back_to_its_size_is_painted_again(both: Callable[[int, int], Both]) -> None:
    for terminal in both(80, 24):
        before = looks(terminal)
        for at_once in (True, False):
            terminal.screen.erase_in_display(2)
            terminal.resize(81, 24)
            terminal.settle(0 if at_once else 0.2)
            terminal.resize(80, 24)
            come_to(terminal, before)


def test_it_leaves_the_terminal_as_it_is_left_without(both: Callable[[int, int], Both]) -> None:
    thin, plain = both(80, 24)
    for terminal in (thin, plain):
        terminal.send("q")
        assert terminal.wait_exit() == 0
    tail = b"\x1b[?1049l\x1b[?25h\x1b[?1004l"
    assert thin.raw.endswith(tail) or tail in thin.raw[-200:]
    assert thin.screen.cursor.hidden == plain.screen.cursor.hidden
    assert thin.screen.cursor.attrs == plain.screen.cursor.attrs


def test_a_site_may_set_it_off(start: Start, data: Path) -> None:
    written = []
    for setting in ("plain_driver = false\n", "plain_driver = true\n"):
        (data / "settings.toml").write_text(setting, encoding="utf-8")
        terminal = start()
        terminal.wait_for("TB-0142")
        terminal.settle(0.5)
        before = len(terminal.raw)
        terminal.send("\x1b[B")
        terminal.settle(1)
        written.append(len(terminal.raw) - before)
    thin, plain = written
    assert 0 < 2 * thin < plain


def test_an_idle_board_writes_nothing(both: Callable[[int, int], Both]) -> None:
    thin, _ = both(80, 24)
    assert not thin.take(2)


def test_pauses_while_it_paints_lose_nothing(both: Callable[[int, int], Both]) -> None:
    thin, plain = both(120, 40)
    for key in ("\x1b[B", "\x1b[B", "\x1b[A"):
        thin.send(key)
        thin.take(0.2)
        thin.signal(signal.SIGTSTP)
        thin.settle(0.5)
        thin.screen.reset()
        thin.signal(signal.SIGCONT)
        thin.wait_for("TB-0142")
        plain.send(key)
    come_to_the_same(thin, plain)


@pytest.mark.parametrize("size", SIZES)
def test_the_next_case_of_an_agenda_is_few_bytes_for_all_that_is_asked_of_it(
    start: Start, size: tuple[int, int]
) -> None:
    terminal = start("demo", columns=size[0], rows=size[1])
    terminal.wait_for("TB-0142")
    terminal.send("\x1bOR")
    terminal.wait_for("Readiness · TB-0142")
    terminal.settle(0.5)
    written = []
    for case in (144, 147, 139, 140, 141, 143, 145, 146, 148):
        before = len(terminal.raw)
        terminal.send("\x1b[B")
        terminal.wait_for(f"Readiness · TB-0{case}")
        terminal.settle(0.3)
        written.append(len(terminal.raw) - before)
    assert median(written) <= 600, written
