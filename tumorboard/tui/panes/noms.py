"""The NOMS pane: four axes with what they rest on, the rows that stand, what would settle or flip them, the flags."""

from typing import Final

from tumorboard.clinical import noms
from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.clinical.evidence import AxisEvidence, axis_evidence, flag_says, patients_myelopathy
from tumorboard.clinical.pivots import Pivot
from tumorboard.knowledge import noms_table
from tumorboard.tui.fields import noms_fields
from tumorboard.tui.lines import Line, Role, Row, fit, rule, wrapped
from tumorboard.tui.panes.form import field_row
from tumorboard.tui.session.view import CaseView

__all__ = ["axes_letters", "noms_rows", "noms_title"]

_WORD = 9
_LABEL = 10
_MYELOPATHY: Final = "neurology.myelopathy"
_AXIS_OF_FIELD: Final = (0, 0, 1, 1, 2, 3)
"""Which axis each of `noms_fields` feeds."""


_INPUTS: Final = {"escc": "ESCC", "radiosensitivity": "class", "tolerates_surgery": "fitness"}
"""Inputs of pivots in the words of the form."""


def noms_title(view: CaseView) -> str:
    """What stands in the frame of the pane."""
    each = view.lesion
    if each is None:
        return "NOMS"
    rows = " ".join(map(str, each.noms.rows))
    return f"NOMS · row {rows}" if each.noms.decided else f"NOMS · rows {rows}"


def axes_letters(each: LesionAssessment) -> tuple[tuple[Role, str], ...]:
    """N, O, M and S, each with a question mark while it is open."""
    return tuple(
        ("text", letter) if len(values) == 1 else ("open", f"{letter}?")
        for letter, values in zip("NOMS", each.noms.axes, strict=True)
    )


def noms_rows(view: CaseView, width: int) -> list[Row]:
    """The lines of the pane at a width."""
    each = view.lesion
    if each is None:
        return [Row(line) for line in wrapped("No lesion is recorded: NOMS is asked of a lesion.", width, "open")]
    flag: Line = (("warning", "▲ "),)
    shared = patients_myelopathy(view.case, each.lesion)
    lines = [
        *_standing(each, width),
        *(wrapped(shared, width, "warning", flag) if shared else ()),
        *(line for key in each.noms.flags for line in wrapped(flag_says(key), width, "warning", flag)),
        *_flips(each.pivots, width),
        *_evidence(view, each, width),
        *wrapped(noms_table().standing, width, "muted"),
    ]
    return [*_axes(view, each, width, _MYELOPATHY if shared else ""), *(Row(line) for line in lines)]


def _axes(view: CaseView, each: LesionAssessment, width: int, warned: str) -> list[Row]:
    """A row for each field; `warned` is the path of the one that a warning below speaks of."""
    evidence = axis_evidence(view.case, each, view.policy)
    rows = []
    shown: set[int] = set()
    for field, at in zip(noms_fields(), _AXIS_OF_FIELD, strict=True):
        lead: Line = (("text", " " * (_WORD + 2)),) if at in shown else _axis_lead(evidence[at])
        shown.add(at)
        row = field_row(field, view, lead, _LABEL, width)
        rows.append(row if field.path != warned else row._replace(line=(*row.line, ("warning", " ▲"))))
    return rows


def _axis_lead(axis: AxisEvidence) -> Line:
    role: Role = "open" if axis.word == "open" else "text"
    return (("title", f"{axis.axis[0].upper()} "), (role, fit(axis.word, _WORD)))


def _standing(each: LesionAssessment, width: int) -> list[Line]:
    placed = each.noms
    if placed.decided:
        lines = [rule(width, "one row stands")]
    else:
        lines = [rule(width, "rows that stand")]
        lines += wrapped("until settled: " + ", ".join(placed.undecided_by), width, "open")
    if each.pivots:
        inputs = dict.fromkeys(_named(pivot) for pivot in each.pivots)
        lines += wrapped(", ".join(inputs), width, "text", (("key", "flips: "),), hanging=1)
    for number in placed.rows:
        lines += wrapped(noms.row(number).decision, width, "text", (("title", f"{number:>2} "),))
    return lines


def _flips(pivots: tuple[Pivot, ...], width: int) -> list[Line]:
    if not pivots:
        return []
    lines = [rule(width, "one change that moves the rows")]
    for pivot in pivots:
        rows = " ".join(map(str, pivot.rows))
        lines += wrapped(f"→ {rows}", width, "text", (("key", _named(pivot)), ("text", f" {pivot.said} ")), hanging=2)
    return lines


def _named(pivot: Pivot) -> str:
    return _INPUTS.get(pivot.input, pivot.input.removeprefix("sins.").replace("_", " "))


def _evidence(view: CaseView, each: LesionAssessment, width: int) -> list[Line]:
    lines = [rule(width, "evidence")]
    for axis in axis_evidence(view.case, each, view.policy):
        lines += wrapped(axis.says, width, "text", (("title", f"{axis.axis[0].upper()} "),))
        lines += wrapped(axis.source, width, "muted", (("text", "  "),))
    return lines
