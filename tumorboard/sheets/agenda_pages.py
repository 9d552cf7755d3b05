"""The agenda and the chase list as sheets: what is heard when, what blocks, and who sees to what until when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from tumorboard.clinical import emergency, histology
from tumorboard.clinical.readiness import Gap
from tumorboard.domain.meeting import Reasoned
from tumorboard.knowledge import emergency_table
from tumorboard.sheets.agenda import AgendaList, AgendaRow, chased
from tumorboard.sheets.countdown import due_said, until_said
from tumorboard.sheets.document import Alert, Document, Fact, Listing, Paragraph, Part, Section, Table
from tumorboard.sheets.identity import identified
from tumorboard.sheets.steps import named

__all__ = ["agenda_sheet", "chase_sheet"]


def agenda_sheet(listed: AgendaList, at: datetime, *, identifiers: bool = False) -> Document:
    """The list of a meeting as it stood at a time, with times from its start; patients by case id unless asked."""
    meeting = listed.meeting
    when = f"{listed.starts:%a %d %b %Y %H:%M}"
    counted = f"{len(listed.rows)} cases, {listed.ready} ready, {listed.minutes} min"
    lines = [
        " · ".join(part for part in ("agenda", when, meeting.place, meeting.state) if part),
        f"{counted}, {until_said(listed.starts, listed.minutes)}" if listed.minutes else counted,
        listed.cut_off,
    ]
    parts: list[Part] = [Alert("EMERGENCY", _red(row)) for row in listed.rows if row.is_red and not row.died]
    parts += [Alert("DIED", f"{row.item.case_id}: recorded as died ({row.died})") for row in listed.rows if row.died]
    if listed.rows:
        parts.append(_table(listed, at, identifiers=identifiers))
    else:
        parts.append(Paragraph("No case is on this list yet."))
    parts += _break(listed)
    parts += _added(listed)
    if warned := [_warned(row) for row in listed.rows if _is_warned(row)]:
        parts.append(Section("what only warns", warned))
    if listed.waiting:
        parts.append(Section("deferred to this meeting or before it, and on no list", [Listing(_waiting(listed))]))
    note = f"As it stood on {at:%a %d %b %Y %H:%M}."
    return Document(meeting.title, lines, parts, note, f"{meeting.title} · {when} · agenda")


def chase_sheet(listed: AgendaList, at: datetime) -> Document:
    """What blocks the cases of a meeting, by who sees to it and until when; no patient is named."""
    meeting, gaps = listed.meeting, chased(listed)
    when = f"{listed.starts:%a %d %b %Y %H:%M}"
    by_owner: dict[str, dict[tuple[datetime, str], list[Gap]]] = defaultdict(lambda: defaultdict(list))
    by_role: dict[str, dict[str, list[Gap]]] = defaultdict(lambda: defaultdict(list))
    for row, gap in gaps:
        care, case = row.cares.get(gap.key), _case(row)
        if care is None:
            by_role[gap.closes][case].append(gap)
        else:
            by_owner[care.owner][care.due, case].append(gap)
    parts: list[Part] = [
        Section(named(listed.names, owner), [Listing([_due_line(*key, theirs[key], at) for key in sorted(theirs)])])
        for owner, theirs in sorted(by_owner.items(), key=lambda each: min(each[1]))
    ]
    if by_role:
        asked: list[Part] = [
            Section(f"usually the {role}", [Listing([f"{case}: {_lacks(these)}" for case, these in cases.items()])])
            for role, cases in by_role.items()
        ]
        parts.append(Section("nobody yet", asked))
    if not gaps:
        parts.append(Paragraph("Nothing that blocks is missing."))
    lines = [f"for the meeting of {when}", listed.cut_off]
    note = f"As it stood on {at:%a %d %b %Y %H:%M}."
    return Document(f"Still missing: {meeting.title}", lines, parts, note, f"{meeting.title} · {when} · still missing")


def _table(listed: AgendaList, at: datetime, *, identifiers: bool) -> Table:
    columns = ["case", "time", "min", "what", *(["patient"] if identifiers else []), "route", "ready, or what blocks"]
    rows = []
    for order, row in enumerate(listed.rows, start=1):
        cells = [
            f"{order} {row.item.case_id}",
            f"{row.begins:%H:%M}" if row.begins else "",
            str(row.minutes) if row.begins else "",
            _about(row),
            *([identified(row.case.patient)] if identifiers else []),
            row.route.replace("_", " ") if row.route else "not recorded",
            "\n".join(_ready(listed, row, at)),
        ]
        rows.append(cells)
    return Table(columns, rows)


def _ready(listed: AgendaList, row: AgendaRow, at: datetime) -> Iterator[str]:
    """What the last column says: the state, each gap that blocks with who sees to it, and how the case came here."""
    item = row.item
    if item.state != "listed":
        yield item.state.replace("_", " ")
        return
    if row.died:
        yield "recorded as died"
        return
    if row.state == "ready":
        yield "ready"
    elif row.state == "bypassed" and item.bypass:
        yield f"HEARD WITH ITS GAPS: {_said_by(listed, item.bypass)}"
    else:
        yield "BLOCKED"
    given: dict[tuple[str, datetime] | None, list[Gap]] = defaultdict(list)
    for gap in row.readiness.blocking:
        care = row.cares.get(gap.key)
        given[(care.owner, care.due) if care else None].append(gap)
    for to, gaps in given.items():
        who = f"{named(listed.names, to[0])} {_until(to[1], at)}" if to else "nobody yet"
        yield f"{who}: {_lacks(gaps)}"
    if item.late is not None:
        yield "LATE" if item.late.allowed else "LATE, waits for a chair's leave"


def _red(row: AgendaRow) -> str:
    labels = {sign.key: sign.label for sign in emergency_table().signs}
    signs = ", ".join(labels[sign] for sign in emergency.assess(row.case.neurology).present)
    answered = f"; may wait: {row.item.override.decided.reason}" if row.item.override else ""
    return f"{row.item.case_id}: {signs}{answered}"


def _break(listed: AgendaList) -> Iterator[Part]:
    if listed.break_after is not None:
        last = listed.rows[listed.break_after - 1].item.case_id
        yield Paragraph(f"A short break is proposed after {last}, where half of the minutes are over.")


def _added(listed: AgendaList) -> Iterator[Part]:
    """How cases came onto the list, where that was not as usual: back from earlier, and late."""
    facts: list[Part] = []
    for row in listed.rows:
        item = row.item
        if item.listed_because:
            facts.append(Fact(f"{item.case_id} listed because", item.listed_because))
        if item.late is not None:
            asked = _said_by(listed, item.late.asked)
            allowed = _said_by(listed, item.late.allowed) if item.late.allowed else "NOT YET"
            facts.append(Fact(f"{item.case_id} late", f"{asked}; allowed: {allowed}"))
    if facts:
        yield Section("came back, or came late", facts)


def _said_by(listed: AgendaList, said: Reasoned) -> str:
    return f"{said.reason} ({named(listed.names, said.by)}, {said.at.astimezone():%a %d %b %H:%M})"


def _warned(row: AgendaRow) -> Fact:
    return Fact(row.item.case_id, _lacks(row.readiness.warning))


def _is_warned(row: AgendaRow) -> bool:
    return bool(row.readiness.warning) and row.item.state == "listed" and not row.died


def _waiting(listed: AgendaList) -> list[str]:
    return [
        f"{each.case_id}: {each.reason}; {named(listed.names, each.owner)} sees to it; "
        f"deferred at {each.deferred_at} to {each.next_date:%a %d %b %Y}"
        for each in listed.waiting
    ]


def _case(row: AgendaRow) -> str:
    return row.item.case_id + (" (heard all the same)" if row.state == "bypassed" else "")


def _due_line(due: datetime, case: str, gaps: Sequence[Gap], at: datetime) -> str:
    return f"{_until(due, at)}: {case}: {_lacks(gaps)}"


def _until(due: datetime, at: datetime) -> str:
    return f"until {due.astimezone():%a %d %b %H:%M} ({due_said(due, at)})"


def _lacks(gaps: Iterable[Gap]) -> str:
    """What is missing, each line of the table once with the levels that it is missing for."""
    lines: dict[str, list[str]] = defaultdict(list)
    for gap in gaps:
        where = gap.key.partition(" ")[2]
        said = "" if gap.state == "missing" else f"({gap.says})"
        lines[gap.label.removesuffix(f" {where}") if where else gap.label].append(f"{where} {said}".strip())
    return "; ".join(f"{label} {', '.join(wheres)}".rstrip() for label, wheres in lines.items())


def _about(row: AgendaRow) -> str:
    levels = " ".join(lesion.level for lesion in row.case.lesions) or "no lesion recorded"
    return f"{levels} · {histology.label(row.case.primary.histology)}"
