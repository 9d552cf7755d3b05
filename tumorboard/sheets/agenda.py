"""A meeting's list with what each case lacks and who sees to it, ready to be printed; as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from tumorboard.clinical.readiness import Gap, Readiness
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import AgendaItem, GapCare, Meeting
from tumorboard.domain.vocabulary import Route

__all__ = ["AgendaList", "AgendaRow", "WaitingRow", "agenda_json", "chase_json", "chased"]


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One case. `begins` is None for one that is listed and not discussed; `minutes` are 0 then.

    `died` is where it stands that the patient died.
    """

    item: AgendaItem
    case: Case
    route: Route | None
    is_red: bool
    minutes: int
    begins: datetime | None
    readiness: Readiness
    cares: Mapping[str, GapCare]
    state: Literal["ready", "blocked", "bypassed"]
    died: str | None = None


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A case that an earlier meeting deferred to a day that has come, and that no list holds."""

    case_id: str
    deferred_at: str
    reason: str
    owner: str
    next_date: date


@dataclass(frozen=True, slots=True)
class AgendaList:
    """The list in its order. `cut_off` is said in words; `break_after` counts the rows before a break."""

    meeting: Meeting
    starts: datetime
    rows: Sequence[AgendaRow]
    waiting: Sequence[WaitingRow]
    break_after: int | None
    cut_off: str
    names: Mapping[str, str]

    @property
    def minutes(self) -> int:
        """The minutes of all."""
        return sum(row.minutes for row in self.rows)

    @property
    def ready(self) -> int:
        """How many cases nothing blocks, or a chair hears all the same."""
        return sum(row.state != "blocked" for row in self.rows)


def chased(listed: AgendaList) -> list[tuple[AgendaRow, Gap]]:
    """What is to be chased: what blocks, and what somebody was given, of the living whose case is not heard yet."""
    return [
        (row, gap)
        for row in listed.rows
        if row.item.state == "listed" and row.died is None
        for gap in row.readiness.gaps
        if gap.weight == "blocking" or gap.key in row.cares
    ]


def agenda_json(listed: AgendaList) -> dict[str, Any]:
    """The list for machines; patients by the id of their case only, what is not recorded is null.

    `{"meeting": {"id", "title", "starts", "state", "cut_off", "cases", "ready", "minutes", "break_after"}, "cases":
    [{"order", "case", "route", "minutes", "begins", "emergency", "state", "ready", "gaps", "held", "bypass", "late",
    "override", "listed_because", "died"}], "waiting": [{"case", "meeting", "reason", "owner", "next_date"}]}`. `ready`
    is ready, blocked or bypassed; `break_after` the case after which a break is proposed. A gap is `{"key", "label",
    "weight", "state", "says", "closes", "owner", "due", "source"}`; its state is missing, incomplete or too_old.
    """
    meeting = listed.meeting
    last = None if listed.break_after is None else listed.rows[listed.break_after - 1].item.case_id
    return {
        "meeting": {
            "id": meeting.id,
            "title": meeting.title,
            "starts": meeting.starts.isoformat(),
            "state": meeting.state,
            "cut_off": meeting.cut_off and meeting.cut_off.isoformat(),
            "cases": len(listed.rows),
            "ready": listed.ready,
            "minutes": listed.minutes,
            "break_after": last,
        },
        "cases": [_row(row, order) for order, row in enumerate(listed.rows, start=1)],
        "waiting": [
            {
                "case": each.case_id,
                "meeting": each.deferred_at,
                "reason": each.reason,
                "owner": each.owner,
                "next_date": each.next_date.isoformat(),
            }
            for each in listed.waiting
        ],
    }


def chase_json(listed: AgendaList) -> dict[str, Any]:
    """What is to be chased, for machines: `{"meeting", "gaps": [{"case", …}]}` with the keys of a gap of the list."""
    return {
        "meeting": listed.meeting.id,
        "gaps": [{"case": row.item.case_id, **_gap(row, gap)} for row, gap in chased(listed)],
    }


def _row(row: AgendaRow, order: int) -> dict[str, Any]:
    item = row.item
    told = item.model_dump(mode="json", exclude_none=True, include={"bypass", "late", "override"})
    return {
        "order": order,
        "case": item.case_id,
        "route": row.route,
        "minutes": row.minutes,
        "begins": row.begins and row.begins.isoformat(),
        "emergency": row.is_red,
        "state": item.state,
        "ready": row.state,
        "gaps": [_gap(row, gap) for gap in row.readiness.gaps],
        "held": [{"key": held.key, "label": held.label, "says": held.says} for held in row.readiness.held],
        "bypass": told.get("bypass"),
        "late": told.get("late"),
        "override": told.get("override"),
        "listed_because": item.listed_because,
        "died": row.died,
    }


def _gap(row: AgendaRow, gap: Gap) -> dict[str, Any]:
    care = row.cares.get(gap.key)
    return {
        "key": gap.key,
        "label": gap.label,
        "weight": gap.weight,
        "state": gap.state,
        "says": gap.says,
        "closes": gap.closes,
        "owner": care and care.owner,
        "due": care and care.due.isoformat(),
        "source": gap.source,
    }
