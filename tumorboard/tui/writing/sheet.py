"""A sheet to fill in: entries one below the other, the keys of the one that the cursor is on at its foot.

All of it is one pane that keeps the focus, so that keys typed fast, over a slow line, land in the right entry.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult

from tumorboard.clean import LONGEST_TEXT, clean_line
from tumorboard.complaint import Complaint
from tumorboard.tui.commands import COMMANDS
from tumorboard.tui.full_screen import Dialog
from tumorboard.tui.lines import Line, Row, rule, wrapped
from tumorboard.tui.literal import text
from tumorboard.tui.writing.entry import Entry, Missing, Shown, Values, filled_in, foot_lines, rows_of
from tumorboard.tui.writing.sheet_pane import SheetPane

__all__ = ["Form", "Sheet"]

_KEPT: Final = "keeps it for later"
_LEFT: Final = "leaves it"
_NOT_KEPT: Final = "what is typed here is not kept: Ctrl+S submits it, Esc or Ctrl+Q again leaves without it"
_NO_TEXT: Final = "this is no line of text: only the keys below choose here"
_NO_PASTE: Final = "nothing was pasted: this row is chosen with a key, one of those below"
_ACTIONS: Final = {key: each.action for each in COMMANDS["sheet"] for key in each.keys.split(",")}


class Form:
    """What a sheet is about. `entries` may depend on what was filled in; `submit` says what was done.

    `submit` raises Complaint, or Missing with the entry that it is about. `changed` is called with each change.
    The cursor begins on the first entry that is needed and empty, or at the top where `from_top` says so.
    `goes_on` is the key that goes on in it, and what it does.
    """

    title: str
    goes_on = "Enter next"
    from_top = False

    @property
    def keeps(self) -> bool:
        """Whether what is filled in is kept with each change."""
        return type(self).changed is not Form.changed

    @property
    def at_first(self) -> str:
        """What is said at the foot until something is filled in; empty for nothing."""
        return ""

    def entries(self, values: Values) -> Sequence[Entry]:
        """The entries, as far as they apply."""
        raise NotImplementedError

    def notes(self, values: Values) -> Sequence[str]:
        """What the person should know of what they filled in."""
        del values
        return ()

    def follows(self, key: str, values: Values) -> Values:
        """What is filled in by itself when the entry `key` was; it can be changed like all else."""
        del key, values
        return {}

    def changed(self, values: Values) -> None:
        """Keep what was filled in. Raises Complaint."""

    def submit(self, values: Values) -> str:
        """Hand it in; what was done, in words."""
        raise NotImplementedError


class Sheet(Dialog[str | None]):
    """Returns what was done; None when it was left. What no form keeps is not left without being asked."""

    CSS_PATH: ClassVar = ["../styles/sheet.tcss"]

    def __init__(self, form: Form, values: Values, shown: Shown = str) -> None:
        """`shown` gives a text as it may be shown; the line that is being typed in stands as it is typed."""
        super().__init__()
        self._shown = shown
        self._form = form
        self._values = dict(values)
        self._begun_with = filled_in(values)
        self._fault, self._is_on_disk, self._caret = form.at_first, form.keeps, 0
        self._listed: Sequence[Entry] | None = None
        self._pane = SheetPane(self.foot, self.before_caret)

    @property
    def values(self) -> dict[str, Any]:
        """What is filled in now."""
        return dict(self._values)

    @property
    def entry(self) -> Entry | None:
        """The entry that the cursor is on."""
        return next((each for each in self._entries if each.key == self._pane.target), None)

    @property
    def _entries(self) -> Sequence[Entry]:
        """The entries, worked out once for what is filled in."""
        if self._listed is None:
            self._listed = self._form.entries(self._values)
        return self._listed

    def compose(self) -> ComposeResult:
        """One pane."""
        yield self._pane

    def on_mount(self) -> None:
        """Put the cursor where the form begins."""
        self._pane.border_subtitle = text(
            f"{self._form.goes_on} · Ctrl+S submits · Esc {_KEPT if self._form.keeps else _LEFT}"
        )
        self._pane.titled(self._form.title)
        entries = self._entries
        empty = (each for each in entries if each.needed and not self._values.get(each.key))
        self._go((entries[0] if self._form.from_top else next(empty, entries[0])).key)
        self.set_focus(self._pane)

    def action_move(self, by: int) -> None:
        """Choose the entry above or below; below the last one scroll to the notes."""
        keys = [each.key for each in self._entries]
        at = keys.index(self._pane.target) if self._pane.target in keys else 0
        if (to := min(max(at + by, 0), len(keys) - 1)) == at:
            self._pane.scroll_lines(by)
        else:
            self._go(keys[to])

    def action_section(self, by: int) -> None:
        """Choose the first entry of the section after or before; where there is none, scroll a page."""
        entries = self._entries
        at = next((place for place, each in enumerate(entries) if each.key == self._pane.target), 0)
        starts = [place for place, each in enumerate(entries) if place == 0 or each.heading]
        if by > 0:
            to = next((place for place in starts if place > at), len(entries) - 1)
        else:
            to = max((place for place in starts if place < at), default=0)
        if to == at:
            self._pane.scroll_lines(by * max(1, self._pane.view_height - 1))
        else:
            self._go(entries[to].key)

    def action_step(self, by: int) -> None:
        """Take the choice before or after; in a line, move the caret."""
        entry = self.entry
        if entry is None:
            return
        if entry.kind == "line":
            self._caret = min(max(self._caret + by, 0), len(self._text))
            self._draw()
        elif entry.kind == "choice":
            ring = [None, *(choice.value for choice in entry.choices)]
            value = self._values.get(entry.key)
            at = ring.index(value) if value in ring else 0
            self._set(entry.key, ring[min(max(at + by, 0), len(ring) - 1)])

    def action_edge(self, end: bool) -> None:
        """Move the caret to the beginning or the end of a line."""
        self._caret = len(self._text) if end else 0
        self._draw()

    def action_erase(self, forward: bool) -> None:
        """Take a character away; a choice becomes not recorded."""
        entry = self.entry
        if entry is None:
            return
        if entry.kind != "line":
            self._set(entry.key, None)
            return
        at = self._caret if forward else self._caret - 1
        if 0 <= at < len(self._text):
            words = self._text[:at] + self._text[at + 1 :]
            self._caret = at
            self._set(entry.key, words)

    def action_submit(self) -> None:
        """Hand the sheet in; what is missing or wrong is said, and nothing is lost. A refusal may ask for more."""
        self._listed = None
        try:
            said = self._form.submit(self.values)
        except Missing as missing:
            self._fault = str(missing)
            self._go(missing.key)
        except Complaint as complaint:
            self._fault = str(complaint)
            self._draw()
        else:
            self.dismiss(said)

    def action_leave(self) -> None:
        """Leave; what was typed and is kept nowhere, or could not be written down, is left at the second time."""
        if self.may_be_left():
            self.dismiss(None)

    def may_be_left(self) -> bool:
        """Whether nothing is lost by leaving, or that was said already; else it is said now."""
        if self._is_on_disk or filled_in(self._values) == self._begun_with or self._fault == _NOT_KEPT:
            return True
        self._fault = _NOT_KEPT
        self._draw()
        return False

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Take a key or what was pasted, to its end before the next; whether it was for the sheet.

        The app calls this in the order of the typing. Sent through the queues of Textual, a key with a binding would be
        overtaken by the characters behind it.
        """
        if isinstance(event, events.Paste):
            self.pasted(clean_line(event.text))
        elif (action := _ACTIONS.get(event.key)) is not None:
            await self.run_action(action)
        elif event.is_printable and event.character:
            self.typed(clean_line(event.character))
        else:
            return False
        return True

    def pasted(self, words: str) -> None:
        """Take what was pasted into a line. It never chooses: a figure of a text is no answer."""
        if self.entry is not None and self.entry.kind == "line":
            self._insert(self.entry.key, words)
        elif self.entry is not None:
            self._fault = _NO_PASTE
            self._draw()

    def typed(self, words: str) -> None:
        """Take what was typed: text in a line, the key of a choice elsewhere."""
        entry = self.entry
        if entry is None:
            return
        if entry.kind == "line":
            self._insert(entry.key, words)
            return
        choice = next((each for each in entry.choices if each.digit == words), None)
        if choice is None:
            self._fault = _NO_TEXT
            self._draw()
            return
        if entry.kind == "choice":
            self._set(entry.key, choice.value)
            self.action_move(1)
        else:
            standing = list(self._values.get(entry.key) or ())
            taken = choice.value in standing
            now = [each for each in standing if each != choice.value] if taken else [*standing, choice.value]
            self._set(entry.key, now)

    def rows(self, width: int) -> list[Row]:
        """The lines of the sheet."""
        shown = self._shown
        rows = rows_of(self._entries, self._values, width, self._pane.target, self._caret, shown)
        notes = [line for note in self._form.notes(self._values) for line in wrapped(shown(note), width, "warning")]
        return [*rows, *((Row(rule(width)), *(Row(line) for line in notes)) if notes else ())]

    def foot(self, width: int) -> list[Line]:
        """What is missing or wrong, and what the keys do in the entry that the cursor is on."""
        fault = wrapped(self._shown(self._fault), width, "danger") if self._fault else []
        keys = [] if self.entry is None else foot_lines(self.entry, self._values, width, self._shown)
        return [rule(width), *fault, *keys] if fault or keys else []

    def before_caret(self) -> str | None:
        """What stands before the caret of the text that is typed in; None where the cursor is on none."""
        return self._text[: self._caret] if self.entry is not None and self.entry.kind == "line" else None

    @property
    def _text(self) -> str:
        return "" if self.entry is None else str(self._values.get(self.entry.key) or "")

    def _insert(self, key: str, words: str) -> None:
        standing = self._text
        now = standing[: self._caret] + words + standing[self._caret :]
        if len(now) > LONGEST_TEXT:
            self._fault = f"{len(now):,} characters are too many for one entry; {LONGEST_TEXT:,} are allowed"
            self._draw()
            return
        self._caret += len(words)
        self._set(key, now)

    def _set(self, key: str, value: Any) -> None:
        self._values[key] = value
        self._values |= self._form.follows(key, self.values)
        self._listed = None
        self._fault, self._is_on_disk = "", self._form.keeps
        try:
            self._form.changed(self.values)
        except Complaint as complaint:
            self._fault, self._is_on_disk = str(complaint), False
        self._draw()

    def _go(self, key: str) -> None:
        self._pane.target = key
        self._caret = len(self._text)
        self._draw()

    def _draw(self) -> None:
        self._pane.show(self.rows)
