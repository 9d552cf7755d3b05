"""A made sitting: fourteen people, six revealed views on one case, and a decision of three steps with two dissents."""

from datetime import datetime
from pathlib import Path
from typing import Final

from tumorboard.board.board import Board, open_board
from tumorboard.cli.session import login_name
from tumorboard.config import Settings
from tumorboard.domain.decision import Decision
from tumorboard.domain.people import Person
from tumorboard.domain.view import View

__all__ = ["decide_half", "sit"]

_SPECIALTIES: Final = (
    "spine surgery",
    "radiation oncology",
    "medical oncology",
    "radiology",
    "palliative care",
    "pathology",
)
_PLANS: Final = (
    ("stabilization_open", "sbrt"), ("sbrt",), ("sbrt", "systemic_therapy"), ("more_imaging", "sbrt"),
    ("supportive_care",), ("separation_surgery", "sbrt"),
)  # fmt: skip
_PEOPLE: Final = 14


def sit(folder: Path, case_id: str) -> None:
    """Turn the one meeting of a data folder into such a sitting; the board is left as its leader's."""
    me = login_name(Settings(), folder)
    board = _opened(folder, me)
    meeting = board.meetings.all()[0].id
    for number in range(_PEOPLE):
        specialty = _SPECIALTIES[number % len(_SPECIALTIES)]
        key = f"person{number}"
        board.people.add(Person(id=key, name=f"Dr Made {number}", roles=("specialist",), specialty=specialty))
    board.running.open(meeting)
    for number, plan in enumerate(_PLANS):
        board.register.join(meeting, f"person{number}", "present")
        _view_given(folder, f"person{number}", meeting, case_id, plan)
    board.views.reveal(meeting, case_id)
    board.decisions.record(meeting, case_id, _decision())
    board.close()


def decide_half(folder: Path) -> None:
    """Turn the one meeting of a data folder into such a sitting, and decide every other case of it in the same way."""
    board = _opened(folder, login_name(Settings(), folder))
    meeting = board.meetings.all()[0]
    first, *others = meeting.case_ids[::2]
    board.close()
    sit(folder, first)
    board = _opened(folder, login_name(Settings(), folder))
    for case_id in others:
        board.decisions.record(meeting.id, case_id, _decision())
    board.close()


def _opened(folder: Path, person: str) -> Board:
    return open_board(folder, person, None, Settings(), lambda: datetime.now().astimezone())


def _view_given(folder: Path, person: str, meeting: str, case_id: str, plan: tuple[str, ...]) -> None:
    theirs = _opened(folder, person)
    rationale = "The posterior wall will not carry the load until radiation has worked."
    view = View.model_validate({"plan": plan, "reasons": ["instability-threshold"], "rationale": rationale})
    theirs.views.submit(meeting, case_id, view)
    theirs.close()


def _decision() -> Decision:
    steps = [
        {"modality": each, "levels": ["T8"], "timing": "within_1_week"} for each in ("sbrt", "brace", "more_imaging")
    ]
    dissents = [{"person_id": f"person{number}", "position": "screws first"} for number in (0, 5)]
    return Decision.model_validate(
        {
            "steps": steps,
            "rationale": "Stable enough to irradiate first; the screws stay in reach.",
            "agreement": "majority_with_dissent",
            "dissents": dissents,
            "departure": "as the board weighed it",
            "without_quorum": "as the board weighed it",
        }
    )
