"""The Log room: who changed what, when and why, newest first; and a case as it was."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import AwaitMount

from tumorboard.board.board import Board
from tumorboard.board.history import Then
from tumorboard.complaint import Complaint
from tumorboard.tui.books.logbook import Logbook, Part
from tumorboard.tui.bound import bindings
from tumorboard.tui.commands import Room
from tumorboard.tui.panes.log import empty_said, entry_line, entry_rows, log_status
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.listed_room import ListedRoom
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.session.sitting import Sitting
from tumorboard.tui.widgets.line_pane import LinePane
from tumorboard.tui.widgets.long_list import LongList

__all__ = ["LogScreen"]

_USUAL_WIDTH: Final = 76


class LogScreen(ListedRoom):
    """A list of entries and the chosen one as a whole, in step with a `Logbook`."""

    CSS_PATH: ClassVar = ["../styles/log.tcss"]
    ROOM: ClassVar[Room] = "log"
    BINDINGS = bindings("log")
    AUTO_FOCUS = "#entries"

    def __init__(self, board: Board, sitting: Callable[[], Sitting], curtain: Curtain) -> None:
        """`sitting` tells what is open in the Board room."""
        super().__init__(board)
        self.logbook = Logbook(board, sitting, curtain)
        self._entries = LongList("entries", self._choose)
        self._entry = LinePane("entry")

    def compose(self) -> ComposeResult:
        """The list, and the chosen entry under or beside it."""
        yield self._status
        with Container(id="log"):
            yield self._entries
            yield self._entry
        yield self._small
        yield self._footer

    def on_mount(self) -> None:
        """Name the entry."""
        super().on_mount()
        self._entry.titled("Entry")

    def on_screen_resume(self) -> None:
        """Read the log of the meeting and the case that are open now; what a dialog left to be read stays."""
        self._read(partial(self.logbook.show, self.logbook.part))

    def action_move(self, by: int) -> None:
        """Choose an entry further up or down."""
        if self._entries.move(by):
            self._choose(self._entries.target)

    def action_page(self, by: int) -> None:
        """Choose an entry a page further up or down."""
        if self._entries.page(by):
            self._choose(self._entries.target)

    def action_part(self, part: Part) -> None:
        """Show a part of the log; again, the meeting's."""
        self._said = NOTHING_SAID
        self._read(partial(self.logbook.show, "meeting" if self.logbook.part == part else part))

    async def action_narrow(self) -> None:
        """Ask for the words that narrow the list."""
        from tumorboard.tui.dialogs.narrow import Narrow

        await self.app.push_screen(Narrow(self.logbook.narrowed, self.narrow))

    def narrow(self, words: str) -> int:
        """Show only entries that match; say how many do."""
        count, self._said = self.logbook.narrow(words), NOTHING_SAID
        self._show()
        return count

    async def action_then(self) -> None:
        """Show the case as the chosen entry left it."""
        change = self.logbook.chosen
        if change is None:
            return
        if change.table != "cases":
            self._say(Said("only a case can be shown as it was; what this entry did is told in full"))
            return
        try:
            then = self._board.history.as_it_was(change.key, change.revision)
        except Complaint as complaint:
            self._say(Said(str(complaint), "error"))
            return
        await self._show_then(then, "")

    async def action_moment(self) -> None:
        """Ask for a date or a time, and show the case as it was then."""
        from tumorboard.tui.dialogs.which_moment import WhichMoment

        case_id = self.logbook.case_id
        if case_id is None:
            self._say(Said("no case is open: choose an entry of one, or F2 opens one"))
        else:
            await self.app.push_screen(WhichMoment(case_id, self._board.now()), partial(self._go_to, case_id))

    def action_verify(self) -> None:
        """Say whether the log is whole."""
        try:
            faults, seal = self._board.care.log_faults(), self._board.log_seal()
        except Complaint as complaint:
            self._say(Said(str(complaint), "error"))
            return
        if faults:
            self._say(Said(f"{len(faults)} faults; the first: {faults[0]}", "error"))
        else:
            self._say(Said(f"the whole log verifies; its seal is {seal}"))

    def action_back(self) -> None:
        """One step back: from a narrowed list, to the meeting's log, to the Board."""
        if self._said.words:
            self._say(NOTHING_SAID)
        elif self.logbook.narrowed:
            self.narrow("")
        elif self.logbook.part != "meeting":
            self.action_part("meeting")
        else:
            self.app.switch_mode("board")

    def _go_to(self, case_id: str, moment: datetime | None) -> None:
        if moment is None:
            return
        try:
            then = self.logbook.choose_moment(case_id, moment)
        except Complaint as complaint:
            self._say(Said(str(complaint), "error"))
            return
        self._show()
        self._show_then(then, f"{moment.astimezone():%a %d %b %Y %H:%M}")

    def _show_then(self, then: Then, asked: str) -> AwaitMount:
        from tumorboard.tui.dialogs.as_it_was import AsItWas

        return self.app.push_screen(AsItWas(self._board, then, asked, self.logbook.curtain.then))

    def _choose(self, place: int) -> None:
        self.logbook.choose(place)
        self._said = NOTHING_SAID
        self._show_entry()

    def _gathered(self) -> bool:
        return self.logbook.read()

    def _words(self, text: str) -> str:
        return self.logbook.curtain.words(text)

    def _show(self) -> None:
        logbook = self.logbook
        self._entries.titled(logbook.title)
        self._entries.show_lines(
            len(logbook.shown), partial(entry_line, logbook), empty_said(logbook, self.size.width or _USUAL_WIDTH)
        )
        self._entries.choose(logbook.place)
        self._show_entry()

    def _show_entry(self) -> None:
        self._entry.top = 0
        self._entry.show(partial(entry_rows, self.logbook))
        self._show_status()

    def _show_status(self) -> None:
        self._status.show(lambda width: log_status(self.logbook, self._said, width))
