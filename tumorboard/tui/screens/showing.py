"""The Board room as it is laid out and painted: list, map and panes, wide all at once, narrow one after another."""

from collections.abc import Mapping
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from tumorboard.board.board import Board
from tumorboard.board.working import Value
from tumorboard.tui.bound import in_force
from tumorboard.tui.commands import Commands
from tumorboard.tui.fields import Field
from tumorboard.tui.full_screen import FullScreen
from tumorboard.tui.lines import Row
from tumorboard.tui.panes import frame
from tumorboard.tui.panes.case_list import STAR_SAID, case_rows, heading_line
from tumorboard.tui.panes.header import header_lines
from tumorboard.tui.panes.noms import lines_that_stay, noms_rows, noms_title
from tumorboard.tui.panes.sins import sins_title
from tumorboard.tui.panes.spine_map import spine_rows
from tumorboard.tui.said import NOTHING_SAID, Said
from tumorboard.tui.screens.at_size import is_wide, lay_out, mark
from tumorboard.tui.screens.case_panes import BESIDE, GROUPS, Maker, made, scored_rows
from tumorboard.tui.session.company import Company
from tumorboard.tui.session.curtain import Curtain
from tumorboard.tui.session.sitting import Sitting
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.widgets.case_list import CaseList
from tumorboard.tui.widgets.form_pane import FormPane
from tumorboard.tui.widgets.laid_out import Below, Beside
from tumorboard.tui.widgets.line_pane import LinePane
from tumorboard.tui.widgets.status_pane import StatusPane
from tumorboard.tui.widgets.view_pane import ViewPane

__all__ = ["Showing"]


class Showing(FullScreen[None]):
    """Keeps the panes in step with a `Sitting`."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._board = board
        self._status, self._footer, self._small = StatusPane("status"), LinePane("footer"), LinePane("small")
        self.sitting = Sitting(board, None)
        self.curtain = Curtain(lambda: self.sitting, drawn=board.settings.discreet)
        self._maker = Maker(board, self.curtain, self._edit)
        self._cases = CaseList("cases", self._open)
        self._header = ViewPane("header", self._header_rows)
        self._spine = ViewPane("spine", spine_rows, lambda _: "Spine")
        self._forms: dict[str, FormPane] = {
            "noms": FormPane("noms", noms_rows, partial(_noms_title, self), self._edit, lines_that_stay),
            "sins": FormPane("sins", partial(scored_rows, self._maker), sins_title, self._edit),
        }
        for pane in self._forms.values():
            pane.chosen = self._show_footer
        self._upper, self._lower = Beside(id="upper"), Beside(id="lower")
        self._pane, self._beside, self._keys_in = "noms", "talk", "cases"
        self._come_back: set[str] = set()
        self._said = NOTHING_SAID
        self._untaken_listed: Mapping[str, object] = {}
        self._footer_says: tuple[bool, bool, Commands, str] | None = None
        self._company = Company(board)

    def compose(self) -> ComposeResult:
        """The whole room; which parts show is a matter of classes, set before there is anything to style by them."""
        lay_out(self, self.app.size)
        beside = self._missing(self._beside) if is_wide(self.app.size) else ()
        self._mark_panes()
        yield self._status
        with Beside(id="room"):
            with Below(id="left"):
                yield self._cases
                yield self._spine
            with Below(id="right"):
                yield self._header
                with self._upper:
                    yield self._forms["noms"]
                    yield self._forms["sins"]
                with self._lower:
                    yield from beside
        yield self._small
        yield self._footer

    def begin_to_show(self) -> None:
        """Title the empty room."""
        self._cases.titled("Cases")
        self._cases.border_subtitle = STAR_SAID
        self._small.show(lambda _: [Row((("warning", frame.TOO_SMALL),))])

    @property
    def followed_up(self) -> str | None:
        """The case whose follow-up pane is open, or None."""
        return self.sitting.current if self._pane == "followup" else None

    @property
    def open_pane(self) -> str:
        """The pane of the case that is open, or was last."""
        return self._pane

    @property
    def is_in_pane(self) -> bool:
        """Whether the keys go to a pane of the case, and not to the list."""
        return isinstance(self.focused, FormPane)

    @property
    def field(self) -> Field | None:
        """The field that is being edited, for the help page."""
        return self.focused.field if isinstance(self.focused, FormPane) else None

    def on_resize(self) -> None:
        """Lay the room out for the size."""
        lay_out(self, self.app.size)
        self._forms["noms"].show_view(self._forms["noms"].view)
        if is_wide(self.app.size):
            self._make(self._beside)

    def on_screen_suspend(self) -> None:
        """Under a dialog none of the room's keys are heard, and none is told."""
        self._show_footer()

    def on_screen_resume(self) -> None:
        """They are heard again."""
        self._show_footer()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """The footer speaks of the panel in focus; a pane that is reached by Tab is the one to come back to."""
        if isinstance(self.focused, FormPane) and self.focused.id:
            self._move_on(self.focused.id)
            self._show_pane(self.focused.id)
        elif self.focused is self._cases:
            self._move_on("cases")
        self._show_footer()

    def _told(self, said: Said) -> None:
        self._said = said
        self._show_all()

    def warn(self, words: str) -> None:
        """Say on the first line what must not be passed over."""
        self._say(Said(words, "error"))

    def moved_away(self) -> None:
        """Another room is gone to: what was told here is over; an error, such as of what is not saved, is not."""
        if self._said.kind != "error":
            self._say(NOTHING_SAID)

    def _say(self, said: Said) -> None:
        self._said = said
        self._show_status()

    def _move_on(self, pane: str) -> None:
        """What was said goes where the keys go to another pane."""
        if self._said.words and pane != self._keys_in:
            self._say(NOTHING_SAID)
        self._keys_in = pane

    def _open(self, key: str) -> None:
        self._said = self._company.moved()
        self.sitting.open(key)
        self._show_case()

    def _edit(self, field: Field, value: Value) -> None:
        self._told(self.sitting.edit(field, value) or NOTHING_SAID)

    def _make(self, group: str) -> None:
        """Make the panes of a group, unless they are there."""
        if missing := self._missing(group):
            view = self.curtain.view()
            for pane in missing:
                pane.show_view(view)
            self._mark_panes()
            self._lower.mount(*missing)

    def _missing(self, group: str) -> list[FormPane]:
        missing = [made(name, self._maker) for name in GROUPS[group] if name not in self._forms]
        for pane in missing:
            pane.chosen = self._show_footer
        self._forms |= {str(pane.id): pane for pane in missing}
        return missing

    def _go(self, name: str) -> None:
        self._keys_in = name
        self.set_class(name != "cases", "-case")
        if name != "cases":
            self._show_pane(name)
        self.set_focus(self._forms.get(name, self._cases), scroll_visible=False)

    def _show_pane(self, name: str) -> None:
        self._pane = name
        if name in BESIDE:
            self._beside = BESIDE[name]
            self._make(self._beside)
        self._mark_panes()
        self._header.show_view(self._header.view)

    def _mark_panes(self) -> None:
        """Mark the pane that the keys go to, with the half that it stands in, and those of the group that is shown."""
        for name, pane in self._forms.items():
            mark(pane, "-open", name == self._pane)
            mark(pane, "-beside", BESIDE.get(name) == self._beside)
        mark(self._upper, "-open", self._pane not in BESIDE)
        mark(self._lower, "-open", self._pane in BESIDE)

    def redraw(self) -> None:
        """Show everything anew, where the curtain was drawn or opened."""
        self._show_all()

    def _show_owed(self) -> None:
        """Say what is owed after decisions as it was counted last, and what results say that a case does not."""
        self._show_status()
        self._mark_untaken()
        self._header.rebuild()
        self._forms["sins"].rebuild()
        if self._untaken_listed != self._board.owed.untaken:
            self._show_list()

    def _mark_untaken(self) -> None:
        """Give the header a line more for each kind of what results say that the open case does not."""
        kinds = sum(map(bool, self._board.owed.untaken.get(self.sitting.current or "", ())))
        mark(self._header, "-untaken", kinds == 1)
        mark(self._header, "-untaken-both", kinds > 1)

    def _show_list(self) -> None:
        self._untaken_listed = self._board.owed.untaken
        self._cases.show_cases(partial(heading_line, self.sitting), partial(case_rows, self.sitting))

    def _show_all(self) -> None:
        self._show_list()
        self._show_case()

    def _show_case(self) -> None:
        self._company.say_where(self.sitting.meeting, self.sitting.current)
        view = self.curtain.view()
        self._mark_untaken()
        self._show_what_changed(view)
        if self._cases.target != self.sitting.current:
            self._cases.choose(self.sitting.current)
        for pane in (self._header, self._spine, *self._forms.values()):
            pane.show_view(view)
        self._show_status()
        self._show_footer()

    def _show_what_changed(self, view: CaseView | None) -> None:
        """A case that comes back after a decision opens with what changed since, once."""
        back = view is not None and view.talk is not None and view.talk.since is not None
        if view is not None and back and view.case.id not in self._come_back:
            self._come_back.add(view.case.id)
            self._show_pane("since")

    def _header_rows(self, view: CaseView, width: int) -> list[Row]:
        owed, key = self._board.owed, view.case.id
        lines = header_lines(view, width, owed.reported.get(key, ""), *owed.untaken.get(key, ()))
        if not self.has_class("-wide"):
            lines.append(frame.pane_strip(view, self._pane, owed.by_case.get(key, 0), width))
        return [Row(line) for line in lines]

    def _show_status(self) -> None:
        told = (self.sitting, self._said)
        company = self._company
        self._status.show(lambda width: frame.status_rows(*told, width, self.curtain, company))

    def _show_footer(self) -> None:
        is_heard, editing, commands = not self.is_under_a_dialog, self.field is not None, in_force(self.app)
        enters = self.focused.enters if isinstance(self.focused, FormPane) else "open"
        told = (is_heard, editing, commands, enters)
        if self._footer_says == told:
            return
        self._footer_says = told

        def keys(width: int) -> list[Row]:
            line = frame.editing_line(width) if editing else frame.footer_line("board", width, commands, enters)
            return [Row(line)] if is_heard else []

        self._footer.show(keys)


def _noms_title(room: Widget, view: CaseView) -> str:
    return "NOMS" if room.has_class("-wide") else noms_title(view)  # where all of the table is in sight, its marks say
