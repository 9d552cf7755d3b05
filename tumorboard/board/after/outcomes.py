"""What a meeting came to, gathered for the outcome record."""

from collections.abc import Mapping, Sequence

from tumorboard.board.after.fates import Fates
from tumorboard.board.after.followups import FollowUps
from tumorboard.board.cases import Cases
from tumorboard.board.death import refuse_dead
from tumorboard.board.desk import Desk, NotThere
from tumorboard.board.forecasts import Forecasts
from tumorboard.board.meeting.decisions import Decisions
from tumorboard.board.meeting.differing import Differing, standing_views
from tumorboard.board.meeting.views import Views
from tumorboard.board.meetings import Meetings
from tumorboard.board.people import People
from tumorboard.clinical import plans
from tumorboard.clinical.agreement import Kappa, meeting_agreement
from tumorboard.clinical.assessment import assess
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.view import ViewRecord
from tumorboard.sheets.outcome import CaseOutcome, Outcome

__all__ = ["Outcomes"]


class Outcomes:
    """Everybody may read them. What is sealed stays sealed."""

    def __init__(self, desk: Desk, views: Views, decisions: Decisions, differing: Differing) -> None:
        self._desk = desk
        self._views = views
        self._decisions = decisions
        self._differing = differing
        self._followups = FollowUps(desk)
        self._fates = Fates(desk, decisions)
        self._forecasts = Forecasts(desk)

    def of(self, key: str) -> Outcome:
        """The outcome of a meeting, or of one case at the meeting that last decided it or lists it.

        Raises Complaint when neither is called so, StoreError.
        """
        try:
            return self._outcome(Meetings(self._desk).get(key).record)
        except NotThere:
            return self._outcome(self._last_meeting_of(key), only=key)

    def of_case(self, key: str) -> Outcome:
        """The outcome of one case, for a sheet that is about one patient.

        Raises Complaint for a meeting, and when no case on a meeting is called so; StoreError.
        """
        try:
            Meetings(self._desk).get(key)
        except NotThere:
            return self._outcome(self._last_meeting_of(key), only=key)
        raise Complaint(f"{key} is a meeting, and this sheet is about one case; name a case of it")

    def for_patient(self, key: str) -> Outcome:
        """The outcome of one case, for a page that the patient is handed.

        Raises what `of_case` raises; Complaint for a patient who died, and for one who does not know the diagnosis.
        """
        outcome = self.of_case(key)
        (heard,) = outcome.cases
        refuse_dead(self._desk, heard.case.id)
        if heard.case.patient.knows_diagnosis is False:
            raise Complaint(
                f"{heard.case.id}: the patient does not know the diagnosis, as recorded; no page is printed for them; "
                "talk to them first, then record that they know it"
            )
        return outcome

    def agreement(self, meeting: Meeting) -> Kappa:
        """How far the specialists' plans agree over the revealed cases of a meeting."""
        return _agreement(meeting, self._views.of_meeting(meeting.id))

    def _outcome(self, meeting: Meeting, only: str | None = None) -> Outcome:
        """What there is of the meeting is read once for all of its cases."""
        views, decisions = self._views.of_meeting(meeting.id), self._decisions.of_meeting(meeting.id)
        followups = [each for each in self._followups.all() if each.meeting_id == meeting.id]
        cases = []
        for item in meeting.items:
            if only not in (None, item.case_id):
                continue
            case = Cases(self._desk).get(item.case_id).record
            taken, given = decisions.get(case.id, []), views.get(case.id, [])
            place = self._place(case, taken[-1].stood.level if taken else None)
            cases.append(
                CaseOutcome(
                    case,
                    item,
                    taken,
                    [each.model_copy(update={"view": None}) if each.sealed else each for each in given],
                    self._differing.between(case, place, given),
                    [each for each in followups if each.case_id == case.id],
                    self._fates.of(meeting.id, case.id),
                    self._forecasts.of(case.id),
                )
            )
        names = {person.id: person.name for person in People(self._desk).all()}
        return Outcome(meeting, cases, names, _agreement(meeting, views) if only is None else None)

    def _place(self, case: Case, level: str | None) -> int:
        assessed = assess(case, self._desk.settings.policy)
        levels = [each.lesion.level for each in assessed.lesions]
        return levels.index(level) if level in levels else assessed.opens_on

    def _last_meeting_of(self, case_id: str) -> Meeting:
        meetings = [meeting for meeting in Meetings(self._desk).all() if meeting.item(case_id) is not None]
        if not meetings:
            raise Complaint(f"no meeting and no case on a meeting is called {case_id}; see: tumorboard meetings")
        decided = [meeting for meeting in meetings if self._decisions.standing(meeting.id, case_id)]
        return (decided or meetings)[-1]


def _agreement(meeting: Meeting, views: Mapping[str, Sequence[ViewRecord]]) -> Kappa:
    rated = []
    for item in meeting.items:
        latest = standing_views(views.get(item.case_id, ())) if item.revealed else []
        rated.append({each.person_id: plans.plan_kind(each.view.plan) for each in latest if each.view is not None})
    return meeting_agreement([each for each in rated if each])
