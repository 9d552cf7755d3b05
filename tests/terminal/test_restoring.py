"""However a session ends, the terminal is given back as it was; stopped and taken up again, it is painted anew."""

import signal

import pytest

from tests.terminal.conftest import Start
from tests.terminal.terminal import Terminal

CURSOR, WRAP = 25, 7
MOUSE = {1000, 1003, 1006, 1015}
OTHERS = {1049, 1004, 2004}
"""The alternate screen, reports of the focus, bracketed paste."""


def restored(terminal: Terminal) -> None:
    """The terminal must be as it was before the program: mouse, paste and focus reports off, the cursor seen."""
    modes = terminal.modes()
    assert set(modes) >= {CURSOR, WRAP} | OTHERS
    assert {mode for mode, is_set in modes.items() if is_set} <= {CURSOR, WRAP}
    assert (modes[CURSOR], modes[WRAP]) == (True, True)
    assert terminal.raw.count(b"\x1b[>") == terminal.raw.count(b"\x1b[<u"), "the keyboard protocol is left on"


@pytest.mark.parametrize("how", ["q", "SIGTERM", "SIGHUP", "SIGINT"])
def test_the_terminal_is_given_back(start: Start, how: str) -> None:
    terminal = start()
    terminal.wait_for("TB-0142")
    terminal.send("\x1b[?2048;1$y")  # this terminal tells its size in band, so that those modes are on, too
    terminal.send("2")
    terminal.wait_for("SINS T8")
    assert {mode for mode, is_set in terminal.modes().items() if is_set} >= MOUSE | OTHERS
    if how == "q":
        terminal.send("q")
    else:
        terminal.signal(signal.Signals[how])
    assert terminal.wait_exit() == 0
    restored(terminal)
    assert MOUSE | {2048} <= set(terminal.modes())


def test_it_is_given_back_while_it_is_stopped_and_painted_anew_when_it_goes_on(start: Start) -> None:
    terminal = start()
    terminal.wait_for("TB-0142")
    for _ in range(2):
        before = len(terminal.raw)
        terminal.signal(signal.SIGTSTP)
        while b"\x1b[?1049l" not in terminal.raw[before:]:
            assert terminal.take(10)
        terminal.settle(0.3)
        restored(terminal)
        before = len(terminal.raw)
        terminal.signal(signal.SIGCONT)
        while b"TB-0142" not in terminal.raw[before:] or b"help" not in terminal.raw[before:]:
            assert terminal.take(10), "nothing was painted"
    terminal.send("2")
    terminal.wait_for("SINS T8")
    terminal.send("q")
    assert terminal.wait_exit() == 0
    restored(terminal)


def test_without_the_mouse_none_is_asked_for_and_every_key_works(start: Start) -> None:
    terminal = start("--no-mouse")
    terminal.wait_for("TB-0142")
    terminal.send("2")
    terminal.wait_for("SINS T8")
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert not MOUSE & set(terminal.modes())
    restored(terminal)
