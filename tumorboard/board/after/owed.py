"""What the board still owes after its decisions, counted: fates that nobody said, follow-ups overdue or not read."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from tumorboard.board.desk import Desk

if TYPE_CHECKING:
    from tumorboard.board.after.fates import Fates
    from tumorboard.board.after.followups import FollowUps

__all__ = ["Owed"]


class Owed:
    """Stands as it was last looked at, so that a screen can be drawn without counting; before that it is nothing.

    `unknown` are decisions whose fate nobody said in thirty days, `overdue` follow-ups whose day is over.
    """

    def __init__(self, desk: Desk, followups: "Callable[[], FollowUps]", fates: "Callable[[], Fates]") -> None:
        """`followups` and `fates` are asked for when something is counted."""
        self._desk = desk
        self._followups = followups
        self._fates = fates
        self._looked_at: tuple[int, date] | None = None
        self.unknown = 0
        self.overdue = 0
        self.by_case: Mapping[str, int] = Counter()

    def look(self) -> bool:
        """Count anew where something was committed or a new day began; whether it is different. Raises StoreError."""
        from tumorboard.board.after.schedule import group_of

        today = self._desk.now().date()
        at = (self._desk.store.revision(), today)
        if at == self._looked_at:
            return False
        unknown = [each.record.case_id for each in self._fates().unknown()]
        grouped = [(group_of(each, today), each.case_id) for each in self._followups().all()]
        overdue = [case_id for group, case_id in grouped if group == "overdue"]
        unread = [case_id for group, case_id in grouped if group == "unread"]
        before = (self.unknown, self.overdue, self.by_case)
        self.unknown, self.overdue = len(unknown), len(overdue)
        self.by_case = Counter((*unknown, *overdue, *unread))
        self._looked_at = at
        return before != (self.unknown, self.overdue, self.by_case)
