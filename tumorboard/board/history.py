"""The past: what was changed, by whom, when and why, and a case as it stood at any revision or moment."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.board.list_changes import changes_of_list, told_by_case
from tumorboard.clean import clean_line
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.store.contract import Change, StoreError, TableName
from tumorboard.store.edits import Path, taken_back

__all__ = ["History", "Then", "case_of", "moment_of", "when"]

_NO_FIT: Final = (LookupError, TypeError, ValueError, AttributeError)
"""What taking a change back raises on a record that the change was not made on."""

_TO_THE_SECOND: Final = re.compile(r"[T ]\d{2}:\d{2}:\d{2}")
_REST_OF_THE_MINUTE: Final = timedelta(minutes=1, microseconds=-1)

_CASE_IN_KEY: Final = {"cases": 0, "views": 1, "decisions": 1, "fates": 1, "followups": 0, "forecasts": 0}
"""Where in the key of what belongs to a case its id stands."""

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
    by_case: dict[str, dict[int, Change]]


class History:
    """The change log; every person may look. It is read once for each revision of the store."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._standing: _Read | None = None

    def entries(self, case_id: str | None = None) -> Sequence[Change]:
        """Every change of a case, or of everything, newest first."""
        read = self._read()
        return _newest_first(read.changes if case_id is None else read.of_record.get(("cases", case_id), ()))

    def about(self, case_id: str) -> Sequence[Change]:
        """Every change of a case, of what belongs to it, and of its entry on each meeting's list, newest first."""
        read = self._read()
        meetings = [key for table, key in read.of_record if table == "meetings"]
        listed = {number for key in meetings for number in self._listings(key, case_id)}
        return [
            change
            for change in _newest_first(read.changes)
            if case_of(change) == case_id or (change.table == "meetings" and change.number in listed)
        ]

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

    def result_recorded(self, followup_id: str) -> Change | None:
        """The latest change of a follow-up that said what it showed, or None."""
        for change in _newest_first(self._read().of_record.get(("followups", followup_id), ())):
            if change.is_first or any(_touches(edit.path, ("result",)) for edit in change.edits):
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

    def by_case(self, change: Change) -> Change:
        """The change with what it did within a meeting's list told by case and not by place; any other as it is."""
        if change.table != "meetings" or not changes_of_list(change.edits):
            return change
        read = self._known()
        if change.key not in read.by_case:
            read.by_case[change.key] = {
                each.number: each._replace(edits=told_by_case(each.edits, before["items"], after["items"]))
                for each, before, after in self._followed_back(
                    "meetings", change.key, read.of_record.get(("meetings", change.key), ())
                )
                if changes_of_list(each.edits)
            }
        return read.by_case[change.key].get(change.number, change)

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
        """After each change, as far back as the record can be followed."""
        found: dict[int, Levels] = {}
        with suppress(*_NO_FIT):
            for change, _, after in self._followed_back("cases", key, changes):
                found[change.number] = tuple(str(each["level"]) for each in after.get("lesions", ()))
        return found

    def _listings(self, meeting_id: str, case_id: str) -> Iterator[int]:
        """The numbers of the changes of a meeting that changed the case's entry on its list."""
        changes = self._known().of_record[("meetings", meeting_id)]
        with suppress(*_NO_FIT):
            for change, before, after in self._followed_back("meetings", meeting_id, changes):
                if _entry(before, case_id) != _entry(after, case_id):
                    yield change.number

    def _followed_back(
        self, table: TableName, key: str, changes: Sequence[Change]
    ) -> Iterator[tuple[Change, Mapping[str, Any], Mapping[str, Any]]]:
        """Each change, newest first, with the record before and after it, as far back as it can be followed.

        A fault of the store is told elsewhere.
        """
        store = self._desk.store
        with suppress(StoreError, *_NO_FIT):
            document = store.get(table, key)
            if document is not None and document.revision != changes[-1].revision:
                document = store.as_it_was(table, key, changes[-1].revision)
            after: Any = {} if document is None else document.content
            for change in changes[::-1]:
                before = {} if change.is_first else taken_back(after, change.edits)
                yield change, before, after
                if change.is_first:
                    break
                after = before

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
        return _Read(revision, changes, dict(of_record), undone, names, {}, {})


def case_of(change: Change) -> str | None:
    """The case that a change is of, or of what belongs to one; None of a meeting or a person."""
    place = _CASE_IN_KEY.get(change.table)
    if place is None:
        return None
    return change.key if change.table == "cases" else unquote(change.key.split("/")[place])


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


def _entry(meeting: Mapping[str, Any], case_id: str) -> Any:
    """A case's entry on the list of a meeting, or None."""
    return next((item for item in meeting.get("items", ()) if item["case_id"] == case_id), None)


def _touches(one: Path, other: Path) -> bool:
    """Whether one path lies inside the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]
