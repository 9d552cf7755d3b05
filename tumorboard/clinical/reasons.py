"""The eight reasons for which recommendations differ (source page), and which of them a parting proposes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tumorboard.clinical.noms import AxisName, Noms
from tumorboard.domain.case import Case
from tumorboard.domain.vocabulary import Reason
from tumorboard.knowledge.disagreement import Context, ReasonRow, disagreement_table
from tumorboard.knowledge.tables import kept

__all__ = ["WhyParted", "contexts", "proposed", "reason", "reasons"]


@dataclass(frozen=True, slots=True)
class WhyParted:
    """One of the eight reasons: what proposes it, in words, and the raters who named it. A person confirms it."""

    reason: Reason
    number: int
    label: str
    because: tuple[str, ...]
    named_by: tuple[str, ...]


def reasons() -> tuple[ReasonRow, ...]:
    """The eight, in the order of the page, each with what both sides weigh."""
    return disagreement_table().reasons


@kept
def reason(key: Reason) -> ReasonRow:
    """One of the eight."""
    return next(each for each in reasons() if each.key == key)


def proposed(
    parted: Mapping[str, str], known: Iterable[Context], named: Sequence[tuple[str, Sequence[Reason]]]
) -> tuple[WhyParted, ...]:
    """The reasons that what parted proposes, joined with those that raters named, in the order of the eight.

    `parted` are inputs, `technique.` and its key, or `band_edge`, each with its words; `known` is what `contexts`
    found; `named` the raters with their reasons.
    """
    holding = set(known)
    because: dict[Reason, list[str]] = {}
    for row in disagreement_table().proposals:
        is_fitting = (row.when is None or row.when in holding) and row.unless not in holding
        if row.on in parted and is_fitting:
            because.setdefault(row.reason, []).append(parted[row.on])
    each = (
        WhyParted(
            row.key,
            row.number,
            row.label,
            tuple(dict.fromkeys(because.get(row.key, ()))),
            tuple(rater for rater, said in named if row.key in said),
        )
        for row in reasons()
    )
    return tuple(why for why in each if why.because or why.named_by)


def contexts(case: Case, placed: Sequence[Noms]) -> frozenset[Context]:
    """What is so of a case as its raters read it; `placed` is where each of them finds it in the NOMS table."""
    return frozenset(name for name, holds in _CONTEXTS.items() if holds(case, placed))


def _is_open(axis: AxisName, placed: Sequence[Noms]) -> bool:
    """Whether an axis is unsettled for somebody, or settled differently."""
    found = {each.values(axis) for each in placed}
    return len(found) > 1 or any(len(values) > 1 for values in found)


_CONTEXTS: Final[dict[Context, Callable[[Case, Sequence[Noms]], bool]]] = {
    "not_walking": lambda case, _: case.neurology.ambulation == "non_ambulatory",
    "cord_pressed": lambda _, placed: any(each.values("neurologic") == ("high",) for each in placed),
    "stability_open": lambda _, placed: _is_open("mechanical", placed),
    "biology_open": lambda _, placed: _is_open("oncologic", placed),
}
