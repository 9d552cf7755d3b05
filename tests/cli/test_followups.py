"""`followups`: the schedule as lines, JSON and a calendar, filtered as asked."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.board.casework import case
from tests.cli.program import ME, Program
from tests.conftest import OpenAs
from tumorboard.board.board import Board
from tumorboard.domain.people import Person


@pytest.fixture
def planned(open_as: OpenAs) -> Board:
    """Three follow-ups seen from the real today: one overdue, one within two weeks, one later and somebody else's."""
    board = open_as(ME, now=lambda: datetime.now().astimezone() - timedelta(days=9))
    then = board.now()
    board.people.add(Person(id="radonc", name="Dr Rad", roles=("specialist",)))
    meeting = board.meetings.plan("Spine MDT", then).id
    board.intake.admit([case("A", patient={"family_name": "Example", "given_name": "Ana"})], meeting)
    board.planning.plan("A", "mri", then.date() + timedelta(days=14), ME)
    board.planning.plan("A", "restaging", then.date() + timedelta(days=69), "radonc")
    board.planning.plan("A", "neuro_check", then.date(), ME)
    return board


def test_the_schedule_is_printed_by_day_and_filtered(program: Program, planned: Board) -> None:
    rows = program("followups", "--json").json
    assert [each["kind"] for each in rows] == ["neuro_check", "mri", "restaging"]
    assert [each["group"] for each in rows] == ["overdue", "soon", "later"]
    assert [each["id"] for each in program("followups", "--owner", "radonc", "--json").json] == ["A/2"]
    assert [each["id"] for each in program("followups", "--kind", "mri", "--json").json] == ["A/1"]
    within = [each["id"] for each in program("followups", "--within", "10", "--json").json]
    assert "A/1" in within
    assert "A/2" not in within
    assert "restaging" in program("followups").out


def test_an_unknown_owner_is_named(program: Program, planned: Board) -> None:
    program("followups", "--owner", "nobody").failed("nobody here is called nobody")


def test_a_calendar_is_written_without_a_name_and_with_it_when_asked(
    program: Program, planned: Board, tmp_path: Path
) -> None:
    target = tmp_path / "f.ics"
    assert program("followups", "--ics", str(target)).code == 0
    assert len(Calendar.from_ical(target.read_bytes()).walk("VEVENT")) == 3
    assert b"Example" not in target.read_bytes()
    assert program("followups", "--ics", str(target), "--identifiers").code == 0
    assert b"Ana Example" in target.read_bytes()


def test_names_are_asked_for_with_a_calendar_or_not_at_all(program: Program, planned: Board) -> None:
    for more in ((), ("--json",)):
        answer = program("followups", "--identifiers", *more)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == ("tumorboard: --identifiers goes with --ics FILE; the schedule itself names no patient\n")


def test_a_cancelled_one_leaves_the_list_and_cancels_its_event(
    program: Program, planned: Board, tmp_path: Path
) -> None:
    planned.followups.cancel("A/1", "patient_wish", started_from=planned.followups.get("A/1").revision)
    assert "A/1" not in [each["id"] for each in program("followups", "--json").json]
    assert "A/1" in [each["id"] for each in program("followups", "--all", "--json").json]
    target = tmp_path / "f.ics"
    program("followups", "--ics", str(target))
    states = [str(each["status"]) for each in Calendar.from_ical(target.read_bytes()).walk("VEVENT")]
    assert states.count("CANCELLED") == 1


def test_a_target_that_cannot_be_written_is_named_and_the_old_file_stays(
    program: Program, planned: Board, tmp_path: Path
) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "old.ics").write_bytes(b"kept")
    program("followups", "--ics", str(tmp_path / "d")).failed("d")
    assert (tmp_path / "d" / "old.ics").read_bytes() == b"kept"
    program("followups", "--ics", str(tmp_path / "none" / "f.ics")).failed("none")


def test_meetings_have_a_calendar_too(program: Program, own_board: Board, meeting: str, tmp_path: Path) -> None:
    target = tmp_path / "m.ics"
    assert program("meetings", "--ics", str(target)).code == 0
    (event,) = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert event["summary"] == "Spine MDT"
    own_board.intake.admit([case("A")], meeting)
    assert [each["id"] for each in program("meetings", "--ics", str(target), "--json").json] == [meeting]
    (after,) = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert (after["uid"], int(after.decoded("sequence")) > int(event.decoded("sequence"))) == (event["uid"], True)


def test_an_empty_schedule_says_so(program: Program, own_board: Board, tmp_path: Path) -> None:
    assert program("followups").out == "no follow-up is open here; --all shows what has ended\n"
    assert program("followups", "--json").json == []
    target = tmp_path / "f.ics"
    answer = program("followups", "--ics", target, "--json")
    assert (answer.json, answer.err.startswith("tumorboard: note: nothing passes the filters")) == ([], True)
    assert Calendar.from_ical(target.read_bytes()).walk("VEVENT") == []
