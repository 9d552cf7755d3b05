"""The meeting: when the board sits, who runs it and which cases it hears in which order."""

from typing import Annotated, Literal

from pydantic import Field

from tumorboard.domain.noun import Line, Listed, Moment, Noun, RequiredLine
from tumorboard.domain.vocabulary import Route

__all__ = ["AgendaItem", "ItemState", "Meeting", "MeetingState"]

MeetingState = Literal["planned", "open", "closed"]
ItemState = Literal["listed", "in_discussion", "decided", "deferred", "noted"]


class AgendaItem(Noun):
    """One case on one meeting's list. The place in the list is its order."""

    case_id: RequiredLine
    route: Route | None = None
    minutes: Annotated[int, Field(ge=1, le=240)] | None = None
    state: ItemState = "listed"


class Meeting(Noun):
    """One sitting of the board. `starts` carries its zone."""

    id: RequiredLine
    title: RequiredLine
    starts: Moment
    place: Line = None
    state: MeetingState = "planned"
    items: Annotated[tuple[AgendaItem, ...], Listed] = ()

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases in the order of the agenda."""
        return tuple(item.case_id for item in self.items)

    @property
    def decided(self) -> int:
        """How many cases have a decision."""
        return sum(item.state == "decided" for item in self.items)
