"""Cases that could come onto a list, what is proposed first; and sheets in files that somebody names."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.board.preparing import listed, whole
from tests.board.sitting import decision, enrolled
from tests.conftest import Clock, OpenAs
from tumorboard.board.pages import write_page
from tumorboard.complaint import Complaint
from tumorboard.domain.case import Case
from tumorboard.sheets.document import Document


def test_deferred_cases_stand_first_then_those_not_heard_then_every_other(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    first = board.meetings.plan("First", clock() - timedelta(days=7)).id
    board.intake.admit([whole("OLD"), Case(id="BARE")], first)
    last = board.meetings.plan("Last", clock()).id
    board.intake.admit([whole("LEFT"), whole("SOON"), whole("DONE"), whole("NOTED")], last)
    board.running.open(last)
    board.running.begin(last, "SOON")
    board.running.defer(last, "SOON", "no_quorum", "radonc", clock().date() + timedelta(days=1))
    board.running.begin(last, "DONE")
    board.decisions.record(last, "DONE", decision("observation", departure="frail", without_quorum="by telephone"))
    board.running.begin(last, "NOTED")
    board.running.note(last, "NOTED", "moved away")
    thursday = board.meetings.get(listed(board, whole("HERE"))).record
    found = board.agenda.candidates(thursday)
    assert [(each.case_id, each.why) for each in found] == [
        ("SOON", "deferred"),
        ("LEFT", "left"),
        ("BARE", "other"),
        ("DONE", "other"),
        ("NOTED", "other"),
        ("OLD", "other"),
    ]
    by_id = {each.case_id: each for each in found}
    assert by_id["SOON"].because == "deferred on 24 Nov 2026: no quorum"
    assert by_id["LEFT"].because == "not heard at Last"
    assert by_id["DONE"].decided == "Last, 24 Nov 2026"
    assert by_id["BARE"].about == "no lesion recorded · primary ?"
    assert by_id["OLD"].about == "T8 · breast"


def test_several_cases_come_onto_the_list_in_one_commit_or_none(open_as: OpenAs) -> None:
    board = open_as()
    enrolled(board)
    other = listed(board, whole("A"), whole("B"))
    meeting = listed(board, whole("C"))
    before = board.revision()
    with pytest.raises(Complaint, match="C: on the list of Thursday already"):
        board.agenda.add_all(meeting, {"A": None, "C": None})
    with pytest.raises(Complaint, match="no case is called Z"):
        board.agenda.add_all(meeting, {"A": None, "Z": None})
    assert board.revision() == before
    items = board.agenda.add_all(meeting, {"A": "seen again", "B": None}).items
    assert [(item.case_id, item.listed_because) for item in items] == [("C", None), ("A", "seen again"), ("B", None)]
    assert board.revision() == before + 1
    assert board.meetings.get(other).record.case_ids == ("A", "B")


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.txt", b"Thursday\n"), ("a.MD", b"# Thursday"), ("a.html", b"<!DOCTYPE html>"), ("a.pdf", b"%PDF-")],
)
def test_the_name_of_a_file_says_its_format(tmp_path: Path, clock: Clock, name: str, begins: bytes) -> None:
    written = write_page(Document("Thursday", ["agenda"], []), str(tmp_path / name), clock(), replace=False)
    assert written.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("name", "why"),
    [("a", "says no format"), ("a.doc", "says no format"), ("no/a.txt", "no such folder"), ("x" * 300 + ".txt", "too")],
)
def test_a_file_that_cannot_be_is_said_and_nothing_is_written(
    tmp_path: Path, clock: Clock, name: str, why: str
) -> None:
    with pytest.raises(Complaint, match=why):
        write_page(Document("Thursday", [], []), str(tmp_path / name), clock(), replace=True)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced_only_where_that_is_said(tmp_path: Path, clock: Clock) -> None:
    file, sheet = tmp_path / "a.txt", Document("Thursday", [], [])
    file.write_text("mine")
    with pytest.raises(Complaint, match="is there already"):
        write_page(sheet, str(file), clock(), replace=False)
    assert file.read_text() == "mine"
    write_page(sheet, str(file), clock(), replace=True)
    assert file.read_text().startswith("Thursday")
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(Complaint, match="is no file"):
        write_page(sheet, str(tmp_path / "b.txt"), clock(), replace=True)


def test_what_stands_on_a_list_to_come_was_not_heard_nowhere_and_is_said_to_stand_there(
    open_as: OpenAs, clock: Clock
) -> None:
    board = open_as()
    past = board.meetings.plan("Past", clock() - timedelta(days=3)).id
    board.intake.admit([whole("LEFT"), whole("AGAIN")], past)
    soon = board.meetings.plan("Soon", clock() + timedelta(days=3)).id
    board.intake.admit([whole("SOON"), whole("AGAIN")], soon)
    later = board.meetings.plan("Later", clock() + timedelta(days=10))
    found = {each.case_id: each for each in board.agenda.candidates(later)}
    assert {key: (each.why, each.because, each.coming) for key, each in found.items()} == {
        "LEFT": ("left", "not heard at Past", None),
        "SOON": ("other", None, "Soon, 27 Nov 2026"),
        "AGAIN": ("other", None, "Soon, 27 Nov 2026"),
    }
