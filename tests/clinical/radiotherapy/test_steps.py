"""The irradiation in a decision: its figures, its limits, and every warning with what makes it go away."""

from datetime import date
from typing import Any

import pytest

from tests.clinical.building import LOW
from tumorboard.clinical.assessment import Assessment, assess
from tumorboard.clinical.radiotherapy.steps import figures, irradiations_of, limits, warnings
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Step
from tumorboard.domain.vocabulary import Level

TODAY = date(2026, 11, 24)
STABLE = {
    "pain": "none",
    "bone_lesion": "blastic",
    "alignment": "normal",
    "collapse": "none",
    "posterolateral": "none",
}
GOOD: dict[str, Any] = {"escc": "1a", "previous_radiotherapy": False, "sins": STABLE}
"""A lesion of which nothing speaks against SBRT."""


def assessed(*lesions: dict[str, Any], **case: Any) -> Assessment:
    return assess(Case.model_validate({"id": "A", "lesions": lesions, **case}), LOW)


def step(modality: str = "sbrt", dose: tuple[float, int] | None = (16, 1), **more: Any) -> Step:
    dosed = {"dose_gy": dose[0], "fractions": dose[1]} if dose else {}
    return Step.of(modality=modality, **dosed, **more)


def warned(steps: list[Step], whole: Assessment, number: int = 1, level: Level | None = "T8") -> tuple[str, ...]:
    return warnings(steps, number, whole, level, TODAY)


def test_a_dose_shows_its_figures_with_every_alpha_beta_and_the_doubt_about_the_model() -> None:
    assert figures(step(dose=(30, 5))) == (
        "BED10 48.0 Gy, EQD2(10) 40.0 Gy; EQD2(2) 60.0 Gy if cord or cauda equina got it all",
    )
    assert "overestimates" in figures(step(dose=(24, 3)))[1]
    assert figures(step(dose=None)) == figures(step("brace", None)) == ()


def test_a_step_shows_the_limit_of_each_organ_that_its_levels_hold() -> None:
    cord, cauda = limits(step(dose=(24, 3), levels=["T12", "L1", "L4"]))
    assert cord.startswith("L1, spinal cord: Dmax 20.3 Gy in 3")
    assert cord.endswith("24 Gy is more: the plan must spare it")
    assert cauda.startswith("L4, cauda equina: Dmax 24.0 Gy in 3")
    assert "is more" not in cauda


def test_without_levels_the_level_of_the_decision_is_meant() -> None:
    assert limits(step(dose=(24, 3)), "L5")[0].startswith("L5, cauda equina")
    assert limits(step(dose=(24, 3))) == ()
    assert "none is interpolated" in limits(step("cebrt", (30, 10)), "T8")[0]


def test_at_l2_the_limit_of_the_cord_is_told_beside_the_caudas() -> None:
    assert "the conus varies" in limits(step(dose=(24, 3)), "L2")[0]
    assert "(20.3 Gy in 3)" in limits(step(dose=(24, 3)), "L2")[0]


def test_nothing_is_warned_of_a_dose_that_the_page_has_and_the_cord_bears() -> None:
    assert warned([step("cebrt", (20, 5))], assessed({"level": "T8", **GOOD})) == ()
    assert warned([step("cebrt", (8, 1))], assessed({"level": "T8", **GOOD})) == ()
    assert warned([step("cebrt", (30, 10))], assessed({"level": "T8", **GOOD})) == ()
    assert warned([step("brace", None)], assessed({"level": "T8"})) == ()


@pytest.mark.parametrize(
    ("level", "dose", "said"),
    [
        ("T8", (24, 3), "24 Gy in 3 exceeds the spinal cord's 20.3 Gy at T8 if it received the full dose"),
        ("T8", (16, 1), "16 Gy in 1 exceeds the spinal cord's 12.4–14.0 Gy at T8 if it received the full dose"),
        ("L4", (30, 3), "30 Gy in 3 exceeds the cauda equina's 24.0 Gy at L4 if it received the full dose"),
    ],
)
def test_a_dose_above_the_limit_is_pointed_out(level: Level, dose: tuple[float, int], said: str) -> None:
    (only,) = warned([step(dose=dose)], assessed({"level": level, **GOOD}), level=level)
    assert only == f"{said}: the plan must spare it"


def test_below_the_conus_the_limit_of_the_cord_is_not_used() -> None:
    assert warned([step(dose=(24, 3))], assessed({"level": "L4", **GOOD}), level="L4") == ()


def test_at_l3_a_dose_that_the_cord_would_not_bear_asks_for_a_look_at_the_conus() -> None:
    (said,) = warned([step(dose=(24, 3))], assessed({"level": "L3", **GOOD}), level="L3")
    assert said == "L3: check on MRI that the cord ends above; its limit would be 20.3 Gy in 3"


def test_a_limit_of_the_cord_written_into_a_step_at_l4_is_refused_by_name() -> None:
    whole = assessed({"level": "L4", **GOOD})
    for key in ("details", "condition", "fallback"):
        (said,) = warned([step(dose=(24, 3), levels=["L4"], **{key: "cord Dmax below 17 Gy"})], whole)
        assert said.startswith("L4 lies below the conus: no limit of the spinal cord there; cauda equina: Dmax 24.0 Gy")
    assert warned([step(dose=(24, 3), levels=["L4"], details="cauda below 24 Gy")], whole) == ()
    at_t8 = warned([step(dose=(24, 3), levels=["T8"], details="cord below 17 Gy")], assessed({"level": "T8", **GOOD}))
    assert not any("below the conus" in said for said in at_t8)


def test_fractions_without_a_published_limit_are_named_for_sbrt() -> None:
    said = warned([step(dose=(24, 4))], assessed({"level": "L4", **GOOD}), level="L4")
    assert said == (
        "L4, cauda equina: no limit is published here for 4 fractions (only for 1, 3, 5), none is interpolated; "
        "ask the physicist",
    )


def test_a_schedule_that_the_page_does_not_have_is_pointed_out() -> None:
    whole = assessed({"level": "L4", **GOOD})
    assert "outside the source page's schedules" in warned([step("cebrt", (25, 5))], whole, level="L4")[0]
    assert "beyond the source page: Sahgal 2021 (SC.24" in warned([step(dose=(24, 2))], whole, level="L4")[0]


def test_a_step_without_a_dose_or_a_level_says_that_nothing_can_be_checked() -> None:
    assert warned([step(dose=None)], assessed({"level": "T8", **GOOD})) == (
        "SBRT without dose and fractions: nothing can be checked",
    )
    assert warned([step("cebrt", None)], assessed())[0].startswith("cEBRT without dose and fractions")
    assert warned([step("cebrt", (20, 5))], assessed(), level=None) == (
        "no level: whether cord or cauda equina is irradiated cannot be told",
    )


def test_a_first_course_and_one_that_nobody_recorded_are_pointed_out() -> None:
    before = {"dose_gy": 30.0, "fractions": 10, "on": "2026-09-01"}
    known = warned([step("cebrt", (8, 1))], assessed({"level": "T8", **GOOD, "previous_radiotherapy": before}))
    assert "T8 irradiated before: 30 Gy in 10, 2026-09-01" in known[0]
    assert "the limits are of a first course. Reirradiation: 1 met, 1 NOT met, 2 unknown" in known[0]
    unknown = warned([step("cebrt", (8, 1))], assessed({"level": "T8", **GOOD, "previous_radiotherapy": None}))
    assert unknown == ("T8: previous radiotherapy of this lesion: not recorded",)
    incomplete = warned([step("cebrt", (8, 1))], assessed({"level": "T8", "previous_radiotherapy": {"dose_gy": 30.0}}))
    assert "30 Gy without fractions: ask in how many" in incomplete[0]


@pytest.mark.parametrize(
    ("grade", "said"),
    [("0", ""), ("1a", ""), ("1b", ""), ("1c", "ESCC 1c, disputed"), ("2", "ESCC 2;"), ("3", "ESCC 3;")],
)
def test_sbrt_with_a_compressed_cord_is_pointed_out(grade: str, said: str) -> None:
    found = warned([step(dose=(24, 3))], assessed({"level": "L4", **GOOD, "escc": grade}), level="L4")
    assert [said in each for each in found] == ([True] if said else [])
    assert warned([step("cebrt", (20, 5))], assessed({"level": "L4", **GOOD, "escc": grade}), level="L4") == ()


@pytest.mark.parametrize(("level", "organ"), [("T8", "spinal cord"), ("L4", "cauda equina")])
def test_the_dose_to_check_at_grade_1c_is_that_of_what_lies_in_the_canal_there(level: Level, organ: str) -> None:
    found = warned([step(dose=(20, 5))], assessed({"level": level, **GOOD, "escc": "1c"}), level=level)
    assert any(said.endswith(f"check the dose to the {organ}") for said in found)


def test_sbrt_without_a_grade_is_pointed_out() -> None:
    (said,) = warned([step(dose=(24, 3))], assessed({"level": "L4", **GOOD, "escc": None}), level="L4")
    assert said.startswith("L4: ESCC not recorded; the source page gives SBRT without significant cord compression")


@pytest.mark.parametrize(
    ("lesion", "said"),
    [
        ({"stability_judgment": "unstable"}, "L4: unstable (SINS 2)"),
        ({"sins": None}, "L4: stability open (SINS 2–17, no judgment)"),
        ({"stability_judgment": "stable", "sins": None}, ""),
    ],
)
def test_sbrt_of_a_spine_that_is_not_known_to_be_stable_is_pointed_out(lesion: dict[str, Any], said: str) -> None:
    found = warned([step(dose=(24, 3))], assessed({"level": "L4", **GOOD, **lesion}), level="L4")
    assert [each.startswith(said) for each in found] == ([True] if said else [])


def test_screws_above_and_below_the_irradiated_level_hold_it() -> None:
    whole = assessed({"level": "L4", **GOOD, "stability_judgment": "unstable"})
    sbrt = step(levels=["L4"])
    around, beside = (step("stabilization_open", None, levels=levels) for levels in (["L5", "L3"], ["L1", "L2"]))
    assert not any("unstable" in each for each in warned([around, sbrt], whole, 2, "L4"))
    assert any("unstable" in each for each in warned([beside, sbrt], whole, 2, "L4"))


def test_an_operation_before_it_answers_compression_and_instability() -> None:
    whole = assessed({"level": "L4", **GOOD, "escc": "3", "stability_judgment": "unstable"})
    sbrt = step(dose=(24, 3), levels=["L4"])
    operations = [step("separation_surgery", None), step("stabilization_open", None, levels=["L3", "L4", "L5"])]
    assert warned([*operations, sbrt], whole, 3) == ()
    elsewhere = [step("separation_surgery", None, levels=["T4"]), sbrt]
    assert [each[:10] for each in warned(elsewhere, whole, 2)] == ["L4: ESCC 3", "L4: unstab"]
    assert len(warned([sbrt, *operations], whole, 1)) == 2, "an operation afterwards answers nothing"


def test_two_courses_to_the_same_level_are_pointed_out() -> None:
    steps = [step("cebrt", (20, 5), levels=["T8"]), step("cebrt", (8, 1))]
    whole = assessed({"level": "T8", **GOOD})
    assert "irradiated by step 2 too: the doses add up" in warned(steps, whole, 1)[0]
    assert "irradiated by step 1 too" in warned(steps, whole, 2)[0]


def test_a_step_without_levels_irradiates_the_level_that_was_decided_on_and_no_other() -> None:
    steps = [step("brace", None), step(), step(levels=["T4"])]
    assert irradiations_of(steps, "T8", "T8") == (2,)
    assert irradiations_of(steps, "T4", "T8") == (3,)
    assert irradiations_of(steps, "T4", None) == (3,)
