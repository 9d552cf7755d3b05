"""Help: the keys of this room, and the field that is being edited."""

from itertools import groupby
from typing import ClassVar

from textual.binding import Binding, BindingType

from tumorboard.tui.bound import WHERE, in_force, key_table
from tumorboard.tui.commands import COMMANDS, Commands, Room
from tumorboard.tui.dialogs.pane_dialog import PaneDialog
from tumorboard.tui.fields import Field
from tumorboard.tui.lines import Line, Row, fit, rule, wrapped
from tumorboard.tui.marks import MARKS
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["Help"]

_KEYS = 16


class Help(PaneDialog[None]):
    """A page that scrolls; any of Esc, `?`, F1 or q leaves it."""

    CSS = "Help #dialog { height: 90%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", "Back", show=False),
    ]

    def __init__(self, field: Field | None, room: Room) -> None:
        super().__init__()
        self._field = field
        self._room = room
        self._pane = LinePane("dialog")

    def on_mount(self) -> None:
        """Write the page."""
        commands = in_force(self.app)
        self._pane.titled("Help · Esc back")
        self._pane.show(lambda width: [Row(line) for line in help_lines(self._field, self._room, width, commands)])


def help_lines(field: Field | None, room: Room, width: int, commands: Commands = COMMANDS) -> list[Line]:
    """The field in focus first, then the keys and the marks of the room, then every other."""
    lines: list[Line] = []
    if field is not None:
        lines += [rule(width, field.label), *wrapped(field.help, width), *wrapped(field.source, width, "muted")]
        for choice in field.choices:
            lead: Line = (("key", f" {choice.digit} "), ("text", f"{choice.label}  "))
            lines += wrapped(choice.mark, width, "muted", lead)
    scopes = {said: scope for scope, said in WHERE.items()}
    for where, rows in groupby(key_table(room, commands), key=lambda row: row[0]):
        lines.append(rule(width, where))
        for _, keys, meaning in rows:
            lines += wrapped(meaning, width, "text", (("key", " " + fit(keys, _KEYS)),))
        for mark, meaning in MARKS.get(scopes[where], ()):
            lines += wrapped(meaning, width, "muted", (("title", " " + fit(mark, _KEYS)),))
    return lines
