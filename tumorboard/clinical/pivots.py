"""Pivots: which single input, changed or first recorded, would change the candidate rows of NOMS.

They turn a quarrel into a reading to repeat. Each axis depends on its own inputs, so a pivot is found by moving one
axis and looking the rows up.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tumorboard.clinical.escc import neighbours
from tumorboard.clinical.noms import Noms, Values, candidates, irradiated, mechanical, neurologic, oncologic, systemic
from tumorboard.clinical.policy import Policy
from tumorboard.clinical.sins import Sins, moves
from tumorboard.domain.case import Case, Lesion

__all__ = ["Pivot", "find"]

_Move = tuple[str, str | bool, Values]
"""An input, the value it would take, and what its axis would then hold."""


class Pivot(NamedTuple):
    """One input, the value it would take (as the case format writes it), and the rows that would then stand."""

    input: str
    value: str | bool
    rows: tuple[int, ...]

    @property
    def said(self) -> str:
        """The value in words."""
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        return self.value.replace("_", " ")


def find(case: Case, lesion: Lesion, policy: Policy, sins: Sins, noms: Noms) -> tuple[Pivot, ...]:
    """Every pivot of one lesion, in the order ESCC, myelopathy, SINS items, radiosensitivity, fitness."""
    n, o, m, s = noms.axes
    moved = (
        *((name, value, (to, o, m, s)) for name, value, to in _neurologic_moves(case, lesion, policy) if to != n),
        *((name, value, (n, o, to, s)) for name, value, to in _mechanical_moves(lesion, sins, m)),
        *((name, value, (n, to, m, s)) for name, value, to in _oncologic_moves(case, lesion) if to != o),
        *((name, value, (n, o, m, to)) for name, value, to in _systemic_moves(case) if to != s),
    )
    outcomes = ((name, value, candidates(axes)) for name, value, axes in moved)
    return tuple(Pivot(name, value, rows) for name, value, rows in outcomes if rows != noms.rows)


def _neurologic_moves(case: Case, lesion: Lesion, policy: Policy) -> Iterator[_Move]:
    myelopathy = case.neurology.myelopathy
    for grade in neighbours(lesion.escc):
        yield "escc", grade, neurologic(grade, myelopathy, policy.escc_1c)
    for answer in _other_answers(myelopathy):
        yield "myelopathy", answer, neurologic(lesion.escc, answer, policy.escc_1c)


def _mechanical_moves(lesion: Lesion, sins: Sins, standing: Values) -> Iterator[_Move]:
    """The items' other options that would change the axis; most do not."""
    if lesion.stability_judgment is None:
        for key, option, low, high in moves(lesion.sins, sins):
            if (moved := mechanical(None, low, high)) != standing:
                yield f"sins.{key}", option, moved


def _oncologic_moves(case: Case, lesion: Lesion) -> Iterator[_Move]:
    primary = case.primary
    for board in ("sensitive", "resistant"):
        if board != primary.radiosensitivity:
            yield "radiosensitivity", board, oncologic(irradiated(lesion), board, primary.histology)


def _systemic_moves(case: Case) -> Iterator[_Move]:
    for answer in _other_answers(case.systemic.tolerates_surgery):
        yield "tolerates_surgery", answer, systemic(answer)


def _other_answers(given: bool | None) -> tuple[bool, ...]:
    return (True, False) if given is None else (not given,)
