"""`export`: a meeting with its cases, or one case, unchanged, and good enough to begin another store with."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Program, jsonl
from tests.strategies import Json, read
from tumorboard.board.board import Board
from tumorboard.shipped import shipped

CASES: list[Json] = [
    {"id": "B-2", "notes": "[T1c] =1+1\nsecond line", "patient": {"family_name": "Müller", "birth_date": "1963-02-01"}},
    {"id": "A 1", "lesions": [{"level": "T8", "escc": "2", "previous_radiotherapy": {}, "sins": {"pain": "none"}}]},
    {"id": "Ü", "neurology": {"onset": "2026-11-23T22:00:00+01:00"}, "systemic": {"expected_survival_months": 4.5}},
]


@pytest.fixture
def filled(own_board: Board, meeting: str) -> str:
    """A meeting with cases; its id."""
    own_board.intake.admit([read(case) for case in CASES], meeting)
    return meeting


def test_a_meeting_comes_out_with_its_cases_in_order_and_their_ids_unchanged(program: Program, filled: str) -> None:
    exported = program("export", filled, "--format", "json").json
    assert set(exported) == {"meeting", "cases"}
    assert (exported["meeting"]["id"], exported["meeting"]["title"]) == (filled, "Spine MDT")
    assert [each["id"] for each in exported["cases"]] == ["B-2", "A 1", "Ü"]
    assert {each["format"] for each in exported["cases"]} == {"tumorboard.case/1"}
    assert [read(each) for each in exported["cases"]] == [read(each) for each in CASES]


def test_what_was_not_recorded_is_absent(program: Program, filled: str) -> None:
    case = program("export", "A 1").json["cases"][0]
    assert set(case) == {"format", "id", "lesions"}
    assert case["lesions"] == CASES[1]["lesions"]


def test_one_case_comes_out_without_a_meeting(program: Program, filled: str) -> None:
    exported = program("export", "Ü").json
    assert exported["meeting"] is None
    assert [read(each) for each in exported["cases"]] == [read(CASES[2])]


def test_what_is_neither_meeting_nor_case_is_named(program: Program, filled: str) -> None:
    answer = program("export", "nope").failed("no meeting and no case is called nope; see: tumorboard meetings")
    assert answer.out == ""


def again(program: Program, tmp_path: Path, cases: list[Any]) -> Any:
    """The cases as a new empty store exports them after importing them."""
    other = program.on(tmp_path / "other")
    key = other("meeting", "new", "--title", "T", "--starts", "2099-01-01T08:00", "--json").json["id"]
    file = jsonl(tmp_path / "exported.jsonl", *cases)
    assert other("import", file, "--meeting", key, "--json").json["added"] == [each["id"] for each in cases]
    return other("export", key).json["cases"]


def test_exported_cases_begin_an_equal_store(program: Program, filled: str, tmp_path: Path) -> None:
    exported = program("export", filled).json["cases"]
    assert again(program, tmp_path, exported) == exported


def test_an_exported_meeting_is_planned_in_an_empty_store_and_equal(
    program: Program, filled: str, own_board: Board, tmp_path: Path
) -> None:
    own_board.agenda.set_route(filled, "A 1", "standard_of_care")
    own_board.agenda.set_minutes(filled, "Ü", 25)
    own_board.agenda.move(filled, "Ü", -2)
    out, other = tmp_path / "out.json", program.on(tmp_path / "other")
    assert program("export", filled, "-o", out).code == 0
    assert [each["minutes"] for each in program("export", filled, "--what", "agenda").json][:1] == [25]
    dry = other("import", out, "--meeting", filled, "--dry-run", "--json").json
    assert other("meetings", "--json").json == []
    assert other("import", out, "--meeting", filled, "--json").json == dry
    assert dry["added"] == ["Ü", "B-2", "A 1"]
    assert other("export", filled).printed == out.read_bytes()


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_list_goes_round_beside_its_cases(
    program: Program, filled: str, own_board: Board, tmp_path: Path, form: str
) -> None:
    own_board.agenda.set_route(filled, "A 1", "standard_of_care")
    own_board.agenda.set_minutes(filled, "Ü", 25)
    own_board.agenda.move(filled, "Ü", -2)
    cases, agenda = tmp_path / f"cases.{form}", tmp_path / f"agenda.{form}"
    program("export", filled, "--format", form, "-o", cases)
    program("export", filled, "--format", form, "--what", "agenda", "-o", agenda)
    other = program.on(tmp_path / "other")
    key = other("meeting", "new", "--title", "T", "--starts", "2099-01-01T08:00", "--json").json["id"]
    other("import", cases, "--meeting", key)
    answer = other("import", agenda, "--meeting", key, "--what", "agenda", "--json").json
    assert answer["rejected"] == []
    assert {*answer["changed"], *answer["duplicate"]} == {"Ü", "B-2", "A 1"}
    assert other("export", key, "--format", form, "--what", "agenda").printed == agenda.read_bytes()


def test_a_list_with_a_bad_row_is_told_by_line_and_changes_nothing(
    program: Program, filled: str, tmp_path: Path
) -> None:
    file = tmp_path / "agenda.csv"
    file.write_text("case_id,minutes,route\nB-2,5,discuss\nÜ,500,maybe\n", encoding="utf-8")
    before = program("export", filled).printed
    answer = program("import", file, "--meeting", filled, "--what", "agenda")
    assert (answer.code, answer.out) == (1, "0 added, 0 changed, 0 duplicate, 1 rejected\n")
    assert "agenda.csv: line 3 (case Ü): route: " in answer.err
    assert answer.err.endswith("1 of 2 cannot be read; nothing imported, mend them\n")
    assert program("export", filled).printed == before
    program("import", file, "--meeting", filled).failed("the list of a meeting", "--what agenda")
    file.write_text("id,minutes\nB-2,5\n", encoding="utf-8")
    program("import", file, "--meeting", filled, "--what", "agenda").failed("no column is called case_id")


def test_an_export_whose_meeting_is_not_one_is_refused_with_line_and_field(
    program: Program, filled: str, tmp_path: Path
) -> None:
    file = tmp_path / "out.json"
    file.write_text('{"meeting": {"id": "m", "title": "T",\n "starts": "soon"},\n "cases": [{"id": "N"}]}')
    answer = program("import", file, "--meeting", filled)
    answer.failed("its meeting: line 2 (meeting m): starts: ")
    assert "N" not in [each["id"] for each in program("export", filled).json["cases"]]


def test_the_published_cases_go_round_too(program: Program, tmp_path: Path) -> None:
    published = shipped("data", "demo", "published.jsonl").read_text(encoding="utf-8").splitlines()
    exported = again(program, tmp_path, [json.loads(line) for line in published if line.strip()])
    assert [read(each) for each in exported] == [read(json.loads(line)) for line in published if line.strip()]


def test_a_file_is_written_whole_and_private_and_nothing_is_printed(
    program: Program, filled: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for form in ("csv", "json"):
        answer = program("export", filled, "--format", form, "-o", out)
        assert (answer.code, answer.out, answer.err) == (0, "", "")
        assert out.read_bytes() == program("export", filled, "--format", form).printed
        assert stat.S_IMODE(out.stat().st_mode) == 0o600
        assert [each.name for each in tmp_path.iterdir() if each != program.data] == ["out"]


def test_what_no_export_wrote_is_kept_beside_and_that_is_told(program: Program, filled: str, tmp_path: Path) -> None:
    out, kept = tmp_path / "out.json", tmp_path / "out.json.~1~"
    out.write_bytes(b"a letter")
    answer = program("export", filled, "-o", out)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == f"tumorboard: note: another file stood at {out}; it is kept as {kept}\n"
    assert (out.read_bytes(), kept.read_bytes()) == (program("export", filled).printed, b"a letter")


@pytest.mark.parametrize("place", ["", "none/out.json", "data/board.json/out.json"])
def test_a_place_that_cannot_be_written_is_named(program: Program, filled: str, tmp_path: Path, place: str) -> None:
    program("export", filled, "-o", tmp_path / place).failed(str(tmp_path / place))


def test_an_export_that_fails_leaves_the_older_file(program: Program, filled: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_bytes(b"older")
    program("export", "nope", "-o", out).failed("nope")
    assert out.read_bytes() == b"older"


def test_a_pipe_is_written_to_and_never_replaced_by_a_file(program: Program, filled: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    answer = program("export", filled, "-o", pipe)
    written = os.read(reader, 65536)
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode), "as root, -o /dev/stdout or /dev/null would replace the device"
    assert answer.code == 1 or json.loads(written)["meeting"]["id"] == filled


def test_a_reader_that_goes_away_ends_it_quietly(program: Program, filled: str) -> None:
    process = program.started("export", filled)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) in (0, 1)
    process.stderr.close()
