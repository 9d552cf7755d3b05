"""Pages as they are printed: read on the screen, and one of them written to a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType

from tumorboard.complaint import Complaint
from tumorboard.sheets.as_text import as_text
from tumorboard.sheets.document import Document
from tumorboard.tui.dialogs.pane_dialog import PaneDialog
from tumorboard.tui.dialogs.which_file import WhichFile
from tumorboard.tui.lines import Row, wrapped
from tumorboard.tui.literal import text
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["Page", "Pages"]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet, what it is called, and the name of a file that is offered for it."""

    title: str
    sheet: Document
    file: str


class Pages(PaneDialog[None]):
    """Left and right turn the pages; `w` asks for a file and writes the page that is shown."""

    CSS = "Pages #dialog { width: 104; max-width: 100%; height: 100%; max-height: 100%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right,tab", "turn(1)", show=False),
        Binding("w,ctrl+s", "write", show=False),
    ]

    def __init__(
        self, pages: Sequence[Page], shown: Callable[[str], str], write: Callable[[Document, str, bool], str]
    ) -> None:
        """`shown` gives a line as it may be shown; `write` puts a sheet into a file and says so.

        It is told whether a file that is there already may be replaced.
        """
        super().__init__()
        self._pages = pages
        self._shown = shown
        self._write = write
        self._at = 0
        self._pane = LinePane("dialog")
        self._refused = ""

    def on_mount(self) -> None:
        """Show the first page."""
        self._show()

    def action_turn(self, by: int) -> None:
        """Show the page before or after."""
        self._at = (self._at + by) % len(self._pages)
        self._pane.top = 0
        self._refused = ""
        self._show()

    def action_leave(self) -> None:
        """Back to the room."""
        self.dismiss(None)

    async def action_write(self) -> None:
        """Ask for a file."""
        page = self._pages[self._at]
        title = f"{page.title} into which file? .txt .md .html .pdf · Enter writes · Esc back"
        await self.app.push_screen(WhichFile(self._refused or page.file, title), self._named)

    def _named(self, path: str | None) -> None:
        """Write the page; a name that was refused and is given once more may replace what is there."""
        if path is None:
            return
        again, self._refused = path == self._refused, path
        try:
            said = self._write(self._pages[self._at].sheet, path, again)
        except Complaint as complaint:
            self._show(str(complaint))
        else:
            self._refused = ""
            self._show(said)

    def _show(self, said: str = "") -> None:
        """Show the page, with what was said of it on top."""
        page = self._pages[self._at]
        others = " · ".join(f"→ {each.title}" for each in self._pages if each is not page)
        keys = (others, "w writes a file", "Esc back")
        self._pane.titled(page.title)
        self._pane.border_subtitle = text(" · ".join(key for key in keys if key))
        if said:
            self._pane.top = 0
        self._pane.show(lambda width: self._rows(page, said, width))

    def _rows(self, page: Page, said: str, width: int) -> list[Row]:
        told = [Row(line) for line in wrapped(self._shown(said), width, "warning")] if said else []
        lines = as_text(page.sheet, max(40, width)).splitlines()
        return [*told, *(Row((("text", self._shown(line)),)) for line in lines)]
