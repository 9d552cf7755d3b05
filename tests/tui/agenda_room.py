"""The Agenda room in the tests: opened, read, typed into, and looked at again after somebody else's commit."""

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from tests.tui.shown import press, screen_text
from tumorboard.tui.screens.agenda import AgendaScreen
from tumorboard.tui.screens.board import BoardScreen

__all__ = ["csv_of", "looked", "preview", "readiness", "row", "rows", "typed"]


async def typed(pilot: Pilot[None], words: str) -> str:
    """Put words into the field that has the keys, all at once; what the screen then shows."""
    pilot.app.post_message(events.Paste(words))
    await pilot.pause()
    return screen_text(pilot.app)


async def preview(pilot: Pilot[None], file: Path | str) -> str:
    """Ask for a file with `i` and wait until it is told."""
    await press(pilot, "i")
    await typed(pilot, str(file))
    await press(pilot, "enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
    return screen_text(pilot.app)


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


def csv_of(file: Path, *lines: str) -> Path:
    """A CSV with a case a line: id, primary, level, date of birth."""
    header = "id,primary.histology,lesions.0.level,patient.birth_date"
    file.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return file
