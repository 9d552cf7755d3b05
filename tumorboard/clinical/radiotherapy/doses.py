"""The arithmetic of dose: BED and EQD2 of a course, with the α/β that they were computed with."""

import math
from dataclasses import dataclass
from typing import Final, Literal

from tumorboard.knowledge.radiotherapy import AlphaBeta, radiotherapy_table
from tumorboard.knowledge.tables import kept

__all__ = [
    "MOST_GY",
    "Course",
    "Doses",
    "alpha_beta",
    "bed",
    "doses",
    "eqd2",
    "no_more_than",
    "tenths",
    "total_of",
    "unreadable",
]

MOST_GY: Final = 120.0
"""The most that one course can be, in Gy; a greater figure was not typed in Gy."""


@dataclass(frozen=True, slots=True)
class Course:
    """A prescribed dose in Gy, in a number of fractions."""

    dose_gy: float
    fractions: int

    @property
    def per_fraction(self) -> float:
        """Gy a fraction."""
        return self.dose_gy / self.fractions

    @property
    def text(self) -> str:
        """Such as `24 Gy in 3`."""
        return f"{self.dose_gy:g} Gy in {self.fractions}"


@dataclass(frozen=True, slots=True)
class Doses:
    """What a course comes to, in Gy. `caveat` is why the figures are to be read with care, empty where it is usual."""

    course: Course
    bed_tumour: float
    eqd2_tumour: float
    eqd2_nerve: float
    caveat: str

    @property
    def tumour(self) -> str:
        """The figures for the tumour with their α/β, such as `BED10 43.2 Gy, EQD2(10) 36.0 Gy`."""
        ratio = alpha_beta("tumour").gy
        return f"BED{ratio:g} {tenths(self.bed_tumour)} Gy, EQD2({ratio:g}) {tenths(self.eqd2_tumour)} Gy"

    @property
    def nerve(self) -> str:
        """The figure for cord and cauda equina with its α/β, such as `EQD2(2) 60.0 Gy`."""
        return f"EQD2({alpha_beta('nerve').gy:g}) {tenths(self.eqd2_nerve)} Gy"


def bed(course: Course, ratio: float) -> float:
    """The biologically effective dose in Gy: n · d · (1 + d / (α/β)), with the α/β in Gy as `ratio`."""
    return course.dose_gy * (1 + course.per_fraction / ratio)


def eqd2(course: Course, ratio: float) -> float:
    """The equivalent dose in fractions of 2 Gy: BED / (1 + 2 / (α/β)), `ratio` the α/β in Gy."""
    return bed(course, ratio) / (1 + 2 / ratio)


def total_of(equivalent: float, fractions: int, ratio: float) -> float:
    """The dose in Gy that comes to an EQD2 in so many fractions: `eqd2` the other way round."""
    each = equivalent * (1 + 2 / ratio) / fractions
    return fractions * ratio / 2 * (math.sqrt(1 + 4 * each / ratio) - 1)


def tenths(gy: float) -> str:
    """Gy to one decimal, a half rounded up: 74.25 is 74.3."""
    return f"{math.floor(gy * 10 + 0.5) / 10:.1f}"


def no_more_than(gy: float) -> str:
    """A bound in Gy to one decimal, never rounded up: 14.58 is 14.5."""
    return f"{math.floor(gy * 10 + 1e-9) / 10:.1f}"


@kept
def alpha_beta(tissue: Literal["tumour", "nerve"]) -> AlphaBeta:
    """The α/β that figures for a tissue are computed with."""
    return next(each for each in radiotherapy_table().alpha_betas if each.tissue == tissue)


def doses(course: Course) -> Doses:
    """Every figure of a course."""
    tumour, nerve, model = alpha_beta("tumour").gy, alpha_beta("nerve").gy, radiotherapy_table().linear_quadratic
    caveat = model.caveat if course.per_fraction >= model.uncertain_from_gy else ""
    return Doses(course, bed(course, tumour), eqd2(course, tumour), eqd2(course, nerve), caveat)


def unreadable(dose_gy: float | None, fractions: int | None) -> str:
    """Why nothing can be computed from what is recorded of a course, and what to ask; empty where it can be."""
    if dose_gy is None and fractions is None:
        return "dose and fractions not recorded: ask for both"
    if dose_gy is None:
        return f"{fractions} fractions without a dose: ask for the dose in Gy"
    if fractions is None:
        return f"{dose_gy:g} Gy without fractions: ask in how many"
    if dose_gy > MOST_GY:
        return f"{dose_gy:g} Gy is no dose of one course (at most {MOST_GY:g} Gy): was it typed in cGy?"
    return ""
