"""How many cells a character takes, where every terminal agrees."""

from typing import Final
from unicodedata import category, east_asian_width

from rich.cells import get_character_cell_size

__all__ = ["DOUBTFUL", "WIDTHS", "stands_alone", "sure_length"]

DOUBTFUL: Final = 0
"""The width of a character that joins another, shows nothing, or is wider on one terminal than on another."""

_IGNORABLE: Final = frozenset("\u115f\u1160\u3164\uffa0")
_REGIONAL: Final = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
_IDEOGRAPHS: Final = (range(0x1100, 0x16000), range(0xFF00, 0xFFF0), range(0x20000, 0x40000))


class _Widths(dict[str, int]):
    """The width of each character met so far."""

    def __missing__(self, character: str) -> int:
        self[character] = width = _width(character)
        return width


def _width(character: str) -> int:
    """1 or 2 where Unicode's table and Rich's agree and nothing but a plain letter or sign stands there."""
    kind = category(character)
    if character in _IGNORABLE or character in _REGIONAL or not (kind == "Zs" or kind[0] in "LNPS"):
        return DOUBTFUL
    expected = 2 if east_asian_width(character) in "WF" else 1
    if expected != get_character_cell_size(character):
        return DOUBTFUL
    if expected == 2 and (kind == "So" or not any(ord(character) in each for each in _IDEOGRAPHS)):
        return DOUBTFUL  # a pictograph
    return expected


WIDTHS: Final = _Widths()


def sure_length(text: str) -> int:
    """How many characters come before the first whose width is doubtful."""
    if text.isascii() or DOUBTFUL not in {WIDTHS[each] for each in set(text)}:
        return len(text)
    return next(at for at, each in enumerate(text) if WIDTHS[each] == DOUBTFUL)


def stands_alone(character: str) -> bool:
    """Whether a character is written where the cursor is, whatever its width, and never joins the one before."""
    return WIDTHS[character] != DOUBTFUL or (category(character) == "So" and character not in _REGIONAL)
