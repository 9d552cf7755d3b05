"""What happened to a case: its own changes, its views, decisions and follow-ups, and its entry on every list."""

import pytest

from tests.board.sitting import NEXT_MRI, SPECIALISTS, at_the_table, decision, view
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.board.history import case_of
from tumorboard.store.edits import Edit


@pytest.fixture
def heard(open_as: OpenAs, clock: Clock) -> tuple[Board, str]:
    """Case A has a sealed view, a reading, a decision and a follow-up; of case B a route alone was set."""
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    open_as("surgeon").views.submit(meeting, "A", view("sbrt", rationale="the pedicles will not hold"))
    board.running.begin(meeting, "A")
    board.views.reveal(meeting, "A")
    board.readings.agree(meeting, "A", {"lesions.0.sins.collapse": "over_50"}, "CT read out")
    clock.advance(minutes=5)
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI, departure="so"))
    board.agenda.set_route(meeting, "B", "discuss")
    return board, meeting


def test_all_of_it_is_told_newest_first_and_nothing_of_another_case(heard: tuple[Board, str]) -> None:
    board, _ = heard
    told = board.history.about("A")
    assert [change.number for change in told] == sorted((change.number for change in told), reverse=True)
    assert {change.table for change in told} == {"cases", "meetings", "views", "decisions", "followups"}
    whys = [change.why or "" for change in told if change.table == "meetings"]
    for why in ("decided A", "began A", "revealed A"):
        assert why in whys
    assert all(case_of(change) in ("A", None) for change in told)
    assert not any("B: route" in why or "joined" in why for why in whys)
    of_b = [change.why for change in board.history.about("B") if change.table == "meetings"]
    assert "B: route discuss" in of_b
    assert "decided A" not in of_b


def test_every_change_of_the_case_s_own_record_is_among_them(heard: tuple[Board, str]) -> None:
    board, _ = heard
    told = board.history.about("A")
    assert [change for change in told if change.table == "cases"] == list(board.history.entries("A"))
    assert board.history.about("nobody") == []


def test_a_sealed_view_stays_sealed(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    open_as("surgeon").views.submit(meeting, "A", view("sbrt", rationale="the pedicles will not hold"))
    edits: list[Edit] = [edit for change in board.history.about("A") for edit in change.edits]
    assert "pedicles" not in str(edits)
    assert any(change.table == "views" for change in board.history.about("A"))
