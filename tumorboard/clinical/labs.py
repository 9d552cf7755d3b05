"""Laboratory values that cannot be in the unit of their name: found by range, asked, and never converted by itself.

A value that somebody confirmed as it stands is asked no more, until it is another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from tumorboard.domain.case import LABS, Labs
from tumorboard.knowledge.prognosis import LabKey, LabLimit, lab_table
from tumorboard.knowledge.tables import Evidence, kept

__all__ = ["LabQuestion", "Meant", "lab_questions", "limit", "meant_said", "named", "question", "value_said"]


Meant = Mapping[str, float]
"""The values that somebody confirmed as they stand, by their paths."""


@dataclass(frozen=True, slots=True)
class LabQuestion:
    """One value in question: what it says, what is taken as it stands, and what it might be in another unit."""

    key: LabKey
    says: str
    allowed: str
    might_be: str | None
    source: str
    evidence: Evidence

    @property
    def asks(self) -> str:
        """The question as one line."""
        guess = f"{self.might_be}; " if self.might_be else ""
        return f"{self.says}: only {self.allowed} is taken as it stands; {guess}check the unit"


@kept
def _limits() -> dict[LabKey, LabLimit]:
    return {row.key: row for row in lab_table().limits}


def limit(key: LabKey) -> LabLimit:
    """The plausible range of an analyte, with its unit."""
    return _limits()[key]


def question(key: LabKey, value: float) -> LabQuestion | None:
    """What is asked of a value; None where it is taken as it stands. `value` is in the unit of its name."""
    row = _limits()[key]
    if row.low <= value <= row.high:
        return None
    converted = value / row.divisor
    fits = row.low <= converted <= row.high
    return LabQuestion(
        key,
        f"{row.label} {_number(value)} {row.unit}",
        f"{_number(row.low)}–{_number(row.high)} {row.unit}",
        f"{_number(value)} {row.other_unit} would be {_number(converted)} {row.unit}" if fits else None,
        row.source,
        row.evidence,
    )


def lab_questions(labs: Labs, meant: Meant | None = None) -> tuple[LabQuestion, ...]:
    """What is asked of the labs of a case, in the order of `labs.toml`."""
    known = meant or {}
    given = ((key, getattr(labs, key)) for key in _limits())
    asked = (question(key, value) for key, value in given if value is not None and known.get(f"{LABS}{key}") != value)
    return tuple(each for each in asked if each is not None)


def value_said(key: LabKey, value: float) -> str:
    """An analyte with its value and unit."""
    row = _limits()[key]
    return f"{row.label} {_number(value)} {row.unit}"


def named(path: str) -> str:
    """An analyte in words, by its path."""
    return _limits()[cast(LabKey, path.removeprefix(LABS))].label


def meant_said(path: str, value: object) -> str:
    """A lab that was confirmed as it stands, by its path."""
    return f"{value_said(cast(LabKey, path.removeprefix(LABS)), float(str(value)))} is meant as it stands"


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if value >= 1000 else f"{value:.3g}"
