"""The schedules in use, and whether a course is one of them."""

from dataclasses import dataclass

from tumorboard.clinical.radiotherapy.doses import Course, Doses, doses
from tumorboard.knowledge.radiotherapy import PageRange, ScheduleRow, Technique, radiotherapy_table

__all__ = ["Schedule", "outside_page", "schedules"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """A row of the table and what it comes to."""

    row: ScheduleRow
    doses: Doses


def schedules() -> tuple[Schedule, ...]:
    """Every schedule of the table with its figures, in the order of the table."""
    return tuple(Schedule(row, doses(Course(row.dose_gy, row.fractions))) for row in radiotherapy_table().schedules)


def outside_page(technique: Technique, course: Course) -> str:
    """That a course is none of the source page's schedules, and what those are; empty for one that is.

    A course that another row of the table holds is named with its source (source page, Radiotherapy).
    """
    table = radiotherapy_table()
    rows = [each for each in table.schedules if each.technique == technique]
    same = [each for each in rows if (each.dose_gy, each.fractions) == (course.dose_gy, course.fractions)]
    ranges = [each for each in table.ranges if each.technique == technique]
    if any(not each.beyond_source_page for each in same) or any(_holds(each, course) for each in ranges):
        return ""
    if same:
        return f"{course.text} is beyond the source page: {same[0].source}"
    known = ", ".join(_range_said(each) for each in ranges) or ", ".join(_row_said(each) for each in rows)
    name = "SBRT" if technique == "sbrt" else "cEBRT"
    return f"{course.text} is outside the source page's schedules of {name}: {known}"


def _holds(each: PageRange, course: Course) -> bool:
    fewest, most = each.fractions
    least, greatest = each.dose_gy
    return fewest <= course.fractions <= most and least <= course.dose_gy <= greatest


def _range_said(each: PageRange) -> str:
    fewest, most = each.fractions
    least, greatest = each.dose_gy
    return f"{least:g}–{greatest:g} Gy in {fewest if fewest == most else f'{fewest}–{most}'}"


def _row_said(each: ScheduleRow) -> str:
    return Course(each.dose_gy, each.fractions).text
