"""Vague words: what leaves open what is done, by whom or when. They are pointed out and never forbidden."""

import re

from tumorboard.knowledge.sitting import VagueWord, wording_table
from tumorboard.knowledge.tables import kept

__all__ = ["instead_of", "vague"]


def vague(text: str | None) -> tuple[str, ...]:
    """The vague words of a text, each once, in small letters and in the order of the text.

    Whole words in any letter case; the longest phrase counts. `May` beside a number is the month.
    """
    found = (
        " ".join(match[0].casefold().split())
        for match in _pattern().finditer(text or "")
        if not (_row(match[0]).unless_dated and _is_dated(match))
    )
    return tuple(dict.fromkeys(found))


def instead_of(word: str) -> str:
    """What to say in place of a vague word. Raises KeyError for a word that is not vague."""
    return _row(word).instead


def _is_dated(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()].rstrip(" .,"), match.string[match.end() :].lstrip(" .,")
    return before[-1:].isdigit() or after[:1].isdigit()


def _row(word: str) -> VagueWord:
    return _rows()[" ".join(word.casefold().split())]


@kept
def _rows() -> dict[str, VagueWord]:
    return {word: each for each in wording_table().vague for word in each.words}


@kept
def _pattern() -> re.Pattern[str]:
    words = sorted(_rows(), key=len, reverse=True)
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)
