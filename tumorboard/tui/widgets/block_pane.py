"""A pane of blocks, each of several lines that are chosen together."""

from collections.abc import Sequence
from typing import Any

from textual.geometry import Size

from tumorboard.tui.lines import Row
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["BlockPane"]


class BlockPane(LinePane):
    """Rows with the same target are one block. The pane is as high as its rows, where there is room."""

    def get_content_height(self, _: Size, __: Size, width: int) -> int:
        """A line for each row."""
        return len(self._build(width))

    def move(self, by: int) -> bool:
        """Choose a block further up or down; say whether there was one."""
        targets = self._targets
        if not targets:
            return False
        at = targets.index(self.target) if self.target in targets else 0
        to = min(max(at + by, 0), len(targets) - 1)
        self.choose(targets[to])
        return to != at

    @property
    def _targets(self) -> Sequence[Any]:
        return list(dict.fromkeys(row.target for row in self.rows if row.target is not None))

    def _is_chosen(self, row: Row) -> bool:
        return row.target is not None and row.target == self.target

    def _keep_in_view(self) -> None:
        """Show the whole block, or as much of its beginning as there is room for; the first with what is above it."""
        targets, height = self._targets, self.view_height
        places = [place for place, row in enumerate(self.rows) if self._is_chosen(row)]
        if places:
            first = 0 if self.target == targets[0] and places[-1] < height else places[0]
            self.top = min(max(self.top, places[-1] - height + 1), first)
        self.top = max(0, min(self.top, len(self.rows) - height))
