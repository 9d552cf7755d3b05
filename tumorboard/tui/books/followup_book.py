"""A person looking after what comes after decisions: which lines, narrowed to what, and which one. Knows no widget."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, TypeVar

from tumorboard.board.board import Board
from tumorboard.clean import clean_line
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.vocabulary import FOLLOW_UP_KINDS, FollowUpKind
from tumorboard.tui.books.followup_slots import Slot, SlotGroup, ended_slots, slots_of
from tumorboard.tui.session.curtain import Curtain

__all__ = ["NOBODY", "FollowUpBook"]

NOBODY: Final = ""
"""The owner of what nobody sees to."""
Value = TypeVar("Value")


class FollowUpBook:
    """Every line of the room, worked out once for each revision of the store; the filters only choose among them.

    `gone` names the line that left the list while it was chosen, until the cursor moves; `loud` are the keys of lines
    whose result asks for the case to come back.
    """

    def __init__(self, board: Board, curtain: Curtain) -> None:
        self.board = board
        self.curtain = curtain
        self.names: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.owner: str | None = None
        self.kind: FollowUpKind | None = None
        self.meeting: str | None = None
        self.month: date | None = None
        self.narrowed = ""
        self.with_ended = False
        self.shown: Sequence[Slot] = ()
        self.place = 0
        self.gone = ""
        self.loud: frozenset[tuple[str, ...]] = frozenset()
        self.counts: Counter[SlotGroup] = Counter()
        self._chosen: tuple[str, ...] | None = None
        self._awaited: Sequence[Slot] = ()
        self._ended: Sequence[Slot] = ()
        self._days: Counter[date] = Counter()
        self._seen: tuple[int, date] | None = None
        self._spelled: dict[tuple[str, ...], str] = {}

    @property
    def today(self) -> date:
        """The day."""
        return self.board.now().date()

    @property
    def slot(self) -> Slot | None:
        """The chosen line."""
        return self.shown[self.place] if self.shown else None

    @property
    def all(self) -> int:
        """How many lines there are before they are filtered."""
        return len(self._awaited) + len(self._ended)

    @property
    def is_filtered(self) -> bool:
        """Whether some lines are left out."""
        return bool(self.owner is not None or self.kind or self.meeting or self.narrowed)

    @property
    def shown_month(self) -> date:
        """The first day of the month whose days are shown."""
        slot = self.slot
        return (self.month or (slot and slot.due) or self.today).replace(day=1)

    def on(self, day: date) -> int:
        """How many of the shown lines are due on a day; a decision is due on none."""
        return self._days[day]

    def read(self) -> bool:
        """Read what was committed since, or what a new day changes; whether there was anything. Raises StoreError."""
        now = (self.board.revision(), self.today)
        if now == self._seen:
            return False
        self._gather()
        self._seen = now
        return True

    def narrow(self, words: str) -> int:
        """Show only lines that hold all of these words; how many do."""
        self.narrowed = " ".join(clean_line(words).casefold().split())
        return self._match()

    def next_owner(self) -> None:
        """Filter by the next owner: me, each other by name, nobody, and then by none."""
        me = self.board.person.id
        others = {each.owner or NOBODY for each in self._lines()} - {me}
        named = sorted(others, key=lambda key: (key == NOBODY, self.name(key).casefold()))
        self.owner = _after(self.owner, [me, *named])
        self._match()

    def next_kind(self) -> None:
        """Filter by the next kind, then by none."""
        there = {each.kind for each in self._lines()}
        self.kind = _after(self.kind, [kind for kind in FOLLOW_UP_KINDS if kind in there])
        self._match()

    def next_meeting(self) -> None:
        """Filter by the next meeting, the latest first, then by none."""
        there = {each.meeting_id for each in self._lines()}
        self.meeting = _after(self.meeting, [key for key in self.titles if key in there])
        self._match()

    def turn_ended(self) -> None:
        """Show what has ended too, or leave it out again. Raises StoreError."""
        self.with_ended = not self.with_ended
        self._gather()

    def clear(self) -> bool:
        """Show everything again; whether anything was filtered."""
        was = self.is_filtered
        self.owner, self.kind, self.meeting, self.narrowed = None, None, None, ""
        self._match()
        return was

    def choose(self, place: int) -> None:
        """Choose a shown line."""
        if 0 <= place < len(self.shown):
            self.place, self.month, self.gone = place, None, ""
            self._chosen = self.shown[place].key

    def choose_case(self, case_id: str, kind: FollowUpKind | None = None) -> bool:
        """Choose the first line of a case, or of a kind of it that is awaited, unfiltered where it has to be."""
        for _ in range(2):
            for place, each in enumerate(self.shown):
                if each.case_id == case_id and (kind is None or (each.kind == kind and each.followup is not None)):
                    self.choose(place)
                    return True
            if not self.clear():
                return False
        return False

    def turn(self, by: int) -> None:
        """Show the month before or after."""
        months = self.shown_month.year * 12 + self.shown_month.month - 1 + by
        if date.min.year * 12 <= months < date.max.year * 12:
            self.month = date(months // 12, months % 12 + 1, 1)

    def for_calendar(self) -> list[FollowUp]:
        """The follow-ups that the filters let through; also those that have ended, whose events are taken away."""
        lines = [*self._awaited, *(self._ended or ended_slots(self.board))]
        return [each.followup for each in self._fitting(lines) if each.followup is not None]

    def name(self, person_id: str | None) -> str:
        """What a person is called."""
        return self.names.get(person_id, person_id) if person_id else "nobody"

    def words(self, text: str) -> str:
        """Free text as it may be shown."""
        slot = self.slot
        return self.curtain.words(text, *((slot.case_id,) if slot else ()))

    def _gather(self) -> None:
        """Read every line anew. The line that was shown as chosen stays so; where it left, `gone` says which it was."""
        was, gone = self.slot, self.gone
        self.names = {person.id: person.name for person in self.board.people.all()}
        meetings = reversed(self.board.meetings.all())
        self.titles = {each.id: f"{each.title} {each.starts.astimezone():%d %b %Y}" for each in meetings}
        self._awaited = slots_of(self.board)
        self.loud = frozenset(each.key for each in self._awaited if self._asks_back(each))
        self._ended = ended_slots(self.board) if self.with_ended else ()
        self._spelled = {}
        self._match()
        self.gone = gone
        if was is not None:
            same = next((at for at, each in enumerate(self.shown) if each.key == was.key), None)
            if same is None:
                self.gone = was.followup.id if was.followup else was.case_id
            else:
                self.place = same

    def _asks_back(self, each: Slot) -> bool:
        result = each.followup and each.followup.result
        return bool(each.followup and result and self.board.returning.asked_by(each.followup))

    def _lines(self) -> Iterator[Slot]:
        yield from self._awaited
        yield from self._ended

    def _match(self) -> int:
        """Show the lines that the filters let through; how many they are.

        The chosen line stays chosen, also while it is filtered out; where it is gone, the one in its place is.
        """
        self.gone = ""
        self.shown = self._fitting(list(self._lines()))
        self.counts = Counter(each.group for each in self.shown)
        self._days = Counter(each.due for each in self.shown if each.due is not None and each.fate is None)
        last = max(0, len(self.shown) - 1)
        same = (at for at, each in enumerate(self.shown) if each.key == self._chosen)
        self.place = next(same, min(self.place, last))
        if self.slot is not None and all(each.key != self._chosen for each in self._lines()):
            self._chosen = self.slot.key
        return len(self.shown)

    def _fitting(self, lines: list[Slot]) -> list[Slot]:
        """The lines that the filters let through."""
        if self.owner is not None:
            lines = [each for each in lines if (each.owner or NOBODY) == self.owner]
        if self.kind is not None:
            lines = [each for each in lines if each.kind == self.kind]
        if self.meeting is not None:
            lines = [each for each in lines if each.meeting_id == self.meeting]
        for word in self.narrowed.split():
            lines = [each for each in lines if word in (self._spelled.get(each.key) or self._spelt(each))]
        return lines

    def spell(self) -> None:
        """Have the words of every line at hand, so that the first letter is answered as fast as the next."""
        for each in self._lines():
            self._spelt(each)

    def _spelt(self, each: Slot) -> str:
        """The words of a line, put together once for each revision of the store."""
        words = self._spelled.get(each.key)
        if words is None:
            words = self._spelled[each.key] = self._words_of(each)
        return words

    def _words_of(self, each: Slot) -> str:
        followup = each.followup
        words = (
            each.case_id,
            each.group,
            (each.kind or "decision").replace("_", " "),
            self.name(each.owner),
            self.titles.get(each.meeting_id or "", ""),
            f"{each.due:%a %d %b %Y}" if each.due else "",
            followup.state.replace("_", " ") if followup else "",
            followup.words or "" if followup else "",
        )
        return " ".join(words).casefold()


def _after(standing: Value | None, values: Sequence[Value]) -> Value | None:
    """The value after the one that stands, round and round; None stands before the first."""
    ring: list[Value | None] = [None, *values]
    at = ring.index(standing) if standing in ring else 0
    return ring[(at + 1) % len(ring)]
