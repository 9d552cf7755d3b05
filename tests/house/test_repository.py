"""What may stand in the repository: its top floor, its shipped data, the sizes and first lines of its files."""

import ast
import tomllib

import pytest

from tests.house.built import PACKAGE, REPOSITORY, modules

TOP = {"pyproject.toml", "README.md", "tumorboard", "data", "tests", "themes"}
MADE = {"build", "dist", "venv"}
"""What building and installing leave behind and .gitignore names."""
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def test_the_top_holds_only_what_is_agreed() -> None:
    shown = {each.name for each in REPOSITORY.iterdir() if not each.name.startswith(".")}
    assert shown - MADE == TOP


def test_what_is_made_is_ignored() -> None:
    ignored = (REPOSITORY / ".gitignore").read_text(encoding="utf-8").split()
    assert {f"{each}/" for each in MADE} <= set(ignored)


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.name
        for path in modules()
        if path.stat().st_size and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path for path in modules() if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_every_shipped_table_is_toml_and_every_theme_bears_the_name_of_its_file() -> None:
    tables = sorted((REPOSITORY / "data" / "knowledge").glob("*"))
    assert {each.suffix for each in tables} == {".toml"}
    for table in tables:
        assert tomllib.loads(table.read_text(encoding="utf-8"))
    for theme in (REPOSITORY / "themes").iterdir():
        assert tomllib.loads(theme.read_text(encoding="utf-8"))["name"] == theme.stem


@pytest.mark.parametrize("what", ["data", "themes"])
def test_shipped_files_stand_beside_the_package_and_not_in_it(what: str) -> None:
    assert (REPOSITORY / what).is_dir()
    assert not (PACKAGE / what).exists(), "a copy in the package would be found first and go stale"
