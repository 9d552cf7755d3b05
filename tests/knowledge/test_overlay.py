"""A site's own rows: merged over the shipped table, and refused by file and field wherever they cannot be."""

from pathlib import Path
from typing import Any

import pytest

from tests.knowledge.sites import REVIEWED, SURGERY, Site
from tumorboard.clinical import sins, wording
from tumorboard.knowledge import emergency_table, sins_table
from tumorboard.knowledge.after import SurveillanceRule, surveillance_table
from tumorboard.knowledge.site import in_force, site_says, use_site


def rule(key: str) -> SurveillanceRule:
    """The rule in force."""
    return next(each for each in surveillance_table().rules if each.key == key)


def test_a_row_of_the_site_stands_over_the_shipped_one_and_the_others_stay(site: Site) -> None:
    before = {each.key: each for each in surveillance_table().rules}
    site.comes_into_force("surveillance", SURGERY)
    after = {each.key: each for each in surveillance_table().rules}
    assert (after["surgery"].days, after["surgery"].label) == (42, "after surgery: 6 weeks")
    assert after["surgery"].then_days == before["surgery"].then_days == 94
    assert {key: row for key, row in after.items() if key != "surgery"} == {
        key: row for key, row in before.items() if key != "surgery"
    }
    assert list(after) == list(before)


def test_a_row_of_the_site_is_marked_and_names_both_sources(site: Site) -> None:
    site.comes_into_force("surveillance", SURGERY)
    assert rule("surgery").evidence == "S"
    assert rule("surgery").source.startswith("Site policy 7, approved by the cancer board (in place of: Usual practice")


def test_what_differs_is_told_field_by_field_as_it_was_and_is(site: Site) -> None:
    site.comes_into_force("surveillance", SURGERY)
    told = {each.field: (each.was, each.now) for each in site_says("surveillance", "rule.surgery")}
    assert told == {
        "days": (56, 42),
        "label": ("after surgery: 8 weeks, between 4 and 12", "after surgery: 6 weeks"),
    }
    assert site_says("surveillance", "rule.cement") == ()
    assert in_force()["surveillance"].reviewed_by == "Dr A. Example, spine surgery"


def test_days_take_the_place_of_months(site: Site) -> None:
    text = SURGERY.replace('"surgery"', '"sbrt_low"')
    site.comes_into_force("surveillance", text)
    assert (rule("sbrt_low").days, rule("sbrt_low").months) == (42, None)


def test_a_table_read_before_is_read_anew_when_the_site_comes_into_force_and_when_it_goes(site: Site) -> None:
    assert wording.vague("we will ponder it") == ()
    assert sins.item("pain").note.startswith("Clinical")
    site.writes("sins.toml", f'{REVIEWED}[[item]]\nkey = "pain"\nnote = "Ask twice."\nsource = "Site policy 1"\n')
    words = '["consider", "ponder"]'
    site.writes("wording.toml", f'{REVIEWED}[[vague]]\nkey = "consider"\nwords = {words}\nsource = "Site policy 2"\n')
    use_site(site.data)
    assert wording.vague("we will ponder it") == ("ponder",)
    assert sins.item("pain").note == "Ask twice."
    use_site(site.data / "elsewhere")
    assert wording.vague("we will ponder it") == ()
    assert sins.item("pain").note.startswith("Clinical")


def test_a_table_without_marks_of_its_own_rows_keeps_every_point(site: Site) -> None:
    points = {each.key: [option.points for option in each.options] for each in sins_table().items}
    site.comes_into_force("sins", f'{REVIEWED}[[item]]\nkey = "pain"\nnote = "Ask."\nsource = "Site policy 1"\n')
    assert {each.key: [option.points for option in each.options] for each in sins_table().items} == points


def test_a_row_that_says_what_is_shipped_changes_nothing(site: Site) -> None:
    text = f'{REVIEWED}signs = "2026-01-01-00000000"\n[[clock]]\nkey = "mri_pain_only"\nhours = 168\nsource = "NICE"\n'
    before = emergency_table()
    site.comes_into_force("emergency", text)
    assert emergency_table() == before
    assert in_force()["emergency"].differences == ()


def test_escape_codes_of_a_site_reach_no_terminal(site: Site) -> None:
    site.comes_into_force("surveillance", SURGERY.replace("6 weeks", "\\u001b[31m6 weeks\\u202e"))
    assert rule("surgery").label == "after surgery: [31m6 weeks"


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        (SURGERY.replace('reviewed_by = "Dr A. Example, spine surgery"\n', ""), "reviewed_by", "missing"),
        (SURGERY.replace('"Dr A. Example, spine surgery"', '"  "'), "reviewed_by", "missing"),
        (SURGERY.replace("reviewed_on = 2026-11-20\n", ""), "reviewed_on", "such as 2026-11-20"),
        (SURGERY.replace("2026-11-20", '"2026-11-20"'), "reviewed_on", "such as 2026-11-20"),
        (SURGERY.replace("2026-11-20", "2026-11-20T08:00:00"), "reviewed_on", "such as 2026-11-20"),
        (SURGERY.replace("source = ", "# "), "rule.surgery.source", "names its own source"),
        (SURGERY.replace('"Site policy 7, approved by the cancer board"', '""'), "rule.surgery.source", "is missing"),
        (SURGERY.replace("label = ", "# "), "rule.surgery.label", "says the values in words"),
        (SURGERY.replace('"surgery"', '"surgry"'), "rule.surgry", "no such row; there are: sbrt_low"),
        (SURGERY.replace('key = "surgery"\n', ""), "rule.0", "no such row"),
        (SURGERY + SURGERY[len(REVIEWED) :], "rule.surgery", "stands twice"),
        (SURGERY.replace("days = 42", "dayz = 42"), "rule.surgery.dayz", "unknown field; a site may set: days months"),
        (SURGERY.replace("days = 42", 'kind = "mri"'), "rule.surgery.kind", "is fixed"),
        (SURGERY.replace("days = 42", 'evidence = "V1"'), "rule.surgery.evidence", "marked S"),
        (SURGERY.replace("days = 42", "days = 0"), "rule.surgery.days", "greater than or equal to 1"),
        (SURGERY.replace("days = 42", 'days = "42"'), "rule.surgery.days", "valid integer"),
        (SURGERY.replace("days = 42", "days = true"), "rule.surgery.days", "valid integer"),
        (SURGERY.replace("days = 42", "days = 42.5"), "rule.surgery.days", "integer"),
        (SURGERY.replace("days = 42", "days = 2026-11-20"), "rule.surgery.days", "text in quotes, numbers"),
        (SURGERY.replace("days = 42", "days = 42\nmonths = 2"), "rule.surgery", "not both"),
        (SURGERY.replace("[[rule]]", "[rule]"), "rule", "each under [[rule]]"),
        (SURGERY.replace("[[rule]]", "[[rules]]"), "rules", "unknown field; a site may set: tiers"),
        (f'{REVIEWED}doi = "10.1/x"\n', "doi", "unknown field"),
        (f'{REVIEWED}tiers_evidence = "V1"\n', "tiers_evidence", "is fixed"),
        (f"{REVIEWED}sins_from = 13\n", "source", "no source of its own"),
        (
            f'{REVIEWED}source = "Site policy"\ntier_by_factors = ["low", "high", "low", "high"]\n',
            "",
            "more factors never lower the risk",
        ),
        (f'{REVIEWED}source = "Site policy"\nsins_from = 19\n', "sins_from", "less than or equal to 18"),
        (REVIEWED, "", "sets nothing and signs nothing"),
        (f"{REVIEWED}signs = 7\n", "signs", "a version in quotes"),
        (f'{REVIEWED}signs = "the table"\n', "signs", "a version in quotes"),
        (f'{REVIEWED}[[rule]]\nkey = "surgery"\nsource = "Site policy"\n', "rule.surgery", "sets nothing"),
    ],
)  # fmt: skip
def test_what_a_site_may_not_is_named_with_its_field(site: Site, text: str, field: str, words: str) -> None:
    (said,) = site.faults("surveillance", text)
    assert said.startswith(f"{field}: " if field else "")
    assert words in said


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("sins", '[[item]]\nkey = "pain"\noptions = [{ key = "none", label = "none", points = 1 }]'),
        ("sins", '[[location]]\ncategory = "junctional"\npoints = 2'),
        ("sins", '[[band]]\nkey = "unstable"\nlow = 12'),
        ("escc", '[[grade]]\nkey = "1c"\npressure = "high"'),
        ("histologies", '[[histology]]\nkey = "breast"\nclass = "resistant"'),
        ("noms", '[[row]]\nnumber = 7\nsystemic = "any"'),
        ("noms", '[[row]]\nnumber = 7\ndecision = "Nothing"'),
        ("noms", '[[ground]]\nkey = "mechanical"\nrule = "unstable from 10"'),
        ("emergency", '[[clock]]\nkey = "mri_with_signs"\nanchor = "decision to treat"'),
        ("criteria", "[complete_loss_window]\nopens_hours = 24"),
        ("modalities", '[[modality]]\nkey = "sbrt"\nkind = "operation"'),
    ],
)
def test_what_the_contract_fixes_is_refused_by_name(site: Site, name: str, row: str) -> None:
    (said,) = site.faults(name, f'{REVIEWED}{row}\nsource = "Site policy"\n')
    assert "is fixed (" in said
    assert "a site may set: " in said


def test_a_line_of_readiness_has_no_age_where_none_is_asked(site: Site) -> None:
    (said,) = site.faults("readiness", f'{REVIEWED}[[row]]\nkey = "birth_date"\ndays = 3\nsource = "Site policy"\n')
    assert said.startswith("row.birth_date.days: this row has none")


def test_a_criterion_that_nothing_can_look_up_is_refused(site: Site) -> None:
    criteria = '[{ key = "mood", text = "in good spirits" }]'
    text = f'{REVIEWED}[[list]]\nkey = "sbrt"\ncriteria = {criteria}\nsource = "Site policy"\n'
    said, *_ = site.faults("criteria", text)
    assert said.startswith("list.sbrt.criteria.0.key: ")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("roles", 'source = "Site policy"\nadvised = ["palliative"]', "palliative: no specialty; allowed: "),
        ("wording", '[[vague]]\nkey = "may"\nwords = ["May"]\nsource = "Site policy"', "in small letters"),
        ("checklist", '[[row]]\nkey = "goal"\nsaid_by = ["two  words"]\nsource = "Site policy"', "single spaces"),
        ("sins", '[[item]]\nkey = "pain"\nnote = " "\nsource = "Site policy"', "is empty"),
        ("disagreement", '[[technique]]\nkey = "operation"\none = []\nsource = "Site policy"', "at least 1 item"),
        ("noms", '[[word]]\nkey = "stabilization"\nmodalities = ["glue"]\nsource = "Site policy"', "modalities.0: "),
        ("emergency", '[[clock]]\nkey = "mri_with_signs"\nhours = -1\nsource = "Site policy"', "greater than"),
    ],
)
def test_words_that_nothing_would_find_are_refused_before_they_are_used(
    site: Site, name: str, text: str, words: str
) -> None:
    assert words in site.faults(name, f"{REVIEWED}{text}\n")[0]


def test_a_single_section_is_merged_like_a_row(site: Site) -> None:
    from tumorboard.knowledge.criteria import criteria_table

    site.comes_into_force("criteria", f'{REVIEWED}[severe_deficit]\npower = 2\nsource = "Site policy"\n')
    line = criteria_table().severe_deficit
    assert (line.power, line.grades, line.evidence) == (2, ("A", "B", "C"), "S")


def test_every_fault_of_a_file_is_named_at_once(site: Site) -> None:
    text = SURGERY.replace("reviewed_on = 2026-11-20\n", "").replace("days = 42", "dayz = 42").replace("source =", "#")
    fields = [said.partition(": ")[0] for said in site.faults("surveillance", text)]
    assert fields == ["reviewed_on", "rule.surgery.dayz", "rule.surgery.source"]


@pytest.mark.parametrize("value", ["[]", "{}", '"x"', "1", "[1]", '[["x"]]', "[{}]", "inf", "nan", "-1", "2026-11-20"])
def test_no_value_of_any_kind_in_any_place_is_more_than_a_fault(site: Site, value: str) -> None:
    for field in ("rule", "tiers", "sins_from", "tier_by_factors", "source", "signs", "reviewed_by", "reviewed_on"):
        given: dict[str, Any] = {"reviewed_by": '"Dr A. Example"', "reviewed_on": "2026-11-20", field: value}
        text = "\n".join(f"{key} = {each}" for key, each in given.items())
        assert site.faults("surveillance", text), (field, value)


def test_the_example_of_the_readme_is_a_table_that_can_be_used(site: Site) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    example = readme.partition("```toml\n# knowledge/surveillance.toml")[2].partition("```")[0]
    assert "days = 42" in example
    assert site.faults("surveillance", f"#{example}") == []
