"""The Follow-up room: going about in it, filters, the calendar, and the way to the Board."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.tui.bound import bindings
from tumorboard.tui.commands import Room
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.followup_decisions import FollowUpDecisions
from tumorboard.tui.session.curtain import Curtain

__all__ = ["FollowUpScreen"]


class FollowUpScreen(FollowUpDecisions):
    """What each key of the room does, in the key's own handler, so that one key is one frame."""

    CSS_PATH: ClassVar = ["../styles/followup.tcss"]
    ROOM: ClassVar[Room] = "followup"
    BINDINGS = bindings("followup")
    AUTO_FOCUS = "#due"

    def __init__(
        self,
        board: Board,
        curtain: Curtain,
        opened: Callable[[str, str], Awaitable[bool]],
        asked: Callable[[], str | None],
    ) -> None:
        """`opened` opens a case of a meeting in the Board; False where it is on no list.

        `asked` is the case whose follow-up is open in the Board, on which the room is then come into.
        """
        super().__init__(board, curtain)
        self._opened = opened
        self._asked = asked

    def come_in(self) -> None:
        """Go to the case whose follow-up is open in the Board."""
        case_id = self._asked()
        if case_id is not None and self.book.choose_case(case_id):
            self._show()

    async def action_open(self) -> None:
        """Open the case in the Board, at the meeting of its decision; first the line as a whole, where it is hidden."""
        slot = self.book.slot
        if slot is not None and not self.has_class("-wide") and self.focused is not self._one:
            self.action_other_part()
        elif slot is not None and not await self._opened(slot.meeting_id or "", slot.case_id):
            self._say(Said(f"{slot.case_id} is on no meeting's list; b brings it back to one"))

    def action_move(self, by: int) -> None:
        """Choose a line further up or down; where one left the list first that in its place. The whole line scrolls."""
        if self.focused is self._one:
            self._one.scroll_lines(by)
        elif self.book.gone and abs(by) == 1:
            self._choose(self.book.place)
        elif (self._list.move(by) or self.book.gone) and self._list.place is not None:
            self._choose(self._list.place)

    def action_group(self, by: int) -> None:
        """Choose the first line of the next group."""
        if self._list.group(by) and self._list.place is not None:
            self._choose(self._list.place)

    def action_ended(self) -> None:
        """Show what has ended too, or leave it out again."""
        self._said = NOTHING_SAID
        self._read(self.book.turn_ended)

    def action_page(self, by: int) -> None:
        """A page further up or down."""
        if self.focused is self._one:
            self._one.scroll_lines(by * max(1, self._one.view_height - 1))
        elif self._list.page(by) and self._list.place is not None:
            self._choose(self._list.place)

    def action_month(self, by: int) -> None:
        """Show the month before or after, where there is room for it."""
        self.book.turn(by)
        self._show_month()

    def action_other_part(self) -> None:
        """Go from the list to the whole line, and back."""
        self._say(NOTHING_SAID)
        whole = self.focused is not self._one
        self.set_class(whole, "-whole")
        self.set_focus(self._one if whole else self._list, scroll_visible=False)

    def action_filter(self, what: str) -> None:
        """Filter by the next owner, kind or meeting."""
        {"owner": self.book.next_owner, "kind": self.book.next_kind, "meeting": self.book.next_meeting}[what]()
        self._said = NOTHING_SAID
        self._show()

    async def action_narrow(self) -> None:
        """Ask for the words that narrow the list."""
        from tumorboard.tui.dialogs.narrow import Narrow

        self.book.spell()
        await self.app.push_screen(Narrow(self.book.narrowed, self.narrow))

    def narrow(self, words: str) -> int:
        """Show only lines that match; say how many do."""
        count, self._said = self.book.narrow(words), NOTHING_SAID
        self._show()
        return count

    async def action_calendar(self) -> None:
        """Write the shown follow-ups as a calendar."""
        from tumorboard.tui.writing.calendar_form import CalendarForm

        try:
            shown = self.book.for_calendar()
        except Complaint as complaint:
            self._say(Said(str(complaint), "error"))
        else:
            await self._fill_in(CalendarForm(self._board, shown), {"names": False})

    def action_back(self) -> None:
        """One step back: an error that was read, the whole line, the filters, to the Board."""
        if self._said.words:
            self._say(NOTHING_SAID)
        elif self.focused is self._one:
            self.action_other_part()
        elif self.book.clear():
            self._show()
        else:
            self.app.switch_mode("board")
