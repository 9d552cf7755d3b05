"""A theme on a terminal of sixteen colours: an ink that could not be read there is drawn as plain text.

Nothing is lost by that: each state has a word or a sign of its own.
"""

from typing import Final

from rich.color import Color, ColorSystem

from tumorboard.tui.themes import BoardTheme

__all__ = ["PALETTES", "contrast", "number_of", "readable"]

Rgb = tuple[int, int, int]

PALETTES: Final[dict[str, tuple[Rgb, ...]]] = {
    "xterm": (
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255),
    ),
    "VGA": (
        (0, 0, 0), (170, 0, 0), (0, 170, 0), (170, 85, 0), (0, 0, 170), (170, 0, 170), (0, 170, 170), (170, 170, 170),
        (85, 85, 85), (255, 85, 85), (85, 255, 85), (255, 255, 85), (85, 85, 255), (255, 85, 255), (85, 255, 255),
        (255, 255, 255),
    ),
}  # fmt: skip
"""What the sixteen numbers look like on an xterm and on a console, as neither's owner changed them."""
_INKS: Final = ("muted", "primary", "accent", "success", "warning", "danger", "pending", "unknown")
_GROUNDS: Final = ("background", "surface", "panel")
_READABLE: Final = 4.5
"""WCAG 2.2, 1.4.3 (AA): the contrast of text."""


def readable(theme: BoardTheme) -> BoardTheme:
    """The theme with every ink that stands out from its grounds, and a selected row that can be read."""
    if theme.ansi:
        return theme
    colors = theme.colors
    grounds = [getattr(colors, name) for name in _GROUNDS]
    plain = {
        name: colors.foreground
        for name in _INKS
        if min(contrast(getattr(colors, name), ground) for ground in grounds) < _READABLE
    }
    if contrast(colors.cursor_text, colors.cursor) < _READABLE:
        plain |= {"cursor": colors.foreground, "cursor_text": colors.background}
    return theme.model_copy(update={"colors": colors.model_copy(update=plain)})


def contrast(one: str, other: str) -> float:
    """The lower of the two contrasts that a pair of colours (`#rrggbb`) has among the sixteen."""
    pair = number_of(one), number_of(other)
    return min(_contrast(*(palette[number] for number in pair)) for palette in PALETTES.values())


def number_of(color: str) -> int:
    """Which of the sixteen is sent for a colour."""
    return Color.parse(color).downgrade(ColorSystem.STANDARD).number or 0


def _contrast(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Rgb) -> float:
    shares = (channel / 255 for channel in color)
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
