"""The source page's lists for whole cases: what closes a list, what leaves it open, and that none ever says do it."""

from typing import Any

import pytest
from hypothesis import given

from tests.clinical.building import HIGH, LOW, lists
from tests.clinical.criteria_cases import ALL_OF, AUGMENTATION, EACH_OF_ALL, NO_SURGERY, RADIOTHERAPY, REASONS, SURGERY
from tests.clinical.oracle import Json
from tests.strategies import cases, read, slow
from tumorboard.clinical.assessment import assess
from tumorboard.clinical.criteria import Checklist, checklists
from tumorboard.clinical.findings import Picture

ELIGIBLE, CLOSED, OPEN = "eligible to consider", "not eligible to consider", "open"
SEVEN = [
    "observation", "augmentation", "separation_surgery", "surgery_considered", "non_operative", "radiotherapy_alone",
    "sbrt",
]  # fmt: skip


def merged(raw: Json, change: Json) -> Json:
    return {
        **raw,
        **{
            key: merged(raw.get(key) or {}, value) if isinstance(value, dict) else value
            for key, value in change.items()
        },
    }


def checked(key: str, raw: Json, change: Json, **more: Any) -> Checklist:
    """One list for a case whose only lesion, at T8, is under `lesion`."""
    whole = merged(raw, change)
    return lists({**whole, "lesions": [{"level": "T8", **whole.get("lesion", {})}], **more})[key]


def answer(found: Checklist, words: str) -> bool | None:
    (one,) = [each for each in found.criteria if words in each.text]
    return one.met


def test_the_seven_lists_come_in_the_order_of_the_page_and_name_their_source() -> None:
    found = lists({"lesions": [{"level": "T8"}]})
    assert list(found) == SEVEN
    assert all("Source page" in each.source and each.heading for each in found.values())


@pytest.mark.parametrize("key", ALL_OF)
def test_a_case_that_meets_everything_is_eligible_to_consider(key: str) -> None:
    found = checked(key, ALL_OF[key][0], {})
    assert found.verdict == ELIGIBLE
    assert found.met == len(found.criteria) == len(ALL_OF[key][1])
    assert not found.unknown


@pytest.mark.parametrize(("key", "words", "close", "_"), EACH_OF_ALL)
def test_one_criterion_not_met_closes_the_list(key: str, words: str, close: Json, _: Json) -> None:
    found = checked(key, ALL_OF[key][0], close)
    assert answer(found, words) is False
    assert found.verdict == CLOSED


@pytest.mark.parametrize(("key", "words", "_", "unsettle"), EACH_OF_ALL)
def test_one_criterion_unknown_leaves_the_list_open(key: str, words: str, _: Json, unsettle: Json) -> None:
    found = checked(key, ALL_OF[key][0], unsettle)
    assert answer(found, words) is None
    assert found.verdict == OPEN


def test_extensive_instability_bars_augmentation() -> None:
    change = {"lesion": {"stability_judgment": "unstable", "sins": {"posterolateral": "bilateral"}}}
    found = checked("augmentation", AUGMENTATION, change)
    assert found.verdict == CLOSED
    assert [each.met for each in found.barred_by] == [False, True]


def test_augmentation_stays_open_while_it_is_unknown_whether_the_spine_needs_instruments() -> None:
    borderline = {"stability_judgment": None, "sins": {"pain": "mechanical", "bone_lesion": "lytic"}}
    found = checked("augmentation", AUGMENTATION, {"lesion": borderline})
    assert found.met == len(found.criteria)
    assert [each.met for each in found.barred_by] == [False, None]
    assert found.verdict == OPEN


def test_only_the_board_can_call_a_deficit_minimal() -> None:
    found = checked("augmentation", AUGMENTATION, {"neurology": {"frankel": "D"}})
    assert answer(found, "deficit absent or minimal") is None
    assert found.verdict == OPEN


def test_separation_surgery_waits_for_the_board_to_plan_sbrt() -> None:
    raw = {"lesion": {"escc": "3"}, "primary": {"histology": "renal_cell"}, "systemic": {"tolerates_surgery": True}}
    found = checked("separation_surgery", raw, {})
    assert found.verdict == OPEN
    assert [each.text for each in found.unknown] == ["SBRT available and planned afterwards"]
    for change, verdict in (
        ({"lesion": {"escc": "1b"}}, CLOSED),
        ({"systemic": {"tolerates_surgery": False}}, CLOSED),
        ({"primary": {"histology": "breast"}}, OPEN),  # durable control may still be needed
        ({"systemic": {"tolerates_surgery": None}}, OPEN),
    ):
        assert checked("separation_surgery", raw, change).verdict == verdict


def test_surgery_is_not_considered_when_none_of_its_reasons_is_there() -> None:
    assert checked("surgery_considered", NO_SURGERY, {}).verdict == CLOSED


@pytest.mark.parametrize(("words", "meet", "unsettle"), SURGERY)
def test_one_reason_is_enough_to_consider_surgery(words: str, meet: Json, unsettle: Json) -> None:
    met = checked("surgery_considered", NO_SURGERY, meet)
    assert (answer(met, words), met.verdict) == (True, ELIGIBLE)
    unknown = checked("surgery_considered", NO_SURGERY, unsettle)
    assert (answer(unknown, words), unknown.verdict) == (None, OPEN)


@pytest.mark.parametrize(
    "against",
    [{"systemic": {"tolerates_surgery": False}}, {"systemic": {"tolerates_surgery": None}},
     {"neurology": {"complete_loss": True, "non_ambulatory_hours": 100}},
     {"neurology": {"complete_loss": True, "non_ambulatory_hours": 60}}],
)  # fmt: skip
def test_what_weighs_against_surgery_leaves_it_to_the_board(against: Json) -> None:
    unstable = merged(NO_SURGERY, {"lesion": {"stability_judgment": "unstable"}})
    assert checked("surgery_considered", unstable, against).verdict == OPEN


@pytest.mark.parametrize(("words", "holds", "fails"), REASONS)
def test_each_reason_against_surgery_stands_alone_and_decides_nothing(words: str, holds: Json, fails: Json) -> None:
    for change, expected in ((holds, True), (fails, False), ({}, None)):
        found = checked("non_operative", {}, change)
        assert answer(found, words) is expected
        assert found.verdict == "reasons"


@pytest.mark.parametrize("months", [None, 0, 3, 60])
def test_no_forecast_settles_that_survival_is_limited(months: float | None) -> None:
    found = checked("non_operative", {"systemic": {"expected_survival_months": months}}, {})
    assert answer(found, "survival limited") is None


@pytest.mark.parametrize(
    ("extent", "expected"),
    [({}, False), ({"extraspinal_bone_foci": 1}, True), ({"visceral": "removable"}, True),
     ({"brain_metastases": True}, True), ({"vertebral_metastases": 2}, True),
     ({"extraspinal_bone_foci": None}, None), ({"visceral": None}, None), ({"brain_metastases": None}, None),
     ({"vertebral_metastases": None}, None)],
)  # fmt: skip
def test_multiple_sites_are_unknown_until_every_extent_is_recorded(extent: Json, expected: bool | None) -> None:
    single = {"extraspinal_bone_foci": 0, "visceral": "none", "brain_metastases": False, "vertebral_metastases": 1}
    found = checked("non_operative", {"systemic": single}, {"systemic": extent})
    assert answer(found, "multiple metastatic sites") is expected


@pytest.mark.parametrize(
    ("hours", "expected"), [(None, None), (0, False), (47.5, False), (48, None), (60, None), (72, None), (72.5, True)]
)
def test_48_to_72_hours_of_complete_loss_are_a_grey_zone(hours: float | None, expected: bool | None) -> None:
    found = checked("non_operative", {"neurology": {"complete_loss": True, "non_ambulatory_hours": hours}}, {})
    assert answer(found, "longer than 48–72 hours") is expected


@pytest.mark.parametrize(("loss", "expected"), [(False, False), (None, None)])
def test_not_walking_for_long_is_not_complete_loss(loss: bool | None, expected: bool | None) -> None:
    state = {"ambulation": "non_ambulatory", "motor": 3, "complete_loss": loss, "non_ambulatory_hours": 200}
    assert answer(checked("non_operative", {"neurology": state}, {}), "longer than 48–72 hours") is expected


PARALYSED_AND_WELL: Json = {"frankel": "E", "complete_loss": True, "non_ambulatory_hours": 96}


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("radiotherapy_alone", "function preserved"),
        ("augmentation", "deficit absent or minimal"),
        ("surgery_considered", "deficit"),
        ("non_operative", "paralysis"),
    ],
)
def test_what_only_contradicting_facts_would_settle_stays_unknown_and_says_which(key: str, words: str) -> None:
    raw = merged(RADIOTHERAPY, {"neurology": PARALYSED_AND_WELL})
    one = next(each for each in checked(key, raw, {}).criteria if words in each.text)
    assert one.met is None
    assert one.in_question.startswith("Frankel E, complete loss")
    assert one.says == f"in question: {one.in_question}"
    for right in ({"complete_loss": False, "non_ambulatory_hours": None}, {"frankel": "A"}):
        settled = next(each for each in checked(key, raw, {"neurology": right}).criteria if words in each.text)
        assert settled.met is not None
        assert settled.in_question == ""


def test_what_other_facts_settle_is_not_left_open_by_a_contradiction() -> None:
    raw = merged(RADIOTHERAPY, {"neurology": {**PARALYSED_AND_WELL, "bladder_bowel_dysfunction": True}})
    preserved = next(each for each in checked("radiotherapy_alone", raw, {}).criteria if "preserved" in each.text)
    assert (preserved.met, preserved.in_question) == (False, "")
    counted = merged(RADIOTHERAPY, {"systemic": {"vertebral_metastases": 0, "brain_metastases": True}})
    sites = next(each for each in checked("non_operative", counted, {}).criteria if "multiple" in each.text.lower())
    assert sites.met is True


@pytest.mark.parametrize("policy", [LOW, HIGH])
@pytest.mark.parametrize(("level", "escc"), [("T8", "1c"), ("L3", "0"), ("L3", "3")])
def test_1c_and_grades_below_the_conus_stay_unknown_whatever_the_site_has_settled(
    level: str, escc: str, policy: Any
) -> None:
    found = lists({"lesions": [{"level": level, "escc": escc}]}, policy)
    assert answer(found["sbrt"], "significant spinal cord compression") is None
    assert answer(found["surgery_considered"], "threatens paralysis") is None
    assert answer(found["separation_surgery"], "compresses the spinal cord") is None


@pytest.mark.parametrize(("score", "expected"), [("none", None), ("mechanical", None)])
def test_a_borderline_score_is_neither_stable_nor_unstable(score: str, expected: bool | None) -> None:
    items = {"pain": score, "bone_lesion": "lytic", "alignment": "new_deformity", "collapse": "under_50",
             "posterolateral": "none"}  # fmt: skip
    found = checked("radiotherapy_alone", RADIOTHERAPY, {"lesion": {"stability_judgment": None, "sins": items}})
    assert answer(found, "mechanically stable") is expected


@slow
@given(cases)
def test_no_list_of_any_case_says_more_than_eligible_to_consider(raw: Json) -> None:
    whole = assess(read(raw), LOW)
    for each in whole.lesions:
        for found in checklists(Picture(whole.case, each.lesion, each.sins, each.noms)):
            assert found.verdict in {ELIGIBLE, CLOSED, OPEN, "reasons"}
            assert "indicated" not in found.verdict
            assert found.verdict == verdict_of(found)


def verdict_of(found: Checklist) -> str:
    """The verdict written out for one list, from its answers alone."""
    if found.rule == "reasons":
        return "reasons"
    answers = [each.met for each in found.criteria]
    barred = [each.met for each in found.barred_by]
    against = [each.met for each in found.weighed_against]
    fulfilled = all(answers) if found.rule == "all" else any(answers)
    closed = (False in answers) if found.rule == "all" else set(answers) == {False}
    if closed or True in barred:
        return CLOSED
    clear = None not in barred and set(against) <= {False}
    return ELIGIBLE if fulfilled and clear else OPEN
