"""The evidence of NOMS: ESCC with its side, each axis with what settles it, rows, flags and pivots."""

from typing import Any

import pytest

from tests.clinical.building import HIGH, LOW, assessed
from tests.clinical.cited.citing import about, the
from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.noms import noms_citations
from tumorboard.clinical.policy import Policy

SINS = {
    "pain": "none",
    "bone_lesion": "blastic",
    "alignment": "normal",
    "collapse": "none",
    "posterolateral": "none",
}


def cited(policy: Policy = LOW, *, lesion: dict[str, Any] | None = None, **case: Any) -> tuple[Citation, ...]:
    given = {"level": "T8", "escc": "2", "previous_radiotherapy": False, "sins": SINS, **(lesion or {})}
    whole = assessed({"lesions": [given], **case}, policy)
    return noms_citations(whole.case, whole.lesions[0], policy)


@pytest.mark.parametrize(("grade", "side"), [("0", "low"), ("1b", "low"), ("2", "high"), ("3", "high")])
def test_a_grade_names_its_definition_and_its_side(grade: str, side: str) -> None:
    escc = about(cited(lesion={"escc": grade}), "lesion.escc")
    assert escc.subject == f"ESCC T8: {grade}, {side}"
    assert f"{side} pressure" in escc.rule
    assert "10.3171/2010.3.SPINE09459" in escc.source
    assert escc.override is None


@pytest.mark.parametrize(("policy", "side"), [(LOW, "low"), (HIGH, "high")])
def test_grade_1c_is_told_as_disputed_with_the_site_s_setting(policy: Policy, side: str) -> None:
    found = cited(policy, lesion={"escc": "1c"})
    escc = about(found, "lesion.escc")
    assert escc.subject == f"ESCC T8: 1c, {side}"
    assert "disputed between sources" in escc.rule
    assert "controversial: Radiopaedia 2024" in escc.source
    assert escc.override == about(found, "neurology.myelopathy").override == f"the site's setting escc_1c: {side}"


def test_a_grade_that_is_not_recorded_lists_what_the_grades_are() -> None:
    escc = about(cited(lesion={"escc": None}), "lesion.escc")
    assert escc.subject == "ESCC T8: not recorded"
    assert "2 cord compressed, CSF still visible around it" in escc.rule


@pytest.mark.parametrize(
    ("case", "lesion", "subject", "source", "mark", "override"),
    [
        ({"primary": {"histology": "breast"}}, {}, "sensitive", "breast cancer metastases", "V1", None),
        ({}, {}, "open", "Source page, Radiotherapy", "V1", None),
        (
            {"primary": {"histology": "breast", "radiosensitivity": "resistant"}}, {},
            "resistant", "evaluation rule 3", "M", "the board's own class: resistant",
        ),
        (
            {"primary": {"radiosensitivity": "sensitive"}}, {"previous_radiotherapy": True},
            "resistant", "Laufer 2013", "M", "the board's own class: sensitive, below radiotherapy before",
        ),
    ],
)  # fmt: skip
def test_the_oncologic_axis_names_what_settles_it_and_the_board_s_own_class(
    case: dict[str, Any], lesion: dict[str, Any], subject: str, source: str, mark: str, override: str | None
) -> None:
    axis = about(cited(lesion=lesion, **case), "primary.radiosensitivity")
    assert axis.subject == f"oncologic: {subject}"
    assert source in axis.source
    assert (axis.evidence, axis.override) == (mark, override)


def test_a_histology_that_no_source_lists_says_so() -> None:
    found = the(cited(primary={"histology": "ovarian"}), "histology: ")
    assert "no source lists it; both classes stay open" in found.subject
    assert "a primary that is not recorded" in found.rule
    assert the(cited(), "histology: ").subject == "histology: not recorded"


def test_the_mechanical_axis_names_the_judgment_where_there_is_one() -> None:
    without = about(cited(), "lesion.stability_judgment")
    assert "stable is possible up to SINS 12 and unstable from 7" in without.rule
    assert without.override is None
    judged = about(cited(lesion={"stability_judgment": "unstable"}), "lesion.stability_judgment")
    assert judged.subject == "mechanical: unstable"
    assert judged.override == "the board's judgment: unstable"


@pytest.mark.parametrize(
    ("given", "said"), [(None, "not recorded"), (False, "no"), (True, "yes"), ({"dose_gy": 30}, "yes, with details")]
)
def test_radiotherapy_before_is_told_from_memory(given: object, said: str) -> None:
    found = about(cited(lesion={"previous_radiotherapy": given}), "lesion.previous_radiotherapy")
    assert (found.subject, found.evidence) == (f"irradiated before: {said}", "M")


def test_a_row_names_its_condition_its_decision_and_what_settled_the_axes() -> None:
    found = cited(
        primary={"histology": "renal_cell"}, neurology={"myelopathy": True}, systemic={"tolerates_surgery": True}
    )
    row = the(found, "row 7")
    assert row.rule.startswith("high, resistant, stable, fit: Decompression")
    assert "a guide, not a rule" in row.rule
    assert "NOMS table of the source page, row 7" in row.source
    assert "Laufer I et al. The Oncologist 2013" in row.source
    assert row.computed_from == ("neurologic: high", "oncologic: resistant", "mechanical: stable", "systemic: fit")


def test_a_flag_names_its_source_and_a_pivot_what_it_would_take() -> None:
    found = cited(lesion={"level": "L3", "escc": "1b"}, neurology={"myelopathy": False})
    assert "the cord ends at L1" in the(found, "flag: below conus").source
    pivot = the(found, "pivot: myelopathy yes")
    assert pivot.computed_from[1] == "myelopathy taken as yes"
    assert "evaluation rule 7" in pivot.source
