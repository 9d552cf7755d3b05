"""A case that comes back: what a follow-up showed that asks for it, and putting it on a meeting's list again."""

from collections.abc import Iterator
from typing import Final

from tumorboard.board.before.lateness import late_for
from tumorboard.board.cases import Cases
from tumorboard.board.death import refuse_dead
from tumorboard.board.desk import Desk, NotThere, reason_given
from tumorboard.board.history import History
from tumorboard.board.meeting.decisions import Decisions
from tumorboard.board.meeting.sittings import Amended, Sittings
from tumorboard.board.meeting.views import Views
from tumorboard.board.meetings import Meetings
from tumorboard.board.people import People
from tumorboard.clinical import triggers
from tumorboard.clinical.results import fired_by
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.followup import SEEN, FollowUp, Result
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.domain.view import Trigger
from tumorboard.store.contract import StoreError

__all__ = ["Returning"]

_TO_BE_HEARD: Final = ("listed", "in_discussion")


class Returning:
    """Whoever may work on follow-ups may bring a case back; after the cut-off a chair allows it."""

    def __init__(self, desk: Desk, sittings: Sittings, decisions: Decisions, views: Views, history: History) -> None:
        self._desk = desk
        self._sittings = sittings
        self._decisions = decisions
        self._views = views
        self._history = history

    def asked_by(self, followup: FollowUp) -> list[str]:
        """Why a follow-up's result asks for the case to come back, in words; empty where it does not."""
        result = followup.result
        if result is None:
            return []
        said = [
            words
            for holds, words in (
                (result.response == "progression", "progression on imaging"),
                (result.new_deficit, "new neurological deficit"),
                (result.new_fracture, "new fracture"),
            )
            if holds
        ]
        said += [f"trigger fired: {triggers.trigger_said(each)}" for each in result.fired]
        return list(dict.fromkeys([*said, *self._fired(followup, result)]))

    def listed_at(self, case_id: str) -> Meeting | None:
        """The first meeting to come on whose list a case stands to be heard."""
        for meeting in Meetings(self._desk).to_come():
            item = meeting.item(case_id)
            if item is not None and item.state in _TO_BE_HEARD:
                return meeting
        return None

    def unanswered(self, followup: FollowUp) -> str:
        """What a result reported that nobody decided or listed since: a new deficit or progression, and its day."""
        result = followup.result
        if result is None or not followup.is_open or not (result.new_deficit or result.response == "progression"):
            return ""
        seen = max((step.at for step in followup.history if step.state in SEEN), default=followup.created_at)
        if any(each.recorded_at > seen for each in self._decisions.of(followup.case_id)):
            return ""
        if self.listed_at(followup.case_id) is not None:
            return ""
        return f"{'new deficit' if result.new_deficit else 'progression'} reported {result.on:%d %b}"

    def triggers_of(self, followup: FollowUp) -> list[tuple[str, Trigger]]:
        """The triggers that dissents and revealed views named for the case, each with whose it is."""
        found: list[tuple[str, Trigger]] = []
        for record in self._decisions.of(followup.case_id):
            found += [(each.person_id, trigger) for each in record.decision.dissents for trigger in each.triggers]
        if followup.meeting_id is not None:
            for view in self._views.of(followup.meeting_id, followup.case_id):
                if view.sealed is None and view.view is not None:
                    found += [(view.person_id, trigger) for trigger in view.view.triggers]
        return list(dict.fromkeys(found))

    def bring_back(self, case_id: str, meeting_id: str, because: str, late_reason: str | None = None) -> Meeting:
        """Put a case on a meeting's list again, with why; not of a patient who died.

        Raises NotAllowed, NotThere, Complaint.
        """
        desk = self._desk
        desk.require(desk.person.may_follow_up, "bring a case back", "a chair, coordinator, specialist or clinician")
        why = reason_given(because, "say why the case comes back")
        case = Cases(desk).get(case_id).record
        refuse_dead(desk, case_id)

        def listed(meeting: Meeting) -> Amended:
            if meeting.state == "closed":
                raise Complaint(f"{meeting.title} is closed; choose a meeting to come")
            if meeting.item(case_id) is not None:
                raise Complaint(f"{case_id} is on the list of {meeting.title} already")
            late = late_for(desk, meeting, late_reason)
            route = "emergency" if case.route == "emergency" else "discuss"
            item = AgendaItem.of(case_id=case_id, route=route, listed_because=why, late=late)
            return meeting.model_copy(update={"items": (*meeting.items, item)}), ()

        return self._sittings.amend(meeting_id, listed, f"{case_id} comes back: {why}")

    def _fired(self, followup: FollowUp, result: Result) -> Iterator[str]:
        """The triggers that hold when what the result says is put in the place of what the case says."""
        try:
            now = Cases(self._desk).get(followup.case_id).record
        except NotThere:
            return
        level = result.level or followup.level
        before = self._decided_on(followup) or now
        for person_id, trigger in self.triggers_of(followup):
            fired = fired_by(trigger, before, now, result, level)
            if fired.holds and trigger not in result.fired:
                whose = People(self._desk).name_of(person_id)
                yield f"trigger of {whose}: {triggers.trigger_said(trigger)} ({fired.says})"

    def _decided_on(self, followup: FollowUp) -> Case | None:
        if followup.meeting_id is None:
            return None
        record = self._decisions.standing(followup.meeting_id, followup.case_id)
        try:
            return self._history.stood_at(record.case_id, record.case_revision).record if record else None
        except (NotThere, StoreError):
            return None
