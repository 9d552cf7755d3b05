"""A step of a decision in words, for screens and sheets alike."""

from collections.abc import Mapping

from tumorboard.clinical import plans
from tumorboard.domain.decision import Step

__all__ = ["named", "step_said", "worded"]


def named(names: Mapping[str, str], person_id: str) -> str:
    """A person's name, or their id where they are not enrolled any more."""
    return names.get(person_id, person_id)


def worded(key: str) -> str:
    """A word of the vocabulary as it is read."""
    return key.replace("_", " ")


def step_said(step: Step, names: Mapping[str, str]) -> str:
    """One step in words, with all that was said of it."""
    dose = f"{step.dose_gy:g} Gy in {step.fractions}" if step.dose_gy is not None else None
    parts = (
        " ".join(part for part in (plans.label(step.modality), " ".join(step.levels), dose) if part),
        step.details,
        step.intent and worded(step.intent),
        step.timing and worded(step.timing),
        step.owner and named(names, step.owner),
        step.condition and f"if {step.condition}",
        step.fallback and f"else {step.fallback}",
    )
    return "; ".join(part for part in parts if part)
