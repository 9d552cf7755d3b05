"""A list of any length under a heading that stays."""

from collections.abc import Callable, Sequence

from textual import events

from tumorboard.tui.lines import Line
from tumorboard.tui.widgets.long_list import LineAt, LongList

__all__ = ["HeadedList"]


class HeadedList(LongList):
    """The heading names the columns; an empty list has none."""

    def __init__(self, id: str, moved: Callable[[int], None]) -> None:  # noqa: A002
        super().__init__(id, moved)
        self._heading: Callable[[int], Line] = lambda _: ()

    def show_under(
        self, heading: Callable[[int], Line], count: int, line_at: LineAt, nothing: Sequence[Line] = ()
    ) -> None:
        """Show so many lines under a heading; where there is none, what to do."""
        self._heading = heading if count else lambda _: ()
        self.show_lines(count, line_at, nothing)

    def on_click(self, event: events.Click) -> None:
        """Choose the line under the mouse."""
        at = self.top + event.get_content_offset_capture(self).y - 1
        if at >= self.top and at < len(self.rows):
            self.choose(at)
            self._moved(at)

    def _head(self, width: int) -> Sequence[Line]:
        return [self._heading(width)]

    def _keep_in_view(self) -> None:
        """Go on by half a page where the cursor leaves what is seen: every line that moves is sent anew."""
        cursor, height = self.cursor, self.view_height
        if cursor is not None and not self.top <= cursor < self.top + height:
            self.top = max(0, cursor - height // 2)
        super()._keep_in_view()
