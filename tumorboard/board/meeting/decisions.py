"""The board's decisions: written down once, confirmed, signed, amended by a new one and never changed."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.board.meeting.deciding import Asked, Deciding, PlansMri
from tumorboard.board.meeting.register import Register
from tumorboard.board.meeting.sittings import Amended, Sittings, with_item
from tumorboard.board.people import People
from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import Confirmed, Decision, DecisionRecord, Dissent
from tumorboard.domain.meeting import Meeting
from tumorboard.store.contract import NEW, Conflict, Document, Put

__all__ = ["Decisions"]

_HOUR: Final = timedelta(hours=1)


class Decisions:
    """Written down by the chair or the coordinator, confirmed by a clinician, signed by a chair."""

    def __init__(self, desk: Desk, sittings: Sittings, register: Register, planning: Callable[[], PlansMri]) -> None:
        self._desk = desk
        self._sittings = sittings
        self._deciding = Deciding(desk, register, planning)
        self._read: dict[str, Filed[DecisionRecord]] = {}
        self._by_case: Mapping[str, list[DecisionRecord]] = {}
        self._read_at: int | None = None

    def asked(self, meeting_id: str, case_id: str, decision: Decision | None, place: int = 0) -> Asked:
        """What has to be given a reason for if this were decided now. `place` is the lesion's in the case."""
        meeting = self._sittings.get(meeting_id).record
        return self._deciding.asked(meeting, case_id, decision, place, self.of(case_id))

    def refused(self, meeting_id: str, case_id: str) -> str:
        """Why a first decision of a case would be refused at its meeting as it stands, in words; empty where not."""
        meeting = self._sittings.get(meeting_id).record
        try:
            self._deciding.refuse_closed(meeting, case_id)
            self._refuse_sealed(meeting, case_id)
        except Complaint as complaint:
            return str(complaint)
        return ""

    def of(self, case_id: str) -> list[DecisionRecord]:
        """Every decision on a case, of all meetings, oldest first; superseded ones too."""
        return list(self._all().get(case_id, ()))

    def of_meeting(self, meeting_id: str) -> Mapping[str, list[DecisionRecord]]:
        """Every decision of a meeting by its case, oldest first; superseded ones too."""
        ours = {
            case_id: [each for each in records if each.meeting_id == meeting_id]
            for case_id, records in self._all().items()
        }
        return {case_id: records for case_id, records in ours.items() if records}

    def all_standing(self) -> list[DecisionRecord]:
        """The decision that stands of every meeting on every case, oldest first."""
        last: dict[tuple[str, str], DecisionRecord] = {}
        for record in (each for records in self._all().values() for each in records):
            key = (record.meeting_id, record.case_id)
            if key not in last or last[key].number < record.number:
                last[key] = record
        return sorted(last.values(), key=lambda record: record.recorded_at)

    def standing(self, meeting_id: str, case_id: str) -> DecisionRecord | None:
        """The decision of a meeting on a case, as last amended; None when there is none."""
        found = [each for each in self.of(case_id) if each.meeting_id == meeting_id]
        return max(found, key=lambda record: record.number, default=None)

    def record(self, meeting_id: str, case_id: str, decision: Decision, *, place: int = 0) -> DecisionRecord:
        """Write down the first decision of a meeting on a case, with the quorum and the table of that second.

        Raises NotAllowed, NotThere; Complaint when a reason, a person or a date is missing or wrong, when the views
        are still sealed, the meeting is not open, or somebody else wrote one down meanwhile; StoreError.
        """
        self._may_write()

        def decided(meeting: Meeting) -> Amended:
            item = meeting.item(case_id)
            if item is None:
                raise NotThere(f"{case_id} is not on the list of {meeting_id}")
            if self.standing(meeting_id, case_id) is not None:
                raise Complaint(f"{case_id} is decided already; change that with an amendment")
            self._deciding.refuse_closed(meeting, case_id)
            self._refuse_sealed(meeting, case_id)
            made.append(self._deciding.made(meeting, case_id, decision, place, self.of(case_id)))
            decided = with_item(meeting, case_id, lambda each: each.model_copy(update={"state": "decided"}))
            return decided, [_put(made[-1]), *self._deciding.next_mri(made[-1])]

        made: list[DecisionRecord] = []
        self._sittings.amend(meeting_id, decided, f"decided {case_id}")
        return made[-1]

    def amend(
        self, meeting_id: str, case_id: str, decision: Decision, because: str, *, number: int, place: int = 0
    ) -> DecisionRecord:
        """Supersede decision `number` with a new one. It is kept, and so is every dissent on it.

        Raises what `record` raises; Complaint when another amendment stands already, or without a reason.
        """
        self._may_write()
        why = clean_line(because).strip()
        if not why:
            raise Complaint("say why the decision is amended")

        def amended(meeting: Meeting) -> Amended:
            standing = self.standing(meeting_id, case_id)
            if standing is None:
                raise Complaint(f"{case_id} has no decision to amend; record one")
            if standing.number != number:
                who = People(self._desk).name_of(standing.recorded_by)
                raise Complaint(f"{case_id} was amended meanwhile by {who}; look at it, then repeat")
            self._refuse_consensus(decision, standing.decision)
            kept = _with_dissents(decision, standing.decision.dissents)
            new = self._deciding.made(meeting, case_id, kept, place, self.of(case_id))
            made.append(new.model_copy(update={"amends_because": why}))
            return meeting, [_put(made[-1]), *self._deciding.next_mri(made[-1])]

        made: list[DecisionRecord] = []
        self._sittings.amend(meeting_id, amended, f"amended {case_id}: {why}")
        return made[-1]

    def _refuse_sealed(self, meeting: Meeting, case_id: str) -> None:
        """Raise Complaint where views are in that nobody may read yet."""
        item = meeting.item(case_id)
        is_revealed = item is not None and item.revealed is not None
        if not is_revealed and self._deciding.has_sealed_views(meeting.id, case_id):
            raise Complaint("views on this case are still sealed; the chair reveals them first")

    def _refuse_consensus(self, decision: Decision, standing: Decision) -> None:
        """Raise Complaint for a consensus where a dissent is on record, which no amendment takes away."""
        if decision.agreement == "consensus" and standing.dissents:
            people = People(self._desk)
            names = ", ".join(people.name_of(each.person_id) for each in standing.dissents)
            raise Complaint(
                f"consensus, and the dissent of {names} stays on record; choose majority with dissent, "
                "and say in the reason who agrees by now"
            )

    def dissent(self, decision_id: str, dissent: Dissent) -> DecisionRecord:
        """Add my own dissent to a decision that stands. Raises NotAllowed when it is somebody else's, Complaint."""
        me = self._desk.person
        self._desk.require(me.may_give_views and dissent.person_id == me.id, "dissent for somebody else", "they alone")

        def dissenting(record: DecisionRecord) -> DecisionRecord:
            if any(each == dissent for each in record.decision.dissents):
                raise Complaint("that dissent is on record already")
            return record.model_copy(update={"decision": _with_dissents(record.decision, (dissent,))})

        return self._changed(decision_id, dissenting, "dissented")

    def read_back(self, decision_id: str, person_id: str) -> DecisionRecord:
        """Enter who confirmed the wording that was read out: a clinician who is there and did not write it.

        Raises NotAllowed, NotThere, Complaint.
        """
        me = self._desk.person
        self._desk.require(me.may_run_meetings or person_id == me.id, "enter who confirmed", "the chair or coordinator")
        confirming = People(self._desk).get(person_id)

        def confirmed(record: DecisionRecord) -> DecisionRecord:
            meeting = self._sittings.get(record.meeting_id).record
            if person_id == record.recorded_by:
                raise Complaint(f"{confirming.name} wrote it down; somebody else has to confirm the wording")
            if not confirming.may_give_views:
                raise Complaint(f"{confirming.name} is no clinician here; a specialist, clinician or chair confirms")
            if meeting.state == "open" and person_id not in meeting.here:
                raise Complaint(f"{confirming.name} is not in the register; enter them first, or name somebody there")
            said = Confirmed(person_id=person_id, at=self._desk.now(), entered_by=me.id)
            return record.model_copy(update={"read_back": said})

        return self._changed(decision_id, confirmed, f"read back, confirmed by {person_id}")

    def refuse_to_sign(self, record: DecisionRecord) -> None:
        """Refuse what I may not sign, or what cannot be signed as it stands. Raises NotAllowed, Complaint."""
        self._desk.require(self._desk.person.may_lead, "sign a decision", "a chair")
        if record.read_back is None:
            raise Complaint("not read back yet; a clinician other than the scribe confirms the wording first")
        if record.signed is not None:
            raise Complaint(f"signed already by {People(self._desk).name_of(record.signed.person_id)}")

    def sign(self, decision_id: str) -> DecisionRecord:
        """Sign a decision that was read back, as a chair. Raises NotAllowed, Complaint."""
        me = self._desk.person

        def signed(record: DecisionRecord) -> DecisionRecord:
            self.refuse_to_sign(record)
            said = Confirmed(person_id=me.id, at=self._desk.now(), entered_by=me.id)
            return record.model_copy(update={"signed": said})

        return self._changed(decision_id, signed, "signed")

    def unconfirmed(self, meeting: Meeting) -> list[str]:
        """The cases of a meeting whose decision is not both read back and signed."""
        standing = [self.standing(meeting.id, key) for key in meeting.case_ids]
        return [each.case_id for each in standing if each and not (each.read_back and each.signed)]

    def _changed(
        self, decision_id: str, change: Callable[[DecisionRecord], DecisionRecord], why: str
    ) -> DecisionRecord:
        desk = self._desk
        while True:
            document = desk.store.get("decisions", decision_id)
            if document is None:
                raise NotThere(f"no decision is called {decision_id}")
            standing = filed(document, DecisionRecord)
            record = change(standing.record)
            put = _put(record, standing.revision)
            if not isinstance(desk.store.commit([put], by=desk.person.id, at=desk.now(), why=why), Conflict):
                return record

    def _may_write(self) -> None:
        self._desk.require(self._desk.person.may_run_meetings, "write a decision down", "the chair or the coordinator")

    def _all(self) -> Mapping[str, list[DecisionRecord]]:
        """Every decision by its case, oldest first, sorted out once a revision; only what changed is read anew."""
        revision = self._desk.store.revision()
        if revision != self._read_at:
            records = [self._filed(document).record for document in self._desk.store.all("decisions")]
            by_case: dict[str, list[DecisionRecord]] = {}
            for record in sorted(records, key=lambda record: record.recorded_at):
                by_case.setdefault(record.case_id, []).append(record)
            self._by_case, self._read_at = by_case, revision
        return self._by_case

    def _filed(self, document: Document) -> Filed[DecisionRecord]:
        known = self._read.get(document.key)
        if known is None or known.revision != document.revision:
            known = self._read[document.key] = filed(document, DecisionRecord)
        return known


def _put(record: DecisionRecord, started_from: int = NEW) -> Put:
    return Put("decisions", record.id, record.written(), started_from)


def _with_dissents(decision: Decision, dissents: tuple[Dissent, ...]) -> Decision:
    """The decision with these dissents too; none is ever taken away, and consensus it is then no longer."""
    kept = (*dissents, *(each for each in decision.dissents if each not in dissents))
    if not kept:
        return decision
    agreement = "majority_with_dissent" if decision.agreement == "consensus" else decision.agreement
    return decision.model_copy(update={"dissents": kept, "agreement": agreement})
