"""The Board room: the meeting's cases, and the open case in panes. Wide all at once, narrow one after another."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar, Final

from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.bound import bindings
from tumorboard.tui.commands import Room
from tumorboard.tui.dialogs.asking import ask_about_drafts, ask_whose
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.looking import opened_first, unfinished
from tumorboard.tui.screens.meeting_actions import MeetingActions
from tumorboard.tui.session.clash import Clash
from tumorboard.tui.session.sitting import Sitting
from tumorboard.tui.widgets.form_pane import FormPane

__all__ = ["BoardScreen"]

_LOOK_EVERY: Final = 1.0


class BoardScreen(MeetingActions):
    """What each key of the room does, in the key's own handler, so that one key is one frame."""

    CSS_PATH: ClassVar = ["../styles/board.tcss"]
    ROOM: ClassVar[Room] = "board"
    BINDINGS = bindings("board")
    AUTO_FOCUS = "#cases"

    def __init__(self, board: Board, faults: Sequence[str], *, awaiting: bool = False) -> None:
        """`faults` are what went wrong before the room opened, one line each.

        `awaiting` opens on what awaits the person's view; without it they are asked for only where no meeting runs.
        """
        super().__init__(board)
        self._awaiting = awaiting
        self._said = Said("; ".join(faults), "error") if faults else NOTHING_SAID

    def on_mount(self) -> None:
        """Open the meeting that awaits the person."""
        self.begin_to_show()
        begun: list[str] = []
        if not self._said.words:
            self._said, begun = unfinished(self._board)
        if self._board.founded and not self._said.words:
            self._said = Said(f"new store: {self._board.person.id} is its chair and coordinator")
        self.sit(*opened_first(self._board, self._said, asked=self._awaiting))
        self._open_begun(begun)
        self.set_interval(_LOOK_EVERY, self.look)
        self.call_after_refresh(self._tell_what_waits)

    def _open_begun(self, begun: Sequence[str]) -> None:
        """Open the first of the cases whose sheets were begun, where it is shown."""
        first = next((key for key in begun if key in self.sitting.shown), None)
        if first is not None and first != self.sitting.current:
            self.sitting.open(first)
            self._show_all()

    def _tell_what_waits(self) -> None:
        """Once the room is painted, its first line counts decisions of unknown fate and overdue follow-ups."""
        try:
            self._board.owed.look()
        except Complaint as complaint:
            self._said = Said(str(complaint), "error")
        self._show_owed()

    def sit(
        self, meeting: Meeting | None, said: Said = NOTHING_SAID, at_start: bool = False, awaited: bool = False
    ) -> None:
        """Show a meeting, or only what awaits my view; offer the drafts of its cases, at the start those of any."""
        stopped = self._company.moved()
        self.sitting = Sitting(self._board, meeting)
        if awaited:
            self.sitting.show_awaited(at_start=True)
        self._said = said if said.words else stopped
        try:
            self.sitting.restore()
            offers = self.sitting.offers(elsewhere=at_start)
        except Complaint as complaint:
            self._said, offers = Said(str(complaint), "error"), []
        self._show_all()
        if offers:
            ask_about_drafts(self.app, self.sitting, offers, self._told, self.curtain)

    def findable(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        """Cases and meetings for the palette."""
        for key in self.sitting.ids:
            assessed = self.sitting.assessed(key)
            headline = assessed.headline
            about = f"case · {headline.lesion.level} SINS {headline.sins.text}" if headline else "case"
            yield key, about, partial(self._open, key)
        for meeting in self._board.meetings.all():
            about = f"meeting · {meeting.starts.astimezone():%a %d %b %Y} · {len(meeting.items)} cases"
            yield meeting.title, about, partial(self.sit, meeting)

    def look(self) -> None:
        """Take in what others committed; on a store without meetings, the first that is planned."""
        with suppress(Complaint):  # the look itself says what is wrong with the store
            if self.sitting.meeting is None and (meeting := self._board.meetings.to_open()) is not None:
                self.sit(meeting)
        super().look()

    def open_case(self, meeting: Meeting, key: str) -> None:
        """Open a case of a meeting, whatever was open before."""
        if self.sitting.meeting is None or self.sitting.meeting.id != meeting.id:
            self.sit(meeting)
        else:
            self._done(NOTHING_SAID)
        if key not in self.sitting.shown:
            self.sitting.only, self.sitting.narrowed = None, ""
        self._open(key)
        self._show_all()

    def action_open(self) -> None:
        """From the list to the case; in the case to the fields of its pane."""
        if self.focused is self._cases:
            self._move_on(self._pane)
            self._go(self._pane)
        elif isinstance(self.focused, FormPane):
            self.focused.edit()

    def action_score(self) -> None:
        """Edit the SINS items."""
        self._move_on("sins")
        self._go("sins")
        self._forms["sins"].edit()

    def action_pane(self, name: str) -> None:
        """Go to a pane."""
        self._move_on(name)
        self._go(name)

    async def action_evidence(self) -> None:
        """Show the evidence of the field under the cursor, else of what the pane in focus shows first."""
        if self.curtain.view() is None:
            self._say(Said("no case is open", "error"))
            return
        from tumorboard.tui.dialogs.evidence import ShowEvidence

        pane = self._pane if isinstance(self.focused, FormPane) else "cases"
        field = self.field
        await self.app.push_screen(ShowEvidence(self._board, self.curtain, pane, field.path if field else ""))

    def action_lesion(self, by: int) -> None:
        """Show the next lesion."""
        self._said = self.sitting.next_lesion(by)
        self._show_case()

    async def action_commit(self) -> None:
        """Save the open case; the save belongs to the board and not to this screen."""
        outcome = self.sitting.commit()
        if isinstance(outcome, Clash):
            self._told(NOTHING_SAID)
            await ask_whose(self.app, self.sitting, outcome, self._told, self.curtain)
        else:
            self._told(outcome)

    def action_undo(self) -> None:
        """Take back the last edit or the last change."""
        self._told(self.sitting.undo())

    def action_back(self) -> None:
        """One step back: from a narrowed list, from a pane to the list; an error that was read goes away."""
        if self._said.words:
            self._say(NOTHING_SAID)
        if self.focused is not self._cases:
            self._go("cases")
        elif self.sitting.narrowed or self.sitting.only is not None:
            self.sitting.only = None
            self.narrow("")

    async def action_narrow(self) -> None:
        """Ask for the words that narrow the list."""
        from tumorboard.tui.dialogs.narrow import Narrow

        self._go("cases")
        await self.app.push_screen(Narrow(self.sitting.narrowed, self.narrow))

    async def action_meetings(self) -> None:
        """Choose another meeting."""
        from tumorboard.tui.dialogs.pick_meeting import PickMeeting

        meetings = self._board.meetings.all()
        if meetings:
            await self.app.push_screen(PickMeeting(meetings), self._picked)
        else:
            self._say(Said("no meeting yet: n in the Agenda (F3) plans one"))

    def narrow(self, words: str) -> int:
        """Show only cases that match; say how many do."""
        self.sitting.narrowed = words
        shown, self._said = self.sitting.shown, NOTHING_SAID
        if shown and self.sitting.current not in shown:
            self._said = self._company.moved()
            self.sitting.open(shown[0])
        self._show_all()
        return len(shown)

    def _picked(self, meeting: Meeting | None) -> None:
        if meeting is not None:
            self.sit(meeting)
            self._go("cases")
