"""A store with the demonstration in it: one meeting of invented people, and published cases as a second."""

import io
import re
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import orjson

from tumorboard.board.board import Board, open_board
from tumorboard.complaint import Complaint
from tumorboard.config import Settings
from tumorboard.domain.people import Person
from tumorboard.domain.view import View
from tumorboard.exchange.reading import read_cases
from tumorboard.shipped import shipped

__all__ = ["seed_demonstration"]

_DATE: Final = re.compile(rb'"(\d{4}-\d{2}-\d{2})(?=[T"])')
_PUBLISHED_TITLE: Final = "Published cases (facts and references)"


def seed_demonstration(folder: Path, now: Callable[[], datetime]) -> str:
    """Fill an empty folder with the demonstration, its dates moved so that it meets today; the chair's id.

    Raises Complaint when the shipped files are damaged.
    """
    shown = _moved(shipped("data", "demo", "meeting.json").read_bytes(), now().date())
    people = [Person.model_validate(person) for person in shown["people"]]
    chair = next(person for person in people if "chair" in person.roles)
    settings = Settings(allow_acting_as=True)
    board = open_board(folder, chair.id, None, settings, now)
    board.people.edit(chair.id, chair.name, chair.roles, chair.specialty)
    for person in people:
        if person.id != chair.id:
            board.people.add(person)
    starts = datetime.fromisoformat(shown["starts"]).replace(tzinfo=now().tzinfo)
    meeting_id = _admit(board, shown["title"], starts, orjson.dumps(shown["cases"]))
    for given in shown["views"]:
        with closing(open_board(folder, given["person_id"], None, settings, now)) as theirs:
            theirs.views.submit(meeting_id, given["case_id"], View.model_validate_json(orjson.dumps(given["view"])))
    for case_id in shown["revealed"]:
        board.views.reveal(meeting_id, case_id)
    published = shipped("data", "demo", "published.jsonl").read_bytes()
    _admit(board, _PUBLISHED_TITLE, starts + timedelta(days=7), published)
    board.close()
    return chair.id


def _moved(raw: bytes, day: date) -> dict[str, Any]:
    """The file with every date moved by as many days as bring its meeting to `day`."""
    by = day - date.fromisoformat(orjson.loads(raw)["starts"][:10])

    def moved(found: re.Match[bytes]) -> bytes:
        return b'"' + (date.fromisoformat(found[1].decode()) + by).isoformat().encode()

    loaded: dict[str, Any] = orjson.loads(_DATE.sub(moved, raw))
    return loaded


def _admit(board: Board, title: str, starts: datetime, raw: bytes) -> str:
    cases = []
    for record in read_cases(io.BytesIO(raw)):
        if record.case is None:
            raise Complaint(f"the demonstration is damaged ({record.problem}); install the program again")
        cases.append(record.case)
    meeting_id = board.meetings.plan(title, starts).id
    board.intake.admit(cases, meeting_id)
    return meeting_id
