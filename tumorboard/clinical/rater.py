"""A case as one rater reads it: what they read replaces the record's, what they did not read stays."""

from typing import Any, Final

from tumorboard.clinical.assessment import LesionAssessment, assess_lesion, opens_on
from tumorboard.clinical.policy import Policy
from tumorboard.clinical.sins import ITEM_KEYS
from tumorboard.domain.case import Case, Lesion
from tumorboard.domain.view import Readings

__all__ = ["as_rater_assesses", "as_read", "lesion_meant", "with_readings"]

_OF_LESION: Final = ("escc", "stability_judgment")
_OF_PATIENT: Final = ("tolerates_surgery", "expected_survival_months")


def lesion_meant(case: Case, readings: Readings, place: int | None = None) -> Lesion | None:
    """The lesion of which a rater speaks, as recorded; None when they name no level and the case has no lesion.

    The level they named, else the lesion on which the case opens. Of several lesions at one level it is the one
    at `place`, else the first. A level without a lesion on record is a lesion of which nothing is recorded.
    """
    if readings.level is None:
        return case.lesions[opens_on(case)] if case.lesions else None
    if place is not None and case.lesions[place].level == readings.level:
        return case.lesions[place]
    return next((each for each in case.lesions if each.level == readings.level), Lesion(level=readings.level))


def with_readings(case: Case, lesion: Lesion, readings: Readings) -> tuple[Case, Lesion]:
    """The case and this one of its lesions with what a rater read in place of what is recorded.

    Their class of radiosensitivity, the fitness and the survival that they expect replace the patient's; the goal for
    which they argue does not replace the patient's own.
    """
    items: dict[str, Any] = {key: value for key in ITEM_KEYS if (value := getattr(readings.sins, key)) is not None}
    read = _replaced(lesion, {"sins": _replaced(lesion.sins, items), **_given(readings, *_OF_LESION)})
    lesions = tuple(read if each is lesion else each for each in case.lesions)
    changed = {
        "lesions": lesions if any(each is lesion for each in case.lesions) else (*lesions, read),
        "primary": _replaced(case.primary, _given(readings, "radiosensitivity")),
        "systemic": _replaced(case.systemic, _given(readings, *_OF_PATIENT)),
    }
    return _replaced(case, changed), read


def as_read(case: Case, readings: Readings, place: int | None = None) -> tuple[Case, Lesion] | None:
    """The case as a rater reads it, and the lesion of which they speak; None when there is no lesion to speak of."""
    lesion = lesion_meant(case, readings, place)
    return None if lesion is None else with_readings(case, lesion, readings)


def as_rater_assesses(
    case: Case, readings: Readings, policy: Policy, place: int | None = None
) -> LesionAssessment | None:
    """What is computed from the lesion as a rater reads it; None when there is no lesion to speak of."""
    read = as_read(case, readings, place)
    return None if read is None else assess_lesion(*read, policy)


def _given(readings: Readings, *fields: str) -> dict[str, Any]:
    return {field: value for field in fields if (value := getattr(readings, field)) is not None}


def _replaced(noun: Any, fields: dict[str, Any]) -> Any:
    return noun.model_copy(update=fields) if fields else noun
