"""The order of a plan's steps: an operation that follows the irradiation which it should come before."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tumorboard.clinical import plans
from tumorboard.domain.decision import Step
from tumorboard.domain.vocabulary import Level, Modality
from tumorboard.knowledge.sitting import OrderRow, modality_table

__all__ = ["Reverse", "in_reverse"]


class Reverse(NamedTuple):
    """Step `late` (from 1), an operation, stands after the irradiation that it should come before."""

    late: int
    says: str


def in_reverse(steps: Sequence[Step], level: Level | None) -> tuple[Reverse, ...]:
    """Which steps stand the other way round than the source page does them; it never forbids.

    `level` is the lesion's that is decided on, meant where a step names none. A step that is done only on a condition
    waits for what comes before it, and an operation that is repeated after one in time is not too late.
    """
    return tuple(found for row in modality_table().orders for found in _in_reverse(row, steps, level))


def _in_reverse(row: OrderRow, steps: Sequence[Step], level: Level | None) -> Iterator[Reverse]:
    for number, step in enumerate(steps, start=1):
        if step.modality not in row.then or _there(row.first, steps[: number - 1], step, level):
            continue
        for late, each in enumerate(steps[number:], start=number + 1):
            if each.condition is None and _there(row.first, [each], step, level):
                what, after = plans.label(each.modality), plans.label(step.modality)
                yield Reverse(late, f"step {late}, {what}, comes after step {number}, {after}; {row.says}")
                break


def _there(modalities: Sequence[Modality], steps: Sequence[Step], step: Step, level: Level | None) -> bool:
    """Whether one of these steps does one of these modalities where `step` is done; a step of no level may."""
    where = _levels(step, level)
    others = (_levels(each, level) for each in steps if each.modality in modalities)
    return any(not where or not other or bool(where & other) for other in others)


def _levels(step: Step, level: Level | None) -> set[Level]:
    return set(plans.levels_of(step)) or ({level} if level else set())
