"""What is to be looked at after a decision: when, by whom, what became of it, and every date that it had before."""

from datetime import date
from itertools import takewhile
from typing import Annotated, Final
from urllib.parse import quote

from tumorboard.declared.marks import Bounds
from tumorboard.domain.case import SinsItems
from tumorboard.domain.noun import Day, Group, Line, Listed, Moment, Noun, Prose, RequiredLine
from tumorboard.domain.view import Trigger
from tumorboard.domain.vocabulary import Ambulation, FollowUpKind, FollowUpState, Level, NotDone, Response

__all__ = [
    "ENDED",
    "SEEN",
    "Advance",
    "FollowUp",
    "Moved",
    "Proposal",
    "Result",
    "followup_key",
]

ENDED: Final[tuple[FollowUpState, ...]] = ("acted_on", "cancelled")
"""The states after which nothing is awaited any more."""
SEEN: Final[tuple[FollowUpState, ...]] = ("done", "read", "acted_on")
"""The states in which it was looked at."""


class Proposal(Noun):
    """What a rule of `data/knowledge/surveillance.toml` proposed: the rule's key, its day, and why in words."""

    rule: RequiredLine
    due: Day
    says: RequiredLine


class Moved(Noun):
    """A date that a follow-up had before, and why it was given up."""

    due: Day
    by: RequiredLine
    at: Moment
    reason: RequiredLine


class Advance(Noun):
    """One step of a follow-up: into which state, who entered it and when, and on which day it happened."""

    state: FollowUpState
    by: RequiredLine
    at: Moment
    on: Day | None = None
    words: Line = None


class Result(Noun):
    """What a follow-up showed; what was not looked at is None. Pain 0–10; `fired` are triggers that came true.

    Response as in SPINO: local control, progression, or uncertain until a second scan.
    """

    on: Day
    response: Response | None = None
    pain: Annotated[int, Bounds(ge=0, le=10)] | None = None
    ambulation: Ambulation | None = None
    level: Level | None = None
    sins: Annotated[SinsItems, Group] = SinsItems.blank()
    new_deficit: bool | None = None
    new_fracture: bool | None = None
    fired: Annotated[tuple[Trigger, ...], Listed] = ()
    words: Prose = None

    @property
    def says_something(self) -> bool:
        """Whether anything was looked at; a day and a level alone show nothing."""
        return bool(self.model_dump(exclude={"on", "level"}, exclude_defaults=True))


class FollowUp(Noun):
    """One thing to be looked at. `owner` is the id of the person who sees to it; `sequence` grows with every change.

    `because` says why the day is not the one that the rule proposed. `earlier` holds every date given up, oldest first.
    """

    id: RequiredLine
    case_id: RequiredLine
    meeting_id: Line = None
    decision_id: Line = None
    kind: FollowUpKind
    level: Level | None = None
    due: Day
    owner: RequiredLine
    state: FollowUpState = "planned"
    words: Line = None
    proposed: Proposal | None = None
    because: Line = None
    earlier: Annotated[tuple[Moved, ...], Listed] = ()
    history: Annotated[tuple[Advance, ...], Listed] = ()
    result: Result | None = None
    cancelled: NotDone | None = None
    sequence: Annotated[int, Bounds(ge=0)] = 0
    created_by: RequiredLine
    created_at: Moment

    def goes_together(self) -> None:
        if (self.state == "cancelled") != (self.cancelled is not None):
            raise ValueError("a cancelled follow-up has a coded reason, and no other has one")
        if self.kind == "other" and not self.words:
            raise ValueError("other: say in words what is looked at")

    @property
    def is_open(self) -> bool:
        """Whether something is still awaited."""
        return self.state not in ENDED

    @property
    def seen_on(self) -> date | None:
        """The day on which it was looked at; None while it was not, or where that was taken back."""
        if self.result is not None:
            return self.result.on
        since = list(takewhile(lambda step: step.state in SEEN, reversed(self.history)))
        return next((step.on for step in reversed(since) if step.on is not None), None)


def followup_key(case_id: str, number: int) -> str:
    """The id under which the follow-up `number` of a case is kept, counted from 1."""
    return f"{quote(case_id, safe='')}/{number}"
