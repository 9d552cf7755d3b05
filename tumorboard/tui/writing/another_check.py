"""A sheet for something to look at or to see to that no rule proposed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from tumorboard.board.board import Board
from tumorboard.board.typed.loosely import day_of, day_said
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.vocabulary import FollowUpKind
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.people_choices import follower_choices
from tumorboard.tui.writing.sheet import Form

__all__ = ["AnotherCheckForm"]

_KINDS: Final[tuple[tuple[FollowUpKind, str, str], ...]] = (
    ("mri", "MRI", ""),
    ("neuro_check", "neurological examination", ""),
    ("stability_check", "stability", ""),
    ("restaging", "restaging", ""),
    ("ct", "CT", ""),
    ("other", "other", "say it in words"),
)
_IN_A_WEEK: Final = timedelta(weeks=1)


class AnotherCheckForm(Form):
    """What, when, who sees to it; `other` in words."""

    def __init__(self, board: Board, case_id: str, record: DecisionRecord | None, words: str = "") -> None:
        """`record` is the decision after which it comes; `words` say what is to be done, where that is known.

        Raises NotThere, StoreError.
        """
        self.title = f"Plan · {case_id}"
        self._board = board
        self._case_id = case_id
        self._record = record
        self._words = words
        lesions = board.cases.get(case_id).record.lesions
        self._levels = lettered([(each, each, "") for each in dict.fromkeys(lesion.level for lesion in lesions)])

    def starting_values(self) -> dict[str, Any]:
        """Where it is to be done in words: those, by me, in a week; else what is likely."""
        level = self._record.stood.level if self._record else None
        values: dict[str, Any] = {"level": level, "owner": self._board.person.id}
        if self._words:
            in_a_week = (self._board.now().date() + _IN_A_WEEK).isoformat()
            values |= {"kind": "other", "words": self._words, "level": None, "due": in_a_week}
        return values

    def entries(self, values: Values) -> Sequence[Entry]:
        """Five of them."""
        is_other = values.get("kind") == "other"
        people = follower_choices(self._board.people.all())
        return [
            Entry("kind", "what", "choice", lettered(_KINDS), needed=True),
            Entry("due", "day", "line", help="A day to come, such as +10w, 24 feb or 2027-02-24.", needed=True),
            Entry("owner", "who sees to it", "choice", people, needed=True),
            *([Entry("level", "level", "choice", self._levels)] if self._levels else []),
            Entry("words", "in words", "line", help="Needed for other.", needed=is_other),
        ]

    def notes(self, values: Values) -> Sequence[str]:
        """The day as it was read."""
        typed, today = text_of(values, "due"), self._board.now().date()
        if typed is None:
            return ()
        try:
            return (day_said(day_of(typed, today), today, self._board.settings.holidays),)
        except Complaint as complaint:
            return (str(complaint),)

    def submit(self, values: Values) -> str:
        """Plan it."""
        for key, words in (("kind", "choose what is looked at"), ("due", "say the day"), ("owner", "name who")):
            if not values.get(key):
                raise Missing(key, words)
        try:
            due = day_of(str(values["due"]), self._board.now().date())
        except Complaint as complaint:
            raise Missing("due", str(complaint)) from complaint
        try:
            planned = self._board.planning.plan(
                self._case_id,
                values["kind"],
                due,
                values["owner"],
                decision=self._record,
                level=values.get("level"),
                words=text_of(values, "words"),
            )
        except Complaint as complaint:
            raise Missing("words" if "in words" in str(complaint) else "due", str(complaint)) from complaint
        return f"{planned.id} is planned for {due:%a %d %b %Y}"
