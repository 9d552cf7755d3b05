"""What is asked of a case because it cannot be so: impossible labs or units, and items that contradict each other."""

from collections.abc import Mapping

from tumorboard.clinical.contradictions import contradictions
from tumorboard.clinical.labs import Meant, lab_questions
from tumorboard.domain.case import LABS, Case

__all__ = ["questions", "questions_by_field"]


def questions(case: Case, meant: Meant | None = None) -> tuple[str, ...]:
    """Every question, one line each; none is ever answered here. `meant` are labs that are confirmed as they stand."""
    return (
        *(each.asks for each in contradictions(case)),
        *(each.asks for each in lab_questions(case.systemic.labs, meant)),
    )


def questions_by_field(case: Case, meant: Meant | None = None) -> Mapping[str, tuple[str, ...]]:
    """The questions by the path of each field that they put in question."""
    asked: dict[str, tuple[str, ...]] = {}
    for each in contradictions(case):
        for path in each.fields:
            asked[path] = (*asked.get(path, ()), each.asks)
    for lab in lab_questions(case.systemic.labs, meant):
        asked[f"{LABS}{lab.key}"] = (lab.asks,)
    return asked
