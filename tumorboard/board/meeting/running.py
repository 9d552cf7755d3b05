"""Running a sitting: opened, case after case, each ended on purpose, taken over when the chair is gone, closed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from tumorboard.board.desk import Desk, reason_given
from tumorboard.board.meeting.closing import refuse_without_next_mri
from tumorboard.board.meeting.emergencies import refuse_unanswered_red
from tumorboard.board.meeting.sittings import Amended, Sittings, with_item
from tumorboard.board.people import People
from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import AgendaItem, Deferral, Meeting, Reasoned, Spell, Takeover
from tumorboard.domain.vocabulary import DeferralReason

__all__ = ["ENDED", "Running", "talked_for", "was_relieved"]

ENDED: Final = ("decided", "deferred", "noted")
"""The states in which a case may be left."""


class Running:
    """What the leader of a sitting does. Every role below that may look."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk = desk
        self._sittings = sittings

    def open(self, meeting_id: str) -> Meeting:
        """Open the sitting as its leader. Raises NotAllowed; Complaint when it is closed or somebody leads it."""
        self._may_lead("open a meeting")

        def opened(meeting: Meeting) -> Amended:
            if meeting.state == "closed":
                raise Complaint(f"{meeting.title} is closed; plan another: tumorboard meeting new")
            self._refuse_second_leader(meeting)
            begun = {"state": "open", "led_by": self._desk.person.id, "opened": meeting.opened or self._desk.now()}
            return meeting.model_copy(update=begun), ()

        return self._sittings.amend(meeting_id, opened, "opened")

    def lead(self, meeting_id: str, reason: str) -> Meeting:
        """Take the running sitting over from its leader, with a reason. Raises NotAllowed, Complaint."""
        self._may_lead("take a meeting over")
        why = reason_given(reason, "say why you take over, such as: link dropped")

        def taken(meeting: Meeting) -> Amended:
            if meeting.state != "open":
                raise Complaint(f"{meeting.title} is {meeting.state}; there is nothing to take over")
            if meeting.led_by == self._desk.person.id:
                raise Complaint("you lead this meeting already")
            me, now = self._desk.person.id, self._desk.now()
            takeover = Takeover(by=me, taken_from=meeting.led_by, at=now, reason=why)
            return meeting.model_copy(update={"led_by": me, "takeovers": (*meeting.takeovers, takeover)}), ()

        return self._sittings.amend(meeting_id, taken, f"taken over: {why}")

    def begin(self, meeting_id: str, case_id: str) -> Meeting:
        """End the case that is talked about and begin this one. Raises Complaint while that one is not ended.

        A case that came late begins only when the chair has allowed it.
        """

        def begun(meeting: Meeting) -> Amended:
            self._leads(meeting)
            current = meeting.in_discussion
            if current is not None and current.case_id == case_id:
                return meeting, ()
            return with_item(self._without_current(meeting), case_id, self._started), ()

        return self._sittings.amend(meeting_id, begun, f"began {case_id}")

    def rest(self, meeting_id: str) -> Meeting:
        """End the case that is talked about, and begin no other. Raises Complaint while it is not ended."""

        def rested(meeting: Meeting) -> Amended:
            self._leads(meeting)
            return self._without_current(meeting), ()

        return self._sittings.amend(meeting_id, rested, "ended the case")

    def note(self, meeting_id: str, case_id: str, reason: str) -> Meeting:
        """Note a case without a decision, with the reason.

        Raises Complaint when it is decided already, or is an emergency for which nobody answers.
        """
        why = reason_given(reason, "say why it is noted and not decided")

        def noted(item: AgendaItem) -> AgendaItem:
            _refuse_decided(item)
            refuse_unanswered_red(self._desk, item)
            return item.model_copy(update={"state": "noted", "noted": self._reasoned(why)})

        return self._ended(meeting_id, case_id, noted, f"noted {case_id}: {why}")

    def defer(
        self,
        meeting_id: str,
        case_id: str,
        reason: DeferralReason,
        owner: str,
        next_date: date,
        words: str | None = None,
    ) -> Meeting:
        """Defer a case with a coded reason, who sees to it, and when it is heard again.

        Raises NotThere for an unknown owner; Complaint for one who only looks, a date that is not to come, `other`
        without words, or an emergency for which nobody answers.
        """
        People(self._desk).who_sees_to_it(owner, "see to a deferred case")
        if next_date <= self._desk.now().date():
            raise Complaint(f"{next_date} is not to come; a case is deferred to a later day")
        if reason == "other" and not (words or "").strip():
            raise Complaint("other: say in words why the case is deferred")

        def deferred(item: AgendaItem) -> AgendaItem:
            _refuse_decided(item)
            refuse_unanswered_red(self._desk, item)
            deferral = Deferral.of(
                reason=reason,
                owner=owner,
                next_date=next_date,
                words=words,
                by=self._desk.person.id,
                at=self._desk.now(),
            )
            return item.model_copy(update={"state": "deferred", "deferrals": (*item.deferrals, deferral)})

        return self._ended(meeting_id, case_id, deferred, f"deferred {case_id}: {reason.replace('_', ' ')}")

    def close(self, meeting_id: str, reason: str | None = None, unconfirmed: tuple[str, ...] = ()) -> Meeting:
        """Close the sitting. Raises what `refuse_to_close` raises.

        Decisions not confirmed or signed ask for a reason; `unconfirmed` names their cases.
        """

        def closed(meeting: Meeting) -> Amended:
            self._refuse_to_close(meeting)
            if unconfirmed and not (reason or "").strip():
                raise Complaint(
                    f"not read back and signed: {' '.join(unconfirmed)}; confirm them, or close with a reason"
                )
            stayed = tuple(
                each.model_copy(update={"stay": _over(each.stay, self._desk.now())}) for each in meeting.attendance
            )
            ended = self._without_current(meeting)
            return ended.model_copy(
                update={"state": "closed", "closed": self._desk.now(), "led_by": None, "attendance": stayed}
            ), ()

        why = f"closed: {clean_line(reason)}" if reason else "closed"
        return self._sittings.amend(meeting_id, closed, why)

    def refuse_to_close(self, meeting_id: str) -> None:
        """Refuse what no reason opens: cases that are not ended, or decided without a next MRI or a reason for none.

        Raises NotAllowed, NotThere, Complaint.
        """
        self._refuse_to_close(self._sittings.get(meeting_id).record)

    def allow_late(self, meeting_id: str, case_id: str, reason: str) -> Meeting:
        """Allow a case that came after the cut-off. Raises NotAllowed, Complaint."""
        self._may_lead("allow a late case")
        why = reason_given(reason, "say why the late case is heard")

        def allowed(item: AgendaItem) -> AgendaItem:
            if item.late is None:
                raise Complaint(f"{case_id} was on the list in time; there is nothing to allow")
            if item.late.allowed is not None:
                who = People(self._desk).name_of(item.late.allowed.by)
                raise Complaint(f"{case_id} is allowed already by {who}; there is nothing to allow")
            return item.model_copy(update={"late": item.late.model_copy(update={"allowed": self._reasoned(why)})})

        return self._sittings.amend(
            meeting_id, lambda meeting: (with_item(meeting, case_id, allowed), ()), f"late case {case_id} allowed"
        )

    def _ended(self, meeting_id: str, case_id: str, ended: Callable[[AgendaItem], AgendaItem], why: str) -> Meeting:
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "end a case", "the chair or the coordinator")

        def changed(meeting: Meeting) -> Amended:
            if meeting.state == "closed":
                raise Complaint(f"{meeting.title} is closed; its cases stay as they are")
            return with_item(meeting, case_id, ended), ()

        return self._sittings.amend(meeting_id, changed, why)

    def _without_current(self, meeting: Meeting) -> Meeting:
        current = meeting.in_discussion
        if current is None:
            return meeting
        if current.state not in ENDED:
            raise Complaint(
                f"{current.case_id} is neither decided, deferred nor noted; a case is left when somebody says which"
            )
        now = self._desk.now()
        return with_item(
            meeting,
            current.case_id,
            lambda item: item.model_copy(update={"talked": (*item.talked[:-1], _over(item.talked[-1], now))}),
        )

    def _started(self, item: AgendaItem) -> AgendaItem:
        if item.late is not None and item.late.allowed is None:
            raise Complaint(f"{item.case_id} came after the cut-off ({item.late.asked.reason}); allow it first")
        state = "in_discussion" if item.state == "listed" else item.state
        return item.model_copy(update={"state": state, "talked": (*item.talked, Spell(began=self._desk.now()))})

    def _refuse_to_close(self, meeting: Meeting) -> None:
        self._leads(meeting)
        left = [item.case_id for item in meeting.items if item.state not in ENDED]
        if left:
            raise Complaint(f"not decided, deferred or noted yet: {' '.join(left)}; then close the meeting")
        refuse_without_next_mri(self._desk, meeting)

    def _may_lead(self, what: str) -> None:
        self._desk.require(self._desk.person.may_lead, what, "a chair")

    def _leads(self, meeting: Meeting) -> None:
        self._may_lead("run a meeting")
        if meeting.state != "open":
            raise Complaint(f"{meeting.title} is {meeting.state}; open it first")
        self._refuse_second_leader(meeting)

    def _refuse_second_leader(self, meeting: Meeting) -> None:
        if meeting.led_by is not None and meeting.led_by != self._desk.person.id:
            raise Complaint(
                f"{People(self._desk).name_of(meeting.led_by)} leads this meeting; take it over with a reason"
            )

    def _reasoned(self, reason: str) -> Reasoned:
        return Reasoned(by=self._desk.person.id, at=self._desk.now(), reason=reason)


def talked_for(item: AgendaItem, now: datetime) -> timedelta:
    """How long a case has been talked about, over all its turns."""
    return sum(((spell.ended or now) - spell.began for spell in item.talked), timedelta())


def was_relieved(meeting: Meeting, person_id: str) -> datetime | None:
    """When somebody last took the meeting over from a person who does not lead it now; None where nobody did."""
    taken = [each.at for each in meeting.takeovers if each.taken_from == person_id]
    return taken[-1] if taken and meeting.led_by not in (None, person_id) else None


def _over(spell: Spell, now: datetime) -> Spell:
    return spell if spell.ended else spell.model_copy(update={"ended": now})


def _refuse_decided(item: AgendaItem) -> None:
    if item.state == "decided":
        raise Complaint(f"{item.case_id} is decided; change that with an amendment")
