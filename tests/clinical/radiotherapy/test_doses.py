"""BED and EQD2 against figures typed from the reference, and what always holds of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.clinical.radiotherapy.doses import (
    MOST_GY,
    Course,
    alpha_beta,
    bed,
    doses,
    eqd2,
    no_more_than,
    tenths,
    total_of,
    unreadable,
)

TYPED = [
    # Gy, fractions, BED10, EQD2(10), EQD2(2)
    (8, 1, "14.4", "12.0", "20.0"),
    (20, 5, "28.0", "23.3", "30.0"),
    (30, 10, "39.0", "32.5", "37.5"),
    (16, 1, "41.6", "34.7", "72.0"),
    (24, 1, "81.6", "68.0", "156.0"),
    (24, 3, "43.2", "36.0", "60.0"),
    (27, 3, "51.3", "42.8", "74.3"),
    (30, 5, "48.0", "40.0", "60.0"),
    (30, 3, "60.0", "50.0", "90.0"),
    (24, 2, "52.8", "44.0", "84.0"),
]
"""The reference's table of schedules, to one decimal as it prints them."""

gy = st.floats(min_value=0.5, max_value=120)
fractions = st.integers(min_value=1, max_value=60)
ratios = st.floats(min_value=0.5, max_value=20)


@pytest.mark.parametrize(("dose", "number", "bed10", "eqd2_10", "eqd2_2"), TYPED)
def test_a_schedule_comes_to_what_the_reference_prints(
    dose: float, number: int, bed10: str, eqd2_10: str, eqd2_2: str
) -> None:
    found = doses(Course(dose, number))
    assert found.tumour == f"BED10 {bed10} Gy, EQD2(10) {eqd2_10} Gy"
    assert found.nerve == f"EQD2(2) {eqd2_2} Gy"


@pytest.mark.parametrize(("dose", "number", "published"), [(37.5, 15, 39.1), (40, 20, 40.0), (30, 10, 32.5)])
def test_published_examples_of_eqd2_with_an_alpha_beta_of_10(dose: float, number: int, published: float) -> None:
    """Preprints 2024, 202403.0108: 15 × 2.5, 20 × 2 and 10 × 3 Gy."""
    assert eqd2(Course(dose, number), 10) == pytest.approx(published, abs=0.05)


def test_the_cord_limits_in_two_to_five_fractions_are_nearly_the_same_eqd2() -> None:
    limits = [(17.0, 2), (20.3, 3), (23.0, 4), (25.3, 5), (12.4, 1)]
    found = [eqd2(Course(dose, number), 2) for dose, number in limits]
    assert all(44.4 <= each <= 44.8 for each in found)


@given(gy, ratios)
def test_fractions_of_2_gy_are_their_own_eqd2(dose: float, ratio: float) -> None:
    number = max(1, round(dose / 2))
    assert eqd2(Course(2.0 * number, number), ratio) == pytest.approx(2.0 * number)


@given(gy, gy, fractions, ratios)
def test_more_dose_in_as_many_fractions_is_more_bed(one: float, other: float, number: int, ratio: float) -> None:
    lower, higher = sorted((one, other))
    assert bed(Course(lower, number), ratio) <= bed(Course(higher, number), ratio)


@given(gy, fractions, ratios)
def test_the_same_dose_in_more_fractions_is_less_bed_and_never_less_than_the_dose(
    dose: float, number: int, ratio: float
) -> None:
    assert bed(Course(dose, number + 1), ratio) < bed(Course(dose, number), ratio)
    assert bed(Course(dose, number), ratio) > dose


@given(gy, fractions, st.floats(min_value=0.5, max_value=10))
def test_a_smaller_alpha_beta_makes_more_of_the_same_dose(dose: float, number: int, ratio: float) -> None:
    assert bed(Course(dose, number), ratio) > bed(Course(dose, number), ratio * 2)


@given(gy, fractions, ratios)
def test_the_dose_of_an_eqd2_is_the_way_back(dose: float, number: int, ratio: float) -> None:
    assert total_of(eqd2(Course(dose, number), ratio), number, ratio) == pytest.approx(dose)


@pytest.mark.parametrize(("number", "dmax"), [(1, "9.0"), (2, "12.2"), (3, "14.5"), (4, "16.3"), (5, "17.9")])
def test_what_25_gy_eqd2_is_in_one_to_five_fractions_is_never_rounded_up(number: int, dmax: str) -> None:
    assert no_more_than(total_of(25, number, 2)) == dmax
    assert eqd2(Course(float(dmax), number), 2) <= 25


def test_a_half_of_a_tenth_is_rounded_up_but_never_in_a_bound() -> None:
    assert (tenths(74.25), no_more_than(74.25), no_more_than(25.3)) == ("74.3", "74.2", "25.3")


@pytest.mark.parametrize(("dose", "number", "warned"), [(7.9, 1, False), (8, 1, True), (24, 3, True), (30, 5, False)])
def test_the_model_is_doubted_from_8_gy_a_fraction_on(dose: float, number: int, warned: bool) -> None:
    assert ("overestimates" in doses(Course(dose, number)).caveat) is warned


def test_the_alpha_betas_are_named_with_their_source() -> None:
    assert (alpha_beta("tumour").gy, alpha_beta("nerve").gy) == (10, 2)
    assert "HyTEC" in alpha_beta("nerve").source


@pytest.mark.parametrize(
    ("dose", "number", "said"),
    [
        (30.0, None, "30 Gy without fractions: ask in how many"),
        (None, 10, "10 fractions without a dose: ask for the dose in Gy"),
        (None, None, "dose and fractions not recorded: ask for both"),
        (3000.0, 10, "3000 Gy is no dose of one course (at most 120 Gy): was it typed in cGy?"),
        (MOST_GY, 60, ""),
        (30.0, 10, ""),
    ],
)
def test_what_cannot_be_computed_is_named_and_asked_for(dose: float | None, number: int | None, said: str) -> None:
    assert unreadable(dose, number) == said
