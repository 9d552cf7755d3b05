"""`evaluate`: every case answered in order as it is read, nothing stored, and always a closed array."""

import json
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import PROGRAM, Answer, Program, jsonl
from tests.strategies import Json, read
from tumorboard.clinical.assessment import assess
from tumorboard.clinical.policy import Policy
from tumorboard.exchange.evaluation import evaluation

T8: Json = {"id": "T8", "lesions": [{"level": "T8", "escc": "2", "sins": {"pain": "mechanical"}}]}
BARE: Json = {"id": "BARE"}
MANY = [{**T8, "id": f"X{number}"} for number in range(400)]


def expected(*cases: Json) -> Any:
    return json.loads(json.dumps([evaluation(assess(read(case), Policy())) for case in cases]))


def lines(*cases: Json) -> bytes:
    return b"".join(json.dumps(case).encode() + b"\n" for case in cases)


@pytest.mark.parametrize("shape", ["lines", "array", "one object"])
def test_each_shape_of_a_file_is_answered_in_order(program: Program, tmp_path: Path, shape: str) -> None:
    file = tmp_path / "cases"
    cases = [T8] if shape == "one object" else [T8, BARE]
    file.write_bytes(lines(*cases) if shape == "lines" else json.dumps(T8 if len(cases) == 1 else cases).encode())
    assert program("evaluate", file, "--json").json == expected(*cases)


def test_standard_input_is_read_when_the_file_is_a_dash(program: Program) -> None:
    assert program("evaluate", "-", "--json", stdin=lines(T8, BARE)).json == expected(T8, BARE)


def test_an_empty_array_is_answered_with_one(program: Program) -> None:
    assert program("evaluate", "-", "--json", stdin=b"[]").json == []


def test_without_json_a_page_for_each_case_is_printed(program: Program) -> None:
    answer = program("evaluate", "-", stdin=lines(T8, BARE))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.index("T8 ·") < answer.out.index("BARE ·")
    assert "SINS" in answer.out


def test_nothing_is_stored(program: Program) -> None:
    program("evaluate", "-", "--json", stdin=lines(T8))
    assert list(program.cwd.iterdir()) == []


def test_the_sites_side_of_grade_1c_is_used(program: Program, folder: Path) -> None:
    case = {"id": "A", "lesions": [{"level": "T8", "escc": "1c"}], "neurology": {"myelopathy": False}}
    folder.mkdir()
    sides = []
    for side in ("low", "high"):
        (folder / "settings.toml").write_text(f'escc_1c = "{side}"\n', encoding="utf-8")
        answer = program("evaluate", "-", "--json", stdin=lines(case)).json
        sides.append(answer[0]["lesions"][0]["noms"]["neurologic"])
    assert sides == [["low"], ["high"]]


@pytest.mark.parametrize("bad", [b'{"id": "C", "colour": 1}', b'{"id": "T8"}', b"nonsense", b"{", b"\xff"])
def test_a_bad_record_ends_the_work_after_the_cases_before_it(program: Program, bad: bytes) -> None:
    answer = program("evaluate", "-", "--json", stdin=lines(T8, BARE) + bad + b"\n" + lines({"id": "Z"}))
    answer.failed("standard input: line 3")
    assert json.loads(answer.printed) == expected(T8, BARE)


def test_a_bad_record_in_a_file_is_named_with_file_line_case_and_field(program: Program, tmp_path: Path) -> None:
    file = jsonl(tmp_path / "cases.jsonl", T8, {"id": "C", "lesions": [{"level": "T13"}]})
    answer = program("evaluate", file).failed(f"{file}: line 2 (case C): lesions[0].level: 'T13' is not allowed")
    assert answer.out.startswith("T8 ·")


@pytest.mark.parametrize("garbage", [b"", b"\n\n", b"\x00\x01\x02", b"%PDF-1.7\n%\xe2\xe3", b"<xml/>", b"[", b'{"id"'])
def test_garbage_is_one_complaint_and_an_empty_array(program: Program, garbage: bytes) -> None:
    answer = program("evaluate", "-", "--json", stdin=garbage).failed()
    assert json.loads(answer.printed) == []


def test_the_first_cases_are_answered_before_the_last_are_there(program: Program) -> None:
    process = program.started("evaluate", "-", "--json")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(lines(*MANY[:-1]))
    process.stdin.flush()
    first = process.stdout.read(2)
    rest, complained = process.communicate(lines(MANY[-1]), timeout=60)
    assert (process.returncode, complained) == (0, b"")
    assert [each["id"] for each in json.loads(first + rest)] == [case["id"] for case in MANY]


def test_a_stop_by_ctrl_c_leaves_a_closed_array_and_no_traceback(program: Program) -> None:
    process = program.started("evaluate", "-", "--json")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(lines(*MANY))
    process.stdin.flush()
    first = process.stdout.read(2)
    process.send_signal(signal.SIGINT)
    rest, complained = process.communicate(timeout=60)
    assert process.returncode == 1
    assert complained.decode().splitlines() == ["tumorboard: stopped; nothing was left half done"]
    answered = [each["id"] for each in json.loads(first + rest)]
    assert answered == [case["id"] for case in MANY][: len(answered)]


@pytest.mark.parametrize("form", [["--json"], []])
def test_a_reader_that_goes_away_ends_it_quietly(program: Program, tmp_path: Path, form: list[str]) -> None:
    file = jsonl(tmp_path / "many.jsonl", *MANY)
    process = program.started("evaluate", file, *form)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) in (0, 1)
    process.stderr.close()


@pytest.mark.parametrize("form", [["--json"], []])
def test_output_that_cannot_be_written_is_told(program: Program, tmp_path: Path, form: list[str]) -> None:
    file = jsonl(tmp_path / "cases.jsonl", T8)
    with Path("/dev/full").open("wb") as full:
        arguments = [*PROGRAM, "evaluate", str(file), *form]
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, env=program.environment(), check=False)
    Answer(done.returncode, b"", done.stderr).failed("No space left on device")


@pytest.mark.parametrize("way", ["nothing", "a folder", "below a file", "a name too long"])
def test_a_file_that_cannot_be_opened_is_named_with_what_is_wrong(program: Program, tmp_path: Path, way: str) -> None:
    (tmp_path / "file").write_bytes(lines(T8))
    path, words = {
        "nothing": (tmp_path / "none.json", "no such file"),
        "a folder": (tmp_path, "is a folder; name a file of cases"),
        "below a file": (tmp_path / "file" / "below", "file"),
        "a name too long": (tmp_path / ("x" * 300), "x" * 300),
    }[way]
    answer = program("evaluate", path, "--json").failed(str(path), words)
    assert answer.out in ("", "[]\n")


def test_all_that_is_wrong_with_a_record_is_told_in_the_one_line(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_text('{"id": "A",\n "route": "soon",\n "systemic": {"ecog": 9}}')
    (line,) = (
        program("evaluate", file).failed(f"{file}: line 2 (case A): route: 'soon' is not allowed").err.splitlines()
    )
    assert line.endswith("; line 3: systemic.ecog: 9: allowed is 4 or less")
