"""The command line as a contract: exit codes, options on either side, JSON and nothing else on standard output."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

import tumorboard
from tests.cli.program import PROGRAM, Program, jsonl
from tests.conftest import OpenAs
from tumorboard.board.board import Board

COMMANDS = ["evaluate", "import", "export", "meetings", "meeting", "people", "schema", "demo"]
WRONG_USAGE = [
    ["nonsense"],
    ["--nonsense"],
    ["meetings", "--nonsense"],
    ["evaluate"],
    ["evaluate", "a", "b"],
    ["import", "file"],
    ["meeting"],
    ["meeting", "new", "--title", "T"],
    ["people", "remove", "x"],
    ["people", "add", "x"],
    ["people", "add", "x", "--name", "X", "--role", "king"],
    ["export"],
    ["export", "x", "--format", "xml"],
    ["schema"],
    ["schema", "meeting"],
    ["meetings", "--data"],
]


def test_the_version_is_one_line(program: Program) -> None:
    answer = program("--version")
    assert (answer.code, answer.out, answer.err) == (0, f"tumorboard {tumorboard.__version__}\n", "")


def test_help_names_every_command_and_its_options(program: Program) -> None:
    answer = program("--help")
    assert (answer.code, answer.err) == (0, "")
    for command in (*COMMANDS, "--data", "--theme", "--as", "--version"):
        assert re.search(rf"(^|\s){command}\b", answer.out, re.MULTILINE), command


@pytest.mark.parametrize("command", ["evaluate", "import", "meeting new", "people edit"])
def test_every_command_explains_itself(program: Program, command: str) -> None:
    answer = program(*command.split(), "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"usage: tumorboard {command}")
    assert "--data" in answer.out


@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_ends_with_2_and_touches_nothing(program: Program, arguments: list[str]) -> None:
    answer = program(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: tumorboard")
    assert "Traceback" not in answer.err
    assert not program.data.exists()


def test_the_schema_is_json_and_that_of_the_case_format(program: Program) -> None:
    schema = program("schema", "case").json
    assert schema["title"] == "tumorboard.case/1"
    assert schema["required"] == ["id"]
    assert {"lesions", "neurology", "systemic", "primary"} <= set(schema["properties"])


@pytest.mark.parametrize("side", ["before", "after", "within"])
def test_common_options_stand_on_either_side_of_the_command(program: Program, tmp_path: Path, side: str) -> None:
    elsewhere = ("--data", str(tmp_path / "elsewhere"))
    arguments = {
        "before": (*elsewhere, "meeting", "new"),
        "after": ("meeting", "new", *elsewhere),
        "within": ("meeting", *elsewhere, "new"),
    }[side]
    assert program(*arguments, "--title", "T", "--starts", "2099-01-01T08:00", "--json").json == {"id": "20990101-t"}
    assert (tmp_path / "elsewhere" / "board.json").exists()
    assert not program.data.exists()


@pytest.mark.parametrize(
    "arguments", [("people", "--json", "list"), ("people", "list", "--json"), ("people", "--json")]
)
def test_json_may_be_asked_before_or_after_the_verb(program: Program, arguments: tuple[str, ...]) -> None:
    assert [set(each) for each in program(*arguments).json] == [{"id", "name", "roles", "specialty"}]


def test_the_data_folder_is_the_flag_else_the_environment_else_the_users_own(program: Program, tmp_path: Path) -> None:
    program("meetings", "--data", tmp_path / "flag")
    assert [each.name for each in tmp_path.iterdir()] == ["flag"]
    program("meetings")
    assert program.data.is_dir()
    program("meetings", TUMORBOARD_DATA="", XDG_DATA_HOME=str(tmp_path / "xdg"))
    assert (tmp_path / "xdg" / "tumorboard" / "board.json").exists()
    program("meetings", "--data", "~/tilde")
    assert (tmp_path / "home" / "tilde" / "board.json").exists()


def test_a_new_store_is_told_on_standard_error_only(program: Program) -> None:
    answer = program("meetings", "--json")
    assert answer.json == []
    assert re.fullmatch(r"tumorboard: new store in .*: \S+ is its chair and coordinator\n", answer.err)
    assert program("meetings", "--json").err == ""


def test_everything_that_prints_json_prints_nothing_else(program: Program, meeting: str, tmp_path: Path) -> None:
    file = jsonl(tmp_path / "cases.jsonl", {"id": "A", "lesions": [{"level": "T8"}]}, {"id": "B"}, {"id": "C", "x": 1})
    for arguments in (
        ("import", file, "--meeting", meeting, "--dry-run", "--json"),
        ("import", file, "--meeting", meeting, "--json"),
        ("meetings", "--json"),
        ("meeting", "new", "--title", "T", "--starts", "2020-01-01T08:00", "--json"),
        ("people", "add", "x", "--name", "X", "--json"),
        ("people", "edit", "x", "--name", "Y", "--json"),
        ("people", "list", "--json"),
        ("export", meeting, "--format", "json"),
        ("export", "A"),
        ("schema", "case"),
    ):
        answer = program(*arguments)
        assert answer.code == 0, (arguments, answer.err)
        json.loads(answer.printed)


def test_acting_as_somebody_else_needs_the_sites_leave(program: Program, folder: Path, open_as: OpenAs) -> None:
    open_as("chair")
    program("--as", "chair", "meetings").failed("--as is not allowed here", "settings.toml")
    new = ("meeting", "new", "--title", "T", "--starts", "2099-01-01T08:00")
    program(*new).failed("may not plan a meeting; the chair or the coordinator may")
    (folder / "settings.toml").write_text("allow_acting_as = true\n", encoding="utf-8")
    assert program(*new, "--as", "chair", "--json").json == {"id": "20990101-t"}
    program("--as", "nobody", "meetings").failed("nobody here is called nobody")


def test_acting_as_somebody_else_is_refused_on_an_empty_store_too(program: Program) -> None:
    program("--as", "nobody", "meetings").failed("--as")
    assert not (program.data / "board.json").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--data", "", "meetings"], ["meetings", "--archive", ""], ["backup", ""], ["evaluate", ""],
        ["export", "A", "-o", ""], ["followups", "--ics", ""], ["knowledge", "check", ""],
    ],
)  # fmt: skip
def test_an_empty_name_is_not_taken_for_none(program: Program, arguments: list[str]) -> None:
    """As of a variable of a script that is not set: the store of somebody else would be read or written."""
    answer = program(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "the name is empty; say which, or leave it out" in answer.err
    assert not program.data.exists()


@pytest.mark.parametrize("command", ["--help", "meetings", "meetings --json"])
def test_what_cannot_be_printed_is_said_in_a_line(program: Program, meeting: str, command: str) -> None:
    shell = f"{shlex.join(PROGRAM)} {command} > /dev/full"
    done = subprocess.run(["sh", "-c", shell], env=program.environment(), capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, b"tumorboard: output: No space left on device\n")


@pytest.mark.parametrize(
    ("shut", "command", "code", "printed"),
    [(">&-", "meetings", 0, b""), ("2>&-", "meetings --json", 0, b"[]\n"), (">&- 2>&-", "nonsense", 2, b""),
     ("2>&-", "export nowhere", 1, b"")],
)  # fmt: skip
def test_a_stream_that_is_shut_takes_what_is_said_and_nothing_else_does(
    program: Program, own_board: Board, shut: str, command: str, code: int, printed: bytes
) -> None:
    shell = f"{shlex.join(PROGRAM)} {command} {shut}"
    done = subprocess.run(["sh", "-c", shell], env=program.environment(), capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (code, printed, b"")


@pytest.mark.parametrize("arguments", [("people",), ("meetings", "--json"), ("export", "nothing"), ("nothing",)])
def test_a_command_forked_from_a_warm_interpreter_answers_as_one_begun_cold(
    program: Program, own_board: Board, arguments: tuple[str, ...]
) -> None:
    assert program(*arguments) == Program(program.data, program.cwd)(*arguments)


def test_what_is_printed_is_utf8_whatever_the_locale(program: Program) -> None:
    assert program("people", "add", "x", "--name", "Dr Łucja Þórsdóttir").code == 0
    answer = program("people", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (answer.code, answer.err) == (0, "")
    assert "Dr Łucja Þórsdóttir" in answer.out


@pytest.mark.parametrize("utf8", ["0", "1"])
def test_what_is_typed_in_another_character_set_is_refused_and_loses_no_letter(program: Program, utf8: str) -> None:
    answer = program("people", "add", "x", "--name", "Dr M\udcfcller", LC_ALL="C", PYTHONUTF8=utf8)
    answer.failed("not UTF-8", "LC_ALL=C.UTF-8")
    assert not program.data.exists()
    named = program.cwd / "caf\udce9.json"
    named.write_text('{"id": "A"}', encoding="utf-8")
    assert program("evaluate", named).code == 0
