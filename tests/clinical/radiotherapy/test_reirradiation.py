"""A second course: each of the four factors met, not met and unknown, and what must be asked."""

from datetime import date
from typing import Any

import pytest

from tumorboard.clinical.radiotherapy.doses import Course
from tumorboard.clinical.radiotherapy.reirradiation import Reirradiation, reirradiation
from tumorboard.domain.case import Case

TODAY = date(2026, 11, 24)
LOW_DOSE = {"technique": "cEBRT", "dose_gy": 8.0, "fractions": 1, "on": "2026-01-15"}
"""EQD2(2) 20.0 Gy if the thecal sac got all of it."""
USUAL = {"dose_gy": 30.0, "fractions": 10, "on": "2026-01-15"}
"""EQD2(2) 37.5 Gy if the thecal sac got all of it."""


def checked(
    before: Any,
    planned: Course | None = None,
    *,
    level: str = "T8",
    is_sbrt: bool = True,
    on: date = TODAY,
    history: list[dict[str, Any]] | None = None,
) -> Reirradiation:
    lesion = {"level": level} if before is ... else {"level": level, "previous_radiotherapy": before}
    case = Case.model_validate({"id": "A", "lesions": [lesion], "treatment_history": history or []})
    return reirradiation(case, case.lesions[0], planned, is_sbrt=is_sbrt, on=on)


def met(found: Reirradiation) -> dict[str, bool | None]:
    return {each.row.key: each.met for each in found.factors}


def says(found: Reirradiation, key: str) -> str:
    return next(each.says for each in found.factors if each.row.key == key)


def test_without_a_first_course_there_is_nothing_to_check() -> None:
    assert (checked(False).given, checked(False).factors) == ("no", ())


def test_a_first_course_that_nobody_recorded_is_unknown_and_never_none() -> None:
    found = checked(..., Course(24, 3))
    assert (found.given, found.factors) == ("unknown", ())
    assert found.before == "previous radiotherapy of this lesion: not recorded"


def test_radiotherapy_in_the_history_of_the_level_is_named() -> None:
    history = [{"kind": "radiotherapy", "levels": ["T8"]}]
    assert checked(..., history=history).before.endswith("radiotherapy to T8 stands in the treatment history")
    assert "history" not in checked(..., history=[{"kind": "radiotherapy", "levels": ["T9"]}]).before


@pytest.mark.parametrize(
    ("before", "planned", "cumulative", "part"),
    [
        # 20.0 + 20.0 = 40.0; the part of 20.0 is at most 25
        (LOW_DOSE, Course(8, 1), True, True),
        # 37.5 + 30.0 = 67.5; 30.0 is more than 25
        (USUAL, Course(20, 5), True, None),
        # 37.5 + 60.0 = 97.5
        (USUAL, Course(24, 3), None, None),
        # 50.0 + 20.0 = 70.0 exactly, and a little more
        ({"dose_gy": 50.0, "fractions": 25}, Course(20, 10), True, True),
        ({"dose_gy": 50.0, "fractions": 25}, Course(20.2, 10), None, True),
        ({"dose_gy": 30.0}, Course(8, 1), None, True),
        ({"fractions": 10}, Course(8, 1), None, True),
        ({}, Course(8, 1), None, True),
        (True, Course(8, 1), None, True),
        (USUAL, None, None, None),
    ],
)
def test_a_prescription_meets_a_factor_of_dose_or_leaves_it_unknown(
    before: Any, planned: Course | None, cumulative: bool | None, part: bool | None
) -> None:
    found = met(checked(before, planned))
    assert (found["cumulative"], found["sbrt_part"], found["ratio"]) == (cumulative, part, None)


def test_what_is_unknown_says_what_the_physicist_is_asked_for() -> None:
    found = checked(USUAL, Course(24, 3))
    assert says(found, "cumulative") == (
        "37.5 + 60.0 = 97.5 Gy if the thecal sac got all that was prescribed: ask the physicist for its Dmax"
    )
    assert "it is a Dmax of 14.5 Gy in 3" in says(found, "sbrt_part")
    assert "two prescriptions cannot tell it" in says(found, "ratio")
    assert "37.5 Gy now" in says(found, "ratio")


def test_what_is_met_is_met_only_if_the_thecal_sac_gets_no_more_than_is_prescribed() -> None:
    found = checked(LOW_DOSE, Course(8, 1))
    for key in ("cumulative", "sbrt_part"):
        assert "if the thecal sac gets no more than is prescribed; the physicist confirms" in says(found, key)


@pytest.mark.parametrize(
    ("first", "on", "interval"),
    [
        ("2026-06-24", TODAY, True),
        ("2026-06-25", TODAY, False),
        ("2026-11-24", TODAY, False),
        ("2026-11-25", TODAY, None),
        (None, TODAY, None),
        ("2025-09-30", date(2026, 2, 28), True),
        ("2025-09-30", date(2026, 2, 27), False),
    ],
)
def test_every_edge_of_the_five_months(first: str | None, on: date, interval: bool | None) -> None:
    assert met(checked({**USUAL, "on": first}, Course(24, 3), on=on))["interval"] is interval


def test_an_interval_that_is_too_short_names_the_day_on_which_it_is_reached() -> None:
    assert says(checked({**USUAL, "on": "2026-09-01"}), "interval") == (
        "first course 2026-09-01, 84 days ago; reached on 2027-02-01"
    )


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (True, "dose and fractions not recorded: ask for both"),
        ({"dose_gy": 30.0}, "30 Gy without fractions: ask in how many, date not recorded"),
        ({"fractions": 10, "on": "2026-01-15"}, "10 fractions without a dose: ask for the dose in Gy, 2026-01-15"),
        ({"dose_gy": 3000.0, "fractions": 10}, "was it typed in cGy?"),
        (LOW_DOSE, "cEBRT 8 Gy in 1, 2026-01-15; EQD2(2) 20.0 Gy if the thecal sac got all that was prescribed"),
    ],
)
def test_the_first_course_is_told_with_what_is_missing(before: Any, said: str) -> None:
    assert said in checked(before).before


def test_the_papers_factors_are_of_sbrt_and_say_so_of_anything_else() -> None:
    conventional = checked(USUAL, Course(20, 5), is_sbrt=False)
    assert conventional.note == "the factors were found for SBRT in 1–5 fractions"
    assert met(conventional) == {"cumulative": True, "sbrt_part": None, "ratio": None, "interval": True}
    assert says(conventional, "sbrt_part") == says(conventional, "ratio") == "the planned course is not SBRT"
    assert checked(USUAL, Course(30, 10)).note == "the factors were found for SBRT in 1–5 fractions"
    assert checked(USUAL, Course(24, 3)).note == ""


def test_no_factor_of_the_cord_is_told_of_the_cauda_equina() -> None:
    found = checked(USUAL, Course(8, 1), level="L3")
    assert set(met(found).values()) == {None}
    assert "none is published here for the cauda equina" in found.note


def test_the_counts_are_told_in_words() -> None:
    assert checked({**USUAL, "on": "2026-09-01"}, Course(8, 1)).text == "2 met, 1 NOT met, 1 unknown"
