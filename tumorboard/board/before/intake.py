"""Cases coming in from a file onto a meeting: first every one is compared, then all are committed together."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumorboard.board.before.lateness import late_for
from tumorboard.board.desk import Desk, filed
from tumorboard.board.meetings import Meetings, content_of
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import AgendaItem, Late, Meeting
from tumorboard.store.contract import NEW, Conflict, Put
from tumorboard.store.edits import ABSENT, between

__all__ = ["Comparison", "Intake"]

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an import would do, by case id: put on the meeting, change, or leave because it is there already."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    duplicate: tuple[str, ...]


class Intake:
    """Putting cases on a meeting, by the chair or the coordinator."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def compare(self, cases: Sequence[Case], meeting_id: str, late_reason: str | None = None) -> Comparison:
        """What an import would do, without doing it. Raises NotThere for an unknown meeting, NotAllowed."""
        return self._planned(cases, meeting_id, late_reason)[0]

    def admit(self, cases: Sequence[Case], meeting_id: str, late_reason: str | None = None) -> Comparison:
        """Put the cases on the meeting in one commit; an earlier content of the same id is replaced and logged.

        After the meeting's cut-off a new case needs `late_reason` and waits for a chair to allow it.

        Raises NotThere, NotAllowed, StoreError.
        """
        desk = self._desk
        for _ in range(_TRIES):
            comparison, puts = self._planned(cases, meeting_id, late_reason)
            if not puts:
                return comparison
            why = f"imported to {meeting_id}"
            if not isinstance(desk.store.commit(puts, by=desk.person.id, at=desk.now(), why=why), Conflict):
                return comparison
        raise Complaint(f"{meeting_id} is being changed by others all the time; nothing imported, try again")

    def taken_away(self, cases: Sequence[Case]) -> dict[str, tuple[str, ...]]:
        """The recorded fields that each case would no longer hold, by their paths; only of cases that lose some."""
        lost: dict[str, tuple[str, ...]] = {}
        for case in cases:
            document = self._desk.store.get("cases", case.id)
            if document is None:
                continue
            edits = between(filed(document, Case).record.record(), case.record())
            if gone := tuple(".".join(map(str, edit.path)) for edit in edits if edit.after is ABSENT):
                lost[case.id] = gone
        return lost

    def _planned(self, cases: Sequence[Case], meeting_id: str, late_reason: str | None) -> tuple[Comparison, list[Put]]:
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "put cases on a meeting", "the chair or the coordinator")
        meeting = Meetings(desk).get(meeting_id)
        if meeting.record.state == "closed":
            raise Complaint(f"{meeting.record.title} is closed; its list stays as it is; choose a meeting to come")
        standing = {document.key: filed(document, Case) for document in desk.store.all("cases")}
        listed = set(meeting.record.case_ids)
        new = [case for case in cases if case.id not in listed]
        changed = [case for case in cases if case.id in standing and standing[case.id].record != case]
        puts = [
            Put("cases", case.id, case.record(), standing[case.id].revision if case.id in standing else NEW)
            for case in cases
            if case.id not in standing or standing[case.id].record != case
        ]
        if new:
            put = Put(
                "meetings",
                meeting_id,
                content_of(_with(meeting.record, new, late_for(desk, meeting.record, late_reason))),
                meeting.revision,
            )
            puts.append(put)
        added_ids = tuple(case.id for case in new)
        changed_ids = tuple(case.id for case in changed if case.id in listed)
        touched = {*added_ids, *changed_ids}
        return Comparison(added_ids, changed_ids, tuple(case.id for case in cases if case.id not in touched)), puts


def _with(meeting: Meeting, cases: Sequence[Case], late: Late | None) -> Meeting:
    items = tuple(AgendaItem(case_id=case.id, route=case.route, late=late) for case in cases)
    return meeting.model_copy(update={"items": meeting.items + items})
