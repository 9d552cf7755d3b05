"""The systemic pane: performance, extent, treatment, labs and expected survival, edited in place; questions below."""

from tumorboard.clinical.questions import questions_by_field
from tumorboard.tui.lines import BLANK, Line, Row, rule, wrapped
from tumorboard.tui.panes.form import field_row
from tumorboard.tui.session.view import CaseView
from tumorboard.tui.systemic_fields import SECTIONS, systemic_fields

__all__ = ["systemic_rows"]

_LABEL = 16
_ASKED: Line = (("warning", "   ? "),)


def systemic_rows(view: CaseView, width: int) -> list[Row]:
    """The lines of the pane at a width; what is in question stands below its field, once."""
    asked, told = questions_by_field(view.case), set[str]()
    rows: list[Row] = []
    for field in systemic_fields():
        if field.path in SECTIONS:
            rows.append(Row(rule(width, SECTIONS[field.path])))
        rows.append(field_row(field, view, BLANK, _LABEL, width))
        for question in asked.get(field.path, ()):
            if question not in told:
                told.add(question)
                rows += [Row(line) for line in wrapped(question, width, "warning", _ASKED)]
    return rows
