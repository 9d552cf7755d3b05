"""The follow-up schedule: what is overdue, what comes within two weeks or later, what was done and not read."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, Literal

from tumorboard.domain.followup import FollowUp

__all__ = ["GROUPS", "SOON", "Group", "by_due", "coming", "group_of", "over"]

Group = Literal["unread", "overdue", "soon", "later"]
GROUPS: Final[tuple[Group, ...]] = ("unread", "overdue", "soon", "later")
SOON: Final = timedelta(days=14)


def group_of(followup: FollowUp, today: date) -> Group | None:
    """Where a follow-up stands in the schedule; None where nothing of it is awaited. Done is not read."""
    if not followup.is_open:
        return None
    if followup.state in ("done", "read"):
        return "unread"
    if followup.due < today:
        return "overdue"
    return coming(followup.due, today)


def coming(due: date, today: date) -> Literal["soon", "later"]:
    """Where what is still to come stands in the schedule."""
    return "soon" if due - today <= SOON else "later"


def over(followup: FollowUp, today: date) -> int:
    """How many days a follow-up is overdue; 0 where it is not."""
    return (today - followup.due).days if group_of(followup, today) == "overdue" else 0


def by_due(followups: Iterable[FollowUp]) -> list[FollowUp]:
    """Follow-ups by their day, those of one day by case."""
    return sorted(followups, key=lambda each: (each.due, each.id))
