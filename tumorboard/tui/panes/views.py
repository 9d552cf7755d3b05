"""The Views pane."""

# A PLACEHOLDER of the lead, to be overwritten whole by whoever writes this pane.
from tumorboard.tui.lines import Row
from tumorboard.tui.talk import Talk
from tumorboard.tui.view import CaseView

__all__ = ["views_rows", "views_title"]


def views_title(talk: Talk | None) -> str:
    """Placeholder."""
    return "Views" if talk is None else f"Views {len(talk.views)}"


def views_rows(view: CaseView, width: int) -> list[Row]:
    """Placeholder."""
    del view, width
    return []
