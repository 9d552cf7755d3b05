"""`meetings` and `meeting new`."""

import pytest

from tests.cli.program import Program
from tests.strategies import read
from tumorboard.board.board import Board

NEW = ("meeting", "new", "--title", "Spine MDT", "--starts")


def test_meetings_are_listed_with_what_the_contract_names(program: Program, meeting: str, own_board: Board) -> None:
    own_board.intake.admit([read({"id": "A"}), read({"id": "B"})], meeting)
    program(*NEW, "2026-11-23T08:00+01:00")
    first, second = program("meetings", "--json").json
    assert first == {
        "id": "20261123-spine-mdt", "title": "Spine MDT", "starts": first["starts"], "state": "planned", "cases": 0,
        "decided": 0,
    }  # fmt: skip
    assert first["starts"] in ("2026-11-23T07:00:00Z", "2026-11-23T07:00:00+00:00")
    assert (second["id"], second["cases"]) == (meeting, 2)


def test_without_json_a_meeting_is_a_line(program: Program, meeting: str) -> None:
    answer = program("meetings")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"{meeting}  Tue 24 Nov 2026 07:30  planned  0 cases, 0 decided  Spine MDT\n"


def test_without_a_meeting_the_way_to_one_is_shown(program: Program) -> None:
    assert "tumorboard meeting new --title T --starts" in program("meetings").out


def test_a_new_meeting_prints_its_id_and_nothing_else(program: Program, own_board: Board) -> None:
    printed = [program(*NEW, "2099-11-24T08:00").out, program(*NEW, "2099-11-24T08:00").out]
    assert printed == ["20991124-spine-mdt\n", "20991124-spine-mdt-2\n"]
    assert program(*NEW, "2099-11-24T08:00", "--json").json == {"id": "20991124-spine-mdt-3"}
    assert len(own_board.meetings.all()) == 3


def test_a_time_without_a_zone_is_the_machines(program: Program, own_board: Board) -> None:
    program(*NEW, "2099-07-01T08:00", TZ="Europe/Berlin")
    program(*NEW, "2099-07-02T08:00+09:00", TZ="Europe/Berlin")
    assert [each.starts.isoformat() for each in own_board.meetings.all()] == [
        "2099-07-01T08:00:00+02:00", "2099-07-02T01:00:00+02:00",
    ]  # fmt: skip


def test_a_meeting_in_the_past_is_planned_with_a_word(program: Program, own_board: Board) -> None:
    answer = program(*NEW, "2020-01-01T08:00", "--json")
    assert answer.json == {"id": "20200101-spine-mdt"}
    assert "is in the past" in answer.err


def test_a_second_meeting_of_a_day_and_title_is_planned_with_a_word(program: Program, own_board: Board) -> None:
    assert program(*NEW, "2099-11-24T08:00").err == ""
    again = program(*NEW, "2099-11-24T08:00")
    assert (again.code, again.out) == (0, "20991124-spine-mdt-2\n")
    assert again.err == (
        "tumorboard: note: there is another of that day and title: 20991124-spine-mdt, planned, Tue 24 Nov 2099 08:00\n"
    )
    assert program("meeting", "new", "--title", "Cranial MDT", "--starts", "2099-11-24T08:00").err == ""
    assert program(*NEW, "2099-11-25T08:00").err == ""


def test_a_meeting_that_is_moved_into_the_past_is_moved_with_a_word(program: Program, own_board: Board) -> None:
    key = program(*NEW, "2099-11-24T08:00").out.strip()
    assert program("meeting", "edit", key, "--starts", "2099-11-25T08:00").err == ""
    answer = program("meeting", "edit", key, "--starts", "2020-01-01T08:00")
    assert answer.code == 0
    assert answer.err == "tumorboard: note: Wed 01 Jan 2020 08:00 is in the past\n"


def test_a_cut_off_is_taken_away_again(program: Program, own_board: Board) -> None:
    key = program(*NEW, "2099-11-24T08:00", "--cut-off", "2099-11-23T12:00").out.strip()
    both = program("meeting", "edit", key, "--cut-off", "2099-11-22T12:00", "--no-cut-off")
    assert (both.code, both.out) == (2, "")
    assert both.err == "tumorboard: --cut-off and --no-cut-off: one of the two\n"
    assert own_board.meetings.get(key).record.cut_off is not None
    assert program("meeting", "edit", key, "--no-cut-off").code == 0
    assert own_board.meetings.get(key).record.cut_off is None
    assert own_board.meetings.get(key).record.starts.isoformat() == "2099-11-24T08:00:00+00:00"


@pytest.mark.parametrize("option", ["--starts", "--cut-off"])
def test_a_time_that_the_clock_leaves_out_is_refused(program: Program, meeting: str, option: str) -> None:
    before = program("meetings", "--json").json
    answer = program("meeting", "edit", meeting, option, "2027-03-28T02:30", TZ="Europe/Berlin")
    answer.failed(
        option, "Sun 28 Mar 2027 02:30 does not exist: the clock is put forward over it", "such as 01:30 or 03:30"
    )
    assert program("meetings", "--json").json == before


def test_of_a_time_that_the_clock_shows_twice_the_first_is_taken_with_a_word(
    program: Program, own_board: Board
) -> None:
    answer = program(*NEW, "2099-10-25T02:30", TZ="Europe/Berlin")
    assert "--starts: the clock shows 02:30 twice that day; the first is taken, 2099-10-25T02:30+02:00" in answer.err
    (meeting,) = own_board.meetings.all()
    assert meeting.starts.isoformat() == "2099-10-25T02:30:00+02:00"
    assert program(*NEW[:3], "Other", "--starts", "2099-10-25T02:30+01:00", TZ="Europe/Berlin").err == ""


@pytest.mark.parametrize(
    "starts",
    ["2099-11-24", "tomorrow", "24.11.2099 08:00", "2099-02-30T08:00", "2099-11-24T25:00", "", "T", "0001-01-01T00:00"],
)
def test_a_time_that_is_none_is_refused_with_what_is_allowed(program: Program, starts: str) -> None:
    program(*NEW, starts).failed("--starts", "allowed is an ISO date and time such as 2026-11-24T08:00+01:00")
    assert not program.data.exists()


@pytest.mark.parametrize("starts", ["9999-12-31T23:59", "0001-01-02T08:00", "2206-11-24T08:00", "1026-11-24T08:00"])
def test_a_year_that_is_a_slip_of_the_hand_is_refused_for_it_would_stop_every_list(
    program: Program, meeting: str, starts: str
) -> None:
    for words in ((*NEW, starts), ("meeting", "edit", meeting, "--starts", starts), (
        "meeting", "edit", meeting, "--cut-off", starts
    )):  # fmt: skip
        program(*words).failed("is a slip of the hand; a meeting lies between 1900 and 2199")
    for zone in ("Pacific/Auckland", "America/St_Johns"):
        assert [each["id"] for each in program("meetings", "--json", TZ=zone).json] == [meeting]
        assert program("meetings", TZ=zone).code == 0


@pytest.mark.parametrize("title", ["", "  ", "\x1b\x07", "x" * 50_001])
def test_a_title_that_is_none_or_endless_is_refused(program: Program, own_board: Board, title: str) -> None:
    program("meeting", "new", "--title", title, "--starts", "2099-11-24T08:00").failed("title")
    assert own_board.meetings.all() == []


def test_a_meeting_planned_for_the_wrong_year_is_mended(program: Program) -> None:
    key = program("meeting", "new", "--title", "Spine", "--starts", "2025-12-01T08:00+01:00").out.strip()
    told = program("meeting", "edit", key, "--starts", "2027-12-01T08:00+01:00", "--title", "Spine MDT", "--json").json
    assert (told["id"], told["title"], told["starts"][:10]) == (key, "Spine MDT", "2027-12-01")
    program("meeting", "edit", key).failed("nothing to change")
    program("meeting", "edit", key, "--cut-off", "2028-01-01T08:00").failed(
        "the cut-off lies after the meeting's start"
    )
    program("meeting", "edit", "none", "--title", "x").failed("no meeting is called none")
    (row,) = program("meetings", "--json").json
    assert row["title"] == "Spine MDT"
