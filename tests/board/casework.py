"""Cases, people and other sessions for the tests of the use cases."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.strategies import read
from tumorboard.board.board import Board
from tumorboard.domain.case import Case
from tumorboard.domain.people import Person
from tumorboard.domain.vocabulary import Role

Now = Callable[[], datetime]


def case(key: str = "A", **content: Any) -> Case:
    """A case as a file would bring it."""
    return read({"id": key, **content})


def person(key: str, *roles: Role) -> Person:
    """Somebody to enrol."""
    return Person(id=key, name=f"Dr {key}", roles=roles)


def met(board: Board, *cases: Case, title: str = "Spine MDT", starts: datetime | None = None) -> str:
    """Plan a meeting, at the board's own time if no other is given, and put cases on it; its id."""
    meeting = board.meetings.plan(title, starts or board.now())
    board.intake.admit(cases, meeting.id)
    return meeting.id


class Interrupted:
    """A clock that lets somebody else act once, at the moment at which the time is asked for the `ask`-th time.

    Use cases ask the time after they have read and before they commit: exactly where another session may slip in.
    """

    def __init__(self, clock: Now, other: Callable[[], object], ask: int = 1) -> None:
        self._clock = clock
        self._other = other
        self._asks_left = ask

    def __call__(self) -> datetime:
        self._asks_left -= 1
        if self._asks_left == 0:
            self._other()
        return self._clock()
