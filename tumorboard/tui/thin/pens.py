"""What a terminal writes with: the colours and attributes set since the last reset, and the link.

Colours are kept as the very parameters that were sent, in their order. To take them up again they are sent again after
a reset, so that the pen is the same on every terminal, whatever a parameter means there. Only a colour that the palette
of 256 has is kept as its number there: the same colour, and half as long.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from tumorboard.tui.thin.palette import numbered

__all__ = ["Pen", "colours_after", "erases_plainly", "recoloured", "relinked"]

_LONGEST: Final = 160
_PARAMETER: Final = re.compile(r"[345]8;5;\d+|[345]8;2;\d+;\d+;\d+|\d+(?::\d*)+|(?![345]8\b)\d*")
_TURNED_OFF_BY: Final = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
_ONLY_OF_LETTERS: Final = frozenset("123")
"""Bold, dim and italic, which nothing shows of a blank."""
_FOREGROUND: Final = re.compile(r"3[0-7]|9[0-7]|38;5;\d+|38;2;\d+;\d+;\d+")
_BACKGROUND: Final = re.compile(r"4[0-7]|10[0-7]|48;5;\d+|48;2;\d+;\d+;\d+")


class Pen(NamedTuple):
    """`colours` are the parameters since the last reset, joined by semicolons; `link` is that of OSC 8, or nothing."""

    colours: str = ""
    link: str = ""


@lru_cache(4096)
def colours_after(colours: str | None, given: str) -> str | None:
    """The parameters in force after one more sequence of them; None where that cannot be said for certain."""
    parameters = _split(given)
    if parameters is None:
        return None
    known, kept = colours is not None, [colours] if colours else []
    for parameter in parameters:
        if parameter.strip("0"):
            kept.append(numbered(parameter))
        else:
            known, kept = True, []
    joined = ";".join(kept)
    return joined if known and len(joined) <= _LONGEST else None


@lru_cache(4096)
def erases_plainly(colours: str) -> bool:
    """Whether a cell that is erased with these colours looks like a blank that is written with them."""
    looks = _looks(colours)
    return not colours or (looks is not None and looks.attributes <= _ONLY_OF_LETTERS)


@lru_cache(4096)
def recoloured(old: str | None, new: str) -> str:
    """The shortest that makes one pen's colours into another's; from None, into whatever they were."""
    if old == new:
        return ""
    ways = [f"\x1b[0;{new}m" if new else "\x1b[m"]
    if old == "":
        ways.append(f"\x1b[{new}m")
    elif old is not None:
        ways.extend(_difference(old, new))
    return min(ways, key=len)


def relinked(old: str, new: str) -> str:
    """What makes one link into another."""
    return "" if old == new else f"\x1b]8;{new or ';'}\x1b\\"


class _Looks(NamedTuple):
    attributes: frozenset[str]
    foreground: str
    background: str


def _difference(old: str, new: str) -> tuple[str, ...]:
    """The parameters that differ, where both pens consist of such as set one thing each."""
    had, has = _looks(old), _looks(new)
    if had is None or has is None:
        return ()
    off = {_TURNED_OFF_BY[each] for each in had.attributes - has.attributes}
    left = {each for each in had.attributes if _TURNED_OFF_BY[each] not in off}
    parameters = [*sorted(off), *sorted(has.attributes - left)]
    if had.foreground != has.foreground:
        parameters.append(has.foreground or "39")
    if had.background != has.background:
        parameters.append(has.background or "49")
    return (f"\x1b[{';'.join(parameters)}m" if parameters else "",)


def _looks(colours: str) -> _Looks | None:
    attributes, foreground, background = set(), "", ""
    for parameter in _split(colours) or ():
        if parameter in _TURNED_OFF_BY:
            attributes.add(parameter)
        elif _FOREGROUND.fullmatch(parameter):
            foreground = parameter
        elif _BACKGROUND.fullmatch(parameter):
            background = parameter
        else:
            return None
    return _Looks(frozenset(attributes), foreground, background)


def _split(given: str) -> list[str] | None:
    """The parameters one by one, those of a colour together; None where they do not come out even."""
    found, at = [], 0
    while (match := _PARAMETER.match(given, at)) is not None:
        found.append(match.group())
        at = match.end()
        if at == len(given):
            return found
        if given[at] != ";":
            return None
        at += 1
    return None
