"""A person at a meeting: which case and lesion are open, what is being edited, what was saved. Knows no widget."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from tumorboard.board.board import Board
from tumorboard.board.desk import Filed
from tumorboard.board.working import Value, WorkingCase, value_at
from tumorboard.clinical import histology
from tumorboard.clinical.assessment import Assessment, assess
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.store.contract import Conflict
from tumorboard.tui.fields import Field
from tumorboard.tui.view import CaseView

__all__ = ["NOTHING_SAID", "Said", "Sitting"]


@dataclass(frozen=True, slots=True)
class Said:
    """What the status line says; an error stays until it is answered."""

    words: str
    kind: Literal["told", "error"] = "told"


NOTHING_SAID: Final = Said("")


class Sitting:
    """One person's working copies of one meeting's cases."""

    def __init__(self, board: Board, meeting: Meeting | None) -> None:
        """`meeting` is None on a store that has none yet."""
        self.board = board
        self.meeting = meeting
        self.narrowed = ""
        self.current: str | None = None
        self._working: dict[str, WorkingCase] = {}
        self._assessed: dict[str, Assessment] = {}
        self._lesions: dict[str, int] = {}
        self.saved_at: datetime | None = None
        self._seen = board.revision()
        for filed in board.cases.of(meeting) if meeting else ():
            self._take(WorkingCase.of(filed))
        self.current = next(iter(self._working), None)

    def restore_drafts(self) -> Said | None:
        """Put back what I typed and never committed, before the link dropped or the program stopped."""
        restored: list[str] = []
        moved_on: list[str] = []
        for key, draft in self.board.drafts.pending().items():
            if key not in self._working:
                continue
            base = self._working[key].base
            try:
                working = WorkingCase.of(base).with_edits(draft.fields)
            except (Complaint, LookupError, TypeError, AttributeError):
                moved_on.append(key)
                continue
            if working.pending:
                self._take(working)
                restored.append(key)
                if draft.started_from != base.revision:
                    moved_on.append(key)
        if not restored and not moved_on:
            return None
        said = f"your draft of {', '.join(restored)} is back: Ctrl+S commits, u takes back" if restored else ""
        also = f"changed since by somebody else: {', '.join(moved_on)}" if moved_on else ""
        return Said(" · ".join(part for part in (said, also) if part), "error" if moved_on else "told")

    def refresh(self) -> Said | None:
        """Take in what others committed; a field that I am editing stays mine. None when nobody did."""
        board, seen = self.board, self.board.revision()
        if seen == self._seen or self.meeting is None:
            return None
        self._seen = seen
        self.meeting = board.meetings.get(self.meeting.id).record
        changed = []
        for filed in board.cases.of(self.meeting):
            key = filed.record.id
            mine = self._working.get(key)
            if mine is None:
                self._take(WorkingCase.of(filed))
                changed.append(key)
            elif mine.base.revision != filed.revision:
                rebased, both = mine.rebased(filed)
                if not both:
                    self._take(rebased)
                changed.append(key)
        if not changed:
            return None
        return Said(f"{', '.join(changed)} changed by {board.cases.changed_by(changed[-1])}")

    @property
    def ids(self) -> list[str]:
        """The cases of the meeting in the order of its agenda."""
        return list(self._working)

    @property
    def shown(self) -> list[str]:
        """The cases that the narrowed list shows."""
        words = self.narrowed.casefold().split()
        return [key for key in self._working if all(word in self._findable(key) for word in words)]

    @property
    def pending(self) -> list[str]:
        """Cases with edits that are not committed."""
        return [key for key, working in self._working.items() if working.pending]

    def order(self, key: str) -> int:
        """A case's place on the agenda, counted from 1."""
        return self.ids.index(key) + 1

    def assessed(self, key: str) -> Assessment:
        """Everything computed from a case with what was typed."""
        return self._assessed[key]

    def is_pending(self, key: str) -> bool:
        """Whether a case holds edits that are not committed."""
        return bool(self._working[key].pending)

    def view(self) -> CaseView | None:
        """The open case, or None."""
        if self.current is None:
            return None
        key, board = self.current, self.board
        working, assessed, place = self._working[key], self._assessed[key], self._lesions.get(key)
        return CaseView.of(working, assessed, self.order(key), board.settings.policy, board.now(), place)

    def open(self, key: str) -> None:
        """Open a case."""
        if key in self._working:
            self.current = key

    def step(self, by: int) -> bool:
        """Open a case further up or down the shown list; say whether there was one."""
        shown = self.shown
        if not shown:
            return False
        at = shown.index(self.current) + by if self.current in shown else 0
        if not 0 <= at < len(shown):
            return False
        self.current = shown[at]
        return True

    def next_lesion(self, by: int) -> Said:
        """Show the next lesion of the open case, round and round."""
        view = self.view()
        if view is None or len(view.case.lesions) < 2:
            return Said("this case has no other lesion")
        place = (view.place + by) % len(view.case.lesions)
        self._lesions[view.case.id] = place
        return Said(f"lesion {place + 1} of {len(view.case.lesions)}: {view.case.lesions[place].level}")

    def edit(self, field: Field, value: Value) -> Said | None:
        """Set a field of the open case. What the format does not allow is said, and nothing changes."""
        view = self.view()
        if view is None:
            return None
        if not self.board.cases.may_edit:
            return Said(f"{self.board.person.name} may look and not change a case; the chair can give a role", "error")
        if field.path == "lesion.previous_radiotherapy" and view.lesion and value is not True:
            given = view.lesion.lesion.previous_radiotherapy
            if given is not None and not isinstance(given, bool):
                return Said("details of radiotherapy are recorded here; they are not dropped with a key", "error")
        path = view.path(field)
        try:
            self._take(view.working.edited(path, value))
            self._draft(path)
        except Complaint as complaint:
            return Said(str(complaint), "error")
        return None

    def commit(self) -> Said:
        """Save the open case. What somebody else saved in other fields stays; a field both changed is asked once."""
        view = self.view()
        if view is None or not view.working.pending:
            others = [key for key in self.pending if key != self.current]
            return Said(f"nothing to commit here; edits wait in {', '.join(others)}" if others else "nothing to commit")
        fields = ", ".join(path.rpartition(".")[2].replace("_", " ") for path in view.working.pending)
        try:
            outcome = self.board.cases.save(view.case, view.working.base.revision, f"edited {fields}")
            if isinstance(outcome, Conflict):
                return self._rebase(view.working)
            self._take(WorkingCase.of(self.board.cases.get(view.case.id)))
            self._seen = outcome.revision
            self.saved_at = self.board.now()
            self.board.drafts.settle(view.case.id)
        except Complaint as complaint:
            return Said(f"NOT saved: {complaint}", "error")
        return Said(f"saved {self.saved_at:%H:%M}: {fields}")

    def undo(self) -> Said:
        """Take back the last edit of the open case; without one, my last committed change of it."""
        view = self.view()
        if view is None:
            return Said("no case is open")
        if view.working.edits:
            path = view.working.edits[-1][0]
            self._take(view.working.undone())
            self._draft(path)
            return Said(f"edit taken back: {path.rpartition('.')[2].replace('_', ' ')}")
        try:
            self._take(WorkingCase.of(self.board.cases.undo(view.case.id)))
        except Complaint as complaint:
            return Said(str(complaint), "error")
        return Said(f"undone {self.board.now():%H:%M}: the last change of {view.case.id}")

    def _rebase(self, mine: WorkingCase) -> Said:
        theirs: Filed[Case] = self.board.cases.get(mine.case.id)
        rebased, both = mine.rebased(theirs)
        self._take(rebased)
        if not both:
            return self.commit()
        fields = ", ".join(path.rpartition(".")[2].replace("_", " ") for path in both)
        return Said(
            f"NOT saved: somebody else changed {fields} meanwhile; yours is shown. Ctrl+S keeps yours, u takes theirs",
            "error",
        )

    def _draft(self, path: str) -> None:
        """Write down what a field of the open case holds now; nothing is left to write when nothing is pending."""
        if self.current is None:
            return
        working = self._working[self.current]
        if working.pending:
            value = value_at(working.case, path)
            self.board.drafts.keep(self.current, working.base.revision, path, value, self.board.now())
        else:
            self.board.drafts.settle(self.current)

    def _take(self, working: WorkingCase) -> None:
        key = working.case.id
        self._working[key] = working
        self._assessed[key] = assess(working.case, self.board.settings.policy)

    def _findable(self, key: str) -> str:
        case = self._working[key].case
        levels = " ".join(lesion.level for lesion in case.lesions)
        names = f"{case.patient.family_name or ''} {case.patient.given_name or ''}"
        primary = f"{histology.label(case.primary.histology)} {case.primary.text or ''}"
        return f"{key} {names} {primary} {levels}".casefold()
