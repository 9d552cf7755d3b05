"""The cases of a meeting: read, saved against the revision they were read at, and undone."""

from typing import Final

from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.store.contract import Change, Conflict, Put, Saved, TableName

__all__ = ["OF_A_CASE", "Cases"]

OF_A_CASE: Final[tuple[TableName, ...]] = ("views", "decisions", "followups", "fates", "forecasts")
"""The tables whose records stay with their case, in the store or in an archive."""


class Cases:
    """Every case of the store."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def may_edit(self) -> bool:
        """Whether the acting person may record readings and facts."""
        return self._desk.person.may_edit_cases

    def get(self, key: str) -> Filed[Case]:
        """One case. Raises NotThere."""
        document = self._desk.store.get("cases", key)
        if document is None:
            raise NotThere(f"no case is called {key}; see: tumorboard meetings")
        return filed(document, Case)

    def is_there(self, key: str) -> bool:
        """Whether a case is in the store."""
        return self._desk.store.get("cases", key) is not None

    def of(self, meeting: Meeting) -> list[Filed[Case]]:
        """A meeting's cases in the order of its agenda."""
        documents = (self._desk.store.get("cases", key) for key in meeting.case_ids)
        return [filed(document, Case) for document in documents if document is not None]

    def save(self, case: Case, started_from: int, why: str) -> Saved | Conflict:
        """Save a case that was read at revision `started_from`. Raises NotAllowed, StoreError."""
        desk = self._desk
        desk.require(desk.person.may_edit_cases, "change a case", "a chair, coordinator, specialist or clinician")
        put = Put("cases", case.id, case.record(), started_from)
        return desk.store.commit([put], by=desk.person.id, at=desk.now(), why=why)

    def undo(self, key: str) -> Filed[Case]:
        """Take back my last change of a case that is not taken back yet, as a new change of its own.

        Raises Complaint when there is none, or when the case has moved on since.
        """
        desk = self._desk
        desk.require(desk.person.may_edit_cases, "undo a change", "a chair, coordinator, specialist or clinician")
        change = self._last_of_mine(key)
        standing = self.get(key)
        before, after = (desk.store.as_it_was("cases", key, change.revision - back) for back in (1, 0))
        if before is None or after is None or filed(after, Case).record != standing.record:
            raise Complaint(f"{key} was changed after you by somebody else; nothing undone")
        put = Put("cases", key, before.content, standing.revision, undoes=change.revision)
        outcome = desk.store.commit([put], by=desk.person.id, at=desk.now(), why="undone")
        if isinstance(outcome, Conflict):
            raise Complaint(f"{key} was changed by somebody else a moment ago; nothing undone")
        return self.get(key)

    def _last_of_mine(self, key: str) -> Change:
        taken_back: set[int] = set()
        for change in self._desk.store.changes()[::-1]:
            if (change.table, change.key, change.by) != ("cases", key, self._desk.person.id):
                continue
            if change.undoes is not None:
                taken_back.add(change.undoes)
            elif change.revision not in taken_back and not change.is_first:
                return change
        raise Complaint(f"{key}: no change of yours to undo")
