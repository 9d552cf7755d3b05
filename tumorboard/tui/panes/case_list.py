"""The rows of the case list: order, urgency, id, the level it opens on, primary, ESCC, SINS, NOMS axes."""

from typing import Final

from rich.cells import cell_len

from tumorboard.clinical import histology
from tumorboard.clinical.assessment import Assessment
from tumorboard.clinical.emergency import Emergency
from tumorboard.domain.meeting import ItemState
from tumorboard.tui.lines import Line, Part, Row, fit, wrapped
from tumorboard.tui.panes.noms import axes_letters
from tumorboard.tui.panes.sins import BAND_ROLES
from tumorboard.tui.session.sitting import Sitting

__all__ = ["STAR_SAID", "case_line", "case_rows", "heading_line"]

_FIXED: Final = {"mark": 1, "order": 3, "urgency": 7, "level": 4, "escc": 4, "sins": 7, "noms": 8}
_ID_AT_MOST: Final = 12
_ELSEWHERE: Final = "*"
_STATES: Final[dict[ItemState, Part]] = {
    "listed": ("text", " "),
    "in_discussion": ("chosen", "▶"),
    "decided": ("good", "✓"),
    "deferred": ("warning", "→"),
    "noted": ("muted", "–"),
}
STAR_SAID: Final = f"{_ELSEWHERE} of another level"
"""What the star behind an ESCC grade or a SINS means."""


def _columns(width: int, id_width: int) -> tuple[int, int]:
    """Widths of the id and the primary; the primary takes what is left."""
    id_width = min(id_width, _ID_AT_MOST) + 1
    return id_width, max(4, width - sum(_FIXED.values()) - id_width)


def heading_line(sitting: Sitting, width: int) -> Line:
    """The words over the columns; nothing over an empty list."""
    if not sitting.shown:
        return ()
    case, primary = _columns(width, _id_width(sitting))
    lead = _FIXED["mark"] + _FIXED["order"]
    named = (("", lead), ("urgent", _FIXED["urgency"]), ("case", case), ("lvl", _FIXED["level"]), ("primary", primary))
    scored = (("ESCC", _FIXED["escc"]), (" SINS", _FIXED["sins"]), ("NOMS", _FIXED["noms"]))
    return (("muted", "".join(fit(name, columns) for name, columns in (*named, *scored))),)


def case_rows(sitting: Sitting, width: int) -> list[Row]:
    """The shown cases, each with its id as target; where there is none, how to get one."""
    id_width = _id_width(sitting)
    rows = [
        Row(
            case_line(
                sitting.assessed(key),
                sitting.order(key),
                mark=_mark(sitting, key),
                width=width,
                id_width=id_width,
                is_doubted=_is_doubted(sitting, key),
            ),
            key,
        )
        for key in sitting.shown
    ]
    return rows or [Row(line) for line in wrapped(_nothing_shown(sitting), width, "open")]


def _nothing_shown(sitting: Sitting) -> str:
    if sitting.meeting is None:
        return "no meeting yet: n in the Agenda (F3) plans one · tumorboard demo shows one"
    if sitting.only is not None and not sitting.narrowed:
        return "no case here awaits your view · Esc shows every case"
    if sitting.narrowed:
        return f"no case matches '{sitting.narrowed}' · Esc shows all"
    return "no case yet: i in the Agenda (F3) reads a file · tumorboard import FILE --meeting ID"


def _id_width(sitting: Sitting) -> int:
    return max((cell_len(key) for key in sitting.ids), default=4)


def _mark(sitting: Sitting, key: str) -> Part:
    """An edit that is not committed, else how far the board is with the case."""
    item = sitting.item(key)
    if sitting.is_pending(key):
        return ("pending", "•")
    if item is None:
        return ("text", " ")
    if item.talked and item.talked[-1].ended is None:
        return ("chosen", "▶")
    return ("warning", "L") if item.late and not item.late.allowed else _STATES[item.state]


def _is_doubted(sitting: Sitting, key: str) -> bool:
    """Whether a result reported a new deficit, and the neurology stands as it was."""
    untaken = sitting.board.owed.untaken.get(key)
    return untaken is not None and bool(untaken.deficit)


def case_line(
    assessed: Assessment, order: int, *, mark: Part, width: int, id_width: int, is_doubted: bool = False
) -> Line:
    """One case as a row of the list; `mark` stands before it. `is_doubted` is what the record says of the signs."""
    case, opened = assessed.case, assessed.opened
    id_column, primary = _columns(width, id_width)
    return (
        mark,
        ("muted", f"{order:>2} "),
        _urgency(assessed.emergency, is_doubted),
        ("name", fit(case.id, id_column - 1)),
        ("text", " "),
        ("text", fit(opened.lesion.level if opened else "?", _FIXED["level"])),
        ("text", fit(histology.label(case.primary.histology), primary - 1) + " "),
        _escc(assessed),
        _sins(assessed),
        *(_letters(assessed)),
    )


def _urgency(emergency: Emergency, is_doubted: bool) -> Part:
    if emergency.is_emergency:
        return ("danger", fit("▲EMERG", _FIXED["urgency"]))
    if is_doubted:
        return ("danger", fit("▲neuro", _FIXED["urgency"]))
    if emergency.unknown:
        return ("open", fit("?signs", _FIXED["urgency"]))
    return ("good", fit("none", _FIXED["urgency"]))


def _escc(assessed: Assessment) -> Part:
    """The highest grade of any lesion, with a star where the lesion of the row has not that grade."""
    graded, opened = assessed.worst_escc, assessed.opened
    if graded is None or opened is None:
        return ("open", fit("?", _FIXED["escc"]))
    grade = graded.lesion.escc
    elsewhere = "" if opened.lesion.escc == grade else _ELSEWHERE
    return ("danger" if grade in ("2", "3") else "text", fit(f"{grade}{elsewhere}", _FIXED["escc"]))


def _sins(assessed: Assessment) -> Part:
    """The highest SINS of any lesion, with a star where the lesion of the row has another."""
    worst, opened = assessed.headline, assessed.opened
    if worst is None or opened is None:
        return ("open", fit("?", _FIXED["sins"]))
    role = BAND_ROLES[worst.sins.bands[0]] if len(worst.sins.bands) == 1 else "open"
    elsewhere = "" if opened.sins.text == worst.sins.text else _ELSEWHERE
    return (role, fit(f"{worst.sins.text}{elsewhere}", _FIXED["sins"]))


def _letters(assessed: Assessment) -> tuple[Part, ...]:
    """The axes of the lesion of the row."""
    opened = assessed.opened
    if opened is None:
        return (("open", fit("N?O?M?S?", _FIXED["noms"])),)
    letters = axes_letters(opened)
    used = sum(cell_len(words) for _, words in letters)
    return (*letters, ("text", " " * (_FIXED["noms"] - used)))
