"""Specialties and quorum: which word means which specialty, and whether those who are there suffice to decide."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.knowledge.sitting import Specialty, roles_table
from tumorboard.knowledge.tables import kept

__all__ = ["Quorum", "Rule", "default_rule", "judge", "parse_rule", "specialty", "specialty_key"]

Groups = tuple[tuple[str, ...], ...]
"""Groups of keys of specialties; of each group one must be there."""


class Rule(NamedTuple):
    """Which groups of specialties a decision needs, and which are advised."""

    needed: Groups
    advised: Groups


class Quorum(NamedTuple):
    """Whether the rule is met, and the groups without anybody, in words such as `medical oncology or haematology`."""

    met: bool
    missing: tuple[str, ...]
    advised_missing: tuple[str, ...]


def specialty(key: str) -> Specialty:
    """The table's row of a specialty. Raises KeyError for a word that is no key."""
    return _by_key()[key]


def specialty_key(text: str | None) -> str | None:
    """The specialty that a free text means, or None. Case, spaces, hyphens, underscores do not matter."""
    return None if text is None else _by_word().get(_word(text))


def parse_rule(groups: Sequence[str]) -> Rule:
    """A rule from a site's words, each one specialty or several joined by `|`; what is advised comes from the table.

    Raises Complaint for a word that is no specialty.
    """
    return Rule(_groups(groups), _groups(roles_table().advised))


@kept
def default_rule() -> Rule:
    """The quorum that is shipped (`data/knowledge/roles.toml`)."""
    return parse_rule(roles_table().quorum)


def judge(rule: Rule, present: Iterable[str | None]) -> Quorum:
    """The quorum of those present, given as what their records say of their specialty."""
    keys = {specialty_key(each) for each in present}
    missing = _without(rule.needed, keys)
    return Quorum(not missing, missing, _without(rule.advised, keys))


def _without(groups: Groups, keys: set[str | None]) -> tuple[str, ...]:
    return tuple(" or ".join(specialty(key).label for key in group) for group in groups if keys.isdisjoint(group))


def _groups(words: Sequence[str]) -> Groups:
    return tuple(tuple(_named(word) for word in group.split("|")) for group in words)


def _named(word: str) -> str:
    key = specialty_key(word)
    if key is None:
        given = clean_line(word).strip() or "an empty word"
        raise Complaint(f"quorum: {given} is no specialty; allowed: {' '.join(_by_key())}; join alternatives with |")
    return key


@kept
def _by_key() -> dict[str, Specialty]:
    return {each.key: each for each in roles_table().specialties}


@kept
def _by_word() -> dict[str, str]:
    return {_word(word): each.key for each in roles_table().specialties for word in (each.key, each.label, *each.also)}


def _word(text: str) -> str:
    return " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
