"""The two sizes at which screens are measured, and the floor's first words."""

from typing import Final

from tests.bench.pty_app import Size

__all__ = ["FLOOR_SHOWS", "SIZES", "said"]

SIZES: Final[tuple[Size, ...]] = ((120, 40), (80, 24))
FLOOR_SHOWS: Final = "floor, key 0"
"""What `floor_app` shows; not imported from there, because that would import Textual into this process."""


def said(size: Size) -> str:
    """A size as a person writes it."""
    return f"{size[0]}×{size[1]}"
