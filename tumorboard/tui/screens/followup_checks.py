"""What is done with one follow-up: another day, its next state, what it showed, cancelled, given to somebody else."""

from collections.abc import Callable
from typing import Final

from tumorboard.board.after.followup_limits import (
    refuse_cancelled,
    refuse_ended,
    refuse_no_day,
    refuse_no_way_back,
    refuse_seen,
)
from tumorboard.board.desk import Filed
from tumorboard.complaint import Complaint
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.vocabulary import FollowUpState, NotDone
from tumorboard.tui.books.followup_slots import Slot
from tumorboard.tui.said import Said
from tumorboard.tui.screens.followup_showing import FollowUpShowing

__all__ = ["FollowUpChecks"]

_NEXT: Final[dict[FollowUpState, FollowUpState]] = {
    "planned": "ordered",
    "ordered": "done",
    "done": "read",
    "read": "acted_on",
}


class FollowUpChecks(FollowUpShowing):
    """The keys that write about the chosen follow-up. What is refused is said, and why, before anything is asked."""

    async def action_reschedule(self) -> None:
        """Ask for another day."""
        from tumorboard.tui.writing.followup_forms import AnotherDayForm

        if (standing := self._standing(refuse_no_day)) is not None:
            await self._fill_in(AnotherDayForm(self._board, standing), {})

    async def action_result(self) -> None:
        """Ask what it showed."""
        from tumorboard.tui.writing.result_form import ResultForm

        if (standing := self._standing(refuse_cancelled)) is not None:
            form = ResultForm(self._board, standing)
            await self._fill_in(form, form.starting_values())

    async def action_hand_over(self) -> None:
        """Ask who sees to it from now on."""
        from tumorboard.tui.writing.followup_forms import HandOverForm

        if (standing := self._standing(refuse_ended)) is not None:
            await self._fill_in(HandOverForm(self._board, standing), {"owner": standing.record.owner})

    def action_advance(self) -> None:
        """Take it to its next state: ordered, done, read, acted on; done before it is due is asked once."""
        standing = self._standing()
        if standing is None:
            return
        state = _NEXT.get(standing.record.state)
        if state is None:
            ended = standing.record.state.replace("_", " ")
            self._say(Said(f"{standing.record.id} is {ended}; nothing comes after that"))
            return
        key, due = standing.record.id, standing.record.due
        asked = Said(f"{key} is due only {due:%a %d %b %Y}: s again says it was done today")
        if state == "done" and due > self._board.now().date() and self._said != asked:
            self._say(asked)
            return
        done = f"{key} is {state.replace('_', ' ')} now" + ("; x records what it showed" if state == "done" else "")
        self._try(lambda: self._board.followups.advance(key, state, started_from=standing.revision), done)

    async def action_cancel(self) -> None:
        """Cancel it, or decline what is proposed, with a coded reason; a cancellation that stands is taken back."""
        from tumorboard.tui.writing.followup_forms import CodedForm

        slot = self.book.slot
        if slot is not None and slot.proposed is not None and self._may():
            record, proposed = slot.proposed

            def declined(reason: NotDone, words: str | None) -> str:
                self._board.planning.decline(record, proposed, reason, words)
                return f"{record.case_id}: {proposed.kind.replace('_', ' ')} declined, {reason.replace('_', ' ')}"

            await self._fill_in(CodedForm(f"Decline · {record.case_id}", "declined because", declined), {})
            return
        if slot is not None and slot.followup is not None and slot.followup.cancelled is not None:
            await self.action_take_back()
            return
        standing = self._standing(refuse_seen)
        if standing is None:
            return
        key = standing.record.id

        def cancelled(reason: NotDone, words: str | None) -> str:
            self._board.followups.cancel(key, reason, words, started_from=standing.revision)
            return f"{key} is cancelled: {reason.replace('_', ' ')}{self._with_it(key)}"

        await self._fill_in(CodedForm(f"Cancel · {key}", "cancelled because", cancelled), {})

    async def action_take_back(self) -> None:
        """Take back its cancellation, or the state that it was taken to by mistake, with a reason."""
        from tumorboard.tui.writing.meeting_forms import ReasonForm

        standing = self._standing(refuse_no_way_back)
        if standing is None:
            return
        key = standing.record.id

        def taken_back(reason: str) -> str:
            record = self._board.followups.reinstate(key, reason, started_from=standing.revision)
            return f"{key} is {record.state.replace('_', ' ')} again{self._with_it(key)}"

        what = "the cancellation" if standing.record.cancelled else standing.record.state.replace("_", " ")
        await self._fill_in(ReasonForm(f"Take {what} back · {key}", "because", taken_back), {})

    def _with_it(self, key: str) -> str:
        """The others of the case that changed with a follow-up, by whose they are: `; with it /2 /4 (medonc)`."""
        by_owner: dict[str, list[str]] = {}
        for each in self._board.followups.changed_with(key):
            by_owner.setdefault(each.owner, []).append(f"/{each.id.rpartition('/')[2]}")
        told = ", ".join(f"{' '.join(numbers)} ({owner})" for owner, numbers in by_owner.items())
        return f"; with it {told}" if told else ""

    async def action_another(self) -> None:
        """Plan something for the chosen line's case that no rule proposed."""
        slot = self.book.slot
        if slot is None:
            self._say(Said("choose a line of the case first; a case without any is decided in the Board (d)"))
        elif self._may():
            await self._plan_another(slot.case_id, slot.meeting_id)

    async def _plan_another(
        self, case_id: str, meeting_id: str | None, words: str = "", then: Callable[[str | None], None] | None = None
    ) -> None:
        """`then` is called with what was done, in the place of saying it."""
        from tumorboard.tui.writing.another_check import AnotherCheckForm

        try:
            record = self._board.decisions.standing(meeting_id, case_id) if meeting_id else None
            form = AnotherCheckForm(self._board, case_id, record, words)
        except Complaint as complaint:
            self._say(Said(str(complaint), "error"))
        else:
            await self._fill_in(form, form.starting_values(), then)

    def _standing(self, refuse: Callable[[FollowUp], None] = lambda _: None) -> Filed[FollowUp] | None:
        """The chosen follow-up as it stands now, where I may change it and it is not refused."""
        slot: Slot | None = self.book.slot
        if not self._may():
            return None
        if slot is None or slot.followup is None:
            self._say(Said("choose a follow-up first; this line is none"))
            return None
        try:
            standing = self._board.followups.get(slot.followup.id)
            refuse(standing.record)
        except Complaint as complaint:
            self._say(Said(str(complaint), "error"))
            return None
        return standing

    def _may(self) -> bool:
        """Whether I may change the line, and it is the one that I chose; else why not is said."""
        if self.book.gone:
            self._say(Said(f"{self.book.gone} has left the list; ↓ goes on to the line in its place"))
            return False
        allowed = self._board.person.may_follow_up
        if not allowed:
            self._say(
                Said("a chair, coordinator, specialist or clinician changes follow-ups; you may read them", "error")
            )
        return allowed
