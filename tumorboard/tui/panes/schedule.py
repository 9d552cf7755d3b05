"""The list of the Follow-up room: a line each, the counts above it, and what to do where there is none."""

from collections.abc import Container, Sequence
from datetime import date
from typing import Final

from rich.cells import cell_len

from tumorboard.board.typed.loosely import day_said
from tumorboard.clinical import plans
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.vocabulary import FollowUpKind, Level
from tumorboard.tui.books.followup_book import FollowUpBook
from tumorboard.tui.books.followup_slots import GROUPS, Slot, SlotGroup
from tumorboard.tui.lines import Groups, Line, Part, Role, Row, fit, width_of, wrapped
from tumorboard.tui.panes.frame import OWED_SAID, said_rows
from tumorboard.tui.said import Said

__all__ = [
    "counts_line",
    "due_said",
    "followup_status",
    "kind_said",
    "listed_said",
    "nothing_due",
    "schedule_groups",
    "schedule_heading",
    "schedule_line",
    "what_said",
]

_DUE: Final = 14
_FAR: Final = 14
_KIND: Final = 15
_STATE: Final = 10
_STATE_FROM: Final = 64
_RULE_FROM: Final = 96
"""Columns from which the state, and the rule, have columns of their own."""
_RULE: Final = 17
_CASE_AT_MOST: Final = 14
_ROLES: Final[dict[SlotGroup, Role]] = {
    "unknown": "danger",
    "action": "danger",
    "unread": "warning",
    "overdue": "danger",
    "soon": "warning",
    "proposed": "open",
    "later": "text",
    "ended": "muted",
}
_NAMED: Final[dict[SlotGroup, str]] = {
    "unknown": "decisions of unknown fate",
    "action": "actions due",
    "unread": "done, to be read or acted on",
    "overdue": "OVERDUE",
    "soon": "within 14 days",
    "proposed": "proposed, not planned yet",
    "later": "later",
    "ended": "ended",
}
_BRIEFLY: Final[dict[SlotGroup, tuple[str, str]]] = {
    **dict(zip(GROUPS[: len(OWED_SAID)], OWED_SAID, strict=True)),
    "soon": ("in 14 days", "in 14 days"),
    "proposed": ("proposed", "proposed"),
    "later": ("later", "later"),
    "ended": ("ended", "ended"),
}
_COUNTED: Final[dict[SlotGroup, tuple[str, str]]] = {
    **_BRIEFLY,
    "unread": ("to be read or acted on", "to be read or acted on"),
    "soon": ("within 14 days", "within 14 days"),
}
_KINDS: Final[dict[FollowUpKind, str]] = {
    "mri": "MRI",
    "neuro_check": "neuro exam",
    "stability_check": "stability",
    "restaging": "restaging",
    "ct": "CT",
    "other": "other",
}


def followup_status(book: FollowUpBook, said: Said, width: int) -> list[Row]:
    """What is filtered, and who is acting; over it what was said last."""
    if said.words:
        return said_rows(Said(book.words(said.words), said.kind), width)
    return [Row(_followup_status(book, width))]


def _followup_status(book: FollowUpBook, width: int) -> Line:
    person = book.board.person
    parts = ["Follow-up"]
    if book.owner is not None:
        parts.append(f"of {book.name(book.owner)}")
    if book.kind is not None:
        parts.append(f"only {_KINDS[book.kind]}")
    if book.meeting is not None:
        parts.append(book.titles.get(book.meeting, book.meeting))
    if book.narrowed:
        parts.append(f"{len(book.shown)} match '{book.words(book.narrowed)}'")
    sign: Part = ("warning", "discreet · " if book.curtain.drawn else "")
    tail: Part = ("muted", f"{person.name} ({next(iter(person.roles), 'may only look')}) ")
    return (("title", fit(f" {' · '.join(parts)}", max(0, width - width_of((sign, tail))))), sign, tail)


def counts_line(book: FollowUpBook, width: int) -> Line:
    """How many there are of each group, what must not be overlooked first; in fewer words where more fits so."""
    told = [(group, count) for group in GROUPS if (count := book.counts[group])]
    line = max((_counted(told, words, width) for words in (_COUNTED, _BRIEFLY)), key=len)
    return line if told else (("good", " nothing is due"),)


def _counted(told: Sequence[tuple[SlotGroup, int]], words: dict[SlotGroup, tuple[str, str]], width: int) -> Line:
    """As many as fit, one after the other, so that none is passed over for a later one."""
    line: list[Part] = []
    for group, count in told:
        part: Part = (_ROLES[group], f"{count} {words[group][count != 1]}")
        lead: Part = ("muted", " · ") if line else ("text", " ")
        if width_of((*line, lead, part)) > width:
            break
        line += [lead, part]
    return tuple(line)


def schedule_groups(book: FollowUpBook, width: int) -> Groups:
    """The place at which each group begins, and its name with how many it holds."""
    groups, place = [], 0
    for group in GROUPS:
        if count := book.counts[group]:
            words = f"{_NAMED[group]} · {count} "
            line: Line = (("border", "─ "), (_ROLES[group], words), ("border", "─" * max(0, width - len(words) - 2)))
            groups.append((place, line))
            place += count
    return groups


def schedule_heading(book: FollowUpBook, width: int) -> Line:
    """The words over the columns."""
    case, state, who, rule = _columns(book, width)
    named = (("day", _DUE + _FAR), ("case", case), ("what", _KIND), ("state", state), ("who", who), ("rule", rule))
    return (("muted", "".join(fit(name, columns) for name, columns in named)),)


def schedule_line(book: FollowUpBook, place: int, width: int) -> Line:
    """One line: day and how far it is, case, what, state, who sees to it, and the rule where there is room."""
    each = book.shown[place]
    case, state, who, rule = _columns(book, width)
    return (
        ("text", fit(f"{day:%a %d %b %y}" if (day := _day(each)) else "no fixed day", _DUE)),
        _far_part(each, book),
        ("title", fit(each.case_id, case - 1) + " "),
        ("text", fit(kind_said(each), _KIND - 1) + " "),
        ("text" if each.followup else "open", fit(_state(each), state)),
        ("text" if each.owner else "open", fit(book.name(each.owner), who)),
        ("muted", fit(_rule(each), rule)),
    )


def _far_part(each: Slot, book: FollowUpBook) -> Part:
    """How far its day is, behind a sign where its result asks for the case to come back."""
    far = _far(each, book.today)
    return ("danger", fit(f"▲{far}", _FAR)) if each.key in book.loud else (_ROLES[each.group], fit(far, _FAR))


def kind_said(each: Slot) -> str:
    """What is looked at, or what is to be settled, in few words."""
    if each.action is not None:
        return f"{each.action.number} {plans.short_label(each.action.step.modality)}"
    if each.fate is not None:
        return "decision"
    level = each.followup.level if each.followup else each.proposed[1].level if each.proposed else None
    return what_said(each.kind or "other", level)


def due_said(day: date, today: date, holidays: Container[date] = ()) -> str:
    """A day on which something is due: how far it is, or how many days it is over."""
    over = (today - day).days
    return (
        day_said(day, today, holidays) if over <= 0 else f"{day:%a %d %b %Y}, {over} day{'s' if over > 1 else ''} over"
    )


def listed_said(meeting: Meeting) -> str:
    """A meeting by its title and day, as one on whose list a case stands."""
    return f"{meeting.title}, {meeting.starts.astimezone():%a %d %b %Y}"


def what_said(kind: FollowUpKind, level: Level | None) -> str:
    """What is looked at, and where."""
    return f"{_KINDS[kind]} {level or ''}".rstrip()


def _state(each: Slot) -> str:
    if each.action is not None and not each.action.is_over:
        return "decided"
    if each.followup is None:
        return "proposed" if each.proposed else "unknown"
    return each.followup.state.replace("_", " ")


def _rule(each: Slot) -> str:
    if each.proposed is not None:
        return each.proposed[1].rule
    return each.followup.proposed.rule if each.followup and each.followup.proposed else ""


def _day(each: Slot) -> date | None:
    """The day that a line tells of: when it was seen, else when it is due; None where it is on symptoms."""
    seen = each.followup.seen_on if each.followup and each.group in ("unread", "ended") else None
    return seen or each.due


def _far(each: Slot, today: date) -> str:
    """How far that day is, in words."""
    day = _day(each)
    if day is None:
        return "on symptoms"
    days = (day - today).days
    if days < 0:
        over = "over" if each.group in ("overdue", "action", "proposed") else "ago"
        return f"{-days} day{'s' if days < -1 else ''} {over}"
    return "today" if days == 0 else f"in {days} day{'s' if days > 1 else ''}" if days < 14 else f"in {days // 7} weeks"


def nothing_due(book: FollowUpBook, width: int) -> list[Line]:
    """What to do where no line is shown."""
    if book.is_filtered:
        words = "nothing of that: Esc shows everything"
    else:
        words = "nothing to follow up yet: a decision with its next MRI (d in the Board) plans the first"
    return wrapped(words, width, "open")


def _columns(book: FollowUpBook, width: int) -> tuple[int, int, int, int]:
    """Widths of the id, of the state and the rule where there is room for them, and what is left for the name."""
    longest = max((cell_len(each.case_id) for each in book.shown[:200]), default=4)
    case = min(max(longest, 4), _CASE_AT_MOST) + 1
    state = _STATE if width >= _STATE_FROM else 0
    rule = _RULE if width >= _RULE_FROM else 0
    return case, state, max(4, width - _DUE - _FAR - case - _KIND - state - rule), rule
