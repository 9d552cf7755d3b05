"""The radiotherapy pane: what lies in the canal, what was given and is planned, what that bears, and the schedules."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.clinical.evidence import axis_evidence
from tumorboard.clinical.radiotherapy.doses import alpha_beta, tenths
from tumorboard.clinical.radiotherapy.limits import ORGANS, Limit, conus_note, limits_of, organ_at
from tumorboard.clinical.radiotherapy.reirradiation import Given, Reirradiation, reirradiation
from tumorboard.clinical.radiotherapy.schedules import Schedule, schedules
from tumorboard.clinical.radiotherapy.steps import course_of, irradiations_of
from tumorboard.domain.decision import Step
from tumorboard.domain.vocabulary import Level
from tumorboard.knowledge.radiotherapy import radiotherapy_table
from tumorboard.tui.lines import Line, Role, Row, rule, wrapped
from tumorboard.tui.panes.step_dose import dose_lines
from tumorboard.tui.session.view import CaseView

__all__ = ["irradiation_decided", "radiotherapy_rows", "radiotherapy_title"]

_MARKS: Final[dict[bool | None, tuple[Role, str]]] = {
    True: ("good", " ✓ "),
    False: ("warning", " ✗ "),
    None: ("open", " ? "),
}

_GIVEN: Final[dict[Given, Role]] = {"no": "good", "yes": "warning", "unknown": "open"}


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
    planned = _Decided.of(view, each.lesion.level)
    yield from _canal(view, each, width)
    yield from _planned(view, each.lesion.level, planned, width)
    yield from _before(view, each, planned, width)
    yield from _limits(each, width)
    yield from _schedules(each, width)


def irradiation_decided(view: CaseView, level: Level) -> tuple[Step | None, date]:
    """The last step of the decision that irradiates a level, None before there is one, and its earliest day."""
    decided = _Decided.of(view, level)
    return decided.last, decided.on


@dataclass(frozen=True, slots=True)
class _Decided:
    """The steps of the decision, which of them irradiate the open lesion, and on which day at the earliest."""

    steps: Sequence[Step]
    at: tuple[int, ...]
    on: date

    @classmethod
    def of(cls, view: CaseView, level: Level) -> "_Decided":
        record = view.talk.decision if view.talk else None
        if record is None:
            return cls((), (), view.now.date())
        steps = record.decision.steps
        at = irradiations_of(steps, level, record.stood.level)
        return cls(steps, at, record.recorded_at.astimezone().date())

    @property
    def last(self) -> Step | None:
        return self.steps[self.at[-1] - 1] if self.at else None


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


def _planned(view: CaseView, level: Level, planned: _Decided, width: int) -> Iterator[Line]:
    yield rule(width, "decided")
    if not planned.at:
        yield from wrapped(f"no irradiation of {level} is decided", width, "muted", (("text", " "),))
    for number in planned.at:
        step = planned.steps[number - 1]
        course, name = course_of(step), "SBRT" if step.modality == "sbrt" else "cEBRT"
        yield from wrapped(f"{name} {course.text if course else 'no dose'}", width, "title", (("key", f" {number} "),))
        yield from dose_lines(planned.steps, number, view.assessed, level, planned.on, width)


def _before(view: CaseView, each: LesionAssessment, planned: _Decided, width: int) -> Iterator[Line]:
    step = planned.last
    course = course_of(step) if step else None
    is_sbrt = step is None or step.modality == "sbrt"
    found = reirradiation(view.case, each.lesion, course, is_sbrt=is_sbrt, on=planned.on)
    yield rule(width, f"reirradiation, advisory{f': {found.text}' if found.text else ''}")
    yield from wrapped(found.before, width, _GIVEN[found.given], (("text", " "),))
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
    source = rows[0].source.partition(":")[0]
    yield from wrapped(f"{rows[0].endpoint} [{source}, {rows[0].evidence}]", width, "muted", (("text", " "),))
    yield from wrapped(
        "other fractions: none is published here, none is interpolated", width, "muted", (("text", " "),)
    )


def _schedules(each: LesionAssessment, width: int) -> Iterator[Line]:
    table = radiotherapy_table()
    organ = organ_at(each.lesion.level)
    yield rule(width, "schedules")
    tumour, nerve = alpha_beta("tumour").gy, alpha_beta("nerve").gy
    heads = (f"BED{tumour:g}".rjust(5), f"EQD2({tumour:g})".rjust(8), f"EQD2({nerve:g})".rjust(7))
    yield (("muted", f" {'Gy/n':<6}{'':6}{' '.join(heads)}"),)
    for found in schedules():
        yield _schedule(found)
    legend = (
        f"EQD2({nerve:g}): if the {ORGANS[organ]} got it all; {table.full_dose.says}",
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
