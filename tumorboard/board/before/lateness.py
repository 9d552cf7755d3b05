"""A case that comes onto a meeting's list after its cut-off: asked with a reason, and allowed by a chair."""

from datetime import datetime

from tumorboard.board.desk import Desk
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Late, Meeting, Reasoned
from tumorboard.sheets.countdown import due_said

__all__ = ["cut_off_said", "late_for"]


def late_for(desk: Desk, meeting: Meeting, reason: str | None) -> Late | None:
    """Who asked for a case now, and why; None before the cut-off. A chair who adds a case allows it with that.

    Raises Complaint after the cut-off without a reason.
    """
    now, me = desk.now(), desk.person
    if meeting.cut_off is None or now <= meeting.cut_off:
        return None
    if not (reason or "").strip():
        raise Complaint(
            f"{meeting.title}: the cut-off was {meeting.cut_off.astimezone():%a %d %b %H:%M}; "
            "say why the case comes late (a command: --late-reason TEXT)"
        )
    asked = Reasoned.of(by=me.id, at=now, reason=reason)
    return Late(asked=asked, allowed=asked if me.may_lead else None)


def cut_off_said(meeting: Meeting, now: datetime) -> str:
    """How long the list is still open, in words."""
    if meeting.cut_off is None:
        return "no cut-off"
    at = f"{meeting.cut_off.astimezone():%a %d %b %H:%M}"
    if now <= meeting.cut_off:
        return f"cut-off {at}, {due_said(meeting.cut_off, now)}"
    return f"cut-off was {at}; a case comes late, with a reason and a chair's leave"
