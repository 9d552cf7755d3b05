"""A list of any length under a heading that stays."""

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Region
from textual.strip import Strip

from tumorboard.tui.lines import Line
from tumorboard.tui.widgets.long_list import LineAt, LongList

__all__ = ["HeadedList"]


class HeadedList(LongList):
    """The heading names the columns; an empty list has none."""

    def __init__(self, id: str, moved: Callable[[int], None]) -> None:  # noqa: A002
        super().__init__(id, moved)
        self._heading: Callable[[int], Line] = lambda _: ()

    @property
    def view_height(self) -> int:
        """How many lines can be seen below the heading."""
        return max(1, self.size.height - 1)

    def show_under(
        self, heading: Callable[[int], Line], count: int, line_at: LineAt, nothing: Sequence[Line] = ()
    ) -> None:
        """Show so many lines under a heading; where there is none, what to do."""
        self._heading = heading if count else lambda _: ()
        self.show_lines(count, line_at, nothing)

    def choose(self, target: int) -> None:
        """Choose a place; only the lines that look otherwise now are painted, where the list did not scroll."""
        before, top = self.cursor, self.top
        self.target = target
        self._keep_in_view()
        if before is None or self.top != top:
            self.refresh()
        else:
            self.refresh(*(Region(0, place - top + 1, self.size.width, 1) for place in {before, target}))

    def render_line(self, y: int) -> Strip:
        """The heading stays; the lines scroll below it."""
        return self.strip(self._heading(self.size.width)) if y == 0 else super().render_line(y - 1)

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        at = self.top + event.get_content_offset_capture(self).y - 1
        if at >= self.top and at < len(self.rows):
            self.choose(at)
            self._moved(at)
