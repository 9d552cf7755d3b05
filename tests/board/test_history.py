"""The past: whatever was committed, a case is read as it stood at every revision and at every moment."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.casework import case, met, person
from tests.board.test_working import FIELDS
from tests.conftest import Clock, OpenAs
from tests.strategies import Json, evaluated_cases, read
from tumorboard.board.board import Board, open_board
from tumorboard.board.desk import Filed, NotThere
from tumorboard.board.history import moment_of, when
from tumorboard.board.working import WorkingCase
from tumorboard.complaint import Complaint
from tumorboard.config import Settings
from tumorboard.domain.case import Case
from tumorboard.store.contract import Saved
from tumorboard.store.tiny import TinyStore

START = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
T8 = {"lesions": [{"level": "T8", "escc": "2"}, {"level": "L2"}]}

fields = st.sampled_from(sorted(FIELDS)).flatmap(lambda path: st.tuples(st.just(path), st.none() | FIELDS[path]))
steps = st.one_of(
    st.tuples(st.just("edit"), st.sampled_from("AB"), fields),
    st.tuples(st.just("replace"), st.sampled_from("AB"), evaluated_cases),
    st.tuples(st.just("lesions"), st.sampled_from("AB"), st.permutations(["T8", "L2", "C5"])),
    st.tuples(st.just("undo"), st.sampled_from("AB"), st.none()),
)
histories = st.lists(st.tuples(steps, st.integers(0, 90)), max_size=12)


def committed(board: Board, step: tuple[str, str, Any]) -> bool:
    """Do one step; whether there was anything to commit."""
    kind, key, given_ = step
    if kind == "undo":
        try:
            board.cases.undo(key)
        except Complaint:
            return False
        return True
    standing = board.cases.get(key)
    changed = _changed(standing.record, kind, given_)
    if changed is None or changed == standing.record:
        return False
    assert isinstance(board.cases.save(changed, standing.revision, kind), Saved)
    return True


def _changed(record: Case, kind: str, given_: Any) -> Case | None:
    if kind == "edit":
        path, value = given_
        return WorkingCase.of(_filed(record)).edited(path, value).case if record.lesions else None
    if kind == "lesions":
        return read({**record.record(), "lesions": [{"level": level} for level in given_[:2]]})
    return read({**given_, "id": record.id})


def _filed(record: Case) -> Filed[Case]:
    return Filed(record, 1)


@settings(max_examples=40, deadline=None)
@given(first=evaluated_cases, made=histories)
def test_a_case_as_it_was_is_what_it_then_was_at_every_revision_and_moment(
    first: Json, made: list[tuple[tuple[str, str, Any], int]]
) -> None:
    clock = Clock(START)
    with tempfile.TemporaryDirectory() as folder:
        board = open_board(Path(folder), "chair", None, Settings(), clock)
        met(board, read({**first, "id": "A"}), case("B", **T8))
        remembered = [(board.revision(), clock.at, {key: board.cases.get(key).record for key in "AB"})]
        for step, minutes in made:
            clock.advance(minutes=minutes)
            if committed(board, step):
                remembered.append((board.revision(), clock.at, {key: board.cases.get(key).record for key in "AB"}))
        for revision, at, then in remembered:
            last = [was for _, made_at, was in remembered if made_at <= at][-1]
            for key in "AB":
                assert board.history.as_it_was(key, revision).filed.record == then[key]
                assert board.history.as_it_was(key, at).filed.record == last[key]
                assert board.history.as_it_was(key, at.replace(tzinfo=None)).filed.record == last[key]
        _levels_are_those_of_the_time(board)
        board.close()


def _levels_are_those_of_the_time(board: Board) -> None:
    for key in "AB":
        for change in board.history.entries(key):
            then = board.history.as_it_was(key, change.revision).filed.record
            assert board.history.levels(change) == tuple(lesion.level for lesion in then.lesions)


def write(board: Board, notes: str, key: str = "A") -> int:
    standing = board.cases.get(key)
    changed = standing.record.model_copy(update={"notes": notes})
    outcome = board.cases.save(changed, standing.revision, f"wrote {notes}")
    assert isinstance(outcome, Saved)
    return outcome.revision


@pytest.fixture
def written(board: Board, clock: Clock) -> Board:
    """A at 07:30 with the note 0, and an hour later each the notes 1 and 2; B is on another meeting."""
    met(board, case("A", notes="0", **T8))
    met(board, case("B", notes="other"), title="Another")
    for text in "12":
        clock.advance(hours=1)
        write(board, text)
    return board


def notes_at(board: Board, at: int | datetime) -> str | None:
    return board.history.as_it_was("A", at).filed.record.notes


def test_entries_are_newest_first_of_a_case_of_a_meeting_and_of_everything(written: Board) -> None:
    history, meetings = written.history, {meeting.title: meeting for meeting in written.meetings.all()}
    assert [change.why for change in history.entries("A")] == ["wrote 2", "wrote 1", "imported to 20261124-spine-mdt"]
    assert list(history.entries()) == list(written.changes())[::-1]
    spine = history.of_meeting(meetings["Spine MDT"])
    assert {(change.table, change.key) for change in spine} == {("meetings", "20261124-spine-mdt"), ("cases", "A")}
    assert {change.key for change in history.of_meeting(meetings["Another"])} == {"20261124-another", "B"}
    assert list(history.entries("nope")) == []


def test_what_others_commit_is_in_it_at_once(written: Board, open_as: OpenAs) -> None:
    assert len(written.history.entries("A")) == 3
    write(open_as(), "3")
    assert written.history.entries("A")[0].why == "wrote 3"


def test_a_moment_is_answered_with_the_change_that_made_it_and_its_neighbours(written: Board) -> None:
    assert [notes_at(written, START + timedelta(minutes=minutes)) for minutes in (0, 59, 60, 119, 120, 10**6)] == [
        "0", "0", "1", "1", "2", "2",
    ]  # fmt: skip
    then = written.history.as_it_was("A", START + timedelta(minutes=61))
    assert (then.change.why, then.before and then.before.is_first, then.after and then.after.why) == (
        "wrote 1", True, "wrote 2",
    )  # fmt: skip
    assert written.history.as_it_was("A", then.change.revision).change == then.change
    assert written.history.as_it_was("A", written.revision()).after is None


def test_before_a_case_arrived_there_is_none_and_it_is_said_when_it_did(written: Board) -> None:
    with pytest.raises(NotThere, match="A was not here yet; its log here begins Tue 24 Nov 2026 07:30"):
        written.history.as_it_was("A", START - timedelta(seconds=1))
    with pytest.raises(NotThere, match="A was not here yet"):
        written.history.as_it_was("A", 0)
    with pytest.raises(NotThere, match="nope was not here yet"):
        written.history.as_it_was("nope", START)


def test_an_undone_change_names_the_one_that_took_it_back(written: Board) -> None:
    written.cases.undo("A")
    undo, second, first, *_ = written.history.entries("A")
    assert (undo.undoes, written.history.undone_by(second)) == (second.revision, undo)
    assert (written.history.undone_by(first), written.history.undone_by(undo)) == (None, None)


def test_the_last_change_of_a_field_is_found_whoever_changed_others_since(written: Board) -> None:
    standing = written.cases.get("A")
    edited = WorkingCase.of(standing).edited("lesions.1.sins.pain", "none").case
    written.cases.save(edited, standing.revision, "scored")
    write(written, "3")
    last = written.history.last
    for path, why in {
        ("lesions", 1, "sins", "pain"): "scored",
        ("lesions", 1, "sins"): "scored",
        ("lesions",): "scored",
        ("notes",): "wrote 3",
        (): "wrote 3",
        ("lesions", 0, "escc"): "imported to 20261124-spine-mdt",
    }.items():
        found = last("A", path)
        assert found is not None
        assert found.why == why
    assert last("A", ("lesions", 1, "sins", "pain"), since=written.revision() - 1) is None
    assert last("nope") is None


def test_everybody_may_look_and_somebody_enrolled_is_named(written: Board, open_as: OpenAs) -> None:
    written.people.add(person("kovac", "specialist"))
    write(open_as("kovac"), "3")
    guest = open_as("guest")
    newest, older = guest.history.entries("A")[:2]
    assert (guest.history.who(newest), guest.history.who(older)) == ("Dr kovac", "chair")
    assert notes_at(guest, older.revision) == "2"


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-11-24", datetime(2026, 11, 24, 23, 59, 59, 999999, UTC)),
        (" 2026-11-24T08:30 ", datetime(2026, 11, 24, 8, 30, 59, 999999, UTC)),
        ("2026-11-24 08:30", datetime(2026, 11, 24, 8, 30, 59, 999999, UTC)),
        ("2026-11-24T08:30:15", datetime(2026, 11, 24, 8, 30, 15, tzinfo=UTC)),
        ("2026-11-24T08:30+02:00", datetime(2026, 11, 24, 6, 30, 59, 999999, UTC)),
        ("2026-11-24T08:30:15-05:30", datetime(2026, 11, 24, 14, 0, 15, tzinfo=UTC)),
    ],
)
def test_a_day_means_its_end_and_a_minute_its_end(typed: str, moment: datetime) -> None:
    assert moment_of(typed) == moment


@pytest.mark.parametrize(
    "typed", ["", "yesterday", "24.11.2026", "2026-13-01", "2026-02-30T10:00", "[/red]", "0", "9" * 99]
)
def test_what_is_no_date_is_refused_with_what_is_allowed(typed: str) -> None:
    with pytest.raises(Complaint, match="2026-11-24T08:30"):
        moment_of(typed)


@pytest.mark.parametrize("typed", ["0001-01-01", "9999-12-31", "9999-12-31T23:59", "0001-01-01T00:00+14:00"])
def test_the_ends_of_the_calendar_are_dates_or_refused(typed: str, written: Board) -> None:
    try:
        moment = moment_of(typed)
    except Complaint:
        return
    try:
        assert notes_at(written, moment) == "2"
    except NotThere:
        assert moment < START


def test_a_time_that_is_none_is_no_moment_and_no_fault(written: Board) -> None:
    change = written.history.entries("A")[0]
    assert when(change) == START + timedelta(hours=2)
    assert when(change._replace(at="noon")) is None


def test_what_stood_before_the_log_was_archived_is_still_found_by_its_revision(written: Board, folder: Path) -> None:
    then = written.history.entries("A")[1].revision
    store = TinyStore(folder)
    store.archive("2026", [], by="chair", at=START)
    store.close()
    assert written.history.stood_at("A", then).record.notes == "1"
    with pytest.raises(NotThere, match="nope was not here"):
        written.history.stood_at("nope", then)
    with pytest.raises(NotThere, match="A was not here yet; its log here begins"):
        written.history.as_it_was("A", then)
