"""A second course of radiotherapy: the four factors of lower risk as a checklist with unknowns. All of it is advisory.

The paper's figures are of the thecal sac; a case holds prescriptions. A prescription answers a factor of dose only
where it is met even with the full dose in the thecal sac. Otherwise it stays unknown, and the physicist is asked.
"""

import math
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from tumorboard.clinical.radiotherapy.doses import (
    Course,
    alpha_beta,
    doses,
    eqd2,
    no_more_than,
    tenths,
    total_of,
    unreadable,
)
from tumorboard.clinical.radiotherapy.limits import organ_at
from tumorboard.domain.case import Case, Lesion, PreviousRadiotherapy
from tumorboard.domain.days import months_after
from tumorboard.knowledge.radiotherapy import ReirradiationRow, radiotherapy_table

__all__ = ["Factor", "Given", "Reirradiation", "course_before", "given_before", "reirradiation"]

Given = Literal["yes", "no", "unknown"]
_MOST_FRACTIONS: Final = 5


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor, whether it is met (None: unknown), and what that was told from."""

    row: ReirradiationRow
    met: bool | None
    says: str


@dataclass(frozen=True, slots=True)
class Reirradiation:
    """The checklist for one lesion. `given` is whether it was irradiated; without that `factors` are empty.

    `before` is what is recorded of the first course in words; `note` what holds the paper's factors off this lesion.
    """

    given: Given
    before: str
    factors: tuple[Factor, ...] = ()
    note: str = ""

    @property
    def text(self) -> str:
        """How many factors are met, not met and unknown."""
        counts = [(sum(each.met is wanted for each in self.factors), said) for wanted, said in _COUNTED]
        return ", ".join(f"{count} {said}" for count, said in counts if count)


_COUNTED: Final = ((True, "met"), (False, "NOT met"), (None, "unknown"))


def given_before(lesion: Lesion) -> tuple[Given, str]:
    """Whether a lesion was irradiated before, and the course in words."""
    recorded = lesion.previous_radiotherapy
    if recorded is None:
        return "unknown", "previous radiotherapy of this lesion: not recorded"
    if recorded is False:
        return "no", "not irradiated before"
    if recorded is True:
        return "yes", f"irradiated before; {unreadable(None, None)}, and for the date"
    return "yes", _course_said(lesion, recorded)


def course_before(lesion: Lesion) -> Course | None:
    """The course that a lesion was given, where both its dose and its fractions are recorded and can be."""
    recorded = lesion.previous_radiotherapy
    if not isinstance(recorded, PreviousRadiotherapy):
        return None
    dose, fractions = recorded.dose_gy, recorded.fractions
    if unreadable(dose, fractions) or dose is None or fractions is None:
        return None
    return Course(dose, fractions)


def reirradiation(case: Case, lesion: Lesion, planned: Course | None, *, is_sbrt: bool, on: date) -> Reirradiation:
    """The four factors for a planned second course (Sahgal 2021, HyTEC).

    `planned` is None while no dose is decided; `on` is the earliest day on which it could be given.
    """
    given, before = given_before(lesion)
    if given != "yes":
        elsewhere = any(each.kind == "radiotherapy" and lesion.level in each.levels for each in case.treatment_history)
        history = f"; radiotherapy to {lesion.level} stands in the treatment history" if elsewhere else ""
        return Reirradiation(given, before + history)
    recorded = lesion.previous_radiotherapy
    details = recorded if isinstance(recorded, PreviousRadiotherapy) else PreviousRadiotherapy()
    courses = _Courses(details, course_before(lesion), planned, is_sbrt)
    if organ_at(lesion.level) == "cauda":
        note = (
            "the factors were found for the spinal cord, none is published here for the cauda equina: ask the physicist"
        )
        factors = tuple(Factor(row, None, "not known below the conus") for row in radiotherapy_table().factors)
        return Reirradiation(given, before, factors, note)
    note = "" if _is_of_the_paper(planned, is_sbrt) else "the factors were found for SBRT in 1–5 fractions"
    told = {
        "cumulative": lambda row: courses.cumulative(row.limit),
        "sbrt_part": lambda row: courses.now_alone(row.limit),
        "ratio": lambda row: courses.share(row.limit),
        "interval": lambda row: _interval(details.on, on, row.limit),
    }
    return Reirradiation(
        given, before, tuple(Factor(row, *told[row.key](row)) for row in radiotherapy_table().factors), note
    )


@dataclass(frozen=True, slots=True)
class _Courses:
    """Both courses as they were prescribed."""

    before: PreviousRadiotherapy
    first_course: Course | None
    now: Course | None
    is_sbrt: bool

    @property
    def first(self) -> float | None:
        """EQD2 of the first course in Gy if the thecal sac got all of it; None where that cannot be computed."""
        return None if self.first_course is None else eqd2(self.first_course, alpha_beta("nerve").gy)

    @property
    def second(self) -> float | None:
        """The same of the course that is planned."""
        return None if self.now is None else eqd2(self.now, alpha_beta("nerve").gy)

    def cumulative(self, limit: float) -> tuple[bool | None, str]:
        first, second = self.first, self.second
        if first is None or second is None:
            return None, self._missing
        together = first + second
        said = f"{tenths(first)} + {tenths(second)} = {tenths(together)} Gy"
        return (True, f"{said}, {_AT_MOST}") if together <= limit else (None, f"{said} {_IF_ALL}: {_ASK}")

    def now_alone(self, limit: float) -> tuple[bool | None, str]:
        second = self.second
        if second is None or self.now is None:
            return None, _NO_PLAN
        if not self.is_sbrt:
            return None, _NO_SBRT
        if second <= limit:
            return True, f"{tenths(second)} Gy, {_AT_MOST}"
        bound = total_of(limit, self.now.fractions, alpha_beta("nerve").gy)
        asks = f"{_ASK} (it is a Dmax of {no_more_than(bound)} Gy in {self.now.fractions})"
        return None, f"{tenths(second)} Gy {_IF_ALL}: {asks}"

    def share(self, limit: float) -> tuple[bool | None, str]:
        first = self.first
        if first is None:
            return None, self._missing
        if self.now is not None and not self.is_sbrt:
            return None, _NO_SBRT
        bound = first * limit / (1 - limit)
        told = f"({no_more_than(bound)} Gy now, if the first course all went there)"
        return None, f"two prescriptions cannot tell it; {_ASK} {told}"

    @property
    def _missing(self) -> str:
        return unreadable(self.before.dose_gy, self.before.fractions) or _NO_PLAN


_AT_MOST: Final = "if the thecal sac gets no more than is prescribed; the physicist confirms"
_IF_ALL: Final = "if the thecal sac got all that was prescribed"
_ASK: Final = "ask the physicist for its Dmax"
_NO_SBRT: Final = "the planned course is not SBRT"
_NO_PLAN: Final = "no dose and fractions are planned yet"


def _is_of_the_paper(planned: Course | None, is_sbrt: bool) -> bool:
    return planned is None or (is_sbrt and planned.fractions <= _MOST_FRACTIONS)


def _interval(before: date | None, on: date, months: float) -> tuple[bool | None, str]:
    if before is None:
        return None, "the date of the first course is not recorded: ask"
    if before > on:
        return None, f"the first course is recorded for {before}, which is still to come: ask"
    try:
        reached = months_after(before, math.ceil(months))
    except (ValueError, OverflowError):
        return None, f"{before} lies outside the calendar: ask"
    if on >= reached:
        return True, f"first course {before}, {(on - before).days} days ago"
    return False, f"first course {before}, {(on - before).days} days ago; reached on {reached}"


def _course_said(lesion: Lesion, given: PreviousRadiotherapy) -> str:
    when = f", {given.on}" if given.on else ", date not recorded"
    technique = f"{given.technique} " if given.technique else ""
    course = course_before(lesion)
    if course is None:
        return f"irradiated before: {technique}{unreadable(given.dose_gy, given.fractions)}{when}"
    return f"irradiated before: {technique}{course.text}{when}; {doses(course).nerve} {_IF_ALL}"
