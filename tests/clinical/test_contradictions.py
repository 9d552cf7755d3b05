"""Recorded items that cannot all be so are named, and what they put in question is used by no score."""

from itertools import product

import pytest

from tests.clinical.building import case
from tests.clinical.oracle import Json
from tests.clinical.prognosis.scoring import item, patient, score
from tumorboard.clinical.contradictions import contradictions, kps_of_ecog
from tumorboard.clinical.incompatible import vertebrae_with_a_lesion

KPS_OF_ECOG = {0: (90, 100), 1: (70, 80), 2: (50, 60), 3: (30, 40), 4: (10, 20)}


def found(raw: Json) -> list[str]:
    return [each.key for each in contradictions(case(raw))]


def neurology(**state: object) -> Json:
    return {"neurology": state}


def systemic(**state: object) -> Json:
    return {"systemic": state}


@pytest.mark.parametrize(
    ("raw", "key", "says"),
    [
        (neurology(frankel="E", complete_loss=True), "frankel_complete_loss", "Frankel E, complete loss"),
        (neurology(frankel="B", complete_loss=True), "frankel_complete_loss", "Frankel B, complete loss"),
        (neurology(asia="C", complete_loss=True), "asia_complete_loss", "ASIA C, complete loss"),
        (neurology(motor=5, complete_loss=True), "power_complete_loss", "weakest power 5/5, complete loss"),
        (neurology(ambulation="aided", complete_loss=True), "walking_complete_loss", "walking aided, complete loss"),
        (neurology(frankel="A", ambulation="independent"), "frankel_walking", "Frankel A, walking independent"),
        (neurology(frankel="B", ambulation="aided"), "frankel_walking", "Frankel B, walking aided"),
        (neurology(asia="A", ambulation="independent"), "asia_walking", "ASIA A, walking independent"),
        (
            neurology(ambulation="aided", non_ambulatory_hours=40),
            "walking_hours",
            "walking aided, 40 h not walking",
        ),
        (neurology(frankel="D", non_ambulatory_hours=60), "frankel_hours", "Frankel D, 60 h not walking"),
        (neurology(frankel="E", motor=3), "frankel_power", "Frankel E, weakest power 3/5"),
        (neurology(asia="E", motor=0), "asia_power", "ASIA E, weakest power 0/5"),
        (systemic(ecog=0, kps=40), "ecog_kps", "ECOG 0, KPS 40"),
        (
            systemic(visceral="none", visceral_pattern="nodular"),
            "no_organs_but_nodules",
            "visceral none, visceral pattern nodular",
        ),
        (
            systemic(visceral="removable", visceral_pattern="none"),
            "organs_but_no_pattern",
            "visceral removable, visceral pattern none",
        ),
        (
            {**systemic(vertebral_metastases=1), "lesions": [{"level": "T8"}, {"level": "L2"}]},
            "fewer_than_lesions",
            "1 vertebral metastasis, lesions at T8, L2",
        ),
        (systemic(vertebral_metastases=0), "no_vertebra", "0 vertebral metastases"),
    ],
)
def test_each_contradiction_is_named_with_both_values_and_asked(raw: Json, key: str, says: str) -> None:
    (only,) = contradictions(case(raw))
    assert (only.key, only.says) == (key, says)
    assert only.asks.endswith("which is right?")
    assert only.why
    assert only.source


@pytest.mark.parametrize(
    "raw",
    [
        neurology(frankel="A", complete_loss=True, motor=0, ambulation="non_ambulatory", asia="A"),
        neurology(frankel="E", complete_loss=False, motor=5, ambulation="independent", asia="E"),
        neurology(frankel="D", ambulation="non_ambulatory"),
        neurology(frankel="D", asia="C"),
        neurology(frankel="E", ambulation="non_ambulatory"),
        neurology(complete_loss=True),
        systemic(visceral="none", visceral_pattern="none"),
        systemic(visceral="none", visceral_pattern="disseminated"),
        systemic(visceral="none", visceral_pattern="nodular", brain_metastases=True),
        {**systemic(vertebral_metastases=2), "lesions": [{"level": "T8"}, {"level": "T8"}, {"level": "L2"}]},
        {**systemic(vertebral_metastases=1), "lesions": [{"level": "S1"}, {"level": "S2"}]},
        {**systemic(vertebral_metastases=1), "lesions": [{"level": "C0"}, {"level": "C2"}]},
        {"lesions": [{"level": "T8"}, {"level": "L2"}]},
        {},
    ],
)
def test_what_can_all_be_so_is_no_contradiction(raw: Json) -> None:
    assert found(raw) == []


def test_ecog_and_kps_contradict_each_other_wherever_the_published_map_does_not_join_them() -> None:
    for ecog, kps in product(range(5), range(10, 101, 10)):
        assert kps_of_ecog(ecog) == KPS_OF_ECOG[ecog]
        assert (found(systemic(ecog=ecog, kps=kps)) == ["ecog_kps"]) == (kps not in KPS_OF_ECOG[ecog])


def test_the_sacrum_is_one_bone_and_the_occiput_no_vertebra() -> None:
    raw = {"lesions": [{"level": level} for level in ("C0", "C2", "S1", "S3", "T8")]}
    assert vertebrae_with_a_lesion(case(raw)) == ("C2", "sacrum", "T8")


@pytest.mark.parametrize(
    ("raw", "key", "name"),
    [
        (patient(frankel="E", complete_loss=True), "tokuhashi", "palsy"),
        (patient(visceral="none", visceral_pattern="nodular"), "tokuhashi", "visceral"),
        (patient(visceral="none", visceral_pattern="nodular"), "tomita", "visceral"),
        (patient(visceral="none", visceral_pattern="nodular"), "bauer", "visceral"),
        (patient(visceral="none", visceral_pattern="nodular"), "katagiri", "visceral"),
        (patient(visceral="none", visceral_pattern="nodular"), "van_der_linden", "visceral"),
        (
            patient(vertebral_metastases=1, extraspinal_bone_foci=0, lesions=[{"level": "T8"}, {"level": "L2"}]),
            "tomita",
            "bones",
        ),
    ],
)
def test_what_is_in_question_is_used_by_no_score_and_the_item_says_why(raw: Json, key: str, name: str) -> None:
    asked = item(score(key, raw), name)  # type: ignore[arg-type]
    assert asked.is_open
    assert "which is right?" in asked.asks
