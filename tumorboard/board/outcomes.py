"""What a meeting came to, gathered for the outcome record."""

from tumorboard.board.cases import Cases
from tumorboard.board.decisions import Decisions
from tumorboard.board.desk import Desk, NotThere
from tumorboard.board.differing import Differing, standing_views
from tumorboard.board.meetings import Meetings
from tumorboard.board.people import People
from tumorboard.board.views import Views
from tumorboard.clinical import plans
from tumorboard.clinical.agreement import Kappa, meeting_agreement
from tumorboard.clinical.assessment import assess
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.sheets.outcome import CaseOutcome, Outcome

__all__ = ["Outcomes"]


class Outcomes:
    """Everybody may read them. What is sealed stays sealed."""

    def __init__(self, desk: Desk, views: Views, decisions: Decisions, differing: Differing) -> None:
        self._desk = desk
        self._views = views
        self._decisions = decisions
        self._differing = differing

    def of(self, key: str) -> Outcome:
        """The outcome of a meeting, or of one case at the meeting that last decided it or lists it.

        Raises Complaint when neither is called so, StoreError.
        """
        try:
            return self._outcome(Meetings(self._desk).get(key).record)
        except NotThere:
            return self._outcome(self._last_meeting_of(key), only=key)

    def agreement(self, meeting: Meeting) -> Kappa:
        """How far the specialists' plans agree over the revealed cases of a meeting."""
        rated = []
        for item in meeting.items:
            latest = standing_views(self._views.of(meeting.id, item.case_id)) if item.revealed else []
            rated.append({each.person_id: plans.plan_kind(each.view.plan) for each in latest if each.view is not None})
        return meeting_agreement([each for each in rated if each])

    def _outcome(self, meeting: Meeting, only: str | None = None) -> Outcome:
        wanted = [item for item in meeting.items if only in (None, item.case_id)]
        names = {person.id: person.name for person in People(self._desk).all()}
        cases = [self._of_case(meeting, item) for item in wanted]
        return Outcome(meeting, cases, names, self.agreement(meeting) if only is None else None)

    def _of_case(self, meeting: Meeting, item: AgendaItem) -> CaseOutcome:
        case = Cases(self._desk).get(item.case_id).record
        records = [
            each.model_copy(update={"view": None}) if each.sealed else each
            for each in self._views.of(meeting.id, item.case_id)
        ]
        decisions = [each for each in self._decisions.of(item.case_id) if each.meeting_id == meeting.id]
        place = self._place(case_id=item.case_id, level=decisions[-1].stood.level if decisions else None)
        return CaseOutcome(case, item, decisions, records, self._differing.on(meeting.id, item.case_id, place))

    def _place(self, case_id: str, level: str | None) -> int:
        assessed = assess(Cases(self._desk).get(case_id).record, self._desk.settings.policy)
        levels = [each.lesion.level for each in assessed.lesions]
        return levels.index(level) if level in levels else assessed.opens_on

    def _last_meeting_of(self, case_id: str) -> Meeting:
        meetings = [meeting for meeting in Meetings(self._desk).all() if meeting.item(case_id) is not None]
        if not meetings:
            raise Complaint(f"no meeting and no case on a meeting is called {case_id}; see: tumorboard meetings")
        decided = [meeting for meeting in meetings if self._decisions.standing(meeting.id, case_id)]
        return (decided or meetings)[-1]
