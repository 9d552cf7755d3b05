"""The running of a meeting: opened, who is there, case after case, taken over, closed."""

from tumorboard.board.meeting.running import ENDED
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Late, Meeting
from tumorboard.tui.said import Said
from tumorboard.tui.screens.case_actions import CaseActions

__all__ = ["MeetingActions"]


class MeetingActions(CaseActions):
    """The keys that write into the meeting's record. What is refused is said, and why."""

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
        key, meeting, late = talk.item.case_id, talk.meeting, talk.item.late
        if late is None or late.allowed is not None:
            self._say(
                Said(f"{key} {'came in time' if late is None else 'is allowed already'}; nothing is to be allowed")
            )
            return

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
        """Close the meeting; with decisions that are not confirmed it asks why, where nothing else forbids it."""
        meeting = self._meeting()
        if meeting is None:
            return
        try:
            self._board.running.refuse_to_close(meeting.id)
        except Complaint as complaint:
            self._done(Said(str(complaint), "error"))
            return
        waiting = tuple(self._board.decisions.unconfirmed(meeting))
        if not waiting:
            self._try(lambda: self._board.running.close(meeting.id), f"{meeting.title} is closed")
            return

        def closed(reason: str) -> str:
            self._board.running.close(meeting.id, reason, waiting)
            return f"{meeting.title} is closed; not confirmed: {' '.join(waiting)}"

        left = f"not confirmed: {' '.join(waiting)}"
        await self._ask_why(f"Close · {len(waiting)} not confirmed", "closed because", closed, left)

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
            leader = self._board.people.name_of(meeting.led_by) if meeting.led_by else "nobody"
            await self._ask_why(f"Take over · {leader} leads and is here", "because", taken)

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
        left = self._left_unconfirmed(meeting, current.case_id) if current else ""
        if following is None:
            said = f"every case is through{left}; X closes the meeting"
            self._try(lambda: self._board.running.rest(meeting.id), said)
            return
        is_left = current is None or current.state in ENDED
        if is_left and (late := _late_unallowed(meeting, following)) is not None:
            self.sitting.open(following)
            self._told(
                Said(f"{following} came after the cut-off ({late.asked.reason}): A allows it, D defers it", "error")
            )
            return
        said = self._begun(meeting, following, left)
        if self._try(lambda: self._board.running.begin(meeting.id, following), said):
            self.sitting.open(following)
            self._told(Said(said))

    def _left_unconfirmed(self, meeting: Meeting, key: str) -> str:
        """What the decision of a case that is left still wants, with the keys; empty where it wants nothing."""
        record = self._board.decisions.standing(meeting.id, key)
        if record is None or record.signed is not None:
            return ""
        return f"; {key} is " + ("not read back (c) nor signed (S)" if record.read_back is None else "not signed (S)")

    def _begun(self, meeting: Meeting, key: str, left: str) -> str:
        ended = sum(item.state in ("decided", "deferred", "noted") for item in meeting.items)
        half = len(meeting.items) // 2
        pause = (
            " · half of the list is through: a short break keeps the second half as good" if ended == half > 2 else ""
        )
        now = meeting.in_discussion
        red = [each for each in self.sitting.red_waiting if now is None or each != now.case_id]
        waits = f" · ▲ red and still waiting: {', '.join(red)}" if red and key not in red else ""
        return f"{key} is begun{left}{waits}{pause}"

    def _after(self, meeting: Meeting, current: str | None) -> str | None:
        """The case on the screen where it is not ended; else the first after the current one that is not.

        From the top, where the current one is the last.
        """
        open_ = [item.case_id for item in meeting.items if item.state in ("listed", "in_discussion")]
        if self.sitting.current in open_ and self.sitting.current != current:
            return self.sitting.current
        if current is None:
            return next(iter(open_), None)
        keys = list(meeting.case_ids)
        later = [key for key in open_ if keys.index(key) > keys.index(current)]
        return next(iter([*later, *(key for key in open_ if key != current)]), None)

    def _meeting(self) -> Meeting | None:
        if self.sitting.meeting is None:
            self._told(Said("no meeting is open here; m opens one", "error"))
        return self.sitting.meeting


def _late_unallowed(meeting: Meeting, key: str) -> Late | None:
    """How a case came late that no chair has allowed yet; None for any other."""
    item = meeting.item(key)
    return item.late if item is not None and item.late is not None and item.late.allowed is None else None
