"""`archive YEAR` and looking into an archive with `--archive NAME`."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.board.casework import case
from tests.board.sitting import NO_MRI, T12, decision
from tests.board.test_archiving import sat
from tests.cli.program import ME, Program
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board


@pytest.fixture
def sat_in_2025(own_board: Board, folder: Path) -> str:
    """A closed meeting of 2025 with two cases; its id."""
    return sat(own_board, folder, "Spine", datetime(2025, 12, 2, 8, 0, tzinfo=UTC), "A", "B")


def test_a_closed_year_leaves_and_can_be_looked_into(program: Program, sat_in_2025: str) -> None:
    dry = program("archive", "2025", "--dry-run")
    assert dry.out.splitlines() == [
        "would be archived: 1 meetings, 2 cases",
        f"leaving: 1 meeting: {sat_in_2025}",
        "leaving: 2 cases: A B",
    ]
    assert dry.err == ""
    assert [each["id"] for each in program("meetings", "--json").json] == [sat_in_2025]
    said = program("archive", "2025").out
    assert said.startswith("archived: 1 meetings, 2 cases\n")
    assert "tumorboard --archive 2025" in said
    assert program("meetings", "--json").json == []
    assert [each["id"] for each in program("--archive", "2025", "meetings", "--json").json] == [sat_in_2025]
    assert len(program("export", sat_in_2025, "--archive", "2025").json["cases"]) == 2
    assert program("check").code == 0
    assert program("--archive", "2025", "check").code == 0


def test_what_stays_is_named_with_why_and_a_year_that_runs_is_said(
    program: Program, sat_in_2025: str, open_as: OpenAs, folder: Path, clock: Clock
) -> None:
    board = open_as(ME)
    board.planning.plan("A", "ct", clock().date(), ME)
    assert program("archive", "2025").out.splitlines()[:2] == [
        "archived: 1 meetings, 1 cases",
        "staying: 1 case, a follow-up is open: A",
    ]
    running = datetime.now().astimezone()
    sat(board, folder, "Spine", running, "C")
    told = program("archive", str(running.year), "--dry-run").err
    assert told == f"tumorboard: note: {running.year} is not over; what of it is closed later takes another archive\n"


def test_of_what_is_proposed_and_not_planned_it_is_said_since_when_it_waits(
    program: Program, open_as: OpenAs, own_board: Board
) -> None:
    at, named = datetime(2025, 12, 2, 8, 0, tzinfo=UTC), {"without_quorum": "by telephone", **NO_MRI}
    board = open_as(ME, now=lambda: at)
    meeting = board.meetings.plan("Spine", at).id
    board.intake.admit([case(key, **T12) for key in ("A", "B", "C")], meeting)
    board.running.open(meeting)
    board.decisions.record(meeting, "B", decision("sbrt", **named))
    at += timedelta(days=1)
    board.decisions.record(meeting, "A", decision("sbrt", **named))
    board.running.note(meeting, "C", "for information")
    board.running.close(meeting, "signed later", ("A", "B"))
    days = (datetime.now(UTC).date() - date(2025, 12, 2)).days
    assert program("archive", "2025", "--dry-run").out.splitlines()[3:] == [
        "staying: 2 cases, a follow-up is proposed and neither planned nor declined: A B",
        f"  B waits since its decision of Tue 02 Dec 2025, {days} days",
        f"  A waits since its decision of Wed 03 Dec 2025, {days - 1} days",
        "  plan what is proposed or decline it (F4, a or c); see: tumorboard followup proposed",
    ]


def test_an_archive_takes_no_change(program: Program, sat_in_2025: str) -> None:
    program("archive", "2025")
    program("--archive", "2025", "people", "add", "x", "--name", "X").failed("an archive is only read, NOT saved")


@pytest.fixture
def archived(program: Program, sat_in_2025: str) -> Path:
    """A store of which two years were archived; the first archive."""
    assert program("archive", "2025").code == 0
    (path,) = (program.data / "archive").iterdir()
    path.chmod(0o600)
    return path


def test_check_looks_into_every_archive(
    program: Program, archived: Path, open_as: OpenAs, folder: Path, clock: Clock
) -> None:
    sat(open_as(ME), folder, "Spine", clock(), "C")
    assert program("archive", "2026").code == 0
    store, first, second, said = program("check").out.splitlines()
    assert store.startswith("0 meetings, 0 cases, ")
    assert first.startswith(f"archive {archived.name}: 1 meetings, 2 cases, 1 people, ")
    assert second.startswith("archive 2026-r")
    assert "1 meetings, 1 cases, 1 people, " in second
    assert said == "every record is valid, every reference leads somewhere, the change log is whole; so are 2 archives"
    told = program("check", "--json").json
    assert [each["records"]["cases"] for each in told["archives"].values()] == [2, 1]
    assert told["faults"] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b'"before":"planned"', b'"before":"plannee"', "meetings {meeting}: change 6"),
        (b'"state":"closed"', b'"state":"opened"', "meeting {meeting}: state: damaged in the store"),
        (b'"seal":', b'"seel":', "2025-r4.json: damaged (change 1 of its log)"),
        (b'"changes":{', b'"changes":[', "2025-r4.json: damaged (unexpected"),
        (b'"highest"', b'"hiphest"', "not here as it was written (3 records archived in 2025-r4.json)"),
    ],
)  # fmt: skip
def test_check_names_what_is_wrong_with_an_archive(
    program: Program, archived: Path, sat_in_2025: str, old: bytes, new: bytes, told: str
) -> None:
    content = archived.read_bytes()
    assert old in content
    archived.write_bytes(content.replace(old, new))
    answer = program("check")
    assert answer.code == 1
    assert told.format(meeting=sat_in_2025) in answer.err
    last = answer.err.splitlines()[-1]
    assert last.endswith(f"in the archives; put copies of them back into {archived.parent}")
    assert "unforeseen" not in answer.err
    archived.write_bytes(content)
    assert program("check").code == 0


def test_check_misses_an_archive_that_is_gone(program: Program, archived: Path) -> None:
    (seen,) = [each for each in program("doctor", "--json").json if each["about"] == "archive"]
    assert seen["state"] == "fine"
    archived.unlink()
    told = program("doctor")
    assert told.code == 1
    assert "✗ WRONG  archive        the log goes on from one that is not here as it was written" in told.out
    answer = program("check")
    assert answer.code == 1
    assert answer.err.splitlines()[0] == (
        "the log goes on from an archive that is not here as it was written (3 records archived in 2025-r4.json)"
    )


def test_what_cannot_be_archived_is_told(program: Program, sat_in_2025: str) -> None:
    program("archive", "1999").failed("1999: no meeting of that year is closed")
    program("--archive", "1999", "meetings").failed("no archive is called 1999; there are: none")
    assert program("archive", "soon").code == 2
