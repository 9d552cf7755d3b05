"""The list of the Agenda room: a line a case, the head above it, and what to do where there is none."""

from typing import Final

from rich.cells import cell_len

from tumorboard.board.before.readying import due_said
from tumorboard.domain.meeting import ItemState, Meeting
from tumorboard.domain.vocabulary import Route
from tumorboard.sheets.countdown import until_said
from tumorboard.tui.books.agenda_book import AgendaBook, Listed
from tumorboard.tui.lines import Line, Part, Row, fit, width_of, wrapped
from tumorboard.tui.panes.frame import owed_part, said_rows
from tumorboard.tui.said import Said

__all__ = ["agenda_heading", "agenda_line", "agenda_status", "head_line", "length_said", "nothing_listed", "ready_said"]

_NAMED_FROM: Final = 100
"""Columns from which the person is named beside what the first line has to say of two meetings."""
_RED: Final = 2
_ORDER: Final = 3
_ID_AT_MOST: Final = 12
_ROUTE: Final = 10
_MINUTES: Final = 4
_LATE: Final = 6
_BLOCKS: Final = 24
_OWNER_AT_MOST: Final = 24
_OWNER_FROM: Final = 44
"""Columns left for what blocks from which its owner stands beside it."""
_ROUTES: Final[dict[Route, str]] = {
    "emergency": "emergency",
    "discuss": "discuss",
    "standard_of_care": "standard",
    "information": "info only",
}
_ENDED: Final[dict[ItemState, Part]] = {
    "in_discussion": ("chosen", "▶ in discussion"),
    "decided": ("good", "✓ decided"),
    "deferred": ("warning", "→ deferred"),
    "noted": ("muted", "– noted"),
}


def agenda_status(book: AgendaBook, said: Said, width: int, on_board: Meeting | None = None) -> list[Row]:
    """Which meeting, and who is acting; over it what was said last.

    `on_board` is the meeting that is open in the Board: where this is another, that is said.
    """
    if said.words:
        return said_rows(Said(book.words(said.words), said.kind), width)
    return [Row(_agenda_status(book, width, on_board))]


def _agenda_status(book: AgendaBook, width: int, on_board: Meeting | None) -> Line:
    meeting, person = book.meeting, book.board.person
    parts = ["Agenda"] if meeting is None else ["Agenda", meeting.title]
    if meeting is not None and meeting.state != "planned":
        parts.append(meeting.state)
    if book.narrowed:
        parts.append(f"{len(book.shown)} match '{book.words(book.narrowed)}'")
    is_another = meeting is not None and on_board is not None and meeting.id != on_board.id
    role = next(iter(person.roles), "may only look")
    who = role if is_another and width < _NAMED_FROM else f"{person.name} ({role})"
    tail: Line = (
        owed_part(book.board, width),
        ("text", " "),
        ("warning", "the Board has another · " if is_another else ""),
        ("warning", "discreet · " if book.curtain.drawn else ""),
        ("muted", f"{who} "),
    )
    return (("title", fit(f" {' · '.join(parts)}", max(0, width - width_of(tail)))), *tail)


def head_line(book: AgendaBook, width: int) -> Line:
    """Start, cut-off, how many are ready, what waits for the chair, who may do what: as much as there is room for."""
    meeting = book.meeting
    if meeting is None:
        return ()
    count, starts = len(book.listed), meeting.starts.astimezone()
    parts: list[Part] = [("title", f"{starts:%a %d %b %H:%M}"), _cut_off(book)]
    parts.append(("good" if book.ready == count else "warning", f"{book.ready} of {count} ready"))
    if book.waiting:
        leave = ": l allows" if book.board.person.may_lead else " waits" if book.waiting == 1 else " wait"
        parts.append(("warning", f"{book.waiting} late{leave}"))
    parts.append(("muted", _may(book)))
    line: list[Part] = [("text", " ")]
    for role, words in parts:
        lead: list[Part] = [("muted", " · ")] if len(line) > 1 else []
        if words and width_of((*line, *lead)) + cell_len(words) <= width:
            line += [*lead, (role, words)]
    return tuple(line)


def length_said(book: AgendaBook) -> str:
    """How long the list takes and until when; emergencies that stand behind others in the Board."""
    meeting = book.meeting
    if meeting is None or not book.listed:
        return ""
    behind = f"▲ {book.red_behind} not yet first in the Board: o orders · " if book.red_behind else ""
    return f"{behind}{book.minutes} min, {until_said(meeting.starts.astimezone(), book.minutes)}"


def _cut_off(book: AgendaBook) -> Part:
    meeting, now = book.meeting, book.board.now()
    if meeting is None or meeting.cut_off is None:
        return ("muted", "no cut-off")
    if meeting.cut_off < now:
        return ("warning", f"cut-off was {meeting.cut_off.astimezone():%a %H:%M}")
    return ("text", f"cut-off {due_said(meeting.cut_off, now)} ({meeting.cut_off.astimezone():%a %H:%M})")


def _may(book: AgendaBook) -> str:
    person = book.board.person
    if person.may_lead:
        return "you list, give, allow late cases, hear one with gaps"
    if person.may_run_meetings:
        return "you list and give; the chair allows late cases, hears one with gaps"
    return "you look; the coordinator and the chair change the list"


def agenda_heading(book: AgendaBook, width: int) -> Line:
    """The words over the columns."""
    case, ready, owner, late = _columns(book, width)
    named = (
        ("", _RED), (" #", _ORDER), ("case", case), ("route", _ROUTE), ("ready, or what blocks", ready),
        ("who · time left", owner), ("min", _MINUTES), ("late", late),
    )  # fmt: skip
    return (("muted", "".join(fit(name, columns) for name, columns in named)),)


def agenda_line(book: AgendaBook, place: int, width: int) -> Line:
    """One case: red or not, order, id, route, what blocks and who sees to it, minutes, late."""
    each = book.shown[place]
    case, ready, owner, late = _columns(book, width)
    role, words = ready_said(each)
    seen_to: Line = (_owner(book, each, owner),) if owner else ()
    came_late: Line = (_late(each),) if late else ()
    return (
        ("danger" if each.goes_first else "muted", fit("▲" if each.is_red else "", _RED)),
        ("muted", f"{each.order:>2} "),
        ("name", fit(each.item.case_id, case - 1)),
        ("text", " "),
        _route(each),
        (role, fit(words, ready - 1) + " "),
        *seen_to,
        ("text" if each.item.minutes else "muted", f"{each.minutes or '–':>3} "),
        *came_late,
    )


def ready_said(each: Listed) -> Part:
    """The state of a case in a few words."""
    if each.item.state != "listed":
        return _ENDED[each.item.state]
    if each.ready.death is not None:
        return ("danger", "recorded as died")
    readiness, gap = each.ready.readiness, each.urgent_gap
    if each.ready.state == "bypassed":
        gaps = len(readiness.blocking)
        return ("good", f"✓ heard with {gaps} {'gap' if gaps == 1 else 'gaps'}")
    if gap is None:
        warn = len(readiness.gaps)
        return ("good", f"✓ ready, {warn} warn" if warn else "✓ ready")
    return ("warning", f"✗ blocked {len(readiness.blocking)}: {gap.label}")


def nothing_listed(book: AgendaBook, width: int) -> list[Line]:
    """What to do where no case is shown."""
    if book.meeting is None:
        words = "no meeting yet: n plans one · tumorboard demo shows one"
    elif book.narrowed:
        words = f"no case matches '{book.words(book.narrowed)}' · Esc shows all"
    else:
        words = "no case on this list yet: i imports a file · a adds cases that are here already"
    return wrapped(words, width, "open")


def _columns(book: AgendaBook, width: int) -> tuple[int, int, int, int]:
    """Widths of the id, of what blocks, of who sees to it where there is room, and of late where something is."""
    longest = max((cell_len(each.item.case_id) for each in book.listed), default=4)
    case = min(max(longest, 4), _ID_AT_MOST) + 1
    late = _LATE if any(each.item.late for each in book.listed) else 0
    room = max(8, width - _RED - _ORDER - case - _ROUTE - _MINUTES - late)
    owner = min(_OWNER_AT_MOST, room - _BLOCKS) if room >= _OWNER_FROM else 0
    return case, room - owner, owner, late


def _route(each: Listed) -> Part:
    route = each.item.route or each.case.route
    return ("text", fit(_ROUTES[route], _ROUTE)) if route else ("open", fit("?", _ROUTE))


def _owner(book: AgendaBook, each: Listed, width: int) -> Part:
    gap = each.urgent_gap
    if gap is None or each.item.state != "listed" or each.ready.death or each.ready.state != "blocked":
        return ("text", fit("", width))
    care = each.care(gap)
    if care is None:
        return ("open", fit("nobody", width))
    now = book.board.now()
    due = due_said(care.due, now).removeprefix("in ").replace("OVERDUE", "over")
    name = fit(book.name(care.owner), min(cell_len(book.name(care.owner)), max(4, width - cell_len(due) - 2)))
    return ("danger" if care.due < now else "text", fit(f"{name} {due}", width))


def _late(each: Listed) -> Part:
    if each.item.late is None:
        return ("text", fit("", _LATE))
    return ("warning", fit("late ?", _LATE)) if each.waits else ("muted", fit("late ✓", _LATE))
