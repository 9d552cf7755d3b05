"""`archive YEAR` and looking into an archive with `--archive NAME`."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.board.test_archiving import sat
from tests.cli.program import Program
from tumorboard.board.board import Board


@pytest.fixture
def sat_in_2025(own_board: Board, folder: Path) -> str:
    """A closed meeting of 2025 with two cases; its id."""
    return sat(own_board, folder, "Spine", datetime(2025, 12, 2, 8, 0, tzinfo=UTC), "A", "B")


def test_a_closed_year_leaves_and_can_be_looked_into(program: Program, sat_in_2025: str) -> None:
    assert program("archive", "2025", "--dry-run").out == "would be archived: 1 meetings, 2 cases\n"
    assert [each["id"] for each in program("meetings", "--json").json] == [sat_in_2025]
    said = program("archive", "2025").out
    assert said.startswith("archived: 1 meetings, 2 cases\n")
    assert "tumorboard --archive 2025" in said
    assert program("meetings", "--json").json == []
    assert [each["id"] for each in program("--archive", "2025", "meetings", "--json").json] == [sat_in_2025]
    assert len(program("export", sat_in_2025, "--archive", "2025").json["cases"]) == 2
    assert program("check").code == 0
    assert program("--archive", "2025", "check").code == 0


def test_an_archive_takes_no_change(program: Program, sat_in_2025: str) -> None:
    program("archive", "2025")
    program("--archive", "2025", "people", "add", "x", "--name", "X").failed("an archive is only read, NOT saved")


def test_what_cannot_be_archived_is_told(program: Program, sat_in_2025: str) -> None:
    program("archive", "1999").failed("1999: no meeting of that year is closed")
    program("--archive", "1999", "meetings").failed("no archive is called 1999; there are: none")
    assert program("archive", "soon").code == 2
