"""A dialog of one pane of lines."""

from textual.app import ComposeResult
from textual.screen import ScreenResultType

from tumorboard.tui.full_screen import Dialog
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["PaneDialog"]


class PaneDialog(Dialog[ScreenResultType]):
    """Shows `_pane`, and scrolls it."""

    _pane: LinePane

    def compose(self) -> ComposeResult:
        """One pane."""
        yield self._pane

    def action_scroll(self, by: int) -> None:
        """Scroll by lines, without choosing."""
        self._pane.scroll_lines(by)
