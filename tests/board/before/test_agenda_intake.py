"""A list out of a spreadsheet: order, routes and minutes, all of its rows or none."""

import pytest

from tests.board.casework import case, met, person
from tests.conftest import Clock, OpenAs
from tumorboard.board.before.intake import Comparison
from tumorboard.board.board import Board
from tumorboard.board.desk import NotAllowed, NotThere
from tumorboard.complaint import Complaint
from tumorboard.exchange.listed_cases import ListedCase, listed_cases


@pytest.fixture
def meeting(board: Board) -> str:
    """A meeting with three cases."""
    return met(board, case("A", route="discuss"), case("B"), case("C"))


def listed(board: Board, meeting: str) -> list[tuple[str, str | None, int | None]]:
    return [(item.case_id, item.route, item.minutes) for item in board.meetings.get(meeting).record.items]


def row(case_id: str, order: int | None = None, **said: object) -> ListedCase:
    return ListedCase.of(case_id=case_id, order=order, **said)


def test_order_routes_and_minutes_are_taken_and_empty_cells_leave_what_stands(board: Board, meeting: str) -> None:
    rows = [row("A", 3, minutes=20), row("C", 1, route="information"), row("B", 2)]
    expected = Comparison((), ("A", "C", "B"), ())
    before = board.revision()
    assert board.agenda_intake.compare(rows, meeting) == expected
    assert board.revision() == before, "comparing saves nothing"
    assert board.agenda_intake.admit(rows, meeting) == expected
    assert listed(board, meeting) == [("C", "information", None), ("B", None, None), ("A", "discuss", 20)]
    assert board.revision() == before + 1
    assert board.agenda_intake.admit(rows, meeting) == Comparison((), (), ("A", "C", "B"))
    assert board.revision() == before + 1


def test_a_case_without_a_row_stays_behind_those_with_one(board: Board, meeting: str) -> None:
    assert board.agenda_intake.admit([row("C"), row("B")], meeting).changed == ("C", "B")
    assert [key for key, *_ in listed(board, meeting)] == ["C", "B", "A"]


def test_a_case_of_the_store_comes_onto_the_list_and_an_unknown_one_forbids_all(board: Board, meeting: str) -> None:
    met(board, case("X", route="standard_of_care"), title="Later")
    before = listed(board, meeting)
    with pytest.raises(NotThere, match="case NONE is not here; import the cases first; nothing imported"):
        board.agenda_intake.admit([row("X", 1), row("NONE", 2)], meeting)
    assert listed(board, meeting) == before
    assert board.agenda_intake.admit([row("X", 1, minutes=5)], meeting).added == ("X",)
    assert listed(board, meeting)[0] == ("X", "standard_of_care", 5)


def test_a_case_that_comes_after_the_cut_off_says_why(board: Board, meeting: str, clock: Clock) -> None:
    met(board, case("X"), case("Y"), title="Later")
    board.meetings.change(meeting, cut_off=clock())
    clock.advance(minutes=1)
    with pytest.raises(Complaint, match="late-reason"):
        board.agenda_intake.compare([row("X")], meeting)
    board.agenda_intake.admit([row("X", late_reason="seen today"), row("Y")], meeting, "the ward forgot")
    items = board.meetings.get(meeting).record.items
    assert [item.late.asked.reason for item in items if item.late] == ["seen today", "the ward forgot"]


def test_an_emergency_stays_first_and_is_discussed(board: Board, meeting: str) -> None:
    board.intake.admit([case("RED", neurology={"progression": "rapid"})], meeting)
    with pytest.raises(Complaint, match="RED is an emergency and is discussed"):
        board.agenda_intake.admit([row("RED", 4, route="information")], meeting)
    board.agenda_intake.admit([row("B", 1), row("RED", 2)], meeting)
    assert [key for key, *_ in listed(board, meeting)] == ["RED", "B", "A", "C"]


def test_what_is_exported_comes_back_as_it_was(board: Board, meeting: str) -> None:
    board.agenda.set_minutes(meeting, "B", 12)
    board.agenda.move(meeting, "C", -2)
    rows = listed_cases(board.agenda.order(board.meetings.get(meeting).record))
    assert board.agenda_intake.compare(rows, meeting) == Comparison((), (), ("C", "A", "B"))


def test_a_specialist_may_not_and_an_unknown_meeting_is_named(board: Board, meeting: str, open_as: OpenAs) -> None:
    board.people.add(person("spec", "specialist"))
    with pytest.raises(NotAllowed):
        open_as("spec").agenda_intake.compare([row("A", 2)], meeting)
    with pytest.raises(NotThere, match="no meeting is called none"):
        board.agenda_intake.compare([row("A")], "none")


def test_what_only_the_board_can_say_is_told_and_not_taken(board: Board, meeting: str) -> None:
    rows = [
        row("A", state="decided"),
        row("B", state="listed"),
        row("C", late_allowed_by="somebody", late_reason="late"),
    ]
    assert board.agenda_intake.not_taken(rows, meeting) == [
        "A: state decided",
        "C: late_allowed_by somebody",
        "C: late_reason late",
    ]
    assert board.agenda_intake.admit(rows, meeting).changed == ()
    as_it_stands = listed_cases(board.agenda.order(board.meetings.get(meeting).record))
    assert board.agenda_intake.not_taken(as_it_stands, meeting) == []
