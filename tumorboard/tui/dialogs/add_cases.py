"""Which cases come onto the list? Those that are proposed stand first; typing finds any other."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tumorboard.board.before.candidates import Candidate
from tumorboard.clean import clean_line
from tumorboard.tui.full_screen import Dialog
from tumorboard.tui.lines import Line, Part, fit, width_of
from tumorboard.tui.literal import text
from tumorboard.tui.widgets.clean_input import CleanInput
from tumorboard.tui.widgets.long_list import LongList

__all__ = ["AddCases"]

_ID: Final = 14
_WHY: Final[dict[str, Part]] = {
    "deferred": ("warning", "deferred "),
    "left": ("key", "not heard "),
    "other": ("text", ""),
}


class AddCases(Dialog[Sequence[Candidate] | None]):
    """Tab marks, Shift+Tab all that is proposed; Enter adds what is marked, else the case under the cursor."""

    CSS = """
    AddCases #dialog { width: 110; height: 90%; }
    AddCases #offered { height: 1fr; }
    AddCases #words { border: none; height: 1; margin: 0; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("tab", "mark", show=False),
        Binding("shift+tab", "mark_proposed", show=False),
    ]

    def __init__(self, candidates: Sequence[Candidate], title: str, discreet: Callable[[], bool]) -> None:
        """`discreet` says whether the patients' names are left out now; they are found by them all the same."""
        super().__init__()
        self._discreet = discreet
        self._all = candidates
        self._shown = candidates
        self._marked: dict[str, Candidate] = {}
        self._title = clean_line(title)
        self._list = LongList("offered", lambda _: None)

    def compose(self) -> ComposeResult:
        """The list, and the words that narrow it."""
        entry = CleanInput(placeholder="type to find a case by id, name, level or primary", id="words", max_length=200)
        entry.cursor_blink = False
        with Vertical(id="dialog"):
            yield self._list
            yield entry

    def on_mount(self) -> None:
        """Take the keys at once, so that none typed fast is lost."""
        frame = self.query_one("#dialog")
        frame.border_title = text(self._title)
        frame.border_subtitle = text("Enter adds · Tab marks · Shift+Tab marks all proposed · Esc back")
        self.set_focus(self.query_one(Input))
        self._show()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        words = clean_line(event.value).casefold().split()
        self._shown = [each for each in self._all if all(word in _words(each) for word in words)]
        self._show()

    @on(Input.Submitted)
    def _taken(self) -> None:
        at = self._list.cursor
        under = [self._shown[at]] if at is not None and self._shown else []
        chosen = list(self._marked.values()) or under
        if chosen:
            self.dismiss(chosen)

    def action_mark(self) -> None:
        """Mark the case under the cursor, or no longer; go on to the next."""
        at = self._list.cursor
        if at is None or not self._shown:
            return
        each = self._shown[at]
        if self._marked.pop(each.case_id, None) is None:
            self._marked[each.case_id] = each
        self._list.move(1)

    def action_mark_proposed(self) -> None:
        """Mark what is proposed of the shown, as the list of the last meeting is copied; again unmarks it."""
        proposed = {each.case_id: each for each in self._shown if each.why != "other"}
        if proposed.keys() <= self._marked.keys():
            for key in proposed:
                del self._marked[key]
        else:
            self._marked.update(proposed)
        at = self._list.cursor
        self._show()
        self._list.choose(at or 0)

    def action_move(self, by: int) -> None:
        """Go to the case above or below."""
        self._list.move(by)

    def action_page(self, by: int) -> None:
        """Go a page up or down."""
        self._list.page(by)

    def action_leave(self) -> None:
        """Leave the list as it is."""
        self.dismiss(None)

    def _show(self) -> None:
        words = "every case of the store is on this list" if not self._all else "no case here matches"
        self._list.show_lines(len(self._shown), self._line, [(("open", f" {words}"),)])
        self._list.choose(0)

    def _line(self, place: int, width: int) -> Line:
        each = self._shown[place]
        mark: Part = ("pending", "• ") if each.case_id in self._marked else ("text", "  ")
        lead: Line = (mark, ("title", fit(each.case_id, _ID) + " "), _WHY[each.why])
        because = each.because or _elsewhere(each)
        name = "" if self._discreet() else each.name
        about = " · ".join(part for part in (because, each.about, name) if part)
        return (*lead, ("text", fit(about, max(0, width - width_of(lead)))))


def _words(each: Candidate) -> str:
    return f"{each.case_id} {each.about} {each.name} {each.why} {each.because or _elsewhere(each)}".casefold()


def _elsewhere(each: Candidate) -> str:
    """Where it is to be heard already, else where it was decided."""
    return f"on the list of {each.coming}" if each.coming else f"decided at {each.decided}" if each.decided else ""
