"""Neurological status: scales that are never read into each other, every edge of the bins, and the two statements."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tumorboard.clinical.neurological_status import bin_of, duration, outcomes, scales, statements
from tumorboard.domain.case import Neurology
from tumorboard.knowledge.neurology import neurology_table

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LYING = {"ambulation": "non_ambulatory"}
EDGES = [
    (0, "<24h"),
    (0.5, "<24h"),
    (23.9, "<24h"),
    (24, "24-48h"),
    (24.1, "24-48h"),
    (47.9, "24-48h"),
    (48, "48-72h"),
    (48.1, "48-72h"),
    (71.9, "48-72h"),
    (72, "48-72h"),
    (72.1, ">72h"),
    (500, ">72h"),
]


def state(**fields: Any) -> Neurology:
    return Neurology.model_validate(fields)


def lost_for(hours: float) -> str:
    return (NOW - timedelta(hours=hours)).isoformat()


@pytest.mark.parametrize(("hours", "key"), EDGES)
def test_every_edge_of_the_bins(hours: float, key: str) -> None:
    assert bin_of(hours).key == key
    recorded = duration(state(**LYING, non_ambulatory_hours=hours), NOW)
    counted = duration(state(**LYING, walking_lost=lost_for(hours)), NOW)
    assert (recorded.bin, counted.bin) == (key, key)


@given(st.floats(min_value=0, max_value=1000), st.floats(min_value=0, max_value=1000))
def test_more_hours_are_never_in_an_earlier_bin(one: float, other: float) -> None:
    order = [row.key for row in neurology_table().bins]
    lower, higher = sorted((one, other))
    assert order.index(bin_of(lower).key) <= order.index(bin_of(higher).key)


@pytest.mark.parametrize("given_state", [{}, LYING, {"complete_loss": True}, {"progression": "rapid"}])
def test_hours_that_nobody_recorded_are_unknown_and_never_nought(given_state: dict[str, Any]) -> None:
    found = duration(state(**given_state), NOW)
    assert (found.bin, found.hours) == ("unknown", None)
    assert "not recorded" in found.says
    assert statements(state(**given_state), found) == ()


def test_nought_that_was_recorded_is_nought() -> None:
    assert duration(state(**LYING, non_ambulatory_hours=0), NOW).bin == "<24h"


def test_a_time_without_a_zone_is_the_sites() -> None:
    assert duration(state(**LYING, walking_lost="2026-11-23T02:00:00"), NOW).bin == "24-48h"


def test_a_time_to_come_is_unknown_and_said() -> None:
    found = duration(state(**LYING, walking_lost=lost_for(-1)), NOW)
    assert (found.bin, found.contradiction) == ("unknown", "walking lost in the future: ask")


def test_two_records_in_one_bin_agree() -> None:
    found = duration(state(**LYING, non_ambulatory_hours=6, walking_lost=lost_for(20)), NOW)
    assert (found.bin, found.hours, found.contradiction) == ("<24h", 20.0, "")


def test_two_records_in_different_bins_are_said_and_leave_it_unknown() -> None:
    found = duration(state(**LYING, non_ambulatory_hours=20, walking_lost=lost_for(60)), NOW)
    assert (found.bin, found.hours) == ("unknown", None)
    assert found.says == "20 h as recorded, 60.0 h since walking was lost"
    assert found.contradiction == "<24h or 48-72h: ask since when"


@pytest.mark.parametrize(("recorded", "said"), [(11.0, ""), (11.1, "more hours are recorded than have passed: ask")])
def test_more_hours_than_have_passed_are_said(recorded: float, said: str) -> None:
    found = duration(state(**LYING, non_ambulatory_hours=recorded, walking_lost=lost_for(10)), NOW)
    assert (found.bin, found.contradiction) == ("<24h", said)


@pytest.mark.parametrize("walking", ["independent", "aided"])
def test_who_walks_has_no_bin_and_hours_beside_that_are_said(walking: str) -> None:
    assert duration(state(ambulation=walking), NOW).contradiction == ""
    found = duration(state(ambulation=walking, non_ambulatory_hours=80, complete_loss=True), NOW)
    assert (found.bin, found.walks, found.contradiction) == (
        "unknown",
        True,
        "walks, and walking is recorded as lost: ask",
    )
    assert statements(state(ambulation=walking, complete_loss=True), found) == ()


def said(hours: float, **fields: Any) -> list[tuple[str, bool | None]]:
    whole = state(**LYING, non_ambulatory_hours=hours, **fields)
    return [(each.row.key, each.holds) for each in statements(whole, duration(whole, NOW))]


@pytest.mark.parametrize("loss", [None, True, False])
@pytest.mark.parametrize("hours", [0, 23.9, 24, 47.9])
def test_within_48_hours_decompression_may_still_restore_function(hours: float, loss: bool | None) -> None:
    assert said(hours, complete_loss=loss) == [("recent", True)]
    whole = state(**LYING, non_ambulatory_hours=hours, complete_loss=loss)
    (found,) = statements(whole, duration(whole, NOW))
    assert found.row.says.startswith("walking was lost recently, which the source page counts up to 24–48 h: "), (
        "below less than 24 h, within 24–48 h would read as the bin beside it"
    )


@pytest.mark.parametrize(
    ("hours", "loss", "found"),
    [
        (48, False, []),
        (60, False, []),
        (72.1, False, []),
        (500, False, []),
        (48, None, [("late", None)]),
        (500, None, [("late", None)]),
        (48, True, [("late", None)]),
        (72, True, [("late", None)]),
        (72.1, True, [("late", True)]),
        (500, True, [("late", True)]),
    ],
)
def test_that_surgery_is_unlikely_to_help_needs_complete_loss_and_more_than_72_hours(
    hours: float, loss: bool | None, found: list[tuple[str, bool | None]]
) -> None:
    assert said(hours, complete_loss=loss) == found


def test_the_late_statement_keeps_pain_and_stability_open_and_tells_of_steroids() -> None:
    whole = state(**LYING, non_ambulatory_hours=80, complete_loss=True)
    (late,) = statements(whole, duration(whole, NOW))
    assert "may still be considered for pain or stability" in late.row.says
    assert "despite corticosteroids" in late.row.says
    assert late.says == "complete loss recorded, since when is not: the hours are of walking; steroids not recorded"


def test_the_published_figures_as_they_stand_in_their_sources() -> None:
    def published(**recorded: Any) -> list[str]:
        recorded_so = state(**recorded)
        return [row.says for row in outcomes(recorded_so, duration(recorded_so, NOW))]

    of_all = "84 % (42 of 50) against 57 % (29 of 51), for 122 against 13 days"
    walking, lying = published(ambulation="aided"), published(**LYING)
    assert "about 80 %" in walking[0]
    assert "of all, whether they walked before or not" in walking[1]
    assert of_all in walking[1]
    assert "about 30–40 %" in lying[0]
    assert of_all in lying[1]
    assert "10 of 16 against 3 of 16" in lying[2]
    assert len(published()) == 4
    assert published(**LYING, non_ambulatory_hours=72, complete_loss=True) == []
    assert published(**LYING, non_ambulatory_hours=80, complete_loss=False) == lying
    assert all(row.source for row in neurology_table().outcomes)


def test_no_scale_is_ever_read_into_another() -> None:
    for key, grade in (("ambulation", "aided"), ("asia", "C"), ("frankel", "D"), ("motor", 3)):
        graded = {each.row.key: each.grade for each in scales(state(**{key: grade})) if each.grade}
        assert list(graded) == [key]


def test_the_same_letter_means_something_else_on_each_scale() -> None:
    found = {each.row.key: each for each in scales(state(asia="C", frankel="C", motor=3, ambulation="aided"))}
    assert "fewer than half of the key muscles" in found["asia"].meaning
    assert found["frankel"].meaning == "motor function present, useless"
    assert (found["motor"].grade, found["motor"].meaning) == ("3/5", "against gravity")
    assert "S4–S5" in found["asia"].row.says


@pytest.mark.parametrize(("key", "grades"), [("asia", "ABCDE"), ("frankel", "ABCDE"), ("motor", "012345")])
def test_every_grade_of_every_scale_has_its_words(key: str, grades: str) -> None:
    for grade in grades:
        (found,) = (each for each in scales(state(**{key: int(grade) if key == "motor" else grade})) if each.grade)
        assert found.meaning
