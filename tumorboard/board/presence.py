"""Who sits at a meeting now, on which case, and whether whoever leads it is still there."""

from dataclasses import dataclass
from datetime import datetime

from tumorboard.board.desk import Desk
from tumorboard.domain.meeting import Meeting
from tumorboard.store.presence import Here, Presence

__all__ = ["AtTheBoard", "Present"]


@dataclass(frozen=True, slots=True)
class Present:
    """A person at a meeting: the case that they opened last, since when, and whether they lead the meeting."""

    person: str
    name: str
    case_id: str | None
    since: datetime
    leads: bool


class AtTheBoard:
    """The living sessions of the data folder. In an archive nobody sits, and nobody is said to."""

    def __init__(self, desk: Desk, sessions: Presence | None) -> None:
        """`sessions` is None in an archive."""
        self._desk = desk
        self._sessions = sessions

    def announce(self, meeting_id: str | None, case_id: str | None) -> None:
        """Say what is open in this session. Costs next to nothing where that is what was said last."""
        if self._sessions is not None:
            self._sessions.announce(meeting_id, case_id, self._desk.now())

    def here(self, meeting_id: str) -> list[Present]:
        """Who has a meeting open, each person once, whoever leads it first, then by name. Cheap. Raises StoreError."""
        sessions = {here.person_id: here for here in self._here() if here.meeting_id == meeting_id}
        if not sessions:
            return []
        meeting = self._desk.store.get("meetings", meeting_id)
        leader = meeting.content.get("led_by") if meeting else None
        present = [
            Present(key, self._name(key), session.case_id, session.since, key == leader)
            for key, session in sessions.items()
        ]
        return sorted(present, key=lambda each: (not each.leads, each.name.casefold(), each.person))

    def chair_at(self, meeting: Meeting) -> str | None:
        """The case that whoever leads the meeting has open in it; None without a leader, or while they are away."""
        if meeting.led_by is None:
            return None
        opened = [here for here in self._here() if (here.person_id, here.meeting_id) == (meeting.led_by, meeting.id)]
        return opened[-1].case_id if opened else None

    def leader_is_gone(self, meeting: Meeting) -> bool:
        """Whether the meeting is open and whoever leads it has no living session, at this meeting or any other."""
        if self._sessions is None or meeting.state != "open" or meeting.led_by is None:
            return False
        return meeting.led_by not in {here.person_id for here in self._here()}

    def leave(self) -> None:
        """End this session's presence."""
        if self._sessions is not None:
            self._sessions.leave()

    def _here(self) -> list[Here]:
        return [] if self._sessions is None else self._sessions.here()

    def _name(self, key: str) -> str:
        """The name of a person; of a login that is not enrolled, the login."""
        person = self._desk.store.get("people", key)
        return str(person.content.get("name", key)) if person else key
