"""Epidural spinal cord compression (Bilsky 2010). A grade is text with a rank; it is never added, averaged or cast."""

from typing import Literal

from tumorboard.domain.vocabulary import ESCC_GRADES, Escc
from tumorboard.knowledge import EsccGrade, escc_table
from tumorboard.knowledge.tables import kept

__all__ = ["Pressure", "definition", "neighbours", "pressure", "rank"]

Pressure = Literal["low", "high"]


def rank(grade: Escc) -> int:
    """Sort rank 0 (grade 0) to 5 (grade 3)."""
    return ESCC_GRADES.index(grade)


@kept
def _row(grade: Escc) -> EsccGrade:
    return next(row for row in escc_table().grades if row.key == grade)


def definition(grade: Escc) -> str:
    """What is seen on axial T2 at the worst level."""
    return _row(grade).definition


def pressure(grade: Escc, disputed_as: Pressure) -> Pressure:
    """Low or high; 1c, on which sources disagree, as the site has settled it."""
    side = _row(grade).pressure
    return disputed_as if side == "disputed" else side


def neighbours(grade: Escc | None) -> tuple[Escc, ...]:
    """The grades one step up or down; every grade when none is recorded."""
    if grade is None:
        return ESCC_GRADES
    place = rank(grade)
    return tuple(ESCC_GRADES[near] for near in (place - 1, place + 1) if 0 <= near < len(ESCC_GRADES))
