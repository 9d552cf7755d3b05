"""Narrowing the list: type, and see at once how many lines match."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tumorboard.clean import clean_line, shows
from tumorboard.tui.dialogs.typed_line import TypedLine
from tumorboard.tui.literal import text

__all__ = ["Narrow"]


class Narrow(TypedLine[None]):
    """Enter keeps what was typed, Esc shows everything again."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "show_all", "Show all", show=False)]

    def __init__(self, words: str, narrow: Callable[[str], int]) -> None:
        super().__init__(words, "narrow the list · Enter keeps · Esc shows all")
        self._narrow = narrow

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        count = self._narrow(" ".join(word for word in clean_line(event.value).split() if shows(word)))
        event.input.border_subtitle = text(f"{count} shown")

    @on(Input.Submitted)
    def _kept(self) -> None:
        self.dismiss()

    def action_show_all(self) -> None:
        """Show everything again."""
        self._narrow("")
        self.dismiss()
