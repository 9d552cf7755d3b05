"""What the chosen case has, what it lacks, who sees to it, and what the chair said: the lines of the readiness pane."""

from typing import Final, NamedTuple

from tumorboard.board.before.readying import due_said
from tumorboard.clinical import histology
from tumorboard.clinical.readiness import Gap
from tumorboard.domain.meeting import Reasoned
from tumorboard.tui.books.agenda_book import AgendaBook, Listed
from tumorboard.tui.lines import Line, Part, Role, Row, cells, fit, rule, wrapped
from tumorboard.tui.panes.agenda import ready_said
from tumorboard.tui.panes.checklist import checklist, checklist_height, lacking

__all__ = ["readiness_foot", "readiness_rows", "readiness_title"]

_HEAD: Final = 4
_FOOT_FROM: Final = 8
"""The height of the pane from which the gap under the cursor is told at its foot, not among the rows."""

_EMERGENCY: Final = (
    "▲ EMERGENCY: a warning sign of cord compression; it waits for no list",
    "▲ EMERGENCY: cord warning sign, waits for no list",
)
_BY_ROUTE: Final = (
    "route emergency, and no warning sign of cord compression is recorded",
    "route emergency, no warning sign recorded",
)
"""The words, and shorter ones where they do not fit on a line."""


class _Note(NamedTuple):
    """Words about the case with what they begin with."""

    lead: Part
    words: str
    role: Role = "text"

    @property
    def how(self) -> tuple[Role, Line, int]:
        """How it is wrapped."""
        return self.role, (self.lead,), 2


def readiness_title(book: AgendaBook) -> str:
    """Whose readiness."""
    entry = book.entry
    return "Readiness" if entry is None else f"Readiness · {entry.item.case_id}"


def readiness_rows(
    book: AgendaBook, width: int, height: int, chosen: str | None = None, *, told: bool = False
) -> list[Row]:
    """The chosen case: all of the checklist in fixed places where there is room for it, else what is lacking.

    The lines of gaps have their keys as their target. `chosen` is the gap under the cursor; `told` adds what was said
    of the case and what it has, in full, below the rest.
    """
    entry = book.entry
    if entry is None:
        return []
    notes = [Row(line) for note in _notes(book, entry) for line in wrapped(note.words, width, *note.how)]
    if _is_whole(height):
        rows = [*map(Row, _head(book, entry, width)), *checklist(book, entry, width, chosen, told=told)]
        who = wrapped(_who(book, entry), width, "title")
        cut = [Row(line) for line in who] if len(who) > 1 else []
        return [*rows, *cut, *notes, *_has(book, entry, width)] if told else rows
    gaps = lacking(book, entry, width, chosen)
    if height < _FOOT_FROM:
        gaps = [each for row in gaps for each in _opened(book, entry, row, width, chosen)]
    rows = [*map(Row, _short_head(book, entry, width)), *notes, *gaps]
    return [*rows, *_has(book, entry, width)] if told else rows


def readiness_foot(book: AgendaBook, chosen: str | None, width: int, height: int) -> list[Line]:
    """The gap under the cursor in full; without one what was said of the case, where the checklist is above it."""
    entry = book.entry
    if entry is None:
        return []
    gap = _gap_of(entry, chosen)
    if gap is not None:
        return [rule(width), *_gap(book, entry, gap, width)] if height >= _FOOT_FROM else []
    room = height - _HEAD - checklist_height()
    if room < 0:
        return []
    notes = _notes(book, entry)
    lines = [line for note in notes for line in wrapped(note.words, width, *note.how)]
    return lines if len(lines) <= room else [_cut(note, width) for note in notes]


def _is_whole(height: int) -> bool:
    return height >= _HEAD + checklist_height()


def _head(book: AgendaBook, entry: Listed, width: int) -> list[Line]:
    """As many lines for every case: who, whether it is an emergency, whether it is ready, how it is handled."""
    role, *red = _red(entry)
    told = next((words for words in red if cells(words) <= width), red[-1])
    return [
        (("title", fit(_who(book, entry), width)),),
        ((role, fit(told, width)),),
        ((ready_said(entry)[0], fit(_state(entry), width)),),
        (("text", fit(_handled(entry), width)),),
    ]


def _red(entry: Listed) -> tuple[Role, str, str]:
    """Whether it is an emergency, by its signs or by its route alone, and in fewer words; empty where it is none."""
    if entry.is_red:
        return ("danger", *_EMERGENCY)
    return ("warning", *_BY_ROUTE) if (entry.item.route or entry.case.route) == "emergency" else ("text", "", "")


def _short_head(book: AgendaBook, entry: Listed, width: int) -> list[Line]:
    lines = wrapped(_who(book, entry), width, "title")
    role, words, _ = _red(entry)
    if words:
        lines += wrapped(words, width, role)
    state: Line = ((ready_said(entry)[0], _state(entry)), ("muted", " · "))
    return [*lines, *wrapped(_handled(entry), width, "text", state, hanging=0)]


def _who(book: AgendaBook, entry: Listed) -> str:
    case = entry.case
    name = " ".join(part for part in (case.patient.given_name, case.patient.family_name) if part)
    levels = " ".join(lesion.level for lesion in case.lesions)
    parts = (case.id, levels, histology.label(case.primary.histology), "" if book.curtain.drawn else name)
    return " · ".join(part for part in parts if part)


def _handled(entry: Listed) -> str:
    route = (entry.item.route or entry.case.route or "no route yet: r sets it").replace("_", " ")
    own = "" if entry.item.minutes else ", the usual time"
    return f"{route} · {entry.minutes} min{own}" if entry.minutes else f"{route} · not discussed"


def _notes(book: AgendaBook, entry: Listed) -> list[_Note]:
    """What was said of this case: that the patient died, the chair's word, why it is listed, came late, may wait."""
    item, death = entry.item, entry.ready.death
    notes: list[_Note] = []
    if death is not None:
        words = f"recorded as died ({death.said_by}): nothing is chased; is it a mistake, {death.mended_by}"
        notes.append(_Note(("danger", ""), words, "danger"))
    if item.bypass is not None:
        notes.append(_Note(("muted", "chair's word: "), _said_by(book, item.bypass)))
    if item.listed_because:
        notes.append(_Note(("muted", "listed because: "), book.words(item.listed_because)))
    notes += _late(book, entry)
    if item.override is not None:
        words = f"{_said_by(book, item.override.decided)}; called {book.words(item.override.called)}"
        notes.append(_Note(("warning", "may wait: "), words))
    return notes


def _late(book: AgendaBook, entry: Listed) -> list[_Note]:
    late = entry.item.late
    if late is None:
        return []
    asked = _Note(("warning", "late: "), _said_by(book, late.asked))
    if late.allowed is not None:
        return [asked, _Note(("good", "allowed: "), _said_by(book, late.allowed))]
    words = "l allows it" if book.board.person.may_lead else "a chair allows it (l)"
    return [asked, _Note(("warning", ""), f"waits for the chair's leave; {words}", "warning")]


def _cut(note: _Note, width: int) -> Line:
    return (note.lead, (note.role, fit(note.words, max(0, width - cells(note.lead[1])))))


def _has(book: AgendaBook, entry: Listed, width: int) -> list[Row]:
    held = entry.ready.readiness.held
    rows = [Row(rule(width, "Has"))] if held else []
    for each in held:
        lead: Line = (("good", "✓ "), ("muted", f"{each.label}: "))
        rows += [Row(line) for line in wrapped(book.words(each.says), width, "text", lead, hanging=4)]
    return rows


def _state(entry: Listed) -> str:
    """Whether it can be heard; of a case that was, or is being, that, and what its record lacks all the same."""
    readiness = entry.ready.readiness
    if entry.item.state != "listed":
        lacks = len(readiness.gaps)
        record = f"the record lacks {lacks}" if lacks else "the record lacks nothing"
        return f"{ready_said(entry)[1]}: {record}"
    blocking = len(readiness.blocking)
    warning = len(readiness.gaps) - blocking
    counted = f"{blocking} block, {warning} warn" if blocking else f"nothing blocks, {warning} warn"
    role_and_words = {"ready": "✓ ready", "blocked": "✗ blocked", "bypassed": "✓ heard with its gaps"}
    return f"{role_and_words[entry.ready.state]}: {counted}"


def _said_by(book: AgendaBook, said: Reasoned) -> str:
    return f"{book.words(said.reason)} ({book.name(said.by)}, {said.at.astimezone():%a %d %b %H:%M})"


def _opened(book: AgendaBook, entry: Listed, row: Row, width: int, chosen: str | None) -> list[Row]:
    """The row, and in a low pane the gap under the cursor in full below it."""
    gap = _gap_of(entry, chosen)
    if gap is None or row.target is None or gap.key not in row.target:
        return [row]
    return [row, *(Row(line, row.target) for line in _gap(book, entry, gap, width))]


def _gap_of(entry: Listed, key: str | None) -> Gap | None:
    return next((gap for gap in entry.ready.readiness.gaps if gap.key == key), None)


def _gap(book: AgendaBook, entry: Listed, gap: Gap, width: int) -> list[Line]:
    sign: Part = ("warning", "✗ ") if gap.weight == "blocking" else ("open", "? ")
    lines = wrapped(book.words(gap.says), width, "text", (sign, (sign[0], f"{gap.label}: ")), hanging=4)
    care, now = entry.care(gap), book.board.now()
    owner: Line = (("open", "  → nobody "),)
    if care is not None:
        when = f"{care.due.astimezone():%a %d %b %H:%M}, {due_said(care.due, now)}"
        owner = (("danger" if care.due < now else "key", f"  → {book.name(care.owner)}, {when} "),)
    age = "" if gap.days is None else f"at most {gap.days} days old at the meeting · "
    return [*lines, *wrapped(f"· closed by: {gap.closes} · {age}{gap.source}", width, "muted", owner, hanging=4)]
