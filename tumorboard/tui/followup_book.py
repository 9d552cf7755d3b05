"""A person looking after what comes after decisions: which follow-ups, narrowed to what, and which one. No widget."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, Literal, TypeVar

from tumorboard.board.board import Board
from tumorboard.board.fates import DueAction, UnknownFate
from tumorboard.board.schedule import Group, by_due, group_of
from tumorboard.clean import clean_line
from tumorboard.clinical.surveillance import Proposed
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.vocabulary import FOLLOW_UP_KINDS, FollowUpKind
from tumorboard.tui.curtain import Curtain

__all__ = ["GROUPS", "FollowUpBook", "Slot", "SlotGroup"]

SlotGroup = Literal["unknown", "action", "unread", "overdue", "soon", "proposed", "later"]
GROUPS: Final[tuple[SlotGroup, ...]] = ("unknown", "action", "unread", "overdue", "soon", "proposed", "later")
Value = TypeVar("Value")
_PROPOSED_FOR: Final = timedelta(days=90)
"""How long after a decision what the rules propose is offered."""


@dataclass(frozen=True)
class Slot:
    """One line of the room: a follow-up, a decision of unknown fate, an action that is due, or what a rule proposes."""

    group: SlotGroup
    case_id: str
    due: date
    owner: str | None
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

    @property
    def meeting_id(self) -> str | None:
        """The meeting of the decision."""
        if self.followup is not None:
            return self.followup.meeting_id
        return self.record.meeting_id if self.record else None

    @property
    def kind(self) -> FollowUpKind | None:
        """What is looked at; None for a decision or an action."""
        if self.followup is not None:
            return self.followup.kind
        return self.proposed[1].kind if self.proposed else None


class FollowUpBook:
    """Every line of the room, worked out once for each revision of the store; the filters only choose among them."""

    def __init__(self, board: Board, curtain: Curtain) -> None:
        self.board = board
        self.curtain = curtain
        self.names: dict[str, str] = {}
        self.owner: str | None = None
        self.kind: FollowUpKind | None = None
        self.meeting: str | None = None
        self.month: date | None = None
        self.narrowed = ""
        self.shown: Sequence[Slot] = ()
        self.chosen: tuple[str, ...] | None = None
        self._slots: Sequence[Slot] = ()
        self._seen: tuple[int, date] | None = None

    @property
    def today(self) -> date:
        """The day."""
        return self.board.now().date()

    @property
    def slot(self) -> Slot | None:
        """The chosen line."""
        return next((each for each in self.shown if each.key == self.chosen), None)

    @property
    def place(self) -> int:
        """Where the chosen line stands; 0 when it is not shown."""
        return next((at for at, each in enumerate(self.shown) if each.key == self.chosen), 0)

    @property
    def counts(self) -> Counter[SlotGroup]:
        """How many lines are shown of each group."""
        return Counter(each.group for each in self.shown)

    @property
    def all(self) -> int:
        """How many lines there are before they are filtered."""
        return len(self._slots)

    @property
    def shown_month(self) -> date:
        """The first day of the month whose days are shown."""
        slot = self.slot
        return (self.month or (slot.due if slot else self.today)).replace(day=1)

    @property
    def days(self) -> Counter[date]:
        """How many lines are due on each day of the shown month."""
        first = self.shown_month
        return Counter(each.due for each in self.shown if (each.due.year, each.due.month) == (first.year, first.month))

    def read(self) -> bool:
        """Read what was committed since, or what a new day changes; whether there was anything. Raises StoreError."""
        now = (self.board.revision(), self.today)
        if now == self._seen:
            return False
        self._seen = now
        self.names = {person.id: person.name for person in self.board.people.all()}
        gathered = list(self._gathered())
        order = {group: at for at, group in enumerate(GROUPS)}
        self._slots = sorted(gathered, key=lambda each: (order[each.group], each.due, each.case_id))
        self.match()
        return True

    def match(self) -> int:
        """Show the lines that the filters let through; how many they are."""
        words = self.narrowed.split()
        self.shown = [
            each
            for each in self._slots
            if (self.owner is None or each.owner == self.owner)
            and (self.kind is None or each.kind == self.kind)
            and (self.meeting is None or each.meeting_id == self.meeting)
            and (not words or all(word in self._words_of(each) for word in words))
        ]
        if self.slot is None:
            self.chosen = self.shown[0].key if self.shown else None
        return len(self.shown)

    def narrow(self, words: str) -> int:
        """Show only lines that hold all of these words; how many do."""
        self.narrowed = " ".join(clean_line(words).casefold().split())
        return self.match()

    def next_owner(self) -> str | None:
        """Filter by the next owner: mine, then each other, then everybody's."""
        me = self.board.person.id
        owners = sorted({each.owner for each in self._slots if each.owner}, key=lambda owner: (owner != me, owner))
        self.owner = _after(self.owner, owners)
        self.match()
        return self.owner

    def next_kind(self) -> FollowUpKind | None:
        """Filter by the next kind, then by none."""
        there = {each.kind for each in self._slots}
        self.kind = _after(self.kind, [kind for kind in FOLLOW_UP_KINDS if kind in there])
        self.match()
        return self.kind

    def next_meeting(self) -> str | None:
        """Filter by the next meeting, the latest first, then by none."""
        there = {each.meeting_id for each in self._slots}
        meetings = [each.id for each in reversed(self.board.meetings.all()) if each.id in there]
        self.meeting = _after(self.meeting, meetings)
        self.match()
        return self.meeting

    def clear(self) -> bool:
        """Show everything again; whether anything was filtered."""
        filtered = bool(self.owner or self.kind or self.meeting or self.narrowed)
        self.owner, self.kind, self.meeting, self.narrowed = None, None, None, ""
        self.match()
        return filtered

    def choose(self, place: int) -> None:
        """Choose a shown line."""
        if 0 <= place < len(self.shown):
            self.chosen, self.month = self.shown[place].key, None

    def turn(self, by: int) -> None:
        """Show the month before or after."""
        months = self.shown_month.year * 12 + self.shown_month.month - 1 + by
        self.month = date(months // 12, months % 12 + 1, 1) if 12 <= months < 120_000 else self.month

    def name(self, person_id: str | None) -> str:
        """What a person is called."""
        return "nobody" if person_id is None else self.names.get(person_id, person_id)

    def words(self, text: str) -> str:
        """Free text as it may be shown."""
        slot = self.slot
        return self.curtain.words(text, *((slot.case_id,) if slot else ()))

    def _gathered(self) -> Iterator[Slot]:
        board, today = self.board, self.today
        for unknown in board.fates.unknown():
            record = unknown.record
            taken = record.recorded_at.astimezone(board.now().tzinfo).date()
            yield Slot("unknown", record.case_id, taken, record.recorded_by, fate=unknown)
        for action in board.fates.due_actions():
            yield Slot("action", action.record.case_id, action.due, action.step.owner, action=action)
        for followup in by_due(board.followups.all()):
            group: Group | None = group_of(followup, today)
            if group is not None:
                yield Slot(group, followup.case_id, followup.due, followup.owner, followup=followup)
        for record in board.decisions.all_standing():
            if board.now() - record.recorded_at <= _PROPOSED_FOR:
                for proposed in board.planning.proposed(record):
                    yield Slot("proposed", record.case_id, proposed.due or today, None, proposed=(record, proposed))

    def _words_of(self, each: Slot) -> str:
        followup = each.followup
        words = (
            each.case_id,
            each.group,
            (each.kind or "").replace("_", " "),
            self.names.get(each.owner or "", each.owner or ""),
            followup.state.replace("_", " ") if followup else "",
            followup.words or "" if followup else "",
        )
        return " ".join(words).casefold()


def _after(standing: Value | None, values: Sequence[Value]) -> Value | None:
    """The value after the one that stands, round and round; None stands before the first."""
    ring: list[Value | None] = [None, *values]
    at = ring.index(standing) if standing in ring else 0
    return ring[(at + 1) % len(ring)]
