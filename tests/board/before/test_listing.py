"""What comes onto a list: late with a reason and a chair's leave (W3), carried over, and deferred to this day."""

from datetime import date, timedelta

import pytest

from tests.board.casework import met
from tests.board.preparing import whole
from tests.board.sitting import NO_MRI, SPECIALISTS, at_the_table, decision, enrolled
from tests.conftest import Clock, OpenAs
from tumorboard.board.desk import NotThere
from tumorboard.complaint import Complaint


def test_after_the_cut_off_a_case_is_asked_for_and_a_chair_allows_it(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    met(board, whole("X"), whole("Y"))
    meeting = board.meetings.plan("Thursday", clock() + timedelta(days=2), cut_off=clock() + timedelta(days=1)).id
    keeper = open_as("coordinator")
    clock.advance(days=1, hours=4)
    with pytest.raises(Complaint, match="say why the case comes late"):
        keeper.agenda.add(meeting, "X")
    assert board.meetings.get(meeting).record.items == ()
    keeper.agenda.add(meeting, "X", late_reason="seen this afternoon", because="new weakness")
    item = board.running.allow_late(meeting, "X", "urgent enough").items[0]
    assert item.late is not None
    assert item.late.allowed is not None
    assert (item.late.asked.by, item.late.asked.reason) == ("coordinator", "seen this afternoon")
    assert (item.late.allowed.by, item.late.allowed.reason) == ("chair", "urgent enough")
    assert item.listed_because == "new weakness"
    with pytest.raises(Complaint, match="X: on the list of Thursday already"):
        keeper.agenda.add(meeting, "X", late_reason="again")
    with pytest.raises(NotThere, match="no case is called Z"):
        keeper.agenda.add(meeting, "Z", late_reason="again")
    board.agenda.add_all(meeting, {"Y": None}, late_reason="I ask and allow")
    item = board.meetings.get(meeting).record.items[1]
    assert item.late is not None
    assert item.late.allowed == item.late.asked


def test_a_case_that_came_late_is_not_carried_over_without_a_reason_either(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    met(board, whole("X"))
    meeting = board.meetings.plan("Thursday", clock() + timedelta(days=2), cut_off=clock() + timedelta(days=1)).id
    clock.advance(days=1, minutes=1)
    left = {"X": "not heard"}
    with pytest.raises(Complaint, match="say why the case comes late"):
        board.agenda.add_all(meeting, left)
    assert board.agenda.add_all(meeting, left, late_reason="not heard").items[0].late is not None


def test_deferred_cases_are_proposed_when_their_day_has_come_and_no_other_meeting_lists_them(
    open_as: OpenAs, clock: Clock
) -> None:
    board, first = at_the_table(open_as, *SPECIALISTS)
    board.running.defer(first, "A", "imaging_missing", "radiology", date(2026, 12, 8))
    board.running.defer(first, "B", "other", "surgeon", date(2027, 1, 15), "travels until then")
    day_before = board.meetings.plan("Monday", clock() + timedelta(days=13))
    assert board.agenda.waiting(day_before) == []
    following = board.meetings.plan("Next", clock() + timedelta(days=14))
    (waiting,) = board.agenda.waiting(following)
    assert (waiting.case_id, waiting.from_meeting.id, waiting.reason, waiting.owner, waiting.next_date) == (
        "A",
        first,
        "imaging missing",
        "radiology",
        date(2026, 12, 8),
    )
    later = board.meetings.plan("Later", clock() + timedelta(days=60))
    assert [(each.case_id, each.reason) for each in board.agenda.waiting(later)] == [
        ("A", "imaging missing"),
        ("B", "travels until then"),
    ]
    board.agenda.add(following.id, "A", because="MRI is here")
    assert board.agenda.waiting(board.meetings.get(following.id).record) == []
    assert [each.case_id for each in board.agenda.waiting(later)] == ["B"]


def test_what_the_last_meeting_did_not_decide_is_copied_with_route_and_minutes(open_as: OpenAs, clock: Clock) -> None:
    board, first = at_the_table(open_as, *SPECIALISTS)
    board.agenda.set_route(first, "B", "standard_of_care")
    board.agenda.set_minutes(first, "B", 5)
    board.decisions.record(first, "A", decision("sbrt", **NO_MRI))
    board.agenda.set_minutes(first, "A", 7)
    following = board.meetings.plan("Next", clock() + timedelta(days=14))
    proposed = {each.case_id: each.because for each in board.agenda.candidates(following) if each.why == "left"}
    assert proposed == {"B": "not heard at Spine MDT"}
    again, decided = board.agenda.add_all(following.id, {**proposed, "A": "progression"}).items
    assert (again.case_id, again.route, again.minutes, again.state) == ("B", "standard_of_care", 5, "listed")
    assert again.listed_because == "not heard at Spine MDT"
    assert (decided.case_id, decided.minutes) == ("A", None), "what was decided comes as any other case"
