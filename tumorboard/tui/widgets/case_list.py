"""The meeting's cases: one line each under a heading that stays; the cursor is the open case."""

from collections.abc import Callable

from textual import events
from textual.strip import Strip

from tumorboard.tui.commands import bindings
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

    @property
    def view_height(self) -> int:
        """How many cases can be seen below the heading."""
        return max(1, self.size.height - 1)

    def show_cases(self, heading: Callable[[int], Line], build: Build) -> None:
        """Show rows whose targets are case ids, under a heading."""
        self._heading = heading
        self.show(build)

    def render_line(self, y: int) -> Strip:
        """The heading stays; the cases scroll below it."""
        return self.strip(self._heading(self.size.width)) if y == 0 else super().render_line(y - 1)

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
