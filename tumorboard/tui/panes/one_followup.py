"""The chosen line of the Follow-up room as a whole: why that day, every earlier one, its history and its result."""

from collections.abc import Iterator
from typing import Final

from tumorboard.board.loosely import day_said
from tumorboard.clinical import plans
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.followup import FollowUp, Result
from tumorboard.tui.followup_book import FollowUpBook, Slot
from tumorboard.tui.lines import Line, Role, Row, rule, wrapped
from tumorboard.tui.panes.schedule import kind_said
from tumorboard.tui.panes.shown_result import result_parts

__all__ = ["one_rows", "one_title"]

_KEYS: Final = {
    "unknown": "y done · p partly · n not done, with why",
    "action": "y done · p partly · n not done, with why",
    "proposed": "a plans it · c declines it with why",
    "unread": "s read, then acted on · x changes the result · b brings the case back",
    "overdue": "x result · s next state · r another day · c cancel · h to somebody else",
    "soon": "x result · s next state · r another day · c cancel · h to somebody else",
    "later": "x result · s next state · r another day · c cancel · h to somebody else",
}


def one_title(book: FollowUpBook) -> str:
    """Which case, and what."""
    slot = book.slot
    return "Follow-up" if slot is None else f"{slot.case_id} · {kind_said(slot)}"


def one_rows(book: FollowUpBook, width: int) -> list[Row]:
    """Everything that is known of the chosen line."""
    slot = book.slot
    if slot is None:
        return []
    return [Row(line) for line in _lines(book, slot, width)]


def _lines(book: FollowUpBook, slot: Slot, width: int) -> Iterator[Line]:
    yield from wrapped(_KEYS[slot.group], width, "key")
    if slot.followup is not None:
        yield from _followup(book, slot.followup, width)
    elif slot.proposed is not None:
        record, proposed = slot.proposed
        day = day_said(proposed.due, book.today) if proposed.due else "no fixed day"
        yield from _told("proposed", day, width)
        yield from _told("because", proposed.says, width)
        yield from _told("source", f"{proposed.source} [{proposed.evidence}]", width, "muted")
        yield from _decision(book, record, width)
    elif slot.record is not None:
        if slot.fate is not None:
            yield from _told("unknown", f"nobody said for {slot.fate.days} days what became of it", width, "danger")
        if slot.action is not None:
            due = f"step {slot.action.number}, due {day_said(slot.action.due, book.today)}"
            yield from _told("action", due, width, "danger")
        yield from _decision(book, slot.record, width)
        yield from _fate(book, slot.record, width)


def _followup(book: FollowUpBook, each: FollowUp, width: int) -> Iterator[Line]:
    yield from _planned(book, each, width)
    if each.history:
        yield rule(width, "history")
    for step in each.history:
        day = f"{step.on:%d %b %Y} " if step.on else ""
        said = f"{day}{step.state.replace('_', ' ')}, {book.name(step.by)}"
        yield from _told("", said + (f": {book.words(step.words)}" if step.words else ""), width)
    if each.result is not None:
        yield rule(width, "result")
        yield from _result(book, each.result, width)
    yield from _returning(book, each, width)


def _planned(book: FollowUpBook, each: FollowUp, width: int) -> Iterator[Line]:
    holiday = ", a HOLIDAY here" if each.due in book.board.settings.holidays else ""
    proposed = each.proposed
    told = (
        ("due", day_said(each.due, book.today) + holiday),
        ("who", book.name(each.owner)),
        ("what", book.words(each.words or "")),
        ("proposed", f"{proposed.due:%a %d %b %Y}: {proposed.says} [{proposed.rule}]" if proposed else ""),
        ("another day", book.words(each.because or "")),
    )
    for label, said in told:
        if said:
            yield from _told(label, said, width)
    for moved in each.earlier:
        was = f"{moved.due:%a %d %b %Y}, given up by {book.name(moved.by)}: {book.words(moved.reason)}"
        yield from _told("was due", was, width, "muted")


def _returning(book: FollowUpBook, each: FollowUp, width: int) -> Iterator[Line]:
    from tumorboard.clinical.triggers import trigger_said

    for words in book.board.returning.asked_by(each):
        yield from _told("▲", f"{book.words(words)}: b brings the case back", width, "danger")
    armed = [f"{trigger_said(trigger)} ({book.name(who)})" for who, trigger in book.board.returning.triggers_of(each)]
    if armed:
        yield from _told("armed", book.words("; ".join(armed)), width)


def _result(book: FollowUpBook, result: Result, width: int) -> Iterator[Line]:
    for label, said in result_parts(result, book.words):
        yield from _told(label, said, width)


def _decision(book: FollowUpBook, record: DecisionRecord, width: int) -> Iterator[Line]:
    yield rule(width, f"decision of {record.recorded_at.astimezone():%d %b %Y}")
    for number, step in enumerate(record.decision.steps, start=1):
        who = f", {book.name(step.owner)}" if step.owner else ""
        when = f", {step.timing.replace('_', ' ')}" if step.timing else ""
        yield from _told(str(number), f"{plans.label(step.modality)} {' '.join(step.levels)}{when}{who}", width)
    yield from _told("because", book.words(record.decision.rationale), width)


def _fate(book: FollowUpBook, record: DecisionRecord, width: int) -> Iterator[Line]:
    said = book.board.fates.of(record.meeting_id, record.case_id)
    for each in said.settled if said else ():
        what = "decision" if each.step is None else f"step {each.step}"
        why = f": {each.reason.replace('_', ' ')}" if each.reason else ""
        words = f" ({book.words(each.words)})" if each.words else ""
        fate = each.fate.replace("_", " ")
        yield from _told("said", f"{what} {fate}{why}{words}, {book.name(each.by)} {each.at.astimezone():%d %b}", width)


def _told(label: str, said: str, width: int, role: Role = "text") -> list[Line]:
    return wrapped(" ".join(said.split()), width, role, (("muted", f"{label:<12}"),), hanging=12)
