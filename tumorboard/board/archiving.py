"""Closed years moved out of the store of every day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tumorboard.board.after.followups import FollowUps
from tumorboard.board.after.planning import Planning
from tumorboard.board.before.waiting import not_heard_again
from tumorboard.board.cases import OF_A_CASE
from tumorboard.board.death import deaths
from tumorboard.board.desk import Desk
from tumorboard.board.meeting.decisions import Decisions
from tumorboard.board.meetings import Meetings
from tumorboard.board.site_zone import on_site
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.store.contract import TableName

__all__ = ["Archiving", "Leaving", "Stays"]

Stays = Literal["deferred", "open", "proposed", "listed"]
"""Deferred and not heard again; a follow-up is open; one is proposed and neither planned nor declined; listed by a
meeting that stays."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What an archive takes out of the store, by id; and which meetings and cases of the year stay.

    `waiting` are the meetings by which an agenda knows what was deferred and not heard again; `staying` says of each
    case why it stays.
    """

    meetings: tuple[str, ...]
    cases: tuple[str, ...]
    waiting: tuple[str, ...] = ()
    staying: Mapping[str, Stays] = field(default_factory=dict)


class Archiving:
    """Archiving, by the chair or the coordinator."""

    def __init__(self, desk: Desk, decisions: Decisions, followups: FollowUps, planning: Planning) -> None:
        self._desk = desk
        self._decisions = decisions
        self._followups = followups
        self._planning = planning

    def is_over(self, year: int) -> bool:
        """Whether a year is past, so that no meeting of it is still to come."""
        return year < on_site(self._desk.now()).year

    def leaving(self, year: int) -> Leaving:
        """The closed meetings of a year, and the cases that no other meeting lists and of which nothing is awaited.

        A meeting that deferred a case which was not heard again stays with its cases, so that an agenda proposes it; so
        does one that heard again what a meeting that stays had deferred. Raises NotAllowed, Complaint.
        """
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "archive", "the chair or the coordinator")
        meetings = Meetings(desk).all()
        closed = [each for each in meetings if each.state == "closed" and on_site(each.starts).year == year]
        if not closed:
            raise Complaint(f"{year}: no meeting of that year is closed; nothing to archive")
        dead = deaths(desk)
        deferred = {each.case_id for each in not_heard_again(meetings) if each.case_id not in dead}
        kept = _kept(meetings, {each.id for each in closed}, deferred)
        leaving = tuple(each.id for each in closed if each.id not in kept)
        ids = list(dict.fromkeys(key for each in closed for key in each.case_ids))
        if not leaving:
            unheard = " ".join(key for key in ids if key in deferred)
            raise Complaint(f"{year}: every closed meeting stays until what was deferred is heard again: {unheard}")
        why = self._why_staying(deferred, [each for each in meetings if each.id not in leaving])
        return Leaving(
            leaving,
            tuple(key for key in ids if key not in why),
            tuple(each.id for each in closed if each.id in kept),
            {key: why[key] for key in ids if key in why},
        )

    def archive(self, year: int) -> tuple[Leaving, Path]:
        """Move them into an archive named after the year; what left, and the archive's file. Raises StoreError."""
        leaving = self.leaving(year)
        desk = self._desk
        known = {document.key for document in desk.store.all("cases")}
        records: list[tuple[TableName, str]] = [("meetings", key) for key in leaving.meetings]
        records += [("cases", key) for key in leaving.cases if key in known]
        for table in OF_A_CASE:
            for document in desk.store.all(table):
                if document.content["case_id"] in leaving.cases:
                    records.append((table, document.key))
        return leaving, desk.store.archive(str(year), records, by=desk.person.id, at=desk.now())

    def _why_staying(self, deferred: Iterable[str], meetings: Sequence[Meeting]) -> Mapping[str, Stays]:
        """Why each case stays that does; of several reasons the nearest. `meetings` are those staying."""
        found: dict[str, Stays] = {key: "listed" for each in meetings for key in each.case_ids}
        for record in self._decisions.all_standing():
            if self._planning.proposed(record):
                found[record.case_id] = "proposed"
        for followup in self._followups.all():
            if followup.is_open:
                found[followup.case_id] = "open"
        return {**found, **dict.fromkeys(deferred, "deferred")}


def _kept(meetings: Sequence[Meeting], closed: Collection[str], deferred: Collection[str]) -> set[str]:
    """The meetings without which an agenda forgets a deferred case, or takes one for deferred that was heard again.

    `meetings` are all, earliest first; whatever is not `closed` stays. `deferred` are the cases not heard again.
    """
    kept: set[str] = set()
    asked: set[str] = set()
    for each in meetings:
        here = {item.case_id for item in each.items if item.state == "deferred"}
        if each.id not in closed or not asked.isdisjoint(each.case_ids) or not here.isdisjoint(deferred):
            kept.add(each.id)
            asked = asked.difference(each.case_ids) | here
    return kept
