"""`tumorboard --me` without a terminal: what awaits my view, red first, and gone when it is in."""

from datetime import UTC, datetime

import pytest

from tests.board.casework import case, met
from tests.board.sitting import enrolled, view
from tests.cli.program import Program
from tests.conftest import OpenAs
from tumorboard.board.board import Board

RED = {"neurology": {"progression": "rapid"}}
TO_COME = datetime(2099, 1, 1, 8, tzinfo=UTC)
"""The commands ask the machine's own clock, for which the meeting must not be over."""


@pytest.fixture
def listed(own_board: Board) -> str:
    """A calm and a red case on a meeting of mine; its id."""
    enrolled(own_board)
    return met(
        own_board,
        case("CALM", question="Stabilize\nbefore SBRT?"),
        case("RED", **RED, question="\x1b[31mDecompress tonight?"),
        case("BARE"),
        starts=TO_COME,
    )


def test_a_line_for_each_case_red_first(program: Program, listed: str) -> None:
    answer = program("--me")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines() == [
        f"RED  {listed}  RED  [31mDecompress tonight?",
        f"CALM  {listed}  Stabilize before SBRT?",
        f"BARE  {listed}  no question recorded",
    ]


@pytest.mark.parametrize("arguments", [("--me", "--json"), ("--json", "--me")])
def test_the_same_as_json(program: Program, listed: str, arguments: tuple[str, ...]) -> None:
    assert program(*arguments).json == [
        {"id": "RED", "meeting": listed, "red": True, "question": "[31mDecompress tonight?"},
        {"id": "CALM", "meeting": listed, "red": False, "question": "Stabilize\nbefore SBRT?"},
        {"id": "BARE", "meeting": listed, "red": False, "question": None},
    ]


def test_what_i_gave_a_view_on_awaits_me_no_longer(program: Program, own_board: Board, listed: str) -> None:
    for key in ("RED", "CALM"):
        own_board.views.submit(listed, key, view("sbrt"))
    assert [each["id"] for each in program("--me", "--json").json] == ["BARE"]
    own_board.views.submit(listed, "BARE", view("sbrt"))
    assert program("--me").out == "nothing awaits your view\n"
    assert program("--me", "--json").json == []


def test_it_is_asked_for_whoever_acts(program: Program, open_as: OpenAs) -> None:
    chair = open_as()
    enrolled(chair)
    met(chair, case("A"), starts=TO_COME)
    assert program("--me").out == "a specialist, clinician or chair gives a view; you do not\n"
    (program.data / "settings.toml").write_text("allow_acting_as = true\n", encoding="utf-8")
    assert [each["id"] for each in program("--me", "--json", "--as", "surgeon").json] == ["A"]
    assert program("--me", "--json", "--as", "observer").json == []


def test_the_bare_command_without_a_terminal_still_says_that_it_needs_one(program: Program, listed: str) -> None:
    program().failed("the Board needs a terminal")


@pytest.mark.parametrize(
    "arguments", [("--json",), ("--me", "meetings"), ("--json", "meetings"), ("meetings", "--me")], ids=" ".join
)
def test_it_is_no_option_of_other_commands(program: Program, arguments: tuple[str, ...]) -> None:
    answer = program(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: tumorboard")
    assert not program.data.exists()


def test_help_says_what_it_is(program: Program) -> None:
    assert "--me" in program("--help").out
