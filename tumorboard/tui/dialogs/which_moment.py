"""As it was when?"""

from datetime import datetime
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tumorboard.board.history import moment_of
from tumorboard.complaint import Complaint
from tumorboard.tui.dialogs.typed_line import TypedLine
from tumorboard.tui.literal import text

__all__ = ["WhichMoment"]


class WhichMoment(TypedLine[datetime | None]):
    """An ISO date or date and time; what is no date is said, and stays to be mended."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", show=False)]

    def __init__(self, case_id: str, now: datetime) -> None:
        """`now` gives the date to begin with."""
        super().__init__(f"{now.astimezone():%Y-%m-%d}", f"{case_id} as it was on · Enter shows · Esc back")

    @on(Input.Submitted)
    def _typed(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(moment_of(event.value))
        except Complaint as complaint:
            event.input.border_subtitle = text(str(complaint))

    def action_leave(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)
