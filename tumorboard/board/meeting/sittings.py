"""Changing a meeting that several people change at once: read, change, commit, and again if somebody was faster."""

from collections.abc import Callable, Sequence
from typing import Final

from tumorboard.board.desk import Desk, Filed, NotThere
from tumorboard.board.meetings import Meetings, content_of
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.store.contract import Conflict, Put

__all__ = ["Amended", "Sittings", "with_item"]

_TRIES: Final = 20

Amended = tuple[Meeting, Sequence[Put]]
"""A meeting as it will stand, and what is saved with it in the same commit."""


class Sittings:
    """One meeting at a time, changed by a function of what stands, so that nobody's change is lost."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def get(self, meeting_id: str) -> Filed[Meeting]:
        """A meeting with its revision. Raises NotThere."""
        return Meetings(self._desk).get(meeting_id)

    def amend(self, meeting_id: str, amended: Callable[[Meeting], Amended], why: str) -> Meeting:
        """Change a meeting and what goes with it in one commit. `amended` may be asked again on a newer meeting.

        Raises what `amended` raises, NotThere, StoreError; Complaint when others change it all the time.
        """
        desk = self._desk
        for _ in range(_TRIES):
            standing = self.get(meeting_id)
            meeting, puts = amended(standing.record)
            if meeting == standing.record and not puts:
                return meeting
            own = [Put("meetings", meeting.id, content_of(meeting), standing.revision)]
            changed = own if meeting != standing.record else []
            outcome = desk.store.commit([*changed, *puts], by=desk.person.id, at=desk.now(), why=why)
            if not isinstance(outcome, Conflict):
                return meeting
        raise Complaint(f"{meeting_id} is being changed by others all the time; nothing saved, try again")


def with_item(meeting: Meeting, case_id: str, changed: Callable[[AgendaItem], AgendaItem]) -> Meeting:
    """The meeting with one entry changed. Raises NotThere when the case is not on it."""
    if meeting.item(case_id) is None:
        raise NotThere(f"{case_id} is not on the list of {meeting.id}")
    items = tuple(changed(item) if item.case_id == case_id else item for item in meeting.items)
    return meeting.model_copy(update={"items": items})
