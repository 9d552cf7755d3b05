"""The list of the Follow-up room: a line each, the counts above it, and what to do where there is none."""

from datetime import date
from typing import Final

from rich.cells import cell_len

from tumorboard.clinical import plans
from tumorboard.domain.vocabulary import FollowUpKind, Level
from tumorboard.tui.followup_book import GROUPS, FollowUpBook, Slot, SlotGroup
from tumorboard.tui.lines import Line, Part, Role, fit, width_of, wrapped
from tumorboard.tui.panes.frame import said_line
from tumorboard.tui.said import Said

__all__ = [
    "counts_line",
    "followup_status",
    "kind_said",
    "nothing_due",
    "schedule_heading",
    "schedule_line",
    "what_said",
]

_GROUP: Final = 9
_DUE: Final = 11
_FAR: Final = 13
_KIND: Final = 17
_STATE: Final = 10
_CASE_AT_MOST: Final = 14
_SHORT: Final[dict[SlotGroup, tuple[Role, str]]] = {
    "unknown": ("danger", "unknown"),
    "action": ("danger", "action"),
    "unread": ("warning", "unread"),
    "overdue": ("danger", "OVERDUE"),
    "soon": ("warning", "14 days"),
    "proposed": ("open", "proposed"),
    "later": ("muted", "later"),
}
_COUNTED: Final[dict[SlotGroup, str]] = {
    "unknown": "fates unknown",
    "action": "actions due",
    "unread": "not read or acted on",
    "overdue": "overdue",
    "soon": "within 14 days",
    "proposed": "proposed",
    "later": "later",
}
_KINDS: Final[dict[FollowUpKind, str]] = {
    "mri": "MRI",
    "neuro_check": "neuro exam",
    "stability_check": "stability",
    "restaging": "restaging",
    "ct": "CT",
    "other": "other",
}


def followup_status(book: FollowUpBook, said: Said, width: int) -> Line:
    """What is filtered, and who is acting; over it what was said last."""
    if said.words:
        return said_line(Said(book.words(said.words), said.kind), width)
    person = book.board.person
    parts = ["Follow-up"]
    if book.owner is not None:
        parts.append(f"of {book.name(book.owner)}")
    if book.kind is not None:
        parts.append(f"only {_KINDS[book.kind]}")
    if book.meeting is not None:
        parts.append(f"of {book.meeting}")
    if book.narrowed:
        parts.append(f"{len(book.shown)} match {book.words(book.narrowed)!r}")
    sign: Part = ("warning", "discreet · " if book.curtain.drawn else "")
    tail: Part = ("muted", f"{person.name} ({next(iter(person.roles), 'may only look')}) ")
    return (("title", fit(f" {' · '.join(parts)}", max(0, width - width_of((sign, tail))))), sign, tail)


def counts_line(book: FollowUpBook, width: int) -> Line:
    """How many there are of each group; what must not be overlooked first."""
    counts = book.counts
    line: list[Part] = [("text", " ")]
    for group in GROUPS:
        if counts[group]:
            words = f"{counts[group]} {_COUNTED[group]}"
            lead: list[Part] = [("muted", " · ")] if len(line) > 1 else []
            if width_of((*line, *lead)) + cell_len(words) <= width:
                line += [*lead, (_SHORT[group][0], words)]
    return tuple(line) if len(line) > 1 else (("good", " nothing is due"),)


def schedule_heading(book: FollowUpBook, width: int) -> Line:
    """The words over the columns."""
    case, rest = _columns(book, width)
    named = (("", _GROUP), ("day", _DUE), ("", _FAR), ("case", case), ("what", _KIND), ("state", _STATE), ("who", rest))
    return (("muted", "".join(fit(name, columns) for name, columns in named)),)


def schedule_line(book: FollowUpBook, place: int, width: int) -> Line:
    """One line: group, day and how far it is, case, what, state, who sees to it."""
    each = book.shown[place]
    case, rest = _columns(book, width)
    role, word = _SHORT[each.group]
    if each.followup is not None and each.followup.state == "read":
        word = "to act"
    state = each.followup.state.replace("_", " ") if each.followup else ""
    return (
        (role, fit(word, _GROUP)),
        ("text", fit(f"{each.due:%d %b %y}", _DUE)),
        (role, fit(_far(each, book.today), _FAR)),
        ("text", fit(each.case_id, case - 1) + " "),
        ("text", fit(kind_said(each), _KIND - 1) + " "),
        ("text", fit(state, _STATE)),
        ("text" if each.owner else "open", fit(book.name(each.owner), rest)),
    )


def kind_said(each: Slot) -> str:
    """What is looked at, or what is to be settled, in few words."""
    if each.action is not None:
        return f"{each.action.number} {plans.short_label(each.action.step.modality)}"
    if each.fate is not None:
        return "decision"
    level = each.followup.level if each.followup else each.proposed[1].level if each.proposed else None
    return what_said(each.kind or "other", level)


def what_said(kind: FollowUpKind, level: Level | None) -> str:
    """What is looked at, and where."""
    return f"{_KINDS[kind]} {level or ''}".rstrip()


def _far(each: Slot, today: date) -> str:
    """How far a day is, in words."""
    days = (each.due - today).days
    if each.fate is not None:
        return f"{each.fate.days} d ago"
    if days < 0:
        return f"{-days} d over" if each.group in ("overdue", "action") else f"{-days} d ago"
    return "today" if days == 0 else f"in {days} d" if days < 14 else f"in {days // 7} weeks"


def nothing_due(book: FollowUpBook, width: int) -> list[Line]:
    """What to do where no line is shown."""
    if book.all:
        words = "nothing of that: Esc shows everything"
    else:
        words = "nothing to follow up yet: a decision with its next MRI (d in the Board) plans the first"
    return wrapped(words, width, "open")


def _columns(book: FollowUpBook, width: int) -> tuple[int, int]:
    """Width of the id, and what is left for the name."""
    longest = max((cell_len(each.case_id) for each in book.shown[:200]), default=4)
    case = min(max(longest, 4), _CASE_AT_MOST) + 1
    return case, max(4, width - _GROUP - _DUE - _FAR - case - _KIND - _STATE)
