"""What lays panes out and shows nothing of its own, so that Textual has no lines of it to style."""

from typing import ClassVar

from textual.containers import Horizontal, Vertical

__all__ = ["Below", "Beside"]


class Beside(Horizontal):
    """What stands beside each other."""

    BLANK: ClassVar[bool] = True


class Below(Vertical):
    """What stands below each other."""

    BLANK: ClassVar[bool] = True
