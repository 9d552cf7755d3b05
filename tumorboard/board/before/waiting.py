"""Deferred cases that no later meeting lists yet, and those of them whose day has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tumorboard.domain.meeting import Deferral, Meeting

__all__ = ["Waiting", "not_heard_again", "waiting_for"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that a meeting deferred to another day, and that no later meeting lists."""

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
    found = [
        waiting
        for waiting in not_heard_again(meetings)
        if waiting.from_meeting.id != meeting.id
        and waiting.from_meeting.starts <= meeting.starts
        and waiting.case_id not in meeting.case_ids
        and waiting.next_date <= day
    ]
    return sorted(found, key=lambda waiting: (waiting.next_date, waiting.case_id))


def not_heard_again(meetings: Sequence[Meeting]) -> list[Waiting]:
    """Every deferred case that no later meeting lists, also before its day. `meetings` are all, earliest first."""
    listed: set[str] = set()
    found = []
    for each in reversed(meetings):
        found += [
            Waiting(item.case_id, each, item.deferrals[-1])
            for item in each.items
            if item.state == "deferred" and item.case_id not in listed
        ]
        listed.update(each.case_ids)
    return found
