"""A dialog of one pane of lines."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType

from tumorboard.tui.full_screen import Dialog
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["PaneDialog"]


class PaneDialog(Dialog[ScreenResultType]):
    """Shows `_pane`, and scrolls it; a dialog in which something is chosen takes the arrows for that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("home", "scroll(-1000000)", show=False),
        Binding("end", "scroll(1000000)", show=False),
    ]

    _pane: LinePane

    def compose(self) -> ComposeResult:
        """One pane."""
        yield self._pane

    def action_scroll(self, by: int) -> None:
        """Scroll by lines, without choosing."""
        self._pane.scroll_lines(by)
