"""What the sitting knows of a case beside its facts: views, where they part, decisions, who is there, what is left."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tumorboard.board.after.since import Since
from tumorboard.board.board import Board
from tumorboard.board.meeting.deciding import Asked
from tumorboard.board.meeting.differing import standing_views
from tumorboard.clinical.unsaid import unsaid
from tumorboard.domain.case import Case
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.meeting import AgendaItem, Meeting
from tumorboard.domain.people import Person
from tumorboard.domain.view import ViewRecord

if TYPE_CHECKING:
    from tumorboard.clinical.disagreement import Parting

__all__ = ["Talk", "talk_about"]


class Talk(NamedTuple):
    """`decisions` are this meeting's, superseded ones first. `names` and `specialties` are by a person's id."""

    meeting: Meeting
    item: AgendaItem
    me: str
    names: Mapping[str, str]
    specialties: Mapping[str, str | None]
    views: Sequence[ViewRecord]
    expected: Sequence[Person]
    parting: "Parting | None"
    decisions: Sequence[DecisionRecord]
    ask: Callable[[], Asked]
    since: Since | None
    unsaid: Sequence[str]

    @property
    def asked(self) -> Asked:
        """What a decision taken now would be asked for. Raises StoreError, except while the meeting is open."""
        return self.ask()

    @property
    def decision(self) -> DecisionRecord | None:
        """The decision as it stands."""
        return self.decisions[-1] if self.decisions else None

    @property
    def standing_views(self) -> list[ViewRecord]:
        """The latest view of each person."""
        return standing_views(list(self.views))


def talk_about(board: Board, meeting: Meeting, case: Case, place: int) -> Talk | None:
    """What is known of a case of a meeting, for the lesion at `place`; None when it is not on the list.

    Raises StoreError.
    """
    item = meeting.item(case.id)
    if item is None:
        return None
    people = board.people.all()
    views = board.views.of(meeting.id, case.id)
    specialties = {person.id: person.specialty for person in people}
    decisions = [each for each in board.decisions.of(case.id) if each.meeting_id == meeting.id]
    ask = partial(board.decisions.asked, meeting.id, case.id, None, place)
    asked = ask() if meeting.state == "open" else None
    return Talk(
        meeting=meeting,
        item=item,
        me=board.person.id,
        names={person.id: person.name for person in people},
        specialties=specialties,
        views=views,
        expected=board.views.expected(meeting, case.id),
        parting=board.differing.on(meeting.id, case.id, place),
        decisions=decisions,
        ask=ask if asked is None else lambda: asked,
        since=board.since.of(meeting.id, case.id),
        unsaid=unsaid(
            case,
            [specialties.get(each.person_id) for each in views],
            decisions[-1].decision if decisions else None,
            board.settings.quorum_rule,
        ),
    )
