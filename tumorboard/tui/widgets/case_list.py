"""The meeting's cases: one line each under a heading that stays; the cursor is the open case."""

from collections.abc import Callable, Sequence

from textual import events

from tumorboard.tui.bound import bindings
from tumorboard.tui.lines import Line
from tumorboard.tui.widgets.line_pane import Build, LinePane

__all__ = ["CaseList"]


class CaseList(LinePane):
    """`opened` is called in the key's own handler, so that list and panes are repainted in one frame."""

    BINDINGS = bindings("list")

    def __init__(self, id: str, opened: Callable[[str], None]) -> None:  # noqa: A002
        super().__init__(id, can_focus=True)
        self._opened = opened
        self._heading: Callable[[int], Line] = lambda _: ()

    def show_cases(self, heading: Callable[[int], Line], build: Build) -> None:
        """Show rows whose targets are case ids, under a heading."""
        self._heading = heading
        self.show(build)

    def action_move(self, by: int) -> None:
        """Open a case further up or down."""
        if self.move(by):
            self._opened(self.target)

    def action_page(self, by: int) -> None:
        """Open a case a page further up or down."""
        self.action_move(by * max(1, self.view_height - 1))

    def on_click(self, event: events.Click) -> None:
        """Open the case under the mouse."""
        at = self.top + event.get_content_offset_capture(self).y - 1
        if 0 <= at < len(self.rows) and self.rows[at].target is not None:
            self._opened(self.rows[at].target)

    def _head(self, width: int) -> Sequence[Line]:
        return [self._heading(width)]
