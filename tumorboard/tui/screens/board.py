"""The Board room: the meeting's cases, and the open case in panes. Wide all at once, narrow one after another."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.screen import Screen

from tumorboard.board.board import Board
from tumorboard.board.working import Value
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.asking import ask_about_drafts, ask_whose
from tumorboard.tui.clash import Clash
from tumorboard.tui.commands import Room, bindings
from tumorboard.tui.company import Company
from tumorboard.tui.curtain import Curtain
from tumorboard.tui.fields import Field
from tumorboard.tui.lines import Row
from tumorboard.tui.panes import frame
from tumorboard.tui.panes.case_list import STAR_SAID, case_rows, heading_line
from tumorboard.tui.panes.criteria import criteria_rows
from tumorboard.tui.panes.decision import decision_rows, decision_title
from tumorboard.tui.panes.facts import facts_rows
from tumorboard.tui.panes.header import header_lines
from tumorboard.tui.panes.noms import noms_rows, noms_title
from tumorboard.tui.panes.since import since_rows, since_title
from tumorboard.tui.panes.sins import sins_rows, sins_title
from tumorboard.tui.panes.spine_map import spine_rows
from tumorboard.tui.panes.views import views_rows, views_title
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.meeting_actions import MeetingActions
from tumorboard.tui.sitting import Sitting
from tumorboard.tui.view import CaseView
from tumorboard.tui.widgets.case_list import CaseList
from tumorboard.tui.widgets.form_pane import FormPane
from tumorboard.tui.widgets.line_pane import LinePane
from tumorboard.tui.widgets.view_pane import ViewPane

__all__ = ["BoardScreen"]

_WIDE: Final = (frame.WIDE, 36)
_MEDIUM_WIDTH: Final = 100
_LOOK_EVERY: Final = 1.0
_BESIDE: Final = {"views": "talk", "decision": "talk", "facts": "facts", "criteria": "facts", "since": "since"}
"""Which panes share the lower half of a wide screen."""


class BoardScreen(MeetingActions, Screen[None]):
    """Keeps the panes in step with a `Sitting`, in the key's own handler, so that one key is one frame."""

    ROOM: ClassVar[Room] = "board"
    BINDINGS = bindings("board")
    AUTO_FOCUS = "#cases"

    def __init__(self, board: Board, faults: Sequence[str], *, awaiting: bool = False) -> None:
        """`faults` are what went wrong before the room opened, one line each.

        `awaiting` opens on what awaits the person's view; without it they are asked for only where no meeting runs.
        """
        super().__init__()
        self._board = board
        self._status, self._footer, self._small = LinePane("status"), LinePane("footer"), LinePane("small")
        self._cases = CaseList("cases", self._open)
        self._header = ViewPane("header", self._header_rows)
        self._spine = ViewPane("spine", spine_rows, lambda _: "Spine")
        self._forms: dict[str, FormPane] = {
            "noms": FormPane("noms", noms_rows, noms_title, self._edit),
            "sins": FormPane("sins", sins_rows, sins_title, self._edit),
            "facts": FormPane("facts", facts_rows, lambda _: "Case facts", self._edit),
            "criteria": FormPane("criteria", criteria_rows, lambda _: "Eligible to consider", self._edit),
            "views": FormPane("views", views_rows, lambda view: views_title(view.talk), self._edit),
            "decision": FormPane("decision", decision_rows, decision_title, self._edit),
            "since": FormPane("since", since_rows, since_title, self._edit),
        }
        self._pane = "noms"
        self._said = Said("; ".join(faults), "error") if faults else NOTHING_SAID
        self.sitting = Sitting(board, None)
        self.curtain = Curtain(lambda: self.sitting, drawn=board.settings.discreet)
        self._awaiting = awaiting
        self._company = Company(board)

    def compose(self) -> ComposeResult:
        """The whole room; which parts show is a matter of classes."""
        yield self._status
        with Horizontal(id="room"):
            with Vertical(id="left"):
                yield self._cases
                yield self._spine
            with Vertical(id="right"):
                yield self._header
                with Horizontal(id="upper"):
                    yield self._forms["noms"]
                    yield self._forms["sins"]
                with Horizontal(id="lower"):
                    for name in ("views", "decision", "facts", "criteria", "since"):
                        yield self._forms[name]
        yield self._small
        yield self._footer

    def on_mount(self) -> None:
        """Open the meeting that awaits the person."""
        self._lay_out(self.app.size)
        self.add_class("-beside-talk")
        self._show_pane(self._pane)
        self._cases.titled("Cases")
        self._cases.border_subtitle = STAR_SAID
        self._small.show(lambda _: [Row((("warning", frame.TOO_SMALL),))])
        if self._board.founded and not self._said.words:
            self._said = Said(f"new store: {self._board.person.id} is its chair and coordinator")
        self.sit(*self._opened())
        self.set_interval(_LOOK_EVERY, self.look)

    def _opened(self) -> tuple[Meeting | None, Said, bool, bool]:
        """The running meeting, else the one with cases that await my view, else the next: what `sit` is asked first."""
        meeting = self._board.meetings.to_open()
        runs = meeting is not None and meeting.state == "open"
        asked = self._awaiting or not (runs or self._board.person.may_run_meetings)
        awaited = self._board.views.awaiting() if asked else []
        if not awaited:
            said = Said("nothing awaits your view") if self._awaiting and not self._said.words else self._said
            return meeting, said, True, False
        theirs = [each for each in awaited if each.meeting_id == awaited[0].meeting_id]
        elsewhere = f", {left} on other meetings (m)" if (left := len(awaited) - len(theirs)) else ""
        said = self._said if self._said.words else Said(f"{len(theirs)} await your view{elsewhere}; Esc shows all")
        return self._board.meetings.get(awaited[0].meeting_id).record, said, True, True

    def sit(
        self, meeting: Meeting | None, said: Said = NOTHING_SAID, at_start: bool = False, awaited: bool = False
    ) -> None:
        """Show a meeting, or only what awaits my view; offer the drafts of its cases, at the start those of any."""
        self.sitting = Sitting(self._board, meeting)
        if awaited:
            self.sitting.show_awaited()
        self._said = said
        try:
            self.sitting.restore()
            offers = self.sitting.offers(elsewhere=at_start)
        except Complaint as complaint:
            self._said, offers = Said(str(complaint), "error"), []
        self._show_all()
        if offers:
            ask_about_drafts(self.app, self.sitting, offers, self._told, self.curtain)

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
        self._company.moved()
        if self.sitting.step(by):
            self._said = NOTHING_SAID
            self._show_case()
        else:
            self._say(Said("this is the last case" if by > 0 else "this is the first case"))

    def action_lesion(self, by: int) -> None:
        """Show the next lesion."""
        self._said = self.sitting.next_lesion(by)
        self._show_case()

    async def action_commit(self) -> None:
        """Save the open case; the save belongs to the board and not to this screen."""
        outcome = self.sitting.commit()
        if isinstance(outcome, Clash):
            self._told(NOTHING_SAID)
            await ask_whose(self.app, self.sitting, outcome, self._told, self.curtain)
        else:
            self._told(outcome)

    def action_undo(self) -> None:
        """Take back the last edit or the last change."""
        self._told(self.sitting.undo())

    def action_back(self) -> None:
        """One step back: from a narrowed list, from a pane to the list; an error that was read goes away."""
        if self._said.words:
            self._say(NOTHING_SAID)
        if self.focused is not self._cases:
            self._go("cases")
        elif self.sitting.narrowed or self.sitting.only is not None:
            self.sitting.only = None
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
            self._say(Said("no meeting yet: tumorboard meeting new plans one"))

    def narrow(self, words: str) -> int:
        """Show only cases that match; say how many do."""
        self.sitting.narrowed = words
        shown = self.sitting.shown
        if shown and self.sitting.current not in shown:
            self.sitting.open(shown[0])
        self._show_all()
        return len(shown)

    def look(self) -> None:
        """Take in what others committed."""
        try:
            said = self.sitting.refresh()
            if said is not None:
                self._board.views.open_revealed()
            met = self._company.look(self.sitting.meeting, self.sitting.current)
        except Complaint as complaint:
            self._told(Said(str(complaint), "error"))
            return
        said = self._company.taken_over(self.sitting.meeting) or said
        if said is not None:
            self._told(said if said.words else self._said)
        elif met:
            self._show_status()
        self._follow()

    def _follow(self) -> None:
        """Open what the leader whom I follow has open; not behind a dialog."""
        key = self._company.chairs_case(self.sitting.meeting)
        if key in self.sitting.ids and key != self.sitting.current and self.app.screen is self:
            self.sitting.open(str(key))
            self._show_case()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the room out for the size."""
        self._lay_out(event.size)

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """The footer speaks of the panel in focus; a pane that is reached by Tab is the one to come back to."""
        if isinstance(self.focused, FormPane) and self.focused.id:
            self._show_pane(self.focused.id)
        self._show_footer()

    def _lay_out(self, size: Size) -> None:
        wide = size.width >= _WIDE[0] and size.height >= _WIDE[1]
        self.set_class(frame.is_too_small(*size), "-small")
        self.set_class(wide, "-wide")
        self.set_class(not wide and size.width >= _MEDIUM_WIDTH, "-medium")
        self.set_class(not wide and size.width < _MEDIUM_WIDTH, "-narrow")

    def _told(self, said: Said) -> None:
        self._said = said
        self._show_all()

    def _picked(self, meeting: Meeting | None) -> None:
        if meeting is not None:
            self.sit(meeting)
            self._go("cases")

    def _open(self, key: str) -> None:
        self._company.moved()
        self.sitting.open(key)
        self._said = NOTHING_SAID
        self._show_case()

    def _edit(self, field: Field, value: Value) -> None:
        self._told(self.sitting.edit(field, value) or NOTHING_SAID)

    def _say(self, said: Said) -> None:
        self._said = said
        self._show_status()

    def _go(self, name: str) -> None:
        self.set_class(name in self._forms, "-case")
        if name in self._forms:
            self._show_pane(name)
        self.set_focus(self._forms.get(name, self._cases), scroll_visible=False)

    def _show_pane(self, name: str) -> None:
        self._pane = name
        for each in self._forms:
            self.set_class(each == name, f"-{each}")
        if name in _BESIDE:
            for each in set(_BESIDE.values()):
                self.set_class(each == _BESIDE[name], f"-beside-{each}")
        self._header.show_view(self._header.view)

    def redraw(self) -> None:
        """Show everything anew, where the curtain was drawn or opened."""
        self._show_all()

    def _show_all(self) -> None:
        self._cases.show_cases(partial(heading_line, self.sitting), partial(case_rows, self.sitting))
        self._show_case()

    def _show_case(self) -> None:
        view = self.curtain.view()
        if self._cases.target != self.sitting.current:
            self._cases.choose(self.sitting.current)
        for pane in (self._header, self._spine, *self._forms.values()):
            pane.show_view(view)
        self._show_status()
        self._show_footer()

    def _header_rows(self, view: CaseView, width: int) -> list[Row]:
        return [Row(line) for line in (*header_lines(view, width), frame.pane_strip(view, self._pane))]

    def _show_status(self) -> None:
        told = (self.sitting, self._said)
        company = self._company
        self._status.show(lambda width: [Row(frame.status_line(*told, width, self.curtain, company))])

    def _show_footer(self) -> None:
        editing = self.field is not None
        self._footer.show(lambda width: [Row(frame.editing_line() if editing else frame.footer_line("board", width))])
