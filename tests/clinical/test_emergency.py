"""Cord compression: four warning signs with three states each, and clocks that run only from their own anchors."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.clinical import oracle
from tests.clinical.building import case, printed
from tests.clinical.oracle import Json
from tests.strategies import read
from tumorboard.clinical.emergency import Due, clocks

BERLIN = ZoneInfo("Europe/Berlin")
NO_SIGNS: Json = {
    "ambulation": "independent",
    "progression": "stable",
    "bladder_bowel_dysfunction": False,
    "bilateral_symptoms": False,
    "myelopathy": False,
}
SUSPECTED = "2026-02-24T08:30+01:00"
DECIDED = datetime(2026, 2, 25, 15, 0, tzinfo=timezone(timedelta(hours=1)))


def running(neurology: Json, decision: datetime | None = None) -> dict[str, Due]:
    return {each.clock.key: each for each in clocks(case({"neurology": neurology}), decision, BERLIN)}


def test_each_combination_of_findings_gives_the_signs_of_the_page_in_order() -> None:
    for ambulation, progression, sphincter, bilateral in product(
        [None, "independent", "aided", "non_ambulatory"], [None, "stable", "slow", "rapid"],
        [None, True, False], [None, True, False],
    ):  # fmt: skip
        state = {
            "ambulation": ambulation,
            "progression": progression,
            "bladder_bowel_dysfunction": sphincter,
            "bilateral_symptoms": bilateral,
        }
        assert printed({"neurology": state})["emergency"] == oracle.emergency({"neurology": state})


def test_a_case_without_neurology_has_four_unknown_signs_and_is_no_emergency() -> None:
    assert printed({})["emergency"] == {
        "present": [],
        "unknown": [
            "rapidly_progressive_weakness", "unable_to_walk", "bladder_bowel_dysfunction", "bilateral_symptoms"
        ],
        "is_emergency": False,
    }  # fmt: skip


def test_with_signs_the_scan_is_due_24_hours_after_suspicion() -> None:
    due = running({"ambulation": "non_ambulatory", "suspected": SUSPECTED})
    assert set(due) == {"mri_with_signs", "radiotherapy_not_surgical"}
    assert due["mri_with_signs"].due == datetime(2026, 2, 25, 7, 30, tzinfo=UTC)
    assert due["mri_with_signs"].certain


def test_with_pain_alone_the_scan_is_due_one_week_after_suspicion() -> None:
    due = running({**NO_SIGNS, "suspected": SUSPECTED})
    assert set(due) == {"mri_pain_only", "radiotherapy_not_surgical"}
    assert due["mri_pain_only"].due == datetime(2026, 3, 3, 7, 30, tzinfo=UTC)
    assert due["mri_pain_only"].certain


def test_radiotherapy_is_due_24_hours_after_the_decision_and_not_after_suspicion() -> None:
    due = running({"ambulation": "non_ambulatory", "suspected": SUSPECTED}, DECIDED)["radiotherapy_not_surgical"]
    assert due.due == datetime(2026, 2, 26, 14, 0, tzinfo=UTC)
    assert running({"suspected": SUSPECTED})["radiotherapy_not_surgical"].due is None


def test_the_decision_starts_no_scan_clock() -> None:
    due = running({"ambulation": "non_ambulatory"}, DECIDED)
    assert (due["mri_with_signs"].started, due["mri_with_signs"].due) == (None, None)


@pytest.mark.parametrize("other", ["onset", "walking_lost", "steroid_started"])
def test_no_other_time_is_taken_for_the_suspicion(other: str) -> None:
    due = running({"ambulation": "non_ambulatory", other: SUSPECTED})
    assert due["mri_with_signs"].due is None


@pytest.mark.parametrize("unknown", list(NO_SIGNS))
def test_one_unknown_sign_leaves_both_scan_clocks_uncertain(unknown: str) -> None:
    due = running({**NO_SIGNS, unknown: None, "suspected": SUSPECTED})
    assert not due["mri_with_signs"].certain
    assert not due["mri_pain_only"].certain
    assert due["mri_with_signs"].due == datetime(2026, 2, 25, 7, 30, tzinfo=UTC)
    assert due["mri_pain_only"].due == datetime(2026, 3, 3, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "finding",
    [{"ambulation": "non_ambulatory"}, {"progression": "rapid"}, {"bladder_bowel_dysfunction": True},
     {"bilateral_symptoms": True}, {"myelopathy": True}, {"complete_loss": True}, {"frankel": "D"}, {"asia": "C"},
     {"motor": 4}],
)  # fmt: skip
def test_any_neurological_sign_is_enough_for_the_24_hours(finding: Json) -> None:
    assert "mri_pain_only" not in running({**NO_SIGNS, **finding})
    assert running({**NO_SIGNS, **finding})["mri_with_signs"].certain


def test_a_time_without_a_zone_is_the_sites_own() -> None:
    due = running({"ambulation": "non_ambulatory", "suspected": "2026-02-24T08:30"})["mri_with_signs"]
    assert due.started == datetime(2026, 2, 24, 7, 30, tzinfo=UTC)
    assert due.due == datetime(2026, 2, 25, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("suspected", "reads"),
    [
        ("2026-03-28T12:00", "2026-03-29T13:00:00+02:00"),
        ("2026-10-24T12:00", "2026-10-25T11:00:00+01:00"),
        ("2026-06-01T12:00", "2026-06-02T12:00:00+02:00"),
    ],
)
def test_24_hours_are_elapsed_hours_on_the_nights_the_clocks_change(suspected: str, reads: str) -> None:
    due = running({"ambulation": "non_ambulatory", "suspected": suspected})["mri_with_signs"]
    assert due.due is not None
    assert due.started is not None
    assert due.due.astimezone(UTC) - due.started.astimezone(UTC) == timedelta(hours=24)
    assert due.due.isoformat() == reads


@pytest.mark.parametrize(
    ("suspected", "scanned", "answered"),
    [
        ("2026-11-23T23:30Z", "2026-11-24", None),
        ("2026-11-23T23:30Z", "2026-11-25", True),
        ("2026-11-23T23:30Z", "2026-11-23", False),
        ("2026-11-24T00:30", "2026-11-24", None),
        ("2026-11-24T01:30+14:00", "2026-11-23", None),
        ("2026-11-24T01:30+14:00", "2026-11-24", True),
    ],
)
def test_a_scan_without_its_hour_is_since_the_suspicion_by_the_days_of_the_site(
    suspected: str, scanned: str, answered: bool | None
) -> None:
    state = {"ambulation": "non_ambulatory", "suspected": suspected}
    found = read({"id": "A", "neurology": state, "imaging": [{"kind": "mri_whole_spine", "on": scanned}]})
    due = {each.clock.key: each for each in clocks(found, None, BERLIN)}
    assert due["mri_with_signs"].answered is answered


@pytest.mark.parametrize(
    ("key", "anchor", "hours"),
    [("mri_with_signs", "suspicion", 24), ("mri_pain_only", "suspicion", 168),
     ("radiotherapy_not_surgical", "decision to treat", 24)],
)  # fmt: skip
def test_each_clock_names_its_anchor_and_its_hours(key: str, anchor: str, hours: int) -> None:
    found = {**running(NO_SIGNS), **running({"motor": 0})}[key].clock
    assert (found.anchor, found.hours) == (anchor, hours)
    assert "NICE" in found.source


@pytest.mark.parametrize("mistyped", ["9999-12-31T23:00", "9999-12-31T23:00-12:00", "0001-01-01T00:00+14:00"])
def test_a_year_that_was_mistyped_breaks_no_clock(mistyped: str) -> None:
    found: Any = running({"ambulation": "non_ambulatory", "suspected": mistyped})
    assert "mri_with_signs" in found
