"""Cases coming onto a meeting: added, changed or duplicate, discussed again elsewhere, and all in one commit."""

from datetime import datetime

import pytest

from tests.board.casework import Interrupted, case, met
from tests.board.sitting import at_the_table
from tests.conftest import Clock, OpenAs
from tumorboard.board.before.intake import Comparison
from tumorboard.board.board import Board
from tumorboard.board.desk import NotThere
from tumorboard.complaint import Complaint


@pytest.fixture
def meeting(board: Board) -> str:
    """A meeting without cases."""
    return met(board)


def agenda(board: Board, meeting: str) -> list[str]:
    return list(board.meetings.get(meeting).record.case_ids)


def test_new_cases_are_added_in_their_order(board: Board, meeting: str) -> None:
    arrived = [case("B", notes="second"), case("A"), case("C")]
    assert board.intake.admit(arrived, meeting) == Comparison(("B", "A", "C"), (), ())
    assert agenda(board, meeting) == ["B", "A", "C"]
    assert [each.record for each in board.cases.of(board.meetings.get(meeting).record)] == arrived


def test_more_cases_come_after_those_that_are_listed(board: Board, meeting: str) -> None:
    board.intake.admit([case("B")], meeting)
    board.intake.admit([case("A"), case("B")], meeting)
    assert agenda(board, meeting) == ["B", "A"]


def test_the_route_of_a_case_is_its_route_on_the_agenda(board: Board, meeting: str) -> None:
    board.intake.admit([case("A", route="emergency"), case("B")], meeting)
    assert [item.route for item in board.meetings.get(meeting).record.items] == ["emergency", None]


def test_added_changed_and_duplicate_are_told_apart_and_committed_in_one_step(board: Board, meeting: str) -> None:
    board.intake.admit([case("same", notes="x"), case("other", notes="old")], meeting)
    revision = board.revision()
    arrived = [case("same", notes="x"), case("other", notes="new"), case("new")]
    expected = Comparison(("new",), ("other",), ("same",))
    assert board.intake.compare(arrived, meeting) == expected
    assert board.revision() == revision, "comparing saves nothing"
    assert board.intake.admit(arrived, meeting) == expected
    assert board.revision() == revision + 1
    assert board.cases.get("other").record.notes == "new"
    assert (board.cases.get("same").revision, board.cases.get("other").revision) == (revision, revision + 1)
    assert agenda(board, meeting) == ["same", "other", "new"]


def test_the_same_file_again_saves_nothing(board: Board, meeting: str) -> None:
    arrived = [case("A", notes="x"), case("B")]
    board.intake.admit(arrived, meeting)
    revision = board.revision()
    assert board.intake.admit(arrived, meeting) == Comparison((), (), ("A", "B"))
    assert board.revision() == revision


def test_nothing_recorded_and_null_are_the_same_content(board: Board, meeting: str) -> None:
    board.intake.admit([case("A")], meeting)
    written = case("A", notes=None, patient={"family_name": None}, lesions=[])
    assert board.intake.compare([written], meeting) == Comparison((), (), ("A",))


def test_a_case_on_a_second_meeting_is_discussed_again_and_stays_one_case(board: Board, meeting: str) -> None:
    board.intake.admit([case("A", notes="x")], meeting)
    revision = board.cases.get("A").revision
    again = met(board, title="A week later")
    assert board.intake.admit([case("A", notes="x")], again) == Comparison(("A",), (), ())
    assert (agenda(board, meeting), agenda(board, again)) == (["A"], ["A"])
    assert board.cases.get("A").revision == revision


def test_a_case_discussed_again_with_new_content_is_the_new_case_on_both_meetings(board: Board, meeting: str) -> None:
    board.intake.admit([case("A", notes="old")], meeting)
    again = met(board, case("A", notes="new"), title="A week later")
    for key in (meeting, again):
        assert [each.record.notes for each in board.cases.of(board.meetings.get(key).record)] == ["new"]
    assert board.cases.undo("A").record.notes == "old"


def test_an_unknown_meeting_takes_nothing(board: Board) -> None:
    revision = board.revision()
    with pytest.raises(NotThere, match="no meeting is called nope"):
        board.intake.admit([case("A")], "nope")
    assert board.revision() == revision


def test_cases_that_others_list_meanwhile_are_kept(open_as: OpenAs, clock: Clock) -> None:
    other = open_as()
    meeting = met(other)
    mine = open_as(now=Interrupted(clock, lambda: other.intake.admit([case("THEIRS")], meeting)))
    assert mine.intake.admit([case("MINE")], meeting).added == ("MINE",)
    assert agenda(mine, meeting) == ["THEIRS", "MINE"]


def test_a_case_that_somebody_imports_meanwhile_is_then_a_duplicate(open_as: OpenAs, clock: Clock) -> None:
    other = open_as()
    meeting = met(other)
    mine = open_as(now=Interrupted(clock, lambda: other.intake.admit([case("A")], meeting)))
    assert mine.intake.admit([case("A")], meeting) == Comparison((), (), ("A",))
    assert agenda(mine, meeting) == ["A"]


def test_a_meeting_that_changes_all_the_time_is_given_up_with_a_word(open_as: OpenAs, clock: Clock) -> None:
    other = open_as()
    meeting = met(other)
    numbers = iter(range(1000))

    def restless() -> object:
        return other.intake.admit([case(f"X{next(numbers)}")], meeting)

    def restless_time() -> datetime:
        return Interrupted(clock, restless)()

    mine = open_as(now=restless_time)
    with pytest.raises(Complaint, match="try again"):
        mine.intake.admit([case("MINE")], meeting)
    assert "MINE" not in agenda(other, meeting)


def test_nothing_comes_onto_a_meeting_that_is_closed(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as)
    for key in "AB":
        board.running.note(meeting, key, "for information")
    board.running.close(meeting)
    with pytest.raises(Complaint, match="is closed; its list stays as it is"):
        board.intake.admit([case("C")], meeting)
    with pytest.raises(Complaint, match="is closed"):
        board.intake.compare([case("C")], meeting)
