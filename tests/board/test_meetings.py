"""Meetings: planned under an id of their own, listed by time, and the right one opened."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.board.desk import NotThere
from tumorboard.board.meetings import content_of
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting, MeetingState
from tumorboard.store.contract import Put
from tumorboard.store.tiny import TinyStore

TOKYO = timezone(timedelta(hours=9))


def planned(board: Board, title: str, **away: float) -> str:
    """A meeting so far from now; its id."""
    return board.meetings.plan(title, board.now() + timedelta(**away)).id


def turn(board: Board, folder: Path, key: str, state: MeetingState) -> None:
    """Put a meeting into a state, as running it will."""
    standing = board.meetings.get(key)
    changed = content_of(standing.record.model_copy(update={"state": state}))
    put = Put("meetings", key, changed, standing.revision)
    TinyStore(folder).commit([put], by="chair", at=board.now(), why=state)


def opens(board: Board) -> str | None:
    meeting = board.meetings.to_open()
    return meeting.id if meeting else None


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Spine MDT", "20261124-spine-mdt"),
        ("  Wirbelsäule: Tumorboard (München)! ", "20261124-wirbelsaule-tumorboard-munchen"),
        ("../../etc", "20261124-etc"),
        ("脊椎", "20261124"),
        ("x" * 100, "20261124-" + "x" * 40),
    ],
)
def test_the_id_is_the_day_and_the_title_in_plain_letters(board: Board, title: str, key: str) -> None:
    assert board.meetings.plan(title, board.now()).id == key
    assert board.meetings.get(key).record.title == title.strip()


def test_a_title_that_no_line_has_room_for_is_refused(board: Board) -> None:
    key = board.meetings.plan("x" * 100, board.now()).id
    with pytest.raises(Complaint, match="title: 101 characters; allowed are at most 100"):
        board.meetings.plan("x" * 101, board.now())
    with pytest.raises(Complaint, match="allowed are at most 100"):
        board.meetings.change(key, title="x" * 101)
    assert [each.title for each in board.meetings.all()] == ["x" * 100]


def test_equal_titles_on_one_day_get_ids_of_their_own(board: Board) -> None:
    keys = [planned(board, "Spine MDT") for _ in range(4)]
    assert keys == [f"20261124-spine-mdt{number}" for number in ("", "-2", "-3", "-4")]
    assert [each.id for each in board.meetings.all()] == keys


def test_two_sessions_that_plan_the_same_meeting_get_two(open_as: OpenAs) -> None:
    first, second = open_as(), open_as()
    assert planned(first, "Spine MDT") != planned(second, "Spine MDT")


def test_a_new_meeting_is_planned_and_holds_no_case(board: Board) -> None:
    starts = datetime(2026, 12, 1, 8, 0, tzinfo=TOKYO)
    meeting = board.meetings.plan("Spine MDT", starts)
    assert meeting == Meeting(id="20261201-spine-mdt", title="Spine MDT", starts=starts, state="planned")
    assert board.meetings.get(meeting.id).record.starts.utcoffset() == timedelta(hours=9)


def test_meetings_are_listed_by_their_time_across_zones(board: Board) -> None:
    late = planned(board, "late", hours=2)
    early = board.meetings.plan("early", datetime(2026, 11, 24, 17, 0, tzinfo=TOKYO)).id
    earliest = planned(board, "earliest", hours=-2)
    assert [each.id for each in board.meetings.all()] == [earliest, early, late]


def test_an_unknown_meeting_is_named_with_the_way_to_find_the_right_one(board: Board) -> None:
    with pytest.raises(NotThere, match="no meeting is called nope; see: tumorboard meetings"):
        board.meetings.get("nope")


def test_without_a_meeting_there_is_none_to_open(board: Board) -> None:
    assert opens(board) is None


def test_the_running_meeting_is_opened_before_any_other(board: Board, folder: Path) -> None:
    running = planned(board, "running", days=-1)
    planned(board, "next", days=1)
    turn(board, folder, running, "open")
    assert opens(board) == running


def test_else_the_next_meeting_is_opened(board: Board, folder: Path) -> None:
    planned(board, "long past", days=-7)
    planned(board, "later", days=8)
    closed = planned(board, "closed early", hours=1)
    turn(board, folder, closed, "closed")
    following = planned(board, "next", days=1)
    assert opens(board) == following


def test_a_meeting_of_this_morning_is_still_the_next_in_the_evening(board: Board, clock: Clock) -> None:
    today = planned(board, "today", hours=1)
    planned(board, "next week", days=7)
    clock.advance(hours=14)
    assert opens(board) == today
    clock.advance(hours=4)
    assert opens(board) != today


def test_else_the_latest_meeting_is_opened(board: Board, folder: Path) -> None:
    planned(board, "older", days=-14)
    latest = planned(board, "latest", days=-7)
    assert opens(board) == latest
    turn(board, folder, latest, "closed")
    assert opens(board) == latest


def test_today_is_the_day_of_the_clock_that_was_handed_in(open_as: OpenAs) -> None:
    board = open_as(now=Clock(datetime(2026, 11, 24, 7, 0, tzinfo=TOKYO)))
    today = planned(board, "today", hours=1)
    planned(board, "next week", days=7)
    assert opens(board) == today
