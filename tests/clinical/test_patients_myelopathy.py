"""Myelopathy is the patient's: at a lesion that is less compressed than another one, that is said."""

import pytest

from tests.clinical.building import LOW, assessed, case
from tests.clinical.cited.citing import about
from tumorboard.clinical.cited.noms import noms_citations
from tumorboard.clinical.evidence import patients_myelopathy
from tumorboard.sheets.case_page import case_page


@pytest.mark.parametrize(
    ("this", "other", "myelopathy", "is_said"),
    [
        ("0", "2", True, True),
        ("0", "3", True, True),
        ("1c", "2", True, True),
        ("0", "1a", True, True),
        (None, "2", True, True),
        ("0", "2", False, False),
        ("0", "2", None, False),
        ("0", "0", True, False),
        ("1b", "1a", True, False),
        ("0", None, True, False),
        (None, None, True, False),
        ("2", "3", True, False),
    ],
)
def test_it_is_said_where_another_lesion_is_known_to_be_more_compressed(
    this: str | None, other: str | None, myelopathy: bool | None, is_said: bool
) -> None:
    record = case(
        {
            "neurology": {"myelopathy": myelopathy},
            "lesions": [{"level": "L2", "escc": this}, {"level": "T8", "escc": other}],
        }
    )
    said = patients_myelopathy(record, record.lesions[0])
    assert (said is not None) == is_said
    if said is not None:
        assert said.endswith(f"not this level's alone: T8 has ESCC {other}")


def test_one_lesion_has_the_myelopathy_to_itself() -> None:
    record = case({"neurology": {"myelopathy": True}, "lesions": [{"level": "L2", "escc": "0"}]})
    assert patients_myelopathy(record, record.lesions[0]) is None


def test_the_rule_of_the_contract_stands_and_the_evidence_and_the_printed_page_say_it_too() -> None:
    raw = {
        "neurology": {"myelopathy": True},
        "lesions": [{"level": "L2", "escc": "0"}, {"level": "T8", "escc": "2"}],
    }
    whole = assessed(raw)
    low, high = whole.lesions
    assert low.noms.values("neurologic") == high.noms.values("neurologic") == ("high",)
    said = patients_myelopathy(whole.case, low.lesion)
    assert said in about(noms_citations(whole.case, low, LOW), "neurology.myelopathy").computed_from
    printed = " ".join(case_page(whole, LOW).split())
    assert printed.count(f"▲ {said}") == 1
