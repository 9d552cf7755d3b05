"""A pane of lines of which one may stand for several things that are chosen one by one."""

from collections.abc import Callable, Sequence
from typing import Any

from tumorboard.tui.lines import Line, Row
from tumorboard.tui.widgets.block_pane import BlockPane
from tumorboard.tui.widgets.line_pane import Build

__all__ = ["ChecklistPane"]


class ChecklistPane(BlockPane):
    """The target of a row are all the keys that it stands for; the rows themselves show where the cursor is.

    What is said of the key under the cursor stays below the rows.
    """

    def __init__(self, id: str) -> None:  # noqa: A002
        super().__init__(id, can_focus=True)
        self.keys: Sequence[Any] = ()
        self._said: Callable[[Any, int, int], Sequence[Line]] = lambda *_: ()

    def show_keys(self, keys: Sequence[Any], said: Callable[[Any, int, int], Sequence[Line]], build: Build) -> None:
        """Show rows; the cursor walks the keys, in their order.

        `said` are the lines below about a key, or about none, in a pane so wide and high.
        """
        self.keys, self._said = keys, said
        self.show(build)

    @property
    def _targets(self) -> Sequence[Any]:
        return self.keys

    def _is_chosen(self, row: Row) -> bool:
        return row.target is not None and self.target in row.target

    def _foot(self, width: int) -> Sequence[Line]:
        return self._said(self.target, width, self.size.height)
