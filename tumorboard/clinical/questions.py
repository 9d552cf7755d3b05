"""What is asked of a case because it cannot be so: impossible labs or units, and items that contradict each other."""

from collections.abc import Mapping

from tumorboard.clinical.contradictions import contradictions
from tumorboard.clinical.labs import Meant, lab_questions
from tumorboard.clinical.walking import walking_in_doubt
from tumorboard.domain.case import LABS, Case

__all__ = ["questions", "questions_by_field", "walking_asked"]


def questions(case: Case, meant: Meant | None = None) -> tuple[str, ...]:
    """Every question, one line each; none is ever answered here. `meant` are labs that are confirmed as they stand."""
    return (
        *walking_asked(case),
        *(each.asks for each in contradictions(case)),
        *(each.asks for each in lab_questions(case.systemic.labs, meant)),
    )


def questions_by_field(case: Case, meant: Meant | None = None) -> Mapping[str, tuple[str, ...]]:
    """The questions by the path of each field that they put in question."""
    asked: dict[str, tuple[str, ...]] = {"neurology.ambulation": walking} if (walking := walking_asked(case)) else {}
    for each in contradictions(case):
        for path in each.fields:
            asked[path] = (*asked.get(path, ()), each.asks)
    for lab in lab_questions(case.systemic.labs, meant):
        asked[f"{LABS}{lab.key}"] = (lab.asks,)
    return asked


def walking_asked(case: Case) -> tuple[str, ...]:
    """Whether a patient can walk of whom that is not recorded, while other items say no; nothing elsewhere."""
    said = walking_in_doubt(case.neurology)
    asks = f"{said}: recorded, and walking is not; is the patient unable to walk, which is a sign of an emergency?"
    return (asks,) if said else ()
