"""Who is here? Everybody who has the meeting open now, and what each looks at."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from tumorboard.tui.dialogs.pane_dialog import PaneDialog
from tumorboard.tui.lines import Row, wrapped
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["WhoIsHere"]

_LOOK_EVERY: Final = 1.0
_NOBODY: Final = "nobody is seen here: no meeting is open, or who is here cannot be written in this data folder"


class WhoIsHere(PaneDialog[None]):
    """A list that keeps up with who comes and goes; any of Esc, W, q or Enter leaves it."""

    CSS = "WhoIsHere #dialog { height: 60%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,W,q,enter", "dismiss", "Back", show=False),
    ]

    def __init__(self, told: Callable[[], Sequence[str]]) -> None:
        """`told` gives a line for each person."""
        super().__init__()
        self._told = told
        self._shown: Sequence[str] | None = None
        self._pane = LinePane("dialog")

    def on_mount(self) -> None:
        """Show the list, and anew when it is another."""
        self._pane.titled("Who is here · Esc back")
        self.look()
        self.set_interval(_LOOK_EVERY, self.look)

    def look(self) -> None:
        """Show the list where it is another than the one that is shown."""
        told = list(self._told())
        if told != self._shown:
            self._shown = told
            self._pane.show(lambda width: [Row(line) for each in told or [_NOBODY] for line in wrapped(each, width)])
