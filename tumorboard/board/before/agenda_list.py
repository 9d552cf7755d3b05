"""A meeting's list gathered for print: times from its start, what each case lacks, what waits to be listed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tumorboard.board.before.lateness import cut_off_said
from tumorboard.board.before.readying import CaseReadiness
from tumorboard.board.before.running_order import break_after, minutes_of
from tumorboard.board.before.waiting import Waiting
from tumorboard.board.desk import Desk
from tumorboard.board.people import People
from tumorboard.clinical import emergency
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.sheets.agenda import AgendaList, AgendaRow, WaitingRow

__all__ = ["agenda_list"]


def agenda_list(
    desk: Desk,
    meeting: Meeting,
    listed: Sequence[tuple[AgendaItem, Case, CaseReadiness]],
    waiting: Sequence[Waiting],
) -> AgendaList:
    """The list in the order given. Raises StoreError."""
    now = desk.now()
    starts = meeting.starts.astimezone()
    rows: list[AgendaRow] = []
    begins = starts
    for item, case, ready in listed:
        minutes = minutes_of(item, case, desk.settings.minutes_per_case)
        rows.append(_row(item, case, ready, minutes, begins))
        begins += timedelta(minutes=minutes)
    return AgendaList(
        meeting,
        starts,
        rows,
        [_waits(each) for each in waiting],
        break_after([row.minutes for row in rows]),
        cut_off_said(meeting, now),
        {person.id: person.name for person in People(desk).all()},
    )


def _row(item: AgendaItem, case: Case, ready: CaseReadiness, minutes: int, begins: datetime) -> AgendaRow:
    is_red = emergency.assess(case.neurology).is_emergency
    return AgendaRow(
        item,
        case,
        item.route or case.route,
        is_red,
        minutes,
        begins if minutes else None,
        ready.readiness,
        ready.cares,
        ready.state,
        ready.death.said_by if ready.death else None,
    )


def _waits(each: Waiting) -> WaitingRow:
    return WaitingRow(each.case_id, each.from_meeting.title, each.reason, each.owner, each.next_date)
