"""The folder of a site's tables: what lies in it is used, or named; nothing of it is passed over in silence."""

import os
from pathlib import Path

import pytest

from tests.knowledge.sites import REVIEWED, SURGERY, Site
from tumorboard.knowledge import KnowledgeError
from tumorboard.knowledge.after import surveillance_table
from tumorboard.knowledge.listing import table_said, tables_told
from tumorboard.knowledge.shelf import SHELF
from tumorboard.knowledge.site import in_force, knowledge_version, read_site, use_site
from tumorboard.knowledge.tables import shipped_content
from tumorboard.knowledge.versions import version_of
from tumorboard.shipped import shipped


def test_every_shipped_table_is_on_the_shelf_and_the_other_way_round() -> None:
    files = {path.stem for path in shipped("data", "knowledge").glob("*.toml")}
    assert set(SHELF) == files


@pytest.mark.parametrize("name", SHELF)
def test_the_shelf_names_the_sections_and_fields_that_the_table_has(name: str) -> None:
    content = shipped_content(name)
    sections = {key for key, value in content.items() if _is_section(value)}
    assert set(SHELF[name].rows) == sections
    assert set(SHELF[name].open) <= set(content) - sections
    for section, rows in SHELF[name].rows.items():
        listed = content[section] if isinstance(content[section], list) else [content[section]]
        known = {field for row in listed for field in row} | {"modalities", "when", "unless"}
        assert set(rows.by) | set(rows.open) <= known | {"until_days", "then_days"}
        names = [tuple(str(row[key]) for key in rows.by) for row in listed]
        assert not rows.by or len(set(names)) == len(names)


def _is_section(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def test_no_shipped_row_bears_the_mark_of_a_site() -> None:
    assert all("S" not in table.marks for table in tables_told())


def test_without_a_folder_all_is_as_shipped(site: Site) -> None:
    use_site(site.data)
    assert in_force() == {}
    assert not knowledge_version().endswith("+site")


@pytest.mark.parametrize("name", ["README.md", "notes.txt", ".surveillance.toml.swp", "surveillance.toml~"])
def test_what_lies_beside_the_tables_and_is_none_is_let_be(site: Site, name: str) -> None:
    site.writes(name, "anything")
    assert read_site(site.folder) == ({}, [])


@pytest.mark.parametrize("name", ["surveilance.toml", "surveillance.TOML", "surveillance.toml.bak", "surveillance"])
def test_a_file_that_is_no_table_is_named_with_those_that_are(site: Site, name: str) -> None:
    path = site.writes(name, SURGERY)
    with pytest.raises(KnowledgeError) as caught:
        use_site(site.data)
    assert str(caught.value).startswith(f"{path}: is no table; allowed: sins.toml")


def test_a_folder_or_a_pipe_in_the_place_of_a_table_is_no_table(site: Site) -> None:
    (site.folder / "sins.toml").mkdir(parents=True)
    os.mkfifo(site.folder / "escc.toml")
    _, faults = read_site(site.folder)
    assert [fault.partition(": ")[2][:11] for fault in faults] == ["is no table", "is no table"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[[rule", "not valid TOML: "),
        (b'key = "a"\nkey = "b"\n', "not valid TOML: "),
        (b"reviewed_by = " + b"[" * 5000, "not valid TOML: "),
        ("reviewed_by = \"Dr Müller\"".encode("latin-1"), "not UTF-8 (byte 19)"),
        (b"\xff\xfe", "not UTF-8 (byte 0)"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_as_toml_is_named(site: Site, content: bytes, words: str) -> None:
    (said,) = site.faults("surveillance", content)
    assert said.startswith(words)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_or_a_folder_without_the_right_to_read_it_is_named(site: Site) -> None:
    path = site.writes("surveillance.toml", SURGERY)
    path.chmod(0)
    with pytest.raises(KnowledgeError, match=r"surveillance.toml: cannot be read .*; ask for the right"):
        use_site(site.data)
    site.folder.chmod(0)
    with pytest.raises(KnowledgeError, match="knowledge: cannot be read"):
        use_site(site.data)
    site.folder.chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_named(site: Site) -> None:
    site.data.mkdir()
    site.folder.write_text("x", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="knowledge: is not a folder"):
        use_site(site.data)


def test_one_bad_file_keeps_the_good_ones_from_coming_into_force(site: Site) -> None:
    site.writes("surveillance.toml", SURGERY)
    site.writes("sins.toml", REVIEWED)
    with pytest.raises(KnowledgeError, match="tumorboard knowledge check"):
        use_site(site.data)
    assert in_force() == {}
    assert next(each for each in surveillance_table().rules if each.key == "surgery").days == 56


def test_a_signature_names_the_version_that_was_signed(site: Site) -> None:
    standing = version_of(shipped_content("roles"))
    site.comes_into_force("roles", f'{REVIEWED}signs = "{standing}"\n')
    told = next(table for table in tables_told() if table.name == "roles")
    assert told.is_signed
    assert table_said("roles") == f"roles, version {standing}: signed by Dr A. Example, spine surgery, 2026-11-20"
    assert not knowledge_version().endswith("+site"), "a signature changes no medicine"


def test_a_signature_of_another_version_lapses_and_says_so(site: Site) -> None:
    site.comes_into_force("roles", f'{REVIEWED}signs = "2025-01-01-00000000"\n')
    told = next(table for table in tables_told() if table.name == "roles")
    assert not told.is_signed
    assert "as version 2025-01-01-00000000; it says something else now: awaits" in table_said("roles")


def test_a_site_that_signs_and_differs_keeps_its_signature(site: Site) -> None:
    standing = version_of(shipped_content("surveillance"))
    site.comes_into_force("surveillance", SURGERY.replace("reviewed_on", f'signs = "{standing}"\nreviewed_on'))
    told = next(table for table in tables_told() if table.name == "surveillance")
    assert told.is_signed
    assert [each.place for each in told.differences] == ["rule.surgery.days", "rule.surgery.label"]


def test_no_shipped_table_claims_a_signature() -> None:
    assert [table.name for table in tables_told() if table.signature is not None] == []


def test_the_version_changes_with_any_value_and_comes_back_with_it(site: Site, tmp_path: Path) -> None:
    plain = knowledge_version()
    site.comes_into_force("surveillance", SURGERY)
    first = knowledge_version()
    site.comes_into_force("surveillance", SURGERY.replace("42", "43"))
    second = knowledge_version()
    assert len({plain, first, second}) == 3
    assert first.endswith("+site")
    assert second.endswith("+site")
    use_site(tmp_path)
    assert knowledge_version() == plain


def test_the_version_is_the_last_day_and_a_digest() -> None:
    contents = {name: shipped_content(name) for name in SHELF}
    last = max(str(content["version"]) for content in contents.values())
    assert knowledge_version().startswith(f"{last}-")
    assert len(knowledge_version()) == len("2026-11-28-0a1b2c3d")


def test_who_signed_a_table_is_no_part_of_its_version() -> None:
    content = shipped_content("sins")
    signed = {**content, "reviewed_by": "Dr A. Example", "reviewed_on": content["version"]}
    assert version_of(signed) == version_of(content)
    assert version_of({**content, "doi": "another"}) != version_of(content)


def test_the_readme_names_every_table_that_awaits_a_signature() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## What rests on what")[2].partition("\n## ")[0]
    unsigned = [table.name for table in tables_told() if not table.is_signed]
    assert [name for name in unsigned if f"`{name}.toml`" not in section] == []
