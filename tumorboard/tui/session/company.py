"""Who else is at the meeting, following its chair, and a chair who is gone. Knows no widget."""

from datetime import datetime

from tumorboard.board.board import Board
from tumorboard.board.meeting.running import was_relieved
from tumorboard.board.presence import Present
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.said import NOTHING_SAID, Said

__all__ = ["Company"]


class Company:
    """What one session knows of the others."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.following = False
        self.here: tuple[Present, ...] = ()
        self.leader_gone = False
        self._told_of: datetime | None = None

    def say_where(self, meeting: Meeting | None, case_id: str | None) -> None:
        """Say what I have open. Costs next to nothing where that is what was said last."""
        self._board.presence.announce(meeting.id if meeting else None, case_id)

    def look(self, meeting: Meeting | None, case_id: str | None) -> bool:
        """Say where I am, see who else is here; whether anything is different. Raises StoreError."""
        self.say_where(meeting, case_id)
        presence = self._board.presence
        here = tuple(presence.here(meeting.id)) if meeting else ()
        away = meeting is not None and not any(each.leads for each in here)
        gone = meeting is not None and away and presence.leader_is_gone(meeting)
        before, self.here, self.leader_gone = (self.here, self.leader_gone), here, gone
        return before != (here, gone)

    def follow(self, meeting: Meeting | None) -> Said:
        """Follow whoever leads the meeting, before it is led a chair who is here; or stop it."""
        if self.following:
            self.following = False
            return Said("you follow nobody")
        if meeting is not None and meeting.led_by == self._board.person.id:
            return Said("you lead this meeting; the others follow you", "error")
        whom = self._whom(meeting)
        if whom is None:
            return Said("nobody leads this meeting yet, and no chair has it open; a chair opens it (O)", "error")
        self.following = True
        return Said(f"following {self._name(whom)} until you move")

    def moved(self) -> Said:
        """I opened a case myself, and follow nobody any more; what there is to say of that."""
        followed, self.following = self.following, False
        return Said("you moved and follow nobody now; f follows the chair again") if followed else NOTHING_SAID

    def chairs_case(self, meeting: Meeting | None) -> str | None:
        """The case that whom I follow has open, as last looked; None while they are away."""
        whom = self._whom(meeting) if self.following else None
        return next((each.case_id for each in self.here if each.person == whom), None)

    def taken_over(self, meeting: Meeting | None) -> Said | None:
        """Told once in a session to a leader whom somebody relieved, be it while they were away."""
        at = was_relieved(meeting, self._board.person.id) if meeting is not None else None
        if meeting is None or meeting.led_by is None or at is None or at == self._told_of:
            return None
        self._told_of = at
        return Said(f"{self._name(meeting.led_by)} leads the meeting now: {meeting.takeovers[-1].reason}", "error")

    def words(self, meeting: Meeting | None, current: str | None) -> str:
        """How many are here, whom I follow and what they have open where I stay behind, and that the leader is gone."""
        parts = [f"{len(self.here)} here"] if len(self.here) > 1 else []
        whom = self._whom(meeting)
        if meeting is not None and self.leader_gone and meeting.led_by is not None:
            key = ": T takes over" if self._board.person.may_lead else ""
            parts.append(f"{self._name(meeting.led_by)}'s link dropped{key}")
        elif self.following and whom is not None:
            open_there = self.chairs_case(meeting)
            ahead = f", who is at {open_there}" if open_there not in (None, current) else ""
            parts.append(f"following {self._name(whom)}{ahead}")
        return " · ".join(parts)

    def told(self) -> list[str]:
        """Everybody who is here, with what they look at."""
        return [
            f"{each.name}{' (leads)' if each.leads else ''}: {each.case_id or 'no case'}, since "
            f"{each.since.astimezone():%H:%M}"
            for each in self.here
        ]

    def _whom(self, meeting: Meeting | None) -> str | None:
        """Whom one follows: the leader, else the first chair who is here and is not I."""
        if meeting is None or meeting.led_by is not None:
            return meeting.led_by if meeting else None
        me = self._board.person.id
        return next((each.person for each in self.here if each.chairs and each.person != me), None)

    def _name(self, person_id: str) -> str:
        people = {person.id: person.name for person in self._board.people.all()}
        return people.get(person_id, person_id)
