"""The pane of a sheet: its rows, at its foot what the keys do, and the caret always in view."""

from collections.abc import Callable, Sequence
from typing import Final

from tumorboard.tui.lines import Line, Row, plain
from tumorboard.tui.widgets.line_pane import LinePane
from tumorboard.tui.writing.entry import CARET

__all__ = ["SheetPane"]

_FEWEST_ENTRIES: Final = 5
_CUT: Final = "… a larger window shows the rest; warnings stand below too"


class SheetPane(LinePane):
    """Shows the rows of a sheet, and at its foot what the keys do."""

    def __init__(self, foot: Callable[[int], Sequence[Line]], before_caret: Callable[[], str | None]) -> None:
        """`foot` gives the lines below at a width; `before_caret` what is typed before the caret, None without one."""
        super().__init__("sheet", can_focus=True)
        self._foot_of = foot
        self._before_caret = before_caret

    def _keep_in_view(self) -> None:
        """Follow the caret, through a text that is longer than the pane too."""
        super()._keep_in_view()
        before, cursor = self._before_caret(), self.cursor
        if before is not None and cursor is not None:
            row = _caret_row(self.rows, cursor, before.count(CARET))
            self.top = max(min(self.top, row), row - self.view_height + 1)

    def _foot(self, width: int) -> Sequence[Line]:
        """As much as leaves a few entries to be seen; where that is not all of it, that is said."""
        lines, height = self._foot_of(width), self.size.height
        room = max(0, height // 2, height - _FEWEST_ENTRIES)
        return lines if len(lines) <= room else [*lines[: room - 1], (("warning", _CUT),)]


def _caret_row(rows: Sequence[Row], at: int, before: int) -> int:
    """The row of the caret in the text that begins at a row, behind so many signs of the text that look like it."""
    for place in range(at, len(rows)):
        before -= plain(rows[place].line).count(CARET)
        if before < 0:
            return place
    return at
