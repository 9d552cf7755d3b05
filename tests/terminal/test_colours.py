"""Colours as the terminal can have them: none, sixteen, 256 or all; and a word beside each."""

import re

import pytest

from tests.terminal.conftest import Start
from tests.terminal.terminal import Terminal

ROOMS = {"\x1bOR": "Agenda", "\x1bOS": "Follow-up", "\x1b[19~": "Log", "\x1bOQ": "Cases"}
CODES = re.compile(rb"\x1b\[([0-9;:]*)m")


def drawn(terminal: Terminal) -> list[list[int]]:
    """Go through every room, the help page, a sheet and the palette; every code of colour and manner that was sent."""
    terminal.wait_for("TB-0142")
    for key, words in ROOMS.items():
        terminal.send(key)
        terminal.wait_for(words)
    for key, words in (("?", "Help"), ("v", "My view"), (":", "theme mono"), ("2", "SINS T8")):
        terminal.send(key)
        terminal.settle(0.2)
        terminal.wait_for(words) if words != "theme mono" else terminal.settle(0.5)
        terminal.send("\x1b")
        terminal.settle(0.3)
    terminal.send("q")
    assert terminal.wait_exit() == 0
    return [[int(part or 0) for part in re.split(b"[;:]", code)] for code in CODES.findall(terminal.raw)]


def colours(codes: list[list[int]]) -> set[str]:
    """The depths of colour that are among them."""
    found: set[str] = set()
    for code in codes:
        rest = list(code)
        while rest:
            head = rest.pop(0)
            if head in (38, 48):
                found.add("all" if rest[0] == 2 else "256")
                del rest[: 4 if rest[0] == 2 else 2]
            elif 30 <= head <= 37 or 40 <= head <= 47 or 90 <= head <= 97 or 100 <= head <= 107:
                found.add("16")
    return found


@pytest.mark.parametrize(
    ("environment", "depths"),
    [
        ({"NO_COLOR": "1", "COLORTERM": "truecolor", "TUMORBOARD_THEME": "clinic-light"}, set()),
        ({}, {"256"}),
        ({"TERM": "xterm"}, {"16"}),
        ({"COLORTERM": "truecolor"}, {"all", "256"}),
    ],
)
def test_no_more_colours_are_sent_than_the_terminal_has(
    start: Start, environment: dict[str, str], depths: set[str]
) -> None:
    codes = drawn(start(columns=120, rows=40, **environment))
    found = colours(codes)
    assert depths != {"16"} or not [code for code in codes if 46 in code], "white on cyan cannot be read"
    assert found == depths or (depths != set() and found - {"16"} == depths)
