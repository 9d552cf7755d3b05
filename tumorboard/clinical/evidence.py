"""What each NOMS axis of a lesion rests on, in words, with its source."""

from dataclasses import dataclass

from tumorboard.clinical import escc, histology
from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.clinical.noms import AXES, AxisName, irradiated
from tumorboard.clinical.policy import Policy
from tumorboard.domain.case import Case
from tumorboard.knowledge import escc_table, noms_table

__all__ = ["AxisEvidence", "axis_evidence", "flag_says"]


@dataclass(frozen=True, slots=True)
class AxisEvidence:
    """One axis: `word` is its value or `open`, `says` what the case holds, `source` the rule behind it."""

    axis: AxisName
    word: str
    says: str
    source: str


def axis_evidence(case: Case, each: LesionAssessment, policy: Policy) -> tuple[AxisEvidence, ...]:
    """The four axes of one lesion in the order neurologic, oncologic, mechanical, systemic."""
    spoken = (_neurologic(case, each, policy), _oncologic(case, each), _mechanical(each), _systemic(case))
    return tuple(
        AxisEvidence(axis, values[0] if len(values) == 1 else "open", says, source)
        for axis, values, (says, source) in zip(AXES, each.noms.axes, spoken, strict=True)
    )


def flag_says(key: str) -> str:
    """A flag in words."""
    return next(flag.says for flag in noms_table().flags if flag.key == key)


def _answer(value: bool | None, yes: str, no: str, unknown: str) -> str:
    if value is None:
        return unknown
    return yes if value else no


def _neurologic(case: Case, each: LesionAssessment, policy: Policy) -> tuple[str, str]:
    grade = each.lesion.escc
    graded = "ESCC not recorded" if grade is None else f"ESCC {grade}"
    if grade == "1c":
        graded += f" (disputed, here {policy.escc_1c})"
    myelopathy = _answer(case.neurology.myelopathy, "myelopathy", "no myelopathy", "myelopathy not recorded")
    source = escc_table().source if grade is None else f"{escc_table().source}: {escc.definition(grade)}"
    return f"{graded}, {myelopathy}", source


def _oncologic(case: Case, each: LesionAssessment) -> tuple[str, str]:
    primary = case.primary
    if irradiated(each.lesion):
        return "irradiated before", "Laufer 2013 (from memory): irradiated before counts as resistant"
    if primary.radiosensitivity is not None:
        return f"board's own class ({histology.label(primary.histology)})", "The board's word stands above the table"
    if primary.histology is None:
        return "primary not recorded", "No histology, no class"
    row = histology.row(primary.histology)
    return (row.label if row.sensitivity != "open" else f"{row.label}: no source lists it"), row.source


def _mechanical(each: LesionAssessment) -> tuple[str, str]:
    judgment = each.lesion.stability_judgment
    if judgment is not None:
        return f"judged {judgment}, SINS {each.sins.text}", "The board's word stands above the table"
    return f"SINS {each.sins.text}, no judgment", "Fisher 2010; 7–12 has no row of its own"


def _systemic(case: Case) -> tuple[str, str]:
    fitness = _answer(
        case.systemic.tolerates_surgery, "tolerates surgery", "cannot tolerate surgery", "fitness not recorded"
    )
    return fitness, "Source page, NOMS table: can tolerate surgery?"
