"""Text that acts on a terminal: from arguments, file names and files, it never reaches the terminal as it is."""

import json
import os
from pathlib import Path

import pytest

from tests.cli.program import Answer, Program, jsonl
from tumorboard.board.board import Board
from tumorboard.clean import is_clean

ESCAPE = "\x1b[31mred\x9b2J\x07\u202e"
NOT_UTF8 = os.fsdecode(b"caf\xe9\x9b31m")


def assert_plain(answer: Answer) -> None:
    """Nothing but plain UTF-8 text came out, whatever the command thought of it."""
    assert answer.code in (0, 1, 2)
    for text in (answer.out, answer.err):
        assert is_clean(text), repr(text)
    assert "unforeseen" not in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("{}",), ("meetings", "{}"), ("meetings", "--{}"), ("schema", "{}"), ("people", "{}"), ("export", "{}"),
        ("evaluate", "{}"), ("evaluate", "{}", "--json"), ("import", "{}", "--meeting", "x"),
        ("--as", "{}", "meetings"), ("--theme", "{}", "meetings"), ("--data", "{}", "meetings"),
        ("people", "edit", "{}", "--name", "x"), ("people", "add", "{}", "--name", "{}", "--specialty", "{}"),
        ("people", "add", "x", "--name", "x", "--role", "{}"),
        ("meeting", "new", "--title", "{}", "--starts", "2099-01-01T08:00"),
        ("meeting", "new", "--title", "x", "--starts", "{}"), ("export", "x", "-o", "{}"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("text", [ESCAPE, NOT_UTF8], ids=["escape codes", "not UTF-8"])
def test_an_argument_never_acts_on_the_terminal(
    program: Program, own_board: Board, arguments: tuple[str, ...], text: str
) -> None:
    assert_plain(program(*(part.format(text) for part in arguments)))


@pytest.mark.parametrize("text", [ESCAPE, NOT_UTF8], ids=["escape codes", "not UTF-8"])
def test_the_name_of_a_file_never_acts_on_the_terminal(program: Program, meeting: str, text: str) -> None:
    file = jsonl(program.cwd / f"{text}.jsonl", {"id": "A"}, {"id": "B", "colour": 1})
    for arguments in (("evaluate", file), ("import", file, "--meeting", meeting)):
        answer = program(*arguments)
        assert_plain(answer)
        assert "line 2 (case B)" in answer.err
    bad = jsonl(program.cwd / f"{text}.bad", {"id": "B", "colour": 1})
    assert_plain(program("import", bad, "--meeting", meeting))
    folder = program.cwd / text
    folder.mkdir()
    assert_plain(program("evaluate", folder))
    assert_plain(program("meetings", "--data", folder))
    (folder / "board.json").write_bytes(b"")
    assert_plain(program("meetings", "--data", folder))
    (folder / "settings.toml").write_bytes(b"x = 1")
    assert_plain(program("meetings", "--data", folder))


def test_text_of_a_title_and_a_name_is_stored_and_shown_clean(program: Program, own_board: Board) -> None:
    program("meeting", "new", "--title", f"Spine {ESCAPE}", "--starts", "2099-01-01T08:00")
    program("people", "add", "x", "--name", f"Dr {ESCAPE}\nsecond line", "--specialty", ESCAPE)
    for command in (("meetings",), ("meetings", "--json"), ("people",), ("people", "--json")):
        answer = program(*command)
        assert_plain(answer)
        assert "[31mred2J" in answer.out
    assert is_clean((program.data / "board.json").read_text(encoding="utf-8"))
    assert "\\u001b" not in (program.data / "board.json").read_text(encoding="utf-8")


def test_text_of_a_case_comes_out_clean_everywhere(program: Program, meeting: str, tmp_path: Path) -> None:
    case = {
        "id": f"A{ESCAPE}", "notes": ESCAPE, "question": ESCAPE, "patient": {"family_name": ESCAPE},
        "primary": {"text": ESCAPE}, "lesions": [{"level": "T8", "escc_read_by": ESCAPE}],
    }  # fmt: skip
    bad = [{"id": f"B{ESCAPE}", ESCAPE: 1}, {"id": "C", "route": ESCAPE}, ESCAPE]
    file = jsonl(tmp_path / "cases.jsonl", case, *bad)
    good = jsonl(tmp_path / "good.jsonl", case)
    for arguments in (
        ("evaluate", good), ("evaluate", good, "--json"), ("evaluate", file),
        ("import", file, "--meeting", meeting, "--dry-run"), ("import", file, "--meeting", meeting, "--json"),
        ("export", meeting),
    ):  # fmt: skip
        answer = program(*arguments)
        assert_plain(answer)
        assert "\\u001b" not in answer.out
        assert "[31mred2J" in answer.out
    exported = json.loads(program("export", meeting).printed)["cases"][0]
    assert (exported["id"], exported["notes"]) == ("A[31mred2J", "[31mred2J")
