"""Themes from `themes/*.toml`: validated, named when broken, and turned into Textual's colours and our own inks."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final, Protocol

import tomli
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from tumorboard.declared.declared import Declared
from tumorboard.declared.faults import first_fault
from tumorboard.declared.marks import Bounds
from tumorboard.shipped import shipped
from tumorboard.tui.lines import Role

__all__ = ["MONO", "BoardTheme", "Themed", "Themes"]

MONO: Final = "mono"
_ANSI_VARIABLES: Final = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "block-cursor-text-style": "reverse",
    "input-cursor-text-style": "reverse",
}
"""What Textual's own stylesheets ask of a theme in the terminal's colours."""


class Colors(Declared):
    """What each part of a screen is drawn in; `#rrggbb`, or an ANSI name where the theme is `ansi`."""

    background: str
    surface: str
    panel: str
    foreground: str
    muted: str
    primary: str
    accent: str
    cursor: str
    cursor_text: str
    border: str
    border_focus: str
    success: str
    warning: str
    danger: str
    pending: str
    unknown: str

    def goes_together(self) -> None:
        for name in self.model_fields:
            value = getattr(self, name)
            try:
                Color.parse(value)
            except ColorParseError:
                raise ValueError(f"{name}: {value!r} is not a colour; allowed is #rrggbb") from None


class BoardTheme(Declared):
    """One theme file."""

    name: Annotated[str, Bounds(pattern=r"^[a-z0-9-]+$", max_length=40)]
    description: str
    dark: bool
    ansi: bool = False
    colors: Colors

    def for_textual(self) -> Theme:
        """The theme as Textual's own widgets take it."""
        colors = self.colors
        return Theme(
            name=self.name,
            primary=colors.primary,
            secondary=colors.accent,
            accent=colors.accent,
            foreground=colors.foreground,
            background=colors.background,
            surface=colors.surface,
            panel=colors.panel,
            success=colors.success,
            warning=colors.warning,
            error=colors.danger,
            dark=self.dark,
            ansi=self.ansi,
            variables={
                **(_ANSI_VARIABLES if self.ansi else {}),
                "board-border": colors.border,
                "board-border-focus": colors.border_focus,
                "board-title": colors.primary,
                "board-muted": colors.muted,
                "block-cursor-background": colors.cursor,
                "block-cursor-foreground": colors.cursor_text,
                "input-cursor-background": colors.foreground,
                "border": colors.border,
            },
        )

    @cached_property
    def inks(self) -> dict[Role, Style]:
        """A style for each role, on the surface of a pane."""
        colors = self.colors
        return {
            "text": self._style(colors.foreground),
            "name": self._style(colors.foreground),
            "muted": self._style(colors.muted, dim=self.ansi),
            "title": self._style(colors.primary, bold=True),
            "key": self._style(colors.accent, bold=True),
            "good": self._style(colors.success),
            "warning": self._style(colors.warning),
            "danger": self._style(colors.danger, bold=True),
            "pending": self._style(colors.pending, bold=True),
            "open": self._style(colors.unknown),
            "border": self._style(colors.border, dim=self.ansi),
            "chosen": self._style(colors.accent, bold=True, underline=self.ansi),
            "cursor": Style(reverse=True) if self.ansi else Style(color=colors.cursor_text, bgcolor=colors.cursor),
        }

    def _style(self, color: str, *, bold: bool = False, dim: bool = False, underline: bool = False) -> Style:
        flags = Style(bold=bold or None, dim=dim or None, underline=underline or None)
        return flags if self.ansi else Style(color=color, bgcolor=self.colors.surface) + flags


class Themed(Protocol):
    """What draws in a theme: the app, as its widgets and its palette see it."""

    board_theme: BoardTheme
    themes: "Themes"

    def take_theme(self, name: str) -> None:
        """Keep a theme for this session."""


class Themes:
    """The theme files of a folder, by default the shipped one. One is read when it is asked for, all for a list."""

    def __init__(
        self, folder: Path | None = None, as_shown: Callable[[BoardTheme], BoardTheme] = lambda theme: theme
    ) -> None:
        """`as_shown` is what the terminal can show of a theme."""
        self._folder = folder or shipped("themes")
        self._as_shown = as_shown

    @cached_property
    def by_name(self) -> dict[str, BoardTheme]:
        """Every theme that can be read; without one the plainest."""
        read = (self._read(path) for path in self._paths)
        themes = {each.name: each for each in read if isinstance(each, BoardTheme)}
        return themes or {MONO: self._as_shown(_plain())}

    @cached_property
    def broken(self) -> tuple[str, ...]:
        """A line for each file that is none."""
        return tuple(each for each in map(self._read, self._paths) if isinstance(each, str))

    def chosen(self, name: str) -> tuple[BoardTheme, str | None]:
        """The theme of that name; else the first one, and a line that says so, with what is wrong with its file."""
        path = self._folder / f"{name}.toml"
        read = self._read(path) if path in self._paths else None
        if isinstance(read, BoardTheme) and read.name == name:
            return read, None
        if name in self.by_name:
            return self.by_name[name], None
        there_are = f"no theme is called {name}; there are {', '.join(self.by_name)}"
        return next(iter(self.by_name.values())), read if isinstance(read, str) else there_are

    @cached_property
    def _paths(self) -> list[Path]:
        return sorted(self._folder.glob("*.toml"))

    def _read(self, path: Path) -> BoardTheme | str:
        """The theme of a file, or what is wrong with it."""
        try:
            return self._as_shown(BoardTheme.kept(tomli.loads(path.read_text(encoding="utf-8"))))
        except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
            return f"theme {path.name} skipped: {error}"
        except ValueError as error:
            where, words = first_fault(error)
            return f"theme {path.name} skipped: {where}: {words.removeprefix('Value error, ')}"


def _plain() -> BoardTheme:
    """How a screen is drawn where no theme file can be read."""
    return BoardTheme(
        name=MONO,
        description="No colour at all; what remains when no theme file can be read.",
        dark=True,
        ansi=True,
        colors=Colors(**dict.fromkeys(Colors.model_fields, "ansi_default")),
    )
