"""A pane whose fields are edited in place: up and down choose a field, left, right or a digit its value."""

from collections.abc import Callable, Sequence
from typing import Final

from textual import events
from textual.actions import SkipAction
from textual.strip import Strip

from tumorboard.board.working import Value
from tumorboard.tui.commands import bindings
from tumorboard.tui.fields import Field
from tumorboard.tui.lines import Line, rule
from tumorboard.tui.panes.form import choices
from tumorboard.tui.view import CaseView
from tumorboard.tui.widgets.view_pane import RowsOf, ViewPane

__all__ = ["FormPane"]

_SMALLEST_BODY: Final = 6


class FormPane(ViewPane):
    """While the cursor is on a field, its choices stand at the foot of the pane."""

    BINDINGS = bindings("form")

    def __init__(
        self,
        id: str,  # noqa: A002
        rows_of: RowsOf,
        title_of: Callable[[CaseView], str],
        edited: Callable[[Field, Value], None],
    ) -> None:
        """`edited` is called in the key's own handler, so that all panes are repainted in one frame."""
        super().__init__(id, rows_of, title_of, can_focus=True)
        self._edited = edited
        self._foot: Sequence[Line] = ()

    @property
    def field(self) -> Field | None:
        """The field that the cursor is on."""
        target = self.target
        return target if isinstance(target, Field) else None

    def show_view(self, view: CaseView | None) -> None:
        """Show a case, or nothing. The cursor stays on its field."""
        super().show_view(view)
        self._show_foot()

    def edit(self) -> None:
        """Put the cursor on the first field, if it is on none."""
        self.prepare()
        if self.cursor is None:
            self.cursor = next((place for place, row in enumerate(self.rows) if row.target is not None), None)
            self._show_foot()

    def rest(self) -> bool:
        """Take the cursor away; say whether there was one."""
        had = self.cursor is not None
        self.cursor = None
        self._show_foot()
        return had

    def action_move(self, by: int) -> None:
        """Choose the field above or below; begin to edit; scroll where there is nothing more to choose."""
        if self.cursor is None:
            self.edit()
            if self.cursor is None:
                self.scroll_lines(by)
        elif not self.move(by):
            self.scroll_lines(by)
        self._show_foot()

    def action_page(self, by: int) -> None:
        """Scroll a page."""
        self.scroll_lines(by * max(1, self.view_height - 1))

    def action_step(self, by: int) -> None:
        """Take the next or the previous choice of the field."""
        field, view = self._editing()
        self._edited(field, field.stepped(view.value(field), by))

    def action_digit(self, digit: str) -> None:
        """Take the choice of a digit; where no field is being edited the digit opens a pane instead."""
        field, view = self._editing()
        self._edited(field, field.with_digit(digit, view.value(field)))

    def action_erase(self) -> None:
        """Set the field back to not recorded; a number loses its last figure."""
        field, view = self._editing()
        self._edited(field, field.erased(view.value(field)))

    def action_rest(self) -> None:
        """Stop editing; from there one step back is the room's."""
        if not self.rest():
            raise SkipAction

    def on_click(self, event: events.Click) -> None:
        """Choose the field under the mouse."""
        at = self.top + event.get_content_offset_capture(self).y
        if 0 <= at < len(self.rows) and self.rows[at].target is not None:
            self.cursor = at
            self._show_foot()

    def render_line(self, y: int) -> Strip:
        """One visible line; the foot stands below the rows."""
        below = y - self.view_height
        return self.strip(self._foot[below]) if 0 <= below < len(self._foot) else super().render_line(y)

    def _editing(self) -> tuple[Field, CaseView]:
        if self.field is None or self.view is None:
            raise SkipAction
        return self.field, self.view

    def _show_foot(self) -> None:
        width = max(10, self.size.width)
        foot: list[Line] = []
        if self.field is not None and self.view is not None:
            foot = [rule(width), *choices(self.field, self.view, width)]
        room = max(0, min(self.size.height - _SMALLEST_BODY, self.size.height // 3))
        self._foot = foot[:room]
        self._pinned = len(self._foot)
        more = len(self.rows) - self.top > self.view_height
        self.border_subtitle = "▼ more" if more else ""
        self._keep_in_view()
        self.refresh()
