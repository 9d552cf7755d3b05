"""Stylesheets, each parsed once for all the apps that the tests begin: they are the same, and parsing takes long."""

from functools import cache
from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

__all__ = ["parsed_once"]

_parsed = Stylesheet._parse_rules


def parsed_once(sheet: Stylesheet, css: str, read_from: CSSLocation, *settings: Any, **named: Any) -> list[RuleSet]:
    """The rules of a text, as Textual's own method gives them. Raises what it raises, each time anew."""
    return list(_rules(frozenset(sheet._variables.items()), css, read_from, settings, frozenset(named.items())))


@cache
def _rules(
    variables: frozenset[tuple[str, str]],
    css: str,
    read_from: CSSLocation,
    settings: tuple[Any, ...],
    named: frozenset[tuple[str, Any]],
) -> list[RuleSet]:
    return _parsed(Stylesheet(variables=dict(variables)), css, read_from, *settings, **dict(named))
