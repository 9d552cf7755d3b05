"""The irradiation in a decision: what its dose comes to, and what the board should look at twice. It never forbids."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tumorboard.clinical.assessment import Assessment, LesionAssessment
from tumorboard.clinical.plans import levels_of
from tumorboard.clinical.radiotherapy.doses import Course, doses
from tumorboard.clinical.radiotherapy.limits import (
    ORGANS,
    Limit,
    asked,
    conus_note,
    cord_limit_if_reached,
    limit_at,
    organ_at,
)
from tumorboard.clinical.radiotherapy.reirradiation import reirradiation
from tumorboard.clinical.radiotherapy.schedules import outside_page
from tumorboard.clinical.spine import rank
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import Step
from tumorboard.domain.vocabulary import IRRADIATING, Level, Modality

__all__ = ["course_of", "figures", "irradiations_of", "limits", "warnings"]

_NAMES_CORD: Final = re.compile(r"\bcord\b", re.IGNORECASE)
_COMPRESSING: Final = ("2", "3")
_DECOMPRESSING: Final[frozenset[Modality]] = frozenset({"separation_surgery", "decompression"})
_STABILIZING: Final[frozenset[Modality]] = frozenset(
    {"stabilization_open", "stabilization_percutaneous", "vertebroplasty", "kyphoplasty"}
)
_PAGE_COMPRESSION: Final = "the source page gives SBRT without significant cord compression"
_PAGE_STABILITY: Final = "the source page gives SBRT to a stable spine"


@dataclass(frozen=True, slots=True)
class _Told:
    """A step, the steps that come before it, the levels it is given to, and the lesions recorded there."""

    step: Step
    before: Sequence[Step]
    levels: tuple[Level, ...]
    lesions: tuple[LesionAssessment, ...]

    @property
    def is_sbrt(self) -> bool:
        return self.step.modality == "sbrt"

    def comes_after(self, modalities: frozenset[Modality], level: Level) -> bool:
        """Whether an earlier step does one of these at a level, or says no level."""
        return any(
            each.modality in modalities and (not each.levels or level in levels_of(each)) for each in self.before
        )


def course_of(step: Step) -> Course | None:
    """The course that a step prescribes; None where it names no dose."""
    if step.modality not in IRRADIATING or step.dose_gy is None or step.fractions is None:
        return None
    return Course(step.dose_gy, step.fractions)


def irradiations_of(steps: Sequence[Step], level: Level, decided_at: Level | None) -> tuple[int, ...]:
    """The places, from 1, of a decision's steps that irradiate a level.

    A step that names no level means the one that was decided on.
    """
    meant = (decided_at,) if decided_at else ()
    return tuple(
        number
        for number, step in enumerate(steps, start=1)
        if step.modality in IRRADIATING and level in (step.levels or meant)
    )


def figures(step: Step) -> tuple[str, ...]:
    """What a step's dose comes to, in lines; empty where it names none."""
    course = course_of(step)
    if course is None:
        return ()
    found = doses(course)
    said = f"{found.tumour}; {found.nerve} if cord or cauda equina got it all"
    return (said, found.caveat) if found.caveat else (said,)


def limits(step: Step, level: Level | None = None) -> tuple[str, ...]:
    """The limit of each organ that a step's levels hold, in words; `level` is meant where the step names none."""
    course = course_of(step)
    if course is None:
        return ()
    return tuple(_limit_said(each, course) for each in _by_organ(step.levels or ((level,) if level else ()), course))


def warnings(
    steps: Sequence[Step], number: int, assessed: Assessment, level: Level | None, on: date
) -> tuple[str, ...]:
    """What to look at twice in the step at a place (from 1) of a decision; empty for a step without irradiation.

    `level` is the lesion's that is decided on, meant where the step names none; `on` the earliest day of treatment.
    """
    step = steps[number - 1]
    if step.modality not in IRRADIATING:
        return ()
    levels = step.levels or ((level,) if level else ())
    lesions = tuple(each for each in assessed.lesions if each.lesion.level in levels)
    told = _Told(step, steps[: number - 1], levels, lesions)
    course = course_of(step)
    found = [*_dose(told, course), *_cord_asked(told, course), *_twice(steps, number, levels)]
    found += _before(told, assessed, course, on)
    if told.is_sbrt:
        found += [said for each in lesions for said in _criteria(told, each)]
    return tuple(dict.fromkeys(found))


def _by_organ(levels: Sequence[Level], course: Course) -> list[Limit]:
    """One limit for each organ that the levels hold, at its lowest level."""
    found = {limit_at(each, course.fractions).organ: each for each in sorted(levels, key=rank)}
    return [limit_at(each, course.fractions) for each in found.values()]


def _limit_said(limit: Limit, course: Course) -> str:
    where = f"{limit.level}, {limit.says}"
    if cord := cord_limit_if_reached(limit.level, course.fractions):
        where += f"; {conus_note(limit.level)} ({cord.span} in {course.fractions})"
    if not limit.exceeded_by(course):
        return where
    return f"{where}; {course.dose_gy:g} Gy is more: the plan must spare it"


def _dose(told: _Told, course: Course | None) -> Iterator[str]:
    step = told.step
    if course is None:
        yield f"{'SBRT' if told.is_sbrt else 'cEBRT'} without dose and fractions: nothing can be checked"
        return
    if said := outside_page("sbrt" if step.modality == "sbrt" else "cebrt", course):
        yield said
    if not told.levels:
        yield "no level: whether cord or cauda equina is irradiated cannot be told"
    for limit in _by_organ(told.levels, course):
        if limit.exceeded_by(course) and limit.row is not None:
            yield (
                f"{course.text} exceeds the {ORGANS[limit.organ]}'s {limit.span} at {limit.level} if it received the "
                f"full dose: the plan must spare it"
            )
        elif limit.row is None and told.is_sbrt:
            yield f"{limit.level}, {limit.says}"
    yield from _conus(told, course)


def _conus(told: _Told, course: Course) -> Iterator[str]:
    """That a dose would be too much for the cord, at levels that it still reaches in some people."""
    for level in told.levels:
        cord = cord_limit_if_reached(level, course.fractions)
        if cord is not None and cord.exceeded_by(course):
            yield f"{level}: check on MRI that the cord ends above; its limit would be {cord.span} in {cord.fractions}"


def _cord_asked(told: _Told, course: Course | None) -> Iterator[str]:
    """A limit of the cord that the step's words ask for where there is no cord."""
    words = " ".join(each for each in (told.step.details, told.step.condition, told.step.fallback) if each)
    if course is None or not told.levels or not _NAMES_CORD.search(words):
        return
    lowest = [each for each in told.levels if limit_at(each, course.fractions).organ == "cauda"]
    if len(lowest) == len(told.levels):
        try:
            asked("cord", lowest[0], course.fractions)
        except Complaint as complaint:
            yield str(complaint)


def _twice(steps: Sequence[Step], number: int, levels: Sequence[Level]) -> Iterator[str]:
    """That another step of the decision irradiates the same level."""
    for level in levels:
        others = [each for each in irradiations_of(steps, level, level) if each != number]
        if others:
            yield f"{level} is irradiated by step {others[0]} too: the doses add up, and the limits are of one course"


def _before(told: _Told, assessed: Assessment, course: Course | None, on: date) -> Iterator[str]:
    for each in told.lesions:
        level = each.lesion.level
        found = reirradiation(assessed.case, each.lesion, course, is_sbrt=told.is_sbrt, on=on)
        if found.given == "unknown":
            yield f"{level}: {found.before}"
        elif found.given == "yes":
            yield f"{level} {found.before}; the limits are of a first course. Reirradiation: {found.text} (r shows it)"


def _criteria(told: _Told, each: LesionAssessment) -> Iterator[str]:
    """The page's two criteria of SBRT that a step before may have answered: compression and stability."""
    level, grade = each.lesion.level, each.lesion.escc
    if not told.comes_after(_DECOMPRESSING, level):
        if grade is None:
            yield f"{level}: ESCC not recorded; {_PAGE_COMPRESSION}"
        elif grade == "1c":
            organ = ORGANS[organ_at(level)]
            yield f"{level}: ESCC 1c, disputed: SBRT or decompression is the board's; check the dose to the {organ}"
        elif grade in _COMPRESSING:
            yield f"{level}: ESCC {grade}; {_PAGE_COMPRESSION}, or after separation surgery"
    if not told.comes_after(_STABILIZING, level):
        stability = each.noms.values("mechanical")
        if stability == ("unstable",):
            yield f"{level}: unstable (SINS {each.sins.text}); {_PAGE_STABILITY}"
        elif len(stability) > 1:
            yield f"{level}: stability open (SINS {each.sins.text}, no judgment); {_PAGE_STABILITY}"
