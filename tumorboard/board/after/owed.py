"""What the board still owes after its decisions, counted as the Follow-up room names it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from tumorboard.board.cases import Cases
from tumorboard.board.desk import Desk, NotThere

if TYPE_CHECKING:
    from tumorboard.board.after.fates import Fates
    from tumorboard.board.after.followups import FollowUps
    from tumorboard.board.after.returning import Returning
    from tumorboard.board.after.untaken import Untaken
    from tumorboard.board.history import History

__all__ = ["Owed"]


class Owed:
    """Stands as it was last looked at, so that a screen can be drawn without counting; before that it is nothing.

    `unknown` are decisions whose fate nobody said in thirty days, `actions` steps whose time is over, `unread`
    follow-ups that were done and not acted on, `overdue` those whose day is over; `by_case` counts them all; `reported`
    says of a case what a result reported that nobody has decided or listed since, `untaken` what results say of a
    case that its record does not.
    """

    def __init__(
        self,
        desk: Desk,
        followups: "Callable[[], FollowUps]",
        fates: "Callable[[], Fates]",
        returning: "Callable[[], Returning]",
        history: "History",
    ) -> None:
        """`followups`, `fates` and `returning` are asked for when something is counted."""
        self._desk = desk
        self._followups = followups
        self._fates = fates
        self._returning = returning
        self._history = history
        self._looked_at: tuple[int, date] | None = None
        self.unknown = 0
        self.actions = 0
        self.unread = 0
        self.overdue = 0
        self.by_case: Mapping[str, int] = Counter()
        self.reported: Mapping[str, str] = {}
        self.untaken: Mapping[str, Untaken] = {}

    def look(self) -> bool:
        """Count anew where something was committed or a new day began; whether it is different. Raises StoreError."""
        from tumorboard.board.after.schedule import group_of

        today = self._desk.now().date()
        at = (self._desk.store.revision(), today)
        if at == self._looked_at:
            return False
        unknown = [each.record.case_id for each in self._fates().unknown()]
        followups = self._followups().all()
        grouped = [(group_of(each, today), each.case_id) for each in followups]
        overdue = [case_id for group, case_id in grouped if group == "overdue"]
        unread = [case_id for group, case_id in grouped if group == "unread"]
        actions = [each.record.case_id for each in self._fates().actions() if each.is_over]
        before = self._counted()
        self.unknown, self.actions, self.unread, self.overdue = map(len, (unknown, actions, unread, overdue))
        self.by_case = Counter((*unknown, *actions, *unread, *overdue))
        said = [(each.case_id, self._returning().unanswered(each)) for each in followups if each.result is not None]
        self.reported = {case_id: words for case_id, words in said if words}
        self.untaken = self._untaken({each.case_id for each in followups if each.result is not None})
        self._looked_at = at
        return before != self._counted()

    def _counted(self) -> tuple[object, ...]:
        return (self.unknown, self.actions, self.unread, self.overdue, self.by_case, self.reported, self.untaken)

    def _untaken(self, case_ids: Iterable[str]) -> "dict[str, Untaken]":
        from tumorboard.board.after.untaken import untaken

        found = {}
        for case_id in case_ids:
            with suppress(NotThere):
                case = Cases(self._desk).get(case_id).record
                found[case_id] = untaken(case, self._followups().of(case_id), self._history)
        return {case_id: each for case_id, each in found.items() if each.said}
