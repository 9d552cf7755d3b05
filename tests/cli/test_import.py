"""`import`: every record checked, the good ones committed in one step, the bad ones reported and set aside."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Program, jsonl
from tests.strategies import Json
from tumorboard.board.board import Board

GOOD: list[Json] = [{"id": "A", "notes": "x"}, {"id": "B", "lesions": [{"level": "T8", "escc": "2"}]}]
UNKNOWN_KEY = {"id": "C", "colour": 1}
WRONG_VALUE = {"id": "D", "lesions": [{"level": "T13"}]}
NOTHING: dict[str, list[Any]] = {"added": [], "changed": [], "duplicate": [], "rejected": []}


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A file with good and bad records: an unknown key, a wrong value, an id given twice, a line that is no JSON."""
    return jsonl(tmp_path / "cases.jsonl", GOOD[0], UNKNOWN_KEY, WRONG_VALUE, GOOD[1], {"id": "A"}, '{"id": "E"')


def rejected_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.rejected.jsonl")


def agenda(board: Board, meeting: str) -> list[str]:
    return list(board.meetings.get(meeting).record.case_ids)


def test_good_records_are_committed_together_and_bad_ones_reported_by_line(
    program: Program, meeting: str, mixed: Path, own_board: Board
) -> None:
    before = own_board.revision()
    answer = program("import", mixed, "--meeting", meeting, "--json")
    told = answer.json
    assert (told["added"], told["changed"], told["duplicate"]) == (["A", "B"], [], [])
    assert [(each["line"], each["id"]) for each in told["rejected"]] == [(2, "C"), (3, "D"), (5, "A"), (6, None)]
    errors = [each["error"] for each in told["rejected"]]
    assert errors[0].startswith("colour: unknown key; allowed here: ")
    assert errors[1] == "lesions[0].level: 'T13' is not allowed; allowed is one of C0…C7 T1…T12 L1…L5 S1…S5"
    assert "duplicate of line 1" in errors[2]
    assert "not valid JSON" in errors[3]
    assert own_board.revision() == before + 1
    assert agenda(own_board, meeting) == ["A", "B"]


def test_what_cannot_be_so_is_asked_on_standard_error_and_taken_as_it_stands(
    program: Program, meeting: str, tmp_path: Path, own_board: Board
) -> None:
    odd = {"id": "A", "systemic": {"ecog": 0, "kps": 30, "labs": {"albumin_g_dl": 38}}}
    file = jsonl(tmp_path / "odd.jsonl", odd, {"id": "B"})
    answer = program("import", file, "--meeting", meeting)
    assert "2 added" in answer.out
    assert answer.err.splitlines() == [
        f"{file}: asked: A: ECOG 0, KPS 30: the two scales do not correspond; which is right?",
        f"{file}: asked: A: albumin 38 g/dL: only 1–6 g/dL is taken as it stands; 38 g/L would be 3.8 g/dL; "
        "check the unit",
    ]
    assert own_board.cases.get("A").record.systemic.labs.albumin_g_dl == 38


def test_without_json_counts_and_ids_are_printed_and_each_bad_line_is_told(
    program: Program, meeting: str, mixed: Path
) -> None:
    answer = program("import", mixed, "--meeting", meeting)
    assert answer.code == 0
    assert answer.out.startswith("2 added, 0 changed, 0 duplicate, 4 rejected")
    assert str(rejected_file(mixed)) in answer.out
    assert [line.split(":")[1].split(" (")[0] for line in answer.err.splitlines()] == [
        f" line {number}" for number in (2, 3, 5, 6)
    ]


def test_bad_records_are_set_aside_as_they_were_to_be_mended_and_imported(
    program: Program, meeting: str, mixed: Path
) -> None:
    program("import", mixed, "--meeting", meeting)
    aside = rejected_file(mixed)
    lines = mixed.read_text(encoding="utf-8").splitlines()
    assert aside.read_text(encoding="utf-8").splitlines() == [lines[1], lines[2], lines[4], lines[5]]
    assert aside.stat().st_mode & 0o077 == 0
    aside.write_text('{"id": "C"}\n{"id": "D", "lesions": [{"level": "T12"}]}\n', encoding="utf-8")
    assert program("import", aside, "--meeting", meeting, "--json").json == {**NOTHING, "added": ["C", "D"]}


def test_where_a_half_mended_side_file_goes_is_told(program: Program, meeting: str, mixed: Path) -> None:
    assert "note: " not in program("import", mixed, "--meeting", meeting).err
    aside = rejected_file(mixed)
    half = '{"id": "C"}\n{"id": "D", "lesions": [{"level": "T13"}]}\n'
    aside.write_text(half, encoding="utf-8")
    earlier = aside.with_name("cases.jsonl.rejected.1.jsonl")
    for arguments in ((), ("--json",)):
        answer = program("import", aside, "--meeting", meeting, *arguments)
        assert f"tumorboard: note: what was set aside before lies in {earlier} now\n" in answer.err
        assert earlier.read_text(encoding="utf-8") == half
        aside.write_text(half, encoding="utf-8")
        earlier.unlink()
    assert "note: " not in program("import", aside, "--meeting", meeting, "--dry-run").err


def test_a_record_of_an_array_is_set_aside_on_one_line_with_everything_in_it(
    program: Program, meeting: str, tmp_path: Path
) -> None:
    file = tmp_path / "cases.json"
    huge = 2**70
    file.write_text(json.dumps([*GOOD, {**UNKNOWN_KEY, "notes": "é\n", "n": huge}], indent=1), encoding="utf-8")
    program("import", file, "--meeting", meeting)
    (line,) = rejected_file(file).read_text(encoding="utf-8").splitlines()
    assert json.loads(line) == {**UNKNOWN_KEY, "notes": "é\n", "n": huge}


@pytest.mark.parametrize("refused", ['"notes": "1",\n "notes": "2"', '"pain": {"score": NaN}'])
def test_a_record_of_an_array_that_is_refused_hides_none_of_the_others_and_is_set_aside(
    program: Program, meeting: str, tmp_path: Path, refused: str
) -> None:
    file = tmp_path / "cases.json"
    file.write_text(f'[{{"id": "A"}},\n{{"id": "BAD", {refused}}},\n{{"id": "Z"}}]\n', encoding="utf-8")
    told = program("import", file, "--meeting", meeting, "--json").json
    assert told["added"] == ["A", "Z"]
    assert [each["line"] for each in told["rejected"]] == [2]
    (line,) = rejected_file(file).read_text(encoding="utf-8").splitlines()
    assert line == f'{{"id": "BAD", {refused}}}'.replace("\n", " ")


def test_what_follows_a_break_in_an_array_is_set_aside_and_not_lost(
    program: Program, meeting: str, tmp_path: Path
) -> None:
    file = tmp_path / "cases.json"
    file.write_text('[{"id": "A"},\n{"id": "B", "notes": "half', encoding="utf-8")
    told = program("import", file, "--meeting", meeting, "--json").json
    assert told["added"] == ["A"]
    assert [each["line"] for each in told["rejected"]] == [2]
    assert "half" in rejected_file(file).read_text(encoding="utf-8")


def test_the_second_import_of_a_file_adds_nothing(
    program: Program, meeting: str, mixed: Path, own_board: Board
) -> None:
    program("import", mixed, "--meeting", meeting)
    revision = own_board.revision()
    told = program("import", mixed, "--meeting", meeting, "--json").json
    assert (told["added"], told["changed"], told["duplicate"]) == ([], [], ["A", "B"])
    assert own_board.revision() == revision
    assert [each.name for each in mixed.parent.iterdir() if "rejected" in each.name] == [rejected_file(mixed).name]


def test_new_content_is_a_change_and_another_meeting_a_rediscussion(
    program: Program, meeting: str, tmp_path: Path, own_board: Board
) -> None:
    file = jsonl(tmp_path / "cases.jsonl", *GOOD)
    program("import", file, "--meeting", meeting)
    jsonl(file, {**GOOD[0], "notes": "y"}, GOOD[1])
    told = program("import", file, "--meeting", meeting, "--json").json
    assert told == {**NOTHING, "changed": ["A"], "duplicate": ["B"]}
    again = own_board.meetings.plan("Again", own_board.now()).id
    assert program("import", file, "--meeting", again, "--json").json == {**NOTHING, "added": ["A", "B"]}
    assert own_board.cases.get("A").record.notes == "y"


@pytest.mark.parametrize("onto_another", [False, True])
def test_recorded_facts_that_the_file_does_not_hold_are_told_before_and_when_they_go(
    program: Program, meeting: str, tmp_path: Path, own_board: Board, onto_another: bool
) -> None:
    known = {
        "id": "A",
        "question": "Decompress now?",
        "neurology": {"ambulation": "non_ambulatory", "myelopathy": True},
    }
    file = jsonl(tmp_path / "cases.jsonl", known)
    program("import", file, "--meeting", meeting)
    jsonl(file, {"id": "A", "question": "Decompress now?"})
    to = own_board.meetings.plan("Again", own_board.now()).id if onto_another else meeting
    would = program("import", file, "--meeting", to, "--dry-run").err
    assert "A: would take away what was recorded here: neurology" in would
    assert "A: took away what was recorded here: neurology" in program("import", file, "--meeting", to).err
    assert "recorded here" not in program("import", file, "--meeting", to).err


def test_a_dry_run_says_what_would_happen_and_writes_nothing(
    program: Program, meeting: str, mixed: Path, own_board: Board, tmp_path: Path
) -> None:
    program("meetings")  # the first session of a day writes a backup
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    tried = program("import", mixed, "--meeting", meeting, "--dry-run", "--json").json
    assert tried["added"] == ["A", "B"]
    assert len(tried["rejected"]) == 4
    said = program("import", mixed, "--meeting", meeting, "--dry-run").out
    assert said.startswith("2 would be added")
    assert {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()} == before
    assert program("import", mixed, "--meeting", meeting, "--json").json == tried


def test_an_earlier_side_file_is_kept(program: Program, meeting: str, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    for bad in ("first", "second", "third"):
        program("import", jsonl(file, GOOD[0], {"id": "C", bad: 1}), "--meeting", meeting)
    assert "third" in rejected_file(file).read_text(encoding="utf-8")
    kept = sorted(each.read_text(encoding="utf-8") for each in tmp_path.glob("cases.jsonl.rejected*"))
    assert [word for word in ("first", "second", "third") if any(word in text for text in kept)] == [
        "first", "second", "third",
    ]  # fmt: skip


def test_a_file_of_nothing_but_bad_records_fails_with_everything_reported(
    program: Program, meeting: str, tmp_path: Path, own_board: Board
) -> None:
    file = jsonl(tmp_path / "cases.jsonl", UNKNOWN_KEY, WRONG_VALUE)
    revision = own_board.revision()
    answer = program("import", file, "--meeting", meeting, "--json").failed("nothing could be imported")
    assert [each["id"] for each in json.loads(answer.printed)["rejected"]] == ["C", "D"]
    assert len(rejected_file(file).read_text(encoding="utf-8").splitlines()) == 2
    assert own_board.revision() == revision


@pytest.mark.parametrize(
    ("raw", "words"),
    [(b"[]", "holds no case"), (b"", "empty"), (b"\xff\xfe\x00", "nothing could be imported"), (b"%PDF", "imported")],
)
def test_a_file_without_a_case_fails(program: Program, meeting: str, tmp_path: Path, raw: bytes, words: str) -> None:
    file = tmp_path / "cases.json"
    file.write_bytes(raw)
    program("import", file, "--meeting", meeting, "--json").failed(str(file), words)


def test_an_unknown_meeting_takes_nothing_and_sets_nothing_aside(
    program: Program, meeting: str, mixed: Path, own_board: Board
) -> None:
    revision = own_board.revision()
    answer = program("import", mixed, "--meeting", f"{meeting}x", "--json")
    answer.failed(f"no meeting is called {meeting}x; see: tumorboard meetings")
    assert (answer.out, own_board.revision(), rejected_file(mixed).exists()) == ("", revision, False)


def test_a_file_that_cannot_be_opened_is_named(program: Program, meeting: str, tmp_path: Path) -> None:
    program("import", tmp_path / "none", "--meeting", meeting).failed(str(tmp_path / "none"), "no such file")
    program("import", tmp_path, "--meeting", meeting).failed(str(tmp_path), "is a folder")
    program("import", "-", "--meeting", meeting, stdin=b'{"id":"A"}').failed("import reads a file")


def test_every_fault_of_a_record_is_told_a_line_each_and_in_one_entry_of_the_json(
    program: Program, meeting: str, tmp_path: Path
) -> None:
    file = jsonl(tmp_path / "bad.jsonl", {"id": "A", "route": "soon", "systemic": {"ecog": 9}}, {"id": "B"})
    told = program("import", file, "--meeting", meeting, "--dry-run").err.splitlines()
    assert [line.removeprefix(f"{file}: line 1 (case A): ").split(":")[0] for line in told] == [
        "route",
        "systemic.ecog",
    ]
    (rejected,) = program("import", file, "--meeting", meeting, "--dry-run", "--json").json["rejected"]
    assert (rejected["line"], rejected["id"]) == (1, "A")
    assert rejected["error"].startswith("route: 'soon' is not allowed; ")
    assert rejected["error"].endswith("; systemic.ecog: 9: allowed is 4 or less")
