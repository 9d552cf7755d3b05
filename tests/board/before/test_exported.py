"""The list of a meeting out of an export: taken over as it stood, without what only a sitting or a chair could say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.board.casework import case, met, person
from tests.conftest import Clock
from tumorboard.board.board import Board, open_board
from tumorboard.board.desk import NotThere
from tumorboard.board.meetings import content_of
from tumorboard.complaint import Complaint
from tumorboard.config import Settings
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting

CASES = [case("B", route="discuss"), case("A"), case("C")]


@pytest.fixture
def exported(board: Board) -> Meeting:
    """A planned meeting with three cases, whose routes, minutes and gaps were seen to."""
    meeting = met(board)
    board.intake.admit(CASES, meeting)
    board.agenda.set_route(meeting, "A", "standard_of_care")
    board.agenda.set_minutes(meeting, "B", 25)
    board.agenda.move(meeting, "C", -2)
    board.readying.bypass(meeting, "B", "the MRI is on its way")
    return board.meetings.get(meeting).record


@pytest.fixture
def open_elsewhere(tmp_path: Path, clock: Clock) -> Iterator[Callable[[str], Board]]:
    """Open the store of another site as a login; it is empty at first."""
    opened: list[Board] = []

    def opening(login: str) -> Board:
        opened.append(open_board(tmp_path / "elsewhere", login, None, Settings(), clock))
        return opened[-1]

    yield opening
    for board in opened:
        board.close()


@pytest.fixture
def elsewhere(open_elsewhere: Callable[[str], Board]) -> Board:
    """The empty store of another site, opened by its chair."""
    return open_elsewhere("root")


def in_order(meeting: Meeting) -> list[tuple[str, str | None, int | None]]:
    return [(item.case_id, item.route, item.minutes) for item in meeting.items]


def arriving(meeting: Meeting) -> list[Case]:
    by_id = {each.id: each for each in CASES}
    return [by_id[key] for key in meeting.case_ids]


def test_a_planned_meeting_begins_an_empty_store_as_it_was(exported: Meeting, elsewhere: Board) -> None:
    cases = arriving(exported)
    told = elsewhere.intake.compare(cases, exported.id, None, exported)
    assert elsewhere.meetings.all() == [], "comparing plans nothing"
    assert elsewhere.intake.admit(cases, exported.id, None, exported) == told
    assert content_of(elsewhere.meetings.get(exported.id).record) == content_of(exported)
    assert in_order(exported) == [("C", None, None), ("B", "discuss", 25), ("A", "standard_of_care", None)]
    assert elsewhere.intake.not_taken(exported, exported.id, told) == []
    assert elsewhere.intake.admit(cases, exported.id, None, exported).duplicate == told.added


def test_a_meeting_that_is_neither_here_nor_in_the_file_is_named(exported: Meeting, elsewhere: Board) -> None:
    with pytest.raises(NotThere, match="no meeting is called other"):
        elsewhere.intake.admit(arriving(exported), "other", None, exported)
    with pytest.raises(NotThere):
        elsewhere.intake.admit(arriving(exported), exported.id)
    assert elsewhere.meetings.all() == []
    odd = exported.model_copy(update={"id": "../x"})
    with pytest.raises(Complaint, match=r"\.\./x: no id of a meeting"):
        elsewhere.intake.admit(arriving(exported), "../x", None, odd)


def test_another_meeting_takes_over_route_and_minutes_of_what_is_new(exported: Meeting, elsewhere: Board) -> None:
    other = met(elsewhere)
    elsewhere.intake.admit([case("B", route="discuss")], other)
    renamed = exported.model_copy(update={"id": "from-there"})
    told = elsewhere.intake.admit(arriving(exported), other, None, renamed)
    assert in_order(elsewhere.meetings.get(other).record) == [
        ("B", "discuss", None),
        ("C", None, None),
        ("A", "standard_of_care", None),
    ]
    assert all(item.bypass is None for item in elsewhere.meetings.get(other).record.items)
    assert elsewhere.intake.not_taken(renamed, other, told) == []


def test_what_a_chair_said_comes_in_with_a_chair_alone(
    exported: Meeting, elsewhere: Board, open_elsewhere: Callable[[str], Board]
) -> None:
    elsewhere.people.add(person("co", "coordinator"))
    coordinator = open_elsewhere("co")
    told = coordinator.intake.admit(arriving(exported), exported.id, None, exported)
    item = coordinator.meetings.get(exported.id).record.item("B")
    assert item is not None
    assert (item.route, item.minutes, item.bypass) == ("discuss", 25, None)
    assert coordinator.intake.not_taken(exported, exported.id, told) == ["B: a chair's bypass"]


def test_a_held_meeting_is_planned_again_and_what_is_left_out_is_told(
    exported: Meeting, elsewhere: Board, clock: Clock
) -> None:
    decided = exported.items[0].model_copy(update={"state": "decided"})
    held = exported.model_copy(update={"state": "closed", "closed": clock(), "items": (decided, *exported.items[1:])})
    told = elsewhere.intake.admit(arriving(exported), held.id, None, held)
    record = elsewhere.meetings.get(held.id).record
    assert (record.state, record.closed, record.decided) == ("planned", None, 0)
    assert elsewhere.intake.not_taken(held, held.id, told) == [
        f"{held.id} was closed where it was exported",
        "C: its decision",
    ]


def test_after_the_cut_off_of_a_meeting_that_is_here_its_new_cases_come_late(
    exported: Meeting, elsewhere: Board, clock: Clock
) -> None:
    planned = exported.model_copy(update={"items": (), "cut_off": clock()})
    elsewhere.intake.admit([case("X")], planned.id, None, planned)
    clock.advance(days=1)
    with pytest.raises(Complaint, match="late-reason"):
        elsewhere.intake.compare(arriving(exported), exported.id, None, exported)
    elsewhere.intake.admit(arriving(exported), exported.id, "they were there before", exported)
    record = elsewhere.meetings.get(exported.id).record
    assert [(item.case_id, item.late is not None) for item in record.items] == [
        ("X", False), ("C", True), ("B", True), ("A", True),
    ]  # fmt: skip
