"""What other tools said of survival: typed in with tool and day, withdrawn with a reason, never deleted."""

from datetime import date

import pytest

from tests.board.sitting import SPECIALISTS, at_the_table
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.board.desk import NotAllowed, NotThere
from tumorboard.complaint import Complaint

ON = date(2026, 11, 20)


@pytest.fixture
def board(open_as: OpenAs) -> Board:
    """An open meeting of four specialists on cases A and B."""
    return at_the_table(open_as, *SPECIALISTS)[0]


def test_a_result_is_kept_with_tool_version_day_and_who_typed_it(board: Board, open_as: OpenAs) -> None:
    entered = open_as("medonc").forecasts.enter("A", "SORG machine learning", "12-month survival 43 %", ON, "2.1")
    (kept,) = board.forecasts.of("A")
    assert kept == entered
    assert (kept.id, kept.by, kept.on, kept.withdrawn) == ("A/1", "medonc", ON, None)
    assert kept.said == "SORG machine learning 2.1: 12-month survival 43 % · on 20 Nov 2026"
    assert board.forecasts.of("B") == []


def test_a_withdrawn_result_stays_with_its_reason_and_a_second_one_stands_beside_it(board: Board, clock: Clock) -> None:
    first = board.forecasts.enter("A", "NESMS", "1 of 3", ON)
    clock.advance(hours=1)
    board.forecasts.withdraw(first.id, "albumin of another patient")
    board.forecasts.enter("A", "NESMS", "2 of 3", ON)
    assert [(each.id, each.withdrawn is None) for each in board.forecasts.of("A")] == [("A/1", False), ("A/2", True)]
    withdrawn = board.forecasts.of("A")[0].withdrawn
    assert withdrawn is not None
    assert (withdrawn.reason, withdrawn.by) == ("albumin of another patient", "chair")
    assert "WITHDRAWN: albumin of another patient" in board.forecasts.of("A")[0].said


def test_what_is_missing_or_wrong_is_said_and_nothing_is_kept(board: Board) -> None:
    with pytest.raises(Complaint, match="is still to come"):
        board.forecasts.enter("A", "NESMS", "2 of 3", date(2027, 1, 1))
    with pytest.raises(Complaint, match="says"):
        board.forecasts.enter("A", "NESMS", "  ", ON)
    with pytest.raises(Complaint, match="tool"):
        board.forecasts.enter("A", "", "2 of 3", ON)
    with pytest.raises(NotThere, match="no case is called Z"):
        board.forecasts.enter("Z", "NESMS", "2 of 3", ON)
    assert board.forecasts.of("A") == []


def test_a_withdrawal_needs_a_reason_and_is_made_once(board: Board) -> None:
    kept = board.forecasts.enter("A", "NESMS", "2 of 3", ON)
    with pytest.raises(Complaint, match="say why it is withdrawn"):
        board.forecasts.withdraw(kept.id, " ")
    board.forecasts.withdraw(kept.id, "typed twice")
    with pytest.raises(Complaint, match="withdrawn already: typed twice"):
        board.forecasts.withdraw(kept.id, "again")
    with pytest.raises(NotThere):
        board.forecasts.withdraw("A/9", "none")


def test_an_observer_may_read_them_and_not_enter_or_withdraw_one(board: Board, open_as: OpenAs) -> None:
    kept = board.forecasts.enter("A", "NESMS", "2 of 3", ON)
    observer = open_as("observer")
    assert observer.forecasts.of("A") == [kept]
    with pytest.raises(NotAllowed, match="may not type a result in"):
        observer.forecasts.enter("A", "NESMS", "3 of 3", ON)
    with pytest.raises(NotAllowed, match="may not withdraw a result"):
        observer.forecasts.withdraw(kept.id, "no")


def test_the_change_log_tells_of_both_and_the_store_is_whole(board: Board) -> None:
    kept = board.forecasts.enter("A", "NESMS", "2 of 3", ON)
    board.forecasts.withdraw(kept.id, "typed twice")
    whys = [each.why for each in board.changes() if each.table == "forecasts"]
    assert whys == ["typed in: NESMS", "withdrawn: typed twice"]
    health = board.care.check()
    assert (health.records["forecasts"], health.faults) == (1, ())


def test_two_who_type_at_once_lose_neither(board: Board, open_as: OpenAs) -> None:
    other = open_as("radonc")
    assert other.forecasts.of("A") == []
    board.forecasts.enter("A", "NESMS", "2 of 3", ON)
    other.forecasts.enter("A", "OSRI", "3", ON)
    assert [each.tool for each in board.forecasts.of("A")] == ["NESMS", "OSRI"]
