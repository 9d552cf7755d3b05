"""What the chosen case has, what it lacks, who sees to it, and what the chair said: the lines of the readiness pane."""

from tumorboard.board.before.readying import due_said
from tumorboard.clinical import histology
from tumorboard.clinical.readiness import Gap
from tumorboard.domain.meeting import Reasoned
from tumorboard.tui.books.agenda_book import AgendaBook, Listed
from tumorboard.tui.lines import Line, Part, Row, fit, rule, width_of, wrapped
from tumorboard.tui.panes.agenda import ready_said

__all__ = ["readiness_rows", "readiness_title"]


def readiness_title(book: AgendaBook) -> str:
    """Whose readiness."""
    entry = book.entry
    return "Readiness" if entry is None else f"Readiness · {entry.item.case_id}"


def readiness_rows(book: AgendaBook, width: int, chosen: str | None = None) -> list[Row]:
    """The chosen case whole; the lines of a gap have its key as their target. `chosen` is the gap told in full."""
    entry = book.entry
    if entry is None:
        return []
    rows = [Row(line) for line in _about(book, entry, width)]
    gaps = entry.ready.readiness.gaps
    for title, shown in (
        ("Blocks", [gap for gap in gaps if gap.weight == "blocking"]),
        ("Warns", [gap for gap in gaps if gap.weight == "warning"]),
    ):
        if shown:
            rows.append(Row(rule(width, title)))
            for gap in shown:
                rows += [Row(line, gap.key) for line in _gap(book, entry, gap, width, in_full=gap.key == chosen)]
    held = entry.ready.readiness.held
    if held:
        rows.append(Row(rule(width, "Has")))
    for each in held:
        lead: Line = (("good", "✓ "), ("muted", f"{each.label}: "))
        rows += [Row(line) for line in wrapped(book.words(each.says), width, "text", lead, hanging=4)]
    return rows


def _about(book: AgendaBook, entry: Listed, width: int) -> list[Line]:
    case, item = entry.case, entry.item
    name = " ".join(part for part in (case.patient.given_name, case.patient.family_name) if part)
    levels = " ".join(lesion.level for lesion in case.lesions)
    parts = (item.case_id, levels, histology.label(case.primary.histology), "" if book.curtain.drawn else name)
    lines = wrapped(" · ".join(part for part in parts if part), width, "title")
    if entry.is_red:
        lines += wrapped("▲ EMERGENCY: a warning sign of cord compression; it waits for no list", width, "danger")
    if entry.ready.death is not None:
        words = f"recorded as died ({entry.ready.death.said_by}): nothing is chased; is it a mistake, "
        lines += wrapped(words + entry.ready.death.mended_by, width, "danger")
    lines += wrapped(_state(entry), width, ready_said(entry)[0])
    if item.bypass is not None:
        lines += wrapped(_said_by(book, item.bypass), width, "text", (("muted", "  chair's word: "),), hanging=4)
    route = (item.route or case.route or "no route yet: r sets it").replace("_", " ")
    own = "" if item.minutes else ", the usual time"
    lines += wrapped(f"{route} · {entry.minutes} min{own}" if entry.minutes else f"{route} · not discussed", width)
    if item.listed_because:
        lines += wrapped(book.words(item.listed_because), width, "text", (("muted", "listed because: "),), hanging=2)
    return [*lines, *_late(book, entry, width), *_override(book, entry, width)]


def _state(entry: Listed) -> str:
    readiness = entry.ready.readiness
    blocking = len(readiness.blocking)
    warning = len(readiness.gaps) - blocking
    counted = f"{blocking} block, {warning} warn" if blocking else f"nothing blocks, {warning} warn"
    role_and_words = {"ready": "✓ ready", "blocked": "✗ blocked", "bypassed": "✓ heard with its gaps"}
    return f"{role_and_words[entry.ready.state]}: {counted}"


def _late(book: AgendaBook, entry: Listed, width: int) -> list[Line]:
    late = entry.item.late
    if late is None:
        return []
    lines = wrapped(_said_by(book, late.asked), width, "text", (("warning", "late: "),), hanging=2)
    if late.allowed is None:
        words = "l allows it" if book.board.person.may_lead else "a chair allows it (l)"
        return [*lines, *wrapped(f"waits for the chair's leave; {words}", width, "warning")]
    return [*lines, *wrapped(_said_by(book, late.allowed), width, "text", (("good", "allowed: "),), hanging=2)]


def _override(book: AgendaBook, entry: Listed, width: int) -> list[Line]:
    override = entry.item.override
    if override is None:
        return []
    words = f"{_said_by(book, override.decided)}; called {book.words(override.called)}"
    return wrapped(words, width, "text", (("warning", "may wait: "),), hanging=2)


def _said_by(book: AgendaBook, said: Reasoned) -> str:
    return f"{book.words(said.reason)} ({book.name(said.by)}, {said.at.astimezone():%a %d %b %H:%M})"


def _gap(book: AgendaBook, entry: Listed, gap: Gap, width: int, *, in_full: bool) -> list[Line]:
    """What is missing; below it who sees to it, who could close it, and the source as far as it fits."""
    sign: Part = ("warning", "✗ ") if gap.weight == "blocking" else ("open", "? ")
    lines = wrapped(book.words(gap.says), width, "text", (sign, (sign[0], f"{gap.label}: ")), hanging=4)
    care, now = entry.care(gap), book.board.now()
    if care is not None:
        when = f"{care.due.astimezone():%a %d %b %H:%M}, {due_said(care.due, now)}"
        owner: Line = (("danger" if care.due < now else "key", f"  → {book.name(care.owner)}, {when} "),)
    else:
        owner = (("open", "  → nobody "),)
    words = f"· closed by: {gap.closes} · {gap.source}"
    below = wrapped(words, width, "muted", owner, hanging=4)
    if len(below) > 1 and not in_full:
        below = [(*owner, ("muted", fit(words, max(0, width - width_of(owner)))))]
    return [*lines, *below]
