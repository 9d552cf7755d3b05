"""What the rules of surveillance propose after a decision that stands, and nobody has planned or declined yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tumorboard.board.after.followup_steps import WAITING
from tumorboard.board.after.followups import FollowUps
from tumorboard.board.cases import Cases
from tumorboard.board.death import deaths
from tumorboard.board.desk import Desk, filed
from tumorboard.clinical.surveillance import Proposed, proposals
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Decision, DecisionRecord
from tumorboard.domain.fate import FateRecord, Settled, fate_key
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.vocabulary import FollowUpKind, Level

__all__ = ["Proposing"]


@dataclass(frozen=True, slots=True)
class _Known:
    """What was worked out, what it rests on, and at which revision of the store that was looked at last."""

    at: int
    rests_on: object
    found: list[Proposed]


class Proposing:
    """What it works out it keeps, for as long as what that rests on stands."""

    def __init__(self, desk: Desk, followups: FollowUps) -> None:
        self._desk = desk
        self._followups = followups
        self._known: dict[str, _Known] = {}
        self._decided: tuple[int | None, dict[str, str]] = (None, {})
        self._dead: tuple[int | None, frozenset[str]] = (None, frozenset())

    def after(self, record: DecisionRecord) -> list[Proposed]:
        """What the rules propose after a decision and nobody has planned or declined yet. Raises NotThere.

        Nothing for a patient recorded as died, after a decision that was not carried out, or after one that another
        meeting has followed with its own. Worked out anew only where the case, its follow-ups or the fate of the
        decision changed.
        """
        revision = self._desk.store.revision()
        known = self._known.get(record.id)
        if known is None or known.at != revision:
            rests_on = self._rests_on(record)
            if known is None or known.rests_on != rests_on:
                found = self._worked_out(record) if rests_on is not None else []
            else:
                found = known.found
            known = self._known[record.id] = _Known(revision, rests_on, found)
        return list(known.found)

    def next_mri(self, case: Case, decision: Decision, level: Level | None) -> Proposed | None:
        """The MRI that the rules propose after a decision taken today; None for the dead or where no rule names one."""
        if self._is_dead(case.id):
            return None
        today = self._desk.now().date()
        found = proposals(case, decision, level, today, days=self._desk.settings.surveillance_days)
        return next((each for each in found if each.kind == "mri"), None)

    def _rests_on(self, record: DecisionRecord) -> object:
        """What the proposals rest on; None where another meeting decided the case since, and for the dead."""
        if self._decided_last(record.case_id) not in (None, record.meeting_id) or self._is_dead(record.case_id):
            return None
        case = self._desk.store.get("cases", record.case_id)
        fate = self._desk.store.get("fates", fate_key(record.meeting_id, record.case_id))
        standing = [(each.id, each.sequence) for each in self._followups.of(record.case_id)]
        return (case and case.revision, fate and fate.revision, standing)

    def _worked_out(self, record: DecisionRecord) -> list[Proposed]:
        standing = self._followups.of(record.case_id)
        settled = self._settled(record)
        whole = [each for each in settled if each.step is None and each.number == record.number]
        if whole and whole[-1].fate == "not_done":
            return []
        case = Cases(self._desk).get(record.case_id).record
        open_kinds = {each.kind for each in standing if each.state in WAITING}
        own = [each for each in standing if each.meeting_id == record.meeting_id]
        last = {each.kind: each for each in sorted(own, key=lambda each: each.created_at)}
        declined = {kind for kind, each in last.items() if each.state == "cancelled"}
        if record.decision.next_mri and record.decision.next_mri.none_because:
            declined.add("mri")
        found = proposals(
            case,
            record.decision,
            record.stood.level,
            self._treated_on(record, settled),
            days=self._desk.settings.surveillance_days,
            seen=_last_seen(own),
        )
        return [each for each in found if each.kind not in open_kinds | declined]

    def _decided_last(self, case_id: str) -> str | None:
        """The meeting that decided a case last; sorted out once a revision of the store."""
        store = self._desk.store
        revision = store.revision()
        if self._decided[0] != revision:
            contents = [document.content for document in store.all("decisions")]
            contents.sort(key=lambda content: datetime.fromisoformat(content["recorded_at"]))
            self._decided = (revision, {content["case_id"]: content["meeting_id"] for content in contents})
        return self._decided[1].get(case_id)

    def _is_dead(self, case_id: str) -> bool:
        """Whether the patient is recorded as died; looked up once a revision of the store."""
        revision = self._desk.store.revision()
        if self._dead[0] != revision:
            self._dead = (revision, frozenset(deaths(self._desk)))
        return case_id in self._dead[1]

    def _settled(self, record: DecisionRecord) -> Sequence[Settled]:
        document = self._desk.store.get("fates", fate_key(record.meeting_id, record.case_id))
        return filed(document, FateRecord).record.settled if document else ()

    def _treated_on(self, record: DecisionRecord, settled: Sequence[Settled]) -> date:
        """The last day on which a step was done, else the day of the decision."""
        days = [each.on for each in settled if each.fate != "not_done" and each.on is not None]
        return max(days, default=record.recorded_at.astimezone().date())


def _last_seen(followups: Sequence[FollowUp]) -> dict[FollowUpKind, date]:
    """When each kind was last looked at."""
    seen: dict[FollowUpKind, date] = {}
    for each in followups:
        if each.seen_on is not None:
            seen[each.kind] = max(each.seen_on, seen.get(each.kind, each.seen_on))
    return seen
