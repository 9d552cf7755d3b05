"""Planning what comes after a decision: what the rules propose, accepted, changed with a reason, or declined."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from tumorboard.board.after.followup_steps import WAITING, content_of, ended, moved, state_said
from tumorboard.board.after.followups import FollowUps
from tumorboard.board.after.proposing import Proposing
from tumorboard.board.cases import Cases
from tumorboard.board.death import refuse_dead
from tumorboard.board.desk import Desk, refuse_far, refuse_past
from tumorboard.board.people import People
from tumorboard.clinical.surveillance import Proposed
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Decision, DecisionRecord
from tumorboard.domain.followup import Advance, FollowUp, Proposal
from tumorboard.domain.vocabulary import FollowUpKind, Level, NotDone
from tumorboard.store.contract import NEW, Conflict, Put

__all__ = ["ACCEPTED_WITHIN", "Planning"]

ACCEPTED_WITHIN: Final = timedelta(days=7)
"""How far from the proposed day a day may lie and still be the proposed one, so that a weekend asks for no reason."""


class Planning:
    """By whoever may work on a case; the MRI of a decision is planned in the decision's own commit."""

    def __init__(self, desk: Desk, followups: FollowUps) -> None:
        self._desk = desk
        self._followups = followups
        self._proposing = Proposing(desk, followups)

    def proposed(self, record: DecisionRecord) -> list[Proposed]:
        """What the rules propose after a decision and nobody has planned or declined yet; nothing for the dead.

        Raises NotThere.
        """
        return self._proposing.after(record)

    def next_mri(self, case: Case, decision: Decision, level: Level | None) -> Proposed | None:
        """The MRI that the rules propose after a decision taken today; None for the dead or where no rule names one."""
        return self._proposing.next_mri(case, decision, level)

    def is_another_day(self, day: date, proposed: date | None) -> bool:
        """Whether a day lies more than a week off the proposed one, so that it needs a reason."""
        return proposed is not None and abs(day - proposed) > ACCEPTED_WITHIN

    def plan(
        self,
        case_id: str,
        kind: FollowUpKind,
        due: date,
        owner: str,
        *,
        decision: DecisionRecord | None = None,
        level: Level | None = None,
        proposed: Proposal | None = None,
        because: str | None = None,
        words: str | None = None,
    ) -> FollowUp:
        """Plan something. A day more than a week off the proposed one needs `because`.

        Raises NotAllowed, NotThere; Complaint for a past day or one too far, an owner who only looks, a patient who
        died, or a proposal that was planned already.
        """

        def planned() -> FollowUp:
            if proposed is not None:
                self._refuse_twice(case_id, kind)
            return self._new(
                case_id,
                decision,
                kind=kind,
                due=due,
                owner=owner,
                level=level,
                proposed=proposed,
                because=because,
                words=words,
            )

        first = planned()
        refuse_past(due, self._desk.now().date())
        refuse_far(due, self._desk.now().date())
        People(self._desk).who_sees_to_it(owner)
        if proposed is not None and not first.because and self.is_another_day(due, proposed.due):
            raise Complaint(f"proposed is {proposed.due} ({proposed.says}); say why it is {due}")
        return self._put(planned, f"planned {state_said(kind)}")

    def decline(
        self, record: DecisionRecord, proposed: Proposed, reason: NotDone, words: str | None = None
    ) -> FollowUp:
        """Decline what was proposed, with a coded reason that is kept. Raises NotAllowed, Complaint."""
        desk = self._desk
        if reason == "other" and not (words or "").strip():
            raise Complaint("other: say in words why it is declined")
        today = desk.now().date()
        declined = Advance.of(state="cancelled", by=desk.person.id, at=desk.now(), on=today, words=words)

        def ended_at_once() -> FollowUp:
            self._refuse_twice(record.case_id, proposed.kind)
            return self._new(
                record.case_id,
                record,
                kind=proposed.kind,
                due=proposed.due or today,
                owner=desk.person.id,
                level=proposed.level,
                proposed=proposed.proposal,
                state="cancelled",
                cancelled=reason,
                history=(declined,),
            )

        return self._put(ended_at_once, f"declined {state_said(proposed.kind)}: {state_said(reason)}")

    def with_decision(self, record: DecisionRecord, proposed: Proposed | None) -> list[Put]:
        """What a decision's commit saves of its next MRI: planned, moved by an amendment, or cancelled by one."""
        mri = record.decision.next_mri
        waiting = next(
            (
                self._followups.get(each.id)
                for each in self._followups.of(record.case_id)
                if each.meeting_id == record.meeting_id and each.kind == "mri" and each.state in WAITING
            ),
            None,
        )
        if mri is None:
            return []
        why = record.amends_because or "the decision says another day"
        if mri.on is None or mri.owner is None:
            if waiting is None or not mri.none_because:
                return []
            none = ended(self._desk, waiting.record, "no_clinical_indication", mri.none_because)
            return [Put("followups", none.id, content_of(none), waiting.revision)]
        if waiting is not None:
            now = waiting.record
            later = now if now.due == mri.on else moved(self._desk, now, mri.on, why)
            later = later.model_copy(update={"owner": mri.owner, "decision_id": record.id, "because": mri.because})
            return [] if later == now else [Put("followups", later.id, content_of(later), waiting.revision)]
        followup = self._new(
            record.case_id,
            record,
            kind="mri",
            due=mri.on,
            owner=mri.owner,
            level=record.stood.level,
            proposed=None if proposed is None else proposed.proposal,
            because=mri.because,
        )
        return [Put("followups", followup.id, content_of(followup), NEW)]

    def _new(self, case_id: str, decision: DecisionRecord | None, **fields: object) -> FollowUp:
        desk = self._desk
        desk.require(desk.person.may_follow_up, "plan a follow-up", "a chair, coordinator, specialist or clinician")
        Cases(desk).get(case_id)
        refuse_dead(desk, case_id)
        return FollowUp.of(
            id=self._followups.next_key(case_id),
            case_id=case_id,
            meeting_id=decision.meeting_id if decision else None,
            decision_id=decision.id if decision else None,
            created_by=desk.person.id,
            created_at=desk.now(),
            **fields,
        )

    def _refuse_twice(self, case_id: str, kind: FollowUpKind) -> None:
        """Refuse to plan what was proposed where somebody planned it already. Raises Complaint."""
        for each in self._followups.of(case_id):
            if each.kind == kind and each.state in WAITING:
                raise Complaint(f"{case_id}: {each.id} ({state_said(kind)}, {each.due}) is planned already; move that")

    def _put(self, made: Callable[[], FollowUp], why: str) -> FollowUp:
        """Save a new follow-up; where somebody planned one at the same moment, it is made anew after theirs."""
        desk = self._desk
        while True:
            followup = made()
            put = Put("followups", followup.id, content_of(followup), NEW)
            if not isinstance(desk.store.commit([put], by=desk.person.id, at=desk.now(), why=why), Conflict):
                return followup
