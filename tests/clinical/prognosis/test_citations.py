"""Behind every score, item and question stands a source with its mark; what decides is what several scores lack."""

from tests.clinical.building import case
from tests.clinical.prognosis.scoring import patient
from tumorboard.clinical.prognosis import prognosis
from tumorboard.clinical.prognosis.citations import prognosis_citations

RAW = patient("renal_cell", ecog=1, visceral="none", visceral_pattern="nodular", labs={"crp_mg_dl": 45.0}, frankel="D")


def test_every_score_item_contradiction_lab_and_typed_tool_is_cited_with_a_source() -> None:
    cited = prognosis_citations(case(RAW))
    found = prognosis(case(RAW))
    assert len(cited) == sum(1 + len(each.items) for each in found.scores) + 1 + 1 + 7
    assert all(each.subject and each.rule and each.source for each in cited)
    assert {each.evidence for each in cited} == {"V1", "V2", "M"}


def test_a_score_is_cited_with_its_range_direction_cohort_and_what_it_was_computed_from() -> None:
    first = prognosis_citations(case(RAW))[0]
    assert first.subject == "revised Tokuhashi: 5–12 of 15"
    assert "higher is better" in first.rule
    assert "Tokuhashi Y" in first.source
    assert "246 patients" in first.source
    assert "primary site: renal cell (kidney, uterus) = 3" in first.computed_from
    assert "extraspinal bone foci: not recorded = 0–2" in first.computed_from


def test_an_item_is_cited_with_its_options_and_with_what_it_asks() -> None:
    (cited,) = (each for each in prognosis_citations(case(RAW)) if each.subject == "van der Linden, KPS: 1–2")
    assert "KPS 80–100 2, KPS 50–70 1, KPS 20–40 0" in cited.rule
    assert cited.computed_from == (
        "KPS 70–80, converted from ECOG 1",
        "asks: KPS: ECOG 1 does not say whether it is 70 or 80",
    )


def test_scores_that_are_not_computed_are_cited_with_why() -> None:
    said = {each.subject: each.rule for each in prognosis_citations(case({}))}
    assert "Not computed here" in said["NESMS: result typed in"]
    assert "SORG machine learning: result typed in" in said


def test_what_decides_is_what_more_than_one_score_lacks_the_most_first() -> None:
    decides = dict(prognosis(case(patient("renal_cell", ecog=1, frankel="D"))).decides)
    assert decides["systemic.visceral"] == ("revised Tokuhashi", "Tomita", "modified Bauer", "van der Linden")
    assert decides["systemic.kps"] == ("revised Tokuhashi", "van der Linden")
    assert "systemic.previous_chemotherapy" not in decides
    counts = [len(names) for names in decides.values()]
    assert counts == sorted(counts, reverse=True)
