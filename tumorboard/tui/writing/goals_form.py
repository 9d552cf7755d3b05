"""The sheet of the patient's side: what they want, what they say, what they refuse."""

from collections.abc import Sequence
from typing import Any, Final, get_args

from tumorboard.board.board import Board
from tumorboard.board.desk import Filed
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case, Patient
from tumorboard.domain.vocabulary import Goal
from tumorboard.store.contract import Conflict
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.sheet import Form

__all__ = ["GoalsForm"]

_GOALS: Final = lettered([(goal, goal.replace("_", " "), "") for goal in get_args(Goal)])
_BETWEEN: Final = ";"
_SOURCE: Final = "Source page, Why recommendations differ, reason 8"


class GoalsForm(Form):
    """Saved at once, against the case as it stood when the sheet was opened."""

    def __init__(self, board: Board, standing: Filed[Case]) -> None:
        self.title = f"Patient's goals · {standing.record.id}"
        self._board = board
        self._standing = standing

    def starting_values(self) -> dict[str, Any]:
        """What was recorded."""
        case = self._standing.record
        return {
            "goals": list(case.patient_goals),
            "words": " ".join((case.patient_words or "").split()),
            "refuses": f"{_BETWEEN} ".join(case.patient.refuses),
        }

    def entries(self, values: Values) -> Sequence[Entry]:
        """Three of them."""
        del values
        return [
            Entry("goals", "goals", "several", _GOALS, help="What matters most first.", source=_SOURCE),
            Entry("words", "in their words", "line", help="As the patient says it."),
            Entry("refuses", "refuses", "line", help="What the patient refuses; several with ; between them."),
        ]

    def submit(self, values: Values) -> str:
        """Save them. What somebody else changed in the case meanwhile is not overwritten."""
        standing = self._standing
        patient = standing.record.patient.model_dump(exclude_defaults=True)
        refused = tuple(each.strip() for each in str(values.get("refuses") or "").split(_BETWEEN))
        words = text_of(values, "words")
        if words == text_of(self.starting_values(), "words"):
            words = standing.record.patient_words
        case = standing.record.model_copy(
            update={
                "patient": Patient.of(**{**patient, "refuses": tuple(each for each in refused if each)}),
                "patient_goals": tuple(values.get("goals") or ()),
                "patient_words": words,
            }
        )
        if case == standing.record:
            return "nothing changed"
        try:
            saved = self._board.cases.save(case, standing.revision, "patient's goals")
        except Complaint as complaint:
            raise Missing("goals", str(complaint)) from complaint
        if isinstance(saved, Conflict):
            raise Missing("goals", "NOT saved: the case was changed meanwhile; leave with Esc and press g again")
        return f"saved: goals of {case.id}"
