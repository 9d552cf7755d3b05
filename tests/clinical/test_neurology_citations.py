"""What stands behind the neurological status: rule, source, mark, and the records that it was told from."""

from datetime import UTC, datetime

from tumorboard.clinical.neurology_citations import neurology_citations
from tumorboard.domain.case import Neurology

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def test_everything_shown_has_a_rule_a_source_and_a_mark() -> None:
    whole = Neurology.model_validate(
        {"ambulation": "non_ambulatory", "non_ambulatory_hours": 80, "complete_loss": True, "frankel": "A"}
    )
    found = neurology_citations(whole, NOW)
    assert [each.subject for each in found[:6]] == [
        "walking non ambulatory", "ASIA (AIS) ?", "Frankel A", "weakest power ?", "not walking: >72h",
        "source page, late: holds",
    ]  # fmt: skip
    assert all(each.rule and len(each.source) > 3 and each.evidence in ("V1", "V2", "M") for each in found)
    assert found[1].computed_from == ("not recorded",)
    assert "80 h as recorded" in found[4].computed_from[0]


def test_an_unknown_duration_names_what_is_missing() -> None:
    found = neurology_citations(Neurology(), NOW)
    (unknown,) = (each for each in found if each.subject.startswith("not walking"))
    assert (unknown.subject, unknown.computed_from) == ("not walking: unknown", ("walking not recorded",))
    assert "never nought" in unknown.rule


def test_who_walks_is_not_said_to_be_unknown() -> None:
    found = neurology_citations(Neurology(ambulation="aided"), NOW)
    assert [each.subject for each in found if each.subject == "walks" or "not walking" in each.subject] == ["walks"]
