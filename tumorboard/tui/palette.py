"""The palette: commands, cases, meetings and themes by name. Nothing in it is markup."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Protocol, cast, runtime_checkable

from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon

from tumorboard.tui.bound import found_by_name, in_force, keys_said
from tumorboard.tui.full_screen import LeftOnce
from tumorboard.tui.literal import cell
from tumorboard.tui.themes import Themed

__all__ = ["BoardPalette", "Findable", "Palette", "ThemeChoice"]

Found = Iterator[tuple[str, str, Callable[[], Any]]]
"""Name, what it is, what choosing it does."""


@runtime_checkable
class Findable(Protocol):
    """A room with things of its own that can be found by name."""

    def findable(self) -> Found:
        """Those things."""


class Palette(CommandPalette, LeftOnce[None]):
    """Textual's own palette, which does what was chosen once; its caret does not blink."""

    def on_mount(self) -> None:
        """Still the caret, and take a sign that every terminal has."""
        self.query_one(CommandInput).cursor_blink = False
        self.query_one(SearchIcon).icon = ">"


class ThemeChoice:
    """Takes a theme when called; the palette shows a theme while it stands on its choice."""

    def __init__(self, app: Themed, name: str) -> None:
        self.app = app
        self.name = name

    def __call__(self) -> None:
        self.app.take_theme(self.name)


class BoardPalette(Provider):
    """Everything that can be found by name."""

    async def discover(self) -> Hits:
        """All of it, before anything is typed."""
        for name, about, run in self._found():
            yield DiscoveryHit(_shown(name, about), run, text=name)

    async def search(self, query: str) -> Hits:
        """What matches, best first."""
        matcher = self.matcher(query)
        for name, about, run in self._found():
            score = matcher.match(f"{name} {about}")
            if score > 0:
                yield Hit(score, _shown(name, about), run, text=name)

    def _found(self) -> Found:
        app, screen = cast(Themed, self.app), self.screen
        for command in found_by_name(getattr(screen, "ROOM", "board"), in_force(app)):
            run = partial(screen.run_action, command.action)
            yield command.name, f"{keys_said(command)}  {command.help}", run
        if isinstance(screen, Findable):
            yield from screen.findable()
        for theme in app.themes.by_name.values():
            yield f"theme {theme.name}", theme.description, ThemeChoice(app, theme.name)


def _shown(name: str, about: str) -> Any:
    shown = cell(name)
    shown.append(f"  {about}", style="dim")
    return shown
