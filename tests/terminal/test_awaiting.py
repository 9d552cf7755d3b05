"""`tumorboard --me` on a terminal: what awaits my view, a view in a few keys, and lines where nothing can be drawn."""

import pytest

from tests.terminal.conftest import Start

SUBMIT = "\x13"


def test_a_view_is_given_from_what_awaits_me_and_awaits_me_no_longer(start: Start) -> None:
    first = start("--me")
    first.wait_for("TB-0142")
    first.wait_for("TB-0150")
    first.send("v")
    first.wait_for("My view · TB-0142")
    first.send("1" + SUBMIT)
    first.wait_for("your view on TB-0142 is in, sealed until the chair reveals it")
    first.send("q")
    assert first.wait_exit() == 0
    lines = start("--me", TERM="dumb")
    assert lines.wait_exit() == 0
    shown = lines.text()
    assert "TB-0150  20991124-spine-mdt  no question recorded" in shown
    assert "TB-0142" not in shown


@pytest.mark.parametrize("kind", ["dumb", ""])
def test_where_nothing_can_be_drawn_it_is_lines_red_first(start: Start, kind: str) -> None:
    terminal = start("--me", TERM=kind)
    assert terminal.wait_exit() == 0
    assert [line for line in terminal.text().splitlines() if line] == [
        "TB-0142  20991124-spine-mdt  RED  Stabilize before SBRT?",
        "TB-0150  20991124-spine-mdt  no question recorded",
    ]
