"""What the dose of a step comes to, and what to look at twice in it, as lines under the step."""

from collections.abc import Iterator, Sequence
from datetime import date

from tumorboard.clinical.assessment import Assessment
from tumorboard.clinical.radiotherapy.steps import figures, warnings
from tumorboard.domain.decision import Step
from tumorboard.domain.vocabulary import Level
from tumorboard.tui.lines import Line, wrapped

__all__ = ["dose_lines"]


def dose_lines(
    steps: Sequence[Step], number: int, assessed: Assessment, level: Level | None, on: date, width: int
) -> Iterator[Line]:
    """The figures and the warnings of the step at a place, from 1. `level` is the lesion's that was decided on."""
    for said in figures(steps[number - 1]):
        yield from wrapped(said, width, "muted", (("text", "   "),))
    for said in warnings(steps, number, assessed, level, on):
        yield from wrapped(said, width, "warning", (("warning", " ▲ "),))
