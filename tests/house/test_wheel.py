"""The wheel: unpacked into an empty folder it works away from the repository, with its data and themes inside."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.built import PACKAGE, REPOSITORY

CASE = '{"id": "A", "lesions": [{"level": "T8", "escc": "2"}]}\n'
SHIPPED = ("data", "themes")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this repository, built without a network."""
    out = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--isolated", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    built = subprocess.run(
        [*pip, "--wheel-dir", str(out), str(REPOSITORY)], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, f"the tests need pip and hatchling in their environment:\n{built.stderr[-2000:]}"
    (made,) = out.iterdir()
    return made


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    """The wheel's files in an otherwise empty folder."""
    folder = wheel.parent / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(unpacked: Path, elsewhere: Path, *arguments: str) -> str:
    """What Python prints with the wheel first, the dependencies after it, and the repository out of reach.

    Without `site` no `.pth` file is read, so that an editable installation cannot lend a hand.
    """
    dependencies = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    done = subprocess.run(
        [sys.executable, "-S", *arguments],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(unpacked), *dependencies])},
        input=CASE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def shipped_files() -> dict[str, bytes]:
    """Every file of data/ and themes/ as it should stand in the wheel."""
    return {
        f"tumorboard/{path.relative_to(REPOSITORY).as_posix()}": path.read_bytes()
        for folder in SHIPPED
        for path in sorted((REPOSITORY / folder).rglob("*"))
        if path.is_file()
    }


def test_every_table_case_and_theme_is_in_it_byte_for_byte(wheel: Path) -> None:
    expected = shipped_files()
    assert any(name.startswith("tumorboard/data/knowledge/") for name in expected)
    with zipfile.ZipFile(wheel) as archive:
        assert {name: archive.read(name) for name in archive.namelist() if name in expected} == expected


def test_every_module_and_stylesheet_is_in_it_and_no_test(wheel: Path) -> None:
    expected = {
        path.relative_to(REPOSITORY).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix in (".py", ".tcss", ".typed")
    }
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert expected <= names
    strangers = {name for name in names - expected - set(shipped_files()) if ".dist-info/" not in name}
    assert strangers == set()


def test_it_declares_the_console_script(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "tumorboard = tumorboard.__main__:run" in archive.read(name).decode()


def test_its_data_and_themes_are_those_inside_it(unpacked: Path, tmp_path: Path) -> None:
    script = "from tumorboard.shipped import shipped\nfor part in ('data', 'themes'): print(shipped(part))"
    found = [Path(line) for line in run(unpacked, tmp_path, "-c", script).splitlines()]
    assert found == [unpacked / "tumorboard" / part for part in SHIPPED]


def test_it_evaluates_a_file_as_the_repository_does(unpacked: Path, tmp_path: Path) -> None:
    file = tmp_path / "case.jsonl"
    file.write_text(CASE, encoding="utf-8")
    told = json.loads(run(unpacked, tmp_path, "-m", "tumorboard", "evaluate", str(file), "--json"))
    here = subprocess.run(
        [sys.executable, "-m", "tumorboard", "evaluate", str(file), "--json"], check=True, capture_output=True
    )
    assert told == json.loads(here.stdout)
    assert told[0]["lesions"][0]["noms"]["recommendations"]


def test_it_prints_the_schema(unpacked: Path, tmp_path: Path) -> None:
    assert json.loads(run(unpacked, tmp_path, "-m", "tumorboard", "schema", "case"))["title"] == "tumorboard.case/1"


def test_its_themes_and_demonstration_load(unpacked: Path, tmp_path: Path) -> None:
    script = (
        "from datetime import datetime, UTC\nfrom pathlib import Path\n"
        "from tumorboard.board.demonstration import seed_demonstration\n"
        "from tumorboard.tui.themes import Themes\n"
        "seed_demonstration(Path('demo'), lambda: datetime(2026, 11, 24, tzinfo=UTC))\n"
        "themes = Themes()\n"
        "print(*themes.by_name, *themes.broken)\n"
    )
    names = run(unpacked, tmp_path, "-c", script).split()
    assert set(names) == {path.stem for path in (REPOSITORY / "themes").iterdir()}
    assert (tmp_path / "demo" / "board.json").exists()


def test_it_prints_a_pdf_in_the_font_inside_it(unpacked: Path, tmp_path: Path) -> None:
    script = (
        "from datetime import datetime, UTC\n"
        "from tumorboard.sheets.document import Document\n"
        "from tumorboard.sheets.formats import rendered\n"
        "print(len(rendered(Document('Sheet Kovářová'), 'pdf', datetime(2026, 11, 24, tzinfo=UTC))))\n"
    )
    assert int(run(unpacked, tmp_path, "-c", script)) > 2_000
    assert (unpacked / "tumorboard" / "data" / "fonts" / "LICENSE.txt").exists()
