"""The demonstration: the shipped meeting on an empty folder, its dates moved to the day of the clock."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock, OpenAs
from tests.strategies import read
from tumorboard.board.board import Board
from tumorboard.board.demonstration import seed_demonstration
from tumorboard.domain.case import Case
from tumorboard.domain.people import Person
from tumorboard.shipped import shipped

SHIPPED: dict[str, Any] = json.loads(shipped("data", "demo", "meeting.json").read_text(encoding="utf-8"))
ZONE = timezone(timedelta(hours=-8))


@pytest.fixture
def demonstration(folder: Path, clock: Clock, open_as: OpenAs) -> Board:
    """The demonstration as its chair sees it."""
    return open_as(seed_demonstration(folder, clock))


def dates(value: object) -> Iterator[date]:
    """Every date of a record's own JSON, in order."""
    if isinstance(value, str):
        try:
            yield date.fromisoformat(value[:10])
        except ValueError:
            return
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from dates(part)


def written(case: Case) -> dict[str, Any]:
    return case.record()


def test_it_opens_on_its_own_meeting_with_every_case_in_order(demonstration: Board) -> None:
    meeting = demonstration.meetings.to_open()
    assert meeting is not None
    assert meeting.title == SHIPPED["title"]
    assert list(meeting.case_ids) == [each["id"] for each in SHIPPED["cases"]]
    assert len(demonstration.cases.of(meeting)) == len(SHIPPED["cases"])


def test_its_people_are_enrolled_as_they_are_shipped_and_nobody_else(demonstration: Board) -> None:
    expected = {each["id"]: Person.model_validate(each) for each in SHIPPED["people"]}
    assert {each.id: each for each in demonstration.people.all()} == expected
    assert "chair" in demonstration.person.roles


def test_the_published_cases_are_a_later_meeting_of_their_own(demonstration: Board) -> None:
    shown, published = demonstration.meetings.all()
    assert published.starts > shown.starts
    lines = shipped("data", "demo", "published.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(published.items) == sum(bool(line.strip()) for line in lines)
    assert all(each.record.source.url for each in demonstration.cases.of(published))


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 24, 7, 30, tzinfo=ZONE),
        datetime(2026, 11, 25, 0, 0, tzinfo=ZONE),
        datetime(2028, 2, 29, 23, 59, tzinfo=ZONE),
        datetime(2031, 1, 1, 12, 0, tzinfo=ZONE),
    ],
)
def test_it_meets_on_the_day_of_the_clock_at_its_own_hour(folder: Path, open_as: OpenAs, now: datetime) -> None:
    seed_demonstration(folder, lambda: now)
    shown = open_as(now=lambda: now).meetings.all()[0]
    hour = datetime.fromisoformat(SHIPPED["starts"]).time()
    assert shown.starts == datetime.combine(now.date(), hour, tzinfo=ZONE)


def test_every_date_of_a_case_is_moved_by_the_same_days(folder: Path, open_as: OpenAs, clock: Clock) -> None:
    clock.advance(days=400)
    seed_demonstration(folder, clock)
    by = clock.at.date() - date.fromisoformat(SHIPPED["starts"][:10])
    board = open_as()
    for raw in SHIPPED["cases"]:
        was, now = read(raw), board.cases.get(raw["id"]).record
        moved = [day + by for day in dates(written(was))]
        assert list(dates(written(now))) == moved
        assert moved


def test_apart_from_dates_every_case_is_as_it_is_shipped(demonstration: Board) -> None:
    assert demonstration.now().date() == date.fromisoformat(SHIPPED["starts"][:10])
    for raw in SHIPPED["cases"]:
        assert demonstration.cases.get(raw["id"]).record == read(raw)


def test_everything_lies_in_the_folder_that_was_named(demonstration: Board, folder: Path, tmp_path: Path) -> None:
    assert demonstration.person.id
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]
