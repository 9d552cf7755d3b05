"""From an empty data folder to the printed outcome and a calendar: W1, W6 and W8 with keys alone, on real terminals."""

import csv
import json
import os
import subprocess
from datetime import date
from pathlib import Path

import icalendar
import pytest

from tests.terminal.conftest import PROGRAM, Start
from tests.terminal.terminal import Terminal

SUBMIT, NEXT_SECTION, LAST = "\x13", "\x1b[6~", "\x1b[F"
F3, F4 = "\x1bOR", "\x1bOS"
WIDE = {"columns": 120, "rows": 40}
HEAD = (
    "id", "patient.family_name", "patient.birth_date", "question", "primary.histology", "lesions.0.level",
    "lesions.0.escc", "lesions.0.sins.pain", "lesions.0.sins.bone_lesion", "lesions.0.sins.alignment",
)  # fmt: skip
SPECIALISTS = {
    "surgeon": "spine surgery",
    "radonc": "radiation oncology",
    "medonc": "medical oncology",
    "radiology": "radiology",
}


def row(number: int, birth_date: str = "1960-02-29") -> tuple[str, ...]:
    """A lesion of T12 as a coordinator's table holds it."""
    return (
        f"TB-{number:04}", f"Example-{number}", birth_date, "Screws, or radiation alone?", "renal_cell", "T12", "1b",
        "mechanical", "lytic", "normal",
    )  # fmt: skip


def table(path: Path, *rows: tuple[str, ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty data folder, whose settings let one keyboard act for several people."""
    folder = tmp_path / "board"
    folder.mkdir(mode=0o700)
    (folder / "settings.toml").write_text("allow_acting_as = true\n", encoding="utf-8")
    return folder


def told(folder: Path, *arguments: str) -> bytes:
    """What one of the program's commands prints."""
    environment = {**os.environ, "TUMORBOARD_DATA": str(folder)}
    return subprocess.run([*PROGRAM, *arguments], env=environment, check=True, capture_output=True).stdout


def test_a_board_from_its_empty_folder_to_the_outcome_and_the_calendar(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    here = {"TUMORBOARD_DATA": str(folder)}
    chair = start(**WIDE, **here)
    chair.wait_for("no meeting yet")
    list_built(chair, tmp_path)
    for key, specialty in SPECIALISTS.items():
        told(folder, "people", "add", key, "--name", f"Dr {key}", "--role", "specialist", "--specialty", specialty)
    views_given(start, here)
    split_recorded(chair)
    followed_up(chair, tmp_path / "board.ics")
    chair.send("q")
    assert chair.wait_exit() == 0
    outcome_stands(folder)
    calendar_stands(tmp_path / "board.ics", folder)


def list_built(chair: Terminal, folder: Path) -> None:
    """W1: of fourteen rows eleven are new, two there already, and one is set aside; a second import adds nothing."""
    chair.send(F3)
    chair.wait_for("n plans one")
    chair.send("n")
    chair.wait_for("Plan a meeting")
    chair.send("Thursday\r" + "tomorrow 08:00" + SUBMIT)
    chair.wait_for("Thursday is planned")
    first = table(folder / "first.csv", row(1), row(2))
    whole = table(folder / "thursday.csv", *map(row, range(1, 14)), row(14, "31.2.1960"))
    for path, previewed, taken in (
        (first, "2 new", "2 added"),
        (whole, "11 new · 0 changed · 2 duplicate · 1 rejected", "11 added, 0 changed, 2 duplicate, 1 rejected"),
    ):
        chair.send(f"i{path}\r")
        chair.wait_for(previewed)
        chair.send("\r")
        chair.wait_for(taken)
    assert "TB-0014" in (folder / "thursday.csv.rejected.csv").read_text(encoding="utf-8")
    chair.send(f"i{whole}\r")
    chair.wait_for("0 new · 0 changed · 13 duplicate · 1 rejected")
    chair.send("\x1b")
    chair.settle(0.5)


def views_given(start: Start, here: dict[str, str]) -> None:
    """Three specialists give sealed views of the first case, two of them with readings of their own."""
    collapse_and_facets = "\r\r\r\r"
    why = NEXT_SECTION
    for person, keys in (
        ("surgeon", f"5\r33{collapse_and_facets}31{why}4\rthe facets are gone\r113"),
        ("radonc", f"1\r33{collapse_and_facets}23"),
        ("medonc", f"1\r33{why}3"),
    ):
        terminal = start("--me", "--as", person, **here)
        terminal.wait_for("TB-0001")
        terminal.send("v")
        terminal.wait_for("My view · TB-0001")
        terminal.send(keys + SUBMIT)
        terminal.wait_for("your view on TB-0001 is in, sealed")
        terminal.send("q")
        assert terminal.wait_exit() == 0


def split_recorded(chair: Terminal) -> None:
    """W6: where the raters part, the board's reading, the decision with the surgeon's dissent, read back and signed."""
    chair.send("\x1bOQ")
    chair.wait_for("in, sealed")
    for keys, said in (
        ("O", "you lead it"),
        ("w11112" + SUBMIT, "5 in the register; quorum met"),
        ("n", "TB-0001 is begun"),
        ("R", "TB-0001 is revealed for good without Dr radiology"),
        ("R", "3 views on TB-0001 revealed"),
        ("3", "band edge 12/13"),
        ("b", "Board reading · TB-0001"),
        ("31CT read out together" + SUBMIT, "board reading of TB-0001"),
        ("d", "Decision · TB-0001"),
        ("1\r24/3" + NEXT_SECTION + "6\r\r\rSINS re-score 13 or more", "SINS re-score 13 or more"),
        (NEXT_SECTION * 2 + "irradiated first; screws stay in reach\r22", "majority with dissent"),
        (NEXT_SECTION + "\x1b[B\x1b[B=\r2" + SUBMIT, "TB-0001 decided"),
        ("c", "who confirms the wording"),
        ("4" + SUBMIT, "read back and confirmed"),
        ("S", "TB-0001: S again signs"),
        ("S", "TB-0001 signed"),
    ):
        chair.send(keys)
        chair.wait_for(said)


def followed_up(chair: Terminal, calendar: Path) -> None:
    """W8: the next MRI is put off with a reason, its first day is kept, and the calendar is written."""
    chair.send(F4)
    chair.wait_for("MRI T12")
    for keys, said in (
        (LAST + "r", "TB-0001/1"),
        ("+10w\rpain settled" + SUBMIT, "TB-0001/1 is due"),
        ("i", "Calendar"),
        (str(calendar) + SUBMIT, "1 follow-ups written"),
    ):
        chair.send(keys)
        chair.wait_for(said)


def outcome_stands(folder: Path) -> None:
    (case,) = json.loads(told(folder, "outcome", "TB-0001", "--format", "json"))["cases"]
    decision = case["decision"]["decision"]
    assert [each["modality"] for each in decision["steps"]] == ["sbrt", "stabilization_percutaneous"]
    (dissent,) = decision["dissents"]
    assert (dissent["person_id"], dissent["triggers"]) == ("surgeon", [{"kind": "sins_at_least", "value": "13"}])
    assert case["decision"]["quorum"]["met"]
    printed = told(folder, "outcome", "TB-0001").decode()
    for words in ("SBRT T12 24 Gy in 3", "DISSENT Dr surgeon", "Dr radiology", "posterolateral"):
        assert words in printed
    assert b"whole" in told(folder, "audit", "--verify")


def calendar_stands(path: Path, folder: Path) -> None:
    (mri,) = json.loads(told(folder, "followups", "--json"))
    (event,) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert event.decoded("dtstart") == date.fromisoformat(mri["due"])
    assert event.decoded("sequence") == 1
    assert b"Example" not in path.read_bytes()
