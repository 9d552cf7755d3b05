"""What `evaluate --json` prints of a case: the fixed outside shape of an assessment."""

from typing import Any

from tumorboard.clinical import noms
from tumorboard.clinical.assessment import Assessment, LesionAssessment

__all__ = ["evaluation"]


def evaluation(assessed: Assessment) -> dict[str, Any]:
    """One case's SINS, NOMS, pivots and emergency signs as a JSON-ready object."""
    emergency = assessed.emergency
    return {
        "id": assessed.case.id,
        "lesions": [_lesion(each) for each in assessed.lesions],
        "emergency": {
            "present": emergency.present,
            "unknown": emergency.unknown,
            "is_emergency": emergency.is_emergency,
        },
    }


def _lesion(each: LesionAssessment) -> dict[str, Any]:
    sins, placed = each.sins, each.noms
    neurologic, oncologic, mechanical, systemic = placed.axes
    return {
        "level": each.lesion.level,
        "sins": {
            "min": sins.low,
            "max": sins.high,
            "total": sins.total,
            "bands": sins.bands,
            "missing": sins.missing,
        },
        "noms": {
            "neurologic": neurologic,
            "oncologic": oncologic,
            "mechanical": mechanical,
            "systemic": systemic,
            "rows": placed.rows,
            "decided": placed.decided,
            "undecided_by": placed.undecided_by,
            "recommendations": {str(number): noms.row(number).decision for number in placed.rows},
            "flags": placed.flags,
        },
        "pivots": [{"input": pivot.input, "value": pivot.value, "rows": pivot.rows} for pivot in each.pivots],
    }
