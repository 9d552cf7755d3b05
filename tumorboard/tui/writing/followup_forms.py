"""The sheets of the Follow-up room: another day, a result, a cancellation, somebody else, what became of a decision."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from tumorboard.board.after.planning import ACCEPTED_WITHIN, Planning
from tumorboard.board.board import Board
from tumorboard.board.desk import Filed
from tumorboard.board.typed.loosely import day_of, day_said
from tumorboard.clinical.surveillance import Proposed
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.followup import FollowUp
from tumorboard.domain.vocabulary import NOT_DONE, NotDone
from tumorboard.tui.fields import Choice
from tumorboard.tui.panes.schedule import listed_said, what_said
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.people_choices import follower_choices
from tumorboard.tui.writing.sheet import Form

__all__ = ["AnotherDayForm", "BringBackForm", "CodedForm", "HandOverForm", "PlanForm", "reason_choices"]

_DAY_HELP: Final = "A day to come, such as +10w, 24 feb or 2027-02-24."


def reason_choices() -> tuple[Choice, ...]:
    """The coded reasons for what was not done, each with its key."""
    return lettered([(each, each.replace("_", " "), "") for each in NOT_DONE])


class _DatedForm(Form):
    """A form with a day in it, told as it is read."""

    def __init__(self, board: Board) -> None:
        self._board = board

    def notes(self, values: Values) -> Sequence[str]:
        """The day as it was read, and whether it is a holiday of the site."""
        typed, today = text_of(values, "due"), self._board.now().date()
        if typed is None:
            return ()
        try:
            day = day_of(typed, today)
        except Complaint as complaint:
            return (str(complaint),)
        holiday = ", a HOLIDAY here" if day in self._board.settings.holidays else ""
        return (day_said(day, today) + holiday,)

    def _day(self, values: Values) -> date:
        typed = text_of(values, "due")
        if typed is None:
            raise Missing("due", "say the day")
        try:
            return day_of(typed, self._board.now().date())
        except Complaint as complaint:
            raise Missing("due", str(complaint)) from complaint


class AnotherDayForm(_DatedForm):
    """Another day for a follow-up; the one that it had is kept."""

    def __init__(self, board: Board, standing: Filed[FollowUp]) -> None:
        super().__init__(board)
        self.title = f"Another day · {standing.record.id} · {what_said(standing.record.kind, standing.record.level)}"
        self._standing = standing

    def notes(self, values: Values) -> Sequence[str]:
        """The day that it has, the one that the rule proposed, and how far the typed one lies after them."""
        record, today = self._standing.record, self._board.now().date()
        rule = record.proposed
        told = [f"now due {day_said(record.due, today)}"]
        if rule is not None:
            told.append(f"the rule proposed {rule.due:%a %d %b %Y}: {rule.says} [{rule.rule}]")
        try:
            late = (self._day(values) - min(record.due, rule.due if rule else record.due)).days
        except Missing:
            late = 0
        if late > ACCEPTED_WITHIN.days:
            told.append(f"▲ {late} days LATER than the {'first of these' if rule else 'day that it has'}: say why")
        return [*super().notes(values), *told]

    def entries(self, values: Values) -> Sequence[Entry]:
        """The day, and why."""
        del values
        return [
            Entry("due", "day", "line", help=_DAY_HELP, needed=True),
            Entry("reason", "because", "line", help="The day that it had is kept with this.", needed=True),
        ]

    def submit(self, values: Values) -> str:
        """Move it."""
        due, reason = self._day(values), text_of(values, "reason")
        if reason is None:
            raise Missing("reason", "say why; the day it had is kept")
        key = self._standing.record.id
        try:
            self._board.followups.reschedule(key, due, reason, started_from=self._standing.revision)
        except Complaint as complaint:
            raise Missing("due", str(complaint)) from complaint
        return f"{key} is due {due:%a %d %b %Y}; {self._standing.record.due:%d %b %Y} is kept"


class PlanForm(_DatedForm):
    """What a rule proposes, planned for its day, or for another with a reason."""

    def __init__(self, board: Board, record: DecisionRecord, proposed: Proposed) -> None:
        super().__init__(board)
        self.title = f"Plan · {record.case_id} · {proposed.kind.replace('_', ' ')}"
        self._record = record
        self._proposed = proposed

    def starting_values(self) -> dict[str, Any]:
        """The proposed day, and me."""
        due = self._proposed.due
        day = max(due, self._board.now().date()).isoformat() if due else ""
        return {"due": day, "owner": self._board.person.id}

    def entries(self, values: Values) -> Sequence[Entry]:
        """The day, who sees to it, and why where it is another day."""
        people = follower_choices(self._board.people.all())
        because = Entry("because", "another day since", "line", help=self._proposed.says, needed=True)
        return [
            Entry("due", "day", "line", help=_DAY_HELP, source=self._proposed.source, needed=True),
            Entry("owner", "who sees to it", "choice", people, needed=True),
            *([because] if self._is_another_day(values) else []),
        ]

    def submit(self, values: Values) -> str:
        """Plan it."""
        due, each = self._day(values), self._proposed
        if not values.get("owner"):
            raise Missing("owner", "name who sees to it")
        try:
            planned = self._board.planning.plan(
                self._record.case_id,
                each.kind,
                due,
                values["owner"],
                decision=self._record,
                level=each.level,
                proposed=each.proposal,
                because=text_of(values, "because"),
            )
        except Complaint as complaint:
            raise Missing("because" if "say why" in str(complaint) else "due", str(complaint)) from complaint
        return f"{planned.id} is planned for {due:%a %d %b %Y}"

    def _is_another_day(self, values: Values) -> bool:
        planning: Planning = self._board.planning
        try:
            return planning.is_another_day(self._day(values), self._proposed.due)
        except Complaint:
            return False


class CodedForm(Form):
    """A coded reason with words, and what is done with it."""

    def __init__(
        self,
        title: str,
        label: str,
        done: Callable[[NotDone, str | None], str],
        told: Sequence[str] = (),
        suggested: Callable[[NotDone], Sequence[str]] = lambda _: (),
    ) -> None:
        """`told` is said below; `suggested` is what is usually done next for a reason."""
        self.title = title
        self._label = label
        self._done = done
        self._told = told
        self._suggested = suggested

    def notes(self, values: Values) -> Sequence[str]:
        """What it is about, and for the chosen reason what is usually done next."""
        reason = values.get("reason")
        following = self._suggested(reason) if reason else ()
        return [*self._told, *([f"usually next: {', '.join(following)}"] if following else [])]

    def entries(self, values: Values) -> Sequence[Entry]:
        """The reason from the list, and words."""
        del values
        return [
            Entry("reason", self._label, "choice", reason_choices(), needed=True),
            Entry("words", "in words", "line", help="Needed for other."),
        ]

    def submit(self, values: Values) -> str:
        """Hand the reason over."""
        if not values.get("reason"):
            raise Missing("reason", "say why, from the list; it is counted over the year")
        try:
            return self._done(values["reason"], text_of(values, "words"))
        except Complaint as complaint:
            raise Missing("words" if "in words" in str(complaint) else "reason", str(complaint)) from complaint


class HandOverForm(Form):
    """Somebody else who sees to a follow-up."""

    def __init__(self, board: Board, standing: Filed[FollowUp]) -> None:
        self.title = f"Hand over · {standing.record.id}"
        self._board = board
        self._standing = standing

    def entries(self, values: Values) -> Sequence[Entry]:
        """Who, and why."""
        del values
        return [
            Entry("owner", "who sees to it", "choice", follower_choices(self._board.people.all()), needed=True),
            Entry("reason", "because", "line", needed=True),
        ]

    def submit(self, values: Values) -> str:
        """Hand it over."""
        for key, words in (("owner", "name who sees to it"), ("reason", "say why somebody else sees to it")):
            if not values.get(key):
                raise Missing(key, words)
        key, owner = self._standing.record.id, values["owner"]
        self._board.followups.hand_over(key, owner, values["reason"], started_from=self._standing.revision)
        return f"{key} is with {self._board.people.get(owner).name} now"


class BringBackForm(Form):
    """A meeting for a case that comes back, and why."""

    def __init__(self, board: Board, case_id: str, why: Sequence[str]) -> None:
        """`why` is what a result asks for, in words."""
        self.title = f"Bring back · {case_id}"
        self._board = board
        self._case_id = case_id
        self._why = why
        self._coming = [each for each in board.meetings.to_come() if each.item(case_id) is None]
        told = [(each.id, f"{each.starts.astimezone():%a %d %b %Y %H:%M} {each.title}", "") for each in self._coming]
        self._meetings = lettered(told)

    def starting_values(self) -> dict[str, Any]:
        """The next meeting, and what the result asks for."""
        first = self._coming[0].id if self._coming else None
        return {"meeting": first, "because": "; ".join(self._why)}

    def notes(self, values: Values) -> Sequence[str]:
        """The later meeting on whose list the case stands already."""
        del values
        listed = self._board.returning.listed_at(self._case_id)
        return () if listed is None else (f"it is on the list of {listed_said(listed)} already; this one is another",)

    def entries(self, values: Values) -> Sequence[Entry]:
        """Which meeting, why, and why late where its cut-off is over."""
        late = Entry("late", "it comes late", "line", help="The cut-off is over; a chair allows it.", needed=True)
        return [
            Entry("meeting", "meeting", "choice", self._meetings, needed=True),
            Entry("because", "because", "line", help="Stands beside the case on the list.", needed=True),
            *([late] if self._is_late(values) else []),
        ]

    def submit(self, values: Values) -> str:
        """Put it on the list."""
        if not values.get("meeting"):
            raise Missing("meeting", "choose a meeting to come; without one, plan it in the Agenda (F3, n)")
        because = text_of(values, "because")
        if because is None:
            raise Missing("because", "say why the case comes back")
        try:
            meeting = self._board.returning.bring_back(
                self._case_id, values["meeting"], because, text_of(values, "late")
            )
        except Complaint as complaint:
            raise Missing("late" if "late" in str(complaint) else "meeting", str(complaint)) from complaint
        return f"{self._case_id} is on {meeting.title} of {meeting.starts.astimezone():%a %d %b %Y}"

    def _is_late(self, values: Values) -> bool:
        meeting = next((each for each in self._coming if each.id == values.get("meeting")), None)
        return meeting is not None and meeting.cut_off is not None and self._board.now() > meeting.cut_off
