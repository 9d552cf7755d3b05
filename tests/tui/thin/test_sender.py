"""Who writes never waits for the terminal, and what is outdated by the time it is free is not sent."""

import os
from collections.abc import Iterator

import pytest

from tumorboard.tui.thin.line import ThinLine
from tumorboard.tui.thin.pace import pace_of
from tumorboard.tui.thin.sender import Sender

FRAME = "\x1b[2;1H{}\x1b[1;1H"
ROOM = 1 << 16
"""What a pipe takes before it blocks."""


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    """The two ends of a line to a terminal."""
    reading, writing = os.pipe()
    yield reading, writing
    for end in (reading, writing):
        try:
            os.close(end)
        except OSError:
            continue


def sender(terminal: int, line: type[ThinLine] = ThinLine) -> Sender:
    """One that runs."""
    made = Sender(line(20, 4, newline_returns=True), terminal, pace_of({}), "utf-8", "strict")
    made.start()
    return made


def rest_of(reading: int, writing: int) -> bytes:
    """Everything up to the end."""
    os.close(writing)
    parts = []
    while part := os.read(reading, ROOM):
        parts.append(part)
    return b"".join(parts)


def test_it_sends_what_is_written_and_all_of_it_before_it_ends(pipe: tuple[int, int]) -> None:
    made = sender(pipe[1])
    made.write("\x1b[m" + FRAME.format("é T8"))
    made.write("\x1b[?2026h\x1b[3;1HL2")
    made.stop()
    sent = rest_of(*pipe)
    assert sent.count("é T8".encode()) == 1
    assert sent.endswith(b"L2\x1b[?2026l")


class _Noted(ThinLine):
    taken = 0

    def take(self, *, all_of_it: bool = False) -> str:
        text = super().take(all_of_it=all_of_it)
        self.taken += bool(text)
        return text


@pytest.mark.parametrize("frame", [FRAME.format("T8"), "\x1b[m"], ids=["something", "nothing new"])
def test_an_idle_sender_has_looked_at_a_frame_before_the_writer_goes_on(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch, frame: str
) -> None:
    monkeypatch.setattr("tumorboard.tui.thin.sender._HANDED_OVER_IN", 1_000)
    line = _Noted(20, 4, newline_returns=True)
    made = Sender(line, pipe[1], pace_of({}), "utf-8", "strict")
    made.start()
    made.write("\x1b[m" + FRAME.format("T8"))
    assert line.taken == 1
    for _ in range(200):
        made.write(frame)
    made.stop()
    assert line.taken >= 1


def test_a_stalled_terminal_stops_nobody_and_is_then_sent_only_the_newest(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.set_blocking(writing, False)
    os.write(writing, b"." * ROOM)
    os.set_blocking(writing, True)
    made = sender(writing)
    for count in range(5000):
        made.write("\x1b[m" + FRAME.format(f"case {count:04}"))
    made.write("\x1b[m" + FRAME.format("NEWEST!!!"))
    taken = 0
    while taken < ROOM:
        taken += len(os.read(reading, ROOM - taken))
    made.stop()
    sent = rest_of(reading, writing)
    assert len(sent) < 200
    assert b"NEWEST!!!" in sent


def test_a_terminal_that_does_not_block_is_waited_for(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.set_blocking(writing, False)
    os.write(writing, b"." * ROOM)
    made = sender(writing)
    made.write("\x1b[m" + FRAME.format("T8"))
    taken = 0
    while taken < ROOM:
        taken += len(os.read(reading, ROOM - taken))
    made.stop()
    assert b"T8" in rest_of(reading, writing)


def test_a_terminal_that_is_gone_ends_it_quietly(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    os.close(reading)
    made = sender(writing)
    made.write("\x1b[m" + FRAME.format("T8"))
    made.join(10)
    assert not made.is_alive()
    made.write(FRAME.format("T9"))
    made.stop()


class _Faulty(ThinLine):
    def take(self, *, all_of_it: bool = False) -> str:
        raise ZeroDivisionError(all_of_it)


def test_a_fault_in_sending_reaches_who_writes_next_and_the_terminal_is_still_given_back(pipe: tuple[int, int]) -> None:
    made = sender(pipe[1], _Faulty)
    while True:
        try:
            made.write(FRAME.format("T8"))
        except ZeroDivisionError:
            break
    made.write("\x1b[?1049l")
    made.stop()
    assert rest_of(*pipe).endswith(b"\x1b[?1049l")
