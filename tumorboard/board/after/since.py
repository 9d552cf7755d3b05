"""A case that comes back: what is different since it was last decided."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.board.history import History
from tumorboard.board.meeting.decisions import Decisions
from tumorboard.clinical.assessment import LesionAssessment, assess
from tumorboard.domain.case import Case, Imaging
from tumorboard.domain.decision import DecisionRecord
from tumorboard.store.contract import StoreError
from tumorboard.store.edits import Edit, between

if TYPE_CHECKING:
    from tumorboard.board.after.fates import Fates
    from tumorboard.board.after.followups import FollowUps
    from tumorboard.clinical.triggers import Fired
    from tumorboard.domain.fate import Settled
    from tumorboard.domain.followup import FollowUp

__all__ = ["Armed", "Since", "SinceLast"]

_TOLD_OTHERWISE = ("imaging", "patient_goals", "patient_words")


class Armed(NamedTuple):
    """A trigger that somebody named with the last decision, and whether it has fired."""

    person_id: str
    fired: "Fired"


class Since(NamedTuple):
    """From the last decision to now. `before` is None where the log does not lead back to it; then `edits` are none.

    `scores` says level, SINS and candidate rows then and now; `goals` the patient's goals and words then and now.
    `seen` are the follow-ups that were looked at since, oldest first; `fate` is what was said last of what became of
    the decision; `untaken` is what results say that the case does not.
    """

    last: DecisionRecord
    before: Case | None
    now: Case
    edits: tuple[Edit, ...]
    scores: tuple[tuple[str, str, str], ...]
    scans: tuple[Imaging, ...]
    armed: tuple[Armed, ...]
    goals: tuple[str, str] | None
    seen: "tuple[FollowUp, ...]" = ()
    fate: "Settled | None" = None
    untaken: tuple[str, ...] = ()


class SinceLast:
    """Compares a case with what the last decision on it rested on."""

    def __init__(
        self,
        desk: Desk,
        decisions: Decisions,
        history: History,
        followups: Callable[[], "FollowUps"],
        fates: Callable[[], "Fates"],
    ) -> None:
        """`followups` and `fates` are asked for when a case comes back."""
        self._desk = desk
        self._decisions = decisions
        self._history = history
        self._followups = followups
        self._fates = fates

    def of(self, meeting_id: str, case_id: str) -> Since | None:
        """What changed since the last decision of an earlier meeting; None for a case that was never decided.

        Raises NotThere, StoreError.
        """
        earlier = [each for each in self._decisions.of(case_id) if each.meeting_id != meeting_id]
        if not earlier:
            return None
        document = self._desk.store.get("cases", case_id)
        if document is None:
            raise NotThere(f"no case is called {case_id}; see: tumorboard meetings")
        now, last = filed(document, Case).record, earlier[-1]
        then = self._stood(last)
        before = then.record if then else None
        seen, fate = self._came_of(last)
        untaken = self._untaken(now)
        armed = self._armed(last, before or now, now, seen)
        if before is None:
            return Since(last, None, now, (), (), (), armed, None, seen, fate, untaken)
        return Since(
            last,
            before,
            now,
            tuple(edit for edit in between(before.record(), now.record()) if edit.path[0] not in _TOLD_OTHERWISE),
            tuple(self._scores(before, now)),
            tuple(each for each in now.imaging if each not in before.imaging),
            armed,
            _goals(before, now),
            seen,
            fate,
            untaken,
        )

    def _stood(self, last: DecisionRecord) -> Filed[Case] | None:
        try:
            return self._history.stood_at(last.case_id, last.case_revision)
        except (NotThere, StoreError):
            return None

    def _came_of(self, last: DecisionRecord) -> "tuple[tuple[FollowUp, ...], Settled | None]":
        """What was looked at since, and what became of the decision."""
        day = last.recorded_at.astimezone().date()
        seen = [
            (each.seen_on, each) for each in self._followups().of(last.case_id) if each.seen_on and each.seen_on >= day
        ]
        return tuple(each for _, each in sorted(seen, key=lambda pair: pair[0])), self._fates().standing(last)

    def _untaken(self, now: Case) -> tuple[str, ...]:
        followups = self._followups().of(now.id)
        if not any(each.result for each in followups):
            return ()
        from tumorboard.board.after.untaken import untaken

        return untaken(now, followups, self._history).said

    def _armed(self, last: DecisionRecord, before: Case, now: Case, seen: "Sequence[FollowUp]") -> tuple[Armed, ...]:
        from tumorboard.clinical import triggers

        level = last.stood.level
        return tuple(
            Armed(dissent.person_id, _with_results(triggers.fired(trigger, before, now, level), before, now, seen))
            for dissent in last.decision.dissents
            for trigger in dissent.triggers
        )

    def _scores(self, before: Case, now: Case) -> Iterator[tuple[str, str, str]]:
        """What is different of each level that both have once."""
        policy = self._desk.settings.policy
        then, today = (_by_level(assess(case, policy).lesions) for case in (before, now))
        for level, each in today.items():
            if level in then and (said := _said(then[level])) != _said(each):
                yield level, said, _said(each)
            elif level not in then:
                yield level, "not known then", _said(each)


def _with_results(recorded: "Fired", before: Case, now: Case, seen: "Sequence[FollowUp]") -> "Fired":
    """A trigger as the case's record has it, or as the latest result that fires it, or leaves it to be judged."""
    if recorded.holds:
        return recorded
    from tumorboard.clinical.results import fired_by

    told = [
        (each, fired_by(recorded.trigger, before, now, result, result.level or each.level))
        for each in reversed(seen)
        if (result := each.result) is not None
    ]
    for each, found in told:
        if found.holds:
            kind = "MRI" if each.kind == "mri" else each.kind.replace("_", " ")
            return replace(found, says=f"{found.says}, {kind} of {each.seen_on:%a %d %b %Y}")
    judged = [found for _, found in told if found.holds is None]
    return judged[0] if judged and recorded.holds is False else recorded


def _by_level(lesions: Sequence[LesionAssessment]) -> dict[str, LesionAssessment]:
    levels = [each.lesion.level for each in lesions]
    return {each.lesion.level: each for each in lesions if levels.count(each.lesion.level) == 1}


def _said(each: LesionAssessment) -> str:
    rows = " ".join(str(row) for row in each.noms.rows)
    return f"ESCC {each.lesion.escc or '?'}, SINS {each.sins.text}, rows {rows}"


def _goals(before: Case, now: Case) -> tuple[str, str] | None:
    then, today = (
        " · ".join((*(goal.replace("_", " ") for goal in case.patient_goals), *filter(None, (case.patient_words,))))
        for case in (before, now)
    )
    return None if then == today else (then or "not recorded", today or "not recorded")
