"""Settings and folders that cannot be used: one line that names the file, the key and what is allowed."""

import os
from pathlib import Path

import pytest

from tests.cli.program import Program

COMMANDS = [("meetings",), ("evaluate", "-")]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "colour = 1",
            "colour: unknown key; allowed: escc_1c allow_acting_as network_folder service_account quorum "
            "minutes_per_case readiness_days readiness_warns surveillance_days holidays theme discreet",
        ),
        ('quorum = ["spine_surgery", "wizardry"]', "quorum: "),
        ("[surveillance_days]\nsbrt = 5", "surveillance_days.sbrt: unknown key; allowed: sbrt_low "),
        ("[surveillance_days]\nsbrt_low = 0", "surveillance_days.sbrt_low: "),
        ('readiness_warns = ["luck"]', "readiness_warns.luck: unknown key; allowed: identifier "),
        ("[readiness_days]\nmri = 0", "readiness_days.mri: "),
        ("[readiness_days]\nquestion = 9", "readiness_days.question: unknown key; allowed: mri escc_read sins_read ct"),
        ('holidays = ["Christmas"]', "holidays.0: "),
        ('escc_1c = "mid"', "escc_1c: input should be 'low' or 'high'"),
        ("allow_acting_as = 1", "allow_acting_as: "),
        ("theme = 5", "theme: "),
        ("theme =", "not valid TOML"),
        ("theme = 'a'\ntheme = 'b'", "not valid TOML"),
        ("theme = '\udcff'", "not valid TOML"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    program: Program, folder: Path, command: tuple[str, ...], written: str, words: str
) -> None:
    folder.mkdir()
    settings = folder / "settings.toml"
    settings.write_bytes(written.encode(errors="surrogateescape"))
    program(*command, stdin=b'{"id": "A"}').failed(f"{settings}: ", words)
    assert [each.name for each in folder.iterdir()] == ["settings.toml"]


def test_settings_that_cannot_be_read_are_named(program: Program, folder: Path) -> None:
    (folder / "settings.toml").mkdir(parents=True)
    program("meetings").failed(str(folder / "settings.toml"), "cannot be read")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("below", ["", "below"])
def test_a_data_folder_that_is_a_file_is_named(
    program: Program, tmp_path: Path, command: tuple[str, ...], below: str
) -> None:
    letter = tmp_path / "letter"
    letter.write_bytes(b"Dear colleague")
    program(*command, "--data", letter / below, stdin=b'{"id": "A"}').failed(str(letter), "name the data folder")
    assert letter.read_bytes() == b"Dear colleague"


def test_a_damaged_store_is_named_by_every_command_that_opens_it(program: Program, folder: Path, meeting: str) -> None:
    (folder / "board.json").write_bytes(b"")
    for command in (
        ("meetings",),
        ("people",),
        ("export", meeting),
        ("meeting", "new", "--title", "T", "--starts", "2099-01-01T08:00"),
    ):
        program(*command).failed(str(folder / "board.json"), "tumorboard recover --dry-run")
    assert (folder / "board.json").read_bytes() == b""


@pytest.mark.parametrize("by", ["flag", "environment", "settings"])
def test_a_theme_that_nobody_knows_stops_no_command_without_a_screen(
    program: Program, folder: Path, meeting: str, by: str
) -> None:
    if by == "settings":
        (folder / "settings.toml").write_text('theme = "nope"\n', encoding="utf-8")
    flag = ["--theme", "nope"] if by == "flag" else []
    if by == "environment":
        os.environ["TUMORBOARD_THEME"] = "nope"
    answer = program(*flag, "meetings")
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("command", [[], ["demo"]], ids=["the Board", "demo"])
@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_without_a_terminal_the_screens_say_so_in_one_line(program: Program, command: list[str], term: str) -> None:
    answer = program(*command, TERM=term).failed("needs a terminal", "tumorboard evaluate")
    assert answer.out == ""
    assert not program.data.exists()
