"""Whatever comes down the line: pastes, arrows in pieces, wrong and late answers, any bytes at all. Nothing is lost."""

import os
import random
import subprocess
from pathlib import Path

from tests.terminal.conftest import PROGRAM, Start
from tests.terminal.terminal import Terminal

ESC = "\x1b"
ANSWERS = (
    "\x1b[?62;1;22c", "\x1b[>41;354;0c", "\x1b[?1u", "\x1b[?2026;2$y", "\x1b[?2048;0$y", "\x1b[3;1R",
    "\x1b]11;rgb:1111/2222/3333\x07", "\x1bP>|xterm(379)\x1b\\", "\x1b_Gi=31;OK\x1b\\", "\x1b[48;0;0;0;0t",
    "\x1b[48;9999;9999;9;9t", "\x1b[99999999u", "\x1b[97:65;1:3u", "\x1b[<35;33;12M", "\x1b[M #!", "\x1b[1;2;3;4z",
)  # fmt: skip
"""What terminals answer, asked or not, rightly or wrongly; most of them hold figures."""


def slowly(terminal: Terminal, keys: str, cut: int = 1) -> None:
    """Send the beginning, and the rest when the line has had a pause in which Esc becomes a key."""
    terminal.send(keys[:cut])
    terminal.settle(0.15)
    terminal.send(keys[cut:])


def content(data: Path) -> dict[str, bytes]:
    """The store's files and the drafts."""
    return {path.name: path.read_bytes() for path in (*data.glob("board.json*"), *(data / "drafts").glob("*"))}


def test_pastes_pieces_and_wrong_answers_act_on_nothing_and_move_what_they_should(start: Start, data: Path) -> None:
    terminal = start(columns=120, rows=40)
    terminal.wait_for("1 · TB-0142")
    before = content(data)
    terminal.send("\x1b[200~dy\x1b[31mMOX\r\x1b\x1b[2Jn4\x13\x1b[201~")
    slowly(terminal, "\x1b[B")
    assert "No decision" not in terminal.wait_for("2 · TB-0150")
    slowly(terminal, "\x1b[A", cut=2)
    terminal.wait_for("1 · TB-0142")
    terminal.send("s" + "\x1b[B" * 2 + "4")
    terminal.wait_for("SINS T8 · 13 of 18")
    for answer in ANSWERS:
        slowly(terminal, answer, cut=4)
    terminal.settle(0.3)
    assert "SINS T8 · 13 of 18" in terminal.text(), "an answer was typed into the score"
    slowly(terminal, "\x1b[A")
    terminal.send("2")
    terminal.wait_for("SINS T8")
    now = content(data)
    assert {name: now[name] for name in before} == before
    terminal.send("\x13")
    terminal.wait_for("saved")
    terminal.send("q")
    assert terminal.wait_exit() == 0


def test_a_paste_of_a_megabyte_and_rapid_keys_lose_nothing(start: Start, data: Path) -> None:
    terminal = start(columns=120, rows=40)
    terminal.wait_for("1 · TB-0142")
    terminal.send("\x1b[B\x1b[A" * 40 + "s" + "\x1b[B" * 2 + "4" + "\x13")
    terminal.wait_for("saved")
    terminal.send("v" + "\x1b[200~" + "W" * (1 << 20) + "\x1b[201~" + ESC)
    terminal.settle(1)
    terminal.send("/TB-0150")
    terminal.wait_for("TB-0150", patience=60)
    terminal.send("\r")
    terminal.settle(0.5)
    terminal.send("\x11")
    assert terminal.wait_exit() == 0
    assert b"translation" in (data / "board.json.wal").read_bytes()


def test_any_bytes_at_all_leave_it_running_the_record_whole_and_it_quits(start: Start, data: Path) -> None:
    chance = random.Random(20261128)  # noqa: S311 - the same bytes each time
    leaving = b"q\x11"
    terminal = start(columns=100, rows=30)
    terminal.wait_for("TB-0142")
    for _ in range(25):
        noise = bytes(byte for byte in chance.randbytes(160) if byte not in leaving)
        pieces = (
            noise,
            b"\x1b",
            noise[:7],
            b"\x1b[",
            noise[:3],
            b"\xff\xfe\x00\xc3",
            b"\x1b[200~"[: chance.randrange(7)],
        )
        terminal.send(b"".join(pieces))
        terminal.settle(0.02)
    terminal.settle(2.2)  # half a paste is not waited for any longer
    for _ in range(6):
        terminal.send(ESC)
        terminal.settle(0.3)
    terminal.send("\x11")
    assert terminal.wait_exit(30) == 0
    assert terminal.modes()[1049] is False
    assert b"tumorboard stopped" not in terminal.raw
    environment = {**os.environ, "TUMORBOARD_DATA": str(data)}
    subprocess.run([*PROGRAM, "check"], env=environment, check=True, capture_output=True)
