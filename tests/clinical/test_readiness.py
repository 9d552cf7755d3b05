"""What a case lacks on the day of its meeting: every line, its age counted to that day, and what blocks."""

from datetime import date
from typing import Any

import pytest

from tumorboard.clinical.readiness import Readiness, readiness, row_keys
from tumorboard.domain.case import Case
from tumorboard.knowledge.before import readiness_table

MEETING = date(2026, 11, 26)
SINS = {
    "pain": "mechanical",
    "bone_lesion": "lytic",
    "alignment": "normal",
    "collapse": "none",
    "posterolateral": "none",
}
WHOLE: dict[str, Any] = {
    "id": "A",
    "patient": {"mrn": "1", "birth_date": "1960-01-01", "knows_diagnosis": True, "told_of_discussion": True},
    "referrer": {"name": "Dr Ref"},
    "responsible": {"name": "Dr Resp", "contact": "4711"},
    "question": "stabilize?",
    "question_to_radiology": "ESCC?",
    "route": "discuss",
    "primary": {"histology": "breast"},
    "lesions": [
        {
            "level": "T8",
            "escc": "1b",
            "escc_read_by": "Dr X",
            "escc_read_on": "2026-11-20",
            "sins": SINS,
            "sins_read_by": "Dr Y",
            "sins_read_on": "2026-11-20",
            "paraspinal": False,
            "previous_radiotherapy": False,
        }
    ],
    "neurology": {
        "ambulation": "independent",
        "frankel": "E",
        "bladder_bowel_dysfunction": False,
        "progression": "stable",
        "onset": "2026-11-01T08:00+01:00",
    },
    "systemic": {
        "ecog": 1,
        "tolerates_surgery": True,
        "visceral": "none",
        "expected_survival_months": 12,
        "comorbidities": ["none known"],
    },
    "imaging": [
        {"kind": "mri_whole_spine", "on": "2026-11-20", "images_available": True, "reported_by": "Dr X"},
        {"kind": "ct", "on": "2026-11-20"},
    ],
    "pain": {"score": 4},
    "patient_words": "keep walking",
}


def found(**change: Any) -> Readiness:
    return readiness(Case.model_validate({**WHOLE, **change}), MEETING)


def gaps(**change: Any) -> dict[str, str]:
    return {gap.key: gap.state for gap in found(**change).gaps}


def test_a_whole_case_is_ready_and_says_what_it_has() -> None:
    ready = found()
    assert (ready.gaps, ready.is_ready) == ((), True)
    assert {held.key.split()[0] for held in ready.held} == set(row_keys())


def test_an_empty_case_lacks_every_line_but_those_of_a_lesion() -> None:
    empty = readiness(Case(id="A"), MEETING)
    of_a_lesion = {"escc", "escc_read", "sins", "sins_read", "paraspinal", "previous_radiotherapy"}
    assert {gap.key for gap in empty.gaps} == set(row_keys()) - of_a_lesion
    assert {gap.state for gap in empty.gaps} == {"missing"}
    assert all(gap.source and gap.closes for gap in empty.gaps)


LACKING = [
    ({"patient": {}}, {"identifier", "birth_date", "knows_diagnosis", "told_of_discussion"}),
    ({"responsible": {"name": "Dr Resp"}}, {"responsible"}),
    ({"question": None}, {"question"}),
    ({"question_to_radiology": None}, {"question_to_radiology"}),
    ({"route": None}, {"route"}),
    ({"primary": {"text": "mamma"}}, {"histology"}),
    ({"imaging": []}, {"mri", "ct", "images", "reported"}),
    ({"lesions": []}, {"lesion"}),
    ({"lesions": [{"level": "T8"}]}, {"escc T8", "escc_read T8", "sins T8", "sins_read T8", "paraspinal T8"}),
    ({"neurology": {"ambulation": "aided"}}, {"neurology", "onset"}),
    ({"systemic": {}}, {"performance", "fitness", "systemic", "survival", "comorbidities"}),
    ({"patient_words": None}, {"goal"}),
    ({"referrer": {}}, {"referrer"}),
    ({"pain": {}}, {"pain"}),
]


@pytest.mark.parametrize(("change", "keys"), LACKING)
def test_what_is_taken_away_is_a_gap_and_nothing_else_is(change: dict[str, Any], keys: set[str]) -> None:
    assert set(gaps(**change)) - {"previous_radiotherapy T8"} == keys


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
        assert readiness(empty, MEETING, route=route).is_ready  # type: ignore[arg-type]
    assert not readiness(empty, MEETING, route="discuss").is_ready


def test_a_site_has_its_own_ages_and_its_own_warnings() -> None:
    case = Case.model_validate({**WHOLE, "question": None})
    assert readiness(case, MEETING, warns=["question"]).is_ready
    (gap,) = readiness(Case.model_validate(WHOLE), MEETING, days={"mri": 5}).gaps
    assert (gap.key, gap.says) == ("mri", "6 days old on Thu 26 Nov 2026, allowed 5")


def test_every_line_of_the_table_has_its_key_once() -> None:
    assert len(set(row_keys())) == len(readiness_table().rows)
