"""What each case of a meeting still lacks, who sees to it until when, and the chair's word to hear it all the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from tumorboard.board.cases import Cases
from tumorboard.board.death import Death, deaths
from tumorboard.board.desk import Desk, NotThere, reason_given
from tumorboard.board.meeting.sittings import Amended, Sittings, with_item
from tumorboard.board.people import People
from tumorboard.board.site_zone import on_site, with_times_on_site
from tumorboard.clinical.readiness import Readiness, readiness
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import AgendaItem, GapCare, Meeting, Reasoned
from tumorboard.sheets.countdown import due_said

__all__ = ["CaseReadiness", "ReadyState", "Readying", "due_said"]

ReadyState = Literal["ready", "blocked", "bypassed"]


@dataclass(frozen=True, slots=True)
class CaseReadiness:
    """One case on a meeting's list. `cares` are by the gap's key, also of gaps that are closed by now.

    `death` is where it stands that the patient died; nothing is chased for them then.
    """

    case_id: str
    readiness: Readiness
    cares: Mapping[str, GapCare]
    bypass: Reasoned | None
    death: Death | None = None

    @property
    def state(self) -> ReadyState:
        """Ready, blocked, or blocked and heard on the chair's word."""
        if self.readiness.is_ready:
            return "ready"
        return "bypassed" if self.bypass else "blocked"


class Readying:
    """Worked out from what stands, so that a fact that arrives closes its gap with nobody doing anything."""

    def __init__(self, desk: Desk, sittings: Sittings) -> None:
        self._desk = desk
        self._sittings = sittings

    def of(self, meeting: Meeting, item: AgendaItem) -> CaseReadiness:
        """The readiness of one case for the day of the meeting. Raises NotThere."""
        case = Cases(self._desk).get(item.case_id).record
        return self._of(meeting, item, case, deaths(self._desk).get(case.id))

    def all(self, meeting: Meeting) -> list[CaseReadiness]:
        """The readiness of every case, in the order of the agenda."""
        return self.of_cases(meeting, {filed.record.id: filed.record for filed in Cases(self._desk).of(meeting)})

    def of_cases(self, meeting: Meeting, cases: Mapping[str, Case]) -> list[CaseReadiness]:
        """The same of cases that were read already, by id."""
        dead = deaths(self._desk)
        return [
            self._of(meeting, item, cases[item.case_id], dead.get(item.case_id))
            for item in meeting.items
            if item.case_id in cases
        ]

    def give(self, meeting_id: str, case_id: str, gap: str, owner: str, due: datetime) -> Meeting:
        """Give a gap to somebody until a time before the meeting, where it has not begun; the log knows who had it.

        Raises NotAllowed, NotThere; Complaint for a gap that the case does not have, an owner who only looks, or a time
        past or too late.
        """
        return self.give_all(meeting_id, case_id, [gap], owner, due)

    def give_all(self, meeting_id: str, case_id: str, gaps: Sequence[str], owner: str, due: datetime) -> Meeting:
        """Give several gaps of a case to the same person in one commit, or none of them. Raises as `give` does."""
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "give a gap to somebody", "the chair or the coordinator")
        People(desk).who_sees_to_it(owner, "close a gap")
        due = on_site(due)
        if due < desk.now():
            raise Complaint(f"{due.astimezone():%a %d %b %H:%M} is past; give a time to come")

        def given(meeting: Meeting) -> Amended:
            _refuse_closed(meeting)
            if desk.now() < meeting.starts < due:
                raise Complaint(
                    f"the meeting begins {meeting.starts.astimezone():%a %d %b %H:%M}; give a time before it"
                )
            item = meeting.item(case_id)
            there = [each.key for each in self.of(meeting, item).readiness.gaps] if item else []
            if item is not None and (gone := [gap for gap in gaps if gap not in there]):
                raise Complaint(f"{case_id} has no gap {_spelled(gone)}; its gaps: {_spelled(there) or 'none'}")
            cares = [GapCare(gap=gap, owner=owner, due=due, by=desk.person.id, at=desk.now()) for gap in gaps]
            return with_item(meeting, case_id, lambda each: _with_cares(each, cares)), ()

        return self._sittings.amend(meeting_id, given, f"{case_id}: {_spelled(gaps)} given to {owner}")

    def bypass(self, meeting_id: str, case_id: str, reason: str) -> Meeting:
        """Say, as a chair, that a blocked case is heard all the same. Raises NotAllowed, NotThere, Complaint."""
        desk = self._desk
        desk.require(desk.person.may_lead, "let a blocked case be heard", "a chair")
        why = reason_given(reason, "say why the case is heard with its gaps")

        def let(meeting: Meeting) -> Amended:
            _refuse_closed(meeting)
            item = meeting.item(case_id)
            if item is None:
                raise NotThere(f"{case_id} is not on the list of {meeting.id}")
            if self.of(meeting, item).readiness.is_ready:
                raise Complaint(f"{case_id} is ready; nothing blocks it")
            said = Reasoned(by=desk.person.id, at=desk.now(), reason=why)
            return with_item(meeting, case_id, lambda each: each.model_copy(update={"bypass": said})), ()

        return self._sittings.amend(meeting_id, let, f"{case_id} is heard with its gaps: {why}")

    def _of(self, meeting: Meeting, item: AgendaItem, case: Case, death: Death | None) -> CaseReadiness:
        settings = self._desk.settings
        found = readiness(
            with_times_on_site(case),
            self._day(meeting),
            route=item.route,
            days=settings.readiness_days,
            warns=settings.readiness_warns,
        )
        return CaseReadiness(item.case_id, found, {each.gap: each for each in item.gaps}, item.bypass, death)

    def _day(self, meeting: Meeting) -> date:
        return meeting.starts.astimezone().date()


def _with_cares(item: AgendaItem, cares: Sequence[GapCare]) -> AgendaItem:
    given = {care.gap for care in cares}
    others = (each for each in item.gaps if each.gap not in given)
    return item.model_copy(update={"gaps": (*others, *cares)})


def _refuse_closed(meeting: Meeting) -> None:
    if meeting.state == "closed":
        raise Complaint(f"{meeting.title} is closed; its list stays as it is")


def _spelled(gaps: Sequence[str]) -> str:
    return ", ".join(gap.replace("_", " ") for gap in gaps)
