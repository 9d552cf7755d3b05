"""Katagiri 2014: every combination, each limit of the laboratory item, its units, and the copy that makes a ladder."""

from itertools import product

import pytest

from tests.clinical.prognosis import published
from tests.clinical.prognosis.scoring import LABS, bands, item, patient, score
from tumorboard.domain.vocabulary import HISTOLOGIES

PATTERNS = ("none", "nodular", "disseminated")
SITES = {"thyroid": 0, "renal_cell": 2, "melanoma": 3}
LAB_TIERS = {0: {}, 1: {"crp_mg_dl": 2.0}, 2: {"calcium_mg_dl": 11.0}}
BAND = {**dict.fromkeys(range(4), "0–3"), **dict.fromkeys(range(4, 7), "4–6"), **dict.fromkeys(range(7, 11), "7–10")}


def visceral_with(pattern: str) -> str:
    return "none" if pattern == "none" else "unremovable"


def test_every_combination_of_every_item_scores_as_published() -> None:
    totals = set()
    for primary, pattern, brain, lab, ecog, chemotherapy, foci in product(
        SITES, PATTERNS, (True, False), LAB_TIERS, range(5), (True, False), (0, 1)
    ):
        raw = patient(
            primary,
            visceral=visceral_with(pattern),
            visceral_pattern=pattern,
            brain_metastases=brain,
            labs={**LABS, **LAB_TIERS[lab]},
            ecog=ecog,
            previous_chemotherapy=chemotherapy,
            extraspinal_bone_foci=foci,
            vertebral_metastases=1,
        )
        expected = published.katagiri(
            SITES[primary], published.spread(pattern, brain), lab, ecog, chemotherapy, foci > 0
        )
        found = score("katagiri", raw)
        assert (found.total, bands(found)) == (expected, [BAND[expected]]), raw
        totals.add(expected)
    assert totals == set(range(11))


@pytest.mark.parametrize(
    ("key", "limit", "step", "normal_side", "points"),
    [
        ("crp_mg_dl", 0.4, 0.1, "below", 1),
        ("ldh_iu_l", 250, 1, "below", 1),
        ("albumin_g_dl", 3.7, 0.1, "from", 1),
        ("platelets_per_ul", 100_000, 1_000, "from", 2),
        ("calcium_mg_dl", 10.3, 0.1, "below", 2),
        ("bilirubin_mg_dl", 1.4, 0.1, "below", 2),
    ],
)
def test_each_limit_of_the_laboratory_item_is_on_the_published_side(
    key: str, limit: float, step: float, normal_side: str, points: int
) -> None:
    def lab(value: float) -> int:
        found = item(score("katagiri", patient(labs={**LABS, key: value})), "laboratory")
        assert not found.is_open
        return found.low

    at, beside = (0, limit - step) if normal_side == "from" else (points, limit - step)
    assert lab(limit) == at
    assert lab(beside) == (points if normal_side == "from" else 0)


@pytest.mark.parametrize("values", list(product((0, 1), repeat=6)))
def test_the_laboratory_item_of_all_64_combinations_of_normal_and_not(values: tuple[int, ...]) -> None:
    off = {"albumin_g_dl": 3.0, "crp_mg_dl": 5.0, "ldh_iu_l": 400, "platelets_per_ul": 60_000, "calcium_mg_dl": 12.0,
           "bilirubin_mg_dl": 2.0}  # fmt: skip
    labs = {key: off[key] if is_off else LABS[key] for key, is_off in zip(off, values, strict=True)}
    found = item(score("katagiri", patient(labs=labs)), "laboratory")
    assert (found.low, found.high) == (published.laboratory(labs),) * 2


def test_a_copy_that_makes_the_tiers_a_ladder_of_the_same_values_differs() -> None:
    """There, a very high CRP would be critical and low platelets alone only abnormal."""
    crp = item(
        score("katagiri", patient(labs={**LABS, "crp_mg_dl": 29.0, "ldh_iu_l": 5000, "albumin_g_dl": 1.5})),
        "laboratory",
    )
    platelets = item(score("katagiri", patient(labs={**LABS, "platelets_per_ul": 99_000})), "laboratory")
    both = item(score("katagiri", patient(labs={**LABS, "crp_mg_dl": 29.0, "platelets_per_ul": 99_000})), "laboratory")
    assert (crp.low, platelets.low, both.low) == (1, 2, 2)  # fmt: skip


def test_one_critical_value_settles_the_item_whatever_is_missing() -> None:
    found = item(score("katagiri", patient(labs={"calcium_mg_dl": 10.3})), "laboratory")
    assert (found.low, found.high, found.is_open) == (2, 2, False)
    assert found.said == "critical: calcium 10.3 mg/dL"


def test_an_abnormal_value_leaves_the_critical_ones_open_and_names_only_those() -> None:
    found = item(score("katagiri", patient(labs={"crp_mg_dl": 0.4})), "laboratory")
    assert (found.low, found.high) == (1, 2)
    assert found.asks == "platelets, calcium, bilirubin"


@pytest.mark.parametrize(
    ("labs", "asks"),
    [
        ({"crp_mg_dl": 45.0}, "45 mg/L would be 4.5 mg/dL"),
        ({"albumin_g_dl": 38.0}, "38 g/L would be 3.8 g/dL"),
        ({"calcium_mg_dl": 2.4}, "2.4 mmol/L would be 9.62 mg/dL"),
        ({"platelets_per_ul": 230.0}, "230 ×10⁹/L would be 230 000 /µL"),
        ({"bilirubin_mg_dl": 14.0}, "14 µmol/L would be 0.819 mg/dL"),
    ],
)
def test_a_value_in_another_unit_is_asked_and_not_scored(labs: published.Json, asks: str) -> None:
    found = item(score("katagiri", patient(labs={**LABS, **labs})), "laboratory")
    assert (found.low, found.is_open) == (0, True)
    assert asks in found.asks
    assert next(iter(labs)) in found.wants[0]


@pytest.mark.parametrize("histology", HISTOLOGIES)
@pytest.mark.parametrize("hormones", [None, True, False])
@pytest.mark.parametrize("targeted", [None, True, False])
def test_each_primary_stands_in_its_group_and_three_of_them_by_their_treatment(
    histology: str, hormones: bool | None, targeted: bool | None
) -> None:
    raw = patient(histology, hormone_dependent=hormones, targeted_therapy=targeted)
    expected = published.katagiri_sites(histology, hormones, targeted)
    found = item(score("katagiri", raw), "primary")
    assert (found.low, found.high, found.is_open) == (min(expected), max(expected), len(expected) > 1)


@pytest.mark.parametrize(
    ("raw", "total", "figure"),
    [
        (patient("breast", hormone_dependent=True, visceral="none", visceral_pattern="none", brain_metastases=False,
                 labs=LABS, ecog=1, previous_chemotherapy=True, extraspinal_bone_foci=2, vertebral_metastases=1), 2,
         "91 %"),
        (patient("lung_non_small_cell", targeted_therapy=True, visceral="none", visceral_pattern="none",
                 brain_metastases=True, labs={**LABS, "albumin_g_dl": 3.6}, ecog=2, previous_chemotherapy=False,
                 extraspinal_bone_foci=0, vertebral_metastases=1), 4, "49 %"),
        (patient("hepatocellular", visceral="unremovable", visceral_pattern="nodular", brain_metastases=False,
                 labs={**LABS, "platelets_per_ul": 80_000}, ecog=3, previous_chemotherapy=False,
                 extraspinal_bone_foci=0, vertebral_metastases=1), 7, "6 %"),
    ],
)  # fmt: skip
def test_worked_vectors(raw: published.Json, total: int, figure: str) -> None:
    found = score("katagiri", raw)
    assert found.total == total
    assert figure in found.bands[0].figure


def test_performance_is_taken_from_kps_by_name_and_by_every_ten() -> None:
    found = {kps: item(score("katagiri", patient(kps=kps)), "performance") for kps in range(10, 101, 10)}
    assert {kps: each.low for kps, each in found.items()} == {kps: int(kps <= 40) for kps in found}
    assert all("converted from KPS" in each.said and not each.is_open for each in found.values())
