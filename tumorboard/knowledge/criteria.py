"""The source page's lists of criteria, and the lines that some of their criteria need."""

from typing import Annotated, Literal, get_args

from tumorboard.declared.marks import Bounds, Under
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.knowledge.tables import Evidence, Table, kept, load

__all__ = [
    "CriteriaList",
    "CriteriaTable",
    "CriterionKey",
    "CriterionReading",
    "CriterionRow",
    "LossWindow",
    "ReadingsTable",
    "SevereDeficit",
    "criteria_table",
    "readings_table",
]

CriterionKey = Literal[
    "incidental", "asymptomatic", "compression_not_significant", "high_grade_compression", "stability_preserved",
    "mechanical_instability", "instability_limited_to_collapse", "instability_beyond_collapse", "compression_fracture",
    "systemic_therapy_controls", "localized_pain_dominates", "pain_uncontrolled", "pain_controllable",
    "function_preserved", "deficit_absent_or_minimal", "deficit_present_or_progressing",
    "complete_paralysis_beyond_window", "sbrt_planned", "resistant_tumour", "resistant_or_durable_control",
    "sensitive_tumour", "tolerates_surgery", "medical_risk", "tissue_needed", "multiple_sites", "survival_limited",
    "prefers_less_invasive",
]  # fmt: skip
"""What can be looked up in a case for a criterion."""


class CriterionRow(Row):
    """One criterion in the words of the source page."""

    key: CriterionKey
    text: str


class CriteriaList(Row):
    """One list of the source page and how its criteria combine."""

    key: str
    title: str
    rule: Literal["all", "any", "reasons"]
    heading: str
    source: Sourced
    criteria: Annotated[tuple[CriterionRow, ...], Bounds(min_length=1)]
    barred_by: tuple[CriterionRow, ...] = ()
    weighed_against: tuple[CriterionRow, ...] = ()


class LossWindow(Row):
    """Hours of complete loss: up to `opens_hours` within the window, past `closes_hours` beyond it, else grey."""

    opens_hours: Annotated[float, Bounds(gt=0, le=720)]
    closes_hours: Annotated[float, Bounds(gt=0, le=720)]
    source: Sourced
    evidence: Evidence

    def goes_together(self) -> None:
        if self.opens_hours > self.closes_hours:
            raise ValueError(f"opens_hours {self.opens_hours:g} lies after closes_hours {self.closes_hours:g}")


class SevereDeficit(Row):
    """What is no minimal deficit: the weakest power up to `power` of 5, and grades of Frankel or ASIA."""

    power: Annotated[int, Bounds(ge=0, le=4)]
    grades: tuple[Literal["A", "B", "C", "D"], ...]
    source: Sourced
    evidence: Evidence


class CriterionReading(Row):
    """How a criterion is read from what a case holds, in words; the reading itself is in `clinical.findings`."""

    key: CriterionKey
    reads: str
    source: Sourced
    evidence: Evidence


class ReadingsTable(Table):
    """How each criterion is read."""

    readings: Annotated[tuple[CriterionReading, ...], Under("reading")]

    def goes_together(self) -> None:
        super().goes_together()
        lacking = set(get_args(CriterionKey)) - {each.key for each in self.readings}
        if lacking:
            raise ValueError(f"no reading for {', '.join(sorted(lacking))}")


class CriteriaTable(Table):
    """The lists of the source page, and the lines that some of their criteria need."""

    complete_loss_window: LossWindow
    severe_deficit: SevereDeficit
    lists: Annotated[tuple[CriteriaList, ...], Under("list")]


@kept
def criteria_table() -> CriteriaTable:
    """The source page's lists of criteria."""
    return load("criteria", CriteriaTable)


@kept
def readings_table() -> ReadingsTable:
    """How each criterion is read from a case; asked for with its evidence only."""
    return load("readings", ReadingsTable)
