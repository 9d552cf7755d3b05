"""The meeting: when the board sits, who runs it and which cases it hears in which order."""

from typing import Annotated, Literal

from tumorboard.declared.marks import Bounds
from tumorboard.domain.noun import Day, Line, Listed, Moment, Noun, RequiredLine
from tumorboard.domain.vocabulary import Attending, DeferralReason, Route

__all__ = [
    "AgendaItem",
    "Attendance",
    "BoardReading",
    "Deferral",
    "GapCare",
    "ItemState",
    "KeyShare",
    "Late",
    "Meeting",
    "MeetingState",
    "Override",
    "Reasoned",
    "Spell",
    "Takeover",
]

MeetingState = Literal["planned", "open", "closed"]
ItemState = Literal["listed", "in_discussion", "decided", "deferred", "noted"]


class Spell(Noun):
    """From when to when. Without an end it goes on."""

    began: Moment
    ended: Moment | None = None


class Attendance(Noun):
    """One stay of one person at the sitting."""

    person_id: RequiredLine
    how: Attending
    stay: Spell
    entered_by: RequiredLine


class Reasoned(Noun):
    """Who did something that needs a reason, when, and the reason."""

    by: RequiredLine
    at: Moment
    reason: RequiredLine


class Takeover(Noun):
    """Who took a running meeting over from whom, when and why."""

    by: RequiredLine
    taken_from: Line = None
    at: Moment
    reason: RequiredLine


class Late(Noun):
    """A case that came after the cut-off: who asked and why, and which chair allowed it."""

    asked: Reasoned
    allowed: Reasoned | None = None


class Override(Noun):
    """A red case put on a weekly list after all: who answers for it and why, and the telephone call that was made."""

    decided: Reasoned
    called: RequiredLine
    called_at: Moment


class Deferral(Noun):
    """Not decided today: a coded reason, who sees to it, and when the case is heard again."""

    reason: DeferralReason
    owner: RequiredLine
    next_date: Day
    words: Line = None
    by: RequiredLine
    at: Moment


class BoardReading(Noun):
    """What the board agreed to read, against whom it may be; the raters' own readings stay in their views."""

    path: RequiredLine
    value: str | bool | None
    said: Reasoned


class GapCare(Noun):
    """Who sees to it, until when, that a gap of a case is closed. `gap` is its key in the readiness table."""

    gap: RequiredLine
    owner: RequiredLine
    due: Moment
    by: RequiredLine
    at: Moment


class AgendaItem(Noun):
    """One case on one meeting's list. The place in the list is its order.

    `bypass` is the chair's word that the case is heard with its gaps; `listed_because` why it came back.
    """

    case_id: RequiredLine
    route: Route | None = None
    minutes: Annotated[int, Bounds(ge=1, le=240)] | None = None
    state: ItemState = "listed"
    revealed: Reasoned | None = None
    talked: Annotated[tuple[Spell, ...], Listed] = ()
    listed_because: Line = None
    gaps: Annotated[tuple[GapCare, ...], Listed] = ()
    bypass: Reasoned | None = None
    late: Late | None = None
    override: Override | None = None
    deferrals: Annotated[tuple[Deferral, ...], Listed] = ()
    noted: Reasoned | None = None
    readings: Annotated[tuple[BoardReading, ...], Listed] = ()


class KeyShare(Noun):
    """The meeting's secret key, encrypted for one chair."""

    person_id: RequiredLine
    wrapped: RequiredLine


class Meeting(Noun):
    """One sitting of the board. `starts` carries its zone; `sealed` says that first views stay sealed until revealed.

    `led_by` is who runs it now.
    """

    id: RequiredLine
    title: RequiredLine
    starts: Moment
    place: Line = None
    cut_off: Moment | None = None
    state: MeetingState = "planned"
    sealed: bool = True
    public_key: Line = None
    key_shares: Annotated[tuple[KeyShare, ...], Listed] = ()
    led_by: Line = None
    takeovers: Annotated[tuple[Takeover, ...], Listed] = ()
    opened: Moment | None = None
    closed: Moment | None = None
    attendance: Annotated[tuple[Attendance, ...], Listed] = ()
    items: Annotated[tuple[AgendaItem, ...], Listed] = ()

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases in the order of the agenda."""
        return tuple(item.case_id for item in self.items)

    @property
    def decided(self) -> int:
        """How many cases have a decision."""
        return sum(item.state == "decided" for item in self.items)

    @property
    def in_discussion(self) -> AgendaItem | None:
        """The case that is being talked about, or None."""
        return next((item for item in self.items if item.talked and item.talked[-1].ended is None), None)

    @property
    def here(self) -> tuple[str, ...]:
        """Who is in the room or on the line now, each once."""
        return tuple(dict.fromkeys(each.person_id for each in self.attendance if each.stay.ended is None))

    def item(self, case_id: str) -> AgendaItem | None:
        """The entry of a case, or None."""
        return next((item for item in self.items if item.case_id == case_id), None)
