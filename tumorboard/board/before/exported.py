"""A meeting out of another store's export: what of its list is taken over here, and what is not.

A list is taken over as it stood before the sitting. Decisions are not: a record is made where the board sits, and moves
with a backup.
"""

import re
from collections.abc import Container
from typing import Any, Final, NamedTuple

from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import AgendaItem, Late, Meeting

__all__ = ["Exported"]

_ID: Final = re.compile(r"[0-9a-z][0-9a-z-]{0,79}\Z")
"""What `meeting new` makes of a date and a title."""
_OF_THE_SITTING: Final = {"revealed": "that its views were revealed", "talked": "when it was talked about"}
"""What an entry of a list holds that goes with views and decisions, which no export of a meeting has."""
_OF_A_CHAIR: Final = {
    "bypass": "a chair's bypass",
    "override": "who answers for the emergency",
    "deferrals": "its deferral",
    "noted": "that it was noted",
    "readings": "what the board reads in it",
}
_WITH_A_DECISION: Final = ("decided", "in_discussion")


class Exported(NamedTuple):
    """`into` is the id of the meeting that takes it over; `by_a_chair` says that a chair imports it."""

    meeting: Meeting
    into: str
    by_a_chair: bool

    @property
    def is_itself(self) -> bool:
        """Whether it comes onto the meeting that it was exported from."""
        return self.meeting.id == self.into

    def planned(self) -> Meeting:
        """The meeting without its cases, as it is planned here. Raises Complaint for an id that is none."""
        if not _ID.match(self.meeting.id):
            raise Complaint(
                f"{self.meeting.id}: no id of a meeting, which has a-z, 0-9 and - in it; plan one and name it"
            )
        meeting = self.meeting
        attendance = meeting.attendance if meeting.state == "planned" else ()
        return Meeting.of(
            id=meeting.id,
            title=meeting.title,
            starts=meeting.starts,
            place=meeting.place,
            cut_off=meeting.cut_off,
            sealed=meeting.sealed,
            attendance=attendance,
        )

    def entry(self, case_id: str) -> AgendaItem | None:
        """The entry of a case as it is taken over; None where the export does not list it.

        Another meeting takes over route and minutes; the same one also why the case is listed and who sees to its gaps,
        and what a chair said of it, where a chair imports it.
        """
        item = self.meeting.item(case_id)
        if item is None:
            return None
        if not self.is_itself:
            return AgendaItem(case_id=case_id, route=item.route, minutes=item.minutes)
        update: dict[str, Any] = {name: AgendaItem.model_fields[name].default for name in self._left}
        if item.state in _WITH_A_DECISION or not self.by_a_chair:
            update["state"] = "listed"
        if item.late is not None and not self.by_a_chair:
            update["late"] = Late(asked=item.late.asked)
        return item.model_copy(update=update)

    def not_taken(self, case_ids: Container[str]) -> list[str]:
        """What of the meeting and of the entries of these cases is not taken over, in words."""
        if not self.is_itself:
            return []
        meeting, told = self.meeting, []
        if meeting.state != "planned":
            told.append(f"{meeting.id} was {meeting.state} where it was exported")
        for item in meeting.items:
            if item.case_id in case_ids and (words := self._not_taken_of(item)):
                told.append(f"{item.case_id}: {', '.join(words)}")
        return told

    @property
    def _left(self) -> dict[str, str]:
        return _OF_THE_SITTING if self.by_a_chair else {**_OF_THE_SITTING, **_OF_A_CHAIR}

    def _not_taken_of(self, item: AgendaItem) -> list[str]:
        words = ["its decision"] if item.state == "decided" else []
        if item.late is not None and item.late.allowed is not None and not self.by_a_chair:
            words.append("a chair's leave")
        return words + [
            said for name, said in self._left.items() if getattr(item, name) != AgendaItem.model_fields[name].default
        ]
