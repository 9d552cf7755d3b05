"""Where the thin line is taken, and where Textual's own driver stays."""

import os
import pty
import sys
import termios
from collections.abc import Iterator
from pathlib import Path

import pytest

from tumorboard.tui.listening import ListeningDriver
from tumorboard.tui.thin.driver import ThinDriver, driver_for, erases_in_pens_ground

KNOWN = [
    "xterm",
    "xterm-256color",
    "xterm-kitty",
    "tmux-256color",
    "screen",
    "screen.xterm-256color",
    "rxvt-unicode-256color",
]
KNOWN += ["alacritty", "foot-extra", "wezterm", "st-256color", "vte-256color", "linux"]
UNKNOWN = ["", "dumb", "vt100", "ansi", "xterms", "cygwin", "unknown", "emacs", "sun"]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Standard error on a terminal; its file descriptor."""
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "__stderr__", stream)
        yield theirs
    os.close(ours)


@pytest.mark.parametrize("term", KNOWN)
def test_a_terminal_that_is_known_has_the_thin_line(terminal: int, term: str) -> None:
    assert driver_for({"TERM": term}) is ThinDriver


@pytest.mark.parametrize("term", UNKNOWN)
def test_a_terminal_that_is_not_known_is_sent_everything(terminal: int, term: str) -> None:
    assert driver_for({"TERM": term}) is ListeningDriver


def test_whoever_asks_for_everything_is_sent_everything(terminal: int) -> None:
    assert driver_for({"TERM": "xterm"}, plain=True) is ListeningDriver


def test_a_line_that_rewrites_what_is_sent_is_sent_everything(terminal: int) -> None:
    modes = termios.tcgetattr(terminal)
    modes[1] |= termios.OCRNL
    termios.tcsetattr(terminal, termios.TCSANOW, modes)
    assert driver_for({"TERM": "xterm"}) is ListeningDriver


def test_a_line_that_is_not_utf_8_is_sent_everything(terminal: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with os.fdopen(terminal, "w", encoding="latin-1", closefd=False) as stream:
        monkeypatch.setattr(sys, "__stderr__", stream)
        assert driver_for({"TERM": "xterm"}) is ListeningDriver


def test_what_is_no_terminal_is_sent_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open("w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "__stderr__", stream)
        assert driver_for({"TERM": "xterm"}) is ListeningDriver
    monkeypatch.setattr(sys, "__stderr__", None)
    assert driver_for({"TERM": "xterm"}) is ListeningDriver


@pytest.mark.parametrize("term", KNOWN)
def test_every_known_terminal_but_gnu_screen_erases_in_the_ground_of_the_pen(term: str) -> None:
    assert erases_in_pens_ground(term) is not term.startswith("screen")
