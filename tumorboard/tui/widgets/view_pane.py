"""A pane that shows one view of a case."""

from collections.abc import Callable, Sequence
from typing import Final

from tumorboard.tui.lines import Row
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.widgets.line_pane import LinePane

__all__ = ["RowsOf", "ViewPane"]

RowsOf = Callable[[CaseView, int], Sequence[Row]]
"""The rows of a pane for a view, at a width in columns."""

_NAMES: Final = {
    "noms": "NOMS",
    "sins": "SINS",
    "spine": "Spine",
    "views": "Views",
    "decision": "Decision",
    "facts": "Case facts",
    "criteria": "Eligible to consider",
    "since": "Since last time",
    "followup": "Follow-up",
    "radiotherapy": "Radiotherapy",
    "systemic": "Systemic status",
    "prognosis": "Survival scores",
}
"""What stands in the frame of a pane, by its id, while no case is open."""


class ViewPane(LinePane):
    """Shows a view through `rows_of`, and in its frame what `title_of` says of it."""

    def __init__(
        self,
        id: str,  # noqa: A002
        rows_of: RowsOf,
        title_of: Callable[[CaseView], str] | None = None,
        *,
        can_focus: bool = False,
    ) -> None:
        super().__init__(id, can_focus=can_focus)
        self._rows_of = rows_of
        self._title_of = title_of
        self.view: CaseView | None = None

    def show_view(self, view: CaseView | None) -> None:
        """Show a case, or nothing. Another case is read from its top, and no field of it is being edited yet."""
        if self.view is None or view is None or self.view.case.id != view.case.id:
            self.target, self.top = None, 0
        self.view = view
        if view is not None and self._title_of is not None:
            self.titled(self._title_of(view))
        elif view is None and self.id in _NAMES:
            self.titled(_NAMES[self.id])
        self.show(lambda width: () if view is None else self._rows_of(view, width))
