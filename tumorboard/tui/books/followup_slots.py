"""The lines of the Follow-up room: follow-ups, decisions of unknown fate, their actions, what rules propose."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, Literal

from tumorboard.board.after.fates import DueAction, UnknownFate
from tumorboard.board.after.schedule import coming, group_of
from tumorboard.board.board import Board
from tumorboard.clinical.surveillance import Proposed
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.vocabulary import FollowUpKind

__all__ = ["GROUPS", "Slot", "SlotGroup", "ended_slots", "slots_of"]

SlotGroup = Literal["unknown", "action", "unread", "overdue", "soon", "proposed", "later", "ended"]
GROUPS: Final[tuple[SlotGroup, ...]] = (
    "unknown", "action", "unread", "overdue", "soon", "proposed", "later", "ended",
)  # fmt: skip
"""In the order in which they stand."""
_PROPOSED_FOR: Final = timedelta(days=90)
"""How long after a decision what the rules propose is offered."""


@dataclass(frozen=True)
class Slot:
    """One line of the room. `due` is None where a rule names no day; `owner` where nobody sees to it.

    `meeting_id` is the meeting of the decision; `kind` what is looked at, None for a decision or an action.
    """

    group: SlotGroup
    case_id: str
    meeting_id: str | None
    due: date | None
    owner: str | None
    kind: FollowUpKind | None = None
    followup: FollowUp | None = None
    fate: UnknownFate | None = None
    action: DueAction | None = None
    proposed: tuple[DecisionRecord, Proposed] | None = None

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What tells it from every other."""
        if self.followup is not None:
            return ("followup", self.followup.id)
        if self.proposed is not None:
            return ("proposed", self.proposed[0].id, self.proposed[1].rule)
        if self.action is not None:
            return ("action", self.action.record.id, str(self.action.number))
        return ("fate", self.case_id, self.meeting_id or "")

    @property
    def record(self) -> DecisionRecord | None:
        """The decision that it is about, where that is known without asking."""
        if self.fate is not None:
            return self.fate.record
        if self.action is not None:
            return self.action.record
        return self.proposed[0] if self.proposed else None


def slots_of(board: Board) -> list[Slot]:
    """Every line of which something is awaited, in the order in which they stand. Raises StoreError."""
    order = {group: at for at, group in enumerate(GROUPS)}
    return sorted(_awaited(board), key=lambda each: (order[each.group], each.due or date.max, each.case_id))


def ended_slots(board: Board) -> list[Slot]:
    """The follow-ups that have ended, the latest first. Raises StoreError."""
    found = [_of_followup("ended", each) for each in board.followups.all() if not each.is_open]
    return sorted(found, key=lambda each: (each.due or date.max, each.case_id), reverse=True)


def _awaited(board: Board) -> Iterator[Slot]:
    now = board.now()
    for unknown in board.fates.unknown():
        record = unknown.record
        owner = next((step.owner for step in record.decision.steps if step.owner), None)
        taken = record.recorded_at.astimezone().date()
        yield Slot("unknown", record.case_id, record.meeting_id, taken, owner, fate=unknown)
    for action in board.fates.actions():
        record, at = action.record, "action" if action.is_over else coming(action.due, now.date())
        yield Slot(at, record.case_id, record.meeting_id, action.due, action.step.owner, action=action)
    for followup in board.followups.all():
        group = group_of(followup, now.date())
        if group is not None:
            yield _of_followup(group, followup)
    for record in board.decisions.all_standing():
        if now - record.recorded_at <= _PROPOSED_FOR:
            for each in board.planning.proposed(record):
                about = (record.case_id, record.meeting_id, each.due)
                yield Slot("proposed", *about, None, each.kind, proposed=(record, each))


def _of_followup(group: SlotGroup, each: FollowUp) -> Slot:
    return Slot(group, each.case_id, each.meeting_id, each.due, each.owner, each.kind, followup=each)
