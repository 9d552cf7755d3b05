"""Who else is at the meeting, following its chair, and a chair who is gone. Knows no widget."""

from tumorboard.board.board import Board
from tumorboard.board.presence import Present
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.said import Said

__all__ = ["Company"]


class Company:
    """What one session knows of the others."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.following = False
        self.here: tuple[Present, ...] = ()
        self.leader_gone = False
        self._led = False

    def look(self, meeting: Meeting | None, case_id: str | None) -> bool:
        """Say where I am, see who else is here; whether anything is different. Raises StoreError."""
        presence = self._board.presence
        presence.announce(meeting.id if meeting else None, case_id)
        here = tuple(presence.here(meeting.id)) if meeting else ()
        gone = meeting is not None and presence.leader_is_gone(meeting)
        before, self.here, self.leader_gone = (self.here, self.leader_gone), here, gone
        return before != (here, gone)

    def follow(self, meeting: Meeting | None) -> Said:
        """Follow whoever leads the meeting, or stop it."""
        if self.following:
            self.following = False
            return Said("you follow nobody")
        if meeting is None or meeting.led_by is None:
            return Said("nobody leads this meeting yet; a chair opens it (O)", "error")
        if meeting.led_by == self._board.person.id:
            return Said("you lead this meeting; the others follow you", "error")
        self.following = True
        return Said(f"following {self._name(meeting.led_by)} until you move")

    def moved(self) -> None:
        """I opened a case myself, and follow nobody any more."""
        self.following = False

    def chairs_case(self, meeting: Meeting | None) -> str | None:
        """The case that the leader whom I follow has open, or None."""
        return self._board.presence.chair_at(meeting) if self.following and meeting is not None else None

    def taken_over(self, meeting: Meeting | None) -> Said | None:
        """Told once to a leader whom somebody relieved."""
        me = self._board.person.id
        leads = meeting is not None and meeting.led_by == me
        lost, self._led = self._led and not leads, leads
        if not lost or meeting is None or meeting.led_by is None:
            return None
        why = meeting.leads[-1].reason if meeting.leads else ""
        return Said(f"{self._name(meeting.led_by)} leads the meeting now: {why}", "error")

    def words(self, meeting: Meeting | None) -> str:
        """How many are here, whom I follow, and that the leader is gone."""
        parts = [f"{len(self.here)} here"] if len(self.here) > 1 else []
        if meeting is not None and self.leader_gone and meeting.led_by is not None:
            key = "T takes over" if self._board.person.may_lead else "a chair takes over"
            parts.append(f"{self._name(meeting.led_by)} is gone: {key}")
        elif self.following and meeting is not None and meeting.led_by is not None:
            parts.append(f"following {self._name(meeting.led_by)}")
        return " · ".join(parts)

    def told(self) -> list[str]:
        """Everybody who is here, with what they look at."""
        return [
            f"{each.name}{' (leads)' if each.leads else ''}: {each.case_id or 'no case'}, since "
            f"{each.since.astimezone():%H:%M}"
            for each in self.here
        ]

    def _name(self, person_id: str) -> str:
        people = {person.id: person.name for person in self._board.people.all()}
        return people.get(person_id, person_id)
