"""A person at a meeting: which case and lesion are open, what is being edited, what was saved. Knows no widget."""

from collections.abc import Collection, Sequence
from datetime import datetime

from tumorboard.board.board import Board
from tumorboard.board.desk import Filed
from tumorboard.board.drafting import Offer
from tumorboard.board.meeting.emergencies import red_waiting
from tumorboard.board.working import Value, WorkingCase
from tumorboard.clinical.assessment import Assessment, assess
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.decision import QuorumThen
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.store.contract import Conflict
from tumorboard.tui.fields import Field
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.session.clash import MOVED_ON, Clash, clash_of
from tumorboard.tui.session.editable import edit_refused
from tumorboard.tui.session.naming import fields_said
from tumorboard.tui.session.news import findable, news_said
from tumorboard.tui.session.put_back import lost_said, meeting_now, put_back_said
from tumorboard.tui.session.standing import Standing
from tumorboard.tui.session.view import CaseView

__all__ = ["Sitting"]


class Sitting:
    """One person's working copies of one meeting's cases."""

    def __init__(self, board: Board, meeting: Meeting | None) -> None:
        """`meeting` is None on a store that has none yet."""
        self.board = board
        self.meeting = meeting
        self.narrowed = ""
        self.only: tuple[str, ...] | None = None
        self._working: dict[str, WorkingCase] = {}
        self._assessed: dict[str, Assessment] = {}
        self._lesion: int | None = None
        self._standing = Standing(board)
        self.saved_at: datetime | None = None
        self._seen = board.revision()
        for filed in board.cases.of(meeting) if meeting else ():
            self._take(WorkingCase.of(filed))
        self.current: str | None = next(iter(self._working), None)

    def restore(self) -> None:
        """Put back what I typed in this session, when its meeting is opened again. Raises StoreError."""
        for key in self.board.drafting.taken() & set(self._working):
            self._take(self.board.drafting.restored(self._working[key].base))

    def offers(self, *, elsewhere: bool) -> list[Offer]:
        """What I typed in earlier sessions and neither committed nor dismissed. Raises StoreError."""
        return self.board.drafting.offers(self._working, elsewhere=elsewhere)

    def answer(self, offers: Sequence[Offer], dropped: Collection[tuple[str, str]]) -> Said:
        """Dismiss the dropped drafts, each a case and a name, and put the others back into the form."""
        back: list[str] = []
        try:
            for offer in offers:
                mine = self._working.get(offer.case_id)
                names = {name for case_id, name in dropped if case_id == offer.case_id}
                working = self.board.drafting.decide(offer, names, mine.base if mine else None)
                if working is not None:
                    self._take(working)
                    back += [offer.case_id] if working.pending else []
        except Complaint as complaint:
            return Said(str(complaint), "error")
        return Said(f"your draft of {', '.join(back)} is back: Ctrl+S commits, u takes back") if back else NOTHING_SAID

    def refresh(self) -> Said | None:
        """Take in what others committed; a field that I am editing stays mine. None when nobody did anything."""
        board, seen = self.board, self.board.revision()
        if seen == self._seen or self.meeting is None:
            return None
        since, self._seen = self._seen, seen
        self.meeting = meeting_now(board, self.meeting.id)
        if self.meeting is None:
            self._working, self.current, self.only = {}, None, None
            return lost_said(board, since)
        if self.only is not None:
            self.show_awaited()
        gone = [key for key in self._working if not board.cases.is_there(key)]
        changed, new = self._taken_in(self.meeting)
        keys = (*self.meeting.case_ids, *self._working)
        self._working = {key: self._working[key] for key in keys if key in self._working and key not in gone}
        if self.current not in self._working:
            self._turn_to(next(iter(self._working), None))
        clashes = (clash for key in reversed(changed) if (clash := self._clash(key)))
        return put_back_said(board, since, gone) or news_said(board.history, self.meeting, changed, new, clashes)

    def _taken_in(self, meeting: Meeting) -> tuple[list[str], list[str]]:
        """Take in the meeting's cases; those that somebody changed, and those that are new."""
        changed, new = [], []
        for filed in self.board.cases.of(meeting):
            key = filed.record.id
            mine = self._working.get(key)
            if mine is None:
                self._take(WorkingCase.of(filed))
                new.append(key)
            elif mine.base.revision != filed.revision:
                self._rebase(filed)
                changed.append(key)
        return changed, new

    @property
    def ids(self) -> list[str]:
        """The cases of the meeting in the order of its agenda."""
        return list(self._working)

    @property
    def shown(self) -> list[str]:
        """The cases that the narrowed list shows."""
        words = self.narrowed.casefold().split()
        keys = self._working if self.only is None else [key for key in self.only if key in self._working]
        return [key for key in keys if all(word in findable(self._working[key].case) for word in words)]

    @property
    def differing(self) -> int:
        """How many of my edits differ from what somebody else saved meanwhile."""
        asked = (working for working in self._working.values() if working.was or working.stranded)
        return sum(len(working.disputed) + len(working.stranded) for working in asked)

    @property
    def pending(self) -> list[str]:
        """Cases with edits that are not committed."""
        return [key for key, working in self._working.items() if working.pending]

    def show_awaited(self, *, at_start: bool = False) -> int:
        """Show only the cases that await my view, the red ones first; how many there are. Raises StoreError.

        `at_start` opens the first of them.
        """
        meeting_id = self.meeting.id if self.meeting else None
        self.only = tuple(each.case_id for each in self.board.views.awaiting() if each.meeting_id == meeting_id)
        if self.only and (self.current not in self.only or at_start):
            self._turn_to(self.only[0])
        return len(self.only)

    def item(self, key: str) -> AgendaItem | None:
        """A case's entry on the agenda."""
        return self.meeting.item(key) if self.meeting else None

    @property
    def quorum(self) -> QuorumThen | None:
        """The quorum of who is in the register, while the meeting is open."""
        return self._standing.quorum(self.meeting, self._seen)

    @property
    def red_waiting(self) -> Sequence[str]:
        """Red cases of a meeting that is not closed, neither decided nor answered for."""
        red = {key for key, assessed in self._assessed.items() if assessed.emergency.is_emergency}
        return red_waiting(self.meeting, red)

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
        working, assessed = self._working[key], self._assessed[key]
        view = CaseView.of(working, assessed, self.order(key), board.settings.policy, board.now(), self._lesion)
        talk = self._standing.talk(self.meeting, working.base.record, view.place, self._seen)
        minutes = talk.item.minutes if talk else None
        confirmed = self._standing.confirmed(working.case, self._seen)
        return view._replace(talk=talk, budget=minutes or board.settings.minutes_per_case, confirmed=confirmed)

    def open(self, key: str) -> None:
        """Open a case."""
        if key in self._working:
            self._turn_to(key)

    def step(self, by: int) -> bool:
        """Open a case further up or down the shown list; say whether there was one."""
        shown = self.shown
        at = shown.index(self.current) + by if self.current in shown else 0
        if not 0 <= at < len(shown):
            return False
        self._turn_to(shown[at])
        return True

    def next_lesion(self, by: int) -> Said:
        """Show the next lesion of the open case, round and round."""
        view = self.view()
        if view is None or len(view.case.lesions) < 2:
            return Said("this case has no other lesion")
        place = (view.place + by) % len(view.case.lesions)
        self._lesion = place
        return Said(f"lesion {place + 1} of {len(view.case.lesions)}: {view.case.lesions[place].level}")

    def edit(self, field: Field, value: Value) -> Said | None:
        """Set a field of the open case. What the format does not allow is said, and nothing changes."""
        view = self.view()
        if view is None:
            return None
        if (refused := edit_refused(self.board, view, field, value)) is not None:
            return refused
        path = view.path(field)
        self._lesion = view.place  # what is typed may make another lesion the one that is opened first
        try:
            self._take(view.working.edited(path, value))
            self.board.drafting.write(self._working[view.case.id], path)
        except Complaint as complaint:
            return Said(str(complaint).replace(path, fields_said([path], view.case)), "error")
        return None

    def commit(self) -> Said | Clash:
        """Save the open case. What somebody else saved in other fields stays; what both changed is asked."""
        view = self.view()
        if view is None or not (view.working.pending or view.working.stranded):
            others = [key for key in self.pending if key != self.current]
            return Said(f"nothing to commit here; edits wait in {', '.join(others)}" if others else "nothing to commit")
        try:
            return self._clash(view.case.id) or self._save(view.case.id)
        except Complaint as complaint:
            return Said(f"NOT saved: {complaint}", "error")

    def resolve(self, clash: Clash, dropped: Collection[str]) -> Said | Clash:
        """Save the case with mine in every field of the clash but the dropped ones, where theirs stands.

        What was asked must still be so; when the case moved on since, the newer clash comes back and nothing is saved.
        """
        try:
            standing = self._clash(clash.case_id)
            return self._save(clash.case_id, dropped) if standing == clash else standing or MOVED_ON
        except Complaint as complaint:
            return Said(f"NOT saved: {complaint}", "error")

    def _save(self, key: str, dropped: Collection[str] = ()) -> Said | Clash:
        """Save mine without what is dropped. All of mine is kept until that is done. Raises StoreError, NotAllowed."""
        mine, before = self._working[key], self._clash(key)
        settled = mine.without(dropped)
        fields = fields_said(settled.pending, settled.case)
        if settled.pending:
            outcome = self.board.cases.save(settled.case, settled.base.revision, f"edited {fields}")
            if isinstance(outcome, Conflict):
                self._rebase(self.board.cases.get(key))
                now = self._clash(key)
                return self._save(key, dropped) if now == before else now or MOVED_ON
            self._seen = outcome.revision
            self.saved_at = self.board.now()
        self._take(WorkingCase.of(self.board.cases.get(key))._replace(stranded=settled.stranded))
        said = f"saved {self.saved_at:%H:%M}: {fields}" if fields else "nothing to save: theirs stands"
        try:
            self.board.drafting.forget(key, {*mine.pending, *dropped})
        except Complaint as complaint:
            return Said(f"{said}; the draft of it is still there: {complaint}", "error")
        return Said(said)

    def undo(self) -> Said:
        """Take back the last edit of the open case; without one, my last committed change of it."""
        view = self.view()
        if view is None:
            return Said("no case is open")
        if view.working.edits:
            path = view.working.edits[-1][0]
            self._take(view.working.undone())
            try:
                self.board.drafting.write(self._working[view.case.id], path)
            except Complaint as complaint:
                return Said(str(complaint), "error")
            return Said(f"edit taken back: {fields_said([path], view.case)}")
        try:
            undone = WorkingCase.of(self.board.cases.undo(view.case.id))
            self._take(undone._replace(stranded=view.working.stranded))
        except Complaint as complaint:
            return Said(str(complaint), "error")
        return Said(f"undone {self.board.now():%H:%M}: the last change of {view.case.id}")

    def _turn_to(self, key: str | None) -> None:
        """Have another case open, on the lesion that it opens on, whichever was looked at before."""
        if key != self.current:
            self.current, self._lesion = key, None

    def _rebase(self, theirs: Filed[Case]) -> None:
        mine = self._working[theirs.record.id]
        self._take(rebased := mine.rebased(theirs))
        self.board.drafting.rebase(mine, rebased)

    def _clash(self, key: str) -> Clash | None:
        return clash_of(self._working[key], self.board.history)

    def _take(self, working: WorkingCase) -> None:
        key = working.case.id
        self._working[key] = working
        self._assessed[key] = assess(working.case, self.board.settings.policy)
