"""What each rater reads, side by side: input by input, and whether a difference is decisive."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from tumorboard.clinical import noms, plans, sins
from tumorboard.clinical.noms import Noms
from tumorboard.clinical.policy import Policy
from tumorboard.clinical.rater import lesion_meant, with_readings
from tumorboard.clinical.sins import ITEM_KEYS, ItemKey, Sins
from tumorboard.domain.case import Case, Lesion, SinsItems
from tumorboard.domain.view import Readings, View
from tumorboard.knowledge.disagreement import ReadingRow, disagreement_table

__all__ = ["Choice", "Position", "Reader", "Spread", "readers", "spreads"]

Position = tuple[str, View]
"""A rater and their view."""
Value = str | bool | float | tuple[str, ...]

_OF_VIEW: Final = ("urgency", "plan")
_MOVING: Final = ("escc", "stability_judgment", "radiosensitivity", "tolerates_surgery")


@dataclass(frozen=True, slots=True)
class Reader:
    """One rater with the case as they read it.

    `lesion` and what is computed from it is None where the case has no lesion; `here` says whether it is the one
    looked at; `scored` whether they read an item of SINS themselves.
    """

    rater: str
    view: View
    case: Case
    lesion: Lesion | None
    sins: Sins | None
    noms: Noms | None
    here: bool

    @property
    def scored(self) -> bool:
        """Whether the rater read at least one item of SINS."""
        return any(getattr(self.view.readings.sins, key) is not None for key in ITEM_KEYS)

    @property
    def speaks_of_lesion(self) -> bool:
        """Whether the rater named a level, or read something of a lesion."""
        readings = self.view.readings
        return self.scored or any((readings.level, readings.escc, readings.stability_judgment))

    def value(self, key: str) -> Value | None:
        """What the rater gave for an input; None when nothing."""
        holder: Any = self.view if key in _OF_VIEW else self.view.readings
        for step in key.split("."):
            holder = getattr(holder, step)
        found: Value | None = holder
        return found


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an input, as the format writes it and in words, and the raters who gave it."""

    value: Value
    said: str
    raters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """An input to which at least two raters gave a value."""

    key: str
    label: str
    axis: str
    choices: tuple[Choice, ...]
    decisive: bool

    @property
    def parts(self) -> bool:
        """Whether the raters gave different values."""
        return len(self.choices) > 1


def readers(case: Case, place: int, policy: Policy, positions: Sequence[Position]) -> tuple[Reader, ...]:
    """Every rater with the case as they read it; `place` is that of the lesion looked at."""
    return tuple(_reader(case, place, policy, *each) for each in positions)


def spreads(found: Sequence[Reader], policy: Policy) -> tuple[Spread, ...]:
    """Every input that at least two raters gave, in the order of the table.

    Readings of a lesion are compared among those who speak of the lesion looked at.
    """
    each = (_spread(row, found, policy) for row in disagreement_table().readings)
    return tuple(spread for spread in each if spread is not None)


def _reader(case: Case, place: int, policy: Policy, rater: str, view: View) -> Reader:
    lesion = lesion_meant(case, view.readings, place if case.lesions else None)
    if lesion is None:
        return Reader(rater, view, case, None, None, None, here=False)
    read_case, read = with_readings(case, lesion, view.readings)
    score = sins.score(read)
    placed = noms.assess(read_case, read, policy, score)
    is_here = bool(case.lesions) and lesion is case.lesions[place]
    return Reader(rater, view, read_case, read, score, placed, here=is_here)


def _spread(row: ReadingRow, found: Sequence[Reader], policy: Policy) -> Spread | None:
    given: dict[Value, list[Reader]] = {}
    for each in found:
        value = each.value(row.key) if each.here or not _is_of_lesion(row.key) else None
        if value is not None:
            given.setdefault(value, []).append(each)
    if sum(len(each) for each in given.values()) <= 1:
        return None
    choices = tuple(Choice(value, _said(row.key)(value), tuple(each.rater for each in given[value])) for value in given)
    return Spread(row.key, row.label, row.axis, choices, _is_decisive(row.key, given, policy))


def _is_of_lesion(key: str) -> bool:
    return key.startswith("sins.") or key in ("escc", "stability_judgment")


def _is_decisive(key: str, given: dict[Value, list[Reader]], policy: Policy) -> bool:
    """Whether one rater's value in another's reading changes the other's candidate rows."""
    if not (key.startswith("sins.") or key in _MOVING):
        return False
    return any(
        each.noms is not None and _rows_with(each, key, value, policy) != each.noms.rows
        for own, those in given.items()
        for each in those
        for value in given
        if value != own
    )


def _rows_with(reader: Reader, key: str, value: Value, policy: Policy) -> tuple[int, ...]:
    if reader.lesion is None:
        return ()
    case, lesion = with_readings(reader.case, reader.lesion, _only(key, value))
    return noms.assess(case, lesion, policy).rows


@cache
def _only(key: str, value: Any) -> Readings:
    """Readings that hold this one input."""
    if key.startswith("sins."):
        return Readings(sins=SinsItems(**{key.removeprefix("sins."): value}))
    return Readings(**{key: value})


def _said(key: str) -> Callable[[Any], str]:
    """How a value of an input is spoken."""
    if key.startswith("sins."):
        item = cast(ItemKey, key.removeprefix("sins."))
        return lambda value: sins.option_label(item, value)
    return _SAID.get(key, lambda value: str(value).replace("_", " "))


_SAID: Final[dict[str, Callable[[Any], str]]] = {
    "tolerates_surgery": lambda value: "fit" if value else "unfit",
    "expected_survival_months": lambda value: f"{value:g} month{'' if value == 1 else 's'}",
    "plan": plans.plan_said,
}
