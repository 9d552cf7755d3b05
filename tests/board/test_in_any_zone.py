"""Days are the site's, wherever it is and whatever hour it is there: none is counted by the clock of another place."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.board.casework import case, met
from tests.board.preparing import MRI, listed, ready, whole
from tests.board.sitting import NO_MRI, SPECIALISTS, T12, at_the_table, decision, enrolled
from tests.conftest import Clock, MachineIn, OpenAs
from tumorboard.board.board import Board
from tumorboard.board.history import moment_of
from tumorboard.complaint import Complaint

ZONES = ["Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "Europe/Berlin"]
DAY = date(2026, 11, 24)
HOURS = [(0, 10), (7, 30), (23, 50)]
CT = {"kind": "ct", "on": "2026-11-20", "images_available": True}
WITHIN = {"within_24_h": 1, "within_1_week": 7, "within_4_weeks": 28}
NIGHT_OF_THE_CHANGE = datetime(2026, 10, 25, 9, tzinfo=UTC)
"""In Berlin the clock was put back six hours and more before."""


@pytest.fixture(
    params=[(zone, *at) for zone in ZONES for at in HOURS], ids=lambda each: f"{each[0]} {each[1]:02}:{each[2]:02}"
)
def there(request: pytest.FixtureRequest, machine_in: MachineIn, clock: Clock) -> Clock:
    """A clock that shows an hour of the 24th of November in a zone."""
    zone, hour, minute = request.param
    machine_in(zone)
    clock.at = datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone()
    assert (clock().date(), clock().hour) == (DAY, hour)
    return clock


def test_what_a_decision_asks_for_is_due_so_many_days_after_its_day(there: Clock, open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    steps = [{"modality": "sbrt", "owner": "radonc", "timing": timing} for timing in WITHIN]
    record = board.decisions.record(meeting, "A", decision(steps=steps, **NO_MRI))
    assert [each.due for each in board.fates.actions()] == [DAY + timedelta(days=each) for each in WITHIN.values()]
    proposed = board.planning.proposed(record)
    reference = {each.kind: each.due for each in proposed}
    next_mri = board.planning.next_mri(case("A", **T12), record.decision, "T12")
    assert next_mri is not None
    assert next_mri.due == date(2027, 1, 3)
    there.advance(days=20)
    assert {each.kind: each.due for each in board.planning.proposed(record)} == reference
    assert reference["restaging"] == date(2027, 2, 16)


def test_what_comes_today_is_to_come_and_what_was_yesterday_is_past(there: Clock, open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    followup = board.planning.plan("A", "ct", DAY, "radonc")
    with pytest.raises(Complaint, match="2026-11-23 is past"):
        board.planning.plan("B", "ct", DAY - timedelta(days=1), "radonc")
    with pytest.raises(Complaint, match="is not to come"):
        board.running.defer(meeting, "B", "no_quorum", "radonc", DAY)
    board.running.defer(meeting, "B", "no_quorum", "radonc", DAY + timedelta(days=1))
    with pytest.raises(Complaint, match="2026-11-25 is still to come; today is 2026-11-24"):
        advance(board, followup.id, on=DAY + timedelta(days=1))
    advance(board, followup.id, on=DAY)
    assert board.followups.get(followup.id).record.seen_on == DAY


def advance(board: Board, key: str, *, on: date) -> None:
    board.followups.advance(key, "done", on=on, started_from=board.followups.get(key).revision)


def test_the_meeting_of_today_is_the_next_until_midnight(there: Clock, open_as: OpenAs) -> None:
    board = open_as()
    today = board.meetings.plan("Today", there()).id
    board.meetings.plan("Next", there() + timedelta(days=7))
    assert today == "20261124-today"
    there.at = there.at.replace(hour=23, minute=59)
    assert board.meetings.to_come()[0].id == today
    there.advance(minutes=1)
    assert [each.title for each in board.meetings.to_come()] == ["Next"]


@pytest.mark.parametrize(("on", "old"), [("2026-10-15", 42), ("2026-10-14", 43)])
def test_an_examination_is_as_old_as_its_day_at_the_meeting(there: Clock, open_as: OpenAs, on: str, old: int) -> None:
    board = open_as()
    meeting = listed(board, whole("A", imaging=[{**MRI, "on": on}, CT]))
    assert [gap.key for gap in ready(board, meeting).readiness.blocking] == (["mri"] if old > 42 else [])


def test_the_day_of_a_scan_that_another_system_told_in_utc_is_the_sites(open_as: OpenAs, machine_in: MachineIn) -> None:
    machine_in("Pacific/Auckland")
    board = open_as()
    meeting = listed(board, whole("A", imaging=[{**MRI, "on": "2026-10-14T20:00:00Z"}, CT]))
    assert board.meetings.get(meeting).record.starts.astimezone().date() == date(2026, 11, 26)
    assert [gap.key for gap in ready(board, meeting).readiness.blocking] == []


def in_berlin(open_as: OpenAs, machine_in: MachineIn, at: datetime = NIGHT_OF_THE_CHANGE) -> Board:
    machine_in("Europe/Berlin")
    board = open_as(now=Clock(at.astimezone()))
    enrolled(board)
    return board


@pytest.mark.parametrize(("suspected", "hours"), [("2026-10-24T22:00", 13.0), ("2026-10-24T20:00Z", 13.0)])
def test_hours_since_a_suspicion_are_those_that_passed_over_a_change_of_the_clocks(
    open_as: OpenAs, machine_in: MachineIn, suspected: str, hours: float
) -> None:
    board = in_berlin(open_as, machine_in)
    red: dict[str, Any] = {**T12, "neurology": {"progression": "rapid", "suspected": suspected}}
    meeting = met(board, case("A", **red))
    record = board.decisions.record(meeting, "A", decision("sbrt", without_quorum="at night", departure="unstable"))
    assert record.hours_from_suspicion == hours


def test_a_meeting_before_the_clock_was_put_back_is_of_its_own_day_still(
    open_as: OpenAs, machine_in: MachineIn
) -> None:
    board = in_berlin(open_as, machine_in, datetime(2026, 10, 25, 22, 50, tzinfo=UTC))
    key = board.meetings.plan("Night", datetime(2026, 10, 24, 22, 10, tzinfo=UTC).astimezone()).id
    assert key == "20261025-night"
    assert [each.id for each in board.meetings.to_come()] == [key]


@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01", "9999-12-31T23:59"])
@pytest.mark.parametrize("zone", ZONES)
def test_a_day_at_the_end_of_the_calendar_is_a_day_or_refused(machine_in: MachineIn, zone: str, typed: str) -> None:
    machine_in(zone)
    try:
        assert moment_of(typed).year in (1, 9999)
    except Complaint as complaint:
        assert "lies outside the calendar" in str(complaint)
