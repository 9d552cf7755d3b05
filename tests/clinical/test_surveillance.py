"""What is looked at after a decision: which rule, which day, and what it rests on."""

from datetime import date, timedelta
from typing import Any

import pytest

from tumorboard.clinical.surveillance import proposals, risk_after_sbrt, rule_keys
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Decision
from tumorboard.knowledge.after import SurveillanceRule, surveillance_table
from tumorboard.knowledge.tables import shipped_content

DECIDED = date(2026, 11, 24)
SINS_9 = {
    "pain": "mechanical",
    "bone_lesion": "lytic",
    "alignment": "normal",
    "collapse": "under_50",
    "posterolateral": "unilateral",
}
SINS_1 = {
    "pain": "none",
    "bone_lesion": "blastic",
    "alignment": "normal",
    "collapse": "none",
    "posterolateral": "none",
}


def case(**lesion: Any) -> Case:
    return Case.model_validate({"id": "A", "lesions": [{"level": "T8", **lesion}]})


def decided(*modalities: str) -> Decision:
    steps = [{"modality": each} for each in modalities]
    return Decision.model_validate({"steps": steps, "rationale": "weighed", "agreement": "consensus"})


def due(case: Case, decision: Decision, **more: Any) -> dict[str, tuple[str, date | None]]:
    found = proposals(case, decision, "T8", DECIDED, **more)
    return {each.kind: (each.rule, each.due) for each in found}


@pytest.mark.parametrize(
    ("lesion", "tier", "known"),
    [
        ({"escc": "0", "paraspinal": False, "sins": SINS_1}, "low", True),
        ({"escc": "1a", "paraspinal": False, "sins": SINS_1}, "intermediate", True),
        ({"escc": "0", "paraspinal": True, "sins": SINS_1}, "intermediate", True),
        ({"escc": "0", "paraspinal": False, "sins": SINS_9}, "intermediate", True),
        ({"escc": "1b", "paraspinal": True, "sins": SINS_1}, "high", True),
        ({"escc": "1b", "paraspinal": True, "sins": SINS_9}, "high", True),
        ({"escc": "0", "paraspinal": False}, "intermediate", False),
        ({"escc": "0", "sins": SINS_1}, "intermediate", False),
        ({}, "high", False),
    ],
)
def test_the_risk_counts_three_factors_and_takes_the_unknown_for_present(
    lesion: dict[str, Any], tier: str, known: bool
) -> None:
    risk = risk_after_sbrt(case(**lesion).lesions)
    assert (risk.tier, risk.is_known) == (tier, known)
    assert ("not recorded" in risk.says) is not known


def test_without_a_lesion_nothing_is_known_of_the_risk() -> None:
    assert risk_after_sbrt(()).tier == "high"
    assert not risk_after_sbrt(()).is_known


def test_a_range_of_risks_is_told_with_what_is_missing() -> None:
    says = risk_after_sbrt(case(escc="0", sins=SINS_1).lesions).says
    assert says.endswith("not recorded: paraspinal extension (low to intermediate, the earliest day is proposed)")


@pytest.mark.parametrize(
    ("lesion", "rule", "days"),
    [
        ({"escc": "0", "paraspinal": False, "sins": SINS_1}, "sbrt_low", 181),
        ({"escc": "1b", "paraspinal": False, "sins": SINS_1}, "sbrt_intermediate", 94),
        ({"escc": "1b", "paraspinal": True, "sins": SINS_9}, "sbrt_high", 40),
    ],
)
def test_after_sbrt_the_mri_comes_by_risk_and_the_fracture_check_early(
    lesion: dict[str, Any], rule: str, days: int
) -> None:
    found = due(case(**lesion), decided("sbrt"))
    assert found["mri"] == (rule, DECIDED + timedelta(days=days))
    assert found["stability_check"] == ("early_fracture", date(2027, 2, 7))
    assert set(found) == {"mri", "neuro_check", "stability_check", "restaging"}


def test_of_two_rules_for_one_kind_the_earlier_day_is_proposed() -> None:
    low = case(escc="0", paraspinal=False, sins=SINS_1)
    assert due(low, decided("separation_surgery", "sbrt"))["mri"][0] == "surgery"
    high = case(escc="2", paraspinal=True, sins=SINS_9)
    assert due(high, decided("separation_surgery", "sbrt"))["mri"][0] == "sbrt_high"
    assert due(low, decided("decompression", "cebrt"))["mri"] == ("surgery", DECIDED + timedelta(days=56))


@pytest.mark.parametrize(
    ("treated", "proposed"),
    [
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_months_end_where_the_month_ends(treated: date, proposed: date) -> None:
    low = case(escc="0", paraspinal=False, sins=SINS_1)
    (mri, *_) = proposals(low, decided("sbrt"), "T8", treated)
    assert (mri.rule, mri.due) == ("sbrt_low", proposed)


def test_a_rule_has_its_interval_in_days_or_in_months() -> None:
    rule = shipped_content("surveillance")["rule"][0]
    with pytest.raises(ValueError, match="days or months, not both"):
        SurveillanceRule.read({**rule, "days": 180})


def test_conventional_radiotherapy_has_no_day_and_says_so() -> None:
    (mri,) = [each for each in proposals(case(), decided("cebrt"), "T8", DECIDED) if each.kind == "mri"]
    assert (mri.due, mri.proposal, "on symptoms" in mri.says) == (None, None, True)


def test_observation_and_cement_have_their_own_intervals() -> None:
    assert due(case(), decided("observation"))["mri"] == ("observation", DECIDED + timedelta(days=75))
    assert due(case(), decided("kyphoplasty"))["mri"] == ("cement", DECIDED + timedelta(days=84))


def test_the_next_one_counts_from_the_last_and_the_interval_widens_when_the_rule_says() -> None:
    high = case(escc="1b", paraspinal=True, sins=SINS_9)
    early, late = DECIDED + timedelta(days=401), DECIDED + timedelta(days=402)
    assert due(high, decided("sbrt"), seen={"mri": early})["mri"][1] == early + timedelta(days=40)
    assert due(high, decided("sbrt"), seen={"mri": late})["mri"][1] == late + timedelta(days=180)
    seen = DECIDED + timedelta(days=50)
    assert due(case(), decided("decompression"), seen={"mri": seen})["mri"][1] == seen + timedelta(days=94)


def test_the_sites_own_days_take_the_place_of_the_shipped_and_are_named() -> None:
    high = case(escc="1b", paraspinal=True, sins=SINS_9)
    (mri,) = [
        each for each in proposals(high, decided("sbrt"), "T8", DECIDED, days={"sbrt_high": 60}) if each.kind == "mri"
    ]
    assert (mri.due, "the site's own: 60 days" in mri.says) == (DECIDED + timedelta(days=60), True)


def test_of_the_risks_that_stay_open_the_earliest_day_is_proposed_whatever_the_site_says() -> None:
    unknown = case(escc="1b", sins=SINS_1)
    assert due(unknown, decided("sbrt"))["mri"] == ("sbrt_high", DECIDED + timedelta(days=40))
    own = due(unknown, decided("sbrt"), days={"sbrt_high": 120})
    assert own["mri"] == ("sbrt_intermediate", DECIDED + timedelta(days=94))
    late = DECIDED + timedelta(days=410)
    assert due(unknown, decided("sbrt"), seen={"mri": late})["mri"] == ("sbrt_intermediate", late + timedelta(days=94))


def test_the_irradiated_level_decides_over_the_level_that_was_talked_about() -> None:
    two = Case.model_validate(
        {
            "id": "A",
            "lesions": [
                {"level": "T8", "escc": "0", "paraspinal": False, "sins": SINS_1},
                {"level": "L2", "escc": "2", "paraspinal": True, "sins": SINS_9},
            ],
        }
    )
    step = {"modality": "sbrt", "levels": ["L2"]}
    decision = Decision.model_validate({"steps": [step], "rationale": "x", "agreement": "consensus"})
    assert due(two, decision)["mri"][0] == "sbrt_high"
    assert due(two, decided("sbrt"))["mri"][0] == "sbrt_low"


def test_the_pages_four_checks_are_there_and_every_key_is_its_own() -> None:
    assert {rule.kind for rule in surveillance_table().rules} >= {"neuro_check", "mri", "stability_check", "restaging"}
    assert len(set(rule_keys())) == len(rule_keys())
