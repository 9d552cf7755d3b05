"""The register of a sitting: who was there, in the room or on the line, from when to when; and the quorum of it."""

from datetime import datetime

from tumorboard.board.desk import Desk, NotThere
from tumorboard.board.meeting.sittings import Sittings
from tumorboard.board.people import People
from tumorboard.clinical import quorum
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import QuorumThen
from tumorboard.domain.meeting import Attendance, Meeting, Spell
from tumorboard.domain.people import Person
from tumorboard.domain.vocabulary import Attending

__all__ = ["Register"]


class Register:
    """Kept by the chair and the coordinator for everybody, and by each person for themselves."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk = desk
        self._sittings = sittings

    def join(self, meeting_id: str, person_id: str, how: Attending) -> Meeting:
        """Enter somebody as present or remote; who was there otherwise stays on record. Raises NotAllowed, NotThere."""
        self._may_enter(person_id)
        People(self._desk).get(person_id)

        def joined(meeting: Meeting) -> tuple[Meeting, tuple[()]]:
            if any(_is_open(each, person_id) and each.how == how for each in meeting.attendance):
                return meeting, ()
            now = self._desk.now()
            entered = Attendance(person_id=person_id, how=how, stay=Spell(began=now), entered_by=self._desk.person.id)
            stayed = _with_end(meeting, person_id, now)
            return meeting.model_copy(update={"attendance": (*stayed, entered)}), ()

        return self._sittings.amend(meeting_id, joined, f"{person_id} joined ({how})")

    def leave(self, meeting_id: str, person_id: str) -> Meeting:
        """Enter that somebody left. Raises Complaint when they are not there."""
        self._may_enter(person_id)

        def left(meeting: Meeting) -> tuple[Meeting, tuple[()]]:
            if not any(_is_open(each, person_id) for each in meeting.attendance):
                raise Complaint(f"{person_id} is not in the register of {meeting.id}; nobody left")
            stayed = _with_end(meeting, person_id, self._desk.now())
            return meeting.model_copy(update={"attendance": stayed}), ()

        return self._sittings.amend(meeting_id, left, f"{person_id} left")

    def quorum(self, meeting: Meeting) -> QuorumThen:
        """The quorum of who is there now, by the site's rule (README, Settings)."""
        here = [person for person in People(self._desk).all() if person.id in meeting.here]
        judged = quorum.judge(self._desk.settings.quorum_rule, [person.specialty for person in here])
        return QuorumThen(met=judged.met, missing=judged.missing, present=tuple(person.id for person in here))

    def here(self, meeting: Meeting) -> list[Person]:
        """Who is there now."""
        return [person for person in People(self._desk).all() if person.id in meeting.here]

    def _may_enter(self, person_id: str) -> None:
        me = self._desk.person
        if person_id == me.id and not me.roles:
            raise NotThere(f"{me.id} is not enrolled here; the chair or the coordinator can: tumorboard people add")
        allowed = me.may_run_meetings or person_id == me.id
        self._desk.require(allowed, "enter somebody else in the register", "the chair or the coordinator")


def _is_open(each: Attendance, person_id: str) -> bool:
    return each.person_id == person_id and each.stay.ended is None


def _with_end(meeting: Meeting, person_id: str, now: datetime) -> tuple[Attendance, ...]:
    return tuple(
        each.model_copy(update={"stay": each.stay.model_copy(update={"ended": now})})
        if _is_open(each, person_id)
        else each
        for each in meeting.attendance
    )
