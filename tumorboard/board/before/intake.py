"""Cases coming in from a file onto a meeting: first every one is compared, then all are committed together."""

from collections.abc import Sequence
from dataclasses import dataclass

from tumorboard.board.before.exported import Exported
from tumorboard.board.before.lateness import late_for
from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.board.meetings import Meetings, content_of
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import AgendaItem, Meeting
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

    def compare(
        self,
        cases: Sequence[Case],
        meeting_id: str,
        late_reason: str | None = None,
        exported: Meeting | None = None,
    ) -> Comparison:
        """What an import would do, without doing it. Raises NotThere for an unknown meeting, NotAllowed."""
        return self._planned(cases, meeting_id, late_reason, exported)[0]

    def admit(
        self,
        cases: Sequence[Case],
        meeting_id: str,
        late_reason: str | None = None,
        exported: Meeting | None = None,
    ) -> Comparison:
        """Put the cases on the meeting in one commit; an earlier content of the same id is replaced and logged.

        After the meeting's cut-off a new case needs `late_reason` and waits for a chair to allow it. Of `exported`, the
        meeting whose export holds the cases, what is new takes over its entry; where it is the meeting itself and not
        here yet, it is planned with them.

        Raises NotThere, NotAllowed, StoreError.
        """
        desk = self._desk
        for _ in range(_TRIES):
            comparison, puts = self._planned(cases, meeting_id, late_reason, exported)
            if not puts:
                return comparison
            why = f"imported to {meeting_id}"
            if not isinstance(desk.store.commit(puts, by=desk.person.id, at=desk.now(), why=why), Conflict):
                return comparison
        raise Complaint(f"{meeting_id} is being changed by others all the time; nothing imported, try again")

    def not_taken(self, exported: Meeting | None, meeting_id: str, comparison: Comparison) -> list[str]:
        """What of an export an import leaves where it is, in words: what was decided, and what only a chair may say."""
        taken = self._taken(exported, meeting_id)
        return taken.not_taken(comparison.added) if taken else []

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

    def _planned(
        self, cases: Sequence[Case], meeting_id: str, late_reason: str | None, exported: Meeting | None
    ) -> tuple[Comparison, list[Put]]:
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "put cases on a meeting", "the chair or the coordinator")
        taken = self._taken(exported, meeting_id)
        meeting = self._onto(meeting_id, taken)
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
            items = self._entries(meeting, new, late_reason, taken)
            content = content_of(meeting.record.model_copy(update={"items": meeting.record.items + items}))
            puts.append(Put("meetings", meeting_id, content, meeting.revision))
        added_ids = tuple(case.id for case in new)
        changed_ids = tuple(case.id for case in changed if case.id in listed)
        touched = {*added_ids, *changed_ids}
        return Comparison(added_ids, changed_ids, tuple(case.id for case in cases if case.id not in touched)), puts

    def _taken(self, exported: Meeting | None, meeting_id: str) -> Exported | None:
        return Exported(exported, meeting_id, self._desk.person.may_lead) if exported is not None else None

    def _onto(self, meeting_id: str, taken: Exported | None) -> Filed[Meeting]:
        """The meeting that cases come onto; an exported one that is not here, as it is planned with them."""
        try:
            return Meetings(self._desk).get(meeting_id)
        except NotThere:
            if taken is None or not taken.is_itself:
                raise
            return Filed(taken.planned(), NEW)

    def _entries(
        self, meeting: Filed[Meeting], new: Sequence[Case], late_reason: str | None, taken: Exported | None
    ) -> tuple[AgendaItem, ...]:
        """The entries of new cases: as their export has them, else by their own route.

        A meeting that is planned with them takes them as they were: whether they came late was said there.
        """
        entries = [
            (taken.entry(case.id) if taken else None) or AgendaItem(case_id=case.id, route=case.route) for case in new
        ]
        if meeting.revision == NEW or all(entry.late for entry in entries):
            return tuple(entries)
        late = late_for(self._desk, meeting.record, late_reason)
        return tuple(entry if entry.late else entry.model_copy(update={"late": late}) for entry in entries)
