"""`import` of a long file while somebody waits: a count on the terminal, and Ctrl+C, which leaves nothing behind."""

import os
import pty
import select
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import PROGRAM, Program
from tumorboard.board.board import Board

PATIENCE = 60
"""Seconds until something that never comes is given up."""


class Watched:
    """An import whose errors go to a terminal of its own."""

    def __init__(self, program: Program, *arguments: str | Path) -> None:
        self._terminal, side = pty.openpty()
        self.process = subprocess.Popen(
            [*PROGRAM, "import", *map(str, arguments)],
            env=program.environment(),
            stdout=subprocess.PIPE,
            stderr=side,
        )
        os.close(side)
        self.shown = b""

    def until(self, words: bytes) -> None:
        """Wait until the terminal shows words."""
        while words not in self.shown:
            assert self._take(), f"{words!r} never came: {self.shown!r}"

    def ended(self) -> tuple[int, bytes]:
        """Exit code and standard output of the whole import."""
        out = self.process.communicate(timeout=PATIENCE)[0]
        while self._take():
            pass
        return self.process.returncode, out

    def _take(self) -> bool:
        if not select.select([self._terminal], [], [], PATIENCE)[0]:
            return False
        try:
            more = os.read(self._terminal, 65536)
        except OSError:  # the other end is gone
            return False
        self.shown += more
        return bool(more)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()
        os.close(self._terminal)


@pytest.fixture
def thousands(tmp_path: Path) -> Path:
    """Ten thousand rows, one of them bad."""
    rows = [f"C{number},{number:06},T8" for number in range(10_000)]
    rows[7_000] = "C7000,x,T13"
    file = tmp_path / "x.csv"
    file.write_text("id,patient.mrn,lesions.0.level\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def watched(program: Program, meeting: str, thousands: Path) -> Iterator[Watched]:
    watched = Watched(program, thousands, "--meeting", meeting)
    yield watched
    watched.close()


def test_ten_thousand_rows_are_counted_on_a_terminal_and_come_in_one_commit(
    watched: Watched, own_board: Board, meeting: str
) -> None:
    code, out = watched.ended()
    assert (code, out.split(b"\n")[0].split(b" (")[0]) == (0, b"9999 added, 0 changed, 0 duplicate, 1 rejected")
    assert watched.shown.index(b"\r500 records read") < watched.shown.index(b"\r10,000 records read\r\x1b[K")
    assert b"line 7002 (case C7000): lesions.0.level: 'T13' is not allowed" in watched.shown
    assert own_board.revision() == 3, "the founding, the meeting, and all cases together"
    assert len(own_board.meetings.get(meeting).record.items) == 9_999


def test_nobody_is_counted_to_where_no_terminal_is(program: Program, meeting: str, thousands: Path) -> None:
    answer = program("import", thousands, "--meeting", meeting, "--dry-run", "--json")
    assert b"read" not in answer.complained
    assert len(answer.json["added"]) == 9_999


def test_ctrl_c_stops_between_rows_and_leaves_nothing_half_done(
    program: Program, meeting: str, own_board: Board, thousands: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "endless.csv"
    os.mkfifo(pipe)
    before = own_board.revision()
    watched = Watched(program, pipe, "--meeting", meeting)
    try:
        with pipe.open("wb") as endless:
            endless.write(thousands.read_bytes())
            endless.flush()
            watched.until(b"9,500 records read")
            watched.process.send_signal(signal.SIGINT)
            code, out = watched.ended()
    finally:
        watched.close()
    assert (code, out) == (1, b"")
    assert watched.shown.replace(b"\r\n", b"\n").endswith(b"\x1b[Ktumorboard: stopped; nothing was left half done\n")
    assert own_board.revision() == before
    assert [each.name for each in tmp_path.glob("*.rejected*")] == []
