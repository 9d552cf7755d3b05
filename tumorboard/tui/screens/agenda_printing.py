"""The list as it is printed: the agenda and what is still missing, read as pages and written to files."""

from tumorboard.complaint import Complaint
from tumorboard.tui.said import Said
from tumorboard.tui.screens.agenda_coming import AgendaComing

__all__ = ["AgendaPrinting"]


class AgendaPrinting(AgendaComing):
    """Everybody who may look may print; no patient is named on these pages."""

    async def action_print(self) -> None:
        """Show the agenda and the chase list."""
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
