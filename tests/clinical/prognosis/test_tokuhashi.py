"""Revised Tokuhashi: every combination against NICE CG75 Appendix 3, its bands, and the wrong public copies."""

from itertools import product

import pytest

from tests.clinical.prognosis import published
from tests.clinical.prognosis.scoring import bands, item, patient, score
from tumorboard.domain.vocabulary import HISTOLOGIES

VISCERAL = ("none", "removable", "unremovable")


def test_every_combination_of_every_item_scores_as_published() -> None:
    totals, counted = set(), 0
    sites = {"gastric": 0, "hepatocellular": 1, "melanoma": 2, "renal_cell": 3, "breast": 5}
    for kps, foci, vertebrae, visceral, primary, frankel in product(
        range(10, 101, 10), range(5), range(1, 5), VISCERAL, sites, "ABCDE"
    ):
        raw = patient(
            primary,
            kps=kps,
            extraspinal_bone_foci=foci,
            vertebral_metastases=vertebrae,
            visceral=visceral,
            frankel=frankel,
        )
        found = score("tokuhashi", raw)
        expected = published.tokuhashi(kps, foci, vertebrae, visceral, sites[primary], frankel)
        assert (found.total, found.low, found.high, found.open_items) == (expected, expected, expected, ()), raw
        assert bands(found) == ["0–8" if expected <= 8 else "9–11" if expected <= 11 else "12–15"]
        totals.add(expected)
        counted += 1
    assert counted == 10 * 5 * 4 * 3 * 5 * 5
    assert totals == set(range(16))


@pytest.mark.parametrize("histology", HISTOLOGIES)
def test_each_primary_stands_in_the_group_of_the_table_or_is_asked(histology: str) -> None:
    expected = published.TOKUHASHI_SITE[histology]
    found = item(score("tokuhashi", patient(histology)), "primary")
    assert (found.low, found.high) == (min(expected), max(expected))
    assert found.is_open == (len(expected) > 1)
    assert bool(found.asks) == found.is_open


@pytest.mark.parametrize(
    ("total", "band", "figure"),
    [
        (0, "0–8", "less than 6 months"),
        (8, "0–8", "less than 6 months"),
        (9, "9–11", "6 months or more"),
        (11, "9–11", "6 months or more"),
        (12, "12–15", "1 year or more"),
        (15, "12–15", "1 year or more"),
    ],
)
def test_the_bands_end_at_8_and_11_and_15_and_their_signs_are_the_papers(total: int, band: str, figure: str) -> None:
    by_total = {  # primary, KPS, extraspinal foci, vertebrae, organs, Frankel
        0: ("gastric", 40, 3, 3, "unremovable", "A"),
        8: ("renal_cell", 60, 1, 2, "removable", "C"),
        9: ("renal_cell", 80, 1, 2, "removable", "C"),
        11: ("renal_cell", 80, 0, 2, "none", "C"),
        12: ("renal_cell", 80, 0, 1, "none", "C"),
        15: ("breast", 80, 0, 1, "none", "E"),
    }
    primary, kps, foci, vertebrae, organs, frankel = by_total[total]
    about = {"kps": kps, "extraspinal_bone_foci": foci, "vertebral_metastases": vertebrae, "visceral": organs}
    found = score("tokuhashi", patient(primary, frankel=frankel, **about))
    assert found.total == total
    assert [(each.label, figure in each.figure) for each in found.bands] == [(band, True)]


VECTORS = [
    # renal cell 3, KPS 70 1, one focus 1, two vertebrae 1, no organs 2, Frankel D 1
    (patient("renal_cell", kps=70, extraspinal_bone_foci=1, vertebral_metastases=2, visceral="none", frankel="D"), 9),
    # lung 0, KPS 50 1, three foci 0, four vertebrae 0, unremovable 0, Frankel E 2
    (patient("lung_non_small_cell", kps=50, extraspinal_bone_foci=3, vertebral_metastases=4, visceral="unremovable",
             frankel="E"), 3),
    # prostate 5, KPS 90 2, no focus 2, one vertebra 2, no organs 2, Frankel C 1
    (patient("prostate", kps=90, extraspinal_bone_foci=0, vertebral_metastases=1, visceral="none", frankel="C"), 14),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "total"), VECTORS)
def test_worked_vectors(raw: published.Json, total: int) -> None:
    assert score("tokuhashi", raw).total == total


def test_a_copy_that_gives_the_vertebrae_the_steps_of_the_foci_differs() -> None:
    """Reviews that print 3 or more, 1–2, none: one vertebra would be 1 and two 1."""
    copied = {1: 1, 2: 1, 3: 0}
    ours = {count: item(score("tokuhashi", patient(vertebral_metastases=count)), "vertebral").low for count in copied}
    assert ours == {1: 2, 2: 1, 3: 0}
    assert ours[1] != copied[1]


def test_no_vertebra_is_asked_and_never_scored_as_the_copy_would() -> None:
    found = item(score("tokuhashi", patient(vertebral_metastases=0)), "vertebral")
    assert (found.low, found.high, found.is_open) == (0, 2, True)
    assert "0 vertebral metastases" in found.asks


def test_a_copy_that_gives_two_foci_1_and_one_focus_2_differs() -> None:
    copied = {0: 2, 1: 2, 2: 1, 3: 0}
    ours = {
        count: item(score("tokuhashi", patient(extraspinal_bone_foci=count)), "extraspinal").low for count in copied
    }
    assert ours == {0: 2, 1: 1, 2: 1, 3: 0}
    assert ours[1] != copied[1]


def test_a_copy_that_reverses_the_signs_of_survival_differs() -> None:
    """It prints more than 6 months for 0–8."""
    worst = score("tokuhashi", patient("gastric", kps=10, extraspinal_bone_foci=3, vertebral_metastases=3,
                                       visceral="unremovable", frankel="A"))  # fmt: skip
    assert "less than 6 months" in worst.bands[0].figure
    assert worst.direction == "higher is better"


def test_a_copy_without_the_rows_for_two_one_others_and_rectum_differs() -> None:
    assert item(score("tokuhashi", patient(vertebral_metastases=2)), "vertebral").low == 1
    assert item(score("tokuhashi", patient(vertebral_metastases=1)), "vertebral").low == 2
    assert item(score("tokuhashi", patient("melanoma")), "primary").low == 2
    assert item(score("tokuhashi", patient("colorectal")), "primary").high == 4


def test_an_asia_grade_is_never_taken_for_the_frankel_grade() -> None:
    found = item(score("tokuhashi", patient(asia="A")), "palsy")
    assert (found.low, found.high, found.said) == (0, 2, "not recorded")
    assert "ASIA A is another scale" in found.asks
