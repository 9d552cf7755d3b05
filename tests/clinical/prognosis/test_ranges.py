"""Whatever is not recorded: the range of each score is that over every way in which the case could be completed."""

from collections.abc import Iterable
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.clinical.prognosis import published
from tests.clinical.prognosis.published import KPS_OF_ECOG, Json
from tests.clinical.prognosis.scoring import LABS, item, patient, score
from tests.strategies import HISTOLOGIES, slow
from tumorboard.knowledge.prognosis import ScoreKey

TENS = range(10, 101, 10)
FOCI, VERTEBRAE = (0, 1, 2, 3), (1, 2, 3)
VISCERAL = ("none", "removable", "unremovable")
PATTERNS = ("none", "nodular", "disseminated")
HIGH_AND_LOW = {"albumin_g_dl": (3.0, 4.0), "crp_mg_dl": (0.1, 3.0), "ldh_iu_l": (200, 300),
                "platelets_per_ul": (90_000, 200_000), "calcium_mg_dl": (9.0, 11.0),
                "bilirubin_mg_dl": (0.5, 2.0)}  # fmt: skip


def maybe(values: Iterable[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(list(values))


systemics: st.SearchStrategy[Json] = st.fixed_dictionaries(
    {
        "extraspinal_bone_foci": maybe(FOCI),
        "vertebral_metastases": maybe(VERTEBRAE),
        "visceral": maybe(VISCERAL),
        "frankel": maybe("ABCDE"),
        "ecog": maybe(range(5)),
        "kps": st.none(),
    }
) | st.fixed_dictionaries(
    {
        "extraspinal_bone_foci": maybe(FOCI),
        "vertebral_metastases": maybe(VERTEBRAE),
        "visceral": maybe(VISCERAL),
        "frankel": maybe("ABCDE"),
        "ecog": st.none(),
        "kps": maybe(TENS),
    }
)


def all_of(value: Any, every: Iterable[Any]) -> list[Any]:
    return list(every) if value is None else [value]


def tens(raw: Json) -> list[int]:
    """Every KPS that a case may have, by the map of the two scales."""
    if raw["kps"] is not None:
        return [raw["kps"]]
    return list(TENS) if raw["ecog"] is None else list(KPS_OF_ECOG[raw["ecog"]])


def assert_range(key: ScoreKey, raw: Json, totals: set[int]) -> None:
    found = score(key, raw)
    assert (found.low, found.high) == (min(totals), max(totals))
    assert found.total == (next(iter(totals)) if len(totals) == 1 and not found.open_items else None)
    assert all(each.asks and each.wants for each in found.open_items)
    for low, high in ((band.low, band.high) for band in found.bands):
        assert low <= found.high and high >= found.low


@slow
@given(maybe(HISTOLOGIES), systemics)
def test_tokuhashi(histology: str | None, about: Json) -> None:
    sites = {site for each in all_of(histology, HISTOLOGIES) for site in published.TOKUHASHI_SITE[each]}
    totals = {
        published.tokuhashi(*each)
        for each in product(
            tens(about),
            all_of(about["extraspinal_bone_foci"], FOCI),
            all_of(about["vertebral_metastases"], VERTEBRAE),
            all_of(about["visceral"], VISCERAL),
            sites,
            all_of(about["frankel"], "ABCDE"),
        )
    }
    assert_range("tokuhashi", patient(histology, **about), totals)


@slow
@given(maybe(HISTOLOGIES), systemics)
def test_tomita_and_bauer(histology: str | None, about: Json) -> None:
    histologies = all_of(histology, HISTOLOGIES)
    growth = {site for each in histologies for site in published.TOMITA_SITE.get(each, published.TOMITA_NOT_NAMED)}
    lungs = {site for each in histologies for site in published.bauer_sites(each)}
    rest = (all_of(about["extraspinal_bone_foci"], FOCI), all_of(about["vertebral_metastases"], VERTEBRAE))
    visceral = all_of(about["visceral"], VISCERAL)
    raw = patient(histology, **about)
    assert_range("tomita", raw, {published.tomita(*each) for each in product(growth, visceral, *rest)})
    bauer = {published.bauer(organs, *site, *each) for organs, site, *each in product(visceral, lungs, *rest)}
    assert_range("bauer", raw, bauer)


@slow
@given(maybe(HISTOLOGIES), systemics)
def test_van_der_linden(histology: str | None, about: Json) -> None:
    defined = [kps for kps in tens(about) if kps >= 20]
    raw = patient(histology, **about)
    if not defined:
        assert score("van_der_linden", raw).not_defined
        return
    sites = {site for each in all_of(histology, HISTOLOGIES) for site in published.van_der_linden_sites(each)}
    each_way = product(defined, sites, all_of(about["visceral"], VISCERAL))
    assert_range("van_der_linden", raw, {published.van_der_linden(*each) for each in each_way})


def is_consistent(visceral: str, pattern: str, brain: bool) -> bool:
    if visceral == "none":
        return pattern != "nodular" or brain
    return pattern != "none"


katagiri_cases = st.fixed_dictionaries(
    {
        "visceral": maybe(VISCERAL),
        "visceral_pattern": maybe(PATTERNS),
        "brain_metastases": maybe([True, False]),
        "previous_chemotherapy": maybe([True, False]),
        "hormone_dependent": maybe([True, False]),
        "targeted_therapy": maybe([True, False]),
        "labs": st.fixed_dictionaries({key: maybe(values) for key, values in HIGH_AND_LOW.items()}),
    }
)


@slow
@given(maybe(HISTOLOGIES), systemics, katagiri_cases)
def test_katagiri(histology: str | None, about: Json, more: Json) -> None:
    organs = {
        published.spread(pattern, brain)
        for visceral, pattern, brain in product(
            all_of(more["visceral"], VISCERAL),
            all_of(more["visceral_pattern"], PATTERNS),
            all_of(more["brain_metastases"], (True, False)),
        )
        if is_consistent(visceral, pattern, brain)
    }
    brain_answered = more["visceral"] != "none" or more["visceral_pattern"] != "nodular" or more["brain_metastases"]
    if not organs or not brain_answered:
        return  # contradictions are looked at in their own tests
    sites = {
        site
        for each in all_of(histology, HISTOLOGIES)
        for site in published.katagiri_sites(each, more["hormone_dependent"], more["targeted_therapy"])
    }
    ways = product(*(all_of(more["labs"][key], values) for key, values in HIGH_AND_LOW.items()))
    labs = {published.laboratory(dict(zip(HIGH_AND_LOW, way, strict=True))) for way in ways}
    bones = {
        foci + vertebrae > 1
        for foci, vertebrae in product(
            all_of(about["extraspinal_bone_foci"], FOCI), all_of(about["vertebral_metastases"], VERTEBRAE)
        )
    }
    ecogs = {next(grade for grade, tens_of in KPS_OF_ECOG.items() if kps in tens_of) for kps in tens(about)}
    totals = {
        published.katagiri(*each)
        for each in product(sites, organs, labs, ecogs, all_of(more["previous_chemotherapy"], (True, False)), bones)
    }
    assert_range("katagiri", patient(histology, **{**about, **more}), totals)


def test_nothing_recorded_is_the_whole_range_of_every_score() -> None:
    for key, low, high in (("tokuhashi", 0, 15), ("tomita", 2, 10), ("bauer", 0, 4), ("katagiri", 0, 10),
                           ("van_der_linden", 0, 6)):  # fmt: skip
        found = score(key, {})  # type: ignore[arg-type]
        assert (found.low, found.high, found.total) == (low, high, None)
        assert len(found.open_items) == len(found.items)


def test_lesions_that_were_recorded_are_never_counted_in_place_of_the_count() -> None:
    found = score("tokuhashi", patient(lesions=[{"level": "T4"}, {"level": "T8"}, {"level": "L2"}]))
    vertebral = item(found, "vertebral")
    assert (vertebral.low, vertebral.high, vertebral.said) == (0, 2, "not recorded")


def test_ecog_1_straddles_the_cut_at_80_and_asks_for_kps_and_ecog_0_2_3_are_converted_by_name() -> None:
    found = {ecog: item(score("tokuhashi", patient(ecog=ecog)), "performance") for ecog in range(5)}
    assert {ecog: (each.low, each.high) for ecog, each in found.items()} == {
        0: (2, 2), 1: (1, 2), 2: (1, 1), 3: (0, 0), 4: (0, 0)
    }  # fmt: skip
    assert "70 or 80" in found[1].asks
    assert not found[0].asks
    assert all(f"converted from ECOG {ecog}" in each.said for ecog, each in found.items())


def test_a_contradiction_of_ecog_and_kps_leaves_what_either_would_give() -> None:
    apart = item(score("tokuhashi", patient(ecog=3, kps=90)), "performance")
    alike = item(score("tokuhashi", patient(ecog=0, kps=80)), "performance")
    assert (apart.low, apart.high, apart.is_open) == (0, 2, True)
    assert "which is right" in apart.asks
    assert (alike.low, alike.high, alike.is_open) == (2, 2, False)


def test_normal_labs_are_normal() -> None:
    assert item(score("katagiri", patient(labs=LABS)), "laboratory").low == 0
