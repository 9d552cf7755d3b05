"""What is usually done next where a decision was not carried out?"""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from tumorboard.clean import clean_line
from tumorboard.tui.full_screen import Dialog
from tumorboard.tui.literal import text

__all__ = ["WhatNext"]


class WhatNext(Dialog[str | None]):
    """Enter or a digit takes one of the suggestions, Esc none; whose they are stands in the title."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", show=False),
        *(Binding(str(at), f"take({at - 1})", show=False) for at in range(1, 10)),
    ]

    def __init__(self, about: str, suggested: Sequence[str]) -> None:
        """`about` says whose decision, and what became of it."""
        super().__init__()
        self._title = clean_line(about)
        self._suggested = suggested

    def compose(self) -> ComposeResult:
        """One list."""
        offered = OptionList(*(text(f"{at} {words}") for at, words in enumerate(self._suggested, 1)), id="dialog")
        offered.border_title = text(self._title)
        offered.border_subtitle = text("usually next · Enter or a digit does it · Esc later")
        yield offered

    def on_mount(self) -> None:
        """Take the keys at once, so that none typed fast is lost."""
        self.set_focus(self.query_one(OptionList))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_take(event.option_index)

    def action_take(self, place: int) -> None:
        """Take a suggestion by its place."""
        if place < len(self._suggested):
            self.dismiss(self._suggested[place])

    def action_leave(self) -> None:
        """Leave it for later."""
        self.dismiss(None)
