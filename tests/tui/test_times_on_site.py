"""Recorded times as the clock of the site shows them, over a change of the clocks and from another zone."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conftest import MachineIn
from tests.strategies import read
from tests.tui.shown import T8_RENAL
from tumorboard.board.board import Board
from tumorboard.board.desk import Filed
from tumorboard.board.working import WorkingCase
from tumorboard.clinical.assessment import assess
from tumorboard.clinical.policy import Policy
from tumorboard.tui.cited import cited
from tumorboard.tui.lines import plain
from tumorboard.tui.panes.facts import facts_rows
from tumorboard.tui.panes.header import header_lines
from tumorboard.tui.session.view import CaseView

AFTER_THE_CHANGE = datetime(2026, 10, 25, 9, 0, tzinfo=UTC)
"""In Berlin ten o'clock, after the night on which the clock was put back."""


@pytest.fixture(autouse=True)
def berlin(machine_in: MachineIn) -> None:
    machine_in("Europe/Berlin")


def seen(suspected: str, **more: Any) -> CaseView:
    """The case of cord compression as it is seen on the morning after the change."""
    neurology = {**T8_RENAL["neurology"], "suspected": suspected, **more.pop("neurology", {})}
    case = read({**T8_RENAL, "neurology": neurology, **more})
    working = WorkingCase.of(Filed(case, 1))
    return CaseView.of(working, assess(case, Policy()), 1, Policy(), AFTER_THE_CHANGE.astimezone(), None)


def words(view: CaseView) -> str:
    """What the header and the facts say."""
    lines = [*header_lines(view, 200), *(row.line for row in facts_rows(view, 200))]
    return " ".join(" ".join(map(plain, lines)).split())


@pytest.mark.parametrize("suspected", ["2026-10-24T22:40", "2026-10-24T22:40+02:00", "2026-10-24T20:40Z"])
def test_the_scan_is_due_24_hours_after_the_suspicion_that_passed(board: Board, suspected: str) -> None:
    view = seen(suspected)
    assert "MRI due Sun 21:40 (in 11 h)" in words(view)
    assert "suspected Sat 24 Oct 2026 22:40" in words(view)
    clock = next(each for each in cited(board, view, "facts")[1] if each.subject.startswith("whole-spine MRI, neuro"))
    assert clock.subject.endswith("due Sun 25 Oct 2026 21:40")
    assert clock.computed_from[0] == "suspicion: Sat 24 Oct 2026 22:40"


@pytest.mark.parametrize(
    ("suspected", "on", "due"),
    [
        ("2026-10-24T22:40", "2026-10-24", "due Sun 21:40 ·"),
        ("2026-10-23T07:00", "2026-10-23", "due Sat 07:00: past (28 h ago)"),
    ],
)
def test_of_a_scan_whose_hour_is_not_recorded_it_is_said_whether_it_was_due(suspected: str, on: str, due: str) -> None:
    said = words(seen(suspected, imaging=[{"kind": "mri_whole_spine", "on": on}]))
    assert f"MRI on the day, time not recorded; {due}" in said


@pytest.mark.parametrize("lost", ["2026-10-24T20:00", "2026-10-24T18:00Z"])
def test_hours_without_walking_are_those_that_passed(board: Board, lost: str) -> None:
    view = seen("2026-10-24T22:40", neurology={"ambulation": "non_ambulatory", "walking_lost": lost})
    assert "15.0 h" in words(view)
    assert any("15.0 h" in each for found in cited(board, view, "facts")[1] for each in found.computed_from)


def test_an_onset_and_a_scan_are_as_long_ago_as_passed_and_shown_in_the_zone_of_the_site(board: Board) -> None:
    scan = {"kind": "mri_whole_spine", "on": "2026-10-24T21:10Z"}
    said = words(seen("2026-10-24T22:40", neurology={"onset": "2026-10-24T20:00"}, imaging=[scan]))
    assert "onset 15 h ago" in said
    assert "MRI 11 h ago" in said
    assert "mri whole spine 2026-10-24 23:10" in said


@pytest.mark.parametrize("mistyped", ["9999-12-31T23:00", "9999-12-31T23:00-12:00", "0001-01-01T00:00+14:00"])
def test_a_year_that_was_mistyped_breaks_no_pane(board: Board, mistyped: str) -> None:
    view = seen(mistyped, neurology={"onset": mistyped, "walking_lost": mistyped, "ambulation": "non_ambulatory"})
    assert "suspected" in words(view)
    assert cited(board, view, "facts")[1]
