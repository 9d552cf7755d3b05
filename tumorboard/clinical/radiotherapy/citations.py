"""What stands behind each figure of radiotherapy: the rule, its source and mark, and what it was computed from."""

from collections.abc import Iterator
from datetime import date

from tumorboard.clinical.assessment import Assessment, LesionAssessment
from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.site import overridden
from tumorboard.clinical.evidence import axis_evidence
from tumorboard.clinical.policy import Policy
from tumorboard.clinical.radiotherapy.doses import Doses, alpha_beta, doses
from tumorboard.clinical.radiotherapy.limits import ORGANS, conus_note, limits_of, organ_at
from tumorboard.clinical.radiotherapy.reirradiation import reirradiation
from tumorboard.clinical.radiotherapy.schedules import Schedule, schedules
from tumorboard.clinical.radiotherapy.steps import course_of
from tumorboard.domain.decision import Step
from tumorboard.knowledge.radiotherapy import radiotherapy_table

__all__ = ["radiotherapy_citations"]

_TABLE = "radiotherapy"
_MARKS = {True: "met", False: "NOT met", None: "unknown"}


def radiotherapy_citations(
    assessed: Assessment, lesion: LesionAssessment, planned: Step | None, on: date, policy: Policy
) -> tuple[Citation, ...]:
    """Everything that the radiotherapy pane shows of a lesion, in its order.

    `planned` is the step of the decision that irradiates it, None before there is one; `on` the earliest day of it.
    """
    course = course_of(planned) if planned else None
    return (
        *_organ(lesion),
        *_sensitivity(assessed, lesion, policy),
        *(_course(doses(course), "decided") if course else ()),
        *_limits(lesion),
        *_reirradiation(assessed, lesion, planned, on),
        *(cited for each in schedules() for cited in _schedule(each)),
    )


def _organ(lesion: LesionAssessment) -> Iterator[Citation]:
    level, conus = lesion.lesion.level, radiotherapy_table().conus
    organ = ORGANS[organ_at(level)]
    rule = "the spinal cord ends at L1; from L2 on the canal holds the cauda equina"
    yield Citation(f"{level}: {organ}", rule, "Source page, Basic Spine Anatomy", "V1", (f"level {level}",))
    if conus_note(level):
        yield Citation(
            f"{level}: the conus", conus.says, conus.source, conus.evidence, (f"level {level}",), table=_TABLE
        )


def _sensitivity(assessed: Assessment, lesion: LesionAssessment, policy: Policy) -> Iterator[Citation]:
    found = next(each for each in axis_evidence(assessed.case, lesion, policy) if each.axis == "oncologic")
    primary = assessed.case.primary
    rule = "irradiated before, then the board's own class, then the histology's"
    override = f"the board's class: {primary.radiosensitivity}" if primary.radiosensitivity else None
    yield Citation(
        f"response to radiation: {found.word}",
        rule,
        found.source,
        found.evidence,
        (found.says,),
        override,
        table="noms",
    )


def _course(found: Doses, what: str) -> Iterator[Citation]:
    model = radiotherapy_table().linear_quadratic
    computed = (
        found.course.text,
        f"{found.course.per_fraction:.2f} Gy a fraction",
        *([found.caveat] * bool(found.caveat)),
    )
    tumour, nerve, assumed = alpha_beta("tumour"), alpha_beta("nerve"), radiotherapy_table().full_dose
    source = f"{model.source}; α/β {tumour.gy:g} Gy: {tumour.source}"
    yield Citation(
        f"{found.course.text}, {what}: {found.tumour}", model.rule, source, model.evidence, computed, table=_TABLE
    )
    rule, source = f"{model.rule}; {assumed.says}", f"α/β {nerve.gy:g} Gy: {nerve.source}; {assumed.source}"
    yield Citation(
        f"{found.course.text}, {what}: {found.nerve}", rule, source, assumed.evidence, computed, table=_TABLE
    )


def _schedule(each: Schedule) -> Iterator[Citation]:
    row = each.row
    beyond = "; beyond the source page" if row.beyond_source_page else ""
    subject = f"schedule {each.doses.course.text}: {row.use}"
    yield Citation(subject, f"a schedule in use, no prescription{beyond}", row.source, row.evidence, table=_TABLE)
    yield from _course(each.doses, row.use)


def _limits(lesion: LesionAssessment) -> Iterator[Citation]:
    organ = organ_at(lesion.lesion.level)
    for row in limits_of(organ):
        span = f"{row.dmax_gy:.1f}{f'–{row.dmax_to_gy:.1f}' if row.dmax_to_gy else ''} Gy"
        subject = f"{ORGANS[organ]}, {row.fractions} {'fraction' if row.fractions == 1 else 'fractions'}: Dmax {span}"
        site = overridden(_TABLE, f"limit.{row.organ}.{row.fractions}")
        level = (f"level {lesion.lesion.level}",)
        yield Citation(subject, row.endpoint, row.source, row.evidence, level, site, table=_TABLE)


def _reirradiation(
    assessed: Assessment, lesion: LesionAssessment, planned: Step | None, on: date
) -> Iterator[Citation]:
    course = course_of(planned) if planned else None
    is_sbrt = planned is None or planned.modality == "sbrt"
    found = reirradiation(assessed.case, lesion.lesion, course, is_sbrt=is_sbrt, on=on)
    planning = f"planned: {course.text}" if course else "planned: no dose yet"
    for each in found.factors:
        computed = (each.says, found.before, planning, *([found.note] * bool(found.note)))
        row, site = each.row, overridden(_TABLE, f"reirradiation.{each.row.key}")
        subject = f"reirradiation: {_MARKS[each.met]}"
        yield Citation(subject, row.label, row.source, row.evidence, computed, site, table=_TABLE)
