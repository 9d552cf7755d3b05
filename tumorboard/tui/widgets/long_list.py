"""A list of any length: a line is made when it is drawn, and never before."""

from collections.abc import Callable, Sequence
from typing import overload

from textual import events

from tumorboard.tui.lines import Line, Row
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["LongList"]

LineAt = Callable[[int, int], Line]
"""The line at a place, counted from 0, at a width in columns."""


class LongList(LinePane):
    """The cursor stands on a place; `moved` is called in the key's own handler."""

    def __init__(self, id: str, moved: Callable[[int], None]) -> None:  # noqa: A002
        super().__init__(id, can_focus=True)
        self._moved = moved
        self._count = 0

    def show_lines(self, count: int, line_at: LineAt, nothing: Sequence[Line] = ()) -> None:
        """Show so many lines; where there is none, what to do."""
        self._count = count
        said = [Row(line) for line in nothing]
        self.show(lambda width: _Lines(count, line_at, width) if count else said)

    @property
    def cursor(self) -> int | None:
        """The place that is chosen, or None."""
        return self.target if isinstance(self.target, int) and self.target < self._count else None

    def move(self, by: int) -> bool:
        """Choose a place further up or down; say whether there was one."""
        if self.cursor is None:
            return False
        to = min(max(self.cursor + by, 0), self._count - 1)
        moved = to != self.cursor
        self.choose(to)
        return moved

    def page(self, by: int) -> bool:
        """Choose a place a page further up or down; say whether there was one."""
        return self.move(by * max(1, self.view_height - 1))

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        at = self.top + event.get_content_offset_capture(self).y
        if 0 <= at < self._count:
            self.choose(at)
            self._moved(at)


class _Lines(Sequence[Row]):
    """Rows that do not exist until they are asked for."""

    def __init__(self, count: int, line_at: LineAt, width: int) -> None:
        self._count = count
        self._line_at = line_at
        self._width = width

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...

    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(self._count))]
        if not 0 <= place < self._count:
            raise IndexError(place)
        return Row(self._line_at(place, self._width), place)
