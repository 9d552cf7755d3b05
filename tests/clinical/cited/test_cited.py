"""Whatever a case holds: every item of its evidence names its rule, its source, its mark and what it came from."""

from datetime import UTC

from hypothesis import given

from tests.strategies import Json, cases, read, slow
from tumorboard.clinical.assessment import assess
from tumorboard.clinical.citation import MARKS_SAID, Citation
from tumorboard.clinical.cited.criteria import criteria_citations
from tumorboard.clinical.cited.emergency import emergency_citations
from tumorboard.clinical.cited.noms import noms_citations
from tumorboard.clinical.cited.sins import sins_citations
from tumorboard.clinical.findings import Picture
from tumorboard.clinical.policy import Policy
from tumorboard.knowledge.shelf import SHELF


def every(raw: Json, policy: Policy) -> list[Citation]:
    """All that can be cited of a case."""
    case = read(raw)
    found = list(emergency_citations(case, UTC))
    for each in assess(case, policy).lesions:
        found += sins_citations(each)
        found += noms_citations(case, each, policy)
        found += criteria_citations(Picture(case, each.lesion, each.sins, each.noms))
    return found


@slow
@given(cases)
def test_every_item_names_its_rule_its_source_and_its_mark(raw: Json) -> None:
    for policy in (Policy("low"), Policy("high")):
        found = every(raw, policy)
        assert len(found) >= 4
        for each in found:
            assert each.subject.strip()
            assert len(each.rule) > 3
            assert len(each.source) > 3
            assert each.evidence in MARKS_SAID
            assert each.table in SHELF
            assert all(said.strip() for said in each.computed_from)


@slow
@given(cases)
def test_there_is_an_item_for_every_row_flag_pivot_sign_and_list(raw: Json) -> None:
    case = read(raw)
    assessed = assess(case, Policy())
    assert len(emergency_citations(case, UTC)) >= 4
    for each in assessed.lesions:
        subjects = [citation.subject for citation in noms_citations(case, each, Policy())]
        for lead, count in (
            ("row ", len(each.noms.rows)),
            ("flag: ", len(each.noms.flags)),
            ("pivot: ", len(each.pivots)),
        ):
            assert sum(subject.startswith(lead) for subject in subjects) == count
        assert len(sins_citations(each)) == 7 + len(each.sins.bands)
