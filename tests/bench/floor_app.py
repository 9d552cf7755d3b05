"""Floor of the screens: the smallest Textual program, one line that changes at a key."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static


class FloorApp(App[None]):
    """Counts the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [("down", "count", "Count"), ("q", "quit", "Quit")]
    counted = 0

    def compose(self) -> ComposeResult:
        """One line."""
        yield Static("floor, key 0")

    def action_count(self) -> None:
        """Show one more."""
        self.counted += 1
        self.query_one(Static).update(f"floor, key {self.counted}")


if __name__ == "__main__":
    FloorApp().run()
