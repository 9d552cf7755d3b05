"""The board's decision on a case: steps in order, why, who disagreed, who confirmed it. Never edited, superseded."""

from typing import Annotated
from urllib.parse import quote

from tumorboard.declared.marks import Bounds
from tumorboard.domain.noun import Day, Line, Listed, Moment, Noun, Prose, RequiredLine, Worded
from tumorboard.domain.view import Trigger
from tumorboard.domain.vocabulary import IRRADIATING, Agreement, Intent, Level, Modality, Reason, Timing

__all__ = [
    "Confirmed",
    "Decision",
    "DecisionRecord",
    "Dissent",
    "NextMri",
    "QuorumThen",
    "Step",
    "Stood",
    "decision_key",
]


class Step(Noun):
    """One thing that will be done. Dose in Gy; `owner` is a person's id; `condition` is when it is to be done."""

    modality: Modality
    levels: Annotated[tuple[Level, ...], Worded] = ()
    dose_gy: Annotated[float, Bounds(gt=0, le=120)] | None = None
    fractions: Annotated[int, Bounds(ge=1, le=60)] | None = None
    intent: Intent | None = None
    timing: Timing | None = None
    owner: Line = None
    condition: Line = None
    fallback: Line = None
    details: Line = None

    def goes_together(self) -> None:
        if (self.dose_gy is None) != (self.fractions is None):
            given, missing = ("fractions", "dose") if self.dose_gy is None else ("dose", "fractions")
            raise ValueError(f"{given} without {missing}; give both, such as 24 Gy in 3, or neither")
        if self.dose_gy is not None and self.modality not in IRRADIATING:
            raise ValueError(f"a dose belongs to radiotherapy, not to {self.modality.replace('_', ' ')}")


class Dissent(Noun):
    """Who would have done otherwise, what, why, and what should bring the case back. Never taken out of a record."""

    person_id: RequiredLine
    position: RequiredLine
    reasons: Annotated[tuple[Reason, ...], Worded] = ()
    triggers: Annotated[tuple[Trigger, ...], Listed] = ()
    words: Prose = None


class NextMri(Noun):
    """When the next MRI is due and who sees to it, or why there is none.

    `because` says why the day is not the one that the surveillance rule proposed.
    """

    on: Day | None = None
    owner: Line = None
    because: Line = None
    none_because: Line = None


class Decision(Noun):
    """What the board decided, as the scribe writes it down. `parted_by` are the confirmed reasons of a disagreement."""

    steps: Annotated[tuple[Step, ...], Bounds(min_length=1), Listed]
    rationale: RequiredLine
    agreement: Agreement
    dissents: Annotated[tuple[Dissent, ...], Listed] = ()
    parted_by: Annotated[tuple[Reason, ...], Worded] = ()
    departure: Line = None
    without_quorum: Line = None
    tells_patient: Line = None
    tell_by: Day | None = None
    next_mri: NextMri | None = None

    def goes_together(self) -> None:
        if self.agreement == "consensus" and self.dissents:
            raise ValueError("consensus with a dissent; the agreement is majority with dissent")
        if self.agreement == "majority_with_dissent" and not self.dissents:
            raise ValueError("majority with dissent names nobody; say who dissents, or consensus")


class QuorumThen(Noun):
    """Who was there at the second the decision was saved, and which specialties the rule missed."""

    met: bool
    missing: Annotated[tuple[str, ...], Worded] = ()
    present: Annotated[tuple[str, ...], Worded] = ()


class Stood(Noun):
    """What the table said when the decision was saved: level, candidate rows, SINS as text, ESCC."""

    level: Level | None = None
    rows: Annotated[tuple[int, ...], Listed] = ()
    sins: Line = None
    escc: Line = None


class Confirmed(Noun):
    """Who confirmed or signed, when, and who entered that."""

    person_id: RequiredLine
    at: Moment
    entered_by: RequiredLine


class DecisionRecord(Noun):
    """A decision as it is kept: number 1, and an amendment with its reason for each further one.

    `case_revision` is the revision of the case on which it rests; `knowledge` names the tables by which it was judged
    (`2026-11-28-0a1b2c3d+site`), None where an earlier version of the program wrote it down.
    `hours_from_mri` is from the last whole-spine MRI with a time, `hours_from_suspicion` from the suspicion of cord
    compression, to the decision (24-hour audit, QS56); None where either was not recorded.
    """

    id: RequiredLine
    meeting_id: RequiredLine
    case_id: RequiredLine
    case_revision: int
    number: Annotated[int, Bounds(ge=1)] = 1
    decision: Decision
    stood: Stood
    knowledge: Line = None
    quorum: QuorumThen
    recorded_by: RequiredLine
    recorded_at: Moment
    amends_because: Line = None
    read_back: Confirmed | None = None
    signed: Confirmed | None = None
    hours_from_mri: float | None = None
    hours_from_suspicion: float | None = None


def decision_key(meeting_id: str, case_id: str, number: int) -> str:
    """The id under which a decision is kept; a slash inside an id cannot be taken for one between them."""
    return "/".join(quote(each, safe="") for each in (meeting_id, case_id, str(number)))
