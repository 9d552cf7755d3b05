"""The Follow-up room as it is laid out and painted: counts, list, the chosen line as a whole, and a month."""

from functools import partial
from typing import Final

from textual.app import ComposeResult
from textual.containers import Container

from tumorboard.board.board import Board
from tumorboard.tui.books.followup_book import FollowUpBook
from tumorboard.tui.lines import Row
from tumorboard.tui.panes.month import month_rows, month_title
from tumorboard.tui.panes.one_followup import one_rows, one_title
from tumorboard.tui.panes.schedule import (
    counts_line,
    followup_status,
    nothing_due,
    schedule_groups,
    schedule_heading,
    schedule_line,
)
from tumorboard.tui.said import NOTHING_SAID
from tumorboard.tui.screens.listed_room import ListedRoom
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.widgets.grouped_list import GroupedList
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["FollowUpShowing"]

_USUAL_WIDTH: Final = 76


class FollowUpShowing(ListedRoom):
    """Keeps the panes in step with a `FollowUpBook`."""

    def __init__(self, board: Board, curtain: Curtain) -> None:
        super().__init__(board)
        self.book = FollowUpBook(board, curtain)
        self._counts = LinePane("counts")
        self._list = GroupedList("due", self._choose)
        self._one, self._month = LinePane("one", can_focus=True), LinePane("month")

    def compose(self) -> ComposeResult:
        """Two lines, the list, and under or beside it the chosen line and the month."""
        yield self._status
        yield self._counts
        with Container(id="followup"):
            yield self._list
            with Container(id="beside"):
                yield self._one
                yield self._month
        yield self._small
        yield self._footer

    def on_screen_resume(self) -> None:
        """Read what was committed meanwhile; what a dialog left to be read stays."""
        self._read()

    def _choose(self, place: int) -> None:
        """Show another line; what looks as it did is not painted again."""
        month, said = self.book.shown_month, self._said
        self.book.choose(place)
        self._said = NOTHING_SAID
        self._show_line()
        if self.book.shown_month != month:
            self._show_month()
        if said.words:
            self._show_status()

    def _gathered(self) -> bool:
        return self.book.read()

    def _words(self, text: str) -> str:
        return self.book.words(text)

    def _show(self) -> None:
        book = self.book
        count = f"{len(book.shown)} of {book.all}" if len(book.shown) != book.all else f"{book.all} to look at"
        self._list.titled(" · ".join(filter(None, (count, self._why))))
        self._list.show_groups(
            partial(schedule_heading, book),
            len(book.shown),
            partial(schedule_line, book),
            partial(schedule_groups, book),
            nothing_due(book, self._list.size.width or _USUAL_WIDTH),
        )
        self._list.choose(book.place)
        self._show_line()
        self._show_month()
        self._show_status()

    def _show_line(self) -> None:
        self._one.top = 0
        self._one.titled(one_title(self.book))
        self._one.show(partial(one_rows, self.book))

    def _show_month(self) -> None:
        self._month.titled(month_title(self.book))
        self._month.show(partial(month_rows, self.book))

    def _show_status(self) -> None:
        book = self.book
        self._status.show(lambda width: followup_status(book, self._said, width))
        self._counts.show(lambda width: [Row(counts_line(book, width))])
