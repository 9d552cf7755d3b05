"""The Board room: the meeting's cases, and the open case in panes. Wide all at once, narrow one after another."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from tumorboard.board.board import Board
from tumorboard.board.working import Value
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.commands import bindings
from tumorboard.tui.fields import Field
from tumorboard.tui.lines import Row
from tumorboard.tui.panes import frame
from tumorboard.tui.panes.case_list import case_line, heading_line
from tumorboard.tui.panes.criteria import criteria_rows
from tumorboard.tui.panes.facts import facts_rows
from tumorboard.tui.panes.header import header_lines
from tumorboard.tui.panes.noms import noms_rows, noms_title
from tumorboard.tui.panes.sins import sins_rows, sins_title
from tumorboard.tui.panes.spine_map import spine_rows
from tumorboard.tui.sitting import NOTHING_SAID, Said, Sitting
from tumorboard.tui.view import CaseView
from tumorboard.tui.widgets.case_list import CaseList
from tumorboard.tui.widgets.form_pane import FormPane
from tumorboard.tui.widgets.line_pane import LinePane
from tumorboard.tui.widgets.view_pane import ViewPane

__all__ = ["BoardScreen"]

PANES: Final = ("noms", "sins", "facts", "criteria")
_SMALLEST: Final = (60, 16)
_WIDE: Final = (120, 36)
_MEDIUM_WIDTH: Final = 100
_LOOK_EVERY: Final = 1.0


class BoardScreen(Screen[None]):
    """Keeps the panes in step with a `Sitting`, in the key's own handler, so that one key is one frame."""

    CSS_PATH = "../styles/board.tcss"
    BINDINGS = bindings("board")
    AUTO_FOCUS = "#cases"

    def __init__(self, board: Board, faults: Sequence[str]) -> None:
        """`faults` are what went wrong before the room opened, one line each."""
        super().__init__()
        self._board = board
        self._said = Said("; ".join(faults), "error") if faults else NOTHING_SAID
        self._pane = "noms"
        self.sitting: Sitting

    def compose(self) -> ComposeResult:
        """The whole room; which parts show is a matter of classes."""
        yield LinePane("status", can_focus=False)
        with Horizontal(id="room"):
            with Vertical(id="left"):
                yield CaseList("cases", self._open)
                yield ViewPane("spine", spine_rows, lambda _: "Spine")
            with Vertical(id="right"):
                yield ViewPane("header", self._header_rows)
                with Horizontal(id="upper"):
                    yield FormPane("noms", noms_rows, noms_title, self._edit)
                    yield FormPane("sins", sins_rows, sins_title, self._edit)
                with Horizontal(id="lower"):
                    yield FormPane("facts", facts_rows, lambda _: "Case facts", self._edit)
                    yield FormPane("criteria", criteria_rows, lambda _: "Eligible to consider", self._edit)
        yield LinePane("small", can_focus=False)
        yield LinePane("footer", can_focus=False)

    def on_mount(self) -> None:
        """Open the meeting that awaits the person."""
        self._cases = self.query_one("#cases", CaseList)
        self._views = [self.query_one(f"#{name}", ViewPane) for name in ("header", "spine", *PANES)]
        self._status, self._footer = self.query_one("#status", LinePane), self.query_one("#footer", LinePane)
        self._forms = {name: self.query_one(f"#{name}", FormPane) for name in PANES}
        self._cases.titled("Cases")
        if self._board.founded and not self._said.words:
            self._said = Said(f"new store: {self._board.person.id} is its chair and coordinator")
        self.sit(self._board.meetings.to_open(), self._said)
        self._show_pane(self._pane)
        self.set_interval(_LOOK_EVERY, self.look)

    def sit(self, meeting: Meeting | None, said: Said = NOTHING_SAID) -> None:
        """Show a meeting; `said` is what the status line says, unless a draft came back."""
        self.sitting = Sitting(self._board, meeting)
        self._said = self.sitting.restore_drafts() or said
        self._show_list()
        self._show_case()

    @property
    def field(self) -> Field | None:
        """The field that is being edited, for the help page."""
        return self.focused.field if isinstance(self.focused, FormPane) else None

    def findable(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        """Cases and meetings for the palette."""
        for key in self.sitting.ids:
            assessed = self.sitting.assessed(key)
            headline = assessed.headline
            about = f"case · {headline.lesion.level} SINS {headline.sins.text}" if headline else "case"
            yield key, about, partial(self._open, key)
        for meeting in self._board.meetings.all():
            about = f"meeting · {meeting.starts.astimezone():%a %d %b %Y} · {len(meeting.items)} cases"
            yield meeting.title, about, partial(self.sit, meeting)

    def action_open(self) -> None:
        """From the list to the case; in the case to the fields of its pane."""
        if self.focused is self._cases:
            self._go(self._pane)
        elif isinstance(self.focused, FormPane):
            self.focused.edit()

    def action_score(self) -> None:
        """Edit the SINS items."""
        self._go("sins")
        self._forms["sins"].edit()

    def action_pane(self, name: str) -> None:
        """Go to a pane."""
        self._go(name)

    def action_step(self, by: int) -> None:
        """Open the case after or before."""
        if self.sitting.step(by):
            self._say(NOTHING_SAID)
            self._show_case()
        else:
            self._say(Said("this is the last case" if by > 0 else "this is the first case"))

    def action_lesion(self, by: int) -> None:
        """Show the next lesion."""
        self._say(self.sitting.next_lesion(by))
        self._show_case()

    def action_commit(self) -> None:
        """Save the open case; the save belongs to the board and not to this screen."""
        self._say(self.sitting.commit())
        self._show_case()

    def action_undo(self) -> None:
        """Take back the last edit or the last change."""
        self._say(self.sitting.undo())
        self._show_case()

    def action_back(self) -> None:
        """One step back: from a narrowed list, from a pane to the list; an error that was read goes away."""
        if self._said.words:
            self._say(NOTHING_SAID)
        if self.focused is not self._cases:
            self._go("cases")
        elif self.sitting.narrowed:
            self.narrow("")

    async def action_narrow(self) -> None:
        """Ask for the words that narrow the list."""
        from tumorboard.tui.dialogs.narrow import Narrow

        self._go("cases")
        await self.app.push_screen(Narrow(self.sitting.narrowed, self.narrow))

    async def action_meetings(self) -> None:
        """Choose another meeting."""
        from tumorboard.tui.dialogs.pick_meeting import PickMeeting

        meetings = self._board.meetings.all()
        if meetings:
            await self.app.push_screen(PickMeeting(meetings), self._picked)
        else:
            self._say(Said(frame.NO_MEETING))

    def narrow(self, words: str) -> int:
        """Show only cases that match; say how many do."""
        self.sitting.narrowed = words
        shown = self.sitting.shown
        if shown and self.sitting.current not in shown:
            self.sitting.open(shown[0])
        self._show_list()
        self._show_case()
        return len(shown)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the room out for the size."""
        wide = event.size.width >= _WIDE[0] and event.size.height >= _WIDE[1]
        small = event.size.width < _SMALLEST[0] or event.size.height < _SMALLEST[1]
        self.set_class(small, "-small")
        self.set_class(wide, "-wide")
        self.set_class(not wide and event.size.width >= _MEDIUM_WIDTH, "-medium")
        self.set_class(not wide and event.size.width < _MEDIUM_WIDTH, "-narrow")
        self.query_one("#small", LinePane).show_rows([Row((("warning", frame.TOO_SMALL),))])
        self.call_after_refresh(self._laid_out)

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """The footer speaks of the panel in focus; a pane that is reached by Tab is the one to come back to."""
        if isinstance(self.focused, FormPane) and self.focused.id:
            self._show_pane(self.focused.id)
        self._show_footer()

    def look(self) -> None:
        """Take in what others committed."""
        try:
            said = self.sitting.refresh()
        except Complaint as complaint:
            said = Said(str(complaint), "error")
        if said is not None:
            self._said = said
            self._laid_out()

    def _laid_out(self) -> None:
        self._show_list()
        self._show_case()

    def _picked(self, meeting: Meeting | None) -> None:
        if meeting is not None:
            self.sit(meeting)
            self._go("cases")

    def _open(self, key: str) -> None:
        self.sitting.open(key)
        self._said = NOTHING_SAID
        self._show_case()

    def _edit(self, field: Field, value: Value) -> None:
        said = self.sitting.edit(field, value)
        self._said = said or NOTHING_SAID
        self._show_case()
        if self.sitting.current is not None:
            self._cases.replace(self.sitting.current, self._line(self.sitting.current))

    def _say(self, said: Said) -> None:
        self._said = said
        self._show_status()

    def _go(self, name: str) -> None:
        if name in PANES:
            self._show_pane(name)
            self.set_class(True, "-case")
            self.set_focus(self._forms[name], scroll_visible=False)
        else:
            self.set_class(False, "-case")
            self.set_focus(self._cases, scroll_visible=False)

    def _show_pane(self, name: str) -> None:
        self._pane = name
        for each in PANES:
            self.set_class(each == name, f"-{each}")
        header = self._views[0]
        header.show_view(header.view)

    def _line(self, key: str) -> Any:
        sitting = self.sitting
        id_width = max((len(each) for each in sitting.ids), default=4)
        return case_line(
            sitting.assessed(key),
            sitting.order(key),
            pending=sitting.is_pending(key),
            width=self._cases.size.width,
            id_width=id_width,
        )

    def _show_list(self) -> None:
        sitting = self.sitting
        id_width = max((len(each) for each in sitting.ids), default=4)
        heading = heading_line(self._cases.size.width, id_width)
        note = frame.nothing_shown(sitting.meeting is not None, sitting.narrowed)
        self._cases.show_cases(heading, [(key, self._line(key)) for key in sitting.shown], note, frame.STAR_SAID)

    def _show_case(self) -> None:
        view = self.sitting.view()
        if view is not None and self._cases.target != view.case.id:
            self._cases.choose(view.case.id)
        if view is not None and self.sitting.is_pending(view.case.id) != self._shown_pending(view):
            self._cases.replace(view.case.id, self._line(view.case.id))
        for pane in self._views:
            pane.show_view(view)
        self._show_status()
        self._show_footer()

    def _header_rows(self, view: CaseView, width: int) -> list[Row]:
        return [Row(line) for line in (*header_lines(view, width), frame.pane_strip(view, self._pane))]

    def _shown_pending(self, view: CaseView) -> bool:
        row = next((row for row in self._cases.rows if row.target == view.case.id), None)
        return row is not None and row.line[0][1].startswith("•")

    def _show_status(self) -> None:
        self._status.show_rows([Row(frame.status_line(self.sitting, self._said, self._status.size.width))])

    def _show_footer(self) -> None:
        editing = self.field is not None
        self._footer.show_rows([Row(frame.footer_line(editing, self._footer.size.width))])
