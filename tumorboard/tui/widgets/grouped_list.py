"""A list of any length in groups, each under a line that names it, all under a heading that stays."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import overload

from textual import events

from tumorboard.tui.lines import Groups, Line, Row
from tumorboard.tui.widgets.headed_list import HeadedList
from tumorboard.tui.widgets.long_list import LineAt

__all__ = ["GroupedList"]


class GroupedList(HeadedList):
    """The cursor stands on a place among the lines; the lines that name groups are passed over."""

    def __init__(self, id: str, moved: Callable[[int], None]) -> None:  # noqa: A002
        super().__init__(id, moved)
        self._starts: Sequence[int] = ()

    def show_groups(
        self,
        heading: Callable[[int], Line],
        count: int,
        line_at: LineAt,
        groups: Callable[[int], Groups],
        nothing: Sequence[Line] = (),
    ) -> None:
        """Show so many lines in groups, which are asked for at a width; where there is none, what to do."""
        self._starts = [start for start, _ in groups(0)]
        self.show_under(heading, count, line_at, nothing)
        if count:
            lines = self._build
            self.show(lambda width: _Grouped(lines(width), groups(width)))

    @property
    def place(self) -> int | None:
        """The place that is chosen, or None."""
        return self.target if isinstance(self.target, int) and self.target < self._count else None

    @property
    def cursor(self) -> int | None:
        """The row of the place that is chosen, or None."""
        return None if self.place is None else self.place + bisect_right(self._starts, self.place)

    def move(self, by: int) -> bool:
        """Choose a place further up or down; say whether there was one."""
        if self.place is None:
            return False
        to = min(max(self.place + by, 0), self._count - 1)
        moved = to != self.place
        self.choose(to)
        return moved

    def group(self, by: int) -> bool:
        """Choose the first line of the group after or before, round and round; say whether there was one."""
        if self.place is None or not self._starts:
            return False
        at = bisect_right(self._starts, self.place) - 1
        self.choose(self._starts[(at + by) % len(self._starts)])
        return True

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        at = self.top + event.get_content_offset_capture(self).y - 1
        target = self.rows[at].target if self.top <= at < len(self.rows) else None
        if target is not None:
            self.choose(target)
            self._moved(target)

    def _keep_in_view(self) -> None:
        super()._keep_in_view()
        if self.cursor is not None and self.cursor == self.top and self.place in self._starts:
            self.top = max(0, self.top - 1)


class _Grouped(Sequence[Row]):
    """Rows with the lines of the groups among them; a row is made when it is asked for."""

    def __init__(self, rows: Sequence[Row], groups: Groups) -> None:
        self._rows = rows
        self._named = {start + before: line for before, (start, line) in enumerate(groups)}
        self._at = sorted(self._named)

    def __len__(self) -> int:
        return len(self._rows) + len(self._named)

    @overload
    def __getitem__(self, row: int) -> Row: ...

    @overload
    def __getitem__(self, row: slice) -> Sequence[Row]: ...

    def __getitem__(self, row: int | slice) -> Row | Sequence[Row]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        if row in self._named:
            return Row(self._named[row])
        return self._rows[row - bisect_right(self._at, row)]
