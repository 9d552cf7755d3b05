"""The dose that is typed into a decision's sheet: what it comes to, and what to look at twice. It never forbids."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tumorboard.board.board import Board
from tumorboard.board.typed.loosely import dose_of
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Step
from tumorboard.domain.vocabulary import IRRADIATING, Level
from tumorboard.tui.writing.decision_reading import plain_steps
from tumorboard.tui.writing.entry import Values, text_of

if TYPE_CHECKING:
    from tumorboard.clinical.assessment import Assessment

__all__ = ["DoseNotes"]

_USUAL = "Gy and fractions, such as 24/3."
_WORDS = ("details", "condition", "fallback")


class DoseNotes:
    """Speaks of the doses of one sheet; what radiotherapy goes by is loaded with the first step that irradiates."""

    def __init__(self, board: Board, case: Case, place: int) -> None:
        """`place` is the open lesion's in the case."""
        self._board = board
        self._case = case
        self._place = place
        self._assessed: Assessment | None = None

    def help(self, values: Values, number: int) -> str:
        """What to look at twice in the dose of a step, what it comes to, and its limits; how to type one."""
        typed, steps = text_of(values, f"{number}.dose"), _steps(values)
        if typed is None or number > len(steps) or steps[number - 1].modality not in IRRADIATING:
            return _USUAL
        step = steps[number - 1]
        if step.dose_gy is None:
            return _fault(typed)
        from tumorboard.clinical.radiotherapy.steps import figures, limits

        warned = [f"▲ {each}" for each in self._warnings(values, number)]
        return "\n".join([*warned, *figures(step), *limits(step, self._level)])

    def notes(self, values: Values) -> Iterator[str]:
        """What to look at twice in each step that irradiates, and a dose that cannot be read."""
        for number, step in enumerate(_steps(values), start=1):
            if step.modality not in IRRADIATING:
                continue
            typed = text_of(values, f"{number}.dose")
            if typed is not None and step.dose_gy is None:
                yield f"step {number}: {_fault(typed)}"
                continue
            yield from (f"step {number}: {said}" for said in self._warnings(values, number))

    def _warnings(self, values: Values, number: int) -> tuple[str, ...]:
        from tumorboard.clinical.assessment import assess
        from tumorboard.clinical.radiotherapy.steps import warnings

        if self._assessed is None:
            self._assessed = assess(self._case, self._board.settings.policy)
        return warnings(_steps(values), number, self._assessed, self._level, self._board.now().date())

    @property
    def _level(self) -> Level | None:
        lesions = self._case.lesions
        return lesions[min(self._place, len(lesions) - 1)].level if lesions else None


def _steps(values: Values) -> Sequence[Step]:
    """The steps that were begun, with the doses and the words that can be read of them."""
    return [_dosed(step, values, number) for number, step in enumerate(plain_steps(values), start=1)]


def _dosed(step: Step, values: Values, number: int) -> Step:
    words = {key: text_of(values, f"{number}.{key}") for key in _WORDS}
    try:
        dose_gy, fractions = dose_of(text_of(values, f"{number}.dose") or "")
        return Step.of(modality=step.modality, levels=step.levels, dose_gy=dose_gy, fractions=fractions, **words)
    except Complaint:
        return step


def _fault(typed: str) -> str:
    try:
        dose_gy, fractions = dose_of(typed)
    except Complaint as complaint:
        return str(complaint)
    return f"{dose_gy:g} Gy in {fractions} is no dose of one course; give Gy and fractions, such as 24/3"
