"""Whether a case has what the board needs on the day of its meeting, by `data/knowledge/readiness.toml`."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tumorboard.clinical.answers import Answer, Asked, State
from tumorboard.clinical.minimum_data import LINES
from tumorboard.domain.case import Case
from tumorboard.domain.vocabulary import Route
from tumorboard.knowledge.before import ReadinessRow, Weight, readiness_table
from tumorboard.knowledge.tables import kept

__all__ = ["NOT_DISCUSSED", "Check", "Gap", "Held", "Readiness", "aged_keys", "readiness", "row_keys"]

NOT_DISCUSSED: Final[tuple[Route, ...]] = ("standard_of_care", "information")
"""Routes of cases that are listed and not discussed; nothing blocks those (NHS England 2020)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing, not whole or too old. `key` is the row's, with the level where it is asked of each lesion.

    `days` is how old it may be at the meeting, None where its age does not count.
    """

    key: str
    label: str
    weight: Weight
    state: State
    says: str
    closes: str
    source: str
    days: int | None

    @property
    def where(self) -> str:
        """The level of the lesion that it is about; empty where it is about the case."""
        return _where(self.key)


@dataclass(frozen=True, slots=True)
class Held:
    """What the case has of a line, in words."""

    key: str
    label: str
    says: str

    @property
    def where(self) -> str:
        """The level of the lesion that it is about; empty where it is about the case."""
        return _where(self.key)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the table with all that a case lacks and has of it; with neither it is not asked of this case."""

    row: ReadinessRow
    gaps: tuple[Gap, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is missing and what is there, in the order of the table."""

    gaps: tuple[Gap, ...]
    held: tuple[Held, ...]

    @property
    def blocking(self) -> tuple[Gap, ...]:
        """The gaps that block."""
        return tuple(gap for gap in self.gaps if gap.weight == "blocking")

    @property
    def warning(self) -> tuple[Gap, ...]:
        """The gaps that only warn."""
        return tuple(gap for gap in self.gaps if gap.weight == "warning")

    @property
    def is_ready(self) -> bool:
        """Whether nothing blocks."""
        return not self.blocking

    def checks(self) -> tuple[Check, ...]:
        """Every line of the table: those that block by the table, then those that warn by it, each in its order."""
        lacks: defaultdict[str, list[Gap]] = defaultdict(list)
        has: defaultdict[str, list[Held]] = defaultdict(list)
        for gap in self.gaps:
            lacks[_row(gap.key)].append(gap)
        for held in self.held:
            has[_row(held.key)].append(held)
        return tuple(Check(row, tuple(lacks[row.key]), tuple(has[row.key])) for row in _blocking_first())


def row_keys() -> tuple[str, ...]:
    """The keys of the lines, which a site may turn into warnings."""
    return tuple(row.key for row in readiness_table().rows)


def aged_keys() -> tuple[str, ...]:
    """The keys of the lines whose age counts, for which a site may set its own days."""
    return tuple(row.key for row in readiness_table().rows if row.days is not None)


def readiness(
    case: Case,
    on: date,
    *,
    route: Route | None = None,
    days: Mapping[str, int] | None = None,
    warns: Collection[str] = (),
) -> Readiness:
    """What a case has and lacks on the day of the meeting. `route` is its route there, else the case's own.

    `days` are the site's own ages by key, `warns` the lines that only warn there. Nothing blocks a case that is listed
    and not discussed. Ages are whole days up to `on`.
    """
    gaps: list[Gap] = []
    held: list[Held] = []
    taken = route or case.route
    for row in readiness_table().rows:
        weight: Weight = "warning" if row.key in warns or taken in NOT_DISCUSSED else row.weight
        asked = Asked(on, (days or {}).get(row.key, row.days), row.refused)
        for where, (lacks, says) in _answers(row, case, taken, asked):
            key, label = (f"{row.key} {where}", f"{row.label} {where}") if where else (row.key, row.label)
            if lacks is None:
                held.append(Held(key, label, says))
            else:
                gaps.append(Gap(key, label, weight, lacks, says, row.closes, row.source, asked.days))
    return Readiness(tuple(gaps), tuple(held))


@kept
def _blocking_first() -> tuple[ReadinessRow, ...]:
    return tuple(sorted(readiness_table().rows, key=lambda row: row.weight == "warning"))


def _row(key: str) -> str:
    return key.partition(" ")[0]


def _where(key: str) -> str:
    return key.partition(" ")[2]


def _answers(row: ReadinessRow, case: Case, route: Route | None, asked: Asked) -> Iterator[tuple[str, Answer]]:
    if row.key == "route":
        yield "", ("missing", "not recorded") if route is None else (None, route.replace("_", " "))
    else:
        yield from LINES[row.key](case, asked)
