"""Textual's Linux driver over a thin line. The one place that leans on what Textual keeps to itself (8.2.8).

`LinuxDriver` writes only through `write`, to `_file`. It hears of a new size by SIGWINCH, for which `ListeningDriver`
has its own handler, or by a Resize message from the terminal itself. SIGTSTP and SIGCONT call `_sigtstp_application`
and `_sigcont_application`. The thread for writing that it starts stays idle.
"""

import os
import re
import sys
import termios
from collections.abc import Callable, Mapping
from threading import current_thread, main_thread
from typing import Any, Final, TextIO, cast

from textual import events
from textual.message import Message

from tumorboard.tui.listening import ListeningDriver
from tumorboard.tui.thin.line import ThinLine
from tumorboard.tui.thin.pace import pace_of
from tumorboard.tui.thin.sender import Sender

__all__ = ["ThinDriver", "driver_for", "erases_in_pens_ground"]

_KNOWN: Final = re.compile(
    r"(?:xterm|tmux|screen|rxvt|alacritty|kitty|foot|wezterm|ghostty|contour|konsole|gnome|vte|st|putty|mintty|linux)"
    r"(?:[-.+].*)?"
)
"""Terminals, by TERM, that take what it sends as it means it: places, steps, and a cursor that waits at the edge."""

_CHANGES_WHAT_IS_SENT: Final = termios.OLCUC | termios.OCRNL | termios.ONOCR | termios.ONLRET | termios.TABDLY


def driver_for(environment: Mapping[str, str] = os.environ, *, plain: bool = False) -> type[ListeningDriver]:
    """The driver for this terminal: one that sends all of it where that is asked for, or the terminal is none known."""
    stream = sys.__stderr__
    if plain or stream is None or not stream.isatty() or not _KNOWN.fullmatch(environment.get("TERM", "")):
        return ListeningDriver
    takes_text = stream.encoding.lower().replace("-", "") == "utf8"
    is_altered = _output_flags(stream.fileno()) & _CHANGES_WHAT_IS_SENT
    return ThinDriver if takes_text and not is_altered else ListeningDriver


def erases_in_pens_ground(terminal: str) -> bool:
    """Whether a terminal of this name leaves the pen's own ground where it erases, as all do but GNU Screen."""
    return re.fullmatch(r"screen(?:[-.+].*)?", terminal) is None


class ThinDriver(ListeningDriver):
    """Sends only the cells that changed."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self._sender: Sender | None = None
        self._resized = self._writing = False
        self._told_size: tuple[int, int] | None = None
        self._waiting: list[Callable[[], None]] = []
        super().__init__(*given, **named)

    def start_application_mode(self) -> None:
        """Take the terminal, of which nothing is known yet."""
        self._end_line()
        self._told_size = None
        stream = self._stream
        stream.flush()
        line = ThinLine(
            *self._size_now(),
            newline_returns=bool(_output_flags(stream.fileno()) & termios.ONLCR),
            erases=erases_in_pens_ground(os.environ.get("TERM", "")),
        )
        self._sender = Sender(line, stream.fileno(), pace_of(os.environ), stream.encoding, stream.errors or "strict")
        self._sender.start()
        super().start_application_mode()

    def write(self, data: str) -> None:
        """Take what Textual writes. A signal to suspend or resume in the middle of it waits for its end."""
        sender = self._sender
        if sender is None:
            return
        outermost = current_thread() is main_thread() and not self._writing
        self._writing = self._writing or outermost
        try:
            if self._resized:
                self._resized = False
                sender.resize(*self._size_now())
            sender.write(data)
        finally:
            if outermost:
                self._writing = False
        while outermost and self._waiting:
            self._waiting.pop(0)()

    def close(self) -> None:
        """Send what is left, and give the terminal back."""
        self._end_line()
        super().close()

    def process_message(self, message: Message) -> None:
        """Hear of a new size from the terminal itself, before the app paints for it."""
        if isinstance(message, events.Resize) and message.size != self._size_now():
            self._told_size = message.size.width, message.size.height
            self._resized = True
        super().process_message(message)

    @property
    def _stream(self) -> TextIO:
        return cast("TextIO", self._file)

    def _end_line(self) -> None:
        sender, self._sender = self._sender, None
        if sender is not None:
            sender.stop()

    def _size_now(self) -> tuple[int, int]:
        """The terminal's own size, whatever the environment says; nothing where it cannot be asked."""
        if self._told_size is not None:
            return self._told_size
        try:
            return os.get_terminal_size(self._stream.fileno())
        except OSError:
            return 0, 0

    def _tell_size(self) -> None:
        self._resized = True
        super()._tell_size()

    def _sigtstp_application(self, *given: Any) -> None:
        self._unless_writing(lambda: super(ThinDriver, self)._sigtstp_application(*given))

    def _sigcont_application(self, *given: Any) -> None:
        self._unless_writing(lambda: super(ThinDriver, self)._sigcont_application(*given))

    def _unless_writing(self, act: Callable[[], None]) -> None:
        if self._writing:
            self._waiting.append(act)
        else:
            act()


def _output_flags(terminal: int) -> int:
    try:
        return int(termios.tcgetattr(terminal)[1])
    except termios.error:
        return 0
