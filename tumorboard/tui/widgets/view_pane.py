"""A pane that shows one view of a case, and breaks its lines anew when its width changes."""

from collections.abc import Callable, Sequence
from typing import Final

from textual import events

from tumorboard.tui.lines import Row
from tumorboard.tui.view import CaseView
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["RowsOf", "ViewPane"]

_USUAL_WIDTH: Final = 78

RowsOf = Callable[[CaseView, int], Sequence[Row]]
"""The lines of a pane for a view, at a width in columns."""


class ViewPane(LinePane):
    """Shows a view through `rows_of`, and in its frame what `title_of` says of it."""

    def __init__(
        self,
        id: str,  # noqa: A002
        rows_of: RowsOf,
        title_of: Callable[[CaseView], str] | None = None,
        *,
        can_focus: bool = False,
    ) -> None:
        super().__init__(id, can_focus=can_focus)
        self._rows_of = rows_of
        self._title_of = title_of
        self.view: CaseView | None = None

    def prepare(self) -> None:
        """Have rows although the pane is not laid out yet, so that a key that follows at once finds them."""
        if self.view is not None and not self.rows:
            self.show_rows(self._rows_of(self.view, _USUAL_WIDTH))

    def show_view(self, view: CaseView | None) -> None:
        """Show a case, or nothing. A pane that is hidden has no width and waits until it has."""
        self.view = view
        width = self.size.width or (0 if self.cursor is None else _USUAL_WIDTH)
        if view is not None and self._title_of is not None:
            self.titled(self._title_of(view))
        self.show_rows(self._rows_of(view, width) if view is not None and width else ())

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        super().on_resize(event)
        self.show_view(self.view)
