"""Which file?"""

from typing import ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tumorboard.tui.dialogs.typed_line import TypedLine
from tumorboard.tui.literal import text

__all__ = ["WhichFile"]

_LONGEST_PATH: Final = 4096
"""What the system allows; a whole report pasted by mistake is cut here and not taken for a name."""


class WhichFile(TypedLine[str | None]):
    """A path, taken as it is typed; Esc leaves everything as it is."""

    CSS = "WhichFile Input { width: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]

    def __init__(self, path: str, title: str) -> None:
        """`path` is what stands there to begin with."""
        super().__init__(path, title)

    def on_mount(self) -> None:
        """Take the keys; no path is longer than the system allows."""
        super().on_mount()
        self.query_one(Input).max_length = _LONGEST_PATH

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        path = event.value.strip()
        if path:
            self.dismiss(path)
        else:
            event.input.border_subtitle = text("type the path of a file · Esc back")

    def action_leave(self) -> None:
        """Leave without naming a file."""
        self.dismiss(None)
