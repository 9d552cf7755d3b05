"""The short sheets of a sitting: a reason, a deferral, who is there, who confirms, a red case left on a weekly list."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from tumorboard.board.board import Board
from tumorboard.board.typed.loosely import day_of, day_said
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.people_choices import follower_choices, people_choices
from tumorboard.tui.writing.sheet import Form

__all__ = ["ConfirmForm", "DeferralForm", "MoveForm", "ReasonForm", "RegisterForm"]

_DEFERRALS: Final = lettered(
    [
        ("imaging_missing", "imaging missing", ""),
        ("histology_missing", "histology missing", ""),
        ("facts_missing", "facts missing", ""),
        ("patient_goal_missing", "patient's goal missing", ""),
        ("specialist_absent", "specialist absent", ""),
        ("no_quorum", "no quorum", ""),
        ("time_ran_out", "time ran out", ""),
        ("patient_not_fit_to_decide", "patient cannot decide now", ""),
        ("other", "other", "say which in words"),
    ]
)


class ReasonForm(Form):
    """One line of reason, and what is done with it."""

    def __init__(self, title: str, label: str, done: Callable[[str], str], about: str = "") -> None:
        """`about` is what the title has no room for."""
        self.title = title
        self._label = label
        self._done = done
        self._about = about

    def entries(self, values: Values) -> Sequence[Entry]:
        """The reason."""
        del values
        return [Entry("reason", self._label, "line", needed=True)]

    def notes(self, values: Values) -> Sequence[str]:
        """What it is about."""
        del values
        return (self._about,) if self._about else ()

    def submit(self, values: Values) -> str:
        """Hand the reason over."""
        reason = text_of(values, "reason")
        if reason is None:
            raise Missing("reason", "say why; it is kept with the case")
        return self._done(reason)


class DeferralForm(Form):
    """A case that is not decided today: why, who sees to it, when it is heard again."""

    def __init__(self, board: Board, meeting_id: str, case_id: str, *, is_red: bool) -> None:
        """`is_red` says that the case is an emergency for which nobody answers yet."""
        self.title = f"Defer · {case_id}" + (" · EMERGENCY" if is_red else "")
        self._is_red = is_red
        self._board = board
        self._meeting_id = meeting_id
        self._case_id = case_id

    def entries(self, values: Values) -> Sequence[Entry]:
        """Four of them."""
        del values
        return [
            Entry("reason", "because", "choice", _DEFERRALS, needed=True),
            Entry("owner", "who sees to it", "choice", follower_choices(self._board.people.all()), needed=True),
            Entry("next", "heard again", "line", help="A day to come, such as +1w or 24 feb.", needed=True),
            Entry("words", "in words", "line"),
            *(_answering() if self._is_red else ()),
        ]

    def notes(self, values: Values) -> Sequence[str]:
        """The day as it was read."""
        typed, today = text_of(values, "next"), self._board.now().date()
        if typed is None:
            return ()
        try:
            return (day_said(day_of(typed, today), today),)
        except Complaint as complaint:
            return (str(complaint),)

    def submit(self, values: Values) -> str:
        """Defer the case."""
        for key, words in (
            ("reason", "say why, from the list"),
            ("owner", "name who sees to it"),
            ("next", "say when"),
        ):
            if not values.get(key):
                raise Missing(key, f"{words}; a case is deferred with a reason, an owner and a day")
        try:
            day = day_of(str(values["next"]), self._board.now().date())
        except Complaint as complaint:
            raise Missing("next", str(complaint)) from complaint
        said = text_of(values, "words")
        if self._is_red:
            self._answer(values)
        try:
            self._board.running.defer(self._meeting_id, self._case_id, values["reason"], values["owner"], day, said)
        except Complaint as complaint:
            key = "next" if "not to come" in str(complaint) else "words"
            raise Missing(key, str(complaint)) from complaint
        return f"{self._case_id} deferred to {day:%a %d %b %Y}; the agenda of that day proposes it (F3, a)"

    def _answer(self, values: Values) -> None:
        """Answer for the emergency that waits."""
        why, called = (text_of(values, key) or "" for key in ("waits", "called"))
        board = self._board
        try:
            board.emergencies.override(self._meeting_id, self._case_id, why, called, board.now())
        except Complaint as complaint:
            raise Missing("called" if why else "waits", str(complaint)) from complaint


class RegisterForm(Form):
    """Who is there: everybody with a role, each present, remote, or not there."""

    title = "Register · who is there"

    def __init__(self, board: Board, meeting: Meeting) -> None:
        self._board = board
        self._meeting = meeting
        self._people = [person for person in board.people.all() if person.roles]

    def starting_values(self) -> dict[str, Any]:
        """The register as it stands."""
        there = {each.person_id: each.how for each in self._meeting.attendance if each.stay.ended is None}
        return {person.id: there.get(person.id) for person in self._people}

    def entries(self, values: Values) -> Sequence[Entry]:
        """One for each person."""
        del values
        options = lettered([("present", "present", ""), ("remote", "remote", ""), (None, "not there", "")])
        return [
            Entry(person.id, person.name, "choice", options, help=person.specialty or ", ".join(person.roles))
            for person in self._people
        ]

    def submit(self, values: Values) -> str:
        """Enter who joined and who left."""
        before = self.starting_values()
        for person in self._people:
            how = values.get(person.id)
            if how == before[person.id]:
                continue
            if how is None:
                self._board.register.leave(self._meeting.id, person.id)
            else:
                self._board.register.join(self._meeting.id, person.id, how)
        quorum = self._board.register.quorum(self._board.meetings.get(self._meeting.id).record)
        missing = "quorum met" if quorum.met else f"quorum NOT met: {', '.join(quorum.missing)}"
        return f"{len(quorum.present)} in the register; {missing}"


class ConfirmForm(Form):
    """Who heard the decision read out and confirms its wording."""

    goes_on = "PgDn reads on"

    def __init__(self, board: Board, record: DecisionRecord, wording: Sequence[str], here: Sequence[str]) -> None:
        self.title = "Read back · who confirms the wording?"
        self._board = board
        self._decision_id = record.id
        self._wording = wording
        others = (person for person in board.people.all() if person.id != record.recorded_by)
        able = [person for person in others if person.may_give_views and (not here or person.id in here)]
        self._people = people_choices(able)

    def entries(self, values: Values) -> Sequence[Entry]:
        """One name."""
        del values
        return [
            Entry("who", "confirmed by", "choice", self._people, help="Somebody else than who wrote it.", needed=True)
        ]

    def notes(self, values: Values) -> Sequence[str]:
        """What is read out."""
        del values
        return self._wording

    def submit(self, values: Values) -> str:
        """Enter who confirmed."""
        if not values.get("who"):
            raise Missing("who", "name who confirms the wording")
        self._board.decisions.read_back(self._decision_id, values["who"])
        return "read back and confirmed; S signs"


class MoveForm(Form):
    """Another meeting for a case; for a red one also why it may wait, and the call that was made."""

    def __init__(self, board: Board, meeting: Meeting, case_id: str, *, is_red: bool) -> None:
        self.title = f"Move · {case_id}" + (" · EMERGENCY" if is_red else "")
        self._board = board
        self._meeting = meeting
        self._case_id = case_id
        self._is_red = is_red
        others = [each for each in board.meetings.to_come() if each.id != meeting.id]
        told = [(each.id, f"{each.starts.astimezone():%a %d %b %Y %H:%M} {each.title}", "") for each in others]
        self._meetings = lettered(told)

    def entries(self, values: Values) -> Sequence[Entry]:
        """Where to, and for a red case what answers for it."""
        del values
        return [Entry("to", "to", "choice", self._meetings, needed=True), *(_answering() if self._is_red else ())]

    def submit(self, values: Values) -> str:
        """Move it, or leave it where it is and answer for that."""
        if not values.get("to"):
            raise Missing("to", "choose a meeting; without another one, plan it: tumorboard meeting new")
        try:
            moved = self._board.emergencies.move(
                self._case_id,
                self._meeting.id,
                values["to"],
                reason=text_of(values, "waits") or "",
                called=text_of(values, "called") or "",
            )
        except Complaint as complaint:
            key = "waits" if self._is_red and text_of(values, "waits") is None else "called" if self._is_red else "to"
            raise Missing(key, str(complaint)) from complaint
        return f"{self._case_id} is on {moved.title} of {moved.starts.astimezone():%a %d %b %Y}"


def _answering() -> tuple[Entry, ...]:
    """What answers for an emergency that waits."""
    return (
        Entry("waits", "it may wait", "line", help="Why a warning sign of cord compression may wait.", needed=True),
        Entry("called", "called", "line", help="Whom you called about it, and how to reach them.", needed=True),
    )
