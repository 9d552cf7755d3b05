"""What cord and cauda equina bear: every published row, which organ a level holds, and what is not published."""

import pytest

from tumorboard.clinical.radiotherapy.doses import Course
from tumorboard.clinical.radiotherapy.limits import (
    asked,
    conus_note,
    cord_limit_if_reached,
    limit_at,
    limits_of,
    organ_at,
)
from tumorboard.complaint import Complaint
from tumorboard.domain.vocabulary import LEVELS, Level

CORD = {1: "12.4–14.0 Gy", 2: "17.0 Gy", 3: "20.3 Gy", 4: "23.0 Gy", 5: "25.3 Gy"}
"""Sahgal 2021 (HyTEC), abstract."""
CAUDA = {1: "16.0 Gy", 3: "24.0 Gy", 5: "32.0 Gy"}
"""Benedict 2010 (AAPM TG-101), maximum point dose."""


@pytest.mark.parametrize("level", [level for level in LEVELS if level[0] in "CT" or level == "L1"])
def test_the_cord_lies_down_to_l1(level: Level) -> None:
    assert organ_at(level) == "cord"
    assert {number: limit_at(level, number).span for number in CORD} == CORD


@pytest.mark.parametrize("level", [level for level in LEVELS if level[0] in "LS" and level != "L1"])
def test_the_cauda_equina_lies_from_l2_on(level: Level) -> None:
    assert organ_at(level) == "cauda"
    assert {number: limit_at(level, number).span for number in CAUDA} == CAUDA


def test_there_are_no_other_rows() -> None:
    assert [row.fractions for row in limits_of("cord")] == list(CORD)
    assert [row.fractions for row in limits_of("cauda")] == list(CAUDA)
    assert all("Sahgal 2021 (HyTEC)" in row.source and row.evidence == "V1" for row in limits_of("cord"))
    assert all("Benedict 2010" in row.source and row.evidence == "V2" for row in limits_of("cauda"))
    assert all("needs clinical sign-off" in row.endpoint for row in limits_of("cauda"))


@pytest.mark.parametrize(("level", "number"), [("T8", 6), ("T8", 10), ("L3", 2), ("L3", 4), ("L3", 10)])
def test_where_nothing_is_published_it_says_so_and_interpolates_nothing(level: Level, number: int) -> None:
    found = limit_at(level, number)
    assert (found.row, found.span, found.exceeded_by(Course(100, number))) == (None, "–", None)
    assert f"no limit is published here for {number} fractions" in found.says
    assert "none is interpolated; ask the physicist" in found.says


def test_a_limit_of_the_cord_asked_for_l3_is_refused_by_name_and_the_cauda_equina_is_named() -> None:
    with pytest.raises(Complaint) as caught:
        asked("cord", "L3", 3)
    assert str(caught.value).startswith(
        "L3 lies below the conus: no limit of the spinal cord there; cauda equina: Dmax 24.0 Gy in 3"
    )


def test_a_limit_of_the_cauda_equina_asked_for_t8_is_refused_too() -> None:
    with pytest.raises(
        Complaint, match="T8 lies at the level of the cord: no limit of the cauda equina there; spinal cord"
    ):
        asked("cauda", "T8", 1)
    assert asked("cord", "L1", 3).span == "20.3 Gy"


@pytest.mark.parametrize(
    ("level", "dose", "number", "exceeded"),
    [
        ("T8", 12.4, 1, False),
        ("T8", 12.5, 1, True),
        ("T8", 20.3, 3, False),
        ("T8", 20.4, 3, True),
        ("L1", 24, 3, True),
        ("L2", 24, 3, False),
        ("L4", 16.1, 1, True),
    ],
)
def test_a_dose_exceeds_a_limit_from_just_above_its_low_end(
    level: Level, dose: float, number: int, exceeded: bool
) -> None:
    assert limit_at(level, number).exceeded_by(Course(dose, number)) is exceeded


def test_the_conus_varies_and_the_levels_that_it_may_reach_say_so() -> None:
    assert [level for level in LEVELS if conus_note(level)] == ["L2", "L3"]
    assert "MRI" in conus_note("L2")
    reached = cord_limit_if_reached("L2", 3)
    assert reached is not None
    assert reached.span == "20.3 Gy"
    assert cord_limit_if_reached("L4", 3) is None
    assert cord_limit_if_reached("T8", 3) is None
