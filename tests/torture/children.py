"""Child processes by fork: nothing is imported again, so that hundreds of them take seconds."""

import json
import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from tumorboard.store.contract import StoreError

__all__ = ["COMPLAINT", "FAULT", "Answer", "Child", "Say", "answer_of", "while_watched"]

Say = Callable[[str], None]
COMPLAINT: Final = "complaint "
"""Begins the line that a child leaves when a StoreError ended it."""
FAULT: Final = "fault "
"""Begins the line that a child leaves when anything else ended it."""
_ANSWER: Final = "answer "


class Child:
    """A forked process that does some work and says lines. The parent must have no store open."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            _live(work, writing)
        os.close(writing)
        os.set_blocking(reading, False)
        self._pipe = reading
        self._text = b""
        self._is_open = True
        self.status: int | None = None

    def lines(self) -> list[str]:
        """Every whole line that was said so far; does not wait."""
        while self._is_open:
            try:
                said = os.read(self._pipe, 1 << 16)
            except BlockingIOError:
                break
            if not said:
                self._is_open = False
                os.close(self._pipe)
            self._text += said
        return self._text.decode().split("\n")[:-1]

    def heard(self, begin: str, patience: float) -> bool:
        """Wait until a line has that beginning; False when the child ended or patience did first."""
        deadline = time.monotonic() + patience
        while not any(line.startswith(begin) for line in self.lines()):
            if not self._is_open or not self._readable(deadline):
                return any(line.startswith(begin) for line in self.lines())
        return True

    def send(self, number: signal.Signals) -> None:
        """Send a signal, if the child is still there."""
        if self.status is None:
            os.kill(self.pid, number)

    def has_ended(self) -> bool:
        """Whether it has; does not wait."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status is not None

    def finish(self, patience: float) -> bool:
        """Wait for the end and for all that was said; whoever does not end in time is killed, and that is False."""
        deadline = time.monotonic() + patience
        while self._is_open and self._readable(deadline):
            self.lines()
        in_time = not self._is_open
        if not in_time:
            self.send(signal.SIGKILL)
        if self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.lines()
        return in_time

    def _readable(self, deadline: float) -> bool:
        return bool(select.select([self._pipe], [], [], max(0.0, deadline - time.monotonic()))[0])


@dataclass(frozen=True, slots=True)
class Answer:
    """What a child answered; without an answer `complaint` is a StoreError's line and `fault` anything else."""

    value: Any = None
    complaint: str | None = None
    fault: str | None = None


def while_watched() -> Iterator[int]:
    """Count on without end, but not beyond the life of the parent, so that a run that is broken off leaves nobody."""
    parent = os.getppid()
    for number in count():
        if os.getppid() != parent:
            return
        yield number


def answer_of(question: Callable[[], Any], patience: float = 60) -> Answer:
    """Ask in a child of its own, whose end takes every open file with it. The answer must fit into JSON."""
    child = Child(lambda say: say(_ANSWER + json.dumps(question())))
    if not child.finish(patience):
        return Answer(fault=f"hung for {patience:g} s")
    last = (child.lines() or [""])[-1]
    if last.startswith(_ANSWER):
        return Answer(value=json.loads(last.removeprefix(_ANSWER)))
    if last.startswith(COMPLAINT):
        return Answer(complaint=last.removeprefix(COMPLAINT))
    return Answer(fault=last.removeprefix(FAULT) or f"ended with {child.status}")


def _live(work: Callable[[Say], None], writing: int) -> None:
    """The whole life of a child; never returns."""

    def say(line: str) -> None:
        rest = (line + "\n").encode()
        while rest:
            rest = rest[os.write(writing, rest) :]

    try:
        for number in (signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        work(say)
    except StoreError as error:
        say(COMPLAINT + _line(error))
    except BaseException as error:
        say(f"{FAULT}{type(error).__name__}: {_line(error)}")
    finally:
        os._exit(0)


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())
