"""What the result of a follow-up says of a case, put in the place of what the case says."""

from dataclasses import replace
from typing import Final

from tumorboard.clinical.triggers import Fired, fired
from tumorboard.domain.case import Case, Lesion
from tumorboard.domain.followup import Result
from tumorboard.domain.view import Trigger
from tumorboard.domain.vocabulary import Level

__all__ = ["as_seen", "fired_by"]

_REPORTED: Final = {"new_fracture": "new_fracture", "new_weakness": "new_deficit"}
"""The answer of a result that speaks of what a kind of trigger waits for."""


def as_seen(case: Case, result: Result, level: Level | None) -> Case:
    """The case with walking and the SINS items that a result recorded of a level; of every one where it is None."""
    scored = result.sins.model_dump(exclude_none=True)

    def seen(lesion: Lesion) -> Lesion:
        if level not in (None, lesion.level) or not scored:
            return lesion
        return lesion.model_copy(update={"sins": lesion.sins.model_copy(update=scored)})

    neurology = case.neurology
    if result.ambulation is not None:
        neurology = neurology.model_copy(update={"ambulation": result.ambulation})
    return case.model_copy(update={"lesions": tuple(map(seen, case.lesions)), "neurology": neurology})


def fired_by(trigger: Trigger, before: Case, now: Case, result: Result, level: Level | None) -> Fired:
    """Whether a trigger holds with what a result showed.

    A new fracture that was reported is one; a new deficit need not be weakness, and is for a person to judge.
    """
    found = fired(trigger, before, as_seen(now, result, level), level)
    if found.holds:
        return found
    if trigger in result.fired:
        return replace(found, holds=True, says="said with the result")
    if trigger.kind in _REPORTED and getattr(result, _REPORTED[trigger.kind]):
        if trigger.kind == "new_fracture":
            return replace(found, holds=True, says="new fracture reported")
        return replace(found, holds=None, says="new deficit reported: weakness? for a person to judge")
    return found
