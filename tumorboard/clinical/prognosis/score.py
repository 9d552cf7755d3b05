"""What every survival score has: items with their points, a total or a range, and the published bands it touches."""

from dataclasses import dataclass
from typing import Literal

from tumorboard.clinical.prognosis.answers import Answer, Value
from tumorboard.knowledge.prognosis import ItemRow, ScoreKey, SurvivalBand, SurvivalTable, survival_table
from tumorboard.knowledge.tables import Evidence, kept

__all__ = ["Item", "Score", "item_row", "points_by_option", "scored"]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a score: `low`..`high` are its points over everything that it may be.

    `said` is what the case says of it, in words; `asks` what would settle it. `is_open` is false only where the
    points are certain. `fields` are the paths of the case that it rests on, `wants` those that would settle it.
    """

    key: str
    label: str
    low: int
    high: int
    said: str
    asks: str
    is_open: bool
    fields: tuple[str, ...]
    source: str
    evidence: Evidence
    wants: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The points, or their range."""
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class Score:
    """A score of one case. `not_defined` says where the published table has no place for what was recorded."""

    key: ScoreKey
    name: str
    year: int
    minimum: int
    maximum: int
    direction: Literal["higher is better", "higher is worse"]
    items: tuple[Item, ...]
    low: int
    high: int
    bands: tuple[SurvivalBand, ...]
    cohort: str
    limits: tuple[str, ...]
    source: str
    evidence: Evidence
    not_defined: str = ""

    @property
    def open_items(self) -> tuple[Item, ...]:
        """The items whose points are not certain."""
        return tuple(item for item in self.items if item.is_open)

    @property
    def total(self) -> int | None:
        """The total, or None while any item is open or the score is not defined."""
        return None if self.open_items or self.not_defined else self.low

    @property
    def text(self) -> str:
        """The total, or the range with an en dash."""
        if self.not_defined:
            return "not defined"
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@kept
def item_row(key: ScoreKey, item: str) -> ItemRow:
    """The table's row of an item."""
    return next(row for row in survival_table(key).items if row.key == item)


@kept
def points_by_option(key: ScoreKey, item: str) -> dict[str, int]:
    """The points of each option of an item that is not scored by the primary."""
    return {option.key: option.points for option in item_row(key, item).options}


@kept
def _points_of(key: ScoreKey, item: str, value: Value) -> int | None:
    """The points of a value, a word or a whole number; None where the table has no place for it."""
    for option in item_row(key, item).options:
        if option.low is None or option.high is None:
            if option.key == value:
                return option.points
        elif isinstance(value, int) and option.low <= value <= option.high:
            return option.points
    return None


def _item(key: ScoreKey, item: str, answer: Answer) -> Item:
    """An item by what the case answers; where the table has no place for what it may be, that stays open."""
    row = item_row(key, item)
    found = [points for value in answer.values if (points := _points_of(key, item, value)) is not None]
    given = found or [option.points for option in row.options]
    outside = len(found) < len(answer.values) and answer.is_recorded
    is_open = min(given) != max(given) or outside
    return Item(
        item,
        row.label,
        min(given),
        max(given),
        answer.said,
        answer.asks if is_open else "",
        is_open,
        answer.fields,
        row.source,
        row.evidence,
        answer.wants if is_open else (),
    )


def scored(key: ScoreKey, answers: dict[str, Answer | Item], not_defined: str = "") -> Score:
    """A score of answers by item, in the order of the table; an item may come with its points already."""
    table = survival_table(key)
    items = tuple(
        each if isinstance(each := answers[row.key], Item) else _item(key, row.key, each) for row in table.items
    )
    low, high = sum(item.low for item in items), sum(item.high for item in items)
    return Score(
        key,
        table.name,
        table.year,
        table.minimum,
        table.maximum,
        table.direction,
        items,
        low,
        high,
        () if not_defined else _bands(table, low, high),
        table.cohort,
        table.limits,
        table.source,
        table.evidence,
        not_defined,
    )


def _bands(table: SurvivalTable, low: int, high: int) -> tuple[SurvivalBand, ...]:
    return tuple(band for band in table.bands if band.low <= high and low <= band.high)
