"""Breaking text into lines and a width into columns, by whatever measure a format has; nothing is ever cut off."""

from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from typing import Final
from unicodedata import combining, east_asian_width

__all__ = ["cells", "fitted", "wrapped"]

_WIDE: Final = ("W", "F")


def cells(text: str) -> int:
    """How many places of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(each) in _WIDE else 0 if combining(each) else 1 for each in text)


def wrapped(text: str, width: float, measure: Callable[[str], float] = cells) -> list[str]:
    """The text in lines of at most `width`, broken between words, and within a word that is wider than a line.

    Line breaks of the text stay. There is one line at least. A character wider than the line stands alone on its own.
    """
    return [line for each in text.split("\n") for line in _broken(each, width, measure)]


def _broken(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    space, line, used = measure(" "), "", 0.0
    for word in _words(text, width, measure):
        long = measure(word)
        if line and used + space + long > width:
            yield line
            line, used = word, long
        else:
            line, used = (f"{line} {word}", used + space + long) if line else (word, long)
    yield line


def _words(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for word in text.split():
        if measure(word) <= width:
            yield word
            continue
        piece, used = "", 0.0
        for each in word:
            long = measure(each)
            if piece and used + long > width:
                yield piece
                piece, used = "", 0.0
            piece, used = piece + each, used + long
        yield piece


def fitted(natural: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """Widths of columns that take `width` together at most: each its natural one where there is room for it.

    Else the wide ones are made narrower, four times as much text getting twice the width. No column gets less than its
    least, or than an equal share where there is no room for that, or more than it needs.
    """
    if sum(natural) <= width:
        return list(natural)
    least = [min(few, most, width / len(natural)) for few, most in zip(least, natural, strict=True)]
    low, high = 0.0, sqrt(max(natural))
    for _ in range(50):
        middle = (low + high) / 2
        if sum(_shared(least, natural, middle)) > width:
            high = middle
        else:
            low = middle
    return _shared(least, natural, low)


def _shared(least: Sequence[float], natural: Sequence[float], by: float) -> list[float]:
    return [min(most, max(few, by * sqrt(most))) for few, most in zip(least, natural, strict=True)]
