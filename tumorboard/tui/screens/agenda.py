"""The Agenda room: a meeting's list on its way to being ready. Cases come in, gaps are given, the order is found."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any, ClassVar

from tumorboard.board.before.running_order import RunningOrder
from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.bound import bindings
from tumorboard.tui.commands import Room
from tumorboard.tui.panes.agenda import ready_said
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.agenda_coming import AgendaComing
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.session.sitting import Sitting

__all__ = ["AgendaScreen"]


class AgendaScreen(AgendaComing):
    """What each key of the room does, in the key's own handler, so that one key is one frame."""

    CSS_PATH: ClassVar = ["../styles/agenda.tcss"]
    ROOM: ClassVar[Room] = "agenda"
    BINDINGS = bindings("agenda")
    AUTO_FOCUS = "#listed"

    def __init__(
        self,
        board: Board,
        sitting: Callable[[], Sitting],
        curtain: Curtain,
        opened: Callable[[Meeting, str], Awaitable[None]],
    ) -> None:
        """`sitting` tells what is open in the Board room; `opened` opens a case of a meeting there."""
        super().__init__(board, sitting, curtain)
        self._opened = opened

    def findable(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        """Cases of the list and meetings for the palette."""
        for each in self.book.listed:
            yield each.item.case_id, f"case · {ready_said(each)[1]}", partial(self._find, each.item.case_id)
        for meeting in self._board.meetings.all():
            about = f"meeting · {meeting.starts.astimezone():%a %d %b %Y} · {len(meeting.items)} cases"
            yield meeting.title, about, partial(self._picked, meeting)

    async def action_open(self) -> None:
        """Open the case in the Board."""
        book = self.book
        if book.meeting is not None and book.entry is not None:
            await self._opened(book.meeting, book.entry.item.case_id)

    def action_move(self, by: int) -> None:
        """Choose a case further up or down; in the readiness a gap."""
        if self.focused is self._readiness:
            if self._readiness.move(by):
                self._choose_gap(self._readiness.target)
            else:
                self._readiness.scroll_lines(by)
        elif self._list.move(by) and self._list.cursor is not None:
            self._choose(self._list.cursor)

    def action_page(self, by: int) -> None:
        """Choose a case a page further up or down; scroll the readiness."""
        if self.focused is self._readiness:
            self._readiness.scroll_lines(by * max(1, self._readiness.view_height - 1))
        elif self._list.page(by) and self._list.cursor is not None:
            self._choose(self._list.cursor)

    def action_other_part(self) -> None:
        """Go from the list to the gaps of the chosen case, and back."""
        self._said = NOTHING_SAID
        self.set_focus(self._list if self.focused is self._readiness else self._readiness, scroll_visible=False)

    async def action_order(self) -> None:
        """Propose a running order."""
        from tumorboard.tui.dialogs.running_order import OfferOrder

        meeting = self._meeting_for("change the order")
        if meeting is None:
            return
        if not meeting.items:
            self._say(Said("no case is listed yet: i imports a file, a adds cases"))
            return
        try:
            order = self._board.agenda.proposed(meeting.id)
        except Complaint as complaint:
            self._say(Said(str(complaint), "error"))
            return
        before = [item.case_id for item in self._board.agenda.order(meeting)]
        await self.app.push_screen(OfferOrder(meeting, order, before), partial(self._ordered, meeting.id, order))

    async def action_print(self) -> None:
        """Show the agenda and the chase list. Everybody who may look may print; no patient is named on these pages."""
        from tumorboard.board.pages import write_page
        from tumorboard.sheets.agenda_pages import agenda_sheet, chase_sheet
        from tumorboard.sheets.document import Document
        from tumorboard.tui.dialogs.page import Page, Pages

        meeting, now = self.book.meeting, self._board.now()
        if meeting is None:
            self._say(Said("no meeting is here: n plans one", "error"))
            return
        try:
            listed = self._board.agenda.printed(meeting.id)
        except Complaint as complaint:
            self._say(Said(str(complaint), "error"))
            return

        def written(sheet: Document, path: str, replace: bool) -> str:
            return f"written: {write_page(sheet, path, now, replace=replace)}"

        pages = [
            Page("Agenda", agenda_sheet(listed, now), f"agenda-{meeting.id}.txt"),
            Page("Chase list", chase_sheet(listed, now), f"chase-{meeting.id}.txt"),
        ]
        await self.app.push_screen(Pages(pages, self.book.words, written))

    async def action_narrow(self) -> None:
        """Ask for the words that narrow the list."""
        from tumorboard.tui.dialogs.narrow import Narrow

        self.set_focus(self._list, scroll_visible=False)
        await self.app.push_screen(Narrow(self.book.narrowed, self.narrow))

    def narrow(self, words: str) -> int:
        """Show only cases that match; say how many do."""
        count = self.book.narrow(words)
        self._said, self._readiness.target = NOTHING_SAID, None
        self._show()
        return count

    async def action_meetings(self) -> None:
        """Choose another meeting."""
        from tumorboard.tui.dialogs.pick_meeting import PickMeeting

        meetings = self._board.meetings.all()
        if meetings:
            await self.app.push_screen(PickMeeting(meetings), self._picked)
        else:
            self._say(Said("no meeting yet: n plans one"))

    async def action_plan(self) -> None:
        """Plan a new meeting."""
        from tumorboard.tui.writing.plan_form import PlanForm

        if self._may("plan a meeting"):
            form = PlanForm(self._board, self.book.meeting, self._picked)
            await self._fill_in(form, form.starting_values())

    def action_back(self) -> None:
        """One step back: from the readiness to the list, from a narrowed list, to the Board."""
        if self._said.words:
            self._say(NOTHING_SAID)
        elif self.focused is self._readiness:
            self.action_other_part()
        elif self.book.narrowed:
            self.narrow("")
        else:
            self.app.switch_mode("board")

    def _ordered(self, meeting_id: str, order: RunningOrder, taken: bool | None) -> None:
        if taken:
            self._try(lambda: self._board.agenda.take(meeting_id, order.case_ids), "the list stands in the new order")

    def _find(self, case_id: str) -> None:
        self.book.choose_case(case_id)
        self._said, self._readiness.target = NOTHING_SAID, None
        self._show()

    def _picked(self, meeting: Meeting | None) -> None:
        if meeting is not None:
            self._said, self._readiness.target = NOTHING_SAID, None
            self._read(partial(self.book.show, meeting))
