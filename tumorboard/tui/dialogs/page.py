"""Pages as they are printed: read on the screen, and one of them written to a file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tumorboard.complaint import Complaint
from tumorboard.tui.dialogs.which_file import WhichFile
from tumorboard.tui.lines import Line, Row, wrapped
from tumorboard.tui.literal import text
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["Page", "Pages"]


@dataclass(frozen=True, slots=True)
class Page:
    """`lines_at` gives the page at a width in columns; `file` is the name that is offered for it."""

    title: str
    lines_at: Callable[[int], Sequence[str]]
    file: str


class Pages(ModalScreen[None]):
    """Left and right turn the pages; `w` asks for a file and writes the page that is shown."""

    CSS = "Pages #dialog { width: 104; height: 96%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "leave", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right,tab", "turn(1)", show=False),
        Binding("w,ctrl+s", "write", show=False),
        Binding("up,k", "scroll(-1)", show=False),
        Binding("down,j", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("home", "scroll(-1000000)", show=False),
        Binding("end", "scroll(1000000)", show=False),
    ]

    def __init__(
        self, pages: Sequence[Page], shown: Callable[[str], str], write: Callable[[Page, str, bool], str]
    ) -> None:
        """`shown` gives a line as it may be shown; `write` puts a page into a file and says so.

        It is told whether a file that is there already may be replaced.
        """
        super().__init__()
        self._pages = pages
        self._shown = shown
        self._write = write
        self._at = 0
        self._pane = LinePane("dialog")
        self._asked = ""

    def compose(self) -> ComposeResult:
        """One pane."""
        yield self._pane

    def on_mount(self) -> None:
        """Show the first page."""
        self._show()

    def action_turn(self, by: int) -> None:
        """Show the page before or after."""
        self._at = (self._at + by) % len(self._pages)
        self._pane.top = 0
        self._show()

    def action_scroll(self, by: int) -> None:
        """Scroll the page."""
        self._pane.scroll_lines(by)

    def action_leave(self) -> None:
        """Back to the room."""
        self.dismiss(None)

    async def action_write(self) -> None:
        """Ask for a file."""
        page = self._pages[self._at]
        dialog = WhichFile(self._asked or page.file, f"{page.title} into which file? · Enter writes · Esc back")
        await self.app.push_screen(dialog, self._named)

    def _named(self, path: str | None) -> None:
        if path is None:
            return
        page, again = self._pages[self._at], path == self._asked
        self._asked = path
        try:
            said = self._write(page, path, again)
        except Complaint as complaint:
            self._pane.titled(self._shown(str(complaint)))
        else:
            self._asked = ""
            self._pane.titled(self._shown(said))

    def _show(self) -> None:
        page = self._pages[self._at]
        others = " · ".join(each.title for each in self._pages if each is not page)
        self._pane.titled(page.title)
        self._pane.border_subtitle = text(f"→ {others} · w writes a file · Esc back" if others else "w writes a file")
        self._pane.show(lambda width: self._rows(page, width))

    def _rows(self, page: Page, width: int) -> list[Row]:
        lines: list[Line] = []
        for line in page.lines_at(width):
            indent = len(line) - len(line.lstrip())
            lines += wrapped(self._shown(line), width, "text", hanging=min(indent + 2, width // 2))
        return [Row(line) for line in lines]
