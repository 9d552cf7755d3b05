"""Pivots: the single inputs whose change or first recording changes the candidate rows, found by brute force."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given

from tests.clinical import oracle
from tests.clinical.building import HIGH, LOW, assessed, printed
from tests.clinical.oracle import Json
from tests.strategies import evaluated_cases, thorough
from tumorboard.clinical.policy import Policy

ORDER = [
    "escc", "myelopathy", "sins.pain", "sins.bone_lesion", "sins.alignment", "sins.collapse", "sins.posterolateral",
    "radiosensitivity", "tolerates_surgery",
]  # fmt: skip
BORDER_OF_STABLE = {"pain": "mechanical", "bone_lesion": "lytic", "alignment": "normal", "collapse": "none",
                    "posterolateral": "none"}  # fmt: skip
BORDER_OF_UNSTABLE = {"pain": "mechanical", "bone_lesion": "lytic", "alignment": "translation", "collapse": "under_50",
                      "posterolateral": "none"}  # fmt: skip
FAR_FROM_ANY_BORDER = {"pain": "none", "bone_lesion": "blastic", "alignment": "normal", "collapse": "none",
                       "posterolateral": "none"}  # fmt: skip
PARTLY_READ = {"pain": "mechanical", "alignment": "new_deformity"}
SCORES: list[Json] = [BORDER_OF_STABLE, BORDER_OF_UNSTABLE, FAR_FROM_ANY_BORDER, PARTLY_READ, {}]


def pivots(raw: Json, policy: Policy = LOW) -> list[Json]:
    found: list[Json] = printed(raw, policy)["lesions"][0]["pivots"]
    return found


def compared(raw: Json, policy: Policy) -> None:
    lesion = raw["lesions"][0]
    key = oracle.evaluation(raw, policy.escc_1c)["lesions"][0]["pivots"]
    assert pivots(raw, policy) == key, (raw, lesion)


def decided(**lesion: Any) -> Json:
    """Row 1, with nothing open, at a score far from any border."""
    return {
        "id": "X",
        "lesions": [
            {"level": "T8", "escc": "0", "sins": FAR_FROM_ANY_BORDER, "previous_radiotherapy": False, **lesion}
        ],
        "primary": {"histology": "breast"},
        "neurology": {"myelopathy": False},
        "systemic": {"tolerates_surgery": True},
    }


def test_brute_force_over_a_wide_product_finds_the_same_pivots() -> None:
    counted = 0
    for grade, therapy, score, judgment, level in product(
        [None, *oracle.GRADES], [None, True], SCORES, [None, "stable"], ["T8"]
    ):
        lesion = {"level": level, "escc": grade, "sins": score, "stability_judgment": judgment,
                  "previous_radiotherapy": therapy}  # fmt: skip
        for myelopathy, board, histology, tolerates in product(
            [None, True, False], [None, "sensitive", "resistant"], [None, "breast", "renal_cell"], [None, True, False]
        ):
            compared(
                {
                    "id": "X",
                    "lesions": [lesion],
                    "primary": {"histology": histology, "radiosensitivity": board},
                    "neurology": {"myelopathy": myelopathy},
                    "systemic": {"tolerates_surgery": tolerates},
                },
                LOW,
            )
            counted += 1
    assert counted == 7 * 2 * 5 * 2 * 3 * 3 * 3 * 3


@thorough
@given(evaluated_cases)
def test_brute_force_over_any_case_finds_the_same_pivots_under_both_policies(raw: Json) -> None:
    compared(raw, LOW)
    compared(raw, HIGH)


@thorough
@given(evaluated_cases)
def test_a_pivot_always_leads_to_other_rows_and_is_listed_once(raw: Json) -> None:
    lesion = printed(raw)["lesions"][0]
    named = [(each["input"], each["value"]) for each in lesion["pivots"]]
    assert len(named) == len(set(named))
    assert all(each["rows"] != lesion["noms"]["rows"] for each in lesion["pivots"])


def test_one_grade_up_or_down_is_a_pivot_and_two_are_not() -> None:
    at_1b = [each["value"] for each in pivots(decided(escc="1b")) if each["input"] == "escc"]
    at_1c = [each["value"] for each in pivots(decided(escc="1c")) if each["input"] == "escc"]
    at_2 = [each["value"] for each in pivots(decided(escc="2")) if each["input"] == "escc"]
    assert (at_1b, at_1c, at_2) == ([], ["2"], ["1c"])


def test_every_grade_may_be_a_pivot_when_none_is_recorded() -> None:
    values = [each["value"] for each in pivots(decided(escc=None)) if each["input"] == "escc"]
    assert values == ["0", "1a", "1b", "1c", "2", "3"]


def test_values_are_those_of_the_case_format() -> None:
    for each in pivots({"id": "X", "lesions": [{"level": "T8"}]}):
        boolean = each["input"] in ("myelopathy", "tolerates_surgery")
        assert isinstance(each["value"], bool if boolean else str)


def test_a_value_in_force_is_not_listed() -> None:
    everything_open = {"id": "X", "lesions": [{"level": "T8"}], "systemic": {"tolerates_surgery": True}}
    listed = [each["value"] for each in pivots(everything_open) if each["input"] == "tolerates_surgery"]
    assert listed == [False]
    classes = [each["value"] for each in pivots(decided()) if each["input"] == "radiosensitivity"]
    assert classes == ["resistant"]


def test_the_boards_judgment_takes_the_score_out_of_the_pivots() -> None:
    judged = pivots(decided(sins=BORDER_OF_STABLE, stability_judgment="stable"))
    unjudged = pivots(decided(sins=BORDER_OF_STABLE))
    assert not [each for each in judged if each["input"].startswith("sins.")]
    assert {each["input"] for each in unjudged if each["input"].startswith("sins.")} == {
        "sins.alignment", "sins.collapse", "sins.posterolateral",
    }  # fmt: skip


@pytest.mark.parametrize("before", [True, {}])
def test_no_class_of_the_board_moves_an_irradiated_lesion(before: Any) -> None:
    assert not [each for each in pivots(decided(previous_radiotherapy=before)) if each["input"] == "radiosensitivity"]


def test_the_inputs_are_listed_in_the_order_of_the_contract() -> None:
    raw: Json = {
        "id": "X",
        "lesions": [{"level": "T8", "sins": BORDER_OF_STABLE}],
        "primary": {"histology": "renal_cell"},
    }
    inputs = [each.input for each in assessed(raw).lesions[0].pivots]
    assert inputs == sorted(inputs, key=ORDER.index)
    assert {each.split(".")[0] for each in inputs} == {
        "escc", "myelopathy", "sins", "radiosensitivity", "tolerates_surgery"
    }  # fmt: skip
