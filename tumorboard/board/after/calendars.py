"""Follow-ups and meetings as calendar files, without the patients' names unless they are asked for."""

from collections.abc import Sequence
from pathlib import Path

from tumorboard.board.cases import Cases
from tumorboard.board.desk import Desk
from tumorboard.board.meetings import Meetings
from tumorboard.domain.followup import FollowUp
from tumorboard.store.handing_out import hand_out

__all__ = ["Calendars"]


class Calendars:
    """Everybody may take their follow-ups along."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_followups(self, followups: Sequence[FollowUp], *, with_names: bool) -> bytes:
        """An iCalendar of follow-ups; without names it tells case ids only. Raises NotThere."""
        from tumorboard.exchange.calendar import followups_calendar

        names = {each.case_id: self._name(each.case_id) for each in followups} if with_names else {}
        return followups_calendar(followups, self._desk.now(), names)

    def of_meetings(self) -> bytes:
        """An iCalendar of every meeting; a meeting that was changed since supersedes what an earlier one told."""
        from tumorboard.exchange.calendar import meetings_calendar

        meetings = Meetings(self._desk)
        filed = [meetings.get(each.id) for each in meetings.all()]
        told = [(each.record, each.revision) for each in filed]
        return meetings_calendar(told, self._desk.now(), self._desk.settings.minutes_per_case)

    def write_followups(self, path: Path, followups: Sequence[FollowUp], *, with_names: bool) -> Path | None:
        """Write it into a file, which appears whole or not at all; where another that stood there is kept.

        Raises StoreError.
        """
        return hand_out(path, self.of_followups(followups, with_names=with_names))

    def _name(self, case_id: str) -> str:
        patient = Cases(self._desk).get(case_id).record.patient
        return " ".join(filter(None, (patient.given_name, patient.family_name))) or "no name"
