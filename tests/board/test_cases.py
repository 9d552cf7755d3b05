"""A case: saved against the revision it was read at, and undone as a new change of its own."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.board.casework import Interrupted, case, met, person
from tests.conftest import Clock, OpenAs
from tests.strategies import Json, cases, read
from tumorboard.board.board import Board
from tumorboard.board.desk import NotThere
from tumorboard.complaint import Complaint
from tumorboard.store.contract import Change, Conflict, Saved
from tumorboard.store.edits import Edit
from tumorboard.store.tiny import TinyStore


@pytest.fixture
def mine(board: Board) -> Board:
    """My session on a case A with the note 0."""
    met(board, case("A", notes="0"))
    return board


@pytest.fixture
def theirs(mine: Board, open_as: OpenAs) -> Board:
    """A colleague's session on the same store."""
    mine.people.add(person("colleague", "specialist"))
    return open_as("colleague")


def write(board: Board, notes: str, key: str = "A") -> None:
    """Read the case and save it with another note."""
    assert isinstance(board.cases.save(case(key, notes=notes), board.cases.get(key).revision, "edited notes"), Saved)


def notes(board: Board, key: str = "A") -> str | None:
    return board.cases.get(key).record.notes


def log(folder: Path) -> Sequence[Change]:
    return TinyStore(folder).changes()


def test_a_saved_case_is_read_by_everybody_with_its_new_revision(mine: Board, theirs: Board) -> None:
    before = theirs.cases.get("A").revision
    outcome = mine.cases.save(case("A", notes="1"), before, "edited notes")
    assert isinstance(outcome, Saved)
    assert (notes(theirs), theirs.cases.get("A").revision) == ("1", outcome.revision)
    assert outcome.revision > before


def test_a_case_that_somebody_saved_since_is_a_conflict_and_theirs_stands(mine: Board, theirs: Board) -> None:
    read_at = mine.cases.get("A").revision
    write(theirs, "theirs")
    outcome = mine.cases.save(case("A", notes="mine"), read_at, "edited notes")
    assert isinstance(outcome, Conflict)
    assert outcome.theirs is not None
    assert outcome.theirs.content["notes"] == "theirs"
    assert notes(mine) == "theirs"


def test_a_save_is_logged_with_who_when_and_why(mine: Board, theirs: Board, folder: Path, clock: Clock) -> None:
    clock.advance(minutes=11)
    write(theirs, "1")
    entry = log(folder)[-1]
    assert (entry.by, entry.at, entry.why) == ("colleague", clock.at.isoformat(), "edited notes")
    assert entry.edits == (Edit(("notes",), "0", "1"),)


def test_an_unknown_case_is_named(mine: Board) -> None:
    with pytest.raises(NotThere, match="no case is called nope"):
        mine.cases.get("nope")
    with pytest.raises(Complaint, match="nope"):
        mine.cases.undo("nope")


def test_undo_takes_back_my_last_change_as_a_new_one(mine: Board, folder: Path) -> None:
    write(mine, "1")
    changed = mine.cases.get("A").revision
    assert mine.cases.undo("A").record == case("A", notes="0")
    entry = log(folder)[-1]
    assert entry.edits == (Edit(("notes",), "1", "0"),)
    assert (entry.undoes, entry.revision, entry.by) == (changed, changed + 1, "chair")
    then = [TinyStore(folder).as_it_was("cases", "A", each.revision) for each in log(folder) if each.key == "A"]
    assert [each.content["notes"] for each in then if each] == ["0", "1", "0"]


def test_undo_again_goes_further_back_and_ends_where_the_case_arrived(mine: Board) -> None:
    for text in ("1", "2", "3"):
        write(mine, text)
    assert [mine.cases.undo("A").record.notes for _ in range(3)] == ["2", "1", "0"]
    with pytest.raises(Complaint, match="A: no change of yours to undo"):
        mine.cases.undo("A")
    assert notes(mine) == "0"


def test_a_change_after_an_undo_is_undone_first(mine: Board) -> None:
    write(mine, "1")
    write(mine, "2")
    mine.cases.undo("A")
    write(mine, "3")
    assert [mine.cases.undo("A").record.notes for _ in range(2)] == ["1", "0"]


def test_undo_reaches_over_sessions(mine: Board, open_as: OpenAs) -> None:
    write(mine, "1")
    mine.close()
    assert open_as().cases.undo("A").record.notes == "0"


def test_undo_leaves_other_cases_of_the_same_commit_alone(mine: Board) -> None:
    meeting = met(mine, case("A", notes="1"), case("B", notes="1"), title="Another")
    mine.intake.admit([case("A", notes="2"), case("B", notes="2")], meeting)
    assert mine.cases.undo("A").record.notes == "1"
    assert notes(mine, "B") == "2"
    assert mine.cases.undo("B").record.notes == "1"


def test_undo_is_refused_when_somebody_changed_the_case_since(mine: Board, theirs: Board) -> None:
    write(mine, "mine")
    write(theirs, "theirs")
    revision = mine.revision()
    with pytest.raises(Complaint, match="changed after you by somebody else; nothing undone"):
        mine.cases.undo("A")
    assert (notes(mine), mine.revision()) == ("theirs", revision)
    assert theirs.cases.undo("A").record.notes == "mine"
    assert mine.cases.undo("A").record.notes == "0"


def test_undo_is_refused_when_somebody_changes_the_case_at_that_moment(
    mine: Board, theirs: Board, open_as: OpenAs, clock: Clock
) -> None:
    write(mine, "mine")
    late = open_as(now=Interrupted(clock, lambda: write(theirs, "theirs")))
    with pytest.raises(Complaint, match="a moment ago; nothing undone"):
        late.cases.undo("A")
    assert notes(mine) == "theirs"


def test_nobody_undoes_the_change_of_another(mine: Board, theirs: Board) -> None:
    write(mine, "mine")
    with pytest.raises(Complaint, match="no change of yours"):
        theirs.cases.undo("A")
    assert notes(mine) == "mine"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=cases)
def test_every_case_of_the_format_is_read_back_as_it_was_saved(board: Board, raw: Json) -> None:
    saved = read(raw)
    try:
        revision = board.cases.get(saved.id).revision
    except NotThere:
        revision = 0
    assert isinstance(board.cases.save(saved, revision, "edited"), Saved)
    assert board.cases.get(saved.id).record == saved
