"""What cord and cauda equina bear, by level and fractions. They are two organs; the level decides which is meant."""

from dataclasses import dataclass
from typing import Final

from tumorboard.clinical.radiotherapy.doses import Course
from tumorboard.clinical.spine import below_conus
from tumorboard.complaint import Complaint
from tumorboard.domain.vocabulary import Level
from tumorboard.knowledge.radiotherapy import LimitRow, Organ, radiotherapy_table

__all__ = ["ORGANS", "Limit", "asked", "conus_note", "cord_limit_if_reached", "limit_at", "limits_of", "organ_at"]

ORGANS: Final[dict[Organ, str]] = {"cord": "spinal cord", "cauda": "cauda equina"}


@dataclass(frozen=True, slots=True)
class Limit:
    """The limit of the organ at a level for a number of fractions; `row` is None where none is published here."""

    level: Level
    organ: Organ
    fractions: int
    row: LimitRow | None

    @property
    def says(self) -> str:
        """The limit in words, or that there is none."""
        name = ORGANS[self.organ]
        if self.row is None:
            listed = ", ".join(str(each.fractions) for each in limits_of(self.organ))
            return (
                f"{name}: no limit is published here for {self.fractions} fractions (only for {listed}), "
                "none is interpolated; ask the physicist"
            )
        return f"{name}: Dmax {self.span} in {self.fractions} ({self.row.endpoint})"

    @property
    def span(self) -> str:
        """Such as `20.3 Gy`, or `12.4–14.0 Gy`; a dash without a limit."""
        if self.row is None:
            return "–"
        return f"{self.row.dmax_gy:.1f}{f'–{self.row.dmax_to_gy:.1f}' if self.row.dmax_to_gy else ''} Gy"

    def exceeded_by(self, course: Course) -> bool | None:
        """Whether the full prescribed dose is more than the limit, of a span its low end; None without a limit."""
        return None if self.row is None else course.dose_gy > self.row.dmax_gy


def organ_at(level: Level) -> Organ:
    """The spinal cord down to L1, the cauda equina from L2 on (source page, Basic Spine Anatomy)."""
    return "cauda" if below_conus(level) else "cord"


def conus_note(level: Level) -> str:
    """That the conus may still lie at a level below L1 (Saifuddin 1998); empty where it does not."""
    conus = radiotherapy_table().conus
    return conus.says if level in conus.reaches else ""


def limits_of(organ: Organ) -> tuple[LimitRow, ...]:
    """Every published limit of an organ, in the order of fractions."""
    rows = (each for each in radiotherapy_table().limits if each.organ == organ)
    return tuple(sorted(rows, key=lambda each: each.fractions))


def limit_at(level: Level, fractions: int) -> Limit:
    """The limit of whichever organ lies at a level (cord: Sahgal 2021; cauda equina: Benedict 2010)."""
    return _limit(organ_at(level), level, fractions)


def cord_limit_if_reached(level: Level, fractions: int) -> Limit | None:
    """The cord's limit at a level that the conus reaches in some people; None at every other level."""
    return _limit("cord", level, fractions) if conus_note(level) else None


def asked(organ: Organ, level: Level, fractions: int) -> Limit:
    """The limit of an organ that was asked for by name. Raises Complaint where another organ lies at that level."""
    limit = limit_at(level, fractions)
    if limit.organ != organ:
        where = "below the conus" if limit.organ == "cauda" else "at the level of the cord"
        raise Complaint(f"{level} lies {where}: no limit of the {ORGANS[organ]} there; {limit.says}")
    return limit


def _limit(organ: Organ, level: Level, fractions: int) -> Limit:
    found = (each for each in limits_of(organ) if each.fractions == fractions)
    return Limit(level, organ, fractions, next(found, None))
