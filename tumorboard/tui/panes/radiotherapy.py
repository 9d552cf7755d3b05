"""The radiotherapy pane: what lies in the canal, what was given and is planned, what that bears, and the schedules."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.clinical.evidence import axis_evidence
from tumorboard.clinical.radiotherapy.doses import tenths
from tumorboard.clinical.radiotherapy.limits import ORGANS, Limit, conus_note, limits_of, organ_at
from tumorboard.clinical.radiotherapy.reirradiation import Reirradiation, reirradiation
from tumorboard.clinical.radiotherapy.schedules import Schedule, schedules
from tumorboard.clinical.radiotherapy.steps import course_of, planned_for
from tumorboard.domain.decision import Step
from tumorboard.knowledge.radiotherapy import radiotherapy_table
from tumorboard.tui.lines import Line, Role, Row, rule, wrapped
from tumorboard.tui.panes.step_dose import dose_lines
from tumorboard.tui.view import CaseView

__all__ = ["radiotherapy_rows", "radiotherapy_title"]

_MARKS: Final[dict[bool | None, tuple[Role, str]]] = {
    True: ("good", " ✓ "),
    False: ("warning", " ✗ "),
    None: ("open", " ? "),
}


def radiotherapy_title(view: CaseView) -> str:
    """Radiotherapy of the open lesion."""
    return f"Radiotherapy {view.lesion.lesion.level}" if view.lesion else "Radiotherapy"


def radiotherapy_rows(view: CaseView, width: int) -> list[Row]:
    """The lines of the pane at a width."""
    each = view.lesion
    if each is None:
        return [Row(line) for line in wrapped("No lesion is recorded.", width, "open")]
    return [Row(line) for line in _lines(view, each, width)]


def _lines(view: CaseView, each: LesionAssessment, width: int) -> Iterator[Line]:
    steps, on = _decided(view)
    yield from _canal(view, each, width)
    yield from _planned(view, each, steps, on, width)
    yield from _before(view, each, steps, on, width)
    yield from _limits(each, width)
    yield from _schedules(each, width)


def _decided(view: CaseView) -> tuple[Sequence[Step], date]:
    record = view.talk.decision if view.talk else None
    if record is None:
        return (), view.now.date()
    return record.decision.steps, record.recorded_at.astimezone().date()


def _canal(view: CaseView, each: LesionAssessment, width: int) -> Iterator[Line]:
    level = each.lesion.level
    lead: Line = (("title", f" {level} "),)
    says = "the cord ends at L1" if organ_at(level) == "cord" else "below the conus, the limits of the cord do not hold"
    yield from wrapped(f"{ORGANS[organ_at(level)]}; {says}", width, "title", lead)
    if note := conus_note(level):
        yield from wrapped(note, width, "warning", (("warning", " ▲ "),))
    found = next(one for one in axis_evidence(view.case, each, view.policy) if one.axis == "oncologic")
    role: Role = "open" if found.word == "open" else "text"
    yield from wrapped(f"{found.word}: {found.says}", width, role, (("muted", " response "),))


def _planned(view: CaseView, each: LesionAssessment, steps: Sequence[Step], on: date, width: int) -> Iterator[Line]:
    level = each.lesion.level
    yield rule(width, "decided")
    at = [number for number, step in enumerate(steps, start=1) if planned_for((step,), level)]
    if not at:
        yield from wrapped(f"no irradiation of {level} is decided", width, "muted", (("text", " "),))
    for number in at:
        step = steps[number - 1]
        course, name = course_of(step), "SBRT" if step.modality == "sbrt" else "cEBRT"
        yield from wrapped(f"{name} {course.text if course else 'no dose'}", width, "title", (("key", f" {number} "),))
        yield from dose_lines(steps, number, view.assessed, level, on, width)


def _before(view: CaseView, each: LesionAssessment, steps: Sequence[Step], on: date, width: int) -> Iterator[Line]:
    step = planned_for(steps, each.lesion.level)
    course = course_of(step) if step else None
    is_sbrt = step is None or step.modality == "sbrt"
    found = reirradiation(view.case, each.lesion, course, is_sbrt=is_sbrt, on=on)
    yield rule(width, f"reirradiation, advisory{f': {found.text}' if found.text else ''}")
    role: Role = {"no": "good", "yes": "warning", "unknown": "open"}[found.given]  # type: ignore[assignment]
    yield from wrapped(found.before, width, role, (("text", " "),))
    yield from _factors(found, width)


def _factors(found: Reirradiation, width: int) -> Iterator[Line]:
    if found.note:
        yield from wrapped(found.note, width, "warning", (("warning", " ▲ "),))
    for factor in found.factors:
        yield from wrapped(factor.row.label, width, "text", (_MARKS[factor.met],))
        yield from wrapped(factor.says, width, "muted", (("text", "   "),))


def _limits(each: LesionAssessment, width: int) -> Iterator[Line]:
    level, organ = each.lesion.level, organ_at(each.lesion.level)
    rows = limits_of(organ)
    yield rule(width, f"{ORGANS[organ]}, Dmax")
    said = ", ".join(f"{Limit(level, organ, row.fractions, row).span} in {row.fractions}" for row in rows)
    yield from wrapped(said, width, "text", (("text", " "),))
    yield from wrapped(f"{rows[0].endpoint} [{rows[0].evidence}]", width, "muted", (("text", " "),))
    yield from wrapped(
        "other fractions: none is published here, none is interpolated", width, "muted", (("text", " "),)
    )


def _schedules(each: LesionAssessment, width: int) -> Iterator[Line]:
    table = radiotherapy_table()
    organ = organ_at(each.lesion.level)
    yield rule(width, "schedules")
    yield (("muted", " Gy in        BED10 EQD2(10) EQD2(2)"),)
    for found in schedules():
        yield _schedule(found)
    legend = (
        f"EQD2(2): if the {ORGANS[organ]} got it all; {table.full_dose.says}",
        f"~ {table.linear_quadratic.caveat}",
        "+ beyond the source page",
    )
    for said in legend:
        yield from wrapped(said, width, "muted", (("text", " "),))


def _schedule(found: Schedule) -> Line:
    row, doses = found.row, found.doses
    name = "SBRT " if row.technique == "sbrt" else "cEBRT"
    marks = f"{'~' if doses.caveat else ' '}{'+' if row.beyond_source_page else ' '}"
    figures = f"{tenths(doses.bed_tumour):>5} {tenths(doses.eqd2_tumour):>8} {tenths(doses.eqd2_nerve):>7}"
    return (
        ("text", f" {row.dose_gy:g}/{row.fractions}".ljust(7)),
        ("muted", f"{name} "),
        ("text", f"{figures} {marks}"),
    )
