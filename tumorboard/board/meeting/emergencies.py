"""Red cases: a warning sign of cord compression waits for no weekly list, unless somebody answers for it by name."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from tumorboard.board.desk import Desk, NotThere, filed
from tumorboard.board.meeting.sittings import Sittings, with_item
from tumorboard.board.meetings import Meetings, content_of
from tumorboard.clean import clean_line
from tumorboard.clinical import emergency
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import AgendaItem, Meeting, Override, Reasoned
from tumorboard.store.contract import Conflict, Put

__all__ = ["Emergencies", "awaits_red", "red_waiting", "refuse_unanswered_red"]

_OPEN: Final = ("listed", "in_discussion")


class Emergencies:
    """The emergency lane: every red case of a coming meeting that is neither decided nor answered for."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk = desk
        self._sittings = sittings

    def lane(self, meeting: Meeting) -> list[str]:
        """The red cases of a meeting that wait for a decision and are not overridden."""
        return [item.case_id for item in meeting.items if awaits_red(item) and self._is_red(item.case_id)]

    def override(self, meeting_id: str, case_id: str, reason: str, called: str, called_at: datetime) -> Meeting:
        """Leave a red case on the weekly list: who answers for it, why, and the telephone call that was made.

        Raises NotAllowed, Complaint.
        """
        self._may_move()
        answered = self._override(reason, called, called_at)

        def left(item: AgendaItem) -> AgendaItem:
            return item.model_copy(update={"override": answered})

        return self._sittings.amend(
            meeting_id, lambda meeting: (with_item(meeting, case_id, left), ()), f"red case {case_id} stays on the list"
        )

    def move(
        self,
        case_id: str,
        from_meeting: str,
        to_meeting: str,
        *,
        reason: str = "",
        called: str = "",
        called_at: datetime | None = None,
    ) -> Meeting:
        """Put a case on another meeting's list. A red one only with a reason and the call that was made.

        Raises NotAllowed, NotThere; Complaint, also for a case that is decided already.
        """
        desk = self._desk
        self._may_move()
        override = None
        if self._is_red(case_id):
            override = self._override(reason, called, called_at or desk.now())
        leaving, arriving = Meetings(desk).get(from_meeting), Meetings(desk).get(to_meeting)
        item = leaving.record.item(case_id)
        if item is None:
            raise NotThere(f"{case_id} is not on the list of {from_meeting}")
        if item.state == "decided" or item.talked:
            raise Complaint(f"{case_id} was heard here; its next meeting lists it anew: defer it, or import it there")
        if to_meeting not in [each.id for each in Meetings(desk).to_come()]:
            raise Complaint(
                f"{arriving.record.title} of {arriving.record.starts.astimezone():%d %b %Y} is over; choose one to come"
            )
        if arriving.record.state == "closed" or arriving.record.item(case_id) is not None:
            raise Complaint(f"{arriving.record.title} is closed or lists {case_id} already")
        rest = tuple(each for each in leaving.record.items if each.case_id != case_id)
        moved = item.model_copy(update={"override": override})
        puts = [
            Put(
                "meetings",
                from_meeting,
                content_of(leaving.record.model_copy(update={"items": rest})),
                leaving.revision,
            ),
            Put(
                "meetings",
                to_meeting,
                content_of(arriving.record.model_copy(update={"items": (*arriving.record.items, moved)})),
                arriving.revision,
            ),
        ]
        why = f"{case_id} moved to {to_meeting}" + (f": {override.decided.reason}" if override else "")
        if isinstance(desk.store.commit(puts, by=desk.person.id, at=desk.now(), why=why), Conflict):
            raise Complaint("one of the meetings was changed by somebody else a moment ago; nothing moved, repeat")
        return Meetings(desk).get(to_meeting).record

    def _override(self, reason: str, called: str, called_at: datetime) -> Override:
        why, call = clean_line(reason).strip(), clean_line(called).strip()
        if not why or not call:
            raise Complaint(
                "a red case waits for no weekly list: decide it now, or say why it may wait and whom you called"
            )
        if called_at > self._desk.now():
            raise Complaint("the call is not made yet; its time lies ahead")
        decided = Reasoned(by=self._desk.person.id, at=self._desk.now(), reason=why)
        return Override(decided=decided, called=call, called_at=called_at)

    def _may_move(self) -> None:
        self._desk.require(self._desk.person.may_run_meetings, "move a case", "the chair or the coordinator")

    def _is_red(self, case_id: str) -> bool:
        document = self._desk.store.get("cases", case_id)
        return document is not None and emergency.assess(filed(document, Case).record.neurology).is_emergency


def refuse_unanswered_red(desk: Desk, item: AgendaItem) -> None:
    """Refuse to put an emergency off while nobody answers for that. Raises Complaint."""
    document = desk.store.get("cases", item.case_id)
    if document is None or item.override is not None:
        return
    if emergency.assess(filed(document, Case).record.neurology).is_emergency:
        raise Complaint(
            f"{item.case_id} is an emergency: decide it now, or defer it (D) with why it may wait and whom you called"
        )


def red_waiting(meeting: Meeting | None, red: Collection[str]) -> list[str]:
    """Which of the red cases still wait on a meeting that is not closed, in the order of its list."""
    if meeting is None or meeting.state == "closed":
        return []
    return [item.case_id for item in meeting.items if item.case_id in red and awaits_red(item)]


def awaits_red(item: AgendaItem) -> bool:
    """Whether a case, if it is red, still waits for a decision or for somebody who answers for it."""
    return item.override is None and item.state in _OPEN
