"""What the rooms with a list have in common: their frame, a look at what others commit, sheets, and what is said."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar, Final

from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.tui.bound import in_force
from tumorboard.tui.commands import Room
from tumorboard.tui.full_screen import FullScreen
from tumorboard.tui.lines import Row
from tumorboard.tui.panes import frame
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.session.put_back import put_back_said
from tumorboard.tui.widgets.line_pane import LinePane
from tumorboard.tui.widgets.status_pane import StatusPane
from tumorboard.tui.writing.sheet import Form, Sheet

__all__ = ["ListedRoom"]

_LOOK_EVERY: Final = 1.0
_NEVER: Final = -1


class ListedRoom(FullScreen[None]):
    """Keeps a book of its own, which knows what is listed, and shows it anew when something was committed."""

    ROOM: ClassVar[Room]
    _why = ""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._status, self._footer, self._small = StatusPane("status"), LinePane("footer"), LinePane("small")
        self._said = NOTHING_SAID
        self._seen_at = _NEVER

    @abstractmethod
    def _gathered(self) -> bool:
        """Read what was committed since; whether there was anything. Raises StoreError."""

    @abstractmethod
    def _show(self) -> None:
        """Show the list and what goes with it."""

    @abstractmethod
    def _show_status(self) -> None:
        """Show the lines above the list."""

    @abstractmethod
    def _words(self, text: str) -> str:
        """Free text as it may be shown."""

    def begin_with(self, said: Said, why: str) -> None:
        """Say something when the room is first shown; and over the list why the program opened here, where it did."""
        self._said, self._why = said, why

    def on_screen_suspend(self) -> None:
        """Why the program opened here is told until something else is looked at; under a dialog no key is told."""
        self._why = ""
        self._footer.rebuild()

    def on_screen_resume(self) -> None:
        """The room's keys are heard again."""
        self._footer.rebuild()

    def on_mount(self) -> None:
        """Lay out, and look now and then for what others commit."""
        self._lay_out(self.app.size.width, self.app.size.height)
        self._small.show(lambda _: [Row((("warning", frame.TOO_SMALL),))])
        self._footer.show(self._keys)
        self.set_interval(_LOOK_EVERY, self.look)

    def _keys(self, width: int) -> list[Row]:
        return [] if self.is_under_a_dialog else [Row(frame.footer_line(self.ROOM, width, in_force(self.app)))]

    def on_resize(self) -> None:
        """Lay the room out for the size."""
        self._lay_out(*self.app.size)

    def look(self) -> None:
        """Take in what others committed, while the room is looked at."""
        if not self.is_current:
            return
        try:
            gathered, news = self._gathered(), self._news()
        except Complaint as complaint:
            gathered, news = True, Said(str(complaint), "error")
        if gathered or news:
            self._said = news or self._said
            self._show()

    def _news(self) -> Said | None:
        """What has to be said of what others did since the room last looked, such as that the store was put back."""
        since, self._seen_at = self._seen_at, self._board.revision()
        return None if since in (_NEVER, self._seen_at) else put_back_said(self._board, since, ())

    def _read(self, reading: Callable[[], object] | None = None) -> None:
        try:
            (reading or self._gathered)()
        except Complaint as complaint:
            self._said = Said(str(complaint), "error")
        self._show()

    def moved_away(self) -> None:
        """Another room is gone to: what was said here is over."""
        self._say(NOTHING_SAID)

    def _told(self, said: Said) -> None:
        """Take in what was committed just now, and say it in our own words."""
        self._said = said
        self._read()

    def _say(self, said: Said) -> None:
        self._said = said
        self._show_status()

    async def _fill_in(
        self, form: Form, values: dict[str, Any], then: Callable[[str | None], None] | None = None
    ) -> None:
        self._say(NOTHING_SAID)
        await self.app.push_screen(Sheet(form, values, self._words), then or self._left)

    def _left(self, said: str | None) -> None:
        if said is not None:
            self._told(Said(said))
        elif self._said.kind == "error":
            self._read()
        else:
            self._told(NOTHING_SAID)

    def _try(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except Complaint as complaint:
            self._told(Said(str(complaint), "error"))
        else:
            self._told(Said(said))

    def _lay_out(self, width: int, height: int) -> None:
        self.set_class(frame.is_too_small(width, height), "-small")
        self.set_class(width >= frame.WIDE, "-wide")
