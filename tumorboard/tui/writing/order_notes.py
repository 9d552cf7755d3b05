"""What to say of the order of the steps that are being written into a decision."""

from tumorboard.clinical.sequence import Reverse, in_reverse
from tumorboard.domain.vocabulary import Level
from tumorboard.tui.writing.decision_reading import plain_steps
from tumorboard.tui.writing.entry import Values, text_of

__all__ = ["order_notes"]


def order_notes(values: Values, level: Level | None) -> tuple[Reverse, ...]:
    """Steps that stand the other way round; `level` is the open lesion's."""
    steps = [
        step.model_copy(update={"condition": text_of(values, f"{number}.condition")})
        for number, step in enumerate(plain_steps(values), start=1)
    ]
    return in_reverse(steps, level)
