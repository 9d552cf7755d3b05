"""Which records leave the store with a closed year."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.board.casework import case
from tests.board.sitting import NEXT_MRI, NO_MRI, SPECIALISTS, at_the_table, decision, view
from tests.board.test_meetings import turn
from tests.conftest import Clock, MachineIn, OpenAs
from tumorboard.board.archiving import Leaving
from tumorboard.board.board import Board
from tumorboard.board.desk import NotAllowed
from tumorboard.complaint import Complaint


def sat(board: Board, folder: Path, title: str, at: datetime, *ids: str) -> str:
    """A meeting that heard these cases and was closed; its id."""
    meeting = board.meetings.plan(title, at).id
    board.intake.admit([case(key) for key in ids], meeting)
    turn(board, folder, meeting, "closed")
    return meeting


@pytest.fixture
def years(board: Board, folder: Path) -> tuple[str, str]:
    """A meeting of 2025 and one of 2026 that hears one of its cases again."""
    older = sat(board, folder, "Spine", datetime(2025, 12, 31, 23, 0, tzinfo=UTC), "A", "AGAIN")
    return older, sat(board, folder, "Spine", datetime(2026, 1, 7, 8, 0, tzinfo=UTC), "AGAIN", "B")


def test_closed_meetings_of_the_year_leave_with_the_cases_of_no_other(board: Board, years: tuple[str, str]) -> None:
    older, newer = years
    expected = Leaving((older,), ("A",), staying={"AGAIN": "listed"})
    assert board.archiving.leaving(2025) == expected
    leaving, path = board.archiving.archive(2025)
    assert leaving == expected
    assert path.name.startswith("2025-r")
    assert [each.id for each in board.meetings.all()] == [newer]
    assert [each.record.id for each in board.cases.of(board.meetings.get(newer).record)] == ["AGAIN", "B"]
    assert board.care.check().faults == ()


def test_an_archive_is_looked_into_like_a_board_and_changes_nothing(
    open_as: OpenAs, board: Board, years: tuple[str, str]
) -> None:
    board.drafts.keep("A", 1, "notes", "typed", board.now())
    board.archiving.archive(2025)
    then = open_as(archive="2025")
    assert then.drafts.pending() == {}, "what is typed in the store is not offered in an archive"
    assert [each.id for each in then.meetings.all()] == list(years)
    assert then.person == board.person
    with pytest.raises(Complaint, match="an archive is only read, NOT saved"):
        then.cases.save(case("A", notes="late"), then.cases.get("A").revision, "edited")


def test_the_year_is_the_sites(board: Board, folder: Path, machine_in: MachineIn) -> None:
    machine_in("Asia/Tokyo")
    older = sat(board, folder, "Spine", datetime(2025, 12, 31, 23, 0, tzinfo=UTC), "A")
    with pytest.raises(Complaint, match="2025: no meeting of that year is closed"):
        board.archiving.leaving(2025)
    assert board.archiving.leaving(2026).meetings == (older,)


def test_the_last_hour_of_a_winters_year_is_of_that_year_in_summer_too(
    open_as: OpenAs, folder: Path, machine_in: MachineIn
) -> None:
    machine_in("Europe/Berlin")
    board = open_as(now=Clock(datetime(2026, 7, 1, 12, tzinfo=UTC).astimezone()))
    older = sat(board, folder, "Spine", datetime(2025, 12, 31, 22, 30, tzinfo=UTC), "A")
    assert board.archiving.leaving(2025).meetings == (older,)


def test_a_meeting_that_is_not_closed_stays(board: Board) -> None:
    board.meetings.plan("Spine", board.now() - timedelta(days=400))
    with pytest.raises(Complaint, match="nothing to archive"):
        board.archiving.archive(2025)


def test_only_chair_and_coordinator_archive(open_as: OpenAs, board: Board, years: tuple[str, str]) -> None:
    with pytest.raises(NotAllowed):
        open_as("stranger").archiving.archive(2025)


def declined(board: Board) -> None:
    """Whatever the rules propose after the decisions that stand is declined."""
    for record in board.decisions.all_standing():
        for proposed in board.planning.proposed(record):
            board.planning.decline(record, proposed, "regular_end")


def test_views_and_decisions_go_where_their_case_goes(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    for key in "AB":
        open_as("surgeon").views.submit(meeting, key, view("sbrt"))
        board.views.reveal(meeting, key)
    board.decisions.record(meeting, "A", decision("sbrt", **NO_MRI))
    board.decisions.record(meeting, "B", decision("observation", departure="found by chance", **NO_MRI))
    board.running.close(meeting, "signed later", ("A", "B"))
    again = board.meetings.plan("Again", clock() + timedelta(days=60))
    board.intake.admit([board.cases.get("B").record], again.id)
    declined(board)
    clock.advance(days=60)
    board.archiving.archive(2026)
    assert [each.case_id for each in board.decisions.of("A")] == []
    assert [each.case_id for each in board.decisions.of("B")] == ["B"]
    assert board.since.of(again.id, "B") is not None
    assert board.care.check().faults == ()
    then = open_as(archive="2026")
    assert [each.decision.steps[0].modality for each in then.decisions.of("A")] == ["sbrt"]
    assert [each.view for each in then.views.of(meeting, "A")] == [view("sbrt")]
    assert [each.name for each in (then.people.get("surgeon"),)] == ["Dr surgeon"]


def test_a_case_whose_follow_up_is_open_stays_with_it(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    board.running.note(meeting, "B", "for information")
    board.running.close(meeting, "signed later", ("A",))
    assert board.archiving.leaving(2026).cases == ("B",)
    (mri,) = board.followups.of("A")
    declined(board)
    assert board.archiving.leaving(2026).staying == {"A": "open"}
    board.followups.cancel(mri.id, "patient_wish", started_from=board.followups.get(mri.id).revision)
    assert board.archiving.leaving(2026).cases == ("A", "B")


def test_a_case_stays_until_what_is_proposed_for_it_is_planned_or_declined(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", **NO_MRI))
    board.running.note(meeting, "B", "for information")
    board.running.close(meeting, "signed later", ("A",))
    assert board.archiving.archive(2026)[0] == Leaving((meeting,), ("B",), staying={"A": "proposed"})
    (record,) = board.decisions.all_standing()
    assert {each.kind for each in board.planning.proposed(record)} == {"neuro_check", "stability_check", "restaging"}


def test_of_the_dead_nothing_is_proposed_that_keeps_the_case(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", **NO_MRI))
    board.running.defer(meeting, "B", "imaging_missing", "surgeon", date(2026, 12, 8))
    board.running.close(meeting, "signed later", ("A",))
    board.fates.settle(meeting, "A", "not_done", reason="died")
    check = board.planning.plan("B", "ct", date(2026, 12, 8), "surgeon")
    board.followups.cancel(check.id, "died", started_from=board.followups.get(check.id).revision)
    assert board.archiving.leaving(2026) == Leaving((meeting,), ("A", "B"))


def heard(board: Board, *noted: str, deferred: tuple[str, ...] = ()) -> str:
    """A meeting of now that noted some cases, deferred others by two weeks and was closed; its id."""
    meeting = board.meetings.plan("Spine", board.now()).id
    for key in (*noted, *deferred):
        if board.cases.is_there(key):
            board.agenda.add(meeting, key)
        else:
            board.intake.admit([case(key)], meeting)
    board.running.open(meeting)
    for key in noted:
        board.running.note(meeting, key, "for information")
    for key in deferred:
        board.running.defer(meeting, key, "imaging_missing", "chair", board.now().date() + timedelta(days=14))
    board.running.close(meeting)
    return meeting


def test_a_case_that_was_deferred_stays_with_its_meeting_until_it_is_heard_again(board: Board, clock: Clock) -> None:
    first = heard(board, "B", deferred=("A",))
    with pytest.raises(Complaint, match="2026: every closed meeting stays until what was deferred is heard again: A"):
        board.archiving.leaving(2026)
    clock.advance(days=7)
    second = heard(board, "C")
    leaving, _ = board.archiving.archive(2026)
    assert leaving == Leaving((second,), ("C",), (first,), {"B": "listed", "A": "deferred"})
    clock.advance(days=7)
    again = board.meetings.plan("Again", clock())
    assert [(each.case_id, each.from_meeting.id) for each in board.agenda.waiting(again)] == [("A", first)]
    board.agenda.add(again.id, "A")
    assert board.archiving.leaving(2026) == Leaving((first,), ("B",), staying={"A": "listed"})
    assert board.care.check().faults == ()


def test_what_was_heard_again_does_not_wait_anew_when_its_deferral_stays(board: Board, clock: Clock) -> None:
    first = heard(board, deferred=("A", "B"))
    clock.advance(days=14)
    second = heard(board, "B")
    clock.advance(days=7)
    third = heard(board, "B", "C")
    leaving, _ = board.archiving.archive(2026)
    assert (leaving.meetings, leaving.cases, leaving.waiting) == ((third,), ("C",), (first, second))
    again = board.meetings.plan("Again", clock())
    assert [each.case_id for each in board.agenda.waiting(again)] == ["A"]


def test_a_year_is_over_once_the_next_has_begun(board: Board) -> None:
    assert (board.archiving.is_over(2025), board.archiving.is_over(2026)) == (True, False)
