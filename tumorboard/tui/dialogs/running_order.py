"""A running order that is proposed: where each case would stand and why, taken with one key."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from tumorboard.board.before.running_order import Placed, RunningOrder
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.dialogs.pane_dialog import PaneDialog
from tumorboard.tui.lines import Line, Row, rule, wrapped
from tumorboard.tui.literal import text
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["OfferOrder"]


class OfferOrder(PaneDialog[bool]):
    """Returns whether the order is wanted."""

    CSS = "OfferOrder #dialog { height: 90%; width: 100; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "answer(False)", show=False),
        Binding("enter", "answer(True)", show=False),
    ]

    def __init__(self, meeting: Meeting, order: RunningOrder, before: Sequence[str]) -> None:
        """`before` are the cases in the order in which the room shows them."""
        super().__init__()
        self._before = before
        self._meeting = meeting
        self._order = order
        self._pane = LinePane("dialog")

    def on_mount(self) -> None:
        """Show the order."""
        same = self._order.case_ids == self._meeting.case_ids
        self._pane.titled("The list stands in the proposed order" if same else "A running order is proposed")
        self._pane.border_subtitle = text("Esc back" if same else "Enter takes it · Esc leaves the list as it is")
        self._pane.show(self._rows)

    def action_answer(self, taken: bool) -> None:
        """Take it or leave it; there is nothing to take where the list stands so already."""
        self.dismiss(taken and self._order.case_ids != self._meeting.case_ids)

    def _rows(self, width: int) -> list[Row]:
        order = self._order
        said = f"{len(order.rows)} cases, {order.minutes} min; hard ones early, because boards decide worse later on"
        lines = wrapped(said, width, "muted")
        passed = 0
        for place, row in enumerate(order.rows, start=1):
            passed += row.minutes
            lines += _line(row, place, self._before.index(row.case_id) + 1, width)
            if place == order.break_after:
                lines.append(rule(width, f"a short break, after {passed} of {order.minutes} min"))
        return [Row(line) for line in lines]


def _line(row: Placed, place: int, before: int, width: int) -> list[Line]:
    moved = "" if place == before else f" (now {before})"
    minutes = f"{row.minutes} min" if row.minutes else "–"
    lead: Line = (("muted", f"{place:>2} "), ("title", f"{row.case_id}{moved}"), ("muted", f" · {minutes} · "))
    return wrapped(row.why, width, "text", lead, hanging=6)
