"""Spinal Instability Neoplastic Score, one lesion at a time (Fisher 2010; bands from Fourney 2011).

Six items: the location comes from the level, five are recorded. A missing item gives a range and never a total. The
score is a trigger for surgical consultation, not an indication, and levels are never summed.
"""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from tumorboard.clinical.spine import location
from tumorboard.domain.case import Lesion, SinsItems
from tumorboard.knowledge import Band, SinsItem, sins_table
from tumorboard.knowledge.tables import kept

__all__ = [
    "ITEM_KEYS",
    "MAXIMUM",
    "BandKey",
    "ItemKey",
    "Sins",
    "band_of",
    "item",
    "moves",
    "option_label",
    "points",
    "score",
]

ItemKey = Literal["pain", "bone_lesion", "alignment", "collapse", "posterolateral"]
BandKey = Literal["stable", "potentially_unstable", "unstable"]
ITEM_KEYS: Final[tuple[ItemKey, ...]] = ("pain", "bone_lesion", "alignment", "collapse", "posterolateral")
MAXIMUM: Final = 18


class Sins(NamedTuple):
    """A lesion's score: `low`..`high` is the range over every value of the missing items."""

    low: int
    high: int
    bands: tuple[BandKey, ...]
    missing: tuple[ItemKey, ...]

    @property
    def total(self) -> int | None:
        """The total, or None while any item is missing."""
        return None if self.missing else self.low

    @property
    def text(self) -> str:
        """The total, or the range with an en dash."""
        return str(self.low) if not self.missing else f"{self.low}–{self.high}"


@kept
def item(key: ItemKey) -> SinsItem:
    """The table's row for a recorded item."""
    return next(row for row in sins_table().items if row.key == key)


@kept
def option_label(key: ItemKey, option: str) -> str:
    """One option of one item in the words of the paper."""
    return next(each.label for each in item(key).options if each.key == option)


@kept
def _points() -> dict[ItemKey, dict[str | None, tuple[int, int]]]:
    """For each item, each option's lowest and highest points; None is not recorded."""
    table: dict[ItemKey, dict[str | None, tuple[int, int]]] = {}
    for row in sins_table().items:
        each = [option.points for option in row.options]
        table[row.key] = {option.key: (option.points, option.points) for option in row.options}
        table[row.key][None] = (min(each), max(each))
    return table


def points(key: ItemKey, option: str) -> int:
    """Points of one option of one item."""
    return _points()[key][option][0]


def band_of(total: int) -> Band:
    """The band of a total 0–18, with its action in the words of the papers.

    Raises ValueError outside 0–18.
    """
    for band in sins_table().bands:
        if band.low <= total <= band.high:
            return band
    raise ValueError(f"a SINS total is 0 to {MAXIMUM}, not {total}")


@kept
def _bands(low: int, high: int) -> tuple[BandKey, ...]:
    return tuple(band.key for band in sins_table().bands if band.low <= high and low <= band.high)


def score(lesion: Lesion) -> Sins:
    """SINS of one lesion: total when all items are recorded, else the range, the bands it touches, what is missing."""
    table = _points()
    low = high = location(lesion.level).points
    missing: list[ItemKey] = []
    items = lesion.sins
    for key in ITEM_KEYS:
        option = getattr(items, key)
        least, most = table[key][option]
        low += least
        high += most
        if option is None:
            missing.append(key)
    return Sins(low, high, _bands(low, high), tuple(missing))


def moves(items: SinsItems, sins: Sins) -> Iterator[tuple[ItemKey, str, int, int]]:
    """Every other option of every item, with the range that the score would then have."""
    for key, options in _points().items():
        given = getattr(items, key)
        least, most = options[given]
        for option, (value, _) in options.items():
            if option is not None and option != given:
                yield key, option, sins.low - least + value, sins.high - most + value
