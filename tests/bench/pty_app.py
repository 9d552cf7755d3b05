"""A full-screen program on a pseudo-terminal, timed from outside; pyte says what its screen shows."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import pyte

from tests.bench.place import Argv, Place
from tests.bench.processes import proc_status_bytes
from tests.bench.slow_line import Line, Piece

__all__ = ["REPEATS_A_SECOND", "Answer", "Held", "Painted", "PtyApp", "Size"]

Size = tuple[int, int]
"""Columns and rows."""

_SILENCE: Final = 0.25
"""Seconds without output after which an answer counts as complete; the wait itself is not counted."""
_AT_LONGEST: Final = 30.0
_ASKS_SYNC: Final = b"\x1b[?2026$p"
_FRAME: Final = b"\x1b[?2026h"
"""What a frame begins with."""
_LOGIN: Final = {"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
REPEATS_A_SECOND: Final = 30
_HAS_SYNC: Final = b"\x1b[?2026;2$y"


@dataclass(frozen=True, slots=True)
class Painted:
    """The first screen: seconds until it showed what was waited for, and what it cost until all was quiet."""

    seconds: float
    cpu: float
    written: int
    memory: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one key: seconds until its last byte, bytes, seconds of the processor, and frames.

    `pieces` is what was written, each with its seconds since the key.
    """

    seconds: float
    written: int
    cpu: float
    frames: int
    pieces: tuple[Piece, ...]

    def over(self, line: Line) -> float:
        """Seconds until the answer is complete at the other end of a line."""
        return line.arrived([(line.there + at, size) for at, size in self.pieces])


@dataclass(frozen=True, slots=True)
class Held:
    """A key that was held down: when it came last, and all that was written, in seconds since it came first."""

    last: float
    pieces: tuple[Piece, ...]

    @property
    def written(self) -> int:
        """Bytes while it was held and until all was quiet."""
        return sum(size for _, size in self.pieces)

    def lag_over(self, line: Line) -> float:
        """Seconds from the last key until its answer is complete at the other end of a line."""
        return line.arrived([(line.there + at, size) for at, size in self.pieces]) - self.last


class PtyApp:
    """Output is taken with its times and shown to pyte only when it is quiet, so that pyte slows nothing."""

    def __init__(self, place: Place, argv: Argv, size: Size, *, over_ssh: bool = False) -> None:
        """`over_ssh` tells the program, as sshd would, that it runs in a login from elsewhere."""
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._terminal, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._began = time.perf_counter()
        self._child = subprocess.Popen(
            argv,
            env=place.environment | (_LOGIN if over_ssh else {}),
            cwd=place.folder,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        os.close(inner)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._child.kill()
        self._child.wait()
        os.close(self._terminal)

    def painted(self, text: str) -> Painted:
        """Wait until the screen shows a text and all is quiet."""
        seconds: float | None = None
        pieces: list[Piece] = []
        while seconds is None:
            if time.perf_counter() - self._began > _AT_LONGEST:
                raise RuntimeError(f"{text!r} never appeared on:\n{self.text}")
            for at, data in self._taken(_SILENCE):
                pieces.append((at - self._began, len(data)))
                self._stream.feed(data)
                if seconds is None and text in self.text:
                    seconds = at - self._began
        written = sum(size for _, size in pieces)
        return Painted(seconds, self.cpu, written, proc_status_bytes(self._child.pid, "VmHWM"), tuple(pieces))

    def press(self, key: bytes, until: str = "") -> Answer:
        """Send a key and wait for the complete answer, which is not before the screen shows a text."""
        used, sent = self.cpu, time.perf_counter()
        os.write(self._terminal, key)
        pieces: list[Piece] = []
        frames = 0
        while not pieces or until not in self.text:
            taken = self._taken(_SILENCE)
            if not taken and time.perf_counter() - sent > _AT_LONGEST:
                raise RuntimeError(f"no answer to {key!r} on:\n{self.text}")
            for at, data in taken:
                self._stream.feed(data)
                pieces.append((at - sent, len(data)))
                frames += data.count(_FRAME)
        return Answer(pieces[-1][0], sum(size for _, size in pieces), self.cpu - used, frames, tuple(pieces))

    def held(self, keys: Sequence[bytes]) -> Held:
        """Send keys as fast as a keyboard does of which one is held down, and wait until all is quiet."""
        began = last = time.perf_counter()
        taken: list[tuple[float, bytes]] = []
        for count, key in enumerate(keys):
            last = began + count / REPEATS_A_SECOND
            while (left := last - time.perf_counter()) > 0:
                taken += self._taken_within(left)
            os.write(self._terminal, key)
        taken += self._taken(_SILENCE)
        return Held(last - began, tuple((at - began, len(data)) for at, data in taken))

    def left(self, key: bytes) -> float:
        """Send the key that ends the program; seconds until it has ended."""
        sent = time.perf_counter()
        os.write(self._terminal, key)
        while self._child.poll() is None:
            with suppress(OSError):  # the terminal is gone with the program
                if select.select([self._terminal], [], [], 0.001)[0]:
                    os.read(self._terminal, 65536)
        return time.perf_counter() - sent

    def pending(self) -> int:
        """Bytes that were written since the last look, without waiting for more."""
        return sum(len(data) for _, data in self._taken(0))

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self._screen.display)

    @property
    def cpu(self) -> float:
        """Seconds of the processor that the program has used, all its threads together."""
        return time.clock_gettime(~self._child.pid << 3 | 2)  # the clock that clock_getcpuclockid(3) gives

    def _taken(self, silence: float) -> list[tuple[float, bytes]]:
        """What is written until nothing is for so long, each piece with its time."""
        taken = []
        while here := self._taken_within(silence):
            taken += here
        return taken

    def _taken_within(self, seconds: float) -> list[tuple[float, bytes]]:
        """The next piece that is written, with its time; none where nothing is for so long."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return []
        try:
            data = os.read(self._terminal, 65536)
        except OSError as error:
            raise RuntimeError(f"the program ended, on:\n{self.text}") from error
        if _ASKS_SYNC in data:
            os.write(self._terminal, _HAS_SYNC)
        return [(time.perf_counter(), data)]
