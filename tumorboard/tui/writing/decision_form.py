"""The decision as a sheet: steps in order from short lists, why, who dissents, who tells the patient, the next MRI."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from tumorboard.board.board import Board
from tumorboard.board.meeting.deciding import Asked
from tumorboard.clinical import noms, wording
from tumorboard.clinical.goals import plan_against_goals
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.decision import Decision
from tumorboard.domain.vocabulary import Level
from tumorboard.tui.session.talk import Talk
from tumorboard.tui.writing.decision_reading import decision_of, plain_steps, values_of
from tumorboard.tui.writing.decision_steps import LONGEST_PLAN, level_begun, step_entries, steps_in
from tumorboard.tui.writing.dissent_notes import dissent_notes
from tumorboard.tui.writing.dose_notes import DoseNotes
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, said_of, text_of
from tumorboard.tui.writing.next_mri import mri_entries, mri_notes, with_proposed_day
from tumorboard.tui.writing.order_notes import order_notes
from tumorboard.tui.writing.people_choices import follower_choices
from tumorboard.tui.writing.sheet import Form
from tumorboard.tui.writing.view_entries import reason_choices

__all__ = ["DecisionForm"]

_AGREEMENTS: Final = (
    ("consensus", "consensus", "everybody who is there agrees"),
    ("majority_with_dissent", "majority with dissent", "name who dissents"),
    ("no_decision", "no decision", "the board could not agree; the steps say what is done meanwhile"),
    ("more_data_needed", "more data needed", "the steps say which"),
)


class DecisionForm(Form):
    """Records the decision of a meeting on a case, or amends the one that stands."""

    def __init__(self, board: Board, talk: Talk, case: Case, place: int) -> None:
        self._board = board
        self._talk = talk
        self._case = case
        self._place = place
        self._doses = DoseNotes(board, case, place)
        people = board.people.all()
        self._people = follower_choices(people)
        self._clinicians = {person.id for person in people if person.may_give_views}
        number = talk.decision.number if talk.decision else 0
        self._name = self._named(number)
        self._typed = board.forms.typed(self._name)
        self._earlier = [self._named(each) for each in reversed(range(number)) if board.forms.typed(self._named(each))]
        self._overtaken = board.forms.typed(self._earlier[0]) if self._earlier else None
        self._asked_for: tuple[object, Asked] = (None, talk.asked)
        standing = talk.decision
        self._refused = "" if standing else board.decisions.refused(talk.meeting.id, case.id)
        self.title = f"Decision · {case.id}" if standing is None else f"Amend decision {standing.number} · {case.id}"

    def starting_values(self) -> dict[str, Any]:
        """What was typed before and not handed in; else the decision that stands, else the open lesion's level."""
        if self._typed is not None:
            return self._typed.values
        if self._talk.decision is not None:
            return values_of(self._talk.decision.decision)
        proposed = [each.reason for each in self._talk.parting.reasons] if self._talk.parting else []
        return {"1.levels": self._level or "", "parted_by": proposed}

    @property
    def at_first(self) -> str:
        """That it would be refused as the meeting stands; else that somebody else decided what I had begun."""
        standing = self._talk.decision
        if self._overtaken is not None and standing is not None:
            by = self._talk.names.get(standing.recorded_by, standing.recorded_by)
            return f"{by} decided {self._case.id} meanwhile; what you typed stands below the last row"
        return f"not handed in yet: {self._refused}" if self._refused else ""

    def entries(self, values: Values) -> Sequence[Entry]:
        """Every step so far and an empty one, then the rest."""
        number = min(steps_in(values) + 1, LONGEST_PLAN)
        late = {each.late for each in order_notes(values, self._level)}
        steps = [
            each
            for at in range(1, number + 1)
            for each in step_entries(at, values, self._people, self._doses.help(values, at), is_late=at in late)
        ]
        return [*steps, *self._why(values), *self._dissent(values), *self._after(values)]

    def notes(self, values: Values) -> Sequence[str]:
        """The rows that the table offers, what must be given a reason for, vague words, dates as they were read."""
        rows = [f"row {number}: {noms.row(number).decision}" for number in self._talk.asked.stood.rows]
        return [
            *self._left(),
            *self._overtaken_by(),
            *(f"▲ order: {each.says}" for each in order_notes(values, self._level)),
            *self._against_goals(values),
            *(f"{self._talk.names.get(person, person)} {said}" for person, said in self._holding(values)),
            *rows,
            *self._asks(values),
            *self._doses.notes(values),
            *self._vague(values),
            *self._dates(values),
        ]

    def _against_goals(self, values: Values) -> Iterator[str]:
        """Where the plan goes against what the patient wants; it is told, and never forbidden."""
        plan = [value for key, value in values.items() if key.endswith(".modality") and value]
        yield from (f"reason 8: {said}" for said in plan_against_goals(self._case, plan))

    def _holding(self, values: Values) -> Iterator[tuple[str, str]]:
        """Dissent that what is recorded may have answered."""
        return dissent_notes(values, self._talk, self._case, self._level)

    def _left(self) -> Iterator[str]:
        if self._typed is not None:
            at = datetime.fromisoformat(self._typed.at).astimezone()
            yield f"as you left it on {at:%d %b %H:%M}; not handed in"

    def _overtaken_by(self) -> Iterator[str]:
        """What I had typed and not handed in when this decision was made by somebody else, to be read beside it."""
        typed, standing = self._overtaken, self._talk.decision
        if typed is None or standing is None:
            return
        by = self._talk.names.get(standing.recorded_by, standing.recorded_by)
        at = datetime.fromisoformat(typed.at).astimezone()
        yield f"▲ typed by you on {at:%d %b %H:%M}, before this decision by {by}, and not handed in:"
        for entry in self.entries(typed.values):
            if said := said_of(entry, typed.values.get(entry.key)):
                yield f"  {entry.label}: {entry.reads or said}"

    def _named(self, number: int) -> str:
        """What this sheet is kept as while decision `number` stands, 0 for none."""
        return f"decision:{self._talk.meeting.id}/{self._case.id}" + (f"/{number}" if number else "")

    def follows(self, key: str, values: Values) -> Values:
        """The level of a step that was begun."""
        return level_begun(key, values, self._level)

    def changed(self, values: Values) -> None:
        """Keep it for the next time."""
        self._board.forms.keep(self._name, values)

    def submit(self, values: Values) -> str:
        """Record or amend. Raises Missing, Complaint."""
        today = self._board.now().date()
        dated = with_proposed_day(values, self._asked(values).next_mri, today)
        decision = decision_of(dated, self._talk, today)
        board, meeting_id, case_id = self._board, self._talk.meeting.id, self._case.id
        standing = self._talk.decision
        try:
            if standing is None:
                board.decisions.record(meeting_id, case_id, decision, place=self._place)
            else:
                because = text_of(values, "because")
                if because is None:
                    raise Missing("because", "say why the decision is amended")
                board.decisions.amend(meeting_id, case_id, decision, because, number=standing.number, place=self._place)
        except Missing:
            raise
        except Complaint as complaint:
            raise self._pointed(complaint) from complaint
        board.forms.settle(self._name)
        for name in self._earlier[:1]:
            board.forms.settle(name)
        done = "decided" if standing is None else "amended"
        return f"{case_id} {done}; read it back (c), then sign (S)"

    @property
    def _level(self) -> Level | None:
        lesions = self._case.lesions
        return lesions[min(self._place, len(lesions) - 1)].level if lesions else None

    def _why(self, values: Values) -> Iterator[Entry]:
        yield Entry("rationale", "because", "line", help="Why this and not the other.", needed=True, heading="why")
        asked = self._asked(values)
        if asked.departure or values.get("departure"):
            yield Entry("departure", "departs because", "line", help=asked.departure, needed=True)
        if asked.without_quorum or values.get("without_quorum"):
            yield Entry("without_quorum", "without quorum", "line", help=asked.without_quorum, needed=True)
        if self._talk.decision is not None:
            yield Entry("because", "amended because", "line", help="The one it supersedes is kept.", needed=True)

    def _dissent(self, values: Values) -> Iterator[Entry]:
        told = dict(self._holding(values))
        yield Entry("agreement", "agreement", "choice", lettered(_AGREEMENTS), needed=True, heading="agreement")
        yield Entry(
            "dissenters",
            "dissent",
            "several",
            tuple(
                each._replace(mark=f"▲ {told[each.value]}") if each.value in told else each
                for each in self._people
                if each.value in self._clinicians
            ),
            help="Their view's plan, reasons and triggers go with the decision and are never taken out.",
        )
        yield Entry(
            "dissent", "in their words", "line", help="What they would have done, where no view of theirs says."
        )

        if self._talk.parting is not None:
            yield Entry(
                "parted_by",
                "they part by",
                "several",
                reason_choices(),
                help="Proposed out of the views; take away what it was not, add what it was.",
                source="Source page, Why Treatment Recommendations May Differ",
            )

    def _after(self, values: Values) -> Iterator[Entry]:
        yield Entry("tells", "tells the patient", "choice", self._people, heading="afterwards")
        yield Entry("tell_by", "by", "line", help="A day, such as tomorrow's date or +3d.")
        yield from mri_entries(self._board, values, self._people, self._asked(values).next_mri)

    def _asked(self, values: Values) -> Asked:
        """What a reason must be given for, of what can be read of the steps so far."""
        steps = tuple(plain_steps(values))
        if not steps:
            return self._talk.asked
        standing = (steps, self._board.revision())
        if self._asked_for[0] != standing:
            drawn = Decision(steps=steps, rationale="-", agreement="no_decision")
            asked = self._board.decisions.asked(self._talk.meeting.id, self._case.id, drawn, self._place)
            self._asked_for = (standing, asked)
        return self._asked_for[1]

    def _asks(self, values: Values) -> Iterator[str]:
        asked = self._asked(values)
        for words, key in ((asked.departure, "departure"), (asked.without_quorum, "without_quorum")):
            if words and not text_of(values, key):
                yield f"{words}: give the reason"

    def _vague(self, values: Values) -> Iterator[str]:
        keys = (
            "rationale",
            *(f"{at}.{part}" for at in range(1, LONGEST_PLAN + 1) for part in ("condition", "fallback")),
        )
        for key in keys:
            if words := wording.vague(text_of(values, key)):
                yield f"vague: {', '.join(words)}; say who does what by when"

    def _dates(self, values: Values) -> Iterator[str]:
        from tumorboard.board.typed.loosely import day_of, day_said

        today = self._board.now().date()
        if typed := text_of(values, "tell_by"):
            try:
                yield f"told by: {day_said(day_of(typed, today), today, self._board.settings.holidays)}"
            except Complaint as complaint:
                yield f"told by: {complaint}"
        yield from mri_notes(self._board, values, self._asked(values).next_mri)

    def _pointed(self, complaint: Complaint) -> Complaint:
        """The complaint with the entry that it is about, where that can be told."""
        words = str(complaint)
        for key, told in (
            ("without_quorum", "quorum not met"),
            ("departure", "departs from"),
            ("tell_by", "told by"),
            ("mri_because", "the next MRI: proposed"),
            ("mri_owner", "owner of the next MRI"),
            ("tells", "who tells the patient"),
        ):
            if told in words:
                return Missing(key, words)
        return complaint
