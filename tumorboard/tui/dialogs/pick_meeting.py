"""Which meeting?"""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from tumorboard.domain.meeting import Meeting
from tumorboard.tui.full_screen import Dialog
from tumorboard.tui.literal import text

__all__ = ["PickMeeting"]


class PickMeeting(Dialog[Meeting | None]):
    """The meetings by date; Enter opens one, Esc leaves everything as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Back", show=False)]

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        super().__init__()
        self._meetings = meetings

    def compose(self) -> ComposeResult:
        """One list."""
        offered = OptionList(*(text(_said(meeting)) for meeting in self._meetings), id="dialog")
        offered.border_title = text("Which meeting? · Enter opens · Esc back")
        yield offered

    def on_mount(self) -> None:
        """Take the keys at once, so that none typed fast is lost."""
        self.set_focus(self.query_one(OptionList))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._meetings[event.option_index])

    def action_leave(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)


def _said(meeting: Meeting) -> str:
    starts = meeting.starts.astimezone()
    return f"{starts:%a %d %b %Y %H:%M}  {meeting.title}  {len(meeting.items)} cases, {meeting.decided} decided"
