"""What is done with the open case in a sitting: views, the decision and its confirmation, the board's reading."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.looking import Looking
from tumorboard.tui.session.revealing import Revealing
from tumorboard.tui.session.talk import Talk
from tumorboard.tui.session.view import CaseView

if TYPE_CHECKING:
    from tumorboard.domain.decision import DecisionRecord
    from tumorboard.tui.writing.sheet import Form

__all__ = ["CaseActions"]


class CaseActions(Looking):
    """The keys that write into a case's record. What is refused is said, and why."""

    def __init__(self, board: Board) -> None:
        super().__init__(board)
        self._revealing = Revealing(board)
        self._to_sign: DecisionRecord | None = None

    def action_step(self, by: int) -> None:
        """Open the case after or before."""
        if self.sitting.step(by):
            self._said = self._company.moved()
            self._show_case()
        else:
            self._say(Said("this is the last case" if by > 0 else "this is the first case"))

    async def action_view(self) -> None:
        """Write my view of the open case."""
        from tumorboard.tui.writing.view_form import ViewForm

        view, talk = self.sitting.view(), self._talk()
        if view is None or talk is None:
            return
        if not self._board.views.may_submit:
            self._told(Said("a specialist, clinician or chair gives a view; you may read what is revealed", "error"))
            return
        try:
            form = ViewForm(self._board, talk.meeting.id, view.case, view.place)
            await self._fill_in(form, form.starting_values())
        except Complaint as complaint:
            self._told(Said(str(complaint), "error"))

    def action_reveal(self) -> None:
        """Open every view of the case to everybody; asked once more where that may be too early."""
        view, talk = self.sitting.view(), self._talk()
        if view is not None and talk is not None:
            red = view.assessed.emergency.is_emergency
            self._done(self._revealing.press(talk, self._said, is_red=red))

    async def action_decide(self) -> None:
        """Write the decision down; one that stands is amended."""
        from tumorboard.tui.writing.decision_form import DecisionForm

        view = self.sitting.view()
        if view is None or view.talk is None:
            self._told(Said("no case of a meeting is open", "error"))
        elif not self._board.person.may_run_meetings:
            self._told(Said("the chair or the coordinator writes the decision down", "error"))
        elif self.sitting.pending:
            self._told(_uncommitted(self.sitting.pending, "d"))
        else:
            form = DecisionForm(self._board, view.talk, view.case, view.place)
            await self._fill_in(form, form.starting_values())

    async def action_goals(self) -> None:
        """Enter what the patient wants, says and refuses."""
        from tumorboard.tui.writing.goals_form import GoalsForm

        view = self.sitting.view()
        if view is None:
            self._told(Said("no case is open", "error"))
        elif not self._board.cases.may_edit:
            self._told(Said("a chair, coordinator, specialist or clinician enters the patient's goals", "error"))
        elif view.working.pending:
            self._told(_uncommitted([view.case.id], "g"))
        else:
            form = GoalsForm(self._board, self._board.cases.get(view.case.id))
            await self._fill_in(form, form.starting_values())

    async def action_typed_result(self) -> None:
        """Type in what another tool said of survival."""
        from tumorboard.tui.writing.typed_result_form import TypedResultForm

        view = self.sitting.view()
        if view is None:
            self._told(Said("no case is open", "error"))
        elif not self._board.cases.may_edit:
            self._told(Said("a chair, coordinator, specialist or clinician types a result in", "error"))
        else:
            form = TypedResultForm(self._board, view.case.id)
            await self._fill_in(form, form.starting_values())

    async def action_withdraw_typed(self) -> None:
        """Withdraw a typed result with a reason."""
        from tumorboard.tui.writing.typed_result_form import WithdrawForm

        view = self.sitting.view()
        standing = [] if view is None else self._board.forecasts.of(view.case.id)
        standing = [each for each in standing if each.withdrawn is None]
        if view is None or not standing:
            self._told(Said("no typed result stands here; t types one in"))
        else:
            form = WithdrawForm(self._board, view.case.id, standing)
            await self._fill_in(form, form.starting_values())

    async def action_defer(self) -> None:
        """Defer the case with a reason, an owner and a day."""
        from tumorboard.tui.writing.meeting_forms import DeferralForm

        view, talk = self.sitting.view(), self._talk()
        if view is not None and talk is not None:
            red = view.assessed.emergency.is_emergency and talk.item.override is None
            await self._fill_in(DeferralForm(self._board, talk.meeting.id, talk.item.case_id, is_red=red), {})

    async def action_note(self) -> None:
        """Note the case without a decision."""
        talk = self._talk()
        if talk is None:
            return
        key, meeting = talk.item.case_id, talk.meeting

        def noted(reason: str) -> str:
            self._board.running.note(meeting.id, key, reason)
            return f"{key} noted"

        await self._ask_why(f"Note · {key}", "noted because", noted)

    async def action_confirm(self) -> None:
        """Read the decision back: who confirms its wording."""
        from tumorboard.sheets.decided import read_out
        from tumorboard.tui.writing.meeting_forms import ConfirmForm
        from tumorboard.tui.writing.twice import looked_at_twice

        talk, view = self._talk(), self.sitting.view()
        if talk is None or view is None:
            return
        record = talk.decision
        if record is None:
            self._told(Said("nothing is decided yet; d decides", "error"))
            return
        here = talk.meeting.here if talk.meeting.state == "open" else ()
        wording = [*looked_at_twice(record, view.assessed), *read_out(record.decision, talk.names)]
        form = ConfirmForm(self._board, record, wording, here)
        await self._fill_in(form, {})

    def action_sign(self) -> None:
        """Sign the decision as a chair: it is shown first, and signed when the key is pressed again where it stands."""
        talk = self._talk()
        if talk is None:
            return
        if talk.decision is None:
            self._told(Said("nothing is decided yet; d decides", "error"))
            return
        record = talk.decision
        try:
            self._board.decisions.refuse_to_sign(record)
        except Complaint as complaint:
            self._told(Said(str(complaint), "error"))
            return
        question = Said(f"{record.case_id}: S again signs what stands here; ↓ reads on")
        is_seen = self.is_in_pane and self.open_pane == "decision"
        if is_seen and (self._said, self._to_sign) == (question, record):
            self._try(lambda: self._board.decisions.sign(record.id), f"{record.case_id} signed; n opens the next case")
            return
        self._to_sign = record
        self._go("decision")
        self._forms["decision"].from_the_top()
        self._told(question)

    async def action_board_reading(self) -> None:
        """Set the board's reading where raters part."""
        from tumorboard.tui.writing.reading_form import ReadingForm

        view = self.sitting.view()
        talk = self._talk()
        if view is None or talk is None or view.lesion is None:
            return
        record = view.working.base.record
        form = ReadingForm(self._board, talk.meeting.id, record, view.place, talk.parting, talk.names)
        await self._fill_in(form, form.starting_values())

    def _talk(self) -> Talk | None:
        view: CaseView | None = self.sitting.view()
        talk = view.talk if view is not None else None
        if talk is None:
            self._told(Said("no case of a meeting is open", "error"))
        return talk

    async def _ask_why(self, title: str, label: str, done: Callable[[str], str], about: str = "") -> None:
        from tumorboard.tui.writing.meeting_forms import ReasonForm

        await self._fill_in(ReasonForm(title, label, done, about), {})

    async def _fill_in(self, form: "Form", values: dict[str, Any]) -> None:
        from tumorboard.tui.writing.sheet import Sheet

        self._say(NOTHING_SAID)
        await self.app.push_screen(Sheet(form, values, self.curtain.words), self._left)

    def _left(self, said: str | None) -> None:
        self._done(NOTHING_SAID if said is None else Said(said))

    def _try(self, act: Callable[[], object], said: str) -> bool:
        try:
            act()
        except Complaint as complaint:
            self._done(Said(str(complaint), "error"))
            return False
        self._done(Said(said))
        return True

    def _done(self, said: Said) -> None:
        """Take in what was committed just now, and say it in our own words."""
        try:
            self.sitting.refresh()
        except Complaint as complaint:
            said = Said(str(complaint), "error")
        self._told(said)


def _uncommitted(cases: Sequence[str], key: str) -> Said:
    return Said(f"uncommitted edits in {', '.join(cases)}: Ctrl+S keeps them, u takes them back; then {key}", "error")
