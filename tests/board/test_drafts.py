"""What somebody typed and did not commit: restored on the case as it stands, by that person only."""

from tests.board.casework import case, met, person
from tests.conftest import OpenAs
from tumorboard.board.board import Board
from tumorboard.board.working import Value, WorkingCase

T8 = {"lesions": [{"level": "T8", "escc": "2"}]}


def typed(board: Board, **fields: Value) -> WorkingCase:
    """Edit the case A and keep each edit as a draft, as the screens do."""
    working = WorkingCase.of(board.cases.get("A"))
    for name, value in fields.items():
        path = name.replace("__", ".")
        working = working.edited(path, value)
        board.drafts.keep("A", working.base.revision, path, value, board.now())
    return working


def restored(board: Board) -> WorkingCase:
    return WorkingCase.of(board.cases.get("A")).with_edits(board.drafts.pending()["A"].fields)


def test_the_next_session_of_the_same_person_has_every_field_back(open_as: OpenAs) -> None:
    first = open_as()
    met(first, case("A", **T8))
    working = typed(first, lesions__0__escc="3", neurology__myelopathy=True, notes="stopped in mid")
    assert restored(open_as()).case == working.case


def test_a_draft_goes_onto_the_case_as_somebody_left_it_meanwhile(open_as: OpenAs) -> None:
    first = open_as()
    met(first, case("A", **T8))
    typed(first, lesions__0__escc="3")
    standing = first.cases.get("A")
    first.cases.save(case("A", notes="theirs", **T8), standing.revision, "edited")
    again = open_as()
    assert restored(again).case == case("A", notes="theirs", lesions=[{"level": "T8", "escc": "3"}])
    assert again.drafts.pending()["A"].started_from < again.cases.get("A").revision


def test_nobody_else_gets_it(open_as: OpenAs) -> None:
    first = open_as()
    met(first, case("A"))
    first.people.add(person("colleague", "specialist"))
    typed(first, notes="mine")
    assert open_as("colleague").drafts.pending() == {}


def test_once_settled_it_is_gone(open_as: OpenAs) -> None:
    first = open_as()
    met(first, case("A"))
    typed(first, notes="mine")
    first.drafts.settle("A")
    assert open_as().drafts.pending() == {}
