"""What cannot show the Board is told why in one line, at once; and what the doctor says of a terminal by asking it."""

import sys

import pytest

from tests.terminal.conftest import Start
from tests.terminal.terminal import Terminal

PYTHON = sys.executable


@pytest.mark.parametrize("by", ["< /dev/null", "| cat", "> /dev/null"])
def test_without_a_terminal_at_both_ends_it_is_refused(by: str) -> None:
    terminal = Terminal(["bash", "-c", f"set -o pipefail; {PYTHON} -m tumorboard {by}"], {})
    assert terminal.wait_exit() == 1
    assert terminal.text().startswith("tumorboard: the Board needs a terminal")
    assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize("name", ["LC_ALL", "LC_CTYPE", "LANG"])
def test_a_locale_of_another_character_set_is_refused_and_told_what_to_set(start: Start, name: str) -> None:
    terminal = start(columns=200, **{"LANG": "", name: "de_DE.ISO-8859-15@euro"})
    assert terminal.wait_exit() == 1
    shown = terminal.text()
    assert "the locale names the character set ISO-8859-15, and the Board needs UTF-8" in shown
    assert "LC_ALL=C.UTF-8" in shown
    assert b"\x1b" not in terminal.raw


def test_a_locale_that_names_no_character_set_shows_the_board(start: Start) -> None:
    terminal = start(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "╭─ Cases ─" in terminal.wait_for("TB-0150")
    terminal.send("q")
    assert terminal.wait_exit() == 0


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("\x1b[1;2R\x1b[?62;22c", "fine   characters     the terminal draws UTF-8"),
        ("\x1b[1;3R\x1b[?62;22c", "WRONG  characters     the terminal does not draw UTF-8"),
        ("", "note   answers        the terminal answers no question within a second"),
    ],
)
def test_the_doctor_asks_the_terminal_and_leaves_it_as_it_was(start: Start, answer: str, said: str) -> None:
    terminal = start("doctor", columns=160, rows=50, TERM="xterm")
    while b"\x1b[c" not in terminal.raw:
        assert terminal.take(20)
    terminal.send(answer)
    assert terminal.wait_exit() == ("WRONG" in said)
    shown = terminal.text()
    assert said in shown
    assert "note   colours        TERM=xterm: 16" in shown
    assert "fine   size           160 × 50" in shown
    assert "62;22c" not in shown, "the answer was echoed"
