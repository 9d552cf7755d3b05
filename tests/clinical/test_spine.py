"""The levels of the spine: order, region, and the conus at L1, below which there are only roots."""

import pytest

from tumorboard.clinical import spine
from tumorboard.domain.vocabulary import LEVELS, Level

IN_ORDER = [
    "C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7",
    "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11", "T12",
    "L1", "L2", "L3", "L4", "L5",
    "S1", "S2", "S3", "S4", "S5",
]  # fmt: skip
ROOTS_ONLY = {"L2", "L3", "L4", "L5", "S1", "S2", "S3", "S4", "S5"}


def test_thirty_levels_stand_in_order_from_the_occiput_down() -> None:
    assert list(LEVELS) == IN_ORDER
    assert [spine.rank(level) for level in LEVELS] == list(range(30))


@pytest.mark.parametrize("level", LEVELS)
def test_below_l1_the_canal_holds_roots_and_no_cord(level: Level) -> None:
    assert spine.below_conus(level) == (level in ROOTS_ONLY)
    assert spine.contents(level) == ("nerve roots" if level in ROOTS_ONLY else "spinal cord")


@pytest.mark.parametrize(
    ("first", "last", "region"),
    [("C0", "C7", "cervical"), ("T1", "T12", "thoracic"), ("L1", "L5", "lumbar"), ("S1", "S5", "sacral")],
)
def test_each_region_runs_from_its_first_to_its_last_level(first: str, last: str, region: str) -> None:
    inside = IN_ORDER[IN_ORDER.index(first) : IN_ORDER.index(last) + 1]
    assert [level for level in LEVELS if spine.region(level) == region] == inside
