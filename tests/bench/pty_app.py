"""A full-screen program on a pseudo-terminal, timed from outside; pyte says what its screen shows."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import pyte

from tests.bench.place import Argv, Place
from tests.bench.processes import proc_status_bytes

__all__ = ["Answer", "Painted", "PtyApp", "Size"]

Size = tuple[int, int]
"""Columns and rows."""

_SILENCE: Final = 0.25
"""Seconds without output after which an answer counts as complete; the wait itself is not counted."""
_AT_LONGEST: Final = 30.0
_ASKS_SYNC: Final = b"\x1b[?2026$p"
_HAS_SYNC: Final = b"\x1b[?2026;2$y"


@dataclass(frozen=True, slots=True)
class Painted:
    """The first screen: seconds until it showed what was waited for, and what it cost until all was quiet."""

    seconds: float
    cpu: float
    written: int
    memory: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one key: seconds until its last byte, bytes, and seconds of the processor."""

    seconds: float
    written: int
    cpu: float


class PtyApp:
    """Output is taken with its times and shown to pyte only when it is quiet, so that pyte slows nothing."""

    def __init__(self, place: Place, argv: Argv, size: Size) -> None:
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._terminal, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._began = time.perf_counter()
        self._child = subprocess.Popen(
            argv,
            env=place.environment,
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
        written = 0
        while seconds is None:
            if time.perf_counter() - self._began > _AT_LONGEST:
                raise RuntimeError(f"{text!r} never appeared on:\n{self.text}")
            for at, data in self._taken(_SILENCE):
                written += len(data)
                self._stream.feed(data)
                if seconds is None and text in self.text:
                    seconds = at - self._began
        return Painted(seconds, self.cpu, written, proc_status_bytes(self._child.pid, "VmHWM"))

    def press(self, key: bytes, until: str = "") -> Answer:
        """Send a key and wait for the complete answer, which is not before the screen shows a text."""
        used, sent = self.cpu, time.perf_counter()
        os.write(self._terminal, key)
        last, written = 0.0, 0
        while not last or until not in self.text:
            taken = self._taken(_SILENCE)
            if not taken and time.perf_counter() - sent > _AT_LONGEST:
                raise RuntimeError(f"no answer to {key!r} on:\n{self.text}")
            for at, data in taken:
                self._stream.feed(data)
                last, written = at, written + len(data)
        return Answer(last - sent, written, self.cpu - used)

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
        while select.select([self._terminal], [], [], silence)[0]:
            try:
                data = os.read(self._terminal, 65536)
            except OSError as error:
                raise RuntimeError(f"the program ended, on:\n{self.text}") from error
            taken.append((time.perf_counter(), data))
            if _ASKS_SYNC in data:
                os.write(self._terminal, _HAS_SYNC)
        return taken
