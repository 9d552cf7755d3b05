"""Settings and folders that cannot be used: one line that names the file, the key and what is allowed."""

import os
from pathlib import Path

import pytest

from tests.cli.program import Program
from tumorboard.config import Settings, load_settings

COMMANDS = [("meetings",), ("evaluate", "-")]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    ("written", "words"),
    [
        ('service_acount = "tumorboard"', "service_acount: unknown key; if service_account is meant"),
        ('ESCC-1c = "high"', "ESCC-1c: unknown key; if escc_1c is meant"),
        ("service_account = 5", "service_account: "),
        ('quorum = ["spine_surgery", "wizardry"]', "quorum: "),
        ("[surveillance_days]\nsbrt = 5", "surveillance_days.sbrt: unknown key; allowed: sbrt_low "),
        ("[surveillance_days]\nsbrt_low = 0", "surveillance_days.sbrt_low: "),
        ('readiness_warns = ["luck"]', "readiness_warns.luck: unknown key; allowed: identifier "),
        ("[readiness_days]\nmri = 0", "readiness_days.mri: "),
        ("[readiness_days]\nquestion = 9", "readiness_days.question: unknown key; allowed: mri escc_read sins_read ct"),
        ('escc_1c = "mid"', "escc_1c: input should be 'low' or 'high'"),
        ("escc_1c = 'low'\nescc_1c = 'high'", "not valid TOML: Cannot overwrite a value (at line 2"),
        ("nonsense", "not valid TOML"),
        ('theme = """neon', "not valid TOML"),
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


def test_a_folder_in_the_place_of_the_settings_is_named(program: Program, folder: Path) -> None:
    settings = folder / "settings.toml"
    settings.mkdir(parents=True)
    program("meetings").failed(f"{settings}: is a folder; move it away")


PASSED_OVER = [
    ("colour = 1", "colour: unknown key, passed over", {}),
    ("faults = ['x']", "faults: unknown key, passed over", {}),
    ("discret = false", "discret: unknown key; if discreet is meant, write that: names are hidden", {"discreet": True}),
    (
        "plain_driver = 'x'",
        "plain_driver: input should be a valid boolean; whole rows are sent",
        {"plain_driver": True},
    ),
    ("discreet = 'no'", "discreet: input should be a valid boolean; names are hidden", {"discreet": True}),
    ("allow_acting_as = 1", "allow_acting_as: input should be a valid boolean; nobody may", {}),
    ("network_folder = 'yes'", "network_folder: input should be a valid boolean; it may not", {}),
    ("theme = 5", "theme: input should be a valid string; clinic-dark is used", {}),
    ("theme = neon", "line 1: theme cannot be read; clinic-dark is used", {}),
    ("theme = 'mono'\ntheme = 'neon'", "line 2: theme cannot be read; clinic-dark is used", {}),
    ("discreet = false\ndiscreet = true", "line 2: discreet cannot be read; names are hidden", {"discreet": True}),
    ("minutes_per_case = 0", "minutes_per_case: input should be greater than or equal to 1; 10 is used", {}),
    ('holidays = ["Christmas"]', "holidays.0: ", {}),
]


@pytest.mark.parametrize(("written", "words", "taken"), PASSED_OVER)
def test_a_preference_that_cannot_be_used_is_named_and_falls_to_its_default_or_to_the_closed_side(
    folder: Path, written: str, words: str, taken: dict[str, object]
) -> None:
    folder.mkdir()
    (folder / "settings.toml").write_text(f'{written}\nescc_1c = "high"\n', encoding="utf-8")
    settings = load_settings(folder, None, {})
    (fault,) = settings.faults
    assert words in fault
    assert fault.startswith("settings.toml: ")
    assert settings.model_copy(update={"faults": ()}) == Settings.model_validate({"escc_1c": "high", **taken})


def test_every_fault_is_named_and_what_is_sound_counts(folder: Path) -> None:
    folder.mkdir()
    lines = ('theme = "mono"', "theme = neon", "sparkle = 1", "minutes_per_case = '9'", 'quorum = ["radiology"]')
    (folder / "settings.toml").write_text("\n".join(lines), encoding="utf-8")
    settings = load_settings(folder, None, {})
    assert [fault.split(":")[1].strip() for fault in settings.faults] == ["line 2", "sparkle", "minutes_per_case"]
    assert (settings.quorum, settings.theme, settings.minutes_per_case) == (("radiology",), "clinic-dark", 10)
    assert load_settings(folder, "mono", {}).theme == "mono"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_tells_what_it_passed_over_beside_its_answer(
    program: Program, folder: Path, meeting: str, command: tuple[str, ...]
) -> None:
    (folder / "settings.toml").write_text("sparkle = 1\n", encoding="utf-8")
    answer = program(*command, "--json", stdin=b'{"id": "A"}')
    assert answer.err == "tumorboard: note: settings.toml: sparkle: unknown key, passed over\n"
    assert answer.json


def test_settings_that_cannot_be_read_are_named(program: Program, folder: Path) -> None:
    (folder / "settings.toml").mkdir(parents=True)
    program("meetings").failed(str(folder / "settings.toml"), "is a folder")


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
