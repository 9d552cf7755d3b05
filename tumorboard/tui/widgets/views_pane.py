"""The Views pane as it is moved about in: choosing a view opens what it says below its line."""

from typing import Any

from tumorboard.tui.panes.views import views_rows, views_title
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.widgets.form_pane import FormPane

__all__ = ["ViewsPane"]


class ViewsPane(FormPane):
    """Nothing in it is edited; up and down choose a view."""

    def __init__(self, id: str) -> None:  # noqa: A002
        super().__init__(id, self._rows_at, lambda view: views_title(view.talk), lambda _field, _value: None)

    def choose(self, target: Any) -> None:
        """Open the view with this id, or none."""
        self.target = target
        self.show_view(self.view)
        super().choose(target)

    def _rows_at(self, view: CaseView, width: int) -> list[Any]:
        return views_rows(view, width, self.target)
