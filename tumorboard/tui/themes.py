"""Themes from `themes/*.toml`: validated, named when broken, and turned into Textual's colours and our own inks."""

import tomllib
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final, NamedTuple, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from tumorboard.shipped import shipped
from tumorboard.tui.lines import Role

__all__ = ["MONO", "BoardTheme", "Themed", "Themes", "load_themes"]

MONO: Final = "mono"
_ANSI_VARIABLES: Final = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "block-cursor-text-style": "reverse",
    "input-cursor-text-style": "reverse",
}
"""What Textual's own stylesheets ask of a theme in the terminal's colours."""


class Colors(BaseModel):
    """What each part of a screen is drawn in; `#rrggbb`, or an ANSI name where the theme is `ansi`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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

    @model_validator(mode="after")
    def _are_colours(self) -> "Colors":
        for name, value in self:
            try:
                Color.parse(value)
            except ColorParseError:
                raise ValueError(f"{name}: {value!r} is not a colour; allowed is #rrggbb") from None
        return self


class BoardTheme(BaseModel):
    """One theme file."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=40)]
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


class Themes(NamedTuple):
    """The themes that loaded, by name, and a line for each file that did not."""

    by_name: dict[str, BoardTheme]
    broken: tuple[str, ...]

    def chosen(self, name: str) -> tuple[BoardTheme, str | None]:
        """The theme of that name; else the first one, and a line that says so."""
        if name in self.by_name:
            return self.by_name[name], None
        first = next(iter(self.by_name.values()))
        return first, f"no theme is called {name}; there are {', '.join(self.by_name)}"


def load_themes(folder: Path | None = None) -> Themes:
    """Read every theme file of a folder, by default the shipped one; a broken file is named and skipped."""
    by_name: dict[str, BoardTheme] = {}
    broken: list[str] = []
    for path in sorted((folder or shipped("themes")).glob("*.toml")):
        try:
            theme = BoardTheme.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            broken.append(f"theme {path.name} skipped: {error}")
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            where = ".".join(str(step) for step in fault["loc"])
            broken.append(f"theme {path.name} skipped: {where}: {fault['msg'].removeprefix('Value error, ')}")
        else:
            by_name[theme.name] = theme
    return Themes(by_name or {_PLAIN.name: _PLAIN}, tuple(broken))


_PLAIN: Final = BoardTheme(
    name=MONO,
    description="No colour at all; what remains when no theme file can be read.",
    dark=True,
    ansi=True,
    colors=Colors(**dict.fromkeys(Colors.model_fields, "ansi_default")),
)
