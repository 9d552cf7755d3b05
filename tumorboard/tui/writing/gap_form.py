"""A sheet that gives a gap of a case to somebody, until a time before the meeting."""

from collections.abc import Sequence
from typing import Any

from tumorboard.board.board import Board
from tumorboard.board.typed.moments import moment_ahead, moment_said
from tumorboard.clinical.readiness import Gap
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.books.agenda_book import Listed
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.people_choices import follower_choices
from tumorboard.tui.writing.sheet import Form

__all__ = ["GapForm"]


class GapForm(Form):
    """Which gap, who sees to it, until when."""

    def __init__(self, board: Board, meeting: Meeting, entry: Listed, gap: str | None) -> None:
        """`gap` is the key of the gap that was chosen, None for the first that nobody sees to."""
        self.title = f"Give a gap · {entry.item.case_id}"
        self._board = board
        self._meeting = meeting
        self._entry = entry
        gaps = entry.ready.readiness.gaps
        self._gap = gap or next((each.key for each in gaps if entry.care(each) is None), None)
        self._gaps = lettered([(each.key, each.label, f"{each.says}; closed by: {each.closes}") for each in gaps])

    def starting_values(self) -> dict[str, Any]:
        """The gap, and whoever has it."""
        care = self._entry.ready.cares.get(self._gap or "")
        return {"gap": self._gap, "owner": care.owner if care else None}

    def entries(self, values: Values) -> Sequence[Entry]:
        """Which, who and until when; and what else is asked of the same role and nobody sees to."""
        chosen, others = self._chosen(values), self._others(values)
        usually = f"Usually the {chosen.closes}. " if chosen else ""
        who = f"{usually}Whoever is not named here is enrolled by: tumorboard people add"
        people = follower_choices(self._board.people.all())
        until = (
            f"Such as wed 12:00, fri noon or +6h; before the meeting of {self._meeting.starts.astimezone():%a %d %b}."
        )
        return [
            Entry("gap", "gap", "choice", self._gaps, needed=True),
            Entry("owner", "who sees to it", "choice", people, help=who, needed=True),
            Entry("due", "until", "line", help=until, needed=True),
            *([self._also(chosen, others)] if chosen and others else []),
        ]

    def notes(self, values: Values) -> Sequence[str]:
        """The time as it was read."""
        typed, now = text_of(values, "due"), self._board.now()
        if typed is None:
            return ()
        try:
            return (moment_said(moment_ahead(typed, now), now),)
        except Complaint as complaint:
            return (str(complaint),)

    def submit(self, values: Values) -> str:
        """Give it."""
        for key, words in (("gap", "choose the gap"), ("owner", "name who sees to it"), ("due", "say until when")):
            if not values.get(key):
                raise Missing(key, f"{words}; a gap is given to somebody until a time")
        case_id, owner = self._entry.item.case_id, values["owner"]
        gaps = [values["gap"], *(each.key for each in self._others(values) if values.get("also"))]
        try:
            due = moment_ahead(str(values["due"]), self._board.now())
            self._board.readying.give_all(self._meeting.id, case_id, gaps, owner, due)
        except Complaint as complaint:
            raise Missing("gap" if "no gap" in str(complaint) else "due", str(complaint)) from complaint
        name = next((each.name for each in self._board.people.all() if each.id == owner), owner)
        labels = {each.key: each.label for each in self._entry.ready.readiness.gaps}
        given = ", ".join(labels.get(gap, gap) for gap in gaps)
        return f"{name} sees to {given} of {case_id} until {due:%a %d %b %H:%M}"

    def _chosen(self, values: Values) -> Gap | None:
        return next((each for each in self._entry.ready.readiness.gaps if each.key == values.get("gap")), None)

    def _others(self, values: Values) -> list[Gap]:
        """What else the same role usually closes, and nobody sees to."""
        chosen, gaps = self._chosen(values), self._entry.ready.readiness.gaps
        if chosen is None:
            return []
        return [each for each in gaps if each.closes == chosen.closes and each != chosen and not self._entry.care(each)]

    def _also(self, chosen: Gap, others: Sequence[Gap]) -> Entry:
        labels = "; ".join(each.label for each in others)
        with_them = (True, f"all {len(others)} others of the {chosen.closes}", labels)
        return Entry("also", "and with it", "choice", lettered([(False, "only this one", ""), with_them]), help=labels)
