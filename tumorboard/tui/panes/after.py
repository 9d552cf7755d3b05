"""The follow-up pane of a case: what is planned after its decisions, what it showed, what the rules still propose."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tumorboard.board.after.schedule import Group, by_due, group_of
from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.followup import FollowUp
from tumorboard.sheets.result import result_said
from tumorboard.tui.lines import Line, Role, Row, rule, wrapped
from tumorboard.tui.panes.schedule import due_said, listed_said, what_said

__all__ = ["after_rows"]

_GROUPS: Final[dict[Group, tuple[Role, str]]] = {
    "unread": ("warning", "NOT READ"),
    "overdue": ("danger", "OVERDUE"),
    "soon": ("warning", ""),
    "later": ("text", ""),
}


@dataclass(frozen=True, slots=True)
class _Told:
    """Of whom it is told: `name` is what a person is called, `words` free text as it may be shown."""

    board: Board
    name: Callable[[str], str]
    words: Callable[[str], str]
    today: date


def after_rows(board: Board, case_id: str, words: Callable[[str], str], width: int) -> list[Row]:
    """Everything of one case, what is awaited first. `words` gives free text as it may be shown."""
    names = {person.id: person.name for person in board.people.all()}
    told = _Told(board, lambda key: names.get(key, key), words, board.now().date())
    try:
        return [Row(line) for line in _lines(told, case_id, width)]
    except Complaint as complaint:
        return [Row(line) for line in wrapped(str(complaint), width, "danger")]


def _lines(told: _Told, case_id: str, width: int) -> Iterator[Line]:
    planned = by_due(told.board.followups.of(case_id))
    decided = told.board.decisions.of(case_id)
    if not planned and not decided:
        yield from wrapped("Not decided yet: d decides, and plans the next MRI.", width, "muted")
        return
    if decided:
        yield from _fate(told, decided[-1], width)
    awaited = [each for each in planned if each.is_open]
    if not awaited:
        yield from wrapped("nothing is planned: F4 plans what the rules propose", width, "open", (("open", " "),))
    yield from (line for each in awaited for line in _followup(told, each, width))
    if decided:
        yield from _proposed(told, decided[-1], width)
    ended = [each for each in planned if not each.is_open]
    if ended:
        yield rule(width, "ended")
    yield from (line for each in ended for line in _followup(told, each, width))


def _proposed(told: _Told, record: DecisionRecord, width: int) -> Iterator[Line]:
    found = told.board.planning.proposed(record)
    if found:
        yield rule(width, "proposed, not planned yet: F4")
    for each in found:
        day = "no fixed day" if each.due is None else due_said(each.due, told.today)
        lead: Line = (("open", f" {what_said(each.kind, each.level)} "),)
        yield from wrapped(f"{day}: {each.says} [{each.rule}]", width, "text", lead, hanging=3)


def _fate(told: _Told, record: DecisionRecord, width: int) -> Iterator[Line]:
    lead: Line = (("muted", f" decision of {record.recorded_at.astimezone():%d %b %Y} "),)
    said = told.board.fates.standing(record)
    if said is None:
        unknown = any(each.record.id == record.id for each in told.board.fates.unknown())
        days = (told.today - record.recorded_at.astimezone().date()).days
        words = f"fate unknown for {days} days: F4 settles it" if unknown else "what became of it is not said yet"
        yield from wrapped(words, width, "danger" if unknown else "muted", lead, hanging=3)
        return
    why = f": {said.reason.replace('_', ' ')}" if said.reason else ""
    words = f" ({told.words(said.words)})" if said.words else ""
    role: Role = "good" if said.fate == "done" else "warning"
    yield from wrapped(f"{said.fate.replace('_', ' ')}{why}{words}", width, role, lead, hanging=3)


def _followup(told: _Told, each: FollowUp, width: int) -> Iterator[Line]:
    group = group_of(each, told.today)
    role, loud = _GROUPS[group] if group else ("muted", "")
    loud = "READ, NOT ACTED ON" if each.state == "read" else loud
    day = due_said(each.due, told.today)
    ends = f": {each.cancelled.replace('_', ' ')}" if each.cancelled else ""
    parts = [loud, day if group not in (None, "unread") else f"{each.due:%a %d %b %Y}"]
    parts += ["" if each.state == "read" else f"{each.state.replace('_', ' ')}{ends}", told.name(each.owner)]
    lead: Line = (("title" if group else "muted", f" {what_said(each.kind, each.level)} "),)
    yield from wrapped(" · ".join(filter(None, parts)), width, role, lead, hanging=3)
    if each.words:
        yield from _more(told.words(each.words), width)
    if group and each.because:
        yield from _more(f"not the proposed day: {told.words(each.because)}", width)
    for moved in each.earlier if group else ():
        yield from _more(f"was {moved.due:%a %d %b %Y}: {told.words(moved.reason)}", width)
    if each.result is not None:
        yield from _more(result_said(each.result, told.words), width, "text")
    asked = told.board.returning.asked_by(each) if group else []
    listed = told.board.returning.listed_at(each.case_id) if asked else None
    brings = f"it is on the list of {told.words(listed_said(listed))}" if listed else "F4, b brings the case back"
    for why in asked:
        yield from _more(f"▲ {told.words(why)}: {brings}", width, "danger")


def _more(said: str, width: int, role: Role = "muted") -> list[Line]:
    return wrapped(" ".join(said.split()), width, role, (("text", "   "),))
