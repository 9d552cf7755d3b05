"""The list of a meeting before it sits: its order, routes and minutes, and the cases that come onto it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tumorboard.board.candidates import Candidate, candidates
from tumorboard.board.cases import Cases
from tumorboard.board.decisions import Decisions
from tumorboard.board.desk import Desk, NotThere
from tumorboard.board.emergencies import Emergencies, awaits_red
from tumorboard.board.lateness import late_for
from tumorboard.board.meetings import Meetings
from tumorboard.board.readying import Readying
from tumorboard.board.running_order import RunningOrder, running_order
from tumorboard.board.sittings import Amended, Sittings, with_item
from tumorboard.board.views import Views
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import AgendaItem, Deferral, Meeting
from tumorboard.domain.vocabulary import Route

__all__ = ["Agenda", "Waiting"]


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


class Agenda:
    """Kept by the chair and the coordinator. Red cases stay first while nobody answers for them."""

    def __init__(self, desk: Desk, sittings: Sittings, readying: Readying, decisions: Decisions, views: Views) -> None:
        self._desk = desk
        self._sittings = sittings
        self._readying = readying
        self._decisions = decisions
        self._views = views

    def move(self, meeting_id: str, case_id: str, by: int) -> Meeting:
        """Move a case up or down the list; a red case that waits and stands further down goes first with that.

        Raises NotAllowed, NotThere; Complaint before a red case that waits.
        """

        def moved(meeting: Meeting) -> Meeting:
            red = self._red(meeting)
            keys = sorted(meeting.case_ids, key=lambda key: key not in red)
            if case_id not in keys:
                raise NotThere(f"{case_id} is not on the list of {meeting.id}")
            at = keys.index(case_id)
            keys.insert(min(max(at + by, 0), len(keys) - 1), keys.pop(at))
            return self._ordered(meeting, keys)

        return self._amend(meeting_id, moved, f"{case_id} moved in the order")

    def set_route(self, meeting_id: str, case_id: str, route: Route) -> Meeting:
        """Say how a case is handled at this meeting. Raises NotAllowed, NotThere, Complaint."""
        return self._item(meeting_id, case_id, {"route": route}, f"{case_id}: route {route.replace('_', ' ')}")

    def set_minutes(self, meeting_id: str, case_id: str, minutes: int | None) -> Meeting:
        """Give a case its minutes, 1–240; None for the site's usual. Raises NotAllowed, NotThere, Complaint."""
        if minutes is not None and not 1 <= minutes <= 240:
            raise Complaint(f"{minutes} minutes: allowed are 1 to 240")
        return self._item(meeting_id, case_id, {"minutes": minutes}, f"{case_id}: {minutes or 'usual'} minutes")

    def add(
        self, meeting_id: str, case_id: str, *, late_reason: str | None = None, because: str | None = None
    ) -> Meeting:
        """Put a case of the store on the list; after the cut-off it needs a reason and waits for a chair.

        Raises NotAllowed, NotThere; Complaint when it is on the list already.
        """
        return self._add(meeting_id, {case_id: because}, late_reason)

    def add_all(self, meeting_id: str, because: Mapping[str, str | None], *, late_reason: str | None = None) -> Meeting:
        """Put several cases on the list in one commit, each with why it comes back. Raises as `add` does."""
        return self._add(meeting_id, dict(because), late_reason)

    def candidates(self, meeting: Meeting) -> list[Candidate]:
        """Every case of the store that is not on the list, what is proposed first. Raises StoreError."""
        return candidates(self._desk, meeting, self.waiting(meeting), self.last_before(meeting))

    def carry_over(self, meeting_id: str, case_ids: Sequence[str], *, late_reason: str | None = None) -> Meeting:
        """Copy cases of the last meeting that it did not decide. Raises NotAllowed, NotThere, Complaint."""
        last = self.last_before(self._sittings.get(meeting_id).record)
        if last is None:
            raise Complaint("no meeting was before this one; add the cases one by one")
        for case_id in case_ids:
            item = last.item(case_id)
            if item is None:
                raise NotThere(f"{case_id} is not on the list of {last.title}")
            if item.state == "decided":
                raise Complaint(f"{case_id} was decided at {last.title}; add it with the reason why it comes back")
        return self._add(meeting_id, dict.fromkeys(case_ids, f"carried over from {last.title}"), late_reason)

    def last_before(self, meeting: Meeting) -> Meeting | None:
        """The meeting that was before this one; None for the first."""
        earlier = [
            each for each in Meetings(self._desk).all() if each.starts < meeting.starts and each.id != meeting.id
        ]
        return earlier[-1] if earlier else None

    def waiting(self, meeting: Meeting) -> list[Waiting]:
        """The deferred cases whose day has come by this meeting, the longest waiting first."""
        meetings = Meetings(self._desk).all()
        day = meeting.starts.astimezone(self._desk.now().tzinfo).date()
        found = []
        for place, each in enumerate(meetings):
            listed_later = {key for later in meetings[place + 1 :] for key in later.case_ids} | set(meeting.case_ids)
            for item in each.items:
                if item.state == "deferred" and item.case_id not in listed_later and each.id != meeting.id:
                    last = item.deferrals[-1]
                    if last.next_date <= day:
                        found.append(Waiting(item.case_id, each, last))
        return sorted(found, key=lambda waiting: waiting.next_date)

    def proposed(self, meeting_id: str) -> RunningOrder:
        """A running order that says why each case stands where it does. Changes nothing. Raises NotThere."""
        meeting = self._sittings.get(meeting_id).record
        cases = {filed.record.id: filed.record for filed in Cases(self._desk).of(meeting)}
        return running_order(
            meeting,
            cases,
            red=self._red(meeting),
            blocked={each.case_id for each in self._readying.all(meeting) if each.state == "blocked"},
            parted={key for key in meeting.case_ids if self._is_parted(meeting, key)},
            policy=self._desk.settings.policy,
            usual_minutes=self._desk.settings.minutes_per_case,
        )

    def take(self, meeting_id: str, case_ids: Sequence[str]) -> Meeting:
        """Take an order of the same cases. Raises NotAllowed, NotThere; Complaint when the list is another by now."""

        def taken(meeting: Meeting) -> Meeting:
            if sorted(case_ids) != sorted(meeting.case_ids):
                raise Complaint("the list was changed meanwhile; have an order proposed anew")
            return self._ordered(meeting, case_ids)

        return self._amend(meeting_id, taken, "order taken")

    def _add(self, meeting_id: str, case_ids: dict[str, str | None], late_reason: str | None) -> Meeting:
        cases = {key: Cases(self._desk).get(key).record for key in case_ids}

        def added(meeting: Meeting) -> Meeting:
            there = [key for key in case_ids if meeting.item(key) is not None]
            if there:
                raise Complaint(f"{', '.join(there)} is on the list of {meeting.title} already")
            late = late_for(self._desk, meeting, late_reason)
            new = tuple(
                AgendaItem.of(case_id=key, route=cases[key].route, listed_because=why, late=late)
                for key, why in case_ids.items()
            )
            return meeting.model_copy(update={"items": (*meeting.items, *new)})

        return self._amend(meeting_id, added, f"put on the list: {', '.join(case_ids)}")

    def _item(self, meeting_id: str, case_id: str, update: dict[str, object], why: str) -> Meeting:
        return self._amend(
            meeting_id,
            lambda meeting: with_item(meeting, case_id, lambda each: each.model_copy(update=update)),
            why,
        )

    def _ordered(self, meeting: Meeting, keys: Sequence[str]) -> Meeting:
        red = self._red(meeting)
        others = next((place for place, key in enumerate(keys) if key not in red), len(keys))
        behind = [key for key in keys[others:] if key in red]
        if behind and list(keys) != list(meeting.case_ids):
            raise Complaint(
                f"{', '.join(behind)} is an emergency and stays first; decide it, or answer for it with a reason (M)"
            )
        items = {item.case_id: item for item in meeting.items}
        return meeting.model_copy(update={"items": tuple(items[key] for key in keys)})

    def _red(self, meeting: Meeting) -> set[str]:
        lane = Emergencies(self._desk, self._sittings).lane(meeting)
        return {item.case_id for item in meeting.items if item.case_id in lane and awaits_red(item)}

    def _is_parted(self, meeting: Meeting, case_id: str) -> bool:
        """Whether views that can be read part, or an earlier decision had a dissent. A sealed view is never read."""
        if any(record.decision.dissents for record in self._decisions.of(case_id)):
            return True
        item = meeting.item(case_id)
        if item is None or item.revealed is None:
            return False
        plans = {frozenset(each.view.plan) for each in self._views.of(meeting.id, case_id) if each.view is not None}
        return len(plans) > 1

    def _amend(self, meeting_id: str, changed: Callable[[Meeting], Meeting], why: str) -> Meeting:
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "change the agenda", "the chair or the coordinator")

        def amended(meeting: Meeting) -> Amended:
            if meeting.state == "closed":
                raise Complaint(f"{meeting.title} is closed; its list stays as it is")
            return changed(meeting), ()

        return self._sittings.amend(meeting_id, amended, why)
