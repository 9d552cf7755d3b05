"""Two people on one data folder, each on a terminal of their own: seen by the other, asked about, never lost."""

import json
import os
import subprocess
from pathlib import Path

from tests.terminal.conftest import PROGRAM, Start

TO_ALIGNMENT = "s" + "\x1b[B" * 2
COMMIT = "\x13"


def test_a_commit_of_one_appears_on_the_others_screen(start: Start) -> None:
    mine, theirs = start(), start()
    for terminal in (mine, theirs):
        terminal.wait_for("TB-0142")
    theirs.send("2")
    theirs.wait_for("SINS T8 · 9 of 18")
    mine.send(TO_ALIGNMENT + "4" + COMMIT)
    mine.wait_for("saved")
    theirs.wait_for("SINS T8 · 13 of 18")


def test_a_field_that_both_edited_is_asked_about_and_both_values_are_kept(start: Start, data: Path) -> None:
    mine, theirs = start(), start()
    for terminal in (mine, theirs):
        terminal.wait_for("TB-0142")
    theirs.send(TO_ALIGNMENT + "2")
    theirs.wait_for("SINS T8 · 11 of 18")
    mine.send(TO_ALIGNMENT + "4" + COMMIT)
    mine.wait_for("saved")
    theirs.wait_for("differs from theirs")
    theirs.send(COMMIT)
    theirs.wait_for("somebody else changed it too")
    shown = theirs.wait_for("translation")
    assert "new deformity" in shown
    theirs.send("m\r")
    theirs.wait_for("saved")
    mine.send("2")
    mine.wait_for("SINS T8 · 11 of 18")
    environment = {**os.environ, "TUMORBOARD_DATA": str(data)}
    log = subprocess.run([*PROGRAM, "audit", "--json"], env=environment, check=True, capture_output=True).stdout
    edits = [(each["before"], each["after"]) for entry in json.loads(log)[-2:] for each in entry["edits"]]
    assert edits == [("normal", "translation"), ("translation", "new_deformity")]
