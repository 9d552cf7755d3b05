"""Modified Bauer: every combination, every primary, its bands; prostate and thyroid earn less than breast."""

from itertools import product

import pytest

from tests.clinical.prognosis import published
from tests.clinical.prognosis.scoring import bands, item, patient, score
from tumorboard.domain.vocabulary import HISTOLOGIES

VISCERAL = ("none", "removable", "unremovable")
BAND = {0: "0–1", 1: "0–1", 2: "2", 3: "3–4", 4: "3–4"}
FIGURE = {"0–1": "less than 6 months", "2": "more than 6 months", "3–4": "more than 12 months"}


def test_every_combination_of_every_item_scores_as_published() -> None:
    totals = set()
    for histology, visceral, foci, vertebrae in product(HISTOLOGIES, VISCERAL, range(3), range(1, 4)):
        raw = patient(histology, visceral=visceral, extraspinal_bone_foci=foci, vertebral_metastases=vertebrae)
        found = score("bauer", raw)
        expected = {published.bauer(visceral, *site, foci, vertebrae) for site in published.bauer_sites(histology)}
        assert (found.low, found.high) == (min(expected), max(expected)), raw
        assert found.total == (next(iter(expected)) if len(expected) == 1 else None)
        assert bands(found) == list(dict.fromkeys(BAND[total] for total in range(found.low, found.high + 1)))
        assert all(FIGURE[band.label] in band.figure for band in found.bands)
        totals |= expected
    assert totals == set(range(5))


@pytest.mark.parametrize(
    ("raw", "total"),
    [
        # breast: not lung, one of the four, solitary, no organs
        (patient("breast", visceral="none", extraspinal_bone_foci=0, vertebral_metastases=1), 4),
        # prostate earns only not lung
        (patient("prostate", visceral="none", extraspinal_bone_foci=0, vertebral_metastases=1), 3),
        # thyroid with organs and many bones
        (patient("thyroid", visceral="removable", extraspinal_bone_foci=3, vertebral_metastases=2), 1),
        # lung with organs and many bones
        (patient("lung_non_small_cell", visceral="unremovable", extraspinal_bone_foci=1, vertebral_metastases=1), 0),
        # kidney with organs, many bones
        (patient("renal_cell", visceral="unremovable", extraspinal_bone_foci=1, vertebral_metastases=1), 2),
    ],
)
def test_worked_vectors(raw: published.Json, total: int) -> None:
    assert score("bauer", raw).total == total


def test_the_primary_counts_up_to_two_points_breast_two_prostate_and_thyroid_one_lung_none() -> None:
    def earned(histology: str) -> int:
        found = score("bauer", patient(histology))
        return item(found, "not_lung").low + item(found, "favourable").low

    assert [earned(each) for each in ("breast", "prostate", "thyroid", "lung_unspecified")] == [2, 1, 1, 0]


def test_the_original_with_its_fracture_item_and_other_bands_differs() -> None:
    """The original counts to five and calls 2–3 the middle band; the modification 2 alone."""
    found = score("bauer", patient("prostate", visceral="none", extraspinal_bone_foci=0, vertebral_metastases=1))
    assert (found.maximum, found.total, bands(found)) == (4, 3, ["3–4"])
    assert [each.key for each in found.items] == ["visceral", "not_lung", "favourable", "bones"]


def test_an_unknown_primary_may_be_of_the_lung_and_is_asked() -> None:
    found = item(score("bauer", patient("unknown_primary")), "not_lung")
    assert (found.low, found.high) == (0, 1)
    assert "lung excluded" in found.asks
