"""Who is here, over terminals: counted, followed, and gone at once when the process or the line is."""

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from tests.terminal.conftest import PROGRAM, Start

WINDOW_TITLE = re.compile(rb"\x1b\][0-2];")


@pytest.fixture
def shared(data: Path) -> dict[str, str]:
    """A data folder in which whoever is at the keyboard may name who acts."""
    (data / "settings.toml").write_text("allow_acting_as = true\n", encoding="utf-8")
    here = {"TUMORBOARD_DATA": str(data)}
    add = [*PROGRAM, "people", "add", "surgeon", "--name", "Dr Surgeon", "--role", "specialist"]
    subprocess.run(add, env={**os.environ, **here}, check=True, capture_output=True)
    return here


def sessions(folder: Path) -> dict[str, int]:
    """The presence files and when each was last written."""
    return {path.name: path.stat().st_mtime_ns for path in (folder / "presence").iterdir()}


def contents(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in (folder / "presence").iterdir()]


def test_a_second_session_is_counted_followed_and_gone_with_its_process(
    start: Start, data: Path, shared: dict[str, str]
) -> None:
    chair = start(columns=120, rows=40, **shared)
    chair.wait_for("TB-0142")
    chair.send("O")
    chair.wait_for("you lead it")
    surgeon = start("--as", "surgeon", columns=120, rows=40, **shared)
    surgeon.wait_for("2 here")
    chair.send("\x1b")
    chair.wait_for("2 here")
    surgeon.send("f")
    surgeon.wait_for("following")
    chair.send("\x1b[B")
    surgeon.wait_for("2 · TB-0150")
    chair.wait_for("case 2 of 2")
    assert [b"TB-0150" in said for said in contents(data)] == [True, True]
    before = sessions(data)
    chair.settle(2.5)
    assert sessions(data) == before, "nobody moved, and nothing was written"
    surgeon.signal(signal.SIGKILL)
    assert surgeon.wait_exit() == -signal.SIGKILL
    while "2 here" in chair.text():
        assert chair.take(20)
    assert len(sessions(data)) == 1


def test_a_leader_whose_line_drops_is_missed_and_leaves_no_file_behind(
    start: Start, data: Path, shared: dict[str, str]
) -> None:
    chair = start(columns=120, rows=40, **shared)
    chair.wait_for("TB-0142")
    chair.send("O")
    chair.wait_for("you lead it")
    surgeon = start("--as", "surgeon", columns=120, rows=40, **shared)
    surgeon.wait_for("2 here")
    chair.hang_up()
    chair.wait_exit()
    surgeon.wait_for("link dropped")
    assert len(sessions(data)) == 1


def test_the_window_is_never_given_a_title(start: Start) -> None:
    terminal = start()
    terminal.wait_for("TB-0142")
    for keys, words in (("\r", "Example"), ("\x1b[20~", "discreet"), ("\x1b[19~", "Log")):
        terminal.send(keys)
        terminal.wait_for(words)
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert terminal.raw
    assert not WINDOW_TITLE.search(terminal.raw)
