"""The chosen line of the Follow-up room as a whole: why that day, every earlier one, its history and its result."""

from collections.abc import Iterator
from typing import Final

from tumorboard.board.after.fates import DueAction
from tumorboard.board.after.schedule import over
from tumorboard.clinical.citation import source_said
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.followup import SEEN, FollowUp, Result
from tumorboard.knowledge.after import surveillance_table
from tumorboard.sheets.result import result_parts
from tumorboard.sheets.steps import step_said
from tumorboard.tui.books.followup_book import FollowUpBook
from tumorboard.tui.books.followup_slots import Slot
from tumorboard.tui.lines import Line, Role, Row, rule, wrapped
from tumorboard.tui.panes.schedule import due_said, kind_said, listed_said

__all__ = ["one_rows", "one_title"]

_WAITING: Final = "x result · s next state · r another day · c cancel · h to somebody else"
_KEYS: Final = {
    "unknown": "y done · p partly · n not done, with why",
    "action": "y done · p partly · n not done, with why",
    "proposed": "a plans it · c declines it with why",
    "unread": "s read, then acted on · x changes the result · b brings the case back · u takes the state back",
    "overdue": _WAITING,
    "soon": _WAITING,
    "later": _WAITING,
    "ended": "b brings the case back · c takes a cancellation back · u a state",
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
    yield from wrapped(_KEYS["action" if slot.action else slot.group], width, "key")
    if slot.followup is not None:
        yield from _followup(book, slot.followup, width)
    elif slot.proposed is not None:
        record, proposed = slot.proposed
        day = due_said(proposed.due, book.today, book.board.settings.holidays) if proposed.due else "no fixed day"
        yield from _told("proposed", day, width)
        yield from _told("because", proposed.says, width)
        yield from _told("source", source_said(proposed.source, proposed.evidence), width, "muted")
        yield from _decision(book, record, width)
    elif slot.record is not None:
        if slot.fate is not None:
            yield from _told("unknown", f"nobody said for {slot.fate.days} days what became of it", width, "danger")
        if slot.action is not None:
            yield from _action(book, slot.action, width)
        yield from _decision(book, slot.record, width)
        yield from _fate(book, slot.record, width)


def _action(book: FollowUpBook, action: DueAction, width: int) -> Iterator[Line]:
    if action.is_over:
        days = (book.today - action.due).days
        yield from _told(
            "action", f"step {action.number} was due {action.due:%a %d %b %Y}, {days} days over", width, "danger"
        )
    else:
        day = due_said(action.due, book.today, book.board.settings.holidays)
        yield from _told("action", f"step {action.number} is due {day}", width)


def _followup(book: FollowUpBook, each: FollowUp, width: int) -> Iterator[Line]:
    yield from _returning(book, each, width)
    yield from _planned(book, each, width)
    if each.result is not None:
        yield rule(width, "result")
        yield from _result(book, each.result, width)
    if each.history:
        yield rule(width, "history")
    for step in each.history:
        lead: Line = (("muted", f"{step.on:%d %b %Y} " if step.on else f"{step.at.astimezone():%d %b %Y} "),)
        said = f"{step.state.replace('_', ' ')}, {book.name(step.by)}"
        yield from wrapped(said + (f": {book.words(step.words)}" if step.words else ""), width, "text", lead)
    record = None if each.meeting_id is None else book.board.decisions.standing(each.meeting_id, each.case_id)
    if record is not None:
        yield from _decision(book, record, width)
        yield from _fate(book, record, width)


def _planned(book: FollowUpBook, each: FollowUp, width: int) -> Iterator[Line]:
    state = each.state.replace("_", " ") + (f": {each.cancelled.replace('_', ' ')}" if each.cancelled else "")
    told = (
        ("due", _due(book, each)),
        ("state", state),
        ("who", book.name(each.owner)),
        ("what", book.words(each.words or "")),
        ("another day", book.words(each.because or "")),
    )
    for label, said in told:
        if said:
            yield from _told(label, said, width, "danger" if label == "due" and over(each, book.today) else "text")
    for moved in each.earlier:
        was = f"{moved.due:%a %d %b %Y}, given up by {book.name(moved.by)}: {book.words(moved.reason)}"
        yield from _told("was due", was, width, "muted")
    proposed = each.proposed
    if proposed is None:
        return
    yield from _told("proposed", f"{proposed.due:%a %d %b %Y}: {proposed.says} [{proposed.rule}]", width)
    table = surveillance_table()
    rules = (row for row in table.rules if row.key == proposed.rule)
    source = next((source_said(row.source, row.evidence) for row in rules), "")
    yield from _told("source", source or "the rule is no longer in the table", width, "muted")


def _due(book: FollowUpBook, each: FollowUp) -> str:
    """The day, and how far it is where something is still to be looked at."""
    if each.state in SEEN or not each.is_open:
        return f"{each.due:%a %d %b %Y}"
    return due_said(each.due, book.today, book.board.settings.holidays)


def _returning(book: FollowUpBook, each: FollowUp, width: int) -> Iterator[Line]:
    from tumorboard.clinical.triggers import trigger_said

    asked = book.board.returning.asked_by(each)
    listed = book.board.returning.listed_at(each.case_id) if asked else None
    brings = f"it is on the list of {book.words(listed_said(listed))}" if listed else "b brings the case back"
    for words in asked:
        yield from _told("▲", f"{book.words(words)}: {brings}", width, "danger")
    armed = [f"{trigger_said(trigger)} ({book.name(who)})" for who, trigger in book.board.returning.triggers_of(each)]
    if armed:
        yield from _told("back if", book.words("; ".join(armed)), width)


def _result(book: FollowUpBook, result: Result, width: int) -> Iterator[Line]:
    for label, said in result_parts(result, book.words):
        yield from _told(label, said, width)


def _decision(book: FollowUpBook, record: DecisionRecord, width: int) -> Iterator[Line]:
    yield rule(width, f"decision of {record.recorded_at.astimezone():%d %b %Y}")
    for number, step in enumerate(record.decision.steps, start=1):
        yield from _told(str(number), book.words(step_said(step, book.names)), width)
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
