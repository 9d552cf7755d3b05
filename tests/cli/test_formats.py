"""In which format a file is written: the one that is asked for, else the one that its name ends with."""

import json
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.strategies import read
from tumorboard.board.board import Board


@pytest.fixture
def listed(own_board: Board, meeting: str) -> str:
    """A meeting of one case; its id."""
    own_board.intake.admit([read({"id": "A"})], meeting)
    return meeting


BEGINS = {
    "a.pdf": b"%PDF-",
    "a.html": b"<!DOCTYPE html>",
    "A.HTM": b"<!DOCTYPE html>",
    "a.md": b"# ",
    "a.json": b"{",
    "a.txt": b"Spine MDT\n",
    "a": b"Spine MDT\n",
    "pdf": b"Spine MDT\n",
}


@pytest.mark.parametrize("name", BEGINS)
@pytest.mark.parametrize("command", ["agenda", "outcome"])
def test_a_sheet_is_in_the_format_that_the_name_of_its_file_ends_with(
    program: Program, listed: str, tmp_path: Path, command: str, name: str
) -> None:
    answer = program(command, listed, "-o", tmp_path / name)
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(BEGINS[name])


@pytest.mark.parametrize(("name", "is_csv"), [("e.csv", True), ("e.json", False), ("e", False)])
@pytest.mark.parametrize("what", ["cases", "agenda"])
def test_an_export_is_in_the_format_that_the_name_of_its_file_ends_with(
    program: Program, listed: str, tmp_path: Path, what: str, name: str, is_csv: bool
) -> None:
    assert program("export", listed, "--what", what, "-o", tmp_path / name).code == 0
    written = (tmp_path / name).read_text(encoding="utf-8")
    if is_csv:
        assert "," in written.splitlines()[0]
        assert not written.startswith(("{", "["))
    else:
        assert json.loads(written)


@pytest.mark.parametrize(
    ("command", "name", "allowed"),
    [
        ("agenda", "a.docx", ".txt .md .html .pdf .json"),
        ("agenda", "a.csv", ".txt .md .html .pdf .json"),
        ("outcome", "o.odt", ".txt .md .html .pdf .json"),
        ("export", "e.pdf", ".json .csv"),
    ],
)
def test_an_ending_that_names_no_format_is_refused_and_the_allowed_ones_are_named(
    program: Program, listed: str, tmp_path: Path, command: str, name: str, allowed: str
) -> None:
    answer = program(command, listed, "-o", tmp_path / name)
    answer.failed(f"{tmp_path / name}: the ending {Path(name).suffix} names no format; allowed are {allowed}")
    assert list(tmp_path.glob(name)) == []


@pytest.mark.parametrize(
    ("asked", "name", "begins", "said"),
    [
        (("agenda", "--format", "md"), "a.pdf", b"# ", "holds md, as was asked, and not the pdf"),
        (("agenda", "--json"), "a.pdf", b"{", "holds json, as was asked, and not the pdf"),
        (("outcome", "--format", "text"), "o.html", b"Spine MDT\n", "holds text, as was asked, and not the html"),
        (("export", "--format", "json"), "e.csv", b"{", "holds json, as was asked, and not the csv"),
    ],
)
def test_the_format_that_is_asked_for_stands_above_the_name_with_a_word(
    program: Program, listed: str, tmp_path: Path, asked: tuple[str, ...], name: str, begins: bytes, said: str
) -> None:
    answer = program(*asked, listed, "-o", tmp_path / name)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"tumorboard: note: {tmp_path / name} {said} that its name ends with\n"
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_where_both_say_the_same_nothing_is_said(program: Program, listed: str, tmp_path: Path) -> None:
    for form, name in (("html", "a.htm"), ("text", "a.txt"), ("md", "a.markdown"), ("md", "a.doc")):
        answer = program("agenda", listed, "--format", form, "-o", tmp_path / name)
        assert (answer.code, answer.err) == (0, "")
