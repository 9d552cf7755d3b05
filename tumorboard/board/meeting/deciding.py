"""What a decision rests on and must answer for at the second it is saved: table, quorum, people and dates."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.board.meeting.register import Register
from tumorboard.board.people import People
from tumorboard.board.site_zone import on_site
from tumorboard.clinical import plans
from tumorboard.clinical.assessment import assess
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Decision, DecisionRecord, QuorumThen, Stood, decision_key
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.vocabulary import Level
from tumorboard.knowledge.site import knowledge_version
from tumorboard.store.contract import Put

if TYPE_CHECKING:
    from tumorboard.clinical.surveillance import Proposed

__all__ = ["Asked", "Deciding", "PlansMri"]

_ABLE: Final = "name somebody who is a chair, coordinator, specialist or clinician here"
_HOUR: Final = timedelta(hours=1)


class Asked(NamedTuple):
    """What a decision must give a reason for: each empty when it need not. `stood` is what the table says now.

    `next_mri` is what the rules of surveillance propose after it; None before there is a plan, or where none speaks.
    """

    quorum: QuorumThen
    stood: Stood
    departure: str
    next_mri: "Proposed | None" = None

    @property
    def without_quorum(self) -> str:
        """What is missing for the quorum, in words."""
        return "" if self.quorum.met else "quorum not met: " + ", ".join(self.quorum.missing)


class PlansMri(Protocol):
    """What plans the next MRI of a decision, which is saved with it; it comes after the meeting and knows it."""

    def next_mri(self, case: Case, decision: Decision, level: Level | None) -> "Proposed | None":
        """The MRI that the rules propose after a decision taken today; None for the dead or where none names one."""

    def is_another_day(self, day: date, proposed: date | None) -> bool:
        """Whether a day lies so far off the proposed one that it needs a reason."""

    def with_decision(self, record: DecisionRecord, proposed: "Proposed | None") -> list[Put]:
        """What a decision's commit saves of its next MRI."""


class Deciding:
    """Makes the record of a decision, or says what is missing."""

    def __init__(self, desk: Desk, register: Register, planning: Callable[[], PlansMri]) -> None:
        """`planning` is asked for when a decision is made."""
        self._desk = desk
        self._register = register
        self._planning = planning

    def asked(
        self, meeting: Meeting, case_id: str, decision: Decision | None, place: int, earlier: Sequence[DecisionRecord]
    ) -> Asked:
        """What has to be given a reason for if this were decided now. `place` is the lesion's in the case."""
        case = self._case(case_id).record
        stood = self._stood(case, place)
        quorum = self._register.quorum(meeting)
        if decision is None:
            return Asked(quorum, stood, "")
        departure = _departure([each for each in earlier if each.meeting_id != meeting.id], stood, decision)
        return Asked(quorum, stood, departure, self._planning().next_mri(case, decision, stood.level))

    def made(
        self, meeting: Meeting, case_id: str, decision: Decision, place: int, earlier: Sequence[DecisionRecord]
    ) -> DecisionRecord:
        """The record of a decision taken now; `earlier` are the decisions on the case so far. Raises Complaint."""
        desk, case = self._desk, self._case(case_id)
        self._refuse_unknown_people(decision)
        self._refuse_past(decision)
        asked = self.asked(meeting, case_id, decision, place, earlier)
        if asked.without_quorum and not decision.without_quorum:
            raise Complaint(f"{asked.without_quorum}; say why it is decided all the same, or defer the case")
        if asked.departure and not decision.departure:
            raise Complaint(f"{asked.departure}; say why")
        self._refuse_other_day(decision, asked.next_mri)
        number = 1 + max((each.number for each in earlier if each.meeting_id == meeting.id), default=0)
        return DecisionRecord(
            id=decision_key(meeting.id, case_id, number),
            meeting_id=meeting.id,
            case_id=case_id,
            case_revision=case.revision,
            number=number,
            decision=decision,
            stood=asked.stood,
            knowledge=knowledge_version(),
            quorum=asked.quorum,
            recorded_by=desk.person.id,
            recorded_at=desk.now(),
            hours_from_mri=self._hours_since(_last_mri(case.record)),
            hours_from_suspicion=self._hours_since(case.record.neurology.suspected),
        )

    def next_mri(self, record: DecisionRecord) -> list[Put]:
        """What the decision's commit saves of its next MRI."""
        if record.decision.next_mri is None:
            return []
        case = self._case(record.case_id).record
        planning = self._planning()
        return planning.with_decision(record, planning.next_mri(case, record.decision, record.stood.level))

    def _refuse_other_day(self, decision: Decision, proposed: "Proposed | None") -> None:
        mri = decision.next_mri
        if mri is None or mri.on is None or mri.because or proposed is None:
            return
        if self._planning().is_another_day(mri.on, proposed.due):
            raise Complaint(f"the next MRI: proposed is {proposed.due} ({proposed.says}); say why it is {mri.on}")

    def _stood(self, case: Case, place: int) -> Stood:
        lesions = assess(case, self._desk.settings.policy).lesions
        if not lesions:
            return Stood()
        each = lesions[min(place, len(lesions) - 1)]
        return Stood(level=each.lesion.level, rows=each.noms.rows, sins=each.sins.text, escc=each.lesion.escc)

    def _refuse_unknown_people(self, decision: Decision) -> None:
        known = {person.id: person for person in People(self._desk).all()}
        named: dict[str, list[str | None]] = {
            "owner": [step.owner for step in decision.steps],
            "dissent": [each.person_id for each in decision.dissents],
            "who tells the patient": [decision.tells_patient],
            "owner of the next MRI": [decision.next_mri.owner if decision.next_mri else None],
        }
        for what, ids in named.items():
            for each in ids:
                if each is None:
                    continue
                if each not in known:
                    raise Complaint(f"{what}: nobody here is called {each}; enrol them: tumorboard people add {each}")
                if not known[each].may_follow_up:
                    raise Complaint(f"{what}: {known[each].name} only looks on; {_ABLE}")

    def _refuse_past(self, decision: Decision) -> None:
        today = self._desk.now().date()
        dates: dict[str, date | None] = {
            "the patient is told by": decision.tell_by,
            "the next MRI": decision.next_mri.on if decision.next_mri else None,
        }
        for what, day in dates.items():
            if day is not None and day < today:
                raise Complaint(f"{what} {day}: that is past; today is {today}")

    def refuse_closed(self, meeting: Meeting, case_id: str) -> None:
        """Refuse to decide at a meeting that does not sit; an emergency is decided before it. Raises Complaint."""
        if meeting.state == "closed":
            raise Complaint(f"{meeting.title} is closed; put the case on another meeting")
        is_red = assess(self._case(case_id).record, self._desk.settings.policy).emergency.is_emergency
        if meeting.state == "planned" and not is_red:
            raise Complaint(f"{meeting.title} is not open; a chair opens it (O), only an emergency is decided before")

    def has_sealed_views(self, meeting_id: str, case_id: str) -> bool:
        """Whether views on the case are in that nobody may read yet."""
        return any(
            document.content.get("sealed")
            for document in self._desk.store.all("views")
            if (document.content.get("meeting_id"), document.content.get("case_id")) == (meeting_id, case_id)
        )

    def _hours_since(self, moment: datetime | None) -> float | None:
        if moment is None:
            return None
        now, anchored = self._desk.now(), on_site(moment)
        return round((now - anchored) / _HOUR, 2) if anchored <= now else None

    def _case(self, case_id: str) -> Filed[Case]:
        document = self._desk.store.get("cases", case_id)
        if document is None:
            raise NotThere(f"no case is called {case_id}; see: tumorboard meetings")
        return filed(document, Case)


def _departure(earlier: Sequence[DecisionRecord], stood: Stood, decision: Decision) -> str:
    """Why this plan needs a reason: it is in no candidate row, or not what an earlier meeting decided."""
    modalities = tuple(step.modality for step in decision.steps)
    said = []
    if departs := plans.departs(stood.rows, modalities):
        said.append(departs)
    if earlier and {step.modality for step in earlier[-1].decision.steps} != set(modalities):
        planned = plans.plan_said(tuple(step.modality for step in earlier[-1].decision.steps))
        said.append(f"departs from the decision of {earlier[-1].recorded_at.astimezone():%d %b %Y} ({planned})")
    return "; ".join(said)


def _last_mri(case: Case) -> datetime | None:
    """The last whole-spine MRI whose time was recorded."""
    times = [each.on for each in case.imaging if each.kind == "mri_whole_spine" and isinstance(each.on, datetime)]
    return max(times, key=datetime.timestamp, default=None)
