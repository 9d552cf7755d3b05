"""The board's sittings: planned, found, and which of them is next."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tumorboard.board.desk import Desk, Filed, NotThere, filed
from tumorboard.board.site_zone import on_site
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.store.contract import NEW, Conflict, Document, Put

__all__ = ["Meetings", "content_of"]

_LONGEST_SLUG = 40
_LONGEST_TITLE = 100
_YEARS = range(1900, 2200)
_LONG = ("items", "attendance", "key_shares", "takeovers")


def content_of(meeting: Meeting) -> dict[str, Any]:
    """A meeting as it is stored and exported."""
    content = meeting.model_dump(mode="json", exclude_none=True)
    content["items"] = [_without_empty(item) for item in content["items"]]
    return {**_without_empty(content), "items": content["items"]}


def _without_empty(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value != []}


class Meetings:
    """Every meeting of the store."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, tuple[Document, Filed[Meeting]]] = {}

    def all(self) -> list[Meeting]:
        """Every meeting, earliest first."""
        meetings = [self._filed(document).record for document in self._desk.store.all("meetings")]
        return sorted(meetings, key=lambda meeting: meeting.starts)

    def get(self, key: str) -> Filed[Meeting]:
        """One meeting. Raises NotThere."""
        document = self._desk.store.get("meetings", key)
        if document is None:
            raise NotThere(f"no meeting is called {key}; see: tumorboard meetings")
        return self._filed(document)

    def _filed(self, document: Document) -> Filed[Meeting]:
        """A meeting, built once for as long as it stands so."""
        told, known = self._known.get(document.key, (None, None))
        if known is None or told != document:
            known = filed(document, Meeting)
            self._known[document.key] = (document, known)
        return known

    def plan(self, title: str, starts: datetime, *, cut_off: datetime | None = None, sealed: bool = True) -> Meeting:
        """Plan a meeting; its id is its date and title. `starts` and `cut_off` carry a zone.

        `sealed` says that first views stay sealed until the chair reveals them. Raises Complaint.
        """
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "plan a meeting", "the chair or the coordinator")
        _refuse_a_long_title(title)
        _refuse_a_slip(starts, cut_off)
        if cut_off is not None and cut_off > starts:
            raise Complaint("the cut-off lies after the meeting's start; it is the last moment to add a case before it")
        stem = "-".join(part for part in (f"{starts:%Y%m%d}", _slug(title)) if part)
        number = 1
        while True:
            meeting = Meeting.of(
                id=stem if number == 1 else f"{stem}-{number}",
                title=title,
                starts=starts,
                cut_off=cut_off,
                sealed=sealed,
            )
            put = Put("meetings", meeting.id, content_of(meeting), NEW)
            if not isinstance(desk.store.commit([put], by=desk.person.id, at=desk.now(), why="planned"), Conflict):
                return meeting
            number += 1

    def alike(self, meeting: Meeting) -> list[Meeting]:
        """The other meetings of its day whose titles read the same, earliest first."""
        return [
            each for each in self.all() if each.id != meeting.id and _day_and_title(each) == _day_and_title(meeting)
        ]

    def change(
        self,
        key: str,
        *,
        title: str | None = None,
        starts: datetime | None = None,
        cut_off: datetime | None = None,
        ends_cut_off: bool = False,
    ) -> Meeting:
        """Mend a planned meeting; what is not given stays. Its id stays too, because others name it.

        `ends_cut_off` takes the cut-off away: cases may come until the meeting.
        Raises NotAllowed, NotThere; Complaint for one that was opened, a title too long, or a cut-off after its start.
        """
        desk = self._desk
        desk.require(desk.person.may_run_meetings, "change a meeting", "the chair or the coordinator")
        _refuse_a_long_title(title)
        _refuse_a_slip(starts, cut_off)
        while True:
            standing = self.get(key)
            if standing.record.state != "planned":
                raise Complaint(f"{standing.record.title} is {standing.record.state}; only a planned one is changed")
            given = {"title": title, "starts": starts, "cut_off": cut_off}
            update: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
            if ends_cut_off:
                update["cut_off"] = None
            meeting = standing.record.model_copy(update=update)
            if meeting.cut_off is not None and meeting.cut_off > meeting.starts:
                raise Complaint(
                    "the cut-off lies after the meeting's start; it is the last moment to add a case before it"
                )
            put = Put("meetings", key, content_of(meeting), standing.revision)
            if not isinstance(desk.store.commit([put], by=desk.person.id, at=desk.now(), why="changed"), Conflict):
                return meeting

    def to_come(self) -> list[Meeting]:
        """The meetings that run or are planned for today or later, earliest first."""
        return self._to_come(self.all())

    def to_open(self) -> Meeting | None:
        """The running meeting, else the next one, else the latest; None when there is none."""
        every = sorted(map(_outline, self._desk.store.all("meetings")), key=lambda meeting: meeting.starts)
        coming = self._to_come(every)
        running = [meeting for meeting in coming if meeting.state == "open"]
        chosen = next(iter((*running, *coming, *reversed(every))), None)
        return None if chosen is None else self.get(chosen.id).record

    def _to_come(self, every: Sequence[Meeting]) -> list[Meeting]:
        now = self._desk.now()
        return [
            meeting
            for meeting in every
            if meeting.state == "open"
            or (meeting.state == "planned" and on_site(meeting.starts).date() >= on_site(now).date())
        ]


def _refuse_a_long_title(title: str | None) -> None:
    """Refuse a title that would be cut wherever it stands beside a day."""
    if title is not None and len(title) > _LONGEST_TITLE:
        raise Complaint(f"title: {len(title):,} characters; allowed are at most {_LONGEST_TITLE}")


def _outline(document: Document) -> Meeting:
    """A meeting without its cases and people, of which a store of many years holds thousands."""
    content = {name: value for name, value in document.content.items() if name not in _LONG}
    return filed(document._replace(content=content), Meeting).record


def _refuse_a_slip(*moments: datetime | None) -> None:
    """Refuse a year that is a slip of the hand, whose days no calendar of another time zone could hold."""
    for moment in moments:
        if moment is not None and moment.year not in _YEARS:
            raise Complaint(
                f"the year {moment.year} is a slip of the hand; a meeting lies between {_YEARS[0]} and {_YEARS[-1]}"
            )


def _day_and_title(meeting: Meeting) -> tuple[date, str]:
    return meeting.starts.astimezone().date(), _slug(meeting.title) or meeting.title.casefold()


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_SLUG].rstrip("-")
