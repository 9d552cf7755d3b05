"""A specialist's view in the words of the clinic: plan, readings, reasons, what would change their mind."""

from collections.abc import Iterator
from typing import Final

from tumorboard.board.working import Value
from tumorboard.clinical import plans
from tumorboard.domain.view import Readings, View
from tumorboard.domain.vocabulary import Timing
from tumorboard.tui.fields import noms_fields, sins_fields

__all__ = ["URGENCY", "plan_said", "readings_said", "reasons_said", "view_said"]

URGENCY: Final[dict[Timing, str]] = {
    "immediately": "now",
    "within_24_h": "24 h",
    "within_48_h": "48 h",
    "within_1_week": "1 wk",
    "within_2_weeks": "2 wk",
    "within_4_weeks": "4 wk",
    "elective": "elective",
}
"""Urgency in a few letters."""
_READ: Final = ("lesion.escc", "lesion.stability_judgment", "primary.radiosensitivity", "systemic.tolerates_surgery")
_LABELS: Final = {"judgment": "stability", "class": "radiosensitivity"}


def plan_said(view: View) -> str:
    """The plan in short words and in its order, such as `stab. open + SBRT`."""
    return " + ".join(plans.short_label(each) for each in view.plan)


def reasons_said(view: View) -> list[str]:
    """Each reason with its number on the source page."""
    from tumorboard.clinical.reasons import reason

    return [f"{reason(each).number} {reason(each).label}" for each in view.reasons]


def readings_said(readings: Readings) -> str:
    """What was read, in words; empty where nothing was."""
    said = "; ".join(_readings(readings))
    return f"{readings.level}: {said}" if said and readings.level else said


def view_said(view: View) -> str:
    """The whole view on one line."""
    from tumorboard.clinical import triggers

    parts = (
        plans.plan_said(view.plan),
        view.urgency and view.urgency.replace("_", " "),
        view.confidence and f"confidence {view.confidence}",
        readings_said(view.readings),
        ", ".join(reasons_said(view)),
        view.rationale,
        "; ".join(f"▲ {triggers.trigger_said(each)}" for each in view.triggers),
    )
    return " · ".join(part for part in parts if part)


def _readings(readings: Readings) -> Iterator[str]:
    fields = {field.path: field for field in (*noms_fields(), *sins_fields())}
    given: dict[str, Value] = {path: getattr(readings, path.rpartition(".")[2]) for path in _READ}
    given |= {field.path: getattr(readings.sins, field.path.rpartition(".")[2]) for field in sins_fields()}
    for path, value in given.items():
        if value is not None:
            label = fields[path].label
            yield f"{_LABELS.get(label, label)} {fields[path].label_of(value)}"
    if readings.expected_survival_months is not None:
        yield f"survival {readings.expected_survival_months:g} months"
    if readings.goal is not None:
        yield f"goal {readings.goal.replace('_', ' ')}"
