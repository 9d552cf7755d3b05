"""Arabic and Persian letters in the forms that join to their neighbours, for formats that set letter by letter.

The forms are those that Unicode keeps for this (Arabic Presentation Forms A and B), found by their decompositions.
fpdf2 can have this done by HarfBuzz, but sets a word with a zero-width non-joiner in the wrong order.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

__all__ = ["joined"]

_JOINER, _TATWEEL = "\u200d", "\u0640"
_JOINERS: Final = re.compile("[\u200c\u200d]")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_PRESENTATION: Final = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00))
_LAM: Final = "\u0644"
_LIGATURES: Final = frozenset(_LAM + alef for alef in "\u0622\u0623\u0625\u0627")
_FORM: Final = {(False, False): "isolated", (True, False): "final", (False, True): "initial", (True, True): "medial"}
"""Which form a letter takes, by whether it joins the letter before it and the letter after it."""


def joined(text: str) -> str:
    """The text with each Arabic letter in its form, in the order in which it is read; joiners are gone."""
    if not _ARABIC.search(text):
        return _JOINERS.sub("", text)
    letters = _with_ligatures(text)
    firm = [at for at, letter in enumerate(letters) if not unicodedata.combining(letter[0])]
    shaped = list(letters)
    for place, at in enumerate(firm):
        letter = letters[at]
        before = letters[firm[place - 1]] if place else ""
        after = letters[firm[place + 1]] if place + 1 < len(firm) else ""
        forms = _forms().get(letter, {})
        form = _FORM[_reaches_on(before) and "final" in forms, _reaches_on(letter) and _is_joined(after)]
        shaped[at] = forms.get(form, letter)
    return _JOINERS.sub("", "".join(shaped))


def _with_ligatures(text: str) -> list[str]:
    """The letters of the text; lam and alef stand together where there is one form for both."""
    letters: list[str] = []
    for each in text:
        if letters and letters[-1] == _LAM and _LAM + each in _forms():
            letters[-1] += each
        else:
            letters.append(each)
    return letters


def _reaches_on(letter: str) -> bool:
    return letter in (_JOINER, _TATWEEL) or "initial" in _forms().get(letter, {})


def _is_joined(letter: str) -> bool:
    return letter in (_JOINER, _TATWEEL) or "final" in _forms().get(letter, {})


@cache
def _forms() -> Mapping[str, Mapping[str, str]]:
    """The forms of each letter, and of lam with each alef."""
    found: dict[str, dict[str, str]] = {}
    for point in _PRESENTATION:
        kind, *letters = unicodedata.decomposition(chr(point)).split() or [""]
        base = "".join(chr(int(each, 16)) for each in letters)
        if kind.strip("<>") in _FORM.values() and (len(base) == 1 or base in _LIGATURES):
            found.setdefault(base, {}).setdefault(kind.strip("<>"), chr(point))
    return found
