"""A pane whose fields are edited in place: up and down choose a field, left, right or a digit its value."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from textual import events
from textual.actions import SkipAction

from tumorboard.board.working import Value
from tumorboard.tui.bound import bindings
from tumorboard.tui.fields import Field, number_said
from tumorboard.tui.lines import Line, cut, rule
from tumorboard.tui.panes.form import asked_of, choices
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.widgets.view_pane import RowsOf, ViewPane

__all__ = ["FormPane"]

_SMALLEST_BODY: Final = 6
_ROOM_FOR_A_RULE: Final = 4
_LONGEST_NUMBER: Final = 9


class FormPane(ViewPane):
    """While the cursor is on a field, its choices stand at the foot of the pane."""

    BINDINGS = bindings("form")

    def __init__(
        self,
        id: str,  # noqa: A002
        rows_of: RowsOf,
        title_of: Callable[[CaseView], str],
        edited: Callable[[Field, Value], None],
        stays: Callable[[int], int] | None = None,
    ) -> None:
        """`edited` is called in the key's own handler, so that all panes are repainted in one frame.

        `stays` is how many of the first lines, at a width, are to be seen besides the choices where there is room.
        """
        super().__init__(id, rows_of, title_of, can_focus=True)
        self._stays = stays
        self._edited = edited
        self.chosen: Callable[[], None] = lambda: None
        """Called when the cursor came to a field or left it, in the key's own handler too."""
        self._typing = ("", "")
        """The path of the field whose number is being typed, and the figures so far."""

    @property
    def field(self) -> Field | None:
        """The field that the cursor is on."""
        return self.target if isinstance(self.target, Field) else None

    @property
    def enters(self) -> str:
        """What Enter does in the pane, in a word; empty where there is nothing that can be chosen."""
        first = next((row.target for row in self.rows if row.target is not None), None)
        return "" if first is None else "edit" if isinstance(first, Field) else "open"

    def edit(self) -> None:
        """Put the cursor on the first field, if it is on none."""
        if self.cursor is None:
            self.choose(next((row.target for row in self.rows if row.target is not None), None))

    def action_move(self, by: int) -> None:
        """Choose the field above or below; begin to edit; scroll where there is nothing more to choose."""
        if self.cursor is None:
            self.edit()
            if self.cursor is None:
                self.scroll_lines(by)
        elif not self.move(by):
            self.scroll_lines(by)

    def action_page(self, by: int) -> None:
        """Scroll a page; the cursor goes on to a field of that page, where there is one."""
        self.scroll_lines(by * max(1, self.view_height - 1))
        if self.field is not None and not self._cursor_is_seen:
            seen = [row.target for row in self.rows[self.top : self.top + self.view_height] if row.target is not None]
            if seen:
                self.choose(seen[0 if by > 0 else -1])

    def action_step(self, by: int) -> None:
        """Take the next or the previous choice of the field."""
        if (editing := self._editing()) is None:
            return
        field, view = editing
        self._edited(field, field.stepped(view.value(field), by))

    def action_digit(self, digit: str) -> None:
        """Take the choice of a digit; where no field is being edited the digit opens a pane instead."""
        if (editing := self._editing()) is None:
            return
        field, view = editing
        if field.decimals:
            self._type(field, self._begun(field, view) + digit)
        elif field.is_number:
            goes_on = self._typing[0] == view.path(field)
            self._typing = (view.path(field), digit)
            self._edited(field, field.with_digit(digit, view.value(field) if goes_on else None))
        else:
            self._edited(field, field.with_digit(digit, view.value(field)))

    def action_point(self) -> None:
        """Begin the fraction of a number."""
        if (editing := self._editing()) is None:
            return
        field, view = editing
        typed = self._begun(field, view)
        if not field.decimals or "." in typed:
            raise SkipAction
        self._type(field, f"{typed or '0'}.")

    def action_erase(self) -> None:
        """Set the field back to not recorded."""
        if (editing := self._editing()) is None:
            return
        field, view = editing
        self._typing = (view.path(field), "")
        self._edited(field, None)

    def action_figure_back(self) -> None:
        """Take away the last figure of a number; set any other field back to not recorded."""
        if (editing := self._editing()) is None:
            return
        field, view = editing
        if field.decimals:
            self._type(field, self._typed(field, view)[:-1])
        else:
            self._edited(field, field.erased(view.value(field)))

    def action_rest(self) -> None:
        """Stop editing; from there one step back is the room's."""
        if self.target is None:
            raise SkipAction
        self.choose(None)

    def on_click(self, event: events.Click) -> None:
        """Choose the field under the mouse."""
        at = self.top + event.get_content_offset_capture(self).y
        if 0 <= at < len(self.rows) and self.rows[at].target is not None:
            self.choose(self.rows[at].target)

    @property
    def _cursor_is_seen(self) -> bool:
        return self.cursor is not None and self.top <= self.cursor < self.top + self.view_height

    def _editing(self) -> tuple[Field, CaseView] | None:
        """The field and the case that a key changes; None where the key only brought the field back into view."""
        if self.field is None or self.view is None or self.cursor is None:
            raise SkipAction
        if not self._cursor_is_seen:
            self.choose(self.target)
            return None
        return self.field, self.view

    def _foot(self, width: int) -> Sequence[Line]:
        if self.field is None or self.view is None or (self.view.lesion is None and self.field.is_of_lesion):
            return ()
        height, room = self.size.height, self._room(width)
        asked = asked_of(self.field, self.view, width)
        if asked:
            room = max(room, min(len(asked) + 2, height - 2))
        lines = [*asked, *choices(self.field, self.view, width, self._typed(self.field, self.view))]
        return cut([rule(width), *lines] if room >= _ROOM_FOR_A_RULE else lines, room, width)

    def _room(self, width: int) -> int:
        """How many lines the choices may take."""
        height = self.size.height
        room = max(0, min(height - _SMALLEST_BODY, height // 3))
        left = height - self._stays(width) if self._stays is not None else 0
        return min(room, left) if left > 0 else room

    def choose(self, target: Any) -> None:
        """Put the cursor on a field. The first figure that is typed there takes the place of the number that stands."""
        if target != self.target:
            self._typing = ("", "")
        super().choose(target)
        self.chosen()

    def _begun(self, field: Field, view: CaseView) -> str:
        """The figures that were typed since the cursor came to the field."""
        return self._typed(field, view) if self._typing[0] == view.path(field) else ""

    def _typed(self, field: Field, view: CaseView) -> str:
        """The figures of a number as they were typed, else as it stands; a point at the end is of no number yet."""
        path, typed = self._typing
        value = view.value(field)
        if path == view.path(field) and field.decimals and field.number(typed) == value:
            return typed
        return number_said(value) if field.decimals and isinstance(value, int | float) else ""

    def _type(self, field: Field, typed: str) -> None:
        if len(typed) > _LONGEST_NUMBER or self.view is None:
            return
        self._typing = (self.view.path(field), typed)
        self._edited(field, field.number(typed))
        self.refresh()
