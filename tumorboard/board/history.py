"""The past: what was changed, by whom, when and why, and a case as it stood at any revision or moment."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple

from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.store.contract import Change, StoreError
from tumorboard.store.edits import Path, taken_back

__all__ = ["History", "Then", "moment_of", "when"]

_NO_FIT: Final = (LookupError, TypeError, ValueError, AttributeError)
"""What taking a change back raises on a record that the change was not made on."""

_TO_THE_SECOND: Final = re.compile(r"[T ]\d{2}:\d{2}:\d{2}")
_REST_OF_THE_MINUTE: Final = timedelta(minutes=1, microseconds=-1)

Levels = tuple[str, ...]


class Then(NamedTuple):
    """A case as it once stood: `change` left it so, and `after` is the next change of it, None while it stands."""

    filed: Filed[Case]
    change: Change
    before: Change | None
    after: Change | None


class _Read(NamedTuple):
    """The log as it was read at a revision, by record; what is worked out of it is kept beside it."""

    revision: int
    changes: Sequence[Change]
    of_record: Mapping[tuple[str, str], Sequence[Change]]
    undone: Mapping[tuple[str, str, int], Change]
    names: Mapping[str, str]
    levels: dict[str, dict[int, Levels]]


class History:
    """The change log; every person may look. It is read once for each revision of the store."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._standing: _Read | None = None

    def entries(self, case_id: str | None = None) -> Sequence[Change]:
        """Every change of a case, or of everything, newest first."""
        read = self._read()
        return _newest_first(read.changes if case_id is None else read.of_record.get(("cases", case_id), ()))

    def of_meeting(self, meeting: Meeting) -> Sequence[Change]:
        """Every change of a meeting and of the cases on it, newest first."""
        wanted = {("meetings", meeting.id), *(("cases", key) for key in meeting.case_ids)}
        return [change for change in _newest_first(self._read().changes) if (change.table, change.key) in wanted]

    def undone_by(self, change: Change) -> Change | None:
        """The change that took this one back, or None."""
        return self._known().undone.get((change.table, change.key, change.revision))

    def last(self, case_id: str, path: Path = (), since: int = 0) -> Change | None:
        """The latest change of a case after revision `since` that touched what stands at `path`, or None."""
        for change in self.entries(case_id):
            if change.revision <= since or (since and change.is_first):  # a log that was begun anew changes nothing
                return None
            if change.is_first or not path or any(_touches(edit.path, path) for edit in change.edits):
                return change
        return None

    def who(self, change: Change) -> str:
        """The name of whoever made a change, as it is now; the login of somebody who is not enrolled."""
        return clean_line(self._known().names.get(change.by, change.by))

    def levels(self, change: Change) -> Levels:
        """The levels of a case's lesions, in their order, as the change left them."""
        read = self._known()
        if change.table != "cases":
            return ()
        if change.key not in read.levels:
            read.levels[change.key] = self._levels(change.key, read.of_record.get(("cases", change.key), ()))
        return read.levels[change.key].get(change.number, ())

    def as_it_was(self, case_id: str, at: int | datetime) -> Then:
        """A case as it stood at a revision of the store or at a moment; without a zone it is the site's own.

        Raises NotThere when there was no such case yet; StoreError when its log does not fit it.
        """
        changes = self._read().of_record.get(("cases", case_id), ())
        reached = _reached(changes, at)
        if reached is None:
            raise NotThere(f"{case_id} was not here yet{_first_said(changes)}")
        before = changes[reached - 1] if reached else None
        after = changes[reached + 1] if reached + 1 < len(changes) else None
        return Then(self.stood_at(case_id, changes[reached].revision), changes[reached], before, after)

    def stood_at(self, case_id: str, revision: int) -> Filed[Case]:
        """The record alone, at a revision of the store that may be older than its log. Raises NotThere, StoreError."""
        try:
            document = self._desk.store.as_it_was("cases", case_id, revision)
        except _NO_FIT as error:
            raise StoreError(f"case {case_id}: its changes do not fit the record; see: tumorboard check") from error
        if document is None:
            raise NotThere(f"{case_id} was not here at revision {revision}, or cannot be followed back to it")
        return filed(document, Case)

    def _levels(self, key: str, changes: Sequence[Change]) -> dict[int, Levels]:
        """After each change, as far back as the record can be followed; a fault of the store is told elsewhere."""
        store = self._desk.store
        found: dict[int, Levels] = {}
        try:
            document = store.get("cases", key)
            if document is not None and document.revision != changes[-1].revision:
                document = store.as_it_was("cases", key, changes[-1].revision)
            content: Any = {} if document is None else document.content
            for change in changes[::-1]:
                found[change.number] = tuple(str(each["level"]) for each in content.get("lesions", ()))
                if change.is_first:
                    break
                content = taken_back(content, change.edits)
        except (StoreError, *_NO_FIT):
            return found
        return found

    def _known(self) -> _Read:
        """What was read last, for the many questions that follow one reading."""
        return self._standing or self._read()

    def _read(self) -> _Read:
        revision = self._desk.store.revision()
        if self._standing is None or self._standing.revision != revision:
            self._standing = self._read_at(revision)
        return self._standing

    def _read_at(self, revision: int) -> _Read:
        changes = self._desk.store.changes()
        of_record: dict[tuple[str, str], list[Change]] = defaultdict(list)
        undone: dict[tuple[str, str, int], Change] = {}
        for change in changes:
            of_record[change.table, change.key].append(change)
            if change.undoes is not None:
                undone[change.table, change.key, change.undoes] = change
        people = self._desk.store.all("people")
        names = {document.key: str(document.content.get("name", document.key)) for document in people}
        return _Read(revision, changes, dict(of_record), undone, names, {})


def when(change: Change) -> datetime | None:
    """When a change was made, in the zone of the machine; None where the log says nothing that is a time."""
    try:
        return datetime.fromisoformat(change.at).astimezone()
    except (ValueError, OverflowError, TypeError):
        return None


def moment_of(typed: str) -> datetime:
    """The moment that somebody typed in ISO form: a day means its end, a minute its end, no zone the site's own.

    Raises Complaint.
    """
    words = clean_line(typed).strip()
    try:
        try:
            read, rest = datetime.combine(date.fromisoformat(words), time.max), timedelta()
        except ValueError:
            read = datetime.fromisoformat(words)
            rest = timedelta() if _TO_THE_SECOND.search(words) else _REST_OF_THE_MINUTE
    except ValueError:
        raise Complaint(f"{words!r} is no date; allowed is such as 2026-11-24 or 2026-11-24T08:30") from None
    try:
        return (read + rest).astimezone()
    except (ValueError, OverflowError):
        raise Complaint(f"{words!r} lies outside the calendar") from None


def _newest_first(changes: Sequence[Change]) -> Sequence[Change]:
    return changes[::-1]


def _reached(changes: Sequence[Change], at: int | datetime) -> int | None:
    """The place of the last change that was made by then."""
    if isinstance(at, int):
        made = (place for place in reversed(range(len(changes))) if changes[place].revision <= at)
    else:
        moment = at.astimezone()
        made = (
            place
            for place in reversed(range(len(changes)))
            if (then := when(changes[place])) is not None and then <= moment
        )
    return next(made, None)


def _first_said(changes: Sequence[Change]) -> str:
    for change in islice(changes, 1):
        if (arrived := when(change)) is not None:
            return f"; its log here begins {arrived:%a %d %b %Y %H:%M}"
    return ""


def _touches(one: Path, other: Path) -> bool:
    """Whether one path lies inside the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
