"""The systemic pane: performance, extent, treatment, labs and expected survival, edited in place; questions below."""

from tumorboard.clinical.questions import questions_by_field
from tumorboard.domain.case import LABS
from tumorboard.tui.fields import Field
from tumorboard.tui.lines import BLANK, Line, Row, rule, wrapped
from tumorboard.tui.panes.form import field_row
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.systemic_fields import SECTIONS, systemic_fields

__all__ = ["systemic_rows"]

_LABEL = 16
_ASKED: Line = (("warning", "   ? "),)


def systemic_rows(view: CaseView, width: int) -> list[Row]:
    """The lines of the pane at a width; what is in question stands below its field, once, and who confirmed a lab."""
    asked, told = questions_by_field(view.case, view.meant), set[str]()
    rows: list[Row] = []
    for field in systemic_fields():
        if field.path in SECTIONS:
            rows.append(Row(rule(width, SECTIONS[field.path])))
        rows.append(field_row(field, view, BLANK, _LABEL, width))
        for question in asked.get(field.path, ()):
            if question not in told:
                told.add(question)
                rows += [Row(line) for line in wrapped(question + _hint(field, view), width, "warning", _ASKED)]
        rows += [Row(line) for line in _confirmed(field, view, width)]
    return rows


def _hint(field: Field, view: CaseView) -> str:
    """How a lab is confirmed as it stands, which only what is committed can be."""
    if not field.path.startswith(LABS):
        return ""
    return f", or {'Ctrl+S and then b' if view.is_pending(field) else 'b'} confirms it as it stands"


def _confirmed(field: Field, view: CaseView, width: int) -> list[Line]:
    """Who confirmed the value that stands, when and why."""
    read = view.confirmed.get(field.path)
    if read is None or view.meant[field.path] != view.value(field):
        return []
    by = view.talk.names.get(read.said.by, read.said.by) if view.talk else read.said.by
    said = f"meant so: {read.said.reason} · {by}, {read.said.at.astimezone():%d %b %Y}"
    return wrapped(said, width, "good", (("good", "   ✓ "),))
