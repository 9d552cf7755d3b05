"""Narrowing the list: type, and see at once how many cases match."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from tumorboard.clean import clean_line
from tumorboard.tui.literal import text

__all__ = ["Narrow"]


class Narrow(ModalScreen[None]):
    """A line at the foot of the screen. Enter keeps what was typed, Esc shows every case again."""

    CSS = """
    Narrow { align: left bottom; background: transparent; }
    Narrow Input { width: 54; margin-bottom: 1; border: round $board-border-focus; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "show_all", "Show all", show=False)]

    def __init__(self, words: str, narrow: Callable[[str], int]) -> None:
        super().__init__()
        self._words = words
        self._narrow = narrow

    def compose(self) -> ComposeResult:
        """One input."""
        entry = Input(self._words, id="words")
        entry.cursor_blink = False
        entry.border_title = text("narrow the list · Enter keeps · Esc shows all")
        yield entry

    def on_mount(self) -> None:
        """Take the keys at once, so that none typed fast is lost."""
        self.set_focus(self.query_one(Input))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        count = self._narrow(clean_line(event.value))
        event.input.border_subtitle = text(f"{count} shown")

    @on(Input.Submitted)
    def _kept(self) -> None:
        self.dismiss()

    def action_show_all(self) -> None:
        """Show every case again."""
        self._narrow("")
        self.dismiss()
