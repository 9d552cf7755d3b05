"""The list of a meeting before it sits: its order, routes and minutes, and the cases that come onto it."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Final, get_args

from tumorboard.board.before.agenda_list import agenda_list
from tumorboard.board.before.candidates import Candidate, candidates
from tumorboard.board.before.lateness import late_for
from tumorboard.board.before.readying import CaseReadiness, Readying
from tumorboard.board.before.running_order import RunningOrder, running_order
from tumorboard.board.before.waiting import Waiting, waiting_for
from tumorboard.board.cases import Cases
from tumorboard.board.desk import Desk, NotThere
from tumorboard.board.meeting.emergencies import Emergencies
from tumorboard.board.meeting.parted import parted_on
from tumorboard.board.meeting.sittings import Amended, Sittings, with_item
from tumorboard.board.meetings import Meetings
from tumorboard.clinical.readiness import NOT_DISCUSSED
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.domain.vocabulary import Route
from tumorboard.sheets.agenda import AgendaList

__all__ = ["Agenda"]

_ROUTES: Final[tuple[Route, ...]] = get_args(Route)
_LEFT: Final = ("listed", "in_discussion", "deferred")
"""What a case is at a meeting that did not come to an end with it."""


class Agenda:
    """Kept by the chair and the coordinator. Red cases stay first while nobody answers for them."""

    def __init__(self, desk: Desk, sittings: Sittings, readying: Readying) -> None:
        self._desk = desk
        self._sittings = sittings
        self._readying = readying

    def order(self, meeting: Meeting) -> tuple[AgendaItem, ...]:
        """The list in its order, with the emergencies that wait before every other case that does."""
        red = self._red(meeting)
        first = [item for item in meeting.items if item.case_id in red]
        rest = [item for item in meeting.items if item.case_id not in red]
        at = next((place for place, item in enumerate(rest) if item.state == "listed"), len(rest))
        return (*rest[:at], *first, *rest[at:])

    def standing(self, meeting_id: str) -> Meeting:
        """A meeting whose list the acting person may change. Raises NotAllowed, NotThere."""
        self._require()
        return self._sittings.get(meeting_id).record

    def refuse_undiscussed_red(self, meeting: Meeting, case_ids: Container[str]) -> None:
        """Raise Complaint where one of these cases is an emergency that would be listed and not discussed."""
        red = self._red(meeting)
        for item in meeting.items:
            if item.route in NOT_DISCUSSED and item.case_id in red and item.case_id in case_ids:
                raise Complaint(
                    f"{item.case_id} is an emergency and is discussed; decide it, or answer for it with a reason"
                )

    def move(self, meeting_id: str, case_id: str, by: int) -> Meeting:
        """Move a case down the list by so many places, up where `by` is negative; beyond an end it stays at the end.

        An emergency that stands behind others goes before them with that. Raises NotAllowed, NotThere; Complaint
        before an emergency that waits.
        """

        def moved(meeting: Meeting) -> Meeting:
            keys = [item.case_id for item in self.order(meeting)]
            if case_id not in keys:
                raise NotThere(f"{case_id} is not on the list of {meeting.id}")
            at = keys.index(case_id)
            keys.insert(min(max(at + by, 0), len(keys) - 1), keys.pop(at))
            return self._ordered(meeting, keys)

        return self.amend(meeting_id, moved, f"{case_id} moved in the order")

    def set_route(self, meeting_id: str, case_id: str, route: Route) -> Meeting:
        """Say how a case is handled at this meeting.

        Raises NotAllowed, NotThere; Complaint for no route, and for an emergency that would not be discussed.
        """
        if route not in _ROUTES:
            raise Complaint(f"{route}: no route; allowed: {' '.join(_ROUTES)}")

        def routed(meeting: Meeting) -> Meeting:
            changed = with_item(meeting, case_id, lambda item: item.model_copy(update={"route": route}))
            self.refuse_undiscussed_red(changed, (case_id,))
            return changed

        return self.amend(meeting_id, routed, f"{case_id}: route {route.replace('_', ' ')}")

    def set_minutes(self, meeting_id: str, case_id: str, minutes: int | None) -> Meeting:
        """Give a case its minutes, 1–240; None for the site's usual. Raises NotAllowed, NotThere, Complaint."""
        if minutes is not None and not 1 <= minutes <= 240:
            raise Complaint(f"{minutes} minutes: allowed are 1 to 240")

        def timed(meeting: Meeting) -> Meeting:
            return with_item(meeting, case_id, lambda item: item.model_copy(update={"minutes": minutes}))

        return self.amend(meeting_id, timed, f"{case_id}: {minutes or 'usual'} minutes")

    def add(
        self, meeting_id: str, case_id: str, *, late_reason: str | None = None, because: str | None = None
    ) -> Meeting:
        """Put a case of the store on the list; after the cut-off it needs a reason and waits for a chair.

        Raises NotAllowed, NotThere; Complaint when it is on the list already.
        """
        return self._add(meeting_id, {case_id: because}, late_reason)

    def add_all(self, meeting_id: str, because: Mapping[str, str | None], *, late_reason: str | None = None) -> Meeting:
        """Put several cases on the list in one commit, each with why it comes back. Raises as `add` does.

        What the meeting before left undecided keeps the route and the minutes that it had there.
        """
        return self._add(meeting_id, dict(because), late_reason)

    def candidates(self, meeting: Meeting) -> list[Candidate]:
        """Every case of the store that is not on the list, what is proposed first. Raises StoreError."""
        return candidates(self._desk, meeting, self.waiting(meeting), self.last_before(meeting))

    def last_before(self, meeting: Meeting) -> Meeting | None:
        """The latest meeting before this one that has begun, whose undecided cases were not heard; None without one."""
        now = self._desk.now()
        earlier = [
            each
            for each in Meetings(self._desk).all()
            if each.id != meeting.id
            and each.starts < meeting.starts
            and (each.state != "planned" or each.starts <= now)
        ]
        return earlier[-1] if earlier else None

    def waiting(self, meeting: Meeting) -> list[Waiting]:
        """The deferred cases whose day has come by this meeting, the longest waiting first."""
        day = meeting.starts.astimezone().date()
        return waiting_for(meeting, day, Meetings(self._desk).all())

    def printed(self, meeting_id: str) -> AgendaList:
        """The list as it is printed, with what each case lacks and what waits to be listed. Raises NotThere."""
        meeting = self._sittings.get(meeting_id).record
        cases = {filed.record.id: filed.record for filed in Cases(self._desk).of(meeting)}
        ready = {each.case_id: each for each in self._readying.of_cases(meeting, cases)}
        listed = [
            (item, cases[item.case_id], ready[item.case_id]) for item in self.order(meeting) if item.case_id in cases
        ]
        return agenda_list(self._desk, meeting, listed, self.waiting(meeting))

    def proposed(self, meeting_id: str) -> RunningOrder:
        """A running order that says why each case stands where it does. Changes nothing. Raises NotThere."""
        meeting = self._sittings.get(meeting_id).record
        cases = {filed.record.id: filed.record for filed in Cases(self._desk).of(meeting)}
        ready = self._readying.of_cases(meeting, cases)
        return running_order(
            meeting,
            cases,
            red=self._red(meeting),
            blocked={each.case_id: _lacks(each) for each in ready if each.state == "blocked"},
            parted=parted_on(self._desk, meeting.case_ids),
            policy=self._desk.settings.policy,
            usual_minutes=self._desk.settings.minutes_per_case,
        )

    def take(self, meeting_id: str, case_ids: Sequence[str]) -> Meeting:
        """Take an order of the same cases. Raises NotAllowed, NotThere; Complaint when the list is another by now."""

        def taken(meeting: Meeting) -> Meeting:
            if sorted(case_ids) != sorted(meeting.case_ids):
                raise Complaint("the list was changed meanwhile; have an order proposed anew")
            return self._ordered(meeting, case_ids)

        return self.amend(meeting_id, taken, "order taken")

    def _add(self, meeting_id: str, because: Mapping[str, str | None], late_reason: str | None) -> Meeting:
        cases = {key: Cases(self._desk).get(key).record for key in because}

        def listed(meeting: Meeting) -> Meeting:
            there = [key for key in because if meeting.item(key) is not None]
            if there:
                raise Complaint(f"{', '.join(there)}: on the list of {meeting.title} already")
            late = late_for(self._desk, meeting, late_reason)
            last, new = self.last_before(meeting), []
            for key, why in because.items():
                was = last.item(key) if last else None
                is_left = was is not None and was.state in _LEFT
                route, minutes = (was.route, was.minutes) if was and is_left else (cases[key].route, None)
                new.append(
                    AgendaItem.of(case_id=key, route=route, minutes=minutes, listed_because=why or None, late=late)
                )
            return meeting.model_copy(update={"items": (*meeting.items, *new)})

        return self.amend(meeting_id, listed, f"put on the list: {', '.join(because)}")

    def _ordered(self, meeting: Meeting, keys: Sequence[str]) -> Meeting:
        """The meeting with its list in this order. Raises Complaint for one that leaves an emergency behind."""
        items = {item.case_id: item for item in meeting.items}
        ordered = meeting.model_copy(update={"items": tuple(items[key] for key in keys)})
        first = self.order(ordered)
        if first != ordered.items:
            red = next(item.case_id for item, stood in zip(first, ordered.items, strict=True) if item != stood)
            raise Complaint(f"{red} is an emergency and stays first; decide it, or answer for it with a reason")
        return ordered

    def _red(self, meeting: Meeting) -> set[str]:
        """The emergencies that are not heard yet and for which nobody answers."""
        lane = set(Emergencies(self._desk, self._sittings).lane(meeting))
        return {item.case_id for item in meeting.items if item.state == "listed" and item.case_id in lane}

    def amend(self, meeting_id: str, changed: Callable[[Meeting], Meeting], why: str) -> Meeting:
        """Change the list of a meeting that is not closed. Raises what `changed` raises, NotAllowed, NotThere."""
        self._require()

        def amended(meeting: Meeting) -> Amended:
            if meeting.state == "closed":
                raise Complaint(f"{meeting.title} is closed; its list stays as it is")
            return changed(meeting), ()

        return self._sittings.amend(meeting_id, amended, why)

    def _require(self) -> None:
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "change the agenda", "the chair or the coordinator")


def _lacks(each: CaseReadiness) -> str:
    """What blocks a case, in a few words."""
    first, *more = each.readiness.blocking
    return f"{first.label} {first.state.replace('_', ' ')}" + (f" and {len(more)} more" if more else "")
