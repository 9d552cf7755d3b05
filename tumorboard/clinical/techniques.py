"""In which treatment plans differ: pairs of techniques over which boards divide, then whatever only some propose."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tumorboard.clinical import plans
from tumorboard.domain.vocabulary import MODALITIES, Modality
from tumorboard.knowledge.disagreement import Technique, disagreement_table

__all__ = ["Difference", "differences"]

Plans = Mapping[str, tuple[Modality, ...]]
"""Each rater's plan, in the order in which it would be done."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between plans: the raters on its two sides.

    `key` is a technique of the table, a modality that only `one` proposes, or `order`.
    """

    key: str
    says: str
    one: tuple[str, ...]
    other: tuple[str, ...]


def differences(proposed: Plans) -> tuple[Difference, ...]:
    """Every difference between the plans; none between equal ones."""
    found = list(_paired(proposed))
    spoken = {
        each
        for row in disagreement_table().techniques
        if any(difference.key == row.key for difference in found)
        for each in (*row.one, *row.other)
    }
    found += _unpaired(proposed, spoken)
    if not found and len(set(proposed.values())) > 1:
        first, *_ = proposed.values()
        one = tuple(rater for rater, plan in proposed.items() if plan == first)
        found.append(Difference("order", "in another order", one, _rest(proposed, one)))
    return tuple(found)


def _paired(proposed: Plans) -> Iterator[Difference]:
    for row in disagreement_table().techniques:
        sides = {rater: _side(row, plan) for rater, plan in proposed.items()}
        one, other = (tuple(rater for rater, side in sides.items() if side == wanted) for wanted in ("one", "other"))
        if one and other:
            yield Difference(row.key, row.says, one, other)


def _side(row: Technique, plan: tuple[Modality, ...]) -> str:
    has_one, has_other = (not set(each).isdisjoint(plan) for each in (row.one, row.other))
    if not row.other:
        return "one" if has_one else "other"
    if has_one == has_other:
        return "neither"
    return "one" if has_one else "other"


def _unpaired(proposed: Plans, spoken: set[Modality]) -> Iterator[Difference]:
    for each in MODALITIES:
        one = tuple(rater for rater, plan in proposed.items() if each in plan)
        if one and len(one) < len(proposed) and each not in spoken:
            yield Difference(each, f"{plans.label(each)} or not", one, _rest(proposed, one))


def _rest(proposed: Plans, one: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(rater for rater in proposed if rater not in one)
