"""A meeting of four specialists for the tests of views, decisions and the running of a sitting."""

from typing import Any

from tests.board.casework import case, met
from tests.conftest import OpenAs
from tumorboard.board.board import Board
from tumorboard.domain.decision import Decision
from tumorboard.domain.people import Person
from tumorboard.domain.view import View

__all__ = ["NEXT_MRI", "NO_MRI", "SPECIALISTS", "T12", "at_the_table", "decision", "enrolled", "view"]

SPECIALISTS = {
    "surgeon": "spine surgery",
    "radonc": "radiation oncology",
    "medonc": "medical oncology",
    "radiology": "radiology",
}
T12: dict[str, Any] = {
    "primary": {"histology": "renal_cell"},
    "neurology": {"myelopathy": False},
    "systemic": {"tolerates_surgery": True},
    "lesions": [
        {
            "level": "T12",
            "escc": "1b",
            "previous_radiotherapy": False,
            "sins": {"pain": "mechanical", "bone_lesion": "lytic", "alignment": "normal"},
        }
    ],
}
"""W6 of the field: a junctional lesion on the edge of 12 and 13."""


NO_MRI: dict[str, Any] = {"next_mri": {"none_because": "comfort is the goal"}}
NEXT_MRI: dict[str, Any] = {"on": "2027-01-03", "owner": "radonc"}
"""For T12 decided on 24 November: the day that the rule after SBRT of high risk proposes."""


def enrolled(board: Board) -> None:
    """Four specialists, a coordinator and an observer, beside the chair who founded the store."""
    for key, specialty in SPECIALISTS.items():
        board.people.add(Person(id=key, name=f"Dr {key}", roles=("specialist",), specialty=specialty))
    board.people.add(Person(id="coordinator", name="Sam", roles=("coordinator",)))
    board.people.add(Person(id="observer", name="Toni", roles=("observer",)))


def at_the_table(open_as: OpenAs, *present: str) -> tuple[Board, str]:
    """The chair's board with an open meeting on case A, and those present in its register."""
    board = open_as()
    enrolled(board)
    meeting_id = met(board, case("A", **T12), case("B", lesions=[{"level": "L3"}]))
    board.running.open(meeting_id)
    for person in present:
        board.register.join(meeting_id, person, "present")
    return board, meeting_id


def view(*plan: str, **content: Any) -> View:
    """A view as a form hands it over."""
    return View.model_validate({"plan": plan, **content})


def decision(*modalities: str, **content: Any) -> Decision:
    """A decision whose steps say no more than what is done."""
    given = {
        "steps": [{"modality": each} for each in modalities],
        "rationale": "the board weighed it",
        "agreement": "consensus",
        **content,
    }
    return Decision.model_validate(given)
