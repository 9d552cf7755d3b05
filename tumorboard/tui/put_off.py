"""Importing Textual without what it brings along for later: of a start's processor time it is a fifteenth.

Its palette stands on five widgets that nobody sees before a key is pressed. `asyncio`, which it runs on, brings the
encryption of connections, and goes without where there is none: this program connects to nothing. Where a user's
downloads go is asked for screenshots, of which there are none, and what a misspelt style may have meant after a fault.
"""

from contextlib import ExitStack
from types import ModuleType
from typing import Any, Final

from tumorboard.standing_in import standing_in

__all__ = ["import_textual"]

_NAMED: Final = {
    "textual.command": (
        "CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider",
    ),
    "platformdirs": ("user_downloads_path",),
}  # fmt: skip
"""What Textual 8.2.8 names of each where it is imported: in types, and in actions that are not ours."""


def import_textual() -> None:
    """Import it so, unless it is there already. The palette itself comes with `tumorboard.tui.palette`."""
    with ExitStack() as left_out:
        for module, names in _NAMED.items():
            stand_in = ModuleType(module)
            vars(stand_in).update({name: type(name, (), {}) for name in names})
            left_out.enter_context(standing_in(module, stand_in))
        matches: Any = ModuleType("difflib")
        matches.get_close_matches = _get_close_matches
        left_out.enter_context(standing_in("difflib", matches))
        left_out.enter_context(standing_in("ssl", None))
        import textual.app  # noqa: F401


def _get_close_matches(*given: Any, **named: Any) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(*given, **named)
