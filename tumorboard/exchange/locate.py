"""Where in a JSON text a field stands, so that an error can name its line."""

import json
from json.decoder import scanstring  # type: ignore[attr-defined]

__all__ = ["line_of", "place_of"]

_DECODER = json.JSONDecoder()
_SPACE = " \t\n\r"


def line_of(text: str, path: tuple[str | int, ...]) -> int:
    """Line, counted from 1, of the last step of `path` that exists in a valid JSON text.

    A key's line is where the key stands, an element's where it begins.
    """
    return text.count("\n", 0, place_of(text, path)) + 1


def place_of(text: str, path: tuple[str | int, ...]) -> int:
    """Where the last step of `path` that exists begins in a valid JSON text."""
    at = _skip(text, 0)
    for step in path:
        found = _member(text, at, step) if isinstance(step, str) else _element(text, at, step)
        if found is None:
            break
        at = found
    return at


def _member(text: str, at: int, key: str) -> int | None:
    if text[at : at + 1] != "{":
        return None
    at = _skip(text, at + 1)
    while text[at : at + 1] == '"':
        name, after = scanstring(text, at + 1, False)
        value = _skip(text, _skip(text, after) + 1)
        if name == key:
            return value
        at = _next(text, _DECODER.raw_decode(text, value)[1])
    return None


def _element(text: str, at: int, place: int) -> int | None:
    if text[at : at + 1] != "[":
        return None
    at = _skip(text, at + 1)
    for _ in range(place):
        if text[at : at + 1] in ("]", ""):
            return None
        at = _next(text, _DECODER.raw_decode(text, at)[1])
    return at


def _next(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at : at + 1] == "," else at


def _skip(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _SPACE:
        at += 1
    return at
