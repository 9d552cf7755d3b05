"""The parts of what is written to a terminal, and what each does to a page."""

import re
from enum import Enum, auto
from typing import Final

__all__ = ["PLACED_TEXT", "TOKEN", "UNFINISHED", "Effect", "effect_of"]

_PLAIN: Final = r"[^\x00-\x1f\x7f-\x9f]"

PLACED_TEXT: Final = re.compile(rf"\x1b\[(\d+);(\d+)H((?:{_PLAIN}+|\x1b\[[\d;:]*m)*)")
"""A place and what is written from there with the pens that it brings: what a compositor writes almost only."""

TOKEN: Final = re.compile(
    rf"(?P<text>{_PLAIN}+)"
    r"|\x1b\[(?P<pen>[\d;:]*)m"
    r"|\x1b\[(?P<place>\d*(?:;\d*)?)[Hf]"
    r"|\x1b\[\?(?P<visible>25[hl])"
    r"|\x1b\[\?(?P<wrap>7[hl])"
    r"|\x1b\[\?(?P<frame>2026[hl])"
    rf"|\x1b\]8;(?P<link>{_PLAIN}*)(?:\x07|\x1b\\)"
    r"|(?P<newline>\n)"
    r"|(?P<start>\r)"
    rf"|(?P<string>\x1b[\]PX^_]{_PLAIN}*(?:\x07|\x1b\\))"
    r"|(?P<control>\x1b\[[0-?]*[ -/]*[@-~])"
    r"|(?P<escape>\x1b[ -/]*[0-OQ-WYZ\\`-~])"
    r"|(?P<single>[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
)
"""One part; where nothing matches it is unfinished or malformed."""

UNFINISHED: Final = re.compile(rf"\x1b(?:\[[0-?]*[ -/]*|[ -/]*|[\]PX^_]{_PLAIN}*\x1b?)\Z")
"""The beginning of a part whose rest is still to come."""


class Effect(Enum):
    """What a part does that is passed on as it came."""

    KEEPS = auto()
    """Nothing to the page."""
    MOVES = auto()
    """It moves the cursor somewhere."""
    ERASES = auto()
    """It changes cells and may move the cursor."""
    SWITCHES = auto()
    """It shows another screen, with a cursor and a pen of its own."""
    UNKNOWN = auto()
    """Anything; it may change what later text does."""


_KEEPS: Final = re.compile(
    r"\x07|\x00|\x7f"
    r"|\x1b[7=>\\]"
    r"|\x1b\[\?(?:1|12|1000|1002|1003|1004|1005|1006|1007|1015|1016|2004|2031|2048)[hl]"
    r"|\x1b\[\?\d+\$p"
    r"|\x1b\[[?>=]?\d*[cn]"
    r"|\x1b\[[?>=<]\d*(?:;\d*)?u"
    r"|\x1b\[>[\d;]*[mq]"
    r"|\x1b\[\d* q"
    r"|\x1b\[(?:14|16|18|2[123](?:;[012])?)t"
    r"|\x1b\](?:0|1|2|7|22|52);.*"
)
_MOVES: Final = re.compile(r"\x08|\x09|\x1b\[\d*[A-GIZ`ade]")
_ERASES: Final = re.compile(r"\x0b|\x0c|\x1b[DEM]|\x1b\[\d*[JKLMPSTX@]")
_SWITCHES: Final = re.compile(r"\x1b\[\?(?:47|1047|1049)[hl]")
_EFFECTS: Final = (
    (_KEEPS, Effect.KEEPS),
    (_MOVES, Effect.MOVES),
    (_ERASES, Effect.ERASES),
    (_SWITCHES, Effect.SWITCHES),
)


def effect_of(part: str) -> Effect:
    """What a part does to a page."""
    return next((effect for pattern, effect in _EFFECTS if pattern.fullmatch(part)), Effect.UNKNOWN)
