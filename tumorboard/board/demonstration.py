"""A store with the demonstration in it: a meeting of invented people, two before it, and published cases."""

import io
import re
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson

from tumorboard.board.board import Board, open_board
from tumorboard.board.demonstration_decided import play_decided
from tumorboard.board.site_zone import on_site
from tumorboard.complaint import Complaint
from tumorboard.config import Settings
from tumorboard.domain.case import Case
from tumorboard.domain.people import Person
from tumorboard.domain.view import View
from tumorboard.exchange.reading import read_cases
from tumorboard.shipped import shipped

__all__ = ["seed_demonstration"]

_DATE: Final = re.compile(rb'"(\d{4}-\d{2}-\d{2})(?=[T"])')
_PUBLISHED_TITLE: Final = "Published cases (facts and references)"
_DECIDED_BEFORE: Final = timedelta(weeks=7)
_SETTINGS: Final = Settings(allow_acting_as=True)


class _Times:
    """The clock of those who prepared it: it stands at a time of the file, and at the last goes as it goes."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._at: datetime | None = None

    def __call__(self) -> datetime:
        return self._now() if self._at is None else self._at

    def moment(self, written: str) -> datetime:
        """A time of the file as the clock of the machine shows it on that day."""
        return datetime.fromisoformat(written).replace(tzinfo=None).astimezone()

    def stand_at(self, written: str | None) -> None:
        """Stand at a time of the file; None goes on with the clock."""
        self._at = None if written is None else self.moment(written)


def seed_demonstration(folder: Path, now: Callable[[], datetime]) -> str:
    """Fill an empty folder with the demonstration, its dates moved so that it meets today; the chair's id.

    Raises Complaint when the shipped files are damaged.
    """
    shown = _moved(shipped("data", "demo", "meeting.json").read_bytes(), now().date())
    people = [Person.model_validate(person) for person in shown["people"]]
    chair = next(person for person in people if "chair" in person.roles)
    keeper = next(person for person in people if "coordinator" in person.roles)
    times = _Times(now)
    decided = _moved(shipped("data", "demo", "decided.json").read_bytes(), now().date() - _DECIDED_BEFORE)
    times.stand_at(decided["starts"])
    with closing(open_board(folder, chair.id, None, _SETTINGS, times)) as board:
        board.people.edit(chair.id, chair.name, chair.roles, chair.specialty)
        for person in people:
            if person.id != chair.id:
                board.people.add(person)
        with ExitStack() as others:

            @cache
            def opened(person: str) -> Board:
                return others.enter_context(closing(open_board(folder, person, None, _SETTINGS, times)))

            cases = _read(orjson.dumps(decided["cases"]))
            play_decided(decided, cases, opened, times.stand_at, times.moment)
        times.stand_at(shown["earlier"]["starts"])
        _met_before(board, shown["earlier"], times)
        with closing(open_board(folder, keeper.id, None, _SETTINGS, times)) as theirs:
            meeting_id = _prepared(theirs, board, shown, times)
        times.stand_at(None)
        for given in shown["views"]:
            with closing(open_board(folder, given["person_id"], None, _SETTINGS, times)) as theirs:
                theirs.views.submit(meeting_id, given["case_id"], View.model_validate_json(orjson.dumps(given["view"])))
        for case_id in shown["revealed"]:
            board.views.reveal(meeting_id, case_id)
        published = board.meetings.plan(_PUBLISHED_TITLE, on_site(times.moment(shown["starts"])) + timedelta(days=7))
        board.intake.admit(_read(shipped("data", "demo", "published.jsonl").read_bytes()), published.id)
    return chair.id


def _met_before(board: Board, earlier: dict[str, Any], times: _Times) -> None:
    """The meeting before: one case deferred to this one and on no list yet, one noted."""
    meeting = board.meetings.plan(earlier["title"], times.moment(earlier["starts"]))
    board.intake.admit(_read(orjson.dumps(earlier["cases"])), meeting.id)
    board.running.open(meeting.id)
    for each in earlier["deferred"]:
        heard_again = date.fromisoformat(each["next_date"])
        board.running.defer(
            meeting.id, each["case_id"], each["reason"], each["owner"], heard_again, words=each["words"]
        )
    for each in earlier["noted"]:
        board.running.note(meeting.id, each["case_id"], each["reason"])
    board.running.close(meeting.id)


def _prepared(keeper: Board, chair: Board, shown: dict[str, Any], times: _Times) -> str:
    """The meeting as its coordinator prepared it: gaps given, two cases after the cut-off, one heard with its gaps."""
    times.stand_at(shown["listed"])
    cases = {case.id: case for case in _read(orjson.dumps(shown["cases"]))}
    late = {each["case_id"]: each for each in shown["late"]}
    meeting_id = keeper.meetings.plan(
        shown["title"], times.moment(shown["starts"]), cut_off=times.moment(shown["cut_off"])
    ).id
    keeper.intake.admit([case for case in cases.values() if case.id not in late], meeting_id)
    for case_id, minutes in shown["minutes"].items():
        keeper.agenda.set_minutes(meeting_id, case_id, minutes)
    for each in late.values():
        times.stand_at(each["at"])
        keeper.intake.admit([cases[each["case_id"]]], meeting_id, each["reason"])
        if "allowed" in each:
            chair.running.allow_late(meeting_id, each["case_id"], each["allowed"])
    for each in shown["given"]:
        times.stand_at(each["at"])
        keeper.readying.give(meeting_id, each["case_id"], each["gap"], each["owner"], times.moment(each["due"]))
    for each in shown["heard_with_gaps"]:
        times.stand_at(each["at"])
        chair.readying.bypass(meeting_id, each["case_id"], each["reason"])
    return meeting_id


def _moved(raw: bytes, day: date) -> dict[str, Any]:
    """The file with every date moved by as many days as bring its meeting to `day`."""
    by = day - date.fromisoformat(orjson.loads(raw)["starts"][:10])

    def moved(found: re.Match[bytes]) -> bytes:
        return b'"' + (date.fromisoformat(found[1].decode()) + by).isoformat().encode()

    loaded: dict[str, Any] = orjson.loads(_DATE.sub(moved, raw))
    return loaded


def _read(raw: bytes) -> list[Case]:
    cases = []
    for record in read_cases(io.BytesIO(raw)):
        if record.case is None:
            raise Complaint(f"the demonstration is damaged ({record.problem}); install the program again")
        cases.append(record.case)
    return cases
