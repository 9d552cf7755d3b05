"""What changed on a meeting's list is told of the case that it happened to, whatever its place was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.board.casework import case
from tumorboard.board.board import Board
from tumorboard.board.history import moment_of
from tumorboard.board.list_changes import told_by_case
from tumorboard.store.edits import Edit, between
from tumorboard.tui.session.naming import edit_said

KEYS = ("A", "B", "C", "D_1", "E")


@pytest.fixture
def listed(board: Board) -> str:
    """A meeting of five cases."""
    meeting = board.meetings.plan("Spine MDT", moment_of("2026-12-01T08:00")).id
    board.intake.admit([case(key) for key in KEYS], meeting)
    return meeting


def told(board: Board) -> list[tuple[str, str, str]]:
    last = board.history.by_case(board.history.entries()[0])
    return [edit_said(edit) for edit in last.edits]


def test_a_case_that_is_moved_is_told_with_the_place_it_had_and_has(board: Board, listed: str) -> None:
    board.agenda.take(listed, ("A", "D_1", "B", "C", "E"))
    assert told(board) == [("D_1 place", "4", "2")]


def test_minutes_and_route_are_told_of_their_case(board: Board, listed: str) -> None:
    board.agenda.take(listed, ("E", "A", "B", "C", "D_1"))
    board.agenda.set_minutes(listed, "D_1", 25)
    assert told(board) == [("D_1 minutes", "not recorded", "25")]
    board.agenda.set_route(listed, "E", "information")
    assert told(board) == [("E route", "not recorded", "information")]


def test_a_list_that_grew_says_who_came(board: Board, listed: str) -> None:
    board.intake.admit([case("F")], listed)
    ((label, before, after),) = told(board)
    assert (label, before, after) == ("agenda", "5 listed", "6 listed: + F")


@given(st.permutations(KEYS))
def test_putting_only_the_told_cases_where_they_are_told_gives_the_whole_order(order: list[str]) -> None:
    before, after = ([{"case_id": key} for key in keys] for keys in (KEYS, order))
    edits = told_by_case(tuple(between({"items": before}, {"items": after})), before, after)
    moved = {edit.path[1]: edit.after for edit in edits}
    rest = iter(key for key in KEYS if key not in moved)
    places = {place: key for key, place in moved.items()}
    assert [places.get(place) or next(rest) for place in range(1, len(KEYS) + 1)] == list(order)


def test_where_another_case_stands_on_the_list_nothing_is_made_of_it() -> None:
    edits = (Edit(("items", 0, "case_id"), "A", "B"),)
    assert told_by_case(edits, [{"case_id": "A"}], [{"case_id": "B"}]) == edits
