"""The running order that is proposed: who goes first, who last, where the break is, and why."""

from datetime import timedelta

import pytest

from tests.board.preparing import LESION, RED, listed, whole
from tests.board.sitting import NO_MRI, SPECIALISTS, at_the_table, decision, enrolled, view
from tests.conftest import Clock, OpenAs
from tumorboard.board.before.running_order import break_after
from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import Dissent


def order(board: Board, meeting: str) -> str:
    return " ".join(board.meetings.get(meeting).record.case_ids)


def test_a_proposed_order_says_why_and_is_taken_as_it_is(open_as: OpenAs) -> None:
    board = open_as()
    enrolled(board)
    edge = {**LESION, "level": "L2", "escc": "1c", "stability_judgment": "stable"}
    hard = whole("hard", lesions=[LESION, edge])
    cases = (whole("plain"), whole("told", route="information"), whole("gap", question=None, patient_words=None), hard)
    meeting = listed(board, *cases, whole("red", **RED))
    proposed = board.agenda.proposed(meeting)
    assert proposed.case_ids == ("red", "hard", "plain", "gap", "told")
    assert [row.why for row in proposed.rows] == [
        "emergency: first, unless somebody answers for it",
        "early: 2 lesions, SINS 7–12, ESCC at the line",
        "as it stood: nothing makes it hard",
        "after those that are ready, so that it can still arrive: question to the board missing and 1 more",
        "information: listed at the end, not discussed",
    ]
    assert (proposed.minutes, proposed.break_after) == (40, 2)
    assert order(board, meeting) == "plain told gap hard red"
    board.agenda.take(meeting, proposed.case_ids)
    assert order(board, meeting) == "red hard plain gap told"
    with pytest.raises(Complaint, match="the list was changed meanwhile"):
        board.agenda.take(meeting, ["red"])


def test_a_case_that_is_routed_as_an_emergency_stands_early_although_no_sign_is_recorded(open_as: OpenAs) -> None:
    board = open_as()
    meeting = listed(board, whole("A"), whole("B", route="emergency"))
    proposed = board.agenda.proposed(meeting)
    assert [(row.case_id, row.why) for row in proposed.rows] == [
        ("B", "early: its route is emergency"),
        ("A", "as it stood: nothing makes it hard"),
    ]


def test_a_bypassed_case_is_heard_as_one_that_is_ready(open_as: OpenAs) -> None:
    board = open_as()
    meeting = listed(board, whole("A", question=None))
    assert board.agenda.proposed(meeting).rows[0].why.startswith("after those that are ready")
    board.readying.bypass(meeting, "A", "urgent")
    assert board.agenda.proposed(meeting).rows[0].why == "as it stood: nothing makes it hard"


def test_a_sealed_view_is_never_read_for_the_order(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.cases.save(whole("B"), board.cases.get("B").revision, "whole")
    theirs = open_as("surgeon")
    theirs.views.submit(meeting, "B", view("stabilization_open"))
    open_as("radonc").views.submit(meeting, "B", view("sbrt"))
    for each in (board, theirs):
        whys = {row.case_id: row.why for row in each.agenda.proposed(meeting).rows}
        assert whys["B"] == "as it stood: nothing makes it hard"
    board.views.reveal(meeting, "B")
    whys = {row.case_id: row.why for row in board.agenda.proposed(meeting).rows}
    assert whys["B"] == "early: views part"


def test_views_of_one_kind_do_not_part_and_dissents_of_earlier_meetings_count(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.cases.save(whole("B"), board.cases.get("B").revision, "whole")
    open_as("surgeon").views.submit(meeting, "B", view("cebrt", "brace"))
    open_as("radonc").views.submit(meeting, "B", view("cebrt"))
    board.views.reveal(meeting, "B")
    record = board.decisions.record(meeting, "B", decision("cebrt", **NO_MRI))
    following = board.meetings.plan("Next", clock() + timedelta(days=14)).id
    board.agenda.add(following, "B")
    assert board.agenda.proposed(following).rows[0].why == "as it stood: nothing makes it hard"
    open_as("surgeon").decisions.dissent(record.id, Dissent(person_id="surgeon", position="fix it"))
    assert board.agenda.proposed(following).rows[0].why == "early: 1 earlier dissent"


def test_what_was_heard_stays_first_and_takes_no_more_minutes(open_as: OpenAs) -> None:
    board = open_as()
    meeting = listed(board, whole("A"), whole("B"), whole("R", **RED))
    board.agenda.set_minutes(meeting, "B", 25)
    board.running.open(meeting)
    board.running.note(meeting, "A", "for information")
    proposed = board.agenda.proposed(meeting)
    assert [(row.case_id, row.minutes) for row in proposed.rows] == [("A", 0), ("R", 10), ("B", 25)]
    assert proposed.rows[0].why == "noted already: it stays where it was heard"
    board.agenda.take(meeting, proposed.case_ids)
    assert order(board, meeting) == "A R B"


def test_a_late_case_that_nobody_allowed_waits_at_the_end(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    listed(board, whole("L"))
    meeting = board.meetings.plan("Friday", clock() + timedelta(days=2, hours=1), cut_off=clock()).id
    clock.advance(hours=1)
    keeper = open_as("coordinator")
    keeper.agenda.add(meeting, "L", late_reason="came today")
    assert "no chair has allowed it yet" in board.agenda.proposed(meeting).rows[0].why
    board.running.allow_late(meeting, "L", "urgent enough")
    assert board.agenda.proposed(meeting).rows[0].why == "as it stood: nothing makes it hard"


@pytest.mark.parametrize(
    ("minutes", "after"),
    [
        ([], None),
        ([10, 10, 10], None),
        ([10, 10, 10, 10], 2),
        ([30, 10, 10, 10], 1),
        ([10, 40, 10, 10], 2),
        ([60], None),
        ([20, 20, 0, 0], 1),
        ([0, 0, 20, 20], 3),
    ],
)
def test_the_break_stands_nearest_to_half_of_the_minutes(minutes: list[int], after: int | None) -> None:
    assert break_after(minutes) == after
