"""What became of decisions: settled by a person, unknown until then, and loud after thirty days."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from tumorboard.board.after.followup_steps import state_said
from tumorboard.board.after.followups import FollowUps
from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.board.meeting.decisions import Decisions
from tumorboard.board.site_zone import on_site
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import DecisionRecord, Step
from tumorboard.domain.fate import Fate, FateRecord, Settled, fate_key
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.vocabulary import NotDone, Timing
from tumorboard.store.contract import NEW, Conflict, Put

__all__ = ["UNKNOWN_AFTER", "DueAction", "Fates", "UnknownFate"]

UNKNOWN_AFTER: Final = timedelta(days=30)
"""After so long a decision whose fate nobody said stands on top."""
_A_WEEK: Final = timedelta(weeks=1)
_WITHIN: Final[Mapping[Timing, timedelta]] = {
    "immediately": timedelta(),
    "within_24_h": timedelta(days=1),
    "within_48_h": timedelta(days=2),
    "within_1_week": _A_WEEK,
    "within_2_weeks": timedelta(weeks=2),
    "within_4_weeks": timedelta(weeks=4),
}
_NEXT: Final[Mapping[NotDone, tuple[str, ...]]] = {
    "died": ("inform the board",),
    "patient_wish": ("inform the board", "offer palliative care", "review the next MRI", "list the case again"),
    "patient_refused": ("inform the board", "offer palliative care", "review the next MRI", "list the case again"),
    "lost_to_follow_up": ("call the patient and the referrer", "review the next MRI"),
    "did_not_attend": ("call the patient and the referrer", "give a new appointment"),
    "no_slot": ("ask the chair for a slot", "list the case again if the time limit passes"),
}
_NEXT_ELSE: Final = ("inform the board", "review the next MRI", "list the case again")


class UnknownFate(NamedTuple):
    """A decision that stands and of which nobody said what became; `days` of the calendar since it was taken."""

    record: DecisionRecord
    days: int


class DueAction(NamedTuple):
    """A step with an owner and a time limit that nobody settled. `number` counts from 1; `is_over` once it is late."""

    record: DecisionRecord
    number: int
    step: Step
    due: date
    is_over: bool


class Fates:
    """Everybody may read them; who may work on a case may settle them."""

    def __init__(self, desk: Desk, decisions: Decisions) -> None:
        self._desk = desk
        self._decisions = decisions
        self._read: dict[str, Filed[FateRecord]] = {}

    def of(self, meeting_id: str, case_id: str) -> FateRecord | None:
        """Everything that was said of the fate of a meeting's decision on a case; None where nothing was."""
        standing = self._filed(fate_key(meeting_id, case_id))
        return standing.record if standing else None

    def standing(self, record: DecisionRecord) -> Settled | None:
        """What was said last of a decision as a whole; None while its fate is unknown."""
        return self._last(record, None)

    def unknown(self, after: timedelta = UNKNOWN_AFTER) -> list[UnknownFate]:
        """The decisions whose fate nobody said in that time, the oldest first."""
        now = self._desk.now()
        found = [
            UnknownFate(record, (on_site(now).date() - on_site(record.recorded_at).date()).days)
            for record in self._decisions.all_standing()
            if now - record.recorded_at >= after and self.standing(record) is None
        ]
        return sorted(found, key=lambda each: each.record.recorded_at)

    def actions(self) -> list[DueAction]:
        """The steps with an owner and a time that nobody settled, nor their decision; the first to be done first."""
        now = self._desk.now()
        found = [
            DueAction(record, number, step, due.astimezone().date(), due <= now)
            for record in self._decisions.all_standing()
            for number, step in enumerate(record.decision.steps, start=1)
            if (due := _due(record, step)) is not None
            if self.standing(record) is None and self._last(record, number) is None
        ]
        return sorted(found, key=lambda each: each.due)

    def settle(
        self,
        meeting_id: str,
        case_id: str,
        fate: Fate,
        *,
        step: int | None = None,
        reason: NotDone | None = None,
        words: str | None = None,
        on: date | None = None,
    ) -> FateRecord:
        """Say what became of a decision, or of one of its steps; what was said before is kept.

        Where the patient died, every follow-up that is planned or ordered for them is cancelled with it.
        Raises NotAllowed, NotThere; Complaint without a coded reason where not all was done, or for a day to come.
        """
        desk = self._desk
        desk.require(desk.person.may_follow_up, "settle a decision", "a chair, coordinator, specialist or clinician")
        record = self._decisions.standing(meeting_id, case_id)
        if record is None:
            raise NotThere(f"{case_id} has no decision of {meeting_id}; there is nothing to settle")
        if step is not None and not 1 <= step <= len(record.decision.steps):
            raise Complaint(f"step {step}: the decision has {len(record.decision.steps)}")
        if on is not None and on > desk.now().date():
            raise Complaint(f"{on} is still to come; today is {desk.now().date()}")
        said = Settled.of(
            number=record.number,
            step=step,
            fate=fate,
            reason=reason,
            words=words,
            on=on,
            by=desk.person.id,
            at=desk.now(),
        )
        return self._kept(meeting_id, case_id, said)

    def ended_with(self, record: FateRecord) -> list[FollowUp]:
        """The follow-ups that were cancelled with what was said last of a decision, as they are by a death."""
        standing = self._filed(record.id)
        return FollowUps(self._desk).changed_at(record.case_id, standing.revision) if standing else []

    def reasons(self) -> Mapping[NotDone, int]:
        """Why decisions were not wholly done, each with how often; what was said last counts."""
        last = (self.standing(record) for record in self._decisions.all_standing())
        return Counter(each.reason for each in last if each is not None and each.reason is not None)

    def suggested(self, reason: NotDone) -> Sequence[str]:
        """What is usually done next where a decision was not carried out for a reason."""
        return _NEXT.get(reason, _NEXT_ELSE)

    def _kept(self, meeting_id: str, case_id: str, said: Settled) -> FateRecord:
        desk, key = self._desk, fate_key(meeting_id, case_id)
        what = "decision" if said.step is None else f"step {said.step}"
        why = f"{what} {state_said(said.fate)}" + (f": {state_said(said.reason)}" if said.reason else "")
        while True:
            standing = self._filed(key)
            before = standing.record if standing else FateRecord(id=key, meeting_id=meeting_id, case_id=case_id)
            record = before.model_copy(update={"settled": (*before.settled, said)})
            content = record.written()
            puts = [Put("fates", key, content, standing.revision if standing else NEW)]
            if said.reason == "died":
                puts += FollowUps(desk).endings(case_id, "died", said.words)
            if not isinstance(desk.store.commit(puts, by=desk.person.id, at=desk.now(), why=why), Conflict):
                return record

    def _filed(self, key: str) -> Filed[FateRecord] | None:
        """A record, read anew only where it changed."""
        document = self._desk.store.get("fates", key)
        if document is None:
            return None
        known = self._read.get(key)
        if known is None or known.revision != document.revision:
            known = self._read[key] = filed(document, FateRecord)
        return known

    def _last(self, record: DecisionRecord, step: int | None) -> Settled | None:
        said = self.of(record.meeting_id, record.case_id)
        found = [each for each in (said.settled if said else ()) if (each.number, each.step) == (record.number, step)]
        return found[-1] if found else None


def _due(record: DecisionRecord, step: Step) -> datetime | None:
    """When a step is to be done by; None where it has no owner or no time.

    Hours are counted as they pass, weeks by the days of the calendar, so that a change of the clocks moves no day.
    """
    within = _WITHIN.get(step.timing) if step.timing else None
    if within is None or step.owner is None:
        return None
    return (on_site(record.recorded_at) if within >= _A_WEEK else record.recorded_at) + within
