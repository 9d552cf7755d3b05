"""How a meeting stands beside its cases, each answer worked out once for each revision of the store."""

from collections.abc import Mapping

from tumorboard.board.board import Board
from tumorboard.domain.case import Case
from tumorboard.domain.decision import QuorumThen
from tumorboard.domain.meeting import BoardReading, Meeting
from tumorboard.tui.session.talk import Talk, talk_about

__all__ = ["Standing"]


class Standing:
    """`revision` names what was read; another one is asked anew."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._talked: tuple[object, Talk | None] = (None, None)
        self._quorum: tuple[object, QuorumThen | None] = (None, None)
        self._confirmed: tuple[object, Mapping[str, BoardReading]] = (None, {})

    def talk(self, meeting: Meeting | None, case: Case, place: int, revision: int) -> Talk | None:
        """What the sitting knows of a case, for the lesion at `place`. Raises StoreError."""
        asked = (case.id, place, revision)
        if meeting is not None and self._talked[0] != asked:
            self._talked = (asked, talk_about(self._board, meeting, case, place))
        return self._talked[1] if meeting is not None else None

    def confirmed(self, case: Case, revision: int) -> Mapping[str, BoardReading]:
        """The labs of a case that the board confirmed as they stand. Raises StoreError."""
        asked = (case.id, case.systemic.labs, revision)
        if self._confirmed[0] != asked:
            there = case.systemic.labs.model_fields_set
            self._confirmed = (asked, self._board.readings.confirmed(case.id) if there else {})
        return self._confirmed[1]

    def quorum(self, meeting: Meeting | None, revision: int) -> QuorumThen | None:
        """The quorum of who is in the register, while the meeting is open."""
        if self._quorum[0] != revision:
            runs = meeting is not None and meeting.state == "open"
            self._quorum = (revision, self._board.register.quorum(meeting) if meeting and runs else None)
        return self._quorum[1]
