"""The reviewed tables: a row without a source does not load, and the error names the file and the field."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tumorboard import knowledge
from tumorboard.complaint import Complaint
from tumorboard.knowledge import (
    KnowledgeError,
    after,
    before,
    criteria,
    disagreement,
    neurology,
    plain,
    prognosis,
    radiotherapy,
    sitting,
    tables,
)
from tumorboard.shipped import shipped

SCORES: tuple[prognosis.ScoreKey, ...] = ("tokuhashi", "tomita", "bauer", "katagiri", "van_der_linden")
TABLES: dict[str, Callable[[], Any]] = {
    "sins": knowledge.sins_table,
    "escc": knowledge.escc_table,
    "histologies": knowledge.histology_table,
    "noms": knowledge.noms_table,
    "emergency": knowledge.emergency_table,
    "criteria": criteria.criteria_table,
    "disagreement": disagreement.disagreement_table,
    "roles": sitting.roles_table,
    "modalities": sitting.modality_table,
    "wording": sitting.wording_table,
    "checklist": sitting.checklist_table,
    "readiness": before.readiness_table,
    "readings": criteria.readings_table,
    "surveillance": after.surveillance_table,
    "plain_words": plain.plain_words,
    "radiotherapy": radiotherapy.radiotherapy_table,
    "neurology": neurology.neurology_table,
    **{f"prognosis_{key}": partial(prognosis.survival_table, key) for key in SCORES},
    "prognosis_typed": prognosis.typed_table,
    "performance": prognosis.performance_table,
    "labs": prognosis.lab_table,
    "contradictions": prognosis.contradiction_table,
}
FLAGS = {
    "escc_1c", "myelopathy_without_high_grade", "below_conus", "previously_irradiated", "previous_radiotherapy_unknown",
    "radiotherapy_in_history", "histology_beyond_source", "judgment_against_sins", "sins_indeterminate",
    "unfit_for_stabilization",
}  # fmt: skip


def text_of(name: str) -> list[str]:
    return shipped("data", "knowledge", f"{name}.toml").read_text(encoding="utf-8").splitlines()


def source_lines(name: str) -> list[int]:
    return [place for place, line in enumerate(text_of(name)) if line.startswith("source =")]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of tables in place of the shipped ones, for the time of one test."""
    monkeypatch.setattr(tables, "shipped", lambda *parts: tmp_path / parts[-1])
    clear()
    yield tmp_path
    clear()


def clear() -> None:
    for load in TABLES.values():
        whole = load.func if isinstance(load, partial) else load
        whole.cache_clear()  # type: ignore[attr-defined]


def refused(folder: Path, name: str, lines: list[str]) -> str:
    """What is said of a table that must not load."""
    (folder / f"{name}.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        TABLES[name]()
    return str(caught.value)


@pytest.mark.parametrize("name", TABLES)
def test_every_shipped_table_loads_and_has_sources(name: str) -> None:
    assert TABLES[name]()
    assert len(source_lines(name)) >= 4


@pytest.mark.parametrize("name", TABLES)
def test_no_table_loads_when_any_one_source_is_taken_out(name: str, site: Path) -> None:
    lines = text_of(name)
    for place in source_lines(name):
        said = refused(site, name, lines[:place] + lines[place + 1 :])
        assert f"{name}.toml" in said
        assert "source" in said


@pytest.mark.parametrize("blank", ["", "n/a", " " * 8])
@pytest.mark.parametrize("name", TABLES)
def test_no_table_loads_when_any_one_source_says_nothing(name: str, blank: str, site: Path) -> None:
    lines = text_of(name)
    for place in source_lines(name):
        said = refused(site, name, [*lines[:place], f'source = "{blank}"', *lines[place + 1 :]])
        assert f"{name}.toml" in said
        assert "source" in said


@pytest.mark.parametrize(("name", "row"), [("histologies", "histology"), ("noms", "row"), ("escc", "grade")])
def test_the_field_is_named_with_the_number_of_its_row(name: str, row: str, site: Path) -> None:
    lines = text_of(name)
    last = source_lines(name)[3]
    assert f"{row}.2.source" in refused(site, name, lines[:last] + lines[last + 1 :])


@pytest.mark.parametrize("name", TABLES)
def test_an_unknown_key_is_refused_by_name(name: str, site: Path) -> None:
    assert "sorce" in refused(site, name, ['sorce = "Fisher 2010"', *text_of(name)])


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_is_not_toml_or_not_there_is_a_complaint_that_names_the_file(name: str, site: Path) -> None:
    with pytest.raises(Complaint, match=f"{name}.toml"):
        TABLES[name]()
    assert f"{name}.toml" in refused(site, name, ["[[row"])


@pytest.mark.parametrize("name", TABLES)
def test_no_table_loads_without_its_version(name: str, site: Path) -> None:
    lines = [line for line in text_of(name) if not line.startswith("version =")]
    assert "version" in refused(site, name, lines)


@pytest.mark.parametrize("half", ['reviewed_by = "Dr A. Example"', "reviewed_on = 2026-11-20"])
@pytest.mark.parametrize("name", TABLES)
def test_a_signature_is_a_name_and_a_day_or_none(name: str, half: str, site: Path) -> None:
    assert "belong together" in refused(site, name, [half, *text_of(name)])
    whole = ['reviewed_by = "Dr A. Example"', "reviewed_on = 2026-11-20", *text_of(name)]
    (site / f"{name}.toml").write_text("\n".join(whole), encoding="utf-8")
    assert TABLES[name]().reviewed_by == "Dr A. Example"


def test_the_words_of_every_flag_of_the_contract_are_there_and_sourced() -> None:
    flags = {flag.key: flag for flag in knowledge.noms_table().flags}
    assert set(flags) == FLAGS
    assert all(flag.says and flag.source for flag in flags.values())


def test_the_noms_table_says_that_it_is_a_guide() -> None:
    assert knowledge.noms_table().standing == "This decision logic is a guide, not a rule."


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("prognosis_tomita", '["renal_cell", "endometrial"]', '["renal_cell"]', "look at endometrial"),
        ("prognosis_tomita", "low = 4\nhigh = 5", "low = 4\nhigh = 4", "do not cover 2 to 10"),
        ("prognosis_tomita", "points = [4, 2, 1]", "points = [4]", "needs `ask`"),
        ("prognosis_katagiri", "points = [0, 2]\n", "points = [0, 1, 2]\n", "for true and for false"),
    ],
)
def test_a_score_that_leaves_a_primary_or_a_total_without_a_place_does_not_load(
    name: str, before: str, after: str, said: str, site: Path
) -> None:
    text = "\n".join(text_of(name))
    assert before in text
    assert said in refused(site, name, text.replace(before, after, 1).splitlines())


@pytest.mark.parametrize(
    ("short", "said"),
    [
        ("stab., then brachytherapy", "does not name cebrt"),
        ("cEBRT", "does not name stabilization"),
        ("stabilization of the spine, then cEBRT", "at most 27 characters"),
    ],
)
def test_a_row_of_noms_whose_short_words_leave_out_a_part_of_its_plan_or_are_too_long_does_not_load(
    short: str, said: str, site: Path
) -> None:
    text = "\n".join(text_of("noms"))
    refusal = refused(site, "noms", text.replace('"stabilization, then cEBRT"', f'"{short}"', 1).splitlines())
    assert "row.1" in refusal
    assert said in refusal
