"""Deferred cases whose day has come and that no meeting lists yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tumorboard.domain.meeting import Deferral, Meeting

__all__ = ["Waiting", "waiting_for"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that an earlier meeting deferred to a day that has come, and that no later meeting lists."""

    case_id: str
    from_meeting: Meeting
    deferral: Deferral

    @property
    def next_date(self) -> date:
        """The day to which it was deferred."""
        return self.deferral.next_date

    @property
    def owner(self) -> str:
        """Who was to see to it."""
        return self.deferral.owner

    @property
    def reason(self) -> str:
        """Why it was deferred, in words."""
        return self.deferral.words or self.deferral.reason.replace("_", " ")


def waiting_for(meeting: Meeting, day: date, meetings: Sequence[Meeting]) -> list[Waiting]:
    """The cases that wait for a meeting on `day`, the longest waiting first. `meetings` are all, earliest first."""
    listed = set(meeting.case_ids)
    found = []
    for each in reversed(meetings):
        if each.id != meeting.id and each.starts <= meeting.starts:
            found += [
                Waiting(item.case_id, each, item.deferrals[-1])
                for item in each.items
                if item.state == "deferred" and item.case_id not in listed and item.deferrals[-1].next_date <= day
            ]
        listed.update(each.case_ids)
    return sorted(found, key=lambda waiting: (waiting.next_date, waiting.case_id))
