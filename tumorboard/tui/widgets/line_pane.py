"""A pane of lines with a cursor on those that can be chosen, drawn one strip a line: no child widgets, no layout."""

from collections.abc import Sequence
from typing import Any, cast

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tumorboard.clean import clean_line
from tumorboard.tui.lines import Line, Row
from tumorboard.tui.literal import text
from tumorboard.tui.themes import BoardTheme, Themed

__all__ = ["LinePane"]


class LinePane(Widget):
    """Rows, of which those with a target can be chosen. Rows are drawn as they stand; nothing in them is markup."""

    def __init__(self, id: str, *, can_focus: bool = True) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.can_focus = can_focus
        self.rows: Sequence[Row] = ()
        self.top = 0
        self.cursor: int | None = None
        self._pinned = 0

    @property
    def theme(self) -> BoardTheme:
        """The theme in force."""
        return cast(Themed, self.app).board_theme

    @property
    def target(self) -> Any:
        """What the cursor is on, or None."""
        return None if self.cursor is None else self.rows[self.cursor].target

    @property
    def view_height(self) -> int:
        """How many rows can be seen; a pinned last part of the pane is not counted."""
        return max(1, self.size.height - self._pinned)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the cursor stays on the same target if that is still there."""
        target = self.target
        self.rows = rows
        self.cursor = None if target is None else self._place_of(target)
        self._keep_in_view()
        self.refresh()

    def choose(self, target: Any) -> None:
        """Put the cursor on the row with this target; on none if there is no such row."""
        self.cursor = self._place_of(target)
        self._keep_in_view()
        self.refresh()

    def move(self, by: int) -> bool:
        """Move the cursor to the next row that can be chosen, or scroll where there is none; say whether it moved."""
        chosen = [place for place, row in enumerate(self.rows) if row.target is not None]
        if not chosen or self.cursor is None:
            return False
        at = chosen.index(self.cursor) + by
        at = min(max(at, 0), len(chosen) - 1)
        moved = chosen[at] != self.cursor
        self.cursor = chosen[at]
        self._keep_in_view()
        self.refresh()
        return moved

    def scroll_lines(self, by: int) -> None:
        """Scroll without moving the cursor."""
        self.top = min(max(0, self.top + by), max(0, len(self.rows) - self.view_height))
        self.refresh()

    def titled(self, title: str) -> None:
        """Set the words in the frame."""
        if str(self.border_title) != title:
            self.border_title = text(clean_line(title))

    def strip(self, line: Line, *, is_cursor: bool = False) -> Strip:
        """A line as Textual draws it: padded to the width, on the cursor in the cursor's colours."""
        theme = self.theme
        width = self.size.width
        inks = theme.inks
        segments = [Segment(clean_line(words), theme.cursor if is_cursor else inks[role]) for role, words in line]
        used = sum(cell_len(segment.text) for segment in segments)
        ground: Style = theme.cursor if is_cursor else inks["text"]
        if used < width:
            segments.append(Segment(" " * (width - used), ground))
        return Strip(segments).crop(0, width) if used > width else Strip(segments, width)

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        at = self.top + y
        line = self.rows[at].line if y < self.view_height and at < len(self.rows) else ()
        return self.strip(line, is_cursor=at == self.cursor and y < self.view_height)

    def on_resize(self, _: events.Resize) -> None:
        """Keep the cursor in view."""
        self._keep_in_view()

    def _place_of(self, target: Any) -> int | None:
        return next((place for place, row in enumerate(self.rows) if row.target == target), None)

    def _keep_in_view(self) -> None:
        height = self.view_height
        if self.cursor is not None:
            if self.cursor < self.top:
                self.top = self.cursor
            elif self.cursor >= self.top + height:
                self.top = self.cursor - height + 1
        self.top = min(self.top, max(0, len(self.rows) - height))
