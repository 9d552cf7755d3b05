"""The evidence of the source page's lists: what each yields, and how each criterion was read from the case."""

import pytest

from tests.clinical.building import LOW, assessed
from tests.clinical.cited.citing import the
from tests.knowledge.sites import REVIEWED, Site
from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.criteria import criteria_citations
from tumorboard.clinical.findings import Picture


def cited(**case: object) -> tuple[Citation, ...]:
    whole = assessed({"lesions": [{"level": "T8", "escc": "1b"}], **case}, LOW)
    each = whole.lesions[0]
    return criteria_citations(Picture(whole.case, each.lesion, each.sins, each.noms))


def test_a_list_tells_its_verdict_how_its_criteria_combine_and_how_each_stands() -> None:
    listed = the(cited(incidental=True, asymptomatic=False), "Observation: ")
    assert listed.subject == "Observation: not eligible to consider, 2 unknown"
    assert listed.rule.startswith("Every criterion has to be met")
    assert "never an indication" in listed.rule
    assert listed.source == "Source page, Role of Observation in Selected Patients"
    assert listed.computed_from[:3] == (
        "metastasis incidentally detected: met",
        "patient asymptomatic: not met",
        "no significant cord compression visible on imaging: met",
    )


def test_a_criterion_tells_how_it_is_read_and_from_what() -> None:
    found = the(cited(), "Observation · no significant cord compression")
    assert found.rule.startswith("The opposite of a compressed cord: met with ESCC 0, 1a or 1b")
    assert found.source.startswith("Source page, Role of Observation in Selected Patients; Bilsky 2010")
    assert found.computed_from == ("ESCC 1b",)
    assert found.evidence == "M"


def test_a_criterion_that_is_recorded_as_such_is_read_at_the_source() -> None:
    found = the(cited(incidental=True), "Observation · metastasis incidentally detected: met")
    assert (found.evidence, found.computed_from) == ("V1", ("incidental: yes",))


@pytest.mark.parametrize(
    ("subject", "words", "mark"),
    [
        ("Surgery · against complete paralysis", "48 to 72 hours is a grey zone", "V1"),
        (
            "Vertebral augmentation · neurological deficit absent",
            "weakest power 3/5 or less, Frankel or ASIA A, B",
            "M",
        ),
    ],
)
def test_a_criterion_that_needs_a_line_names_it(subject: str, words: str, mark: str) -> None:
    found = the(cited(), subject)
    assert words in found.rule
    assert found.evidence == mark


def test_a_line_of_the_site_is_told_with_who_reviewed_it(site: Site) -> None:
    site.comes_into_force("criteria", f'{REVIEWED}[severe_deficit]\npower = 2\nsource = "Site policy 4"\n')
    found = the(cited(), "Vertebral augmentation · neurological deficit absent")
    assert "weakest power 2/5 or less" in found.rule
    assert "Site policy 4 (in place of: Proposal" in found.source
    assert found.override == "the site: power 3 → 2 (reviewed by Dr A. Example, spine surgery, 2026-11-20)"
