"""W1 by the command line, and everything out and in again: CSV and JSON, cases and follow-ups."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.board.casework import case
from tests.board.sitting import T12
from tests.cli.program import ME, Program
from tests.conftest import OpenAs
from tumorboard.board.board import Board

HEADER = "id,patient.mrn,primary.diagnosed,lesions.0.level,lesions.0.escc,question"


def rows(*numbers: int) -> list[str]:
    return [f"TB-{number},{number:06},2026-01-0{number % 9 + 1},T8,1b,=what?" for number in numbers]


@pytest.fixture
def thursday(tmp_path: Path, program: Program, meeting: str) -> Path:
    """Fourteen rows: eleven new, two that are on the list already, one with a bad date."""
    file = tmp_path / "thursday.csv"
    file.write_text("\n".join([HEADER, *rows(1, 2)]) + "\n", encoding="utf-8")
    assert program("import", file, "--meeting", meeting).code == 0
    bad = "TB-99,000099,2026-02-30,T8,1b,x"
    file.write_text("\n".join([HEADER, *rows(*range(1, 10)), bad, *rows(*range(10, 14))]) + "\n", encoding="utf-8")
    return file


def test_the_coordinator_builds_thursdays_list(
    program: Program, meeting: str, thursday: Path, own_board: Board
) -> None:
    preview = program("import", thursday, "--meeting", meeting, "--dry-run", "--json").json
    assert (len(preview["added"]), preview["duplicate"]) == (11, ["TB-1", "TB-2"])
    assert [(each["line"], each["id"]) for each in preview["rejected"]] == [(11, "TB-99")]
    assert len(own_board.meetings.get(meeting).record.items) == 2
    before = own_board.revision()
    told = program("import", thursday, "--meeting", meeting, "--json").json
    assert told == preview
    assert own_board.revision() == before + 1
    assert len(own_board.meetings.get(meeting).record.items) == 13
    assert own_board.cases.get("TB-3").record.patient.mrn == "000003"
    again = program("import", thursday, "--meeting", meeting, "--json").json
    assert (again["added"], again["changed"], len(again["duplicate"])) == ([], [], 13)


def test_a_rejected_row_is_mended_in_its_own_file_and_imported(program: Program, meeting: str, thursday: Path) -> None:
    program("import", thursday, "--meeting", meeting)
    aside = thursday.with_name("thursday.csv.rejected.csv")
    header, row = aside.read_text(encoding="utf-8").splitlines()
    assert (header, row) == (HEADER, "TB-99,000099,2026-02-30,T8,1b,x")
    aside.write_text(f"{header}\n{row.replace('02-30', '02-28')}\n", encoding="utf-8")
    assert program("import", aside, "--meeting", meeting, "--json").json["added"] == ["TB-99"]


def test_a_file_that_cannot_be_read_as_a_whole_says_why(program: Program, meeting: str, tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("id\tnotes\nA\tx\n", encoding="utf-8")
    program("import", file, "--meeting", meeting).failed("separated by tab; allowed are comma and semicolon")
    file.write_text("id,lesions.0.levle\nA,T8\n", encoding="utf-8")
    program("import", file, "--meeting", meeting).failed("'lesions.0.levle': unknown key; nearest are lesions.0.level")
    file.write_text("name,notes\nA,x\n", encoding="utf-8")
    program("import", file, "--meeting", meeting).failed("no column is called id")
    file.write_bytes(b"")
    program("import", file, "--meeting", meeting).failed("the file is empty")


@pytest.mark.parametrize("form", ["json", "csv"])
def test_export_empty_store_import_gives_the_same_cases(
    program: Program, own_board: Board, meeting: str, open_as: OpenAs, tmp_path: Path, form: str
) -> None:
    held = [case("A", **T12, notes="=SUM(1)\n'quoted'"), case("007", patient={"family_name": "Žižić", "age": 61})]
    own_board.intake.admit(held, meeting)
    file = tmp_path / f"out.{form}"
    assert program("export", meeting, "--format", form, "-o", file).code == 0
    other = Program(tmp_path / "other", tmp_path)
    new = other("meeting", "new", "--title", "Spine MDT", "--starts", "2026-11-24T07:30+00:00").out.strip()
    told = other("import", file, "--meeting", new, "--json").json
    assert told == {"added": ["A", "007"], "changed": [], "duplicate": [], "rejected": []}
    again = tmp_path / f"again.{form}"
    other("export", new, "--format", form, "-o", again)
    if form == "csv":
        assert again.read_bytes() == file.read_bytes()
    assert other("export", new).json["cases"] == program("export", meeting).json["cases"]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_follow_ups_go_out_and_come_in_again_unchanged(
    program: Program, own_board: Board, meeting: str, tmp_path: Path, form: str
) -> None:
    own_board.intake.admit([case("A", **T12)], meeting)
    due = own_board.now().date() + timedelta(days=40)
    own_board.planning.plan("A", "mri", due, ME, because="=pain")
    own_board.followups.reschedule("A/1", due + timedelta(days=3), "holiday, long", started_from=own_board.revision())
    file = tmp_path / f"f.{form}"
    assert program("export", meeting, "--what", "followups", "--format", form, "-o", file).code == 0
    other = Program(tmp_path / "other", tmp_path)
    new = other("meeting", "new", "--title", "Spine MDT", "--starts", "2026-11-24T07:30+00:00").out.strip()
    arriving = ("import", file, "--meeting", new, "--what", "followups")
    other(*arriving).failed("A/1: case A is not here; import the cases first; nothing imported")
    cases = tmp_path / "c.json"
    program("export", meeting, "-o", cases)
    other("import", cases, "--meeting", new)
    assert other(*arriving, "--json").json["added"] == ["A/1"]
    assert other(*arriving, "--json").json["duplicate"] == ["A/1"]
    wanted = program("export", meeting, "--what", "followups").json
    assert other("export", new, "--what", "followups").json == wanted
    assert wanted[0]["earlier"][0]["reason"] == "holiday, long"


def test_a_bad_follow_up_forbids_the_whole_file(program: Program, meeting: str, tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("id,case_id,kind,due\nA/1,A,mri,2027-02-30\n", encoding="utf-8")
    answer = program("import", file, "--meeting", meeting, "--what", "followups")
    assert answer.code == 1
    assert "line 2 (case A/1): due: " in answer.err
    assert "1 of 1 cannot be read; nothing imported" in answer.err
