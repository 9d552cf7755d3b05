"""What stands behind the radiotherapy pane: nothing without a rule and a source, and what is missing is named."""

from datetime import date
from typing import Any

from tests.clinical.building import LOW
from tumorboard.clinical.assessment import assess
from tumorboard.clinical.citation import Citation
from tumorboard.clinical.radiotherapy.citations import radiotherapy_citations
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Step

TODAY = date(2026, 11, 24)


def cited(planned: Step | None = None, primary: dict[str, Any] | None = None, **lesion: Any) -> tuple[Citation, ...]:
    given = {"id": "A", "primary": primary or {}, "lesions": [{"level": "T8", **lesion}]}
    whole = assess(Case.model_validate(given), LOW)
    return radiotherapy_citations(whole, whole.lesions[0], planned, TODAY, LOW)


def about(found: tuple[Citation, ...], start: str) -> list[Citation]:
    return [each for each in found if each.subject.startswith(start)]


def test_every_figure_has_a_rule_a_source_and_a_mark() -> None:
    found = cited(Step.of(modality="sbrt", dose_gy=24.0, fractions=3), previous_radiotherapy=True)
    assert len(found) > 30
    for each in found:
        assert each.subject
        assert each.rule
        assert len(each.source) > 3
        assert each.evidence in ("V1", "V2", "M")


def test_the_decided_dose_names_its_formula_and_alpha_beta_and_the_assumption() -> None:
    tumour, nerve = about(cited(Step.of(modality="sbrt", dose_gy=24.0, fractions=3)), "24 Gy in 3, decided")
    assert "BED = n × d × (1 + d / (α/β))" in tumour.rule
    assert "α/β 10 Gy" in tumour.source
    assert tumour.computed_from[:2] == ("24 Gy in 3", "8.00 Gy a fraction")
    assert "a prescription is not the dose to cord or cauda equina" in nerve.rule
    assert nerve.evidence == "M"


def test_the_reirradiation_names_both_courses_and_what_is_missing() -> None:
    found = about(cited(previous_radiotherapy={"dose_gy": 30.0}), "reirradiation")
    assert [each.subject for each in found] == ["reirradiation: unknown"] * 4
    assert all("planned: no dose yet" in each.computed_from for each in found)
    assert any("30 Gy without fractions: ask in how many" in said for said in found[0].computed_from)
    assert about(cited(previous_radiotherapy=False), "reirradiation") == []


def test_the_organ_decides_which_limits_are_cited() -> None:
    assert {each.evidence for each in about(cited(), "spinal cord")} == {"V1"}
    below = cited(level="L3")
    assert {each.evidence for each in about(below, "cauda equina")} == {"V2"}
    assert about(below, "spinal cord") == []
    assert "Saifuddin 1998" in about(below, "L3: the conus")[0].source


def test_the_boards_own_class_stands_as_an_override() -> None:
    (own,) = about(cited(primary={"histology": "thyroid", "radiosensitivity": "sensitive"}), "response")
    assert (own.subject, own.override) == ("response to radiation: sensitive", "the board's class: sensitive")
    (listed,) = about(cited(primary={"histology": "thyroid"}), "response")
    assert (listed.subject, listed.override) == ("response to radiation: resistant", None)
