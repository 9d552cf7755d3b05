"""The Agenda room as it is laid out and painted: head, list, and what the chosen case has and lacks."""

from collections.abc import Callable
from functools import partial
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from tumorboard.board.board import Board
from tumorboard.tui.books.agenda_book import AgendaBook
from tumorboard.tui.lines import Row
from tumorboard.tui.literal import text
from tumorboard.tui.panes.agenda import (
    agenda_heading,
    agenda_line,
    agenda_status,
    head_line,
    length_said,
    nothing_listed,
)
from tumorboard.tui.panes.checklist import gap_keys
from tumorboard.tui.panes.readiness import readiness_foot, readiness_rows, readiness_title
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.listed_room import ListedRoom
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.session.put_back import lost_said
from tumorboard.tui.session.sitting import Sitting
from tumorboard.tui.widgets.checklist_pane import ChecklistPane
from tumorboard.tui.widgets.headed_list import HeadedList
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["AgendaShowing"]

_USUAL_WIDTH: Final = 76


class AgendaShowing(ListedRoom):
    """Keeps the panes in step with an `AgendaBook`."""

    def __init__(self, board: Board, sitting: Callable[[], Sitting], curtain: Curtain) -> None:
        """`sitting` tells what is open in the Board room."""
        super().__init__(board)
        self._sitting = sitting
        self._lost = False
        self._came_from: tuple[str, str | None] | None = None
        self.book = AgendaBook(board, curtain)
        self._head = LinePane("head")
        self._list = HeadedList("listed", self._choose)
        self._readiness = ChecklistPane("readiness")

    def compose(self) -> ComposeResult:
        """Two lines, the list, and the readiness under or beside it."""
        yield self._status
        yield self._head
        with Container(id="agenda"):
            yield self._list
            yield self._readiness
        yield self._small
        yield self._footer

    def on_mount(self) -> None:
        """Say how the gaps are reached."""
        super().on_mount()
        self._readiness.border_subtitle = text("Tab goes to the gaps")

    def on_screen_resume(self) -> None:
        """Show what was committed meanwhile; what a dialog left to be read stays."""
        self.come_in()

    def come_in(self) -> None:
        """Show the meeting and the case of the Board where those are others than before; else what stood here."""
        sitting = self._sitting()
        meeting, case_id = sitting.meeting, sitting.current
        came_from = (meeting.id if meeting else "", case_id)
        moved, self._came_from = came_from != self._came_from, came_from
        if not moved:
            self._read()
            return
        if meeting is None:
            meeting = self._board.meetings.to_open()
        self._read(partial(self.book.show, meeting))
        if case_id is not None and case_id != next(iter(sitting.ids), None):
            self.book.choose_case(case_id)
            self._show()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """The cursor stands on a gap only while the readiness has the keys."""
        if self.focused is not self._readiness:
            self._choose_gap(None)
        elif self._readiness.target is None:
            self._choose_gap(next(iter(self._readiness.keys), None))

    def _choose(self, place: int) -> None:
        self.book.choose(place)
        self._said = NOTHING_SAID
        self._readiness.target = None
        self._show_entry()

    def _choose_gap(self, key: str | None) -> None:
        """Put the cursor on a gap, which is then told in full."""
        self._readiness.target = key
        self._show_entry()

    def _gathered(self) -> bool:
        had = self.book.meeting is not None
        gathered = self.book.read()
        self._lost = self.book.meeting is None and (had or self._lost)
        return gathered

    def _news(self) -> Said | None:
        """That the meeting is gone, else that the store was put back."""
        since, news = self._seen_at, super()._news()
        lost, self._lost = self._lost, False
        return lost_said(self._board, since) if lost else news

    def _words(self, text: str) -> str:
        return self.book.words(text)

    def _show(self) -> None:
        book, count = self.book, len(self.book.listed)
        counted = "Cases" if book.meeting is None else f"{count} case{'' if count == 1 else 's'}"
        self._list.titled(" · ".join(filter(None, (counted, self._why))))
        self._list.border_subtitle = text(length_said(book))
        self._list.show_under(
            partial(agenda_heading, book),
            len(book.shown),
            partial(agenda_line, book),
            nothing_listed(book, (self._list.size.width or _USUAL_WIDTH)),
        )
        self._list.choose(book.place)
        self._show_entry()

    def _show_entry(self) -> None:
        book = self.book
        if self._readiness.target is None:
            self._readiness.top = 0
        self._readiness.titled(readiness_title(book))
        self._readiness.show_keys(gap_keys(book), partial(readiness_foot, book), self._checked)
        self._show_status()

    def _checked(self, width: int) -> list[Row]:
        pane = self._readiness
        return readiness_rows(self.book, width, pane.size.height, pane.target, told=self.focused is pane)

    def _show_status(self) -> None:
        book = self.book
        self._status.show(lambda width: agenda_status(book, self._said, width, self._sitting().meeting))
        self._head.show(lambda width: [Row(head_line(book, width))])
