"""The palette over a room: opened by a key, and a theme is shown while it stands on its name."""

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from tumorboard.tui.keys_in_order import KeysInOrder
from tumorboard.tui.themes import BoardTheme

if TYPE_CHECKING:
    from textual.command import CommandPalette, Provider

__all__ = ["OpensPalette"]


def _palette() -> "type[Provider]":
    """What the palette finds; it is imported when it is first opened."""
    from tumorboard.tui.palette import BoardPalette

    return BoardPalette


class OpensPalette(KeysInOrder):
    """An app with a theme of its own that the palette may try others over."""

    COMMANDS: ClassVar = {_palette}
    board_theme: BoardTheme
    kept_theme: str

    @abstractmethod
    def show_theme(self, name: str) -> None:
        """Draw everything in a theme without keeping it."""

    def take_theme(self, name: str) -> None:
        """Keep a theme for this session."""
        self.kept_theme = name
        self.show_theme(name)

    def action_command_palette(self) -> None:
        """Open the palette, unless it is."""
        from tumorboard.tui.palette import Palette

        if not any(isinstance(each, Palette) for each in self.screen_stack):
            self.push_screen(Palette(id="--command-palette"))

    def on_command_palette_opened(self) -> None:
        """Remember the theme that the palette may try others over."""
        self.kept_theme = self.board_theme.name

    def on_command_palette_option_highlighted(self, event: "CommandPalette.OptionHighlighted") -> None:
        """Show a theme while the palette stands on its name."""
        from tumorboard.tui.palette import ThemeChoice

        hit = getattr(event.highlighted_event.option, "hit", None)
        command = getattr(hit, "command", None)
        self.show_theme(command.name if isinstance(command, ThemeChoice) else self.kept_theme)

    def on_command_palette_closed(self, event: "CommandPalette.Closed") -> None:
        """Take back a theme that was only tried."""
        if not event.option_selected:
            self.show_theme(self.kept_theme)
