"""Where the data and themes that ship with the program lie."""

from pathlib import Path

__all__ = ["shipped"]

_PACKAGE = Path(__file__).resolve().parent


def shipped(*parts: str) -> Path:
    """Path of a shipped file or folder, the same in an installed wheel and in a checkout.

    `parts` begin with `data` or `themes`. A wheel carries both folders inside the package, a checkout beside it.
    """
    inside = _PACKAGE.joinpath(*parts)
    return inside if inside.exists() else _PACKAGE.parent.joinpath(*parts)
