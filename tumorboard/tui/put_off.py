"""Importing Textual without what it brings along for later: of a start's processor time it is a fifteenth.

Its palette stands on five widgets that nobody sees before a key is pressed. `asyncio`, which it runs on, brings the
encryption of connections, and goes without where there is none: this program connects to nothing.
"""

from types import ModuleType
from typing import Any, Final

from tumorboard.standing_in import standing_in

__all__ = ["import_textual"]

_PALETTE: Final = "textual.command"
_NAMED: Final = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")
"""What Textual 8.2.8 names of its palette where it is imported: only in types, and in actions that are not ours."""


def import_textual() -> None:
    """Import it so, unless it is there already. The palette itself comes with `tumorboard.tui.palette`."""
    stand_in = ModuleType(_PALETTE)
    for name in _NAMED:
        setattr(stand_in, name, _placeholder(name))
    with standing_in(_PALETTE, stand_in), standing_in("ssl", None):
        import textual.app  # noqa: F401


def _placeholder(name: str) -> Any:
    return type(name, (), {})
