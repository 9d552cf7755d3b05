"""Closed years moved out of the store of every day."""

from dataclasses import dataclass
from pathlib import Path

from tumorboard.board.after.followups import FollowUps
from tumorboard.board.cases import OF_A_CASE
from tumorboard.board.desk import Desk
from tumorboard.board.meetings import Meetings
from tumorboard.complaint import Complaint
from tumorboard.store.contract import TableName

__all__ = ["Archiving", "Leaving"]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What an archive takes out of the store, by id."""

    meetings: tuple[str, ...]
    cases: tuple[str, ...]


class Archiving:
    """Archiving, by the chair or the coordinator."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def leaving(self, year: int) -> Leaving:
        """The closed meetings of a year, and the cases that no other meeting lists and of which nothing is awaited.

        Raises NotAllowed, Complaint.
        """
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "archive", "the chair or the coordinator")
        zone = desk.now().tzinfo
        meetings = Meetings(desk).all()
        closed = [each for each in meetings if each.state == "closed" and each.starts.astimezone(zone).year == year]
        if not closed:
            raise Complaint(f"{year}: no meeting of that year is closed; nothing to archive")
        staying = {key for each in meetings if each not in closed for key in each.case_ids}
        staying |= {each.case_id for each in FollowUps(desk).all() if each.is_open}
        cases = dict.fromkeys(key for each in closed for key in each.case_ids if key not in staying)
        return Leaving(tuple(each.id for each in closed), tuple(cases))

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
