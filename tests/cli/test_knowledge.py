"""`knowledge`: the tables, who signed them, what the site sets differently; and a broken table stops what judges."""

import json
from pathlib import Path

from tests.cli.program import Program, jsonl
from tests.knowledge.sites import REVIEWED, SURGERY, Site
from tumorboard.knowledge.shelf import SHELF

LOW_RISK = SURGERY.replace('"surgery"', '"sbrt_low"').replace("after surgery", "after SBRT, low risk")


def test_every_table_is_listed_as_awaiting_a_signature(program: Program) -> None:
    told = program("knowledge", "--json").json
    assert [table["name"] for table in told["tables"]] == list(SHELF)
    assert all(table["awaits_signature"] and table["signature"] is None for table in told["tables"])
    sins = told["tables"][0]
    assert sins["rows"] == 4 + 5 + 3
    assert sins["evidence"] == {"V1": 12}
    surveillance = next(table for table in told["tables"] if table["name"] == "surveillance")
    assert surveillance["evidence"] == {"V1": 4, "M": 7}
    shown = program("knowledge").out
    assert shown.startswith(f"knowledge {told['version']}\n")
    assert f"{len(SHELF)} of {len(SHELF)} tables await a clinician's signature" in shown


def test_listing_needs_no_store_and_makes_none(program: Program, folder: Path) -> None:
    assert program("knowledge").code == 0
    assert program("knowledge", "check").out.endswith("no table; all is as shipped\n")
    assert not folder.exists()


def test_what_the_site_sets_differently_is_listed_with_its_settings(program: Program, site: Site) -> None:
    site.writes("surveillance.toml", SURGERY)
    (site.data / "settings.toml").write_text('escc_1c = "high"\n[surveillance_days]\ncement = 60\n', encoding="utf-8")
    shown = program("knowledge").out
    assert shown.splitlines()[0].endswith("+site")
    row = "site: rule.surgery days 56 → 42 · Site policy 7, approved by the cancer board"
    assert f"{row} · reviewed by Dr A. Example, spine surgery, 2026-11-20" in shown
    assert "settings.toml: escc_1c high" in shown
    assert "settings.toml: surveillance_days cement 60" in shown
    told = program("knowledge", "--json").json
    assert told["settings"] == {"escc_1c": "high", "surveillance_days": {"cement": 60}}


def test_check_prints_row_by_row_what_was_and_is(program: Program, site: Site) -> None:
    site.writes("surveillance.toml", LOW_RISK)
    lines = program("knowledge", "check").out.splitlines()
    assert lines == [
        "surveillance: reviewed by Dr A. Example, spine surgery, 2026-11-20",
        "  rule.sbrt_low days (none) → 42 · Site policy 7, approved by the cancer board",
        "  rule.sbrt_low label after SBRT, low risk: 6.0 months → after SBRT, low risk: 6 weeks"
        " · Site policy 7, approved by the cancer board",
        "  rule.sbrt_low months 6 → (none) · Site policy 7, approved by the cancer board",
    ]


def test_check_takes_any_folder_and_tells_it_as_json(program: Program, tmp_path: Path) -> None:
    elsewhere = tmp_path / "proposed"
    elsewhere.mkdir()
    (elsewhere / "surveillance.toml").write_text(SURGERY, encoding="utf-8")
    told = program("knowledge", "check", elsewhere, "--json").json
    (table,) = told["tables"]
    assert (table["name"], table["reviewed_on"], told["faults"]) == ("surveillance", "2026-11-20", [])
    assert table["differences"][0] == {
        "row": "rule.surgery",
        "field": "days",
        "was": 56,
        "now": 42,
        "source": "Site policy 7, approved by the cancer board",
    }
    program("knowledge", "check", tmp_path / "nowhere").failed("nowhere", "is no folder")


def test_check_names_every_error_and_still_tells_what_is_good(program: Program, site: Site) -> None:
    site.writes("surveillance.toml", SURGERY)
    bad = site.writes("sins.toml", f'{REVIEWED}[[item]]\nkey = "pain"\npoints = 2\n')
    answer = program("knowledge", "check")
    assert answer.code == 1
    assert "rule.surgery days 56 → 42" in answer.out
    *faults, last = answer.err.splitlines()
    assert [fault.startswith(f"{bad}: item.pain.") for fault in faults] == [True, True]
    assert last == f"tumorboard: {site.folder}: 2 faults; nothing of it is used"
    told = program("knowledge", "check", "--json")
    assert told.code == 1
    assert len(json.loads(told.printed)["faults"]) == 2


def test_a_table_of_the_site_is_in_force_in_what_judges(program: Program, site: Site, tmp_path: Path) -> None:
    case = {"id": "A", "lesions": [{"level": "T8", "sins": {}}]}
    file = jsonl(tmp_path / "cases.jsonl", case)
    before = program("evaluate", file).out
    site.writes(
        "noms.toml", f'{REVIEWED}[[flag]]\nkey = "previous_radiotherapy_unknown"\nsays = "Ask."\nsource = "Site"\n'
    )
    after = program("evaluate", file).out
    assert before != after
    assert "▲ Ask." in after


def test_a_table_that_cannot_be_used_stops_what_judges_and_keeps_nobody_from_a_backup(
    program: Program, meeting: str, site: Site, tmp_path: Path
) -> None:
    site.writes("surveillance.toml", SURGERY.replace("42", "0"))
    file = jsonl(tmp_path / "cases.jsonl", {"id": "A"})
    for command in (("meetings",), ("evaluate", file), ("followups",), ("export", meeting), ("knowledge",)):
        program(*command).failed("surveillance.toml: rule.surgery.days: ", "tumorboard knowledge check")
    for command in (("check",), ("backup",), ("audit", "--verify")):
        assert program(*command).code == 0, command
