"""The evidence of what is looked at after a decision: the rule, its interval, and the site's own days."""

import pytest

from tests.knowledge.sites import SURGERY, Site
from tumorboard.clinical.cited.after import surveillance_citation
from tumorboard.clinical.surveillance import rule_keys


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("sbrt_low", "6 months after the treatment, or after the last time."),
        ("sbrt_high", "40 days after the treatment, or after the last time; from day 402 on every 180 days."),
        ("surgery", "56 days after the treatment, or after the last time; after the first time every 94 days."),
        ("cebrt", "On symptoms; no day is proposed."),
    ],
)
def test_a_rule_tells_its_interval(key: str, words: str) -> None:
    assert words in surveillance_citation(key, "MRI", (), {}).rule


def test_a_rule_by_risk_tells_how_the_risk_is_counted() -> None:
    cited = surveillance_citation("sbrt_high", "MRI", ("epidural disease",), {})
    assert "ESCC 1a or more, paraspinal extension, SINS 7 or more: 0: low, 1: intermediate, 2: high" in cited.rule
    assert "needs clinical sign-off" in cited.rule
    assert cited.computed_from == ("epidural disease",)


@pytest.mark.parametrize("key", rule_keys())
def test_the_days_of_the_settings_are_told_as_the_site_s(key: str) -> None:
    assert surveillance_citation(key, "MRI", (), {}).override is None
    told = surveillance_citation(key, "MRI", (), {key: 30}).override
    assert told == "the site's setting surveillance_days: 30 days"


def test_the_site_s_table_is_told_after_its_setting(site: Site) -> None:
    site.comes_into_force("surveillance", SURGERY)
    cited = surveillance_citation("surgery", "MRI", (), {"surgery": 30})
    assert cited.evidence == "S"
    assert cited.override is not None
    assert cited.override.startswith("the site's setting surveillance_days: 30 days; the site: days 56 → 42")


def test_a_rule_that_is_gone_is_named() -> None:
    cited = surveillance_citation("gone", "MRI", ("proposed then",), {})
    assert "The rule gone is no longer in the table" in cited.rule
