"""SINS: points, level categories, ranges over missing items and bands, as Fisher 2010 and Fourney 2011 publish them."""

from itertools import product

import pytest

from tests.clinical import oracle
from tests.clinical.building import assessed, lesion
from tests.clinical.oracle import ITEM_POINTS, LEVEL_POINTS, Json
from tumorboard.clinical import sins, spine
from tumorboard.domain.vocabulary import Level

ITEMS = ["pain", "bone_lesion", "alignment", "collapse", "posterolateral"]
CATEGORIES = {
    "junctional": (3, "C0 C1 C2 C7 T1 T2 T11 T12 L1 L5 S1"),
    "mobile": (2, "C3 C4 C5 C6 L2 L3 L4"),
    "semirigid": (1, "T3 T4 T5 T6 T7 T8 T9 T10"),
    "rigid": (0, "S2 S3 S4 S5"),
}
# location category, five items, total, band: the public vectors
VECTORS = [
    ("C4", "mechanical mixed normal none none", 6, "stable"),
    ("C4", "mechanical lytic normal none none", 7, "potentially_unstable"),
    ("T12", "mechanical lytic new_deformity under_50 none", 12, "potentially_unstable"),
    ("T12", "mechanical lytic new_deformity over_50 none", 13, "unstable"),
    ("T12", "mechanical lytic translation over_50 bilateral", 18, "unstable"),
    ("T12", "mechanical blastic normal body_over_50_involved none", 7, "potentially_unstable"),
    ("T12", "mechanical blastic normal none none", 6, "stable"),
    ("T12", "mechanical lytic translation body_over_50_involved none", 13, "unstable"),
    ("C4", "mechanical lytic new_deformity over_50 bilateral", 15, "unstable"),
]


def shape(scored: sins.Sins) -> Json:
    return {
        "min": scored.low,
        "max": scored.high,
        "total": scored.total,
        "bands": list(scored.bands),
        "missing": list(scored.missing),
    }


def test_every_complete_combination_at_every_level_scores_as_published() -> None:
    counted = 0
    totals = set()
    for chosen in product(*(ITEM_POINTS[item].items() for item in ITEMS)):
        items = {item: option for item, (option, _) in zip(ITEMS, chosen, strict=True)}
        for level, location in LEVEL_POINTS.items():
            total = location + sum(points for _, points in chosen)
            scored = sins.score(lesion({"level": level, "sins": items}))
            assert (scored.low, scored.high, scored.total, scored.missing) == (total, total, total, ()), (level, items)
            assert shape(scored) == oracle.sins({"level": level, "sins": items})
            totals.add(total)
            counted += 1
    assert counted == 9720
    assert totals == set(range(19))


@pytest.mark.parametrize("level", ["C0", "C7", "L5", "C5", "L4", "T3", "T10", "S2", "S5"])
def test_every_partial_combination_gives_the_range_over_what_is_missing(level: str) -> None:
    counted = 0
    for chosen in product(*([None, *ITEM_POINTS[item]] for item in ITEMS)):
        raw: Json = {"level": level, "sins": dict(zip(ITEMS, chosen, strict=True))}
        assert shape(sins.score(lesion(raw))) == oracle.sins(raw), raw
        counted += 1
    assert counted == 4 * 4 * 4 * 5 * 4


@pytest.mark.parametrize(("level", "items", "total", "band"), VECTORS)
def test_the_public_vectors_score_as_printed(level: str, items: str, total: int, band: str) -> None:
    scored = sins.score(lesion({"level": level, "sins": dict(zip(ITEMS, items.split(), strict=True))}))
    assert (scored.total, scored.bands, scored.text) == (total, (band,), str(total))


@pytest.mark.parametrize(
    ("total", "band"),
    [(0, "stable"), (6, "stable"), (7, "potentially_unstable"), (12, "potentially_unstable"), (13, "unstable"),
     (18, "unstable")],
)  # fmt: skip
def test_the_bands_end_at_6_and_12_and_18(total: int, band: str) -> None:
    assert sins.band_of(total).key == band


@pytest.mark.parametrize("total", [-1, 19])
def test_a_total_outside_0_to_18_has_no_band(total: int) -> None:
    with pytest.raises(ValueError, match="0 to 18"):
        sins.band_of(total)


def test_seven_or_more_asks_for_a_consultation_and_never_for_an_operation() -> None:
    actions = {total: sins.band_of(total).action for total in range(19)}
    assert all(actions[total] == "surgical consultation" for total in range(7, 19))
    assert not any(word in action for action in actions.values() for word in ("indicated", "stabili", "operat"))


@pytest.mark.parametrize("category", CATEGORIES)
def test_each_level_lies_in_its_category(category: str) -> None:
    points, levels = CATEGORIES[category]
    for level in levels.split():
        assert (spine.location(_level(level)).category, spine.location(_level(level)).points) == (category, points)


def test_the_thirty_levels_are_all_placed_once() -> None:
    placed = [level for _, levels in CATEGORIES.values() for level in levels.split()]
    assert len(placed) == len(set(placed)) == 30
    assert set(placed) == set(LEVEL_POINTS)


def test_nothing_recorded_is_a_range_and_never_a_total_of_the_location() -> None:
    scored = sins.score(lesion({"level": "T12"}))
    assert (scored.low, scored.high, scored.total) == (3, 18, None)
    assert scored.missing == tuple(ITEMS)
    assert scored.text == "3–18"


def test_missing_pain_is_not_pain_free() -> None:
    items = {"bone_lesion": "lytic", "alignment": "normal", "collapse": "none", "posterolateral": "none"}
    without = sins.score(lesion({"level": "C4", "sins": items}))
    painless = sins.score(lesion({"level": "C4", "sins": {**items, "pain": "none"}}))
    assert (without.low, without.high, without.total, without.missing) == (4, 7, None, ("pain",))
    assert without.bands == ("stable", "potentially_unstable")
    assert painless.total == 4


def test_the_headline_is_the_worst_lesion_and_never_a_sum() -> None:
    five = {"level": "T8", "sins": dict(zip(ITEMS, ["mechanical", "mixed", "normal", "none", "none"], strict=True))}
    fourteen = {
        "level": "T8",
        "sins": dict(zip(ITEMS, ["mechanical", "lytic", "translation", "over_50", "unilateral"], strict=True)),
    }
    whole = assessed({"lesions": [five, fourteen, five]})
    assert whole.headline is whole.lesions[1]
    assert [each.sins.total for each in whole.lesions] == [5, 14, 5]
    assert assessed({}).headline is None


def test_a_lesion_that_could_be_worse_stands_for_the_patient() -> None:
    nine = {
        "level": "T8",
        "sins": dict(zip(ITEMS, ["mechanical", "lytic", "new_deformity", "none", "unilateral"], strict=True)),
    }
    unread = {"level": "S2"}
    whole = assessed({"lesions": [nine, unread]})
    assert whole.headline is whole.lesions[1]


def _level(text: str) -> Level:
    return lesion({"level": text}).level
