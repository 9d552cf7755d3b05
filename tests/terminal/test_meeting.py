"""W5 to W7 over two terminals: a specialist's view in a dropped session, sealed; the chair's reveal and decision."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.board.sitting import T12
from tests.terminal.conftest import PROGRAM, Start
from tests.terminal.terminal import Terminal

SUBMIT = "\x13"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A data folder of one meeting and one case, in which whoever is at the keyboard may name who acts."""
    folder = tmp_path / "table"
    cases = tmp_path / "split.json"
    cases.write_text(json.dumps({"id": "TB-0160", "question": "Screws, or radiation alone?", **T12}), encoding="utf-8")
    told(folder, "meeting", "new", "--title", "Today", "--starts", "2099-01-01T08:00+00:00")
    (folder / "settings.toml").write_text("allow_acting_as = true\n", encoding="utf-8")
    told(folder, "import", str(cases), "--meeting", "20990101-today")
    for key, specialty in (("surgeon", "spine surgery"), ("radonc", "radiation oncology")):
        told(folder, "people", "add", key, "--name", f"Dr {key}", "--role", "specialist", "--specialty", specialty)
    return folder


def told(folder: Path, *arguments: str) -> bytes:
    """What one of the program's commands prints."""
    environment = {**os.environ, "TUMORBOARD_DATA": str(folder)}
    return subprocess.run([*PROGRAM, *arguments], env=environment, check=True, capture_output=True).stdout


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_view_survives_a_dropped_link_stays_sealed_and_is_outvoted_on_record(start: Start, table: Path) -> None:
    here = {"TUMORBOARD_DATA": str(table)}
    surgeon = view_given(start, table)
    chair = start(columns=120, rows=40, **here)
    chair.wait_for("in, sealed")
    chair.send("O")
    chair.wait_for("you lead it")
    chair.send("nR")
    chair.wait_for("TB-0160 is revealed for good without Dr radonc")
    chair.send("R")
    chair.wait_for("1 view on TB-0160 revealed to everybody")
    surgeon.wait_for("no case here awaits your view")
    surgeon.send("\x1b")
    surgeon.wait_for("renal cell")
    surgeon.send("3")
    surgeon.wait_for("revealed")
    decided(chair)
    surgeon.send("4")
    surgeon.wait_for("SBRT T12 24 Gy in 3")
    (case,) = json.loads(told(table, "outcome", "TB-0160", "--format", "json"))["cases"]
    decision = case["decision"]["decision"]
    assert decision["steps"][0]["dose_gy"] == 24
    assert [each["person_id"] for each in decision["dissents"]] == ["surgeon"]
    assert decision["dissents"][0]["position"] == "stabilization (open)"
    assert (case["decision"]["quorum"]["met"], decision["without_quorum"]) == (False, "by telephone")
    assert b"whole" in told(table, "audit", "--verify")


def view_given(start: Start, table: Path) -> Terminal:
    """The surgeon begins a view, loses the line, comes back to it and submits; their second session."""
    here = {"TUMORBOARD_DATA": str(table)}
    first = start("--me", "--as", "surgeon", **here)
    first.wait_for("TB-0160")
    first.send("v")
    first.wait_for("My view · TB-0160")
    first.send("5")
    first.wait_for("stabilization (open)")
    first.settle(0.3)
    first.hang_up()
    first.wait_exit()
    second = start("--me", "--as", "surgeon", **here)
    second.wait_for("TB-0160")
    second.send("v")
    second.wait_for("My view · TB-0160")
    second.send(SUBMIT)
    second.wait_for("your view on TB-0160 is in, sealed")
    assert b"stabilization_open" not in bytes_of(table)
    return second


def decided(chair: Terminal) -> None:
    """SBRT against the surgeon, without a quorum."""
    chair.send("d1\r24/3\x1b[6~\x1b[6~")
    chair.wait_for("24/3")
    chair.send("controlled elsewhere\r")
    chair.wait_for("controlled elsewhere")
    chair.send("by telephone\r22" + SUBMIT)
    chair.wait_for("TB-0160 decided")
