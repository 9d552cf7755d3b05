"""The sign behind an input of which one change would move the rows of NOMS."""

from typing import Final

from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.tui.fields import Field
from tumorboard.tui.lines import Part

__all__ = ["MOVES", "pivot_sign"]

MOVES: Final = "↕"


def pivot_sign(field: Field, each: LesionAssessment) -> Part:
    """The sign, or a blank where no value of the field alone would leave other rows standing."""
    moves = any(field.path.endswith(f".{pivot.input}") for pivot in each.pivots)
    return ("text", MOVES if moves else " ")
