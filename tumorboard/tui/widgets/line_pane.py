"""A pane of lines with a cursor on those that can be chosen, drawn one strip a line: no child widgets, no layout.

Lines are built when they are drawn, for the width that the pane then has: a hidden pane costs nothing, and the first
frame is the right one.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, cast

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tumorboard.clean import clean_line
from tumorboard.tui.lines import Line, Row
from tumorboard.tui.literal import text
from tumorboard.tui.themes import BoardTheme, Themed

__all__ = ["Build", "LinePane"]

Build = Callable[[int], Sequence[Row]]
"""The rows of a pane at a width in columns."""

_USUAL_WIDTH: Final = 78
_MORE: Final = "▼"


class LinePane(Widget):
    """Rows, of which those with a target can be chosen. Rows are drawn as they stand; nothing in them is markup."""

    def __init__(self, id: str, *, can_focus: bool = False) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.can_focus = can_focus
        self.target: Any = None
        self.top = 0
        self._build: Build = _nothing
        self._rows: Sequence[Row] = ()
        self._built_for = (-1, -1)

    @property
    def theme(self) -> BoardTheme:
        """The theme in force."""
        return cast(Themed, self.app).board_theme

    @property
    def rows(self) -> Sequence[Row]:
        """The rows at the width of the pane; before it has one, at a usual width, so that keys find their rows."""
        width, height = self.size
        if self._built_for != (width, height):
            self._rows = self._build(width or _USUAL_WIDTH)
            self._built_for = (width, height)
            self._keep_in_view()
        return self._rows

    @property
    def cursor(self) -> int | None:
        """The row that is chosen, or None."""
        if self.target is None:
            return None
        return next((place for place, row in enumerate(self.rows) if row.target == self.target), None)

    @property
    def view_height(self) -> int:
        """How many rows can be seen."""
        return max(1, self.size.height)

    def show(self, build: Build) -> None:
        """Show other rows; the cursor stays on the same target if that is still there."""
        self._build = build
        self._built_for = (-1, -1)
        self.refresh()

    def rebuild(self) -> None:
        """Build the same rows anew, of what they speak of now."""
        self.show(self._build)

    def choose(self, target: Any) -> None:
        """Put the cursor on the row with this target, or on none."""
        self.target = target
        self._keep_in_view()
        self.refresh()

    def move(self, by: int) -> bool:
        """Put the cursor on a row that can be chosen further up or down; say whether there was one."""
        places = [place for place, row in enumerate(self.rows) if row.target is not None]
        if self.cursor not in places:
            return False
        at = min(max(places.index(self.cursor) + by, 0), len(places) - 1)
        moved = places[at] != self.cursor
        self.choose(self.rows[places[at]].target)
        return moved

    def scroll_lines(self, by: int) -> None:
        """Scroll without moving the cursor."""
        self.top = min(max(0, self.top + by), max(0, len(self.rows) - self.view_height))
        self.refresh()

    def titled(self, title: str) -> None:
        """Set the words in the frame."""
        if str(self.border_title) != title:
            self.border_title = text(clean_line(title))

    def strip(self, line: Line, *, is_cursor: bool = False, more: bool = False) -> Strip:
        """A line as Textual draws it: padded to the width, in the cursor's colours on it, marked if more follow."""
        theme, width = self.theme, self.size.width
        inks = theme.inks
        segments = [Segment(clean_line(words), theme.cursor if is_cursor else inks[role]) for role, words in line]
        used = sum(cell_len(segment.text) for segment in segments)
        ground: Style = theme.cursor if is_cursor else inks["text"]
        if used < width:
            segments.append(Segment(" " * (width - used), ground))
        strip = Strip(segments, max(used, width)).crop(0, width)
        return Strip.join([strip.crop(0, width - 1), Strip([Segment(_MORE, inks["key"])], 1)]) if more else strip

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        rows, at, height = self.rows, self.top + y, self.view_height
        if y >= height or at >= len(rows):
            return self.strip(())
        row = rows[at]
        more = y == height - 1 and at < len(rows) - 1
        return self.strip(row.line, is_cursor=row.target is not None and row.target == self.target, more=more)

    def _keep_in_view(self) -> None:
        cursor, height = self.cursor, self.view_height
        if cursor is not None:
            self.top = max(min(self.top, cursor), cursor - height + 1)
        self.top = min(self.top, max(0, len(self.rows) - height))


def _nothing(_: int) -> Sequence[Row]:
    return ()
