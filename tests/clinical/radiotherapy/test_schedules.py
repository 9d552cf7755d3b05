"""The schedules of the source page, those beyond it, and whether a course is one of them."""

import pytest

from tumorboard.clinical.radiotherapy.doses import Course
from tumorboard.clinical.radiotherapy.schedules import outside_page, schedules
from tumorboard.knowledge.radiotherapy import Technique

PAGE = {(8, 1), (20, 5), (30, 10), (16, 1), (24, 1), (24, 3), (27, 3), (30, 3), (30, 5)}
"""Named by the source page, or within a range of its."""


def test_only_what_the_page_does_not_name_is_marked_as_beyond_it() -> None:
    rows = [each.row for each in schedules()]
    assert {(row.dose_gy, row.fractions) for row in rows if not row.beyond_source_page} == PAGE
    assert [(row.dose_gy, row.fractions) for row in rows if row.beyond_source_page] == [(24, 2)]
    assert all(row.source and row.evidence for row in rows)


@pytest.mark.parametrize(
    ("technique", "dose", "number", "inside"),
    [
        ("cebrt", 8, 1, True),
        ("cebrt", 20, 5, True),
        ("cebrt", 30, 10, True),
        ("cebrt", 25, 5, False),
        ("cebrt", 24, 3, False),
        ("sbrt", 15.9, 1, False),
        ("sbrt", 16, 1, True),
        ("sbrt", 20, 1, True),
        ("sbrt", 24, 1, True),
        ("sbrt", 24.1, 1, False),
        ("sbrt", 24, 2, False),
        ("sbrt", 23.9, 3, False),
        ("sbrt", 24, 3, True),
        ("sbrt", 28, 4, True),
        ("sbrt", 30, 5, True),
        ("sbrt", 30.1, 5, False),
        ("sbrt", 30, 6, False),
        ("sbrt", 30, 10, False),
    ],
)
def test_every_edge_of_the_pages_schedules(technique: Technique, dose: float, number: int, inside: bool) -> None:
    assert (outside_page(technique, Course(dose, number)) == "") is inside


def test_what_is_outside_is_told_what_the_page_has() -> None:
    assert outside_page("cebrt", Course(25, 5)) == (
        "25 Gy in 5 is outside the source page's schedules of cEBRT: 8 Gy in 1, 20 Gy in 5, 30 Gy in 10"
    )
    assert outside_page("sbrt", Course(12, 1)) == (
        "12 Gy in 1 is outside the source page's schedules of SBRT: 16–24 Gy in 1, 24–30 Gy in 3–5"
    )
    assert "beyond the source page: Sahgal 2021 (SC.24" in outside_page("sbrt", Course(24, 2))
