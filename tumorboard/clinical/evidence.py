"""What each NOMS axis of a lesion rests on, in words, with its rule and source."""

from typing import NamedTuple

from tumorboard.clinical import histology
from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.clinical.escc import rank
from tumorboard.clinical.noms import AXES, AxisName, irradiated
from tumorboard.clinical.policy import Policy
from tumorboard.domain.case import Case, Lesion
from tumorboard.knowledge import noms_table
from tumorboard.knowledge.medicine import NomsFlag, NomsGround
from tumorboard.knowledge.tables import Evidence, kept

__all__ = ["AxisEvidence", "axis_evidence", "flag", "flag_says", "ground", "patients_myelopathy"]


class AxisEvidence(NamedTuple):
    """One axis: `word` is its value or `open`, `says` what the case holds, `rule` and `source` what settles it."""

    axis: AxisName
    word: str
    says: str
    rule: str
    source: str
    evidence: Evidence


@kept
def ground(key: str) -> NomsGround:
    """What settles an axis."""
    return next(each for each in noms_table().grounds if each.key == key)


@kept
def flag(key: str) -> NomsFlag:
    """The table's row of a flag."""
    return next(each for each in noms_table().flags if each.key == key)


def flag_says(key: str) -> str:
    """A flag in words."""
    return flag(key).says


def axis_evidence(case: Case, each: LesionAssessment, policy: Policy) -> tuple[AxisEvidence, ...]:
    """The four axes of one lesion in the order neurologic, oncologic, mechanical, systemic."""
    spoken = (_neurologic(case, each, policy), _oncologic(case, each), _mechanical(each), _systemic(case))
    return tuple(
        AxisEvidence(axis, values[0] if len(values) == 1 else "open", *told)
        for axis, values, told in zip(AXES, each.noms.axes, spoken, strict=True)
    )


def patients_myelopathy(case: Case, lesion: Lesion) -> str | None:
    """That the myelopathy may come from a more compressed lesion, in words.

    None without myelopathy, where the lesion's own grade is high, or where no other is known to be more compressed.
    """
    if not case.neurology.myelopathy or rank(lesion.escc or "0") >= rank("2"):
        return None
    worst = max(case.lesions, key=lambda each: rank(each.escc or "0"), default=lesion)
    if rank(worst.escc or "0") <= rank(lesion.escc or "0"):
        return None
    return f"{ground('patients_myelopathy').rule}: {worst.level} has ESCC {worst.escc}"


_Told = tuple[str, str, str, Evidence]
"""What the case holds, the rule, its source and its mark."""


def _by(key: str, says: str) -> _Told:
    row = ground(key)
    return says, row.rule, row.source, row.evidence


def _answer(value: bool | None, yes: str, no: str, unknown: str) -> str:
    if value is None:
        return unknown
    return yes if value else no


def _neurologic(case: Case, each: LesionAssessment, policy: Policy) -> _Told:
    grade = each.lesion.escc
    graded = "ESCC not recorded" if grade is None else f"ESCC {grade}"
    if grade == "1c":
        graded += f" (disputed, here {policy.escc_1c})"
    myelopathy = _answer(case.neurology.myelopathy, "myelopathy", "no myelopathy", "myelopathy not recorded")
    return _by("neurologic", f"{graded}, {myelopathy}")


def _oncologic(case: Case, each: LesionAssessment) -> _Told:
    primary = case.primary
    if irradiated(each.lesion):
        return _by("irradiated", "irradiated before")
    if primary.radiosensitivity is not None:
        return _by("board_class", f"board's own class ({histology.label(primary.histology)})")
    if primary.histology is None:
        return _by("histology", "primary not recorded")
    row = histology.row(primary.histology)
    says = row.label if row.sensitivity != "open" else f"{row.label}: no source lists it"
    return says, ground("histology").rule, row.source, row.evidence


def _mechanical(each: LesionAssessment) -> _Told:
    judgment = each.lesion.stability_judgment
    if judgment is not None:
        return _by("judgment", f"judged {judgment}, SINS {each.sins.text}")
    return _by("mechanical", f"SINS {each.sins.text}, no judgment")


def _systemic(case: Case) -> _Told:
    fitness = _answer(
        case.systemic.tolerates_surgery, "tolerates surgery", "cannot tolerate surgery", "fitness not recorded"
    )
    return _by("systemic", fitness)
