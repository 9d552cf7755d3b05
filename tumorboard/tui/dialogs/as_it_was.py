"""A case as it was, to be read and not to be changed."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from tumorboard.board.board import Board
from tumorboard.board.history import Then
from tumorboard.complaint import Complaint
from tumorboard.tui.dialogs.pane_dialog import PaneDialog
from tumorboard.tui.lines import Row
from tumorboard.tui.panes.past import heading_lines, past_rows
from tumorboard.tui.widgets.headed_pane import HeadedPane

__all__ = ["AsItWas"]


class AsItWas(PaneDialog[Then]):
    """Left and right go to the case's change before and after; returns what was shown last."""

    CSS = "AsItWas #past { width: 100%; height: 100%; border: double $warning; border-title-color: $warning; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", show=False),
        Binding("left", "step(False)", show=False),
        Binding("right", "step(True)", show=False),
    ]

    _pane: HeadedPane

    def __init__(self, board: Board, then: Then, asked: str, shown: Callable[[Then], Then] = lambda then: then) -> None:
        """`asked` is the moment that was asked for, in words; `shown` gives a case as it may be shown."""
        super().__init__()
        self._shown = shown
        self._board = board
        self._then = then
        self._asked = asked
        self._pane = HeadedPane("past")

    def on_mount(self) -> None:
        """Show the page."""
        self._show()

    def action_step(self, later: bool) -> None:
        """Show the case as the change before or after this one left it."""
        change = self._then.after if later else self._then.before
        if change is None:
            self._pane.titled("nothing later: so it stands" if later else "nothing earlier: so it began")
            return
        try:
            self._then = self._board.history.as_it_was(change.key, change.revision)
        except Complaint as complaint:
            self._pane.titled(str(complaint))
            return
        self._asked = ""
        self._show()

    def action_leave(self) -> None:
        """Back to the log."""
        self.dismiss(self._then)

    def _show(self) -> None:
        then, asked, board = self._then, self._asked, self._board
        self._pane.titled(f"HISTORY · {then.filed.record.id} as it was")
        self._pane.show_below(
            lambda width: heading_lines(then, asked, board, width),
            lambda width: [Row(line) for line in past_rows(self._shown(then), board, width)],
        )
