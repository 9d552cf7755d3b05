"""The board as screens and commands see it: one object a session, one attribute a subject.

What the first screen does not need is imported when it is asked for.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tumorboard.board.after.since import SinceLast
from tumorboard.board.cases import Cases
from tumorboard.board.desk import Desk
from tumorboard.board.drafting import Drafting
from tumorboard.board.forms import Forms
from tumorboard.board.history import History
from tumorboard.board.meeting.decisions import Decisions
from tumorboard.board.meeting.differing import Differing
from tumorboard.board.meeting.emergencies import Emergencies
from tumorboard.board.meeting.readings import BoardReadings
from tumorboard.board.meeting.register import Register
from tumorboard.board.meeting.running import Running
from tumorboard.board.meeting.sealing import Sealing
from tumorboard.board.meeting.sittings import Sittings
from tumorboard.board.meeting.views import Views
from tumorboard.board.meetings import Meetings
from tumorboard.board.people import People, acting_person, founder
from tumorboard.board.presence import AtTheBoard
from tumorboard.config import Settings
from tumorboard.domain.people import Person
from tumorboard.store.contract import NEW, Change, Put, Saved, Store, StoreError
from tumorboard.store.drafts import Drafts
from tumorboard.store.presence import Presence

if TYPE_CHECKING:
    from tumorboard.board.after.calendars import Calendars
    from tumorboard.board.after.fates import Fates
    from tumorboard.board.after.followup_intake import FollowUpIntake
    from tumorboard.board.after.followups import FollowUps
    from tumorboard.board.after.outcomes import Outcomes
    from tumorboard.board.after.owed import Owed
    from tumorboard.board.after.planning import Planning
    from tumorboard.board.after.returning import Returning
    from tumorboard.board.archiving import Archiving
    from tumorboard.board.before.agenda import Agenda
    from tumorboard.board.before.agenda_intake import AgendaIntake
    from tumorboard.board.before.intake import Intake
    from tumorboard.board.before.readying import Readying
    from tumorboard.board.care import Care
    from tumorboard.board.forecasts import Forecasts

__all__ = ["Board", "open_board"]


class Board:
    """What one person may do with one store."""

    def __init__(
        self,
        desk: Desk,
        drafts: Drafts,
        forms: Drafts,
        sealing: Sealing,
        presence: AtTheBoard,
        *,
        founded: bool = False,
    ) -> None:
        """`founded` says that the store was empty and the acting login became its chair and coordinator."""
        self._desk = desk
        self.drafts = drafts
        self.founded = founded
        self.people = People(desk)
        self.meetings = Meetings(desk)
        self.cases = Cases(desk)
        self.history = History(desk)
        self.sittings = Sittings(desk)
        self.register = Register(desk, self.sittings)
        self.running = Running(desk, self.sittings)
        self.readings = BoardReadings(desk, self.sittings)
        self.emergencies = Emergencies(desk, self.sittings)
        self.views = Views(desk, self.sittings, sealing)
        self.decisions = Decisions(desk, self.sittings, self.register, lambda: self.planning)
        self.differing = Differing(desk, self.views)
        self.since = SinceLast(desk, self.decisions, self.history, lambda: self.followups, lambda: self.fates)
        self.forms = Forms(forms, sealing, desk.now)
        self.drafting = Drafting(drafts, self.cases, self.history, desk.now)
        self.presence = presence

    @cached_property
    def intake(self) -> "Intake":
        """Cases coming in from a file."""
        from tumorboard.board.before.intake import Intake

        return Intake(self._desk)

    @cached_property
    def care(self) -> "Care":
        """The health of the records."""
        from tumorboard.board.care import Care

        return Care(self._desk)

    @cached_property
    def archiving(self) -> "Archiving":
        """Closed years moved out of the store."""
        from tumorboard.board.archiving import Archiving

        return Archiving(self._desk, self.decisions, self.followups, self.planning)

    @cached_property
    def outcomes(self) -> "Outcomes":
        """What a meeting came to."""
        from tumorboard.board.after.outcomes import Outcomes

        return Outcomes(self._desk, self.views, self.decisions, self.differing)

    @cached_property
    def readying(self) -> "Readying":
        """What each case of a meeting still lacks."""
        from tumorboard.board.before.readying import Readying

        return Readying(self._desk, self.sittings)

    @cached_property
    def agenda(self) -> "Agenda":
        """The list of a meeting: order, routes, minutes, what comes onto it."""
        from tumorboard.board.before.agenda import Agenda

        return Agenda(self._desk, self.sittings, self.readying)

    @cached_property
    def agenda_intake(self) -> "AgendaIntake":
        """The list of a meeting coming in from a file."""
        from tumorboard.board.before.agenda_intake import AgendaIntake

        return AgendaIntake(self._desk, self.agenda)

    @cached_property
    def followups(self) -> "FollowUps":
        """What is looked at after decisions."""
        from tumorboard.board.after.followups import FollowUps

        return FollowUps(self._desk)

    @cached_property
    def planning(self) -> "Planning":
        """Planning what comes after a decision."""
        from tumorboard.board.after.planning import Planning

        return Planning(self._desk, self.followups)

    @cached_property
    def followup_intake(self) -> "FollowUpIntake":
        """Follow-ups coming in from a file."""
        from tumorboard.board.after.followup_intake import FollowUpIntake

        return FollowUpIntake(self._desk, self.followups)

    @cached_property
    def calendars(self) -> "Calendars":
        """Follow-ups as a calendar file."""
        from tumorboard.board.after.calendars import Calendars

        return Calendars(self._desk)

    @cached_property
    def returning(self) -> "Returning":
        """Cases that come back."""
        from tumorboard.board.after.returning import Returning

        return Returning(self._desk, self.sittings, self.decisions, self.views, self.history)

    @cached_property
    def fates(self) -> "Fates":
        """What became of decisions."""
        from tumorboard.board.after.fates import Fates

        return Fates(self._desk, self.decisions)

    @cached_property
    def owed(self) -> "Owed":
        """What is still owed after decisions, counted."""
        from tumorboard.board.after.owed import Owed

        return Owed(self._desk, lambda: self.followups, lambda: self.fates, lambda: self.returning, self.history)

    @cached_property
    def forecasts(self) -> "Forecasts":
        """What other tools said of survival."""
        from tumorboard.board.forecasts import Forecasts

        return Forecasts(self._desk)

    @property
    def person(self) -> Person:
        """Who is acting."""
        return self._desk.person

    @property
    def settings(self) -> Settings:
        """What the site has settled."""
        return self._desk.settings

    def revision(self) -> int:
        """The store's revision: another one means that somebody committed. Cheap."""
        return self._desk.store.revision()

    def changes(self) -> Sequence[Change]:
        """The change log, oldest first."""
        return self._desk.store.changes()

    def log_seal(self) -> str:
        """What stands for the whole change log, to be written down elsewhere."""
        return self._desk.store.seal()

    def tend(self) -> None:
        """What has to be done once a day, such as a backup. Raises StoreError when it could not be done."""
        self._desk.store.tend(self.now())

    def now(self) -> datetime:
        """The time, with its zone."""
        return self._desk.now()

    def close(self) -> None:
        """Leave, and let go of the store. Nothing needs saving."""
        self.presence.leave()
        self._desk.store.close()


def open_board(
    folder: Path,
    login: str,
    acting_as: str | None,
    settings: Settings,
    now: Callable[[], datetime],
    archive: str | None = None,
) -> Board:
    """Open the store of a folder as a person. On a store without people the login is enrolled and runs the board.

    `archive` names an archive of the folder, to be looked at in the store's place. Raises StoreError, NotAllowed,
    NotThere.
    """
    if archive:
        from tumorboard.store.archived import ARCHIVES, Archive

        kept: Store = Archive.called(folder, archive)
        looking = acting_person(kept, login, acting_as, settings.allow_acting_as) or Person(id=login, name=login)
        return _board(Desk(kept, looking, settings, now), folder, folder / ARCHIVES, sessions=None)
    from tumorboard.store.tiny import TinyStore

    store: Store = TinyStore(folder, network_folder=settings.network_folder)
    while (person := acting_person(store, login, acting_as, settings.allow_acting_as)) is None:
        put = Put("people", login, founder(login).written(), NEW)
        outcome = store.commit([put], by=login, at=now(), why="first login of an empty store", read_at=NEW)
        if isinstance(outcome, Saved):
            person, founded = founder(login), True
            break
    else:
        founded = False
    if person.may_lead:
        with suppress(StoreError):  # where none can be made now, sealing says so when it is needed
            Sealing(folder, person.id).ensure()
    sessions = Presence(folder, person.id)
    return _board(Desk(store, person, settings, now), folder, folder, sessions=sessions, founded=founded)


def _board(desk: Desk, folder: Path, drafts: Path, *, sessions: Presence | None, founded: bool = False) -> Board:
    """The board with what is the acting person's own: keys in the data folder, drafts and unfinished forms."""
    me = desk.person.id
    own, forms = Drafts(drafts, me), Drafts(drafts, f"{me}\0forms")
    return Board(desk, own, forms, Sealing(folder, me), AtTheBoard(desk, sessions), founded=founded)
