"""The evidence of a sitting: the rows as they stood, and the reasons of the source page for which views differ."""

from tests.clinical.cited.citing import the
from tumorboard.clinical.cited.sitting import reason_citations, stood_citations
from tumorboard.clinical.reasons import proposed
from tumorboard.domain.decision import DecisionRecord

RECORD = {
    "id": "m/A/1",
    "meeting_id": "m",
    "case_id": "A",
    "case_revision": 3,
    "decision": {"steps": [{"modality": "sbrt"}], "rationale": "stable", "agreement": "consensus"},
    "stood": {"level": "T8", "rows": [7, 8], "sins": "8–12", "escc": "2"},
    "quorum": {"met": True},
    "recorded_by": "chair",
    "recorded_at": "2026-11-24T08:20:00+01:00",
}


def test_the_rows_are_told_as_they_stood_with_the_version_of_the_tables() -> None:
    record = DecisionRecord.model_validate({**RECORD, "knowledge": "2026-11-28-0a1b2c3d"})
    first, second = stood_citations(record)
    assert (first.subject[:5], second.subject[:5]) == ("row 7", "row 8")
    assert first.computed_from == (
        "as it stood on 24 Nov 2026 08:20, T8",
        "ESCC 2",
        "SINS 8–12",
        "tables of version 2026-11-28-0a1b2c3d",
    )


def test_a_decision_of_an_earlier_program_names_no_version() -> None:
    cited = stood_citations(DecisionRecord.model_validate(RECORD))
    assert cited[0].computed_from[-1] == "tables of version that was not recorded"


def test_a_reason_tells_what_both_sides_weigh_and_what_proposes_it() -> None:
    found = reason_citations(proposed({"urgency": "urgency"}, (), []))
    cited = the(found, "reason 1: neurological urgency")
    assert cited.rule.startswith("prevent paralysis by urgent surgery, even if weakness is still mild; or function")
    assert "do not necessarily indicate error" in cited.rule
    assert cited.computed_from == ("urgency",)
    assert cited.source == "Source page, Why recommendations differ, reason 1"
