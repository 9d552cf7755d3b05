"""The Follow-up room: what is due, what became of it, and what brings a case back to a meeting."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, Final

from tumorboard.board.board import Board
from tumorboard.board.desk import Filed
from tumorboard.complaint import Complaint
from tumorboard.domain.fate import Fate
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.vocabulary import FollowUpState, NotDone
from tumorboard.tui.commands import Room, bindings
from tumorboard.tui.curtain import Curtain
from tumorboard.tui.followup_book import Slot
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.followup_showing import FollowUpShowing

__all__ = ["FollowUpScreen"]

_NEXT: Final[dict[FollowUpState, FollowUpState]] = {
    "planned": "ordered",
    "ordered": "done",
    "done": "read",
    "read": "acted_on",
}


class FollowUpScreen(FollowUpShowing):
    """What each key of the room does, in the key's own handler, so that one key is one frame."""

    ROOM: ClassVar[Room] = "followup"
    BINDINGS = bindings("followup")
    AUTO_FOCUS = "#due"

    def __init__(self, board: Board, curtain: Curtain, opened: Callable[[str, str], Awaitable[bool]]) -> None:
        """`opened` opens a case of a meeting in the Board; False where it is on no list."""
        super().__init__(board, curtain)
        self._opened = opened

    async def action_open(self) -> None:
        """Open the case in the Board, at the meeting of its decision."""
        slot = self.book.slot
        if slot is not None and not await self._opened(slot.meeting_id or "", slot.case_id):
            self._say(Said(f"{slot.case_id} is on no meeting's list; b brings it back to one"))

    def action_move(self, by: int) -> None:
        """Choose a line further up or down; in the whole line, scroll."""
        if self.focused is self._one:
            self._one.scroll_lines(by)
        elif self._list.move(by) and self._list.cursor is not None:
            self._choose(self._list.cursor)

    def action_page(self, by: int) -> None:
        """A page further up or down."""
        if self.focused is self._one:
            self._one.scroll_lines(by * max(1, self._one.view_height - 1))
        elif self._list.page(by) and self._list.cursor is not None:
            self._choose(self._list.cursor)

    def action_month(self, by: int) -> None:
        """Show the month before or after."""
        self.book.turn(by)
        self._show_month()

    def action_other_part(self) -> None:
        """Go from the list to the whole line, and back."""
        self.set_focus(self._list if self.focused is self._one else self._one, scroll_visible=False)

    def action_filter(self, what: str) -> None:
        """Filter by the next owner, kind or meeting."""
        {"owner": self.book.next_owner, "kind": self.book.next_kind, "meeting": self.book.next_meeting}[what]()
        self._said = NOTHING_SAID
        self._show()

    async def action_narrow(self) -> None:
        """Ask for the words that narrow the list."""
        from tumorboard.tui.dialogs.narrow import Narrow

        await self.app.push_screen(Narrow(self.book.narrowed, self.narrow))

    def narrow(self, words: str) -> int:
        """Show only lines that match; say how many do."""
        count = self.book.narrow(words)
        self._show()
        return count

    async def action_reschedule(self) -> None:
        """Ask for another day."""
        from tumorboard.tui.writing.followup_forms import AnotherDayForm

        if (standing := self._standing()) is not None:
            await self._fill_in(AnotherDayForm(self._board, standing), {})

    async def action_result(self) -> None:
        """Ask what it showed."""
        from tumorboard.tui.writing.result_form import ResultForm

        if (standing := self._standing()) is not None:
            form = ResultForm(self._board, standing)
            await self._fill_in(form, form.starting_values())

    async def action_hand_over(self) -> None:
        """Ask who sees to it from now on."""
        from tumorboard.tui.writing.followup_forms import HandOverForm

        if (standing := self._standing()) is not None:
            await self._fill_in(HandOverForm(self._board, standing), {"owner": standing.record.owner})

    def action_advance(self) -> None:
        """Take it to its next state: ordered, done, read, acted on."""
        standing = self._standing()
        if standing is None:
            return
        state = _NEXT.get(standing.record.state)
        if state is None:
            self._say(Said(f"{standing.record.id} is {standing.record.state}; nothing comes after that"))
            return
        key = standing.record.id
        done = f"{key} is {state.replace('_', ' ')} now"
        self._try(lambda: self._board.followups.advance(key, state, started_from=standing.revision), done)

    async def action_cancel(self) -> None:
        """Cancel it, or decline what is proposed, with a coded reason."""
        from tumorboard.tui.writing.followup_forms import CodedForm

        slot = self.book.slot
        if slot is not None and slot.proposed is not None and self._may():
            record, proposed = slot.proposed

            def declined(reason: NotDone, words: str | None) -> str:
                self._board.planning.decline(record, proposed, reason, words)
                return f"{record.case_id}: {proposed.kind.replace('_', ' ')} declined, {reason.replace('_', ' ')}"

            await self._fill_in(CodedForm(f"Decline · {record.case_id}", "declined because", declined), {})
            return
        standing = self._standing()
        if standing is None:
            return
        key = standing.record.id

        def cancelled(reason: NotDone, words: str | None) -> str:
            self._board.followups.cancel(key, reason, words, started_from=standing.revision)
            return f"{key} is cancelled: {reason.replace('_', ' ')}"

        await self._fill_in(CodedForm(f"Cancel · {key}", "cancelled because", cancelled), {})

    async def action_plan(self) -> None:
        """Plan what is proposed."""
        from tumorboard.tui.writing.followup_forms import PlanForm

        slot = self.book.slot
        if slot is None or slot.proposed is None:
            self._say(Said("a plans what a rule proposes; choose such a line"))
        elif self._may():
            form = PlanForm(self._board, *slot.proposed)
            await self._fill_in(form, form.starting_values())

    async def action_bring_back(self) -> None:
        """Bring the case back to a meeting."""
        from tumorboard.tui.writing.followup_forms import BringBackForm

        slot = self.book.slot
        if slot is not None and self._may():
            why = self._board.returning.asked_by(slot.followup) if slot.followup else []
            form = BringBackForm(self._board, slot.case_id, why)
            await self._fill_in(form, form.starting_values())

    async def action_settle(self, fate: Fate) -> None:
        """Say what became of a decision or an action: done at once, partly and not done with a coded reason."""
        from tumorboard.tui.writing.followup_forms import CodedForm

        slot = self.book.slot
        record = slot.record if slot is not None and (slot.fate or slot.action) else None
        if slot is None or record is None:
            self._say(Said("y, p and n settle a decision of unknown fate or an action that is due; choose such a line"))
            return
        if not self._may():
            return
        step = slot.action.number if slot.action else None
        what = record.case_id if step is None else f"{record.case_id} step {step}"
        fates = self._board.fates

        def settled(reason: NotDone | None, words: str | None) -> str:
            fates.settle(record.meeting_id, record.case_id, fate, step=step, reason=reason, words=words)
            told = f"{what} is settled: {fate.replace('_', ' ')}"
            return told if reason is None else f"{told} · next: {', '.join(fates.suggested(reason))} (b lists it again)"

        if fate == "done":
            self._try(lambda: settled(None, None), f"{what} is settled: done")
        else:
            await self._fill_in(CodedForm(f"{fate.replace('_', ' ').capitalize()} · {what}", "because", settled), {})

    async def action_calendar(self) -> None:
        """Write the shown follow-ups as a calendar."""
        from tumorboard.tui.writing.calendar_form import CalendarForm

        shown = [each.followup for each in self.book.shown if each.followup is not None]
        await self._fill_in(CalendarForm(self._board, shown), {"names": False})

    def action_back(self) -> None:
        """One step back: an error that was read, the whole line, the filters, to the Board."""
        if self._said.words:
            self._say(NOTHING_SAID)
        elif self.focused is self._one:
            self.action_other_part()
        elif self.book.clear():
            self._show()
        else:
            self.app.switch_mode("board")

    def _standing(self) -> Filed[FollowUp] | None:
        """The chosen follow-up as it stands now, where I may change it."""
        slot: Slot | None = self.book.slot
        if slot is None or slot.followup is None:
            self._say(Said("choose a follow-up first; this line is none"))
            return None
        if not self._may():
            return None
        try:
            return self._board.followups.get(slot.followup.id)
        except Complaint as complaint:
            self._say(Said(str(complaint), "error"))
            return None

    def _may(self) -> bool:
        allowed = self._board.person.may_follow_up
        if not allowed:
            self._say(
                Said("a chair, coordinator, specialist or clinician changes follow-ups; you may read them", "error")
            )
        return allowed
