"""The meeting's cases: one line each, the cursor is the open case."""

from collections.abc import Callable, Sequence

from textual import events
from textual.strip import Strip

from tumorboard.tui.commands import bindings
from tumorboard.tui.lines import BLANK, Line, Row, wrapped
from tumorboard.tui.literal import text
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["CaseList"]


class CaseList(LinePane):
    """`opened` is called in the key's own handler, so that list and panes are repainted in one frame."""

    BINDINGS = bindings("list")

    def __init__(self, id: str, opened: Callable[[str], None]) -> None:  # noqa: A002
        super().__init__(id)
        self._opened = opened
        self._heading: Line = BLANK
        self._pinned = 1

    def show_cases(self, heading: Line, lines: Sequence[tuple[str, Line]], note: str, note_below: str) -> None:
        """Show the cases, by id, under their heading; `note` is said where there is none, `note_below` in the frame."""
        self._heading = heading if lines else BLANK
        self.border_subtitle = text(note_below if lines else "")
        empty = [Row(line) for line in wrapped(note, max(10, self.size.width), "open")]
        self.show_rows([Row(line, case_id) for case_id, line in lines] or empty)

    def replace(self, case_id: str, line: Line) -> None:
        """Redraw one case."""
        self.show_rows([Row(line, case_id) if row.target == case_id else row for row in self.rows])

    def render_line(self, y: int) -> Strip:
        """The heading stays; the cases scroll below it."""
        return self.strip(self._heading) if y == 0 else super().render_line(y - 1)

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
