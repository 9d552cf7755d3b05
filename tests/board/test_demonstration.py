"""The demonstration: the shipped meeting on an empty folder, its dates moved to the day of the clock."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.conftest import Clock, MachineIn, OpenAs
from tests.strategies import read
from tumorboard.board.after.schedule import group_of, over
from tumorboard.board.board import Board
from tumorboard.board.demonstration import seed_demonstration
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import Meeting
from tumorboard.domain.people import Person
from tumorboard.shipped import shipped

SHIPPED: dict[str, Any] = json.loads(shipped("data", "demo", "meeting.json").read_text(encoding="utf-8"))
ZONE = ZoneInfo("America/Los_Angeles")


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
    *_, shown, published = demonstration.meetings.all()
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
        datetime(2026, 11, 1, 0, 30, tzinfo=ZONE),
        datetime(2027, 3, 8, 12, 0, tzinfo=ZONE),
    ],
)
def test_it_meets_on_the_day_of_the_clock_at_its_own_hour(
    folder: Path, open_as: OpenAs, machine_in: MachineIn, now: datetime
) -> None:
    machine_in(ZONE.key)
    seed_demonstration(folder, now.astimezone)
    before, _, shown, published = open_as(now=now.astimezone).meetings.all()
    hour = datetime.fromisoformat(SHIPPED["starts"]).time()
    assert shown.starts == datetime.combine(now.date(), hour, tzinfo=ZONE)
    assert [each.starts.astimezone().time() for each in (before, shown, published)] == [hour] * 3


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


def standing(board: Board) -> Meeting:
    return board.meetings.all()[2]


def test_its_agenda_shows_every_state_that_a_case_can_be_in(demonstration: Board) -> None:
    found = {each.case_id: each for each in demonstration.readying.all(standing(demonstration))}
    states = {key: each.state for key, each in found.items()}
    assert [key for key, state in states.items() if state == "ready"] == [
        "TB-0139",
        "TB-0140",
        "TB-0143",
        "TB-0145",
        "TB-0148",
    ]
    assert [key for key, state in states.items() if state == "bypassed"] == ["TB-0142"]
    (old,) = found["TB-0146"].readiness.blocking
    assert (old.key, old.says) == ("mri", "61 days old on Tue 24 Nov 2026, allowed 42")
    assert {"missing", "incomplete"} <= {gap.state for each in found.values() for gap in each.readiness.blocking}


def test_gaps_are_given_to_somebody_before_it_begins_and_some_to_nobody(demonstration: Board) -> None:
    meeting = standing(demonstration)
    found = demonstration.readying.all(meeting)
    given = {(each.case_id, care.gap): care for each in found for care in each.cares.values()}
    blocking = {(each.case_id, gap.key) for each in found for gap in each.readiness.blocking}
    assert given.keys() < blocking
    people = {person.id for person in demonstration.people.all()}
    assert all(care.owner in people and care.at < care.due < meeting.starts for care in given.values())
    assert any(care.due < demonstration.now() for care in given.values())


def test_two_cases_came_after_the_cut_off_and_one_of_them_waits_for_the_chair(demonstration: Board) -> None:
    late = {item.case_id: item.late for item in standing(demonstration).items if item.late is not None}
    assert list(late) == ["TB-0149", "TB-0150"]
    assert [each.asked.by for each in late.values()] == ["demo.coordinator"] * 2
    assert [each.allowed and each.allowed.by for each in late.values()] == ["demo.chair", None]


def test_a_case_of_the_meeting_before_waits_to_be_listed(demonstration: Board) -> None:
    before, meeting = demonstration.meetings.all()[1:3]
    assert (before.state, meeting.starts - before.starts) == ("closed", timedelta(days=7))
    (waiting,) = demonstration.agenda.waiting(meeting)
    assert (waiting.case_id, waiting.owner, waiting.deferral.reason) == ("TB-0137", "demo.radiology", "imaging_missing")
    assert waiting.next_date == meeting.starts.date()
    assert demonstration.agenda.add(meeting.id, "TB-0137", late_reason="the MRI is there").items[-1].state == "listed"


def test_the_proposed_order_begins_with_the_emergencies_and_has_a_break(demonstration: Board) -> None:
    proposed = demonstration.agenda.proposed(standing(demonstration).id)
    assert proposed.case_ids[:3] == ("TB-0142", "TB-0144", "TB-0147")
    assert proposed.break_after is not None
    whys = {row.case_id: row.why for row in proposed.rows}
    assert "views part" in whys["TB-0143"]
    assert whys["TB-0150"].startswith("after those that are ready")


def test_nothing_was_done_before_it_was_written_and_nothing_lies_ahead(demonstration: Board) -> None:
    times = [datetime.fromisoformat(change.at) for change in demonstration.changes()]
    assert times == sorted(times)
    assert times[-1] <= demonstration.now()


def test_its_records_are_whole(demonstration: Board) -> None:
    assert demonstration.care.check().faults == ()


def test_everything_lies_in_the_folder_that_was_named(demonstration: Board, folder: Path, tmp_path: Path) -> None:
    assert demonstration.person.id
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]


def test_its_schedule_shows_every_state_that_a_follow_up_can_be_in(demonstration: Board) -> None:
    today = demonstration.now().date()
    followups = demonstration.followups.all()
    found = {each.id: group_of(each, today) for each in followups}
    assert [key for key, group in found.items() if group == "overdue"] == ["TB-0131/1"]
    assert over(demonstration.followups.get("TB-0131/1").record, today) == 9
    assert sorted(key for key, group in found.items() if group == "soon") == ["TB-0133/1", "TB-0134/1"]
    assert sorted(key for key, group in found.items() if group == "unread") == ["TB-0131/2", "TB-0135/1"]
    assert "later" in found.values()
    assert {each.state for each in followups} == {"planned", "ordered", "done", "read", "acted_on", "cancelled"}
    assert demonstration.followups.get("TB-0134/1").record.earlier


def test_a_trigger_of_a_dissent_has_fired_and_a_decision_is_of_unknown_fate(demonstration: Board) -> None:
    done = demonstration.followups.get("TB-0135/1").record
    assert demonstration.returning.asked_by(done) == [
        "new fracture",
        "trigger of Dr Mira Kovac-Example: SINS ≥ 13 (T12: SINS 14)",
    ]
    assert [(each.record.case_id, each.days) for each in demonstration.fates.unknown()] == [("TB-0136", 49)]
    assert [each.step.owner for each in demonstration.fates.actions() if each.is_over] == ["demo.radonc"]
    assert dict(demonstration.fates.reasons()) == {"patient_wish": 1}


def test_its_decisions_have_a_next_mri_or_a_reason_for_none_and_are_signed(demonstration: Board) -> None:
    decided = demonstration.decisions.all_standing()
    assert len(decided) == 7
    assert all(each.quorum.met and each.read_back and each.signed for each in decided)
    assert all(each.decision.departure is None for each in decided)
    planned = {each.case_id for each in demonstration.followups.all() if each.kind == "mri"}
    none = {each.case_id for each in decided if each.decision.next_mri and each.decision.next_mri.none_because}
    assert planned | none == {each.case_id for each in decided}


def test_it_is_whole(demonstration: Board) -> None:
    assert demonstration.care.check().faults == ()
