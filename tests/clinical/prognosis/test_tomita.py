"""Tomita: every combination, its bands, every primary, and the copy that gives rapid growth three points."""

from itertools import product

import pytest

from tests.clinical.prognosis import published
from tests.clinical.prognosis.scoring import bands, item, patient, score
from tumorboard.domain.vocabulary import HISTOLOGIES

VISCERAL = ("none", "removable", "unremovable")
SITES = {"breast": 1, "renal_cell": 2, "lung_non_small_cell": 4}


def band_of(total: int) -> str:
    return "2–3" if total <= 3 else "4–5" if total <= 5 else "6–7" if total <= 7 else "8–10"


def test_every_combination_of_every_item_scores_as_published() -> None:
    totals = set()
    for primary, visceral, foci, vertebrae in product(SITES, VISCERAL, range(4), range(1, 5)):
        found = score(
            "tomita",
            patient(primary, visceral=visceral, extraspinal_bone_foci=foci, vertebral_metastases=vertebrae),
        )
        expected = published.tomita(SITES[primary], visceral, foci, vertebrae)
        assert (found.total, bands(found)) == (expected, [band_of(expected)])
        totals.add(expected)
    assert totals == set(range(2, 11))


@pytest.mark.parametrize("histology", HISTOLOGIES)
def test_each_primary_that_the_copies_name_is_placed_and_every_other_is_asked(histology: str) -> None:
    expected = published.TOMITA_SITE.get(histology, published.TOMITA_NOT_NAMED)
    found = item(score("tomita", patient(histology)), "primary")
    assert (found.low, found.high, found.is_open) == (min(expected), max(expected), len(expected) > 1)
    assert bool(found.asks) == found.is_open


@pytest.mark.parametrize(
    ("raw", "total", "band"),
    [
        (patient("breast", visceral="none", extraspinal_bone_foci=0, vertebral_metastases=1), 2, "2–3"),
        (patient("breast", visceral="none", extraspinal_bone_foci=1, vertebral_metastases=1), 3, "2–3"),
        (patient("renal_cell", visceral="none", extraspinal_bone_foci=0, vertebral_metastases=2), 4, "4–5"),
        (patient("renal_cell", visceral="removable", extraspinal_bone_foci=0, vertebral_metastases=1), 5, "4–5"),
        (patient("renal_cell", visceral="removable", extraspinal_bone_foci=2, vertebral_metastases=1), 6, "6–7"),
        (patient("gastric", visceral="removable", extraspinal_bone_foci=0, vertebral_metastases=1), 7, "6–7"),
        (patient("gastric", visceral="removable", extraspinal_bone_foci=0, vertebral_metastases=3), 8, "8–10"),
        (patient("gastric", visceral="unremovable", extraspinal_bone_foci=3, vertebral_metastases=3), 10, "8–10"),
    ],
)  # fmt: skip
def test_worked_vectors_at_every_edge_of_a_band(raw: published.Json, total: int, band: str) -> None:
    found = score("tomita", raw)
    assert (found.total, bands(found)) == (total, [band])


def test_a_copy_that_gives_rapid_growth_three_points_differs_and_never_reaches_ten() -> None:
    worst = score("tomita", patient("lung_unspecified", visceral="unremovable", extraspinal_bone_foci=3,
                                    vertebral_metastases=3))  # fmt: skip
    assert item(worst, "primary").low == 4
    assert worst.total == worst.maximum == 10
    assert worst.maximum > 3 + 4 + 2


def test_higher_is_worse_and_no_month_is_printed_that_no_source_gave() -> None:
    found = score("tomita", patient())
    assert found.direction == "higher is worse"
    assert not any("month" in band.figure for band in found.bands)
    assert any("No survival in months" in limit for limit in found.limits)
