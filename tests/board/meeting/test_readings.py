"""The board's reading: a lab that looks like another unit is confirmed as it stands, by whom and why."""

import pytest

from tests.board.casework import case, met
from tests.board.sitting import T12, at_the_table
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case

BILIRUBIN = "systemic.labs.bilirubin_mg_dl"


def jaundiced(bilirubin: float) -> Case:
    return case("A", **{**T12, "systemic": {**T12["systemic"], "labs": {"bilirubin_mg_dl": bilirubin}}})


@pytest.fixture
def table(open_as: OpenAs) -> tuple[Board, str]:
    """Case A has a bilirubin of 7.2 mg/dL."""
    board, meeting = at_the_table(open_as)
    board.intake.admit([jaundiced(7.2)], meeting)
    return board, meeting


def asked(board: Board) -> tuple[str, ...]:
    return board.readings.asked(board.cases.get("A").record)


def test_a_confirmed_lab_says_who_and_why_and_changes_nothing_of_the_case(table: tuple[Board, str]) -> None:
    board, meeting = table
    (before,) = asked(board)
    assert "check the unit" in before
    stood = board.cases.get("A")
    board.readings.agree(meeting, "A", {}, "repeated, obstructive", {BILIRUBIN: 7.2})
    assert asked(board) == ()
    assert board.cases.get("A") == stood
    (read,) = board.readings.confirmed("A").values()
    assert (read.said.by, read.said.reason) == ("chair", "repeated, obstructive")
    assert board.readings.confirmed("B") == {}


def test_another_value_is_asked_anew_and_the_same_one_is_not_asked_at_the_next_meeting(
    table: tuple[Board, str], clock: Clock
) -> None:
    board, meeting = table
    board.readings.agree(meeting, "A", {}, "repeated", {BILIRUBIN: 7.2})
    clock.advance(days=7)
    again = met(board, jaundiced(72.0), title="Again")
    assert len(asked(board)) == 1
    board.intake.admit([jaundiced(7.2)], again)
    assert asked(board) == ()
    board.intake.admit([jaundiced(9.0)], again)
    board.readings.agree(again, "A", {}, "worse", {BILIRUBIN: 9.0})
    assert asked(board) == ()


def test_a_lab_that_is_another_one_meanwhile_is_not_confirmed(table: tuple[Board, str]) -> None:
    board, meeting = table
    revision = board.revision()
    with pytest.raises(Complaint, match=r"bilirubin is 7\.2 now and not 8"):
        board.readings.agree(meeting, "A", {}, "repeated", {BILIRUBIN: 8.0})
    assert board.revision() == revision
