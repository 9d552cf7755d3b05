"""The part of a terminal's palette of 256 colours that is the same everywhere: the cube and the greys of xterm."""

from itertools import product
from typing import Final

__all__ = ["numbered"]

_STEPS: Final = (0, 95, 135, 175, 215, 255)
_OFTEN_REPAINTED: Final = 22
"""Colour schemes take numbers below this for colours of their own."""
_NUMBERS: Final = {
    ";".join(map(str, color)): number
    for number, color in (
        *enumerate(product(_STEPS, repeat=3), start=16),
        *((232 + step, (8 + 10 * step,) * 3) for step in range(24)),
    )
    if number >= _OFTEN_REPAINTED
}


def numbered(parameter: str) -> str:
    """A parameter that sets a colour by red, green and blue, with its number instead where the palette has it."""
    number = _NUMBERS.get(parameter[5:]) if parameter[1:5] == "8;2;" else None
    return parameter if number is None else f"{parameter[:2]};5;{number}"
