"""The specialists' views: given before or in the meeting, sealed until the chair reveals the case, kept for good."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.board.meeting.sealing import Sealing
from tumorboard.board.meeting.sittings import Amended, Sittings, with_item
from tumorboard.board.meetings import Meetings
from tumorboard.board.people import People
from tumorboard.clinical import emergency
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import AgendaItem, Meeting, Reasoned
from tumorboard.domain.people import Person
from tumorboard.domain.view import View, ViewRecord, view_key
from tumorboard.domain.vocabulary import Role
from tumorboard.store.contract import NEW, Conflict, Document, Put

__all__ = ["Awaited", "NoKey", "Views"]

_TRIES: Final = 20
_WAITED_FOR: Final[frozenset[Role]] = frozenset({"chair", "specialist"})


class NoKey(Complaint):
    """The acting chair does not hold the meeting's key."""


class Awaited(NamedTuple):
    """A case that waits for my view. `red` says that a warning sign of cord compression is present."""

    meeting_id: str
    case_id: str
    red: bool


class Views:
    """What each specialist would do, and why."""

    def __init__(self, desk: Desk, sittings: Sittings, sealing: Sealing) -> None:
        self._desk = desk
        self._sittings = sittings
        self._sealing = sealing

    @property
    def may_submit(self) -> bool:
        """Whether the acting person may give a view."""
        return self._desk.person.may_give_views

    def of(self, meeting_id: str, case_id: str) -> list[ViewRecord]:
        """Every view of a case at a meeting, oldest first. A sealed one reads `view=None`, but for its author."""
        return [self._read(each.record) for each in self._filed(meeting_id, case_id)]

    def of_meeting(self, meeting_id: str) -> Mapping[str, list[ViewRecord]]:
        """Every view of a meeting by its case, each as `of` gives them."""
        found: dict[str, list[ViewRecord]] = {}
        for document in self._of_meeting(meeting_id):
            record = self._read(filed(document, ViewRecord).record)
            found.setdefault(record.case_id, []).append(record)
        return found

    def mine(self, meeting_id: str, case_id: str) -> Filed[ViewRecord] | None:
        """The latest view of the acting person, opened; None when there is none."""
        me = self._desk.person.id
        found = [each for each in self._filed(meeting_id, case_id) if each.record.person_id == me]
        return Filed(self._read(found[-1].record), found[-1].revision) if found else None

    def expected(self, meeting: Meeting, case_id: str) -> list[Person]:
        """Whose view is still awaited: every specialist who has given none."""
        given = {each.record.person_id for each in self._filed(meeting.id, case_id)}
        people = People(self._desk).all()
        return [person for person in people if "specialist" in person.roles and person.id not in given]

    def awaiting(self) -> list[Awaited]:
        """The cases of coming and running meetings that wait for my view, the red ones first, then by date.

        A clinician's view is welcome and is not waited for.
        """
        desk = self._desk
        if not set(desk.person.roles) & _WAITED_FOR:
            return []
        mine = [each.record for each in self._all() if each.record.person_id == desk.person.id]
        given = {(each.meeting_id, each.case_id) for each in mine}
        waiting = [
            Awaited(meeting.id, document.key, emergency.assess(filed(document, Case).record.neurology).is_emergency)
            for meeting in Meetings(desk).to_come()
            for item in meeting.items
            if (meeting.id, item.case_id) not in given
            and _is_open(item)
            and (document := desk.store.get("cases", item.case_id)) is not None
        ]
        return sorted(waiting, key=lambda each: not each.red)

    def submit(self, meeting_id: str, case_id: str, view: View, started_from: int = NEW) -> ViewRecord | Conflict:
        """Give my view. Until the reveal it takes the place of my first; afterwards it stands beside it, open.

        `started_from` is the revision of my view that the form was filled from; a newer one is a Conflict.
        Raises NotAllowed, NotThere, Complaint, StoreError.
        """
        desk = self._desk
        desk.require(self.may_submit, "give a view", "a specialist, clinician or chair")
        if self._sittings.get(meeting_id).record.sealed:
            self.share_key(meeting_id)
        for _ in range(_TRIES):
            read_at = desk.store.revision()
            meeting, mine = self._sittings.get(meeting_id).record, self.mine(meeting_id, case_id)
            if (mine.revision if mine else NEW) != started_from:
                theirs = desk.store.get("views", mine.record.id) if mine else None
                return Conflict(_put(self._record(meeting, case_id, mine, view), started_from), theirs)
            record = self._record(meeting, case_id, mine, view)
            replaces = mine is not None and mine.record.id == record.id
            put = _put(record, started_from if replaces else NEW)
            outcome = desk.store.commit([put], by=desk.person.id, at=desk.now(), why="view given", read_at=read_at)
            if not isinstance(outcome, Conflict):
                return record.model_copy(update={"view": view})
        raise Complaint("the board is being changed by others all the time; NOT submitted, try again")

    def _record(self, meeting: Meeting, case_id: str, mine: Filed[ViewRecord] | None, view: View) -> ViewRecord:
        """The view as it will be kept: sealed before the reveal, with a number of its own after it."""
        revealed = self._item(meeting, case_id).revealed
        if meeting.state == "closed":
            raise Complaint(f"{meeting.title} is closed; a view belongs to the case's next meeting")
        number = 1 if mine is None else mine.record.number + (revealed is not None)
        me = self._desk.person.id
        record = ViewRecord(
            id=view_key(meeting.id, case_id, me, number),
            meeting_id=meeting.id,
            case_id=case_id,
            person_id=me,
            number=number,
            submitted=self._desk.now(),
        )
        if meeting.sealed and revealed is None:
            return self._sealing.seal(meeting, record, view)
        return record.model_copy(update={"view": view})

    def reveal(self, meeting_id: str, case_id: str, *, without_key: bool = False) -> list[ViewRecord]:
        """Open every view of a case to everybody at once.

        `without_key` reveals although I do not hold the meeting's key: each author's program opens its own then.
        Raises NotAllowed; NoKey; Complaint when nobody's view is in, or it is revealed already.
        """
        desk = self._desk
        desk.require(desk.person.may_lead, "reveal the views", "a chair")

        def revealed(meeting: Meeting) -> Amended:
            if self._item(meeting, case_id).revealed is not None:
                raise Complaint(f"the views on {case_id} are revealed already")
            standing = self._filed(meeting_id, case_id)
            if not standing:
                raise Complaint(f"nobody's view on {case_id} is in; there is nothing to reveal yet")
            opened, closed = self._opened(meeting, standing, without_key=without_key)
            words = f"{len(standing)} in" + (f"; left to their authors to open: {', '.join(closed)}" if closed else "")
            said = Reasoned(by=desk.person.id, at=desk.now(), reason=words)
            return with_item(meeting, case_id, lambda item: item.model_copy(update={"revealed": said})), opened

        self._sittings.amend(meeting_id, revealed, f"revealed {case_id}")
        return self.of(meeting_id, case_id)

    def open_revealed(self) -> list[str]:
        """Open my own views of cases that were revealed while the chair had no key; the cases. Raises StoreError."""
        desk = self._desk
        mine = [each for each in self._all() if each.record.person_id == desk.person.id and each.record.sealed]
        opened = []
        for each in mine:
            item = self._sittings.get(each.record.meeting_id).record.item(each.record.case_id)
            if item is None or item.revealed is None:
                continue
            read = self._read(each.record)
            if read.view is None:
                continue
            put = _put(_with_view(each.record, read.view), each.revision)
            desk.store.commit([put], by=desk.person.id, at=desk.now(), why="own view opened")
            opened.append(each.record.case_id)
        return opened

    def _opened(
        self, meeting: Meeting, standing: Iterable[Filed[ViewRecord]], *, without_key: bool
    ) -> tuple[list[Put], list[str]]:
        """The sealed views opened, and the authors of those that the meeting's key does not open."""
        sealed = [each for each in standing if each.record.sealed]
        if sealed and not without_key and not self._sealing.can_reveal(meeting):
            people = People(self._desk)
            holders = ", ".join(people.name_of(share.person_id) for share in meeting.key_shares) or "nobody"
            raise NoKey(
                f"you do not hold this meeting's key ({holders} does); let them reveal, or each author's own program "
                "opens its view when it next runs"
            )
        opened, closed = [], []
        for each in sealed:
            try:
                view = self._sealing.opened_as_chair(meeting, each.record)
            except Complaint:
                closed.append(each.record.person_id)
            else:
                opened.append(_put(_with_view(each.record, view), each.revision))
        return opened, closed

    def share_key(self, meeting_id: str) -> Meeting:
        """See to it that a sealed meeting has a key, and that every chair whom I can reach holds a share of it.

        Raises Complaint while no chair has a key of their own.
        """
        chairs = [person.id for person in People(self._desk).all() if person.may_lead]
        return self._sittings.amend(
            meeting_id, lambda meeting: (self._sealing.keyed(meeting, chairs), ()), "key of the sealed views"
        )

    def _read(self, record: ViewRecord) -> ViewRecord:
        """As the acting person may read it; their own, when its key is gone, stays sealed to them too."""
        if not record.sealed or record.person_id != self._desk.person.id:
            return record
        try:
            return record.model_copy(update={"view": self._sealing.opened_as_author(record)})
        except Complaint:
            return record

    def _all(self) -> list[Filed[ViewRecord]]:
        return [filed(document, ViewRecord) for document in self._desk.store.all("views")]

    def _filed(self, meeting_id: str, case_id: str) -> Sequence[Filed[ViewRecord]]:
        found = self._of_meeting(meeting_id)
        return [filed(document, ViewRecord) for document in found if document.content.get("case_id") == case_id]

    def _of_meeting(self, meeting_id: str) -> list[Document]:
        """Only what is asked for is read: a store of years holds many others."""
        return [each for each in self._desk.store.all("views") if each.content.get("meeting_id") == meeting_id]

    @staticmethod
    def _item(meeting: Meeting, case_id: str) -> AgendaItem:
        item = meeting.item(case_id)
        if item is None:
            raise NotThere(f"{case_id} is not on the list of {meeting.id}")
        return item


def _put(record: ViewRecord, started_from: int) -> Put:
    return Put("views", record.id, record.written(), started_from)


def _with_view(record: ViewRecord, view: View) -> ViewRecord:
    return record.model_copy(update={"view": view, "sealed": None, "own": None})


def _is_open(item: AgendaItem) -> bool:
    return item.revealed is None and item.state in ("listed", "in_discussion")
