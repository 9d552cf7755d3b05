"""The levels of the spine in order, their regions, and where the cord ends."""

from typing import Final, Literal

from tumorboard.domain.vocabulary import LEVELS, Level
from tumorboard.knowledge import SinsLocation, sins_table
from tumorboard.knowledge.tables import kept

__all__ = ["REGIONS", "Region", "below_conus", "contents", "location", "rank", "region"]

Region = Literal["cervical", "thoracic", "lumbar", "sacral"]
REGIONS: Final[dict[str, Region]] = {"C": "cervical", "T": "thoracic", "L": "lumbar", "S": "sacral"}

_RANKS: Final = {level: place for place, level in enumerate(LEVELS)}
_CONUS: Final[Level] = "L1"


def rank(level: Level) -> int:
    """Place of a level from C0 (0) down to S5 (29)."""
    return _RANKS[level]


def region(level: Level) -> Region:
    """Region of the spine; C0, the occiput, counts as cervical."""
    return REGIONS[level[0]]


def below_conus(level: Level) -> bool:
    """Whether the canal holds only nerve roots there: L2 and below (source page, Basic Spine Anatomy: ends at L1)."""
    return _RANKS[level] > _RANKS[_CONUS]


def contents(level: Level) -> str:
    """What the canal holds at that level, in words."""
    return "nerve roots" if below_conus(level) else "spinal cord"


@kept
def location(level: Level) -> SinsLocation:
    """Location category of SINS: junctional, mobile, semirigid or rigid (Fisher 2010)."""
    return next(category for category in sins_table().locations if level in category.levels)
