"""A pane of lines with a cursor on those that can be chosen, drawn one strip a line: no child widgets, no layout.

Lines are built when they are drawn, for the width that the pane then has: a hidden pane costs nothing, and the first
frame is the right one. A pane that is told to show something else paints only the lines that look otherwise now.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, cast

from rich.segment import Segment
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip

from tumorboard.clean import clean_line
from tumorboard.tui.lines import Line, Row, under_cursor
from tumorboard.tui.literal import text
from tumorboard.tui.themes import BoardTheme, Themed
from tumorboard.tui.widgets.kept import Kept

__all__ = ["Build", "LinePane"]

Build = Callable[[int], Sequence[Row]]
"""The rows of a pane at a width in columns."""
Look = tuple[Line, bool]
"""What stands on a line of the screen: the line, under the cursor where it is, and whether there is more below."""

_cleaned: Final = lru_cache(4096)(clean_line)
_USUAL_WIDTH: Final = 78
_MORE: Final = "▼"
_NO_SIZE: Final = Size(-1, -1)
_EMPTY: Final[Look] = ((), False)


class LinePane(Kept):
    """Rows, of which those with a target can be chosen. Rows are drawn as they stand; nothing in them is markup."""

    def __init__(self, id: str, *, can_focus: bool = False) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.can_focus = can_focus
        self.target: Any = None
        self.top = 0
        self._build: Build = _nothing
        self._rows: Sequence[Row] = ()
        self._built_for = _NO_SIZE
        self._looks: Sequence[Look] = ()
        self._looks_at: Size | None = None
        self._stale = False
        self._drawn: dict[int, Look] = {}
        self._title = ""

    @property
    def theme(self) -> BoardTheme:
        """The theme in force."""
        return cast(Themed, self.app).board_theme

    @property
    def rows(self) -> Sequence[Row]:
        """The rows at the width of the pane; before it has one, at a usual width, so that keys find their rows."""
        return self._rows_for(self.size)

    @property
    def cursor(self) -> int | None:
        """The row that is chosen, or None."""
        if self.target is None:
            return None
        return next((place for place, row in enumerate(self.rows) if row.target == self.target), None)

    @property
    def view_height(self) -> int:
        """How many rows can be seen between the lines that stay."""
        width, height = self.size
        return _seen(height, self._head(width), self._foot(width))

    def show(self, build: Build) -> None:
        """Show other rows; the cursor stays on the same target if that is still there."""
        self._build = build
        self._built_for = _NO_SIZE
        self._look_again()

    def rebuild(self) -> None:
        """Build the same rows anew, of what they speak of now."""
        self.show(self._build)

    def choose(self, target: Any) -> None:
        """Put the cursor on the row with this target, or on none."""
        self.target = target
        self._keep_in_view()
        self._look_again()

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
        self._look_again()

    def from_the_top(self) -> None:
        """Show the first rows, with the cursor on none."""
        self.target, self.top = None, 0
        self._look_again()

    def titled(self, title: str) -> None:
        """Set the words in the frame."""
        if self._title != title:
            self._title = title
            self._border_title = text(clean_line(title))  # past Textual's setter, which repaints the whole pane
            self.refresh(self._across(-1))

    def on_idle(self) -> None:
        """Paint the lines that look otherwise now, all changes since the last time together."""
        if not self._stale:
            return
        self._stale = False
        if not self.is_on_screen:
            self._drawn.clear()
            self.refresh()
            return
        changed = [y for y, look in enumerate(self.looks) if self._drawn.get(y) != look]
        if changed:
            self.refresh(*map(self._across, changed))

    @property
    def looks(self) -> Sequence[Look]:
        """What stands on each line of the pane."""
        if self._looks_at != (size := self.size):
            self._looks, self._looks_at = self._look(size), size
        return self._looks

    def strip(self, line: Line, *, more: bool = False) -> Strip:
        """A line as Textual draws it: padded to the width, in the cursor's ink behind it, marked if more follow."""
        inks, width = self.theme.inks, (self._looks_at or self.size).width
        segments = [Segment(_cleaned(words), inks[role]) for role, words in line]
        used = sum([segment.cell_length for segment in segments])
        if used < width:
            to_the_end = line and line[-1][0] == "cursor"
            segments.append(Segment(" " * (width - used), inks["cursor" if to_the_end else "text"]))
        strip = Strip(segments, max(used, width))
        if used > width:
            strip = strip.crop(0, width)
        return Strip.join([strip.crop(0, width - 1), Strip([Segment(_MORE, inks["key"])], 1)]) if more else strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the screen, at the size that the pane has now."""
        self._looks = self.looks
        return super().render_lines(crop)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What Textual makes of each line: nothing where every colour is the theme's, which no filter would change."""
        filters = super().get_line_filters()
        return filters if self.theme.ansi else [each for each in filters if not isinstance(each, ANSIToTruecolor)]

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        look = self._drawn[y] = self._looks[y] if y < len(self._looks) else _EMPTY
        line, more = look
        return self.strip(line, more=more)

    def _head(self, _: int) -> Sequence[Line]:
        """Lines above the rows that never scroll away, at a width."""
        return ()

    def _foot(self, _: int) -> Sequence[Line]:
        """Lines below the rows that stay, at a width."""
        return ()

    def _rows_for(self, size: Size) -> Sequence[Row]:
        if self._built_for != size:
            self._rows = self._build(size.width or _USUAL_WIDTH)
            self._built_for = size
            self._keep_in_view()
        return self._rows

    def _look(self, size: Size) -> Sequence[Look]:
        rows, (width, height) = self._rows_for(size), size
        head, foot = self._head(width), self._foot(width)
        seen = _seen(height, head, foot)
        shown = rows[self.top : self.top + seen]
        last = len(shown) - 1 if self.top + seen < len(rows) else -1
        looks: list[Look] = [(line, False) for line in head]
        looks += [
            (under_cursor(row.line) if row.target is not None and row.target == self.target else row.line, at == last)
            for at, row in enumerate(shown)
        ]
        looks += [_EMPTY] * (height - len(looks) - len(foot))
        looks += [(line, False) for line in foot]
        return looks[:height]

    def _across(self, y: int) -> Region:
        """A line with its frame: Textual cuts up what is painted only in part."""
        return Region(-1, y, (self._looks_at or self.size).width + 2, 1)

    def _look_again(self) -> None:
        self._looks_at, self._stale = None, True
        self.check_idle()

    def _keep_in_view(self) -> None:
        cursor = self.cursor
        if cursor is None and self.top == 0:
            return
        rows, height = self.rows, self.view_height
        if cursor is not None:
            self.top = max(min(self.top, cursor), cursor - height + 1)
        self.top = min(self.top, max(0, len(rows) - height))


def _seen(height: int, head: Sequence[Line], foot: Sequence[Line]) -> int:
    return max(1, height - len(head) - len(foot))


def _nothing(_: int) -> Sequence[Row]:
    return ()
