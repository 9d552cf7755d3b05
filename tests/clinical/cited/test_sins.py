"""The evidence of SINS: Fisher 2010 for the points, Fourney 2011 for bands and how well raters agree on each item."""

import pytest

from tests.clinical.building import assessed
from tests.clinical.cited.citing import about, the
from tests.knowledge.sites import REVIEWED, Site
from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.clinical.cited.sins import sins_citations

T8 = {
    "level": "T8",
    "sins_read_by": "Dr Probe",
    "sins": {"pain": "mechanical", "bone_lesion": "lytic", "collapse": "under_50", "posterolateral": "none"},
}
ITEMS = {
    "pain": ("0.841", "mechanical 3, non-mechanical 1, pain-free lesion 0. "),
    "bone_lesion": ("0.244", "lytic 2, mixed 1, blastic 0. "),
    "alignment": ("0.456", "translation 4, new deformity 2, normal 0. "),
    "collapse": ("0.462", "over 50 % 3, under 50 % 2, no, body >50 % 1, none of these 0. "),
    "posterolateral": ("0.492", "both sides 3, one side 1, none 0. "),
}
"""Kappa between raters of Fourney 2011, and the points of Fisher 2010."""


def lesion(**more: object) -> LesionAssessment:
    return assessed({"lesions": [{**T8, **more}]}).lesions[0]


def test_the_total_tells_each_point_that_it_is_made_of_and_what_is_missing() -> None:
    total = sins_citations(lesion())[0]
    assert total.subject == "SINS T8: 8–12 of 18"
    assert total.computed_from == (
        "location T8: semirigid 1",
        "pain: mechanical 3",
        "bone lesion: lytic 2",
        "alignment: not recorded, 0 to 4",
        "collapse: under 50 % 2",
        "posterolat.: none 0",
    )
    assert "Fisher CG et al. Spine 2010" in total.source
    assert "0.846" in total.source
    assert total.evidence == "V1"
    assert total.override is None


def test_the_board_s_judgment_stands_above_the_total_and_its_band() -> None:
    total, band, *_ = sins_citations(lesion(stability_judgment="unstable"))
    assert total.override == band.override == "the board judged T8 unstable, which stands at any score"


@pytest.mark.parametrize(
    ("sins", "bands"),
    [
        ({}, ["band: potentially unstable"]),
        ({"alignment": "translation", "posterolateral": "bilateral"}, ["band: unstable"]),
        ({"pain": None, "bone_lesion": None}, ["band: stable", "band: potentially unstable"]),
    ],
)
def test_each_band_that_the_range_touches_says_what_the_papers_advise(
    sins: dict[str, str | None], bands: list[str]
) -> None:
    given = {**T8["sins"], "alignment": "normal", **sins}  # type: ignore[dict-item]
    found = [each for each in sins_citations(lesion(sins=given)) if each.subject.startswith("band: ")]
    assert [each.subject for each in found] == bands
    assert found[-1].rule.endswith("surgical consultation")
    assert all("Fourney DR et al. J Clin Oncol 2011" in each.source for each in found)


@pytest.mark.parametrize("item", ITEMS)
def test_each_item_names_its_options_its_reliability_and_who_read_it(item: str) -> None:
    cited = about(sins_citations(lesion(sins_read_on="2026-11-20")), f"lesion.sins.{item}")
    kappa, options = ITEMS[item]
    assert f"kappa {kappa} (Fourney 2011)" in cited.source
    assert cited.rule.startswith(options)
    recorded = "alignment: not recorded" if item == "alignment" else "scored by Dr Probe, 2026-11-20"
    assert cited.computed_from == (recorded,)


def test_the_location_is_that_of_the_level() -> None:
    cited = the(sins_citations(lesion()), "location")
    assert cited.subject == "location: semirigid 1"
    assert cited.rule.startswith("T3, T4, T5")


def test_what_a_site_says_of_an_item_is_told_as_its_own(site: Site) -> None:
    site.comes_into_force("sins", f'{REVIEWED}[[item]]\nkey = "pain"\nnote = "Ask twice."\nsource = "Site policy 1"\n')
    cited = about(sins_citations(lesion()), "lesion.sins.pain")
    assert cited.evidence == "S"
    assert cited.rule.endswith("Ask twice.")
    assert cited.source.startswith("Site policy 1 (in place of: Fisher 2010); inter-observer kappa 0.841")
    assert cited.override is not None
    assert cited.override.startswith("the site: note Clinical, not imaging.")
    assert cited.override.endswith("(reviewed by Dr A. Example, spine surgery, 2026-11-20)")
    assert about(sins_citations(lesion()), "lesion.sins.collapse").evidence == "V1"
