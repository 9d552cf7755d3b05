"""What a case lacks on the day of its meeting: every line, its age counted to that day, and what blocks."""

from datetime import date
from typing import Any

import pytest

from tests.board.preparing import LESION, MRI, SINS, WHOLE
from tumorboard.clinical.readiness import Readiness, readiness, row_keys
from tumorboard.domain.case import Case
from tumorboard.knowledge.before import readiness_table

MEETING = date(2026, 11, 26)


def found(**change: Any) -> Readiness:
    return readiness(Case.model_validate({**WHOLE, **change}), MEETING)


def gaps(**change: Any) -> dict[str, str]:
    return {gap.key: gap.state for gap in found(**change).gaps}


def test_a_whole_case_is_ready_and_says_what_it_has() -> None:
    ready = found()
    assert (ready.gaps, ready.is_ready) == ((), True)
    assert {held.key.split()[0] for held in ready.held} == set(row_keys()) - {"steroid"}


def test_an_empty_case_lacks_every_line_but_those_of_a_lesion() -> None:
    empty = readiness(Case(id="A"), MEETING)
    of_a_lesion = {"escc", "escc_read", "sins", "sins_read", "paraspinal", "previous_radiotherapy"}
    of_signs = {"steroid"}
    assert {gap.key for gap in empty.gaps} == set(row_keys()) - of_a_lesion - of_signs
    assert {gap.state for gap in empty.gaps} == {"missing"}
    assert all(gap.source and gap.closes for gap in empty.gaps)


LACKING = [
    ({"patient": {}}, "identifier birth_date knows_diagnosis told_of_discussion refuses"),
    ({"responsible": {"name": "Dr Resp"}}, "responsible"),
    ({"question": None}, "question"),
    ({"question_to_radiology": None}, "question_to_radiology"),
    ({"route": None}, "route"),
    ({"primary": {"text": "mamma"}}, "histology diagnosed biology"),
    ({"imaging": []}, "mri ct images reported"),
    ({"lesions": []}, "lesion"),
    ({"lesions": [{"level": "T8"}]}, "escc escc_read sins sins_read paraspinal previous_radiotherapy"),
    ({"neurology": {}}, "neurology onset myelopathy"),
    ({"systemic": {}}, "performance fitness systemic survival comorbidities"),
    ({"patient_words": None}, "goal goal_words"),
    ({"patient_words": None, "patient_goals": ["mobility"]}, "goal_words"),
    ({"referrer": {}}, "referrer"),
    ({"pain": {}}, "pain pain_control"),
    ({"treatment_history": []}, "treatment_history"),
]


@pytest.mark.parametrize(("change", "keys"), LACKING)
def test_what_is_taken_away_is_a_gap_and_nothing_else_is(change: dict[str, Any], keys: str) -> None:
    assert {key.split()[0] for key in gaps(**change)} == set(keys.split())


HALF = [
    (
        {"patient": {**WHOLE["patient"], "birth_date": None, "age": 66}},
        "birth_date",
        "66 years; the date is not recorded",
    ),
    (
        {"patient": {**WHOLE["patient"], "birth_date": "2030-01-01"}},
        "birth_date",
        "01 Jan 2030 is still to come at the meeting; check the date",
    ),
    ({"patient": {**WHOLE["patient"], "told_of_discussion": False}}, "told_of_discussion", "not told yet"),
    (
        {"responsible": {"name": "Dr Resp", "contact": "Ward 5, ext. 12"}},
        "responsible",
        "Ward 5, ext. 12: a ward is no direct contact",
    ),
    ({"responsible": {"contact": "4711"}}, "responsible", "not recorded: name"),
    (
        {"primary": {**WHOLE["primary"], "histology": None, "text": "mamma", "radiosensitivity": "sensitive"}},
        "histology",
        "mamma: no histology of the list",
    ),
    (
        {"neurology": {**WHOLE["neurology"], "frankel": None, "progression": None}},
        "neurology",
        "not recorded: power, direction",
    ),
    ({"lesions": [{**LESION, "escc_read_on": None}]}, "escc_read T8", "not recorded: date"),
    (
        {"lesions": [{**LESION, "sins_read_on": "2026-11-30"}]},
        "sins_read T8",
        "dated Mon 30 Nov 2026, after the meeting of Thu 26 Nov 2026",
    ),
    ({"lesions": [{**LESION, "sins": {**SINS, "posterolateral": None}}]}, "sins T8", "not recorded: posterolateral"),
    (
        {"lesions": [{**LESION, "previous_radiotherapy": {"dose_gy": 30}}]},
        "previous_radiotherapy T8",
        "given; not recorded: fractions, date",
    ),
    (
        {"lesions": [{**LESION, "previous_radiotherapy": True}]},
        "previous_radiotherapy T8",
        "given; not recorded: dose, fractions, date",
    ),
    ({"treatment_history": [{"kind": "surgery"}]}, "treatment_history", "without its date: surgery"),
    (
        {"imaging": [{**MRI, "images_available": False, "where": "elsewhere"}, WHOLE["imaging"][1]]},
        "images",
        "not at hand: whole-spine MRI (elsewhere)",
    ),
    ({"referrer": {"name": "Dr Ref"}}, "referrer", "not recorded: unit"),
]


@pytest.mark.parametrize(("change", "key", "says"), HALF)
def test_what_is_there_by_half_says_what_is_left(change: dict[str, Any], key: str, says: str) -> None:
    (gap,) = found(**change).gaps
    assert (gap.key, gap.state, gap.says) == (key, "incomplete", says)


def test_a_steroid_is_asked_about_where_there_are_signs() -> None:
    weak = {**WHOLE["neurology"], "myelopathy": True}
    assert gaps(neurology=weak) == {"steroid": "missing"}
    assert gaps(neurology={**weak, "steroid_started": "2026-11-20T08:00+01:00"}) == {}


def test_onset_is_not_asked_of_somebody_without_signs() -> None:
    well = {**WHOLE["neurology"], "onset": None, "bilateral_symptoms": False}
    assert gaps(neurology=well) == {}
    assert gaps(neurology={**well, "bilateral_symptoms": True}) == {"onset": "missing", "steroid": "missing"}


def test_a_response_that_no_source_lists_needs_the_class_of_the_board() -> None:
    primary = {**WHOLE["primary"], "histology": "urothelial"}
    assert gaps(primary=primary) == {"biology": "missing"}
    assert gaps(primary={**primary, "radiosensitivity": "resistant"}) == {}


def test_an_mri_of_a_region_is_none_of_the_whole_spine() -> None:
    region = {"kind": "mri_region", "on": "2026-11-20", "images_available": True}
    (gap,) = [gap for gap in found(imaging=[region, WHOLE["imaging"][1]]).gaps if gap.key == "mri"]
    assert gap.state == "incomplete"
    assert gap.says == "not recorded; an MRI of a region does not show the whole spine"


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2026-10-15", None),
        ("2026-10-14", "too_old"),
        ("2026-11-26", None),
        ("2026-11-27", "incomplete"),
        (None, "incomplete"),
    ],
)
def test_the_age_of_the_mri_is_counted_to_the_day_of_the_meeting(on: str | None, state: str | None) -> None:
    imaging = [{"kind": "mri_whole_spine", "on": on, "images_available": True, "reported_by": "X"}, WHOLE["imaging"][1]]
    assert gaps(imaging=imaging).get("mri") == state


def test_a_leap_day_is_counted() -> None:
    case = Case.model_validate({**WHOLE, "imaging": [{"kind": "mri_whole_spine", "on": "2028-02-01"}]})
    lacking = {gap.key for gap in readiness(case, date(2028, 3, 14)).gaps}
    assert "mri" not in lacking
    (gap,) = [each for each in readiness(case, date(2028, 3, 15)).gaps if each.key == "mri"]
    assert gap.says == "43 days old on Wed 15 Mar 2028, allowed 42"


def test_the_latest_examination_counts_and_one_with_a_time_has_its_day() -> None:
    older = {"kind": "mri_whole_spine", "on": "2026-01-01"}
    newer = {"kind": "mri_whole_spine", "on": "2026-11-25T23:30+01:00", "images_available": True, "reported_by": "X"}
    assert "mri" not in gaps(imaging=[newer, older, WHOLE["imaging"][1]])


def test_an_examination_to_come_does_not_hide_the_one_that_was_made() -> None:
    assert gaps(imaging=[*WHOLE["imaging"], {**MRI, "on": "2026-12-01"}]) == {}
    (gap,) = found(imaging=[{**MRI, "on": "2026-12-01"}, WHOLE["imaging"][1]]).gaps
    assert gap.says == "Tue 01 Dec 2026 lies after the meeting of Thu 26 Nov 2026"


@pytest.mark.parametrize("key", ["escc_read", "sins_read"])
def test_a_reading_is_as_old_as_the_day_it_was_made(key: str) -> None:
    assert gaps(lesions=[{**LESION, f"{key}_on": "2026-10-15"}]) == {}
    assert gaps(lesions=[{**LESION, f"{key}_on": "2026-10-14"}]) == {f"{key} T8": "too_old"}


def test_levels_that_occur_twice_are_told_apart() -> None:
    twice = [{**WHOLE["lesions"][0], "escc": None}, {**WHOLE["lesions"][0], "escc": None}]
    assert set(gaps(lesions=twice)) == {"escc T8", "escc T8 (2)"}


def test_missing_items_are_named_and_false_is_an_answer() -> None:
    (gap,) = found(lesions=[{**WHOLE["lesions"][0], "sins": {**SINS, "posterolateral": None}}]).gaps
    assert (gap.label, gap.state, gap.says) == ("SINS items T8", "incomplete", "not recorded: posterolateral")
    refused = {**WHOLE["patient"], "knows_diagnosis": False}
    assert gaps(patient=refused) == {}


def test_nothing_blocks_a_case_that_is_listed_and_not_discussed() -> None:
    empty = Case(id="A")
    for route in ("standard_of_care", "information"):
        assert readiness(empty, MEETING, route=route).is_ready
    assert not readiness(empty, MEETING, route="discuss").is_ready


def test_a_site_has_its_own_ages_and_its_own_warnings() -> None:
    case = Case.model_validate({**WHOLE, "question": None})
    assert readiness(case, MEETING, warns=["question"]).is_ready
    (gap,) = readiness(Case.model_validate(WHOLE), MEETING, days={"mri": 5}).gaps
    assert (gap.key, gap.says) == ("mri", "6 days old on Thu 26 Nov 2026, allowed 5")


def test_every_line_of_the_table_has_its_key_once() -> None:
    assert len(set(row_keys())) == len(readiness_table().rows)


def test_every_line_has_its_place_whatever_the_case_says_of_it() -> None:
    lesions = [LESION, {**LESION, "level": "L1", "escc": None}, {**LESION, "level": "L2", "escc": None}]
    checks = found(lesions=lesions, question=None).checks()
    assert [check.row.key for check in checks] == [check.row.key for check in readiness(Case(id="A"), MEETING).checks()]
    weights = [check.row.weight for check in checks]
    assert weights == sorted(weights), "what blocks stands before what warns"
    by_key = {check.row.key: check for check in checks}
    assert [gap.where for gap in by_key["escc"].gaps] == ["L1", "L2"]
    assert [held.where for held in by_key["escc"].held] == ["T8"]
    assert [(gap.where, gap.says) for gap in by_key["question"].gaps] == [("", "not recorded")]
    assert (by_key["steroid"].gaps, by_key["steroid"].held) == ((), ()), "not asked of a case without signs"


def test_a_gap_says_how_old_it_may_be_here() -> None:
    old = Case.model_validate({**WHOLE, "imaging": []})
    days = {gap.key: gap.days for gap in readiness(old, MEETING, days={"mri": 28}).gaps}
    assert (days["mri"], days["ct"], days["images"]) == (28, 90, None)


def test_a_line_that_a_site_only_warns_of_keeps_its_place() -> None:
    case = Case.model_validate({**WHOLE, "question": None})
    usual, here = readiness(case, MEETING).checks(), readiness(case, MEETING, warns=["question"]).checks()
    assert [check.row.key for check in usual] == [check.row.key for check in here]
    assert [gap.weight for check in here for gap in check.gaps] == ["warning"]
