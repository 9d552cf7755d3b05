"""The list before the meeting: order, routes and minutes, emergencies first, for several people at once."""

from collections.abc import Callable

import pytest

from tests.board.casework import Interrupted, met, person
from tests.board.preparing import RED, listed, whole
from tests.board.sitting import enrolled
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.board.desk import NotAllowed, NotThere
from tumorboard.complaint import Complaint
from tumorboard.domain.vocabulary import ROLES, Role


def order(board: Board, meeting: str) -> str:
    return " ".join(board.meetings.get(meeting).record.case_ids)


def shown(board: Board, meeting: str) -> str:
    return " ".join(item.case_id for item in board.agenda.order(board.meetings.get(meeting).record))


# Order, route and minutes


def test_a_case_moves_up_and_down_and_stays_on_the_list(open_as: OpenAs) -> None:
    board = open_as()
    meeting = listed(board, *(whole(key) for key in "ABC"))
    for by, after in ((-1, "A C B"), (-9, "C A B"), (1, "A C B"), (9, "A B C"), (0, "A B C")):
        board.agenda.move(meeting, "C", by)
        assert order(board, meeting) == after
    with pytest.raises(NotThere, match="Z is not on the list"):
        board.agenda.move(meeting, "Z", 1)


def test_route_and_minutes_are_set_within_what_is_allowed(open_as: OpenAs) -> None:
    board = open_as()
    meeting = listed(board, whole("A"))
    board.agenda.set_route(meeting, "A", "information")
    board.agenda.set_minutes(meeting, "A", 20)
    (item,) = board.meetings.get(meeting).record.items
    assert (item.route, item.minutes) == ("information", 20)
    (item,) = board.agenda.set_minutes(meeting, "A", None).items
    assert item.minutes is None
    for minutes in (0, 241, -5):
        with pytest.raises(Complaint, match="allowed are 1 to 240"):
            board.agenda.set_minutes(meeting, "A", minutes)
    with pytest.raises(Complaint, match="allowed: emergency discuss standard_of_care information"):
        board.agenda.set_route(meeting, "A", "urgent")  # type: ignore[arg-type]


def test_two_coordinators_at_once_lose_nothing(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    met(board, whole("X"))
    meeting = listed(board, *(whole(key) for key in "ABC"))
    keeper = open_as("coordinator")
    slow = open_as("chair", now=Interrupted(clock, lambda: keeper.agenda.add(meeting, "X")))
    slow.agenda.move(meeting, "C", -2)
    assert order(board, meeting) == "C A B X"
    slow = open_as("chair", now=Interrupted(clock, lambda: keeper.agenda.set_minutes(meeting, "A", 25)))
    slow.agenda.set_route(meeting, "A", "information")
    item = board.meetings.get(meeting).record.item("A")
    assert item is not None
    assert (item.route, item.minutes) == ("information", 25)


def test_an_order_is_not_taken_when_a_case_came_meanwhile(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    met(board, whole("X"))
    meeting = listed(board, *(whole(key) for key in "ABC"))
    keeper = open_as("coordinator")
    slow = open_as("chair", now=Interrupted(clock, lambda: keeper.agenda.add(meeting, "X")))
    with pytest.raises(Complaint, match="the list was changed meanwhile"):
        slow.agenda.take(meeting, ["C", "B", "A"])
    assert order(board, meeting) == "A B C X"


# Emergencies


def test_an_emergency_stays_first_until_somebody_answers_for_it(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    meeting = listed(board, whole("A", **RED), whole("B"), whole("C"))
    with pytest.raises(Complaint, match="A is an emergency and stays first; decide it, or answer for it"):
        board.agenda.move(meeting, "B", -1)
    with pytest.raises(Complaint, match="A is an emergency and stays first"):
        board.agenda.move(meeting, "A", 2)
    with pytest.raises(Complaint, match="stays first"):
        board.agenda.take(meeting, ["B", "A", "C"])
    assert order(board, meeting) == "A B C"
    board.agenda.move(meeting, "C", -1)
    board.emergencies.override(meeting, "A", "already on steroids", "Dr X, 4711", clock())
    board.agenda.move(meeting, "C", -1)
    assert order(board, meeting) == shown(board, meeting) == "C A B"


def test_an_emergency_that_was_listed_last_is_shown_first_and_goes_first_with_the_next_move(open_as: OpenAs) -> None:
    board = open_as()
    meeting = listed(board, whole("A"), whole("B"), whole("R", **RED), whole("S", **RED))
    assert (order(board, meeting), shown(board, meeting)) == ("A B R S", "R S A B")
    board.agenda.move(meeting, "B", -1)
    assert order(board, meeting) == "R S B A"
    board.agenda.move(meeting, "S", -1)
    assert order(board, meeting) == "S R B A"


def test_a_case_that_turns_red_goes_first_without_anybody_moving_it(open_as: OpenAs) -> None:
    board = open_as()
    meeting = listed(board, whole("A"), whole("B"))
    board.cases.save(whole("B", **RED), board.cases.get("B").revision, "cannot walk since noon")
    assert shown(board, meeting) == "B A"


def test_cases_that_were_heard_stay_before_an_emergency_that_came_later(open_as: OpenAs) -> None:
    board = open_as()
    meeting = listed(board, whole("A"), whole("B"), whole("R", **RED))
    board.running.open(meeting)
    board.running.note(meeting, "A", "for information")
    assert shown(board, meeting) == "A R B"
    board.agenda.move(meeting, "R", 0)
    assert order(board, meeting) == "A R B"


def test_an_emergency_is_discussed_whatever_its_route(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    meeting = listed(board, whole("A", **RED))
    for route in ("standard_of_care", "information"):
        with pytest.raises(Complaint, match="A is an emergency and is discussed"):
            board.agenda.set_route(meeting, "A", route)
    board.agenda.set_route(meeting, "A", "discuss")
    board.emergencies.override(meeting, "A", "comfort is the goal", "Dr X, 4711", clock())
    board.agenda.set_route(meeting, "A", "information")


# Who may


ACTS: dict[str, Callable[[Board, str], object]] = {
    "move": lambda b, m: b.agenda.move(m, "B", -1),
    "route": lambda b, m: b.agenda.set_route(m, "A", "information"),
    "minutes": lambda b, m: b.agenda.set_minutes(m, "A", 5),
    "add": lambda b, m: b.agenda.add(m, "X"),
    "add all": lambda b, m: b.agenda.add_all(m, {"X": None}),
    "take": lambda b, m: b.agenda.take(m, ["B", "A"]),
}


@pytest.fixture
def meeting(open_as: OpenAs, clock: Clock) -> str:
    """A meeting of A and B with a person of each role; X is on an earlier list."""
    board = open_as()
    for role in ROLES:
        board.people.add(person(f"a.{role}", role))
    met(board, whole("X"))
    return listed(board, whole("A"), whole("B"))


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize("act", ACTS)
def test_the_chair_and_the_coordinator_keep_the_list_and_nobody_else(
    meeting: str, open_as: OpenAs, act: str, role: Role | None
) -> None:
    theirs = open_as(f"a.{role}" if role else "stranger")
    before = theirs.revision()
    if role in ("chair", "coordinator"):
        ACTS[act](theirs, meeting)
        assert theirs.revision() > before
        return
    with pytest.raises(NotAllowed, match="may not change the agenda; the chair or the coordinator may"):
        ACTS[act](theirs, meeting)
    assert theirs.revision() == before
    assert theirs.agenda.proposed(meeting).case_ids


@pytest.mark.parametrize("act", ACTS)
def test_a_closed_list_stays_as_it_is(meeting: str, open_as: OpenAs, act: str) -> None:
    board = open_as()
    board.running.open(meeting)
    for key in "AB":
        board.running.note(meeting, key, "for information")
    board.running.close(meeting)
    with pytest.raises(Complaint, match="is closed; its list stays as it is"):
        ACTS[act](board, meeting)
