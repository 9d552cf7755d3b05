"""What became of a decision and of each of its steps: done, partly, or not done with a coded reason."""

from typing import Annotated, Literal
from urllib.parse import quote

from tumorboard.declared.marks import Bounds
from tumorboard.domain.noun import Day, Line, Listed, Moment, Noun, RequiredLine
from tumorboard.domain.vocabulary import NotDone

__all__ = ["Fate", "FateRecord", "Settled", "fate_key"]

Fate = Literal["done", "partly", "not_done"]


class Settled(Noun):
    """Somebody said what became of it. `step` counts the decision's steps from 1; None is the decision as a whole.

    `number` is the decision's number, so that an amendment is settled anew. `on` is the day of the treatment.
    """

    number: Annotated[int, Bounds(ge=1)]
    step: Annotated[int, Bounds(ge=1)] | None = None
    fate: Fate
    reason: NotDone | None = None
    words: Line = None
    on: Day | None = None
    by: RequiredLine
    at: Moment

    def goes_together(self) -> None:
        if self.fate == "done" and self.reason is not None:
            raise ValueError("what was done has no reason for not being done")
        if self.fate != "done" and self.reason is None:
            raise ValueError("say why it was not done, from the list")
        if self.reason == "other" and not self.words:
            raise ValueError("other: say in words why it was not done")


class FateRecord(Noun):
    """Everything that was said about what became of a meeting's decision on a case, oldest first; nothing is erased."""

    id: RequiredLine
    meeting_id: RequiredLine
    case_id: RequiredLine
    settled: Annotated[tuple[Settled, ...], Listed] = ()


def fate_key(meeting_id: str, case_id: str) -> str:
    """The id under which the fate of a decision is kept."""
    return "/".join(quote(each, safe="") for each in (meeting_id, case_id))
