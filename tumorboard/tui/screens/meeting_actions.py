"""What is done with a case in a sitting: views, the decision and its confirmation, the running of the meeting."""

from collections.abc import Callable
from typing import Any

from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.sheets.outcome_page import step_said
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.looking import Looking
from tumorboard.tui.talk import Talk
from tumorboard.tui.view import CaseView
from tumorboard.tui.writing.sheet import Form, Sheet

__all__ = ["MeetingActions"]


class MeetingActions(Looking):
    """The actions of the Board room that write into the meeting's record. What is refused is said, and why."""

    _without_key: tuple[str, str] | None = None

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
        """Open every view of the case to everybody; pressed again where the key is missing, without it."""
        talk = self._talk()
        if talk is None:
            return
        again = (talk.meeting.id, talk.item.case_id)
        try:
            opened = self._board.views.reveal(*again, without_key=self._without_key == again)
        except Complaint as complaint:
            self._without_key = again if "key" in str(complaint) else None
            self._done(Said(f"{complaint}" + ("; R again does that" if self._without_key else ""), "error"))
        else:
            self._done(Said(f"{len(opened)} views on {talk.item.case_id} are open to everybody"))

    async def action_decide(self) -> None:
        """Write the decision down; one that stands is amended."""
        from tumorboard.tui.writing.decision_form import DecisionForm

        view = self.sitting.view()
        if view is None or view.talk is None:
            self._told(Said("no case of a meeting is open", "error"))
        elif not self._board.person.may_run_meetings:
            self._told(Said("the chair or the coordinator writes the decision down", "error"))
        elif self.sitting.pending:
            self._told(Said(f"uncommitted edits in {', '.join(self.sitting.pending)}: Ctrl+S first, then d", "error"))
        else:
            form = DecisionForm(self._board, view.talk, view.case, view.place)
            await self._fill_in(form, form.starting_values())

    async def action_defer(self) -> None:
        """Defer the case with a reason, an owner and a day."""
        from tumorboard.tui.writing.meeting_forms import DeferralForm

        talk = self._talk()
        if talk is not None:
            await self._fill_in(DeferralForm(self._board, talk.meeting.id, talk.item.case_id), {})

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
        from tumorboard.tui.writing.meeting_forms import ConfirmForm

        talk = self._talk()
        if talk is None:
            return
        record = talk.decision
        if record is None:
            self._told(Said("nothing is decided yet; d decides", "error"))
            return
        said = [f"{at} {step_said(step, talk.names)}" for at, step in enumerate(record.decision.steps, start=1)]
        here = talk.meeting.here if talk.meeting.state == "open" else ()
        wording = [self.curtain.words(each) for each in (*said, f"because {record.decision.rationale}")]
        form = ConfirmForm(self._board, record.id, wording, here)
        await self._fill_in(form, {})

    def action_sign(self) -> None:
        """Sign the decision as a chair."""
        talk = self._talk()
        if talk is None:
            return
        if talk.decision is None:
            self._told(Said("nothing is decided yet; d decides", "error"))
            return
        record = talk.decision
        self._try(lambda: self._board.decisions.sign(record.id), f"{record.case_id} signed; n opens the next case")

    async def action_board_reading(self) -> None:
        """Set the board's reading where raters part."""
        from tumorboard.tui.writing.reading_form import ReadingForm

        view = self.sitting.view()
        talk = self._talk()
        if view is None or talk is None or view.lesion is None:
            return
        form = ReadingForm(self._board, talk.meeting.id, view.working.base.record, view.place, talk.parting)
        await self._fill_in(form, form.starting_values())

    async def action_register(self) -> None:
        """Say who is there."""
        from tumorboard.tui.writing.meeting_forms import RegisterForm

        meeting = self._meeting()
        if meeting is not None:
            form = RegisterForm(self._board, meeting)
            await self._fill_in(form, form.starting_values())

    async def action_move_case(self) -> None:
        """Put the case on another meeting; a red one only with a reason and a call."""
        from tumorboard.tui.writing.meeting_forms import MoveForm

        view, talk = self.sitting.view(), self._talk()
        if view is not None and talk is not None:
            red = view.assessed.emergency.is_emergency
            await self._fill_in(MoveForm(self._board, talk.meeting, talk.item.case_id, is_red=red), {})

    async def action_allow_late(self) -> None:
        """Allow a case that came after the cut-off."""
        talk = self._talk()
        if talk is None:
            return
        key, meeting = talk.item.case_id, talk.meeting

        def allowed(reason: str) -> str:
            self._board.running.allow_late(meeting.id, key, reason)
            return f"{key} is allowed"

        await self._ask_why(f"Allow the late case · {key}", "heard because", allowed)

    def action_open_meeting(self) -> None:
        """Open the meeting as its leader; the first case on the list is begun with n."""
        meeting = self._meeting()
        if meeting is not None:
            said = f"{meeting.title} is open and you lead it: w enters who is there, n begins the next case"
            if self._try(lambda: self._board.running.open(meeting.id), said) and meeting.sealed:
                self._try(lambda: self._board.views.share_key(meeting.id), said)

    async def action_close_meeting(self) -> None:
        """Close the meeting; with decisions that are not confirmed it asks why."""
        meeting = self._meeting()
        if meeting is None:
            return
        waiting = tuple(self._board.decisions.unconfirmed(meeting))
        if not waiting:
            self._try(lambda: self._board.running.close(meeting.id), f"{meeting.title} is closed")
            return

        def closed(reason: str) -> str:
            self._board.running.close(meeting.id, reason, waiting)
            return f"{meeting.title} is closed; not confirmed: {' '.join(waiting)}"

        await self._ask_why(f"Close · not confirmed: {' '.join(waiting)}", "closed because", closed)

    async def action_take_over(self) -> None:
        """Lead the meeting in the place of its leader; while they are here, with a reason."""
        meeting = self._meeting()
        if meeting is None:
            return

        def taken(reason: str) -> str:
            self._board.running.lead(meeting.id, reason)
            return f"you lead {meeting.title} now"

        if self._company.leader_gone:
            self._try(lambda: taken("link dropped"), f"you lead {meeting.title} now")
        else:
            await self._ask_why(f"Take over · {meeting.led_by or 'nobody'} leads and is here", "because", taken)

    def action_follow(self) -> None:
        """Follow the chair's case until I move."""
        self._told(self._company.follow(self.sitting.meeting))

    async def action_who(self) -> None:
        """Show who has the meeting open, and what each looks at."""
        from tumorboard.tui.dialogs.who_is_here import WhoIsHere

        await self.app.push_screen(WhoIsHere(self._company.told))

    def action_next(self) -> None:
        """For the leader of the running meeting: end this case and begin the next. For others: open the next."""
        meeting = self.sitting.meeting
        if meeting is None or meeting.state != "open" or meeting.led_by != self._board.person.id:
            self.action_step(1)
            return
        current = meeting.in_discussion
        following = self._after(meeting, current.case_id if current else None)
        if following is None:
            self._try(lambda: self._board.running.rest(meeting.id), "every case is through; X closes the meeting")
            return
        if self._try(lambda: self._board.running.begin(meeting.id, following), self._begun(meeting, following)):
            self.sitting.open(following)
            self._told(Said(self._begun(meeting, following)))

    def _begun(self, meeting: Meeting, key: str) -> str:
        ended = sum(item.state in ("decided", "deferred", "noted") for item in meeting.items)
        half = len(meeting.items) // 2
        pause = (
            " · half of the list is through: a short break keeps the second half as good" if ended == half > 2 else ""
        )
        return f"{key} is begun{pause}"

    def _after(self, meeting: Meeting, current: str | None) -> str | None:
        """The first case after the current one that is not ended; from the top, where the current one is the last."""
        open_ = [item.case_id for item in meeting.items if item.state in ("listed", "in_discussion")]
        if current is None:
            return self.sitting.current if self.sitting.current in open_ else next(iter(open_), None)
        keys = list(meeting.case_ids)
        later = [key for key in open_ if keys.index(key) > keys.index(current)]
        return next(iter([*later, *(key for key in open_ if key != current)]), None)

    def _talk(self) -> Talk | None:
        view: CaseView | None = self.sitting.view()
        talk = view.talk if view is not None else None
        if talk is None:
            self._told(Said("no case of a meeting is open", "error"))
        return talk

    def _meeting(self) -> Meeting | None:
        if self.sitting.meeting is None:
            self._told(Said("no meeting is open here; m opens one", "error"))
        return self.sitting.meeting

    async def _ask_why(self, title: str, label: str, done: Callable[[str], str]) -> None:
        from tumorboard.tui.writing.meeting_forms import ReasonForm

        await self._fill_in(ReasonForm(title, label, done), {})

    async def _fill_in(self, form: Form, values: dict[str, Any]) -> None:
        await self.app.push_screen(Sheet(form, values), self._left)

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
