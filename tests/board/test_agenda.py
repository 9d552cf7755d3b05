"""The list before the meeting: gaps and who sees to them, order and routes, what comes late and what comes back."""

from datetime import date, timedelta

import pytest

from tests.board.casework import case, met
from tests.board.sitting import NO_MRI, SPECIALISTS, T12, at_the_table, decision, enrolled, view
from tests.clinical.test_readiness import WHOLE
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.board.desk import NotAllowed, NotThere
from tumorboard.board.readying import due_said
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case

RED = {"neurology": {"ambulation": "non_ambulatory"}}


def listed(board: Board, *cases: Case) -> str:
    """A meeting in two days with these cases; its id."""
    meeting = board.meetings.plan("Thursday", board.now() + timedelta(days=2))
    board.intake.admit(cases, meeting.id)
    return meeting.id


def states(board: Board, meeting: str) -> dict[str, str]:
    return {each.case_id: each.state for each in board.readying.all(board.meetings.get(meeting).record)}


def order(board: Board, meeting: str) -> str:
    return " ".join(board.meetings.get(meeting).record.case_ids)


def whole(key: str, **change: object) -> Case:
    return Case.model_validate({**WHOLE, "id": key, **change})


def test_a_coordinator_chases_gaps_until_the_case_is_ready(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    old = [{"kind": "mri_whole_spine", "on": "2026-09-26", "images_available": True, "reported_by": "X"}]
    lesion = {**WHOLE["lesions"][0], "escc": None}
    meeting = listed(board, whole("A", imaging=old, lesions=[lesion], patient_words=None))
    keeper = open_as("coordinator")
    (found,) = keeper.readying.all(keeper.meetings.get(meeting).record)
    assert [gap.key for gap in found.readiness.blocking] == ["mri", "escc T8", "goal"]
    assert found.readiness.blocking[0].says == "61 days old on Thu 26 Nov 2026, allowed 42"
    wednesday = clock() + timedelta(days=1, hours=4, minutes=30)
    keeper.readying.give(meeting, "A", "escc T8", "radiology", wednesday)
    keeper.readying.give(meeting, "A", "goal", "surgeon", wednesday)
    (found,) = keeper.readying.all(keeper.meetings.get(meeting).record)
    assert {key: care.owner for key, care in found.cares.items()} == {"escc T8": "radiology", "goal": "surgeon"}
    assert due_said(found.cares["goal"].due, clock()) == "in 1 d 4 h"
    new = [{**old[0], "on": "2026-11-21"}]
    record = board.cases.get("A")
    open_as("radiology").cases.save(
        whole("A", imaging=new, lesions=[lesion], patient_words=None), record.revision, "MRI"
    )
    (found,) = keeper.readying.all(keeper.meetings.get(meeting).record)
    assert [gap.key for gap in found.readiness.blocking] == ["escc T8", "goal"]
    board.cases.save(whole("A"), board.cases.get("A").revision, "the rest")
    assert states(keeper, meeting) == {"A": "ready"}


def test_a_gap_is_given_to_somebody_enrolled_before_the_meeting(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    meeting = listed(board, whole("A", question=None))
    soon = clock() + timedelta(hours=5)
    for arguments, words in (
        (("A", "question", "nobody", soon), "nobody here is called nobody"),
        (("A", "mri", "surgeon", soon), "A has no gap mri; its gaps: question"),
        (("A", "question", "surgeon", clock() - timedelta(hours=1)), "is past"),
        (("A", "question", "surgeon", clock() + timedelta(days=3)), "give a time before it"),
        (("Z", "question", "surgeon", soon), "Z is not on the list"),
    ):
        with pytest.raises(Complaint, match=words):
            board.readying.give(meeting, *arguments)
    board.readying.give(meeting, "A", "question", "surgeon", soon)
    board.readying.give(meeting, "A", "question", "radonc", soon)
    item = board.meetings.get(meeting).record.items[0]
    assert [care.owner for care in item.gaps] == ["radonc"]
    with pytest.raises(NotAllowed, match="may not give a gap"):
        open_as("surgeon").readying.give(meeting, "A", "question", "surgeon", soon)


def test_the_chair_lets_a_blocked_case_be_heard_with_a_reason(open_as: OpenAs) -> None:
    board = open_as()
    enrolled(board)
    meeting = listed(board, whole("A", question=None), whole("B"))
    with pytest.raises(NotAllowed, match="a chair may"):
        open_as("coordinator").readying.bypass(meeting, "A", "urgent")
    with pytest.raises(Complaint, match="say why"):
        board.readying.bypass(meeting, "A", " ")
    with pytest.raises(Complaint, match="B is ready"):
        board.readying.bypass(meeting, "B", "urgent")
    board.readying.bypass(meeting, "A", "surgeon leaves on Friday")
    assert states(board, meeting) == {"A": "bypassed", "B": "ready"}


def test_order_route_and_minutes_are_changed_and_two_keepers_lose_nothing(open_as: OpenAs) -> None:
    board = open_as()
    enrolled(board)
    meeting = listed(board, *(whole(key) for key in "ABC"))
    keeper = open_as("coordinator")
    board.agenda.move(meeting, "C", -1)
    keeper.agenda.set_route(meeting, "A", "information")
    board.agenda.set_minutes(meeting, "A", 20)
    keeper.agenda.move(meeting, "C", -9)
    items = board.meetings.get(meeting).record.items
    assert [(item.case_id, item.route, item.minutes) for item in items] == [
        ("C", "discuss", None),
        ("A", "information", 20),
        ("B", "discuss", None),
    ]
    with pytest.raises(Complaint, match="allowed are 1 to 240"):
        board.agenda.set_minutes(meeting, "A", 0)
    with pytest.raises(NotThere, match="Z is not on the list"):
        board.agenda.move(meeting, "Z", 1)
    with pytest.raises(NotAllowed, match="may not change the agenda"):
        open_as("surgeon").agenda.move(meeting, "A", 1)


def test_an_emergency_stays_first_until_somebody_answers_for_it(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    meeting = listed(board, whole("A", **RED), whole("B"))
    with pytest.raises(Complaint, match="A is an emergency and stays first"):
        board.agenda.move(meeting, "B", -1)
    with pytest.raises(Complaint, match="stays first"):
        board.agenda.take(meeting, ["B", "A"])
    board.emergencies.override(meeting, "A", "already on steroids", "Dr X, 4711", clock())
    board.agenda.move(meeting, "B", -1)
    assert order(board, meeting) == "B A"


def test_after_the_cut_off_a_case_is_asked_for_and_a_chair_allows_it(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    met(board, whole("X"))
    meeting = board.meetings.plan("Thursday", clock() + timedelta(days=2), cut_off=clock() + timedelta(days=1)).id
    keeper = open_as("coordinator")
    clock.advance(days=1, hours=4)
    with pytest.raises(Complaint, match="say why the case comes late"):
        keeper.agenda.add(meeting, "X")
    keeper.agenda.add(meeting, "X", late_reason="seen this afternoon", because="new weakness")
    item = board.running.allow_late(meeting, "X", "urgent enough").items[0]
    assert item.late is not None
    assert item.late.allowed is not None
    assert (item.late.asked.by, item.late.asked.reason, item.late.allowed.by) == (
        "coordinator",
        "seen this afternoon",
        "chair",
    )
    assert item.listed_because == "new weakness"
    with pytest.raises(Complaint, match="X: on the list of Thursday already"):
        keeper.agenda.add(meeting, "X", late_reason="again")


def test_deferred_cases_are_proposed_when_their_day_has_come_and_no_other_meeting_lists_them(
    open_as: OpenAs, clock: Clock
) -> None:
    board, first = at_the_table(open_as, *SPECIALISTS)
    board.running.defer(first, "A", "imaging_missing", "radiology", date(2026, 12, 1))
    board.running.defer(first, "B", "time_ran_out", "surgeon", date(2027, 1, 15))
    following = board.meetings.plan("Next", clock() + timedelta(days=14))
    (waiting,) = board.agenda.waiting(following)
    assert (waiting.case_id, waiting.next_date, waiting.deferral.owner) == ("A", date(2026, 12, 1), "radiology")
    board.agenda.add(following.id, "A", because="MRI is here")
    assert board.agenda.waiting(board.meetings.get(following.id).record) == []
    later = board.meetings.plan("Later", clock() + timedelta(days=60))
    assert [each.case_id for each in board.agenda.waiting(later)] == ["B"]


def test_what_the_last_meeting_did_not_decide_is_copied(open_as: OpenAs, clock: Clock) -> None:
    board, first = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(first, "A", decision("sbrt", **NO_MRI))
    following = board.meetings.plan("Next", clock() + timedelta(days=14))
    last = board.agenda.last_before(following)
    assert last is not None
    assert last.id == first
    with pytest.raises(Complaint, match="A was decided"):
        board.agenda.carry_over(following.id, ["A"])
    board.agenda.carry_over(following.id, ["B"])
    item = board.meetings.get(following.id).record.items[0]
    assert (item.case_id, item.listed_because, item.state) == ("B", f"carried over from {last.title}", "listed")
    assert board.agenda.last_before(last) is None


def test_a_proposed_order_says_why_and_is_taken_as_it_is(open_as: OpenAs) -> None:
    board = open_as()
    enrolled(board)
    hard = whole("hard", lesions=[WHOLE["lesions"][0], {**WHOLE["lesions"][0], "level": "L2", "escc": "1c"}])
    cases = (
        whole(
            "plain",
            lesions=[{**WHOLE["lesions"][0], "escc": "0", "stability_judgment": "stable"}],
            neurology={**WHOLE["neurology"], "myelopathy": False},
        ),
        whole("told", route="information"),
        whole("gap", question=None),
        hard,
        whole("red", **RED),
    )
    meeting = listed(board, *cases)
    proposed = board.agenda.proposed(meeting)
    assert proposed.case_ids == ("red", "hard", "plain", "gap", "told")
    whys = [row.why for row in proposed.rows]
    assert whys[0].startswith("emergency: first")
    assert "2 lesions" in whys[1]
    assert "ESCC at the line" in whys[1]
    assert whys[3] == "towards the end, so that it can still arrive: question to the board missing"
    assert whys[4] == "information: listed at the end, not discussed"
    assert (proposed.minutes, proposed.break_after) == (40, 2)
    assert order(board, meeting) == "plain told gap hard red"
    board.agenda.take(meeting, proposed.case_ids)
    assert order(board, meeting) == "red hard plain gap told"
    with pytest.raises(Complaint, match="the list was changed meanwhile"):
        board.agenda.take(meeting, ["red"])


def test_a_sealed_view_is_never_read_for_the_order(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.cases.save(whole("B"), board.cases.get("B").revision, "whole")
    open_as("surgeon").views.submit(meeting, "B", view("stabilization_open"))
    open_as("radonc").views.submit(meeting, "B", view("sbrt"))
    before = {row.case_id: row.why for row in board.agenda.proposed(meeting).rows}
    assert "views part" not in before["B"]
    board.views.reveal(meeting, "B")
    after = {row.case_id: row.why for row in board.agenda.proposed(meeting).rows}
    assert "views part" in after["B"]


def test_a_closed_list_stays_as_it_is(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as)
    for key in "AB":
        board.running.note(meeting, key, "for information")
    board.running.close(meeting)
    with pytest.raises(Complaint, match="is closed; its list stays as it is"):
        board.agenda.move(meeting, "A", 1)
    with pytest.raises(Complaint, match="is closed; its list stays as it is"):
        board.readying.bypass(meeting, "A", "why")


def test_lists_of_a_board_are_counted_apart(open_as: OpenAs) -> None:
    board = open_as()
    meeting = met(board, case("A", **T12))
    assert states(board, meeting) == {"A": "blocked"}
