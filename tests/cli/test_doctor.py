"""`tumorboard doctor`: what is wrong is named with what to do, nothing is changed; it works when all else refuses."""

import json
import os
import shutil
import stat
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.program import ME, Answer, Program
from tests.conftest import OpenAs
from tests.tui.shown import T8_RENAL
from tumorboard.board.board import Board
from tumorboard.clean import is_clean
from tumorboard.cli.main import main
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import KeyShare
from tumorboard.store.shape import SCHEMA

Found = dict[str, tuple[str, str]]
Doctor = Callable[[], Answer]


def found(answer: Answer) -> Found:
    """State and words by what each finding is about; of several the worst."""
    told: Found = {}
    for each in json.loads(answer.printed):
        assert set(each) == {"about", "state", "says", "todo"}
        if told.get(each["about"], ("fine", ""))[0] != "wrong":
            told[each["about"]] = each["state"], f"{each['says']} → {each['todo']}"
    wrong = [each for each in json.loads(answer.printed) if each["state"] == "wrong"]
    assert answer.code == bool(wrong), answer.err
    assert all(each["todo"] for each in wrong), wrong
    return told


def state_of(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file and folder with its mode, time of change and content."""
    return {
        str(path): (
            path.lstat().st_mode,
            path.lstat().st_mtime_ns,
            path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else b"",
        )
        for path in (folder, *folder.rglob("*"))
    }


@pytest.fixture
def doctor(program: Program, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Doctor:
    """The same command within this process, which is much faster."""
    monkeypatch.setenv("TUMORBOARD_DATA", str(program.data))

    def run() -> Answer:
        code = main(["doctor", "--json"])
        return Answer(code, *capsysbinary.readouterr())

    return run


@pytest.fixture
def stored(own_board: Board, folder: Path, meeting: str) -> Path:
    """A data folder with a meeting, a case with a name, a backup and a draft, as sessions leave it."""
    own_board.intake.admit([Case.model_validate(T8_RENAL)], meeting)
    own_board.drafts.keep("TB-0142", 1, "notes", "Vera falls", own_board.now())
    own_board.tend()
    own_board.close()
    return folder


def test_a_key_that_meetings_name_and_that_is_gone_is_lost_and_not_still_to_come(
    doctor: Doctor, own_board: Board, folder: Path, meeting: str
) -> None:
    shutil.rmtree(folder / "keys")
    assert found(doctor())["key"] == ("fine", "none yet; it is made when it is first needed → ")
    share = KeyShare(person_id=own_board.person.id, wrapped="sealed to the key that is gone")
    own_board.sittings.amend(meeting, lambda each: (each.model_copy(update={"key_shares": (share,)}), ()), "sealed")
    state, words = found(doctor())["key"]
    assert (state, "is lost" in words, "keys/ back" in words) == ("wrong", True, True)


def test_a_sound_set_up_is_fine_in_every_part_and_nothing_is_touched(program: Program, stored: Path) -> None:
    before = state_of(stored)
    told = found(program("doctor", "--json"))
    assert state_of(stored) == before
    assert {state for state, _ in told.values()} == {"fine", "note"}
    assert told["store"][1].startswith("revision 3: 1 meetings, 1 cases, 1 people")
    assert told["enrolment"] == ("fine", f"{ME} is chair and coordinator → ")
    assert told["terminal"][0] == "note"
    assert {about for about, (state, _) in told.items() if state == "fine"} >= {
        "program", "settings", "keymap", "theme", "data folder", "file system", "files", "disk", "backup", "login",
        "key", "clock", "locale",
    }  # fmt: skip
    lines = program("doctor")
    assert (lines.code, lines.err) == (0, "")
    assert lines.out.endswith("nothing is wrong with the set-up\n")


def test_it_names_no_patient(program: Program, stored: Path) -> None:
    printed = program("doctor").out + program("doctor", "--json").out
    for word in ("Example", "Vera", "TB-0142", "Stabilize"):
        assert word not in printed


def test_before_there_is_anything_it_says_so_and_makes_nothing(program: Program) -> None:
    told = found(program("doctor", "--json"))
    assert "is not there yet" in told["data folder"][1]
    assert not program.data.exists()


def edited(folder: Path, old: str, new: str) -> None:
    """Change the snapshot from outside, as with an editor."""
    path = folder / "board.json"
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


def replaced(path: Path, put: Callable[[Path], None]) -> None:
    """Take a file away, and put something else in its place."""
    path.unlink()
    put(path)


def without(pattern: str) -> Callable[[Path], object]:
    def breaks(folder: Path) -> None:
        for path in list(folder.glob(pattern)):
            path.unlink()

    return breaks


def modes(mode: int, pattern: str) -> Callable[[Path], object]:
    def breaks(folder: Path) -> None:
        for path in [folder] if pattern == "." else list(folder.glob(pattern)):
            path.chmod(mode)

    return breaks


def of_site(text: str) -> Callable[[Path], object]:
    def breaks(folder: Path) -> None:
        (folder / "knowledge").mkdir(mode=0o700)
        (folder / "knowledge" / "noms.toml").write_text(text, encoding="utf-8")

    return breaks


def settled(text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / "settings.toml").write_text(text, encoding="utf-8")


BROKEN: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "settings refused": (settled("escc_1c = 'mid'"), "settings", "escc_1c"),
    "settings no TOML": (settled("nonsense"), "settings", "not valid TOML"),
    "settings passed over": (settled("sparkle = 1"), "settings", "may hold: escc_1c"),
    "theme": (settled("theme = 'neon'"), "theme", "no theme is called neon"),
    "service account": (settled(f"service_account = '{ME}'"), "login", "TUMORBOARD_LOGIN"),
    "open folder": (modes(0o755, "."), "data folder", "chmod 700"),
    "open file": (modes(0o644, "board.json"), "files", "chmod 600"),
    "open draft": (modes(0o640, "drafts/*"), "files", "chmod 600"),
    "link": (lambda f: (f / "more.json").symlink_to("/etc/hostname"), "files", "is no plain file"),
    "empty store": (lambda f: (f / "board.json").write_bytes(b""), "store", "recover --dry-run"),
    "no JSON": (lambda f: (f / "board.json").write_bytes(b"{"), "store", "recover --dry-run"),
    "store vanished": (without("board.json"), "store", "recover --dry-run"),
    "store is a link": (lambda f: replaced(f / "board.json", lambda p: p.symlink_to("b")), "store", "no plain file"),
    "store is a pipe": (lambda f: replaced(f / "board.json", os.mkfifo), "store", "no plain file"),
    "newer": (lambda f: edited(f, f'"schema":{SCHEMA}', '"schema":99'), "store", "start that version"),
    "edited": (lambda f: edited(f, "Vera", "Mary"), "store", "recover --dry-run"),
    "journal": (lambda f: (f / "board.json.wal").write_bytes(b"x\n"), "store", "recover --dry-run"),
    "site's table": (of_site("sparkle = 1"), "site's tables", "tumorboard knowledge check"),
    "secret key lost": (without("keys/*.key"), "key", "keys/ back"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_wrong_is_named_with_what_to_do_and_left_as_it_is(doctor: Doctor, stored: Path, kind: str) -> None:
    breaks, about, words = BROKEN[kind]
    breaks(stored)
    before = state_of(stored)
    answer = doctor()
    told = found(answer)
    assert told[about][0] == "wrong", told
    assert words in told[about][1]
    assert "wrong with the set-up" in answer.err
    assert state_of(stored) == before


def test_for_a_person_it_is_lines_with_what_to_do_below(program: Program, stored: Path) -> None:
    (stored / "settings.toml").write_text('"\\u001b[2J" = 1\n', encoding="utf-8")
    answer = program("doctor").failed("1 thing is wrong with the set-up")
    assert "✗ WRONG  settings       settings.toml: [2J: unknown key, passed over" in answer.out
    assert "                        → mend " in answer.out
    assert is_clean(answer.out)


def test_an_older_store_is_no_fault(doctor: Doctor, stored: Path) -> None:
    edited(stored, f'"schema":{SCHEMA}', f'"schema":{SCHEMA - 1}')
    without("board.json.wal")(stored)
    without("board.json.lock")(stored)
    assert found(doctor())["store"][0] == "note"


def test_a_clock_behind_the_last_commit_is_wrong(doctor: Doctor, open_as: OpenAs) -> None:
    board = open_as(ME, now=lambda: datetime(2199, 1, 1, tzinfo=UTC))
    meeting = board.meetings.plan("Late", board.now())
    board.intake.admit([Case.model_validate({"id": "A"})], meeting.id)
    assert "2199-01-01" in found(doctor())["clock"][1]


@pytest.mark.parametrize(
    ("environment", "about", "state", "words"),
    [
        ({"TZ": "Mars/Olympus"}, "clock", "wrong", "no time zone known here"),
        ({"TZ": "CET-1CEST,M3.5.0,M10.5.0/3"}, "clock", "fine", "+0"),
        ({"TZ": "Europe/Berlin"}, "clock", "fine", "zone CE"),
        ({"LC_ALL": "de_DE.ISO-8859-1"}, "locale", "wrong", "LC_ALL=C.UTF-8"),
        ({"LC_ALL": "de_DE.utf8@euro"}, "locale", "fine", "UTF-8"),
        ({"LC_ALL": "C"}, "locale", "fine", "C"),
        ({"LANG": "", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "locale", "fine", "no locale"),
        ({"TUMORBOARD_THEME": "neon"}, "theme", "wrong", "no theme is called neon"),
        ({"TUMORBOARD_KEYMAP": "{cwd}/keys.toml"}, "keymap", "wrong", "board.undo: alt+x"),
        ({"XDG_CONFIG_HOME": "{cwd}/none"}, "keymap", "fine", "not there"),
    ],
)
def test_the_environment_is_looked_at(
    program: Program,
    doctor: Doctor,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    about: str,
    state: str,
    words: str,
) -> None:
    (program.cwd / "keys.toml").write_text('[board]\nundo = "alt+x"\n', encoding="utf-8")
    for name, value in environment.items():
        monkeypatch.setenv(name, value.format(cwd=program.cwd))
    time.tzset()
    told = found(doctor())[about]
    assert told[0] == state
    assert words in told[1]


@pytest.mark.parametrize(
    ("ctype", "state", "words"),
    [("C.UTF-8", "fine", "C.UTF-8: UTF-8"), ("", "wrong", "de_DE.ISO-8859-1: the character set is ISO-8859-1")],
)
def test_the_locale_is_the_one_that_the_process_was_given(
    program: Program, monkeypatch: pytest.MonkeyPatch, ctype: str, state: str, words: str
) -> None:
    monkeypatch.setenv("LANG", "de_DE.ISO-8859-1")
    monkeypatch.setenv("LC_CTYPE", ctype)
    told = found(program("doctor", "--json"))["locale"]
    assert told[0] == state
    assert words in told[1]


def test_whom_the_service_account_is_told_of_is_named_and_whether_they_are_enrolled(
    program: Program, stored: Path
) -> None:
    (stored / "settings.toml").write_text(f'service_account = "{ME}"\n', encoding="utf-8")
    told = found(program("doctor", "--json", TUMORBOARD_LOGIN="b.example", SUDO_USER=""))
    assert "b.example, whom TUMORBOARD_LOGIN names" in told["login"][1]
    assert told["enrolment"][0] == "note"
    assert "people add b.example" in told["enrolment"][1]


def test_a_full_disk_is_foreseen(program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tumorboard.store import examination

    folder.mkdir(mode=0o700)
    monkeypatch.setattr(examination, "_LEAST_FREE", shutil.disk_usage(folder).total)
    (disk,) = (each for each in examination.examine(folder, datetime.now(UTC), network_folder=False).findings
               if each.about == "disk")  # fmt: skip
    assert disk.state == "wrong"


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_named(doctor: Doctor, stored: Path) -> None:
    stored.chmod(0)
    try:
        assert found(doctor())["data folder"][0] == "wrong"
    finally:
        stored.chmod(0o700)
