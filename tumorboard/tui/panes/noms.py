"""The NOMS pane: what the four axes rest on, the ten rows of the table, what to look at twice; below them the words.

What stands above the words has one place for every case: `↕` behind an input of which one change would move the rows, a
mark before a row of the table, and a line each for warnings and for what is still to be settled.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from tumorboard.clinical import noms
from tumorboard.clinical.assessment import LesionAssessment
from tumorboard.clinical.evidence import AxisEvidence, axis_evidence, flag, flag_says, patients_myelopathy
from tumorboard.clinical.pivots import Pivot
from tumorboard.knowledge import noms_table
from tumorboard.tui.fields import Field, noms_fields
from tumorboard.tui.lines import Line, Part, Role, Row, cells, fit, rule, wrapped
from tumorboard.tui.panes.form import field_row
from tumorboard.tui.panes.noms_table import table_height, table_lines
from tumorboard.tui.panes.pivot_sign import pivot_sign
from tumorboard.tui.session.view import CaseView

__all__ = ["axes_letters", "lines_that_stay", "noms_rows", "noms_title"]

_BELOW: Final = "in full words"
_WORD = 9
_LABEL = 10
_VALUE: Final = 12
"""Columns of the longest value of an input; in a narrow pane it has fewer."""
_MYELOPATHY: Final = "neurology.myelopathy"
_AXIS_OF_FIELD: Final = (0, 0, 1, 1, 2, 3)
"""Which axis each of `noms_fields` feeds."""
_WARNING: Final[Part] = ("warning", "▲")
_FLAG: Final[Line] = (("warning", "▲ "),)
_PATIENTS: Final = "patient's myelopathy"
"""In few words that the myelopathy may come from another lesion."""
_INPUTS: Final = {"escc": "ESCC", "radiosensitivity": "class", "tolerates_surgery": "fitness"}
"""Inputs of pivots in the words of the form."""


def noms_title(view: CaseView) -> str:
    """What stands in the frame of the pane where its table may be out of sight."""
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
    evidence = axis_evidence(view.case, each, view.policy)
    shared = patients_myelopathy(view.case, each.lesion)
    lines = [
        *table_lines(each, width),
        _warnings(each, shared, width),
        rule(width, _BELOW),
        *(wrapped(shared, width, "warning", _FLAG) if shared else ()),
        *(line for key in each.noms.flags for line in wrapped(flag_says(key), width, "warning", _FLAG)),
        *_standing(each, width),
        *_changes(each.pivots, width),
        *_evidence(evidence, width),
        *wrapped(noms_table().standing, width, "muted"),
    ]
    return [*_inputs(view, each, evidence, width, _MYELOPATHY if shared else ""), *(Row(line) for line in lines)]


def lines_that_stay(width: int) -> int:
    """How many lines the inputs and the table take at a width, to be seen while an input is edited."""
    return len(noms_fields()) + table_height(width)


def _inputs(
    view: CaseView, each: LesionAssessment, evidence: Sequence[AxisEvidence], width: int, warned: str
) -> Iterator[Row]:
    """A row for each field; `warned` is the path of the one that a warning below speaks of."""
    shown: set[int] = set()
    for field, at in zip(noms_fields(), _AXIS_OF_FIELD, strict=True):
        lead: Line = (("text", " " * (_WORD + 2)),) if at in shown else _axis_lead(evidence[at])
        shown.add(at)
        line = _input(field, view, lead, width - 2)
        warning = _WARNING if field.path == warned else ("text", " ")
        yield Row((*line, warning, pivot_sign(field, each)), field)


def _input(field: Field, view: CaseView, lead: Line, width: int) -> Line:
    """A field in so many columns at most; a value that is too long for its column begins closer to the label."""
    room = min(width - _WORD - 3, _LABEL + 1 + _VALUE)
    *start, label, (role, said) = field_row(field, view, lead, _LABEL, _WORD + 3 + room).line
    if cells(said) >= room - _LABEL:
        label = ("muted", fit(field.label, max(cells(field.label), room - cells(said) - 1)) + " ")
    return (*start, label, (role, fit(said, room - cells(label[1]))))


def _axis_lead(axis: AxisEvidence) -> Line:
    role: Role = "open" if axis.word == "open" else "text"
    return (("title", f"{axis.axis[0].upper()} "), (role, fit(axis.word, _WORD)))


def _warnings(each: LesionAssessment, shared: str | None, width: int) -> Line:
    """What to look at twice in few words, as many as there is room for, and how many more stand below."""
    said = [*([_PATIENTS] if shared else []), *(flag(key).short for key in each.noms.flags)]
    if not said:
        return (("text", "no warning"),)
    for count in range(len(said), 0, -1):
        words = " · ".join(said[:count]) + (f" +{len(said) - count}" if count < len(said) else "")
        if cells(words) < width - len("▲ "):
            break
    return (*_FLAG, ("warning", words))


def _standing(each: LesionAssessment, width: int) -> list[Line]:
    placed = each.noms
    if placed.decided:
        lines = [rule(width, "one row stands")]
    else:
        lines = [rule(width, "rows that stand")]
        lines += wrapped("until settled: " + ", ".join(placed.undecided_by), width, "open")
    for number in placed.rows:
        lines += wrapped(noms.row(number).decision, width, "text", (("title", f"{number:>2} "),))
    return lines


def _changes(pivots: tuple[Pivot, ...], width: int) -> list[Line]:
    if not pivots:
        return []
    lines = [rule(width, "one change that moves the rows")]
    for pivot in pivots:
        rows = " ".join(map(str, pivot.rows))
        lines += wrapped(f"→ {rows}", width, "text", (("key", _named(pivot)), ("text", f" {pivot.said} ")), hanging=2)
    return lines


def _named(pivot: Pivot) -> str:
    return _INPUTS.get(pivot.input, pivot.input.removeprefix("sins.").replace("_", " "))


def _evidence(evidence: Sequence[AxisEvidence], width: int) -> list[Line]:
    lines = [rule(width, "evidence")]
    for axis in evidence:
        lines += wrapped(axis.says, width, "text", (("title", f"{axis.axis[0].upper()} "),))
        lines += wrapped(axis.source, width, "muted", (("text", "  "),))
    return lines
