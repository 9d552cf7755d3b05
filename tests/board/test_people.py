"""Who sits at the board, who is acting, and what a role lets a person do."""

from collections.abc import Callable

import pytest

from tests.board.casework import Interrupted, case, met, person
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.board.desk import NotAllowed, NotThere
from tumorboard.complaint import Complaint
from tumorboard.config import Settings
from tumorboard.domain.people import Person
from tumorboard.domain.vocabulary import ROLES, Role

ACTING_ALLOWED = Settings(allow_acting_as=True)
RUN_MEETINGS: set[Role] = {"chair", "coordinator"}
EDIT_CASES: set[Role] = {"chair", "coordinator", "specialist", "clinician"}

RUNNING: dict[str, Callable[[Board], object]] = {
    "plan a meeting": lambda board: board.meetings.plan("Another", board.now()),
    "import": lambda board: board.intake.admit([case("NEW")], board.meetings.all()[0].id),
    "compare an import": lambda board: board.intake.compare([case("NEW")], board.meetings.all()[0].id),
    "enrol": lambda board: board.people.add(person("somebody")),
    "change a person": lambda board: board.people.edit("chair", "Dr Else", None, None),
}
EDITING: dict[str, Callable[[Board], object]] = {
    "save a case": lambda board: board.cases.save(case("A", notes="mine"), board.cases.get("A").revision, "edited"),
    "undo": lambda board: board.cases.undo("A"),
}


def enrolled(open_as: OpenAs, role: Role | None) -> Board:
    """A store with a meeting and a case, opened by somebody of one role or none."""
    chair = open_as()
    met(chair, case("A"))
    chair.people.add(person("somebody.else", *([role] if role else [])))
    return open_as("somebody.else")


def test_the_first_login_of_an_empty_store_is_its_chair_and_coordinator(open_as: OpenAs) -> None:
    founder = open_as("m.kovac")
    assert founder.founded
    assert set(founder.person.roles) == RUN_MEETINGS
    assert (
        founder.people.all() == [founder.person] == [Person(id="m.kovac", name="m.kovac", roles=founder.person.roles)]
    )
    again = open_as("m.kovac")
    assert not again.founded
    assert again.person == founder.person


def test_the_second_login_founds_nothing_and_has_no_role(open_as: OpenAs) -> None:
    open_as("m.kovac")
    stranger = open_as("stranger")
    assert not stranger.founded
    assert stranger.person.roles == ()
    assert [each.id for each in stranger.people.all()] == ["m.kovac"]


def test_of_two_first_logins_at_the_same_moment_only_one_founds_the_board(open_as: OpenAs, clock: Clock) -> None:
    late = open_as("late", now=Interrupted(clock, lambda: open_as("early")))
    assert [each.id for each in late.people.all()] == ["early"]
    assert (late.founded, late.person.roles) == (False, ())


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize("act", RUNNING.values(), ids=RUNNING)
def test_only_chair_and_coordinator_run_the_board(
    open_as: OpenAs, role: Role | None, act: Callable[[Board], object]
) -> None:
    board = enrolled(open_as, role)
    if role in RUN_MEETINGS:
        act(board)
        return
    revision = board.revision()
    with pytest.raises(NotAllowed, match=r"Dr somebody.else .* may not .*; the chair or the coordinator may"):
        act(board)
    assert board.revision() == revision


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize("act", EDITING.values(), ids=EDITING)
def test_only_those_who_treat_or_run_the_board_change_a_case(
    open_as: OpenAs, role: Role | None, act: Callable[[Board], object]
) -> None:
    board = enrolled(open_as, role)
    assert board.cases.may_edit == (role in EDIT_CASES)
    if role in EDIT_CASES:
        EDITING["save a case"](board)
        act(board)
        return
    revision = board.revision()
    with pytest.raises(NotAllowed, match="may not"):
        act(board)
    assert board.revision() == revision


def test_a_stranger_may_look_at_everything(open_as: OpenAs) -> None:
    met(open_as(), case("A", notes="read me"))
    stranger = open_as("stranger")
    (meeting,) = stranger.meetings.all()
    assert [each.record.notes for each in stranger.cases.of(meeting)] == ["read me"]


def test_a_login_acts_as_itself_without_leave(open_as: OpenAs) -> None:
    open_as()
    assert open_as("chair", acting_as="chair").person.id == "chair"


def test_acting_as_somebody_else_is_refused_unless_the_site_allows_it(open_as: OpenAs) -> None:
    open_as().people.add(person("clinician", "clinician"))
    with pytest.raises(NotAllowed, match=r"allow_acting_as = true in settings\.toml"):
        open_as(acting_as="clinician")
    acting = open_as(acting_as="clinician", settings=ACTING_ALLOWED)
    assert acting.person == person("clinician", "clinician")
    with pytest.raises(NotThere, match="nobody here is called someone"):
        open_as(acting_as="someone", settings=ACTING_ALLOWED)


@pytest.mark.parametrize("settings", [Settings(), ACTING_ALLOWED], ids=["refused", "allowed"])
def test_acting_as_somebody_else_founds_no_board(open_as: OpenAs, settings: Settings) -> None:
    with pytest.raises((NotAllowed, NotThere)):
        open_as("m.kovac", acting_as="someone", settings=settings)
    assert open_as("real.chair").founded


def test_a_change_made_for_somebody_else_is_logged_as_theirs(open_as: OpenAs) -> None:
    chair = open_as()
    met(chair, case("A"))
    chair.people.add(person("clinician", "clinician"))
    acting = open_as(acting_as="clinician", settings=ACTING_ALLOWED)
    acting.cases.save(case("A", notes="theirs"), acting.cases.get("A").revision, "edited")
    assert acting.changes()[-1].by == "clinician"


def test_an_id_that_is_taken_is_refused_and_nothing_of_its_owner_changes(board: Board) -> None:
    board.people.add(person("somebody", "specialist"))
    with pytest.raises(Complaint, match="somebody is enrolled already; change it with: tumorboard people edit"):
        board.people.add(person("somebody", "chair"))
    assert board.people.all()[1] == person("somebody", "specialist")


def test_an_edit_changes_what_is_given_and_keeps_the_rest(board: Board) -> None:
    board.people.add(Person(id="x", name="Dr X", roles=("specialist",), specialty="radiology"))
    assert board.people.edit("x", "Dr Y", None, None) == Person(
        id="x", name="Dr Y", roles=("specialist",), specialty="radiology"
    )
    assert board.people.edit("x", None, ("observer",), "spine surgery").roles == ("observer",)
    assert board.people.edit("x", None, (), None).roles == ()
    assert board.people.all()[1] == Person(id="x", name="Dr Y", specialty="spine surgery")


def test_somebody_who_is_not_there_cannot_be_edited(board: Board) -> None:
    with pytest.raises(NotThere, match="nobody here is called x; see: tumorboard people"):
        board.people.edit("x", "Dr X", None, None)


@pytest.mark.parametrize("roles", [(), ("observer",), ("specialist", "clinician")])
def test_the_last_chair_or_coordinator_is_never_lost(board: Board, roles: tuple[Role, ...]) -> None:
    board.people.add(person("somebody", "specialist"))
    with pytest.raises(Complaint, match="last chair or coordinator"):
        board.people.edit("chair", None, roles, None)
    assert board.people.all()[0].may_run_meetings
    board.people.edit("somebody", None, ("chair",), None)
    assert board.people.edit("chair", None, roles, None).roles == roles


def test_the_last_chair_is_not_lost_to_the_office_of_the_coordinator(board: Board) -> None:
    """A coordinator enrols people, and could neither open a meeting nor sign what it decides."""
    board.people.add(person("somebody", "coordinator"))
    with pytest.raises(Complaint, match=r"chair is the last chair, .* give somebody else that role first"):
        board.people.edit("chair", None, ("coordinator",), None)
    board.people.edit("somebody", None, ("chair",), None)
    assert board.people.edit("chair", None, ("coordinator",), None).roles == ("coordinator",)


def test_two_who_step_down_at_the_same_moment_leave_somebody_in_charge(open_as: OpenAs, clock: Clock) -> None:
    open_as().people.add(person("second", "chair"))
    other = open_as("second")
    mine = open_as("chair", now=Interrupted(clock, lambda: other.people.edit("second", None, (), None)))
    with pytest.raises(Complaint):
        mine.people.edit("chair", None, (), None)
    assert any(each.may_run_meetings for each in mine.people.all())
