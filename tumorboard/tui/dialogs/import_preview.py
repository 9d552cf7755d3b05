"""A file of cases before it is imported: read with a count, told in full, and taken with one key or not at all."""

import asyncio
import stat
from pathlib import Path
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from tumorboard.board.before.arrivals import Arrivals, read_file
from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.dialogs.pane_dialog import PaneDialog
from tumorboard.tui.lines import Row, wrapped
from tumorboard.tui.literal import text
from tumorboard.tui.session.arriving import Arriving, arriving_rows, compared
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["ImportPreview"]

_COUNT_EVERY: Final = 0.2


class _Stopped(Exception):
    """Whoever reads a file wants no more of it."""


class ImportPreview(PaneDialog[Arriving | None]):
    """Returns what was looked at and wanted; None where it was left. Nothing is written here."""

    CSS = "ImportPreview #dialog { height: 90%; width: 110; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", show=False),
        Binding("enter", "take", show=False),
    ]

    def __init__(self, board: Board, meeting: Meeting, file: str, curtain: Curtain) -> None:
        super().__init__()
        self._board = board
        self._meeting = meeting
        self._file = file
        self._curtain = curtain
        self._pane = LinePane("dialog")
        self._arriving: Arriving | None = None
        self.counted = 0
        """How many records were read so far."""
        self._stopped = False
        self._counting: Timer | None = None

    def on_mount(self) -> None:
        """Read the file beside the screen, so that the count runs and Esc is heard."""
        self._pane.titled(f"Import onto {self._meeting.title}")
        self._pane.border_subtitle = text("Esc stops")
        self._say(f"reading {self._file} …")
        self._counting = self.set_interval(_COUNT_EVERY, self._count)
        self.run_worker(self._read(), exit_on_error=False)

    def on_unmount(self) -> None:
        """Read no further, however the dialog ended."""
        self._stopped = True

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say that a file could not be read where nobody foresaw why; the program goes on."""
        if event.state is WorkerState.ERROR:
            self._refused(
                f"{self._file}: cannot be read: {type(event.worker.error).__name__}; look at it with an editor"
            )

    def action_take(self) -> None:
        """Hand over what is shown."""
        if self._arriving is not None and self._arriving.brings_something:
            self.dismiss(self._arriving)
        elif self._arriving is not None:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self._stopped = True
        self.dismiss(None)

    async def _read(self) -> None:
        try:
            arrivals = await asyncio.to_thread(self._read_whole)
            await self._told_all()
            self._arriving = compared(self._board, self._meeting, arrivals)
        except _Stopped:
            return
        except Complaint as complaint:
            self._refused(str(complaint))
            return
        finally:
            if self._counting is not None:
                self._counting.stop()
        arriving = self._arriving
        does = "Enter imports" if arriving.brings_something else "nothing to import: Enter goes back"
        self._pane.border_subtitle = text(f"{does} · Esc leaves everything as it is")
        self._pane.show(lambda width: arriving_rows(arriving, self._curtain, width))

    async def _told_all(self) -> None:
        """Paint how many records there were before they are compared, which takes a moment with many."""
        self._say(f"{self.counted:,} records read, comparing with what is here …")
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    def _read_whole(self) -> Arrivals:
        return read_file(_found(self._file), self._one_more)

    def _one_more(self, counted: int) -> None:
        """Called beside the screen, for each record."""
        self.counted = counted
        if self._stopped:
            raise _Stopped

    def _count(self) -> None:
        if self.counted:
            self._say(f"reading {self._file} … {self.counted:,} records")

    def _refused(self, words: str) -> None:
        self._pane.border_subtitle = text("Esc back")
        self._pane.show(lambda width: [Row(line) for line in wrapped(self._curtain.words(words), width, "danger")])

    def _say(self, words: str) -> None:
        self._pane.show(lambda width: [Row(line) for line in wrapped(self._curtain.words(words), width, "muted")])


def _found(typed: str) -> str:
    """The path that was typed, `~` taken for the home folder. Raises Complaint for a pipe, which might never end."""
    try:
        path = Path(typed).expanduser()
        mode = path.stat().st_mode
    except (OSError, ValueError, RuntimeError):
        return typed  # whoever opens it says what is wrong with it
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise Complaint(f"{typed}: is a device or a pipe; name a file of cases (JSON, JSONL or CSV)")
    return str(path)
