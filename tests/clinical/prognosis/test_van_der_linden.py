"""Van der Linden: every combination, classes, KPS 10 that has no place, and the two sources that disagree on months."""

from itertools import product

import pytest

from tests.clinical.prognosis import published
from tests.clinical.prognosis.scoring import bands, item, patient, score
from tumorboard.domain.vocabulary import HISTOLOGIES

VISCERAL = ("none", "removable", "unremovable")


def band_of(total: int) -> str:
    return "A (0–3)" if total <= 3 else "B (4–5)" if total <= 5 else "C (6)"


def test_every_combination_of_every_item_scores_as_published() -> None:
    totals = set()
    for kps, histology, visceral in product(range(20, 101, 10), HISTOLOGIES, VISCERAL):
        found = score("van_der_linden", patient(histology, kps=kps, visceral=visceral))
        expected = {published.van_der_linden(kps, site, visceral) for site in published.van_der_linden_sites(histology)}
        assert (found.low, found.high) == (min(expected), max(expected))
        assert bands(found) == list(dict.fromkeys(band_of(total) for total in range(found.low, found.high + 1)))
        totals |= expected
    assert totals == set(range(7))


@pytest.mark.parametrize(
    ("raw", "total", "band"),
    [
        (patient("renal_cell", kps=80, visceral="none"), 3, "A (0–3)"),
        (patient("prostate", kps=60, visceral="none"), 4, "B (4–5)"),
        (patient("breast", kps=80, visceral="unremovable"), 5, "B (4–5)"),
        (patient("breast", kps=90, visceral="none"), 6, "C (6)"),
    ],
)
def test_worked_vectors_at_every_edge_of_a_class(raw: published.Json, total: int, band: str) -> None:
    found = score("van_der_linden", raw)
    assert (found.total, bands(found)) == (total, [band])


def test_kps_10_has_no_place_in_the_table_and_the_score_says_so() -> None:
    found = score("van_der_linden", patient("breast", kps=10, visceral="none"))
    assert (found.total, found.text, found.bands) == (None, "not defined", ())
    assert "begins at 20" in found.not_defined


def test_ecog_4_is_kps_10_or_20_so_it_is_asked() -> None:
    found = score("van_der_linden", patient("breast", ecog=4, visceral="none"))
    performance = item(found, "performance")
    assert (performance.low, performance.high, performance.is_open, found.total) == (0, 0, True, None)
    assert "10 or 20" in performance.asks


def test_the_medians_of_which_two_sources_disagree_are_no_figure_of_a_class() -> None:
    found = score("van_der_linden", patient())
    printed = " ".join(band.figure for band in found.bands)
    assert not any(months in printed for months in ("4.8", "13.1", "18.3", "3 m", "9 m", "19 m"))
    assert any("3, 9 and 19" in limit and "4.8, 13.1 and 18.3" in limit for limit in found.limits)
