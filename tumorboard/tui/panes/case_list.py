"""The rows of the case list: order, urgency, id, worst level, primary, ESCC, SINS, NOMS axes."""

from typing import Final

from rich.cells import cell_len

from tumorboard.clinical import histology
from tumorboard.clinical.assessment import Assessment
from tumorboard.clinical.emergency import Emergency
from tumorboard.tui.lines import Line, Part, fit
from tumorboard.tui.panes.noms import axes_letters
from tumorboard.tui.panes.sins import BAND_ROLES

__all__ = ["ELSEWHERE", "case_line", "heading_line"]

_FIXED: Final = {"mark": 1, "order": 3, "urgency": 7, "level": 4, "escc": 5, "sins": 6, "noms": 8}
_ID_AT_MOST: Final = 12
ELSEWHERE: Final = "*"
"""Marks an ESCC grade that was read at another level than the one of the row."""


def _columns(width: int, id_width: int) -> tuple[int, int]:
    """Widths of the id and the primary; the primary takes what is left."""
    id_width = min(id_width, _ID_AT_MOST) + 1
    return id_width, max(4, width - sum(_FIXED.values()) - id_width)


def heading_line(width: int, id_width: int) -> Line:
    """The words over the columns."""
    case, primary = _columns(width, id_width)
    lead = _FIXED["mark"] + _FIXED["order"]
    named = (("", lead), ("urgent", _FIXED["urgency"]), ("case", case), ("lvl", _FIXED["level"]), ("primary", primary))
    scored = (("ESCC", _FIXED["escc"]), ("SINS", _FIXED["sins"]), ("NOMS", _FIXED["noms"]))
    words = "".join(fit(name, columns) for name, columns in (*named, *scored))
    return (("muted", words),)


def case_line(assessed: Assessment, order: int, *, pending: bool, width: int, id_width: int) -> Line:
    """One case as a row of the list."""
    case, worst = assessed.case, assessed.headline
    id_column, primary = _columns(width, id_width)
    mark: Part = ("pending", "•") if pending else ("text", " ")
    return (
        mark,
        ("muted", f"{order:>2} "),
        _urgency(assessed.emergency),
        ("text", fit(case.id, id_column - 1) + " "),
        ("text", fit(worst.lesion.level if worst else "?", _FIXED["level"])),
        ("text", fit(histology.label(case.primary.histology), primary - 1) + " "),
        _escc(assessed),
        _sins(assessed),
        *(_letters(assessed)),
    )


def _urgency(emergency: Emergency) -> Part:
    if emergency.is_emergency:
        return ("danger", fit("▲EMERG", _FIXED["urgency"]))
    if emergency.unknown:
        return ("open", fit("?signs", _FIXED["urgency"]))
    return ("good", fit("clear", _FIXED["urgency"]))


def _escc(assessed: Assessment) -> Part:
    """The highest grade of any lesion, with a star where that lesion is not the one of the row."""
    graded = assessed.worst_escc
    if graded is None:
        return ("open", fit("?", _FIXED["escc"]))
    grade = graded.lesion.escc
    elsewhere = "" if graded is assessed.headline else ELSEWHERE
    return ("danger" if grade in ("2", "3") else "text", fit(f"{grade}{elsewhere}", _FIXED["escc"]))


def _sins(assessed: Assessment) -> Part:
    worst = assessed.headline
    if worst is None:
        return ("open", fit("?", _FIXED["sins"]))
    role = BAND_ROLES[worst.sins.bands[0]] if len(worst.sins.bands) == 1 else "open"
    return (role, fit(worst.sins.text, _FIXED["sins"]))


def _letters(assessed: Assessment) -> tuple[Part, ...]:
    worst = assessed.headline
    if worst is None:
        return (("open", fit("N?O?M?S?", _FIXED["noms"])),)
    letters = axes_letters(worst)
    used = sum(cell_len(words) for _, words in letters)
    return (*letters, ("text", " " * (_FIXED["noms"] - used)))
