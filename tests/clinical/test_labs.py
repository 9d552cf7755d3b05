"""Laboratory values in another unit than that of their name are found by their range, asked, and never converted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import thorough
from tumorboard.clinical.labs import lab_questions, limit, meant_said, question
from tumorboard.domain.case import Labs
from tumorboard.knowledge.prognosis import LabKey

PLAUSIBLE: dict[LabKey, tuple[float, float]] = {
    "albumin_g_dl": (1.0, 6.0),
    "crp_mg_dl": (0.0, 30.0),
    "ldh_iu_l": (50.0, 20_000.0),
    "platelets_per_ul": (2_000.0, 2_000_000.0),
    "calcium_mg_dl": (5.0, 20.0),
    "bilirubin_mg_dl": (0.0, 5.0),
}
USUAL_IN_THE_OTHER_UNIT: dict[LabKey, tuple[float, float, str]] = {
    "albumin_g_dl": (38.0, 3.8, "g/L"),
    "crp_mg_dl": (86.0, 8.6, "mg/L"),
    "ldh_iu_l": (4.2, 252.0, "µkat/L"),
    "platelets_per_ul": (230.0, 230_000.0, "×10⁹/L"),
    "calcium_mg_dl": (2.4, 9.62, "mmol/L"),
    "bilirubin_mg_dl": (14.0, 0.819, "µmol/L"),
}


@pytest.mark.parametrize("key", PLAUSIBLE)
def test_the_edges_of_the_range_are_taken_and_what_lies_beyond_is_asked(key: LabKey) -> None:
    low, high = PLAUSIBLE[key]
    assert question(key, low) is None
    assert question(key, high) is None
    assert question(key, high * 1.001) is not None
    assert low == 0 or question(key, low * 0.999) is not None


@pytest.mark.parametrize("key", USUAL_IN_THE_OTHER_UNIT)
def test_a_usual_value_in_the_other_unit_is_asked_with_what_it_would_be(key: LabKey) -> None:
    value, converted, unit = USUAL_IN_THE_OTHER_UNIT[key]
    asked = question(key, value)
    assert asked is not None
    assert asked.might_be is not None
    assert unit in asked.might_be
    said = asked.might_be.partition("would be ")[2].rpartition(" ")[0].replace(" ", "")
    assert float(said) == pytest.approx(converted, rel=0.01)
    assert asked.source
    assert asked.asks.endswith("check the unit")


def test_a_value_that_fits_in_no_unit_is_asked_without_a_guess() -> None:
    asked = question("albumin_g_dl", 900.0)
    assert asked is not None
    assert asked.might_be is None
    assert asked.asks == "albumin 900 g/dL: only 1–6 g/dL is taken as it stands; check the unit"


@thorough
@given(st.sampled_from(list(PLAUSIBLE)), st.floats(0.001, 3_000_000))
def test_a_question_is_asked_outside_the_range_and_only_there(key: LabKey, value: float) -> None:
    low, high = PLAUSIBLE[key]
    assert (limit(key).low, limit(key).high) == (low, high)
    assert (question(key, value) is None) == (low <= value <= high)


def test_a_value_that_was_confirmed_as_it_stands_is_asked_no_more_and_another_one_is() -> None:
    labs, meant = Labs(bilirubin_mg_dl=7.2, crp_mg_dl=45.0), {"systemic.labs.bilirubin_mg_dl": 7.2}
    assert [each.key for each in lab_questions(labs, meant)] == ["crp_mg_dl"]
    assert [each.key for each in lab_questions(Labs(bilirubin_mg_dl=7.3), meant)] == ["bilirubin_mg_dl"]
    assert meant_said("systemic.labs.bilirubin_mg_dl", "7.2") == "bilirubin 7.2 mg/dL is meant as it stands"


def test_the_questions_of_a_case_are_those_of_its_values_and_change_none_of_them() -> None:
    labs = Labs(albumin_g_dl=38.0, crp_mg_dl=1.2, platelets_per_ul=230.0)
    assert [each.key for each in lab_questions(labs)] == ["albumin_g_dl", "platelets_per_ul"]
    assert (labs.albumin_g_dl, labs.platelets_per_ul) == (38.0, 230.0)
    assert lab_questions(Labs()) == ()
