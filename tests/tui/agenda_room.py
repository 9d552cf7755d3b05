"""The Agenda room in the tests: opened, read, typed into, and looked at again after somebody else's commit."""

from itertools import pairwise
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from tests.board.preparing import LESION, MRI, RED, listed, whole
from tests.board.sitting import enrolled
from tests.conftest import OpenAs
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.tui.lines import plain
from tumorboard.tui.screens.agenda import AgendaScreen
from tumorboard.tui.screens.board import BoardScreen
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = [
    "beside", "csv_of", "key_of", "lines_of", "looked", "meeting_of", "prepared", "preview", "readiness", "row", "rows",
    "told", "typed",
]  # fmt: skip


def prepared(open_as: OpenAs) -> Board:
    """The coordinator, with a list for Thursday: A lacks three lines, its MRI 61 days old then; B; C, an emergency."""
    board = open_as()
    enrolled(board)
    old = [{**MRI, "on": "2026-09-26"}]
    lacking = whole("A", imaging=old, lesions=[{**LESION, "escc": None}], patient_words=None)
    listed(board, lacking, whole("B"), whole("C", **RED))
    return open_as("coordinator")


def meeting_of(board: Board) -> str:
    """The id of the meeting that is prepared."""
    meeting = board.meetings.to_open()
    assert meeting is not None
    return meeting.id


async def typed(pilot: Pilot[None], words: str) -> str:
    """Put words into the field that has the keys, all at once; what the screen then shows."""
    pilot.app.post_message(events.Paste(words))
    await pilot.pause()
    return screen_text(pilot.app)


async def preview(pilot: Pilot[None], file: Path | str) -> str:
    """Ask for a file with `i` and wait until it is told; the words of the dialog."""
    await press(pilot, "i")
    await typed(pilot, str(file))
    await press(pilot, "enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return told(pilot)


def told(pilot: Pilot[None]) -> str:
    """What the open dialog says, as running text, be it in view or not."""
    return " ".join(" ".join(lines_of(pilot)).split())


def lines_of(pilot: Pilot[None]) -> list[str]:
    """The lines of the open dialog."""
    return [plain(row.line) for pane in pilot.app.screen.query(LinePane) for row in pane.rows]


async def looked(pilot: Pilot[None]) -> str:
    """The screen after the room has looked at the store, as it does every second."""
    screen = pilot.app.screen
    assert isinstance(screen, AgendaScreen | BoardScreen)
    screen.look()
    await pilot.pause()
    return screen_text(pilot.app)


def rows(shown: str) -> list[str]:
    """The cases of the list, each as its words: from the sign of an emergency to the minutes."""
    inside = (line[1:].partition("│")[0] for line in shown.splitlines() if line.startswith("│"))
    words = (" ".join(line.split()) for line in inside)
    return [line for line in words if line.removeprefix("▲ ").partition(" ")[0].isdigit()]


def row(shown: str, case_id: str) -> str:
    """The line of one case."""
    return next(line for line in rows(shown) if f" {case_id} " in line)


def readiness(shown: str) -> str:
    """What is said of the chosen case below the list, as running text."""
    return " ".join(shown.partition("Readiness ·")[2].replace("│", " ").split())


def beside(shown: str) -> str:
    """What is said of the chosen case beside the list of a wide screen, as running text."""
    return " ".join(" ".join(line[66:].replace("│", " ") for line in shown.splitlines()).split())


def key_of(shown: str, name: str) -> str:
    """The key of a choice at the foot of a sheet."""
    return next(word for word, after in pairwise(shown.split()) if f"{word} {name}" in shown and name.startswith(after))


def csv_of(file: Path, *lines: str) -> Path:
    """A CSV with a case a line: id, primary, level, date of birth."""
    header = "id,primary.histology,lesions.0.level,patient.birth_date"
    file.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return file
