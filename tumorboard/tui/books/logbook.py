"""A person reading the change log: which part of it, narrowed to what, and which entry. Knows no widget."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, Literal
from urllib.parse import unquote

from tumorboard.board.board import Board
from tumorboard.board.history import Then, case_of, when
from tumorboard.clean import clean_line
from tumorboard.store.contract import Change
from tumorboard.store.edits import Edit
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.session.naming import edit_said
from tumorboard.tui.session.sitting import Sitting

__all__ = ["Logbook", "Part"]

Part = Literal["meeting", "case", "everything"]
_TABLES: Final = {
    "meetings": "meeting", "people": "person", "views": "view", "decisions": "decision", "fates": "fate",
    "followups": "follow-up", "forecasts": "survival",
}  # fmt: skip
_REST_OF_KEY: Final = {"views": 2, "decisions": 2, "fates": 2}
"""Where in a key stands what comes after the case; the meeting before it is told by the day."""


class Logbook:
    """Entries newest first. Nothing of an entry is put into words before it is asked for."""

    def __init__(self, board: Board, sitting: Callable[[], Sitting], curtain: Curtain | None = None) -> None:
        """`sitting` tells the meeting and the case that are open in the Board room."""
        self.board = board
        self.curtain = curtain or Curtain(sitting)
        self.part: Part = "meeting"
        self.chosen: Change | None = None
        self._sitting = sitting
        self._words: tuple[str, ...] = ()
        self._all: Sequence[Change] = ()
        self._shown: Sequence[Change] = ()
        self._searched: dict[tuple[int, int], str] = {}
        self._seen = -1

    @property
    def shown(self) -> Sequence[Change]:
        """The entries that match."""
        return self._shown

    @property
    def narrowed(self) -> str:
        """The words that entries must hold."""
        return " ".join(self._words)

    @property
    def case_id(self) -> str | None:
        """The case that is spoken of: the chosen entry's, else the open one."""
        if self.chosen is not None and self.chosen.table == "cases":
            return self.chosen.key
        return self._sitting().current

    @property
    def place(self) -> int:
        """Where the chosen entry stands among the shown; 0 when it is not among them."""
        wanted = None if self.chosen is None else self.chosen.number
        return next((place for place, change in enumerate(self._shown) if change.number == wanted), 0)

    @property
    def title(self) -> str:
        """What part of the log is shown."""
        sitting = self._sitting()
        if self.part == "case":
            return f"Log · case {sitting.current or 'none open'}"
        if self.part == "meeting":
            return f"Log · {sitting.meeting.title if sitting.meeting else 'no meeting'}"
        return "Log · everything"

    def read(self) -> bool:
        """Read what was committed since; say whether there was anything. Raises StoreError."""
        revision = self.board.revision()
        if revision == self._seen:
            return False
        self._seen = revision
        self._gather()
        return True

    def show(self, part: Part) -> None:
        """Show a part of the log. Raises StoreError."""
        self.part = part
        self._gather()

    def narrow(self, words: str) -> int:
        """Show only entries that hold all of these words; say how many do."""
        self._words = tuple(clean_line(words).casefold().split())
        self._match()
        return len(self._shown)

    def choose(self, place: int) -> None:
        """Choose a shown entry."""
        if 0 <= place < len(self._shown):
            self.chosen = self._shown[place]

    def choose_moment(self, case_id: str, moment: datetime) -> Then:
        """A case as it was at a moment; its change is chosen when it is shown. Raises NotThere, StoreError."""
        then = self.board.history.as_it_was(case_id, moment)
        if any(change.number == then.change.number for change in self._shown):
            self.chosen = then.change
        return then

    def record(self, change: Change) -> str:
        """The record that a change is of."""
        case_id, what = case_of(change), _TABLES.get(change.table, change.table)
        if case_id is None:
            return clean_line(f"{what} {change.key}")
        rest = [unquote(each) for each in change.key.split("/")[_REST_OF_KEY.get(change.table, 1) :]]
        return clean_line(" ".join((case_id, *([] if change.table == "cases" else [what, *rest]))))

    def told(self, change: Change) -> list[tuple[str, str, str]]:
        """What a change did, as it may be shown: field, before, after."""
        return self._told(change, self.curtain.edits(self.board.history.by_case(change)))

    def why(self, change: Change) -> str:
        """The reason that was given, as it may be shown."""
        return clean_line(self.curtain.why(change))

    def _told(self, change: Change, edits: Sequence[Edit]) -> list[tuple[str, str, str]]:
        levels = self.board.history.levels(change)
        return [edit_said(edit, levels) for edit in edits]

    def _gather(self) -> None:
        sitting, history = self._sitting(), self.board.history
        self.board.owed.look()
        if self.part == "everything":
            self._all = history.entries()
        elif self.part == "case":
            self._all = [] if sitting.current is None else history.about(sitting.current)
        else:
            self._all = [] if sitting.meeting is None else history.of_meeting(sitting.meeting)
        self._match()

    def _match(self) -> None:
        words = self._words
        found = self._all
        if words:
            found = [change for change in found if all(word in self._words_of(change) for word in words)]
        self._shown = found
        self.chosen = found[self.place] if found else None

    def _words_of(self, change: Change) -> str:
        entry = (change.number, change.revision)  # a number is another entry's once an older store was put back
        if entry not in self._searched:
            at = when(change)
            told = " ".join(
                part for parts in self._told(change, self.board.history.by_case(change).edits) for part in parts
            )
            who = f"{change.by} {self.board.history.who(change)}"
            day = f"{at:%a %d %b %Y %H:%M %Y-%m-%d}" if at else change.at
            words = f"{day} {who} {self.record(change)} {told} {clean_line(change.why or '')}"
            self._searched[entry] = words.casefold()
        return self._searched[entry]
