"""Which drafts? What was typed in an earlier session and never committed, field by field."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, ClassVar, Final

from textual.binding import Binding, BindingType

from tumorboard.board.drafting import Offer, Offered
from tumorboard.board.history import History
from tumorboard.clean import clean_line
from tumorboard.tui.dialogs.pane_dialog import PaneDialog
from tumorboard.tui.lines import Line, Part, Row, rule, wrapped
from tumorboard.tui.literal import text
from tumorboard.tui.session.clash import made_by
from tumorboard.tui.session.naming import field_named, value_said
from tumorboard.tui.widgets.block_pane import BlockPane

__all__ = ["WhichDrafts"]

Name = tuple[str, str]
"""A case and the name of a field in its draft."""
Shown = Callable[[str, str, Any], Any]
"""A value as it may be shown, of a case and its field."""

_ASKED: Final = "You typed this and did not commit it. What is unticked is dismissed; Esc decides nothing."


class WhichDrafts(PaneDialog[frozenset[Name] | None]):
    """Returns what is dismissed; None decides later. Everything is ticked at first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("space", "tick", show=False),
        Binding("a", "tick_all(True)", show=False),
        Binding("n", "tick_all(False)", show=False),
        Binding("enter", "take", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(
        self, offers: Sequence[Offer], history: History, shown: Shown = lambda _case, _field, value: value
    ) -> None:
        """`shown` gives the value of a field as it may be shown."""
        super().__init__()
        self._shown = shown
        self._offers = offers
        self._history = history
        self._pane = BlockPane("dialog")
        self._names = [(offer.case_id, each.name) for offer in offers for each in offer.fields]
        self._takeable = {(offer.case_id, e.name) for offer in offers for e in offer.fields if not e.hindrance}
        self._dropped: set[Name] = set()

    def on_mount(self) -> None:
        """Ask."""
        self._pane.choose(self._names[0])
        self._show()

    def action_move(self, by: int) -> None:
        """Choose the field above or below; scroll where there is none."""
        if not self._pane.move(by):
            self._pane.scroll_lines(by)

    def action_tick(self) -> None:
        """Tick the field that the cursor is on, or untick it."""
        self._dropped ^= {self._pane.target}
        self._show()

    def action_tick_all(self, ticked: bool) -> None:
        """Tick every field, or none."""
        self._dropped = set() if ticked else set(self._names)
        self._show()

    def action_take(self) -> None:
        """Take what is ticked and dismiss what was unticked."""
        self.dismiss(frozenset(self._dropped))

    def action_leave(self) -> None:
        """Decide later."""
        self.dismiss(None)

    def _show(self) -> None:
        taken = len(self._takeable - self._dropped)
        self._pane.titled(f"Your drafts · {taken} taken · {len(self._dropped)} dismissed")
        self._pane.border_subtitle = text("space tick · a all · n none · Enter · Esc later")
        self._pane.show(self._rows)

    def _rows(self, width: int) -> list[Row]:
        rows = [Row(line) for line in wrapped(_ASKED, width)]
        for offer in self._offers:
            rows += [Row(line) for line in self._heading(offer, width)]
            for each in offer.fields:
                name = (offer.case_id, each.name)
                rows += [Row(line, name) for line in self._block(offer, each, width, dropped=name in self._dropped)]
        return rows

    def _heading(self, offer: Offer, width: int) -> Iterator[Line]:
        yield rule(width, clean_line(f"{offer.case_id} · typed {_time_said(offer.typed_at)}"))
        if offer.changed is not None:
            yield from wrapped(f"changed since: {made_by(offer.changed, self._history)}", width, "warning")

    def _block(self, offer: Offer, each: Offered, width: int, *, dropped: bool) -> Iterator[Line]:
        tick: Part = ("muted", "[ ] ") if dropped else ("key", "[x] ")
        fate: Part = ("warning", "dismiss") if dropped else ("muted", "") if not each.hindrance else ("muted", "keep")
        yield (tick, ("title", f"{field_named(each.name, offer.levels)}  "), fate)
        stored, mine = (
            value_said(each.name, self._shown(offer.case_id, each.name, side)) for side in (each.stored, each.mine)
        )
        if not each.hindrance or each.stored is not None:
            yield from wrapped(stored, width, "text", (("muted", "    stored "),))
        yield from wrapped(mine, width, "pending", (("muted", "    mine   "),))
        if each.hindrance:
            yield from wrapped(f"cannot be put back: {each.hindrance}", width, "warning", (("text", "    "),))


def _time_said(at: str) -> str:
    try:
        return f"{datetime.fromisoformat(at).astimezone():%a %d %b %Y %H:%M}"
    except ValueError:
        return at
