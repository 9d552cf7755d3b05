"""A program on a pseudo-terminal, seen through a pyte screen: send keys, read the screen, resize, hang up."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

__all__ = ["Terminal"]

_MODE = re.compile(rb"\x1b\[\?(\d+)([hl])")
_BASE = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC", "TEXTUAL_ANIMATIONS": "none"}


class Terminal:
    """One program on one terminal. `raw` holds every byte that it wrote."""

    def __init__(
        self,
        argv: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 80,
        rows: int = 24,
        cwd: Path | None = None,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.raw = b""
        self._stream = pyte.ByteStream(self.screen)
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            os.chdir(cwd or Path.cwd())
            os.execvpe(argv[0], list(argv), {**kept, **_BASE, **environment})  # noqa: S606
        os.set_inheritable(self._handle, False)  # else a terminal opened later keeps this one's line
        self._size(columns, rows)

    def send(self, keys: str | bytes) -> None:
        """Type; also what no keyboard sends. What the program writes meanwhile is taken in, as a terminal does."""
        rest = keys.encode() if isinstance(keys, str) else keys
        while rest:
            readable, writable, _ = select.select([self._handle], [self._handle], [], 10)
            assert readable or writable, "the program takes nothing in"
            if readable:
                self._feed()
            if writable:
                rest = rest[os.write(self._handle, rest[:1024]) :]

    def modes(self) -> dict[int, bool]:
        """The private modes that were set and reset, as they stand."""
        return {int(mode): how == b"h" for mode, how in _MODE.findall(self.raw)}

    def resize(self, columns: int, rows: int) -> None:
        """Change the window's size."""
        self.screen.resize(rows, columns)
        self._size(columns, rows)

    def claim(self, columns: int, rows: int) -> None:
        """Tell the program a size that the terminal does not have."""
        self._size(columns, rows)

    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, words: str, patience: float = 20) -> str:
        """Wait until words are on the screen, and read it. Raises AssertionError when they never are."""
        return self.wait_until(lambda shown: words in shown, repr(words), patience)

    def wait_until(self, is_so: Callable[[str], bool], what: str, patience: float = 20) -> str:
        """Wait until the screen is as it should be, and read it. Raises AssertionError when it never is."""
        end = time.monotonic() + patience
        while not is_so(self.text()):
            assert time.monotonic() < end, f"{what} never appeared in:\n{self.text()}"
            self._pump(0.05)
        return self.text()

    def take(self, patience: float) -> bool:
        """Take in the next bytes that are written; False when none came within `patience` seconds."""
        if not select.select([self._handle], [], [], patience)[0]:
            return False
        return self._feed()

    def settle(self, seconds: float = 1) -> None:
        """Take in whatever is written within some seconds."""
        self._pump(seconds)

    def hang_up(self) -> None:
        """Close the line, as sshd does when the link drops."""
        os.close(self._handle)
        self._handle = -1

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def wait_exit(self, patience: float = 10) -> int:
        """Wait until the program has ended; its exit code, negative for a signal."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                if self._handle >= 0:
                    self._pump(0.1)
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            self._pump(0.02)
        raise AssertionError("still running")

    def close(self) -> None:
        """End the program whatever it does."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self._handle >= 0:
            os.close(self._handle)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _pump(self, seconds: float) -> None:
        if self._handle < 0:
            select.select([], [], [], seconds)
            return
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self._handle], [], [], left)[0] and not self._feed():
                return

    def _feed(self) -> bool:
        try:
            written = os.read(self._handle, 65536)
        except OSError:
            return False
        self.raw += written
        self._stream.feed(written)
        return bool(written)
