"""Who sits at a meeting now, on which case, and whether whoever leads it is still there."""

from datetime import datetime
from typing import NamedTuple

from tumorboard.board.desk import Desk
from tumorboard.domain.meeting import Meeting
from tumorboard.store.presence import Here, Presence

__all__ = ["AtTheBoard", "Present"]


class Present(NamedTuple):
    """A person at a meeting: the case that they opened last, and since when.

    `leads` says that they lead the meeting, `chairs` that they have the role of a chair and could.
    """

    person: str
    name: str
    case_id: str | None
    since: datetime
    leads: bool
    chairs: bool


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
        present = [self._present(session, leads=key == leader) for key, session in sessions.items()]
        return sorted(present, key=lambda each: (not each.leads, each.name.casefold(), each.person))

    def leader_is_gone(self, meeting: Meeting) -> bool:
        """Whether the meeting is open and whoever leads it has no living session, at this meeting or any other.

        Nobody is said to be gone where sessions cannot be seen: where not even my own is.
        """
        if meeting.state != "open" or meeting.led_by is None:
            return False
        living = {here.person_id for here in self._here()}
        return self._desk.person.id in living and meeting.led_by not in living

    def leave(self) -> None:
        """End this session's presence."""
        if self._sessions is not None:
            self._sessions.leave()

    def _here(self) -> list[Here]:
        return [] if self._sessions is None else self._sessions.here()

    def _present(self, session: Here, *, leads: bool) -> Present:
        """A session with the name of its person; of a login that is not enrolled, the login."""
        key = session.person_id
        document = self._desk.store.get("people", key)
        content = document.content if document else {}
        return Present(
            person=key,
            name=str(content.get("name", key)),
            case_id=session.case_id,
            since=session.since,
            leads=leads,
            chairs="chair" in content.get("roles", ()),
        )
