"""What of the Board room shows at a size of the window, told to its styles in classes."""

from typing import Final

from textual.geometry import Size
from textual.widget import Widget

from tumorboard.tui.panes import frame

__all__ = ["is_wide", "lay_out", "mark"]

_WIDE: Final = (frame.WIDE, 36)
_MEDIUM_WIDTH: Final = 100


def is_wide(size: Size) -> bool:
    """Whether the panes stand beside each other."""
    return size.width >= _WIDE[0] and size.height >= _WIDE[1]


def lay_out(room: Widget, size: Size) -> None:
    """Mark the room for its size: too small for any room, wide, medium or narrow."""
    wide = is_wide(size)
    mark(room, "-small", frame.is_too_small(*size))
    mark(room, "-wide", wide)
    mark(room, "-medium", not wide and size.width >= _MEDIUM_WIDTH)
    mark(room, "-narrow", not wide and size.width < _MEDIUM_WIDTH)


def mark(widget: Widget, name: str, is_so: bool) -> None:
    """Give or take a class; what is not mounted yet is styled when it is."""
    widget.set_class(is_so, name, update=widget.is_mounted)
