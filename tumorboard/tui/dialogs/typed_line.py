"""One line typed at the foot of a room."""

from textual.app import ComposeResult
from textual.screen import ScreenResultType
from textual.widgets import Input

from tumorboard.clean import clean_line
from tumorboard.tui.full_screen import Dialog
from tumorboard.tui.literal import text
from tumorboard.tui.widgets.clean_input import CleanInput

__all__ = ["TypedLine"]


class TypedLine(Dialog[ScreenResultType]):
    """An input with a title; it takes the keys at once, so that none typed fast is lost."""

    def __init__(self, words: str, title: str) -> None:
        super().__init__()
        self._words = words
        self._title = title

    def compose(self) -> ComposeResult:
        """One input."""
        entry = CleanInput(self._words, id="words")
        entry.cursor_blink = False
        entry.border_title = text(clean_line(self._title))
        yield entry

    def on_mount(self) -> None:
        """Take the keys."""
        self.set_focus(self.query_one(Input))
