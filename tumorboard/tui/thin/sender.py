"""The way to the terminal: a thread that sends as fast as the line takes it, and never what is outdated by then."""

import os
import select
from threading import Condition, RLock, Thread
from time import monotonic
from typing import Final

from tumorboard.tui.thin.line import ThinLine
from tumorboard.tui.thin.pace import Pace

__all__ = ["Sender"]

_HANDED_OVER_IN: Final = 0.02
"""Seconds within which an idle sender takes what was written, on a machine that has the time."""


class Sender(Thread):
    """Holds a thin line and writes what it gives to a terminal.

    Who writes never waits for the terminal, only for the sender to take what it has: it would not come to it before the
    writer has nothing else to do. While the terminal is slow the frames in between are only taken in: when it is free
    again it is sent the difference to the newest.
    """

    def __init__(self, line: ThinLine, terminal: int, pace: Pace, encoding: str, errors: str) -> None:
        """`terminal` is a file descriptor."""
        super().__init__(daemon=True, name="thin-line")
        self._line, self._pace = line, pace
        self._terminal, self._encoding, self._errors = terminal, encoding, errors
        lock = RLock()
        self._news, self._taken = Condition(lock), Condition(lock)
        self._ending = self._hung_up = False
        self._idle = True
        self._fault: Exception | None = None

    def write(self, text: str) -> None:
        """Take text for the terminal. Raises once what went wrong in sending, so that nobody goes on unseen."""
        with self._news:
            fault, self._fault = self._fault, None
            if fault is not None:
                raise fault
            if self._hung_up:
                return
            self._line.feed(text)
            if self._line.ready:
                self._news.notify()
                if self._idle:
                    self._taken.wait(_HANDED_OVER_IN)

    def resize(self, columns: int, rows: int) -> None:
        """Be told that the terminal changed its size."""
        with self._news:
            self._line.resize(columns, rows)

    def stop(self) -> None:
        """Send all that was written, and end."""
        with self._news:
            self._ending = True
            self._news.notify()
        self.join()

    def run(self) -> None:
        """Send until told to end, or until the terminal is gone. After a fault everything is sent as it comes."""
        while not self._hung_up:
            try:
                text = self._next()
                if text is None:
                    return
                self._send(text.encode(self._encoding, self._errors))
            except OSError:
                with self._news:
                    self._hung_up = True
            except Exception as fault:
                with self._news:
                    self._fault, self._line = fault, ThinLine(0, 0, newline_returns=False)

    def _next(self) -> str | None:
        """Wait for something to send; None at the end."""
        with self._news:
            while True:
                ending = self._ending
                pause = 0 if ending else self._pace.wait(monotonic())
                text = "" if pause else self._line.take(all_of_it=ending)
                self._idle = not (pause or text or ending)
                self._taken.notify()
                if text or ending:
                    return text or None
                self._news.wait(pause or None)

    def _send(self, data: bytes) -> None:
        self._pace.sent(len(data), monotonic())
        while data:
            try:
                data = data[os.write(self._terminal, data) :]
            except BlockingIOError:
                select.select([], [self._terminal], [])
