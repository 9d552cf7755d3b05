"""A session on a real terminal: begun, edited, cut off in every way, and begun again with nothing lost."""

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.terminal.conftest import PROGRAM, Start

LEAVES_ALTERNATE_SCREEN = b"\x1b[?1049l"
TO_ALIGNMENT = "s" + "\x1b[B" * 2


def alignment(data: Path) -> str:
    """The alignment of T8 as the store has it."""
    environment = {**os.environ, "TUMORBOARD_DATA": str(data)}
    printed = subprocess.run([*PROGRAM, "export", "TB-0142"], env=environment, check=True, capture_output=True).stdout
    return str(json.loads(printed)["cases"][0]["lesions"][0]["sins"]["alignment"])


def test_an_edit_that_is_committed_is_there_when_the_program_starts_again(start: Start, data: Path) -> None:
    first = start()
    first.wait_for("TB-0142")
    first.send(TO_ALIGNMENT + "4")
    first.wait_for("SINS T8 · 13 of 18")
    first.send("\x13")
    first.wait_for("saved")
    first.send("q")
    assert first.wait_exit() == 0
    assert LEAVES_ALTERNATE_SCREEN in first.raw
    assert alignment(data) == "translation"
    again = start()
    again.wait_for("TB-0142")
    again.send("2")
    again.wait_for("SINS T8 · 13 of 18")


@pytest.mark.parametrize("cut", ["hang_up", "SIGKILL", "SIGTERM", "SIGHUP"])
def test_what_was_typed_is_back_after_the_session_was_cut_off(start: Start, data: Path, cut: str) -> None:
    first = start()
    first.wait_for("TB-0142")
    first.send(TO_ALIGNMENT + "4")
    first.wait_for("SINS T8 · 13 of 18")
    if cut == "hang_up":
        first.hang_up()
    else:
        first.signal(signal.Signals[cut])
    first.wait_exit()
    assert alignment(data) == "normal"
    again = start()
    again.wait_for("Your drafts · 1 taken")
    again.send("\r")
    again.wait_for("TB-0142")
    again.send("2")
    again.wait_for("SINS T8 · 13 of 18")


def test_sigterm_gives_the_terminal_back(start: Start) -> None:
    terminal = start()
    terminal.wait_for("TB-0142")
    terminal.signal(signal.SIGTERM)
    assert terminal.wait_exit() == 0
    assert LEAVES_ALTERNATE_SCREEN in terminal.raw


def test_a_storm_of_resizes_ends_in_the_right_layout(start: Start) -> None:
    terminal = start()
    terminal.wait_for("TB-0142")
    for columns, rows in ((200, 60), (59, 15), (100, 30), (61, 17), (120, 40)):
        terminal.resize(columns, rows)
    shown = terminal.wait_for("still unsaid")
    assert "SINS T8" in shown
    assert "TB-0150" in shown


def test_no_color_writes_no_colour(start: Start) -> None:
    terminal = start(NO_COLOR="1")
    terminal.wait_for("TB-0142")
    terminal.send("2")
    terminal.wait_for("SINS T8")
    colours = re.findall(rb"\x1b\[[0-9;]*m", terminal.raw)
    assert not [code for code in colours if re.search(rb"[\[;](3[0-7]|4[0-7]|9[0-7]|10[0-7]|38|48)[;m]", code)]


def test_no_color_set_but_empty_means_nothing(start: Start) -> None:
    terminal = start(NO_COLOR="")
    terminal.wait_for("TB-0142")
    assert b"38;5;" in terminal.raw


def test_an_idle_screen_writes_nothing(start: Start) -> None:
    terminal = start()
    terminal.wait_for("TB-0142")
    terminal.settle()
    before = len(terminal.raw)
    terminal.settle(3)
    assert len(terminal.raw) == before


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_cannot_show_the_board_gets_one_line(start: Start, term: str) -> None:
    terminal = start(TERM=term)
    assert terminal.wait_exit() == 1
    assert terminal.text().strip().replace("\n", " ").startswith("tumorboard: TERM=dumb cannot show the Board")


def test_the_demonstration_opens_and_touches_nothing_of_the_persons(start: Start, data: Path) -> None:
    before = (data / "board.json").read_bytes()
    terminal = start("demo", columns=120, rows=40)
    shown = terminal.wait_for("TB-0142")
    assert "demonstration" in shown
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert (data / "board.json").read_bytes() == before


def test_the_demonstration_opens_as_another_of_its_people_and_names_them_to_a_stranger(start: Start) -> None:
    terminal = start("demo", "--as", "demo.coordinator", columns=120, rows=40)
    assert "Sam Muster (coordinator)" in terminal.wait_for("TB-0142")
    terminal.send("q")
    assert terminal.wait_exit() == 0
    stranger = start("demo", "--as", "nobody", columns=200)
    assert stranger.wait_exit() == 1
    assert "nobody in the demonstration is called nobody; its people are demo.chair, demo.coord" in stranger.text()
