"""How many minutes for a case?"""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tumorboard.tui.dialogs.typed_line import TypedLine
from tumorboard.tui.literal import text

__all__ = ["HowLong"]

_LONGEST = 240


class HowLong(TypedLine[int | None]):
    """A number of minutes; 0 for the site's own time. Esc leaves it as it is (None)."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]

    def __init__(self, case_id: str, standing: int | None, usual: int) -> None:
        """`usual` is the time of a case of which nothing else is said."""
        super().__init__(str(standing or ""), f"minutes for {case_id}; empty: the usual {usual} · Esc back")

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        words = event.value.strip()
        if not words:
            self.dismiss(0)
        elif words.isdecimal() and words.isascii() and 1 <= int(words[:6]) <= _LONGEST:
            self.dismiss(int(words))
        else:
            event.input.border_subtitle = text(f"1 to {_LONGEST} minutes, or empty")

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
