"""Levels as a person types them: one after another, or as a span such as T7-T9."""

import re
from typing import Final

from tumorboard.clinical.spine import rank
from tumorboard.complaint import Complaint
from tumorboard.domain.vocabulary import LEVELS, Level

__all__ = ["levels_typed"]

_DASHES: Final = "-‐‑‒–—−"
_JOINED: Final = re.compile(rf"\s*[{_DASHES}]\s*")
_APART: Final = re.compile(r"[\s,;]+")


def levels_typed(words: str) -> tuple[Level, ...]:
    """The levels in the order of the spine, each once, whichever way round they were typed; a span holds its ends.

    Raises Complaint for what is no level.
    """
    found: set[Level] = set()
    for word in filter(None, _APART.split(_JOINED.sub("-", words.strip()).upper())):
        first, _, last = word.partition("-")
        ends = sorted((_level(first, word), _level(last or first, word)), key=rank)
        found.update(LEVELS[rank(ends[0]) : rank(ends[1]) + 1])
    return tuple(sorted(found, key=rank))


def _level(name: str, word: str) -> Level:
    if name not in LEVELS:
        raise Complaint(f"{word}: no level; allowed are C0 C1 … T12 L1 … S5, such as T11 T12 L1 or T11-L1")
    return name
