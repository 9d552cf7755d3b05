"""What became of a decision: unknown until somebody says it, loud after thirty days, never without its reason."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.board.sitting import NEXT_MRI, NO_MRI, SPECIALISTS, at_the_table, decision
from tests.conftest import Clock, MachineIn, OpenAs
from tumorboard.board.after.fates import DueAction
from tumorboard.board.board import Board
from tumorboard.board.desk import NotAllowed, NotThere
from tumorboard.complaint import Complaint


def decided(open_as: OpenAs) -> tuple[Board, str]:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    steps = [
        {"modality": "sbrt", "owner": "radonc", "timing": "within_2_weeks"},
        {"modality": "corticosteroid", "owner": "medonc", "timing": "elective"},
        {"modality": "brace", "timing": "immediately"},
    ]
    board.decisions.record(meeting, "A", decision(steps=steps, next_mri=NEXT_MRI))
    return board, meeting


def over(board: Board) -> list[DueAction]:
    """The steps whose time is over."""
    return [each for each in board.fates.actions() if each.is_over]


def test_a_decision_of_which_nobody_said_what_became_is_loud_after_thirty_days(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = decided(open_as)
    clock.advance(days=29, hours=23)
    assert board.fates.unknown() == []
    clock.advance(hours=1)
    assert [(each.record.case_id, each.days) for each in board.fates.unknown()] == [("A", 30)]
    board.fates.settle(meeting, "A", "done", on=date(2026, 12, 1))
    assert board.fates.unknown() == []


def test_it_waits_so_many_days_of_the_calendar_whatever_the_hour(open_as: OpenAs, clock: Clock) -> None:
    board, _ = decided(open_as)
    clock.advance(days=48, hours=20)
    (unknown,) = board.fates.unknown()
    assert (clock().date() - unknown.record.recorded_at.date()).days == unknown.days == 49


def test_what_was_not_wholly_done_has_its_coded_reason(open_as: OpenAs) -> None:
    board, meeting = decided(open_as)
    for fate in ("partly", "not_done"):
        with pytest.raises(Complaint, match="say why it was not done, from the list"):
            board.fates.settle(meeting, "A", fate)
    with pytest.raises(Complaint, match="has no reason for not being done"):
        board.fates.settle(meeting, "A", "done", reason="patient_wish")
    with pytest.raises(Complaint, match="say in words why"):
        board.fates.settle(meeting, "A", "not_done", reason="other")
    assert board.fates.of(meeting, "A") is None
    board.fates.settle(meeting, "A", "not_done", reason="patient_wish")
    assert dict(board.fates.reasons()) == {"patient_wish": 1}
    assert board.fates.suggested("patient_wish")[:2] == ("inform the board", "offer palliative care")


def test_nothing_that_was_said_is_lost_and_the_decision_stays_as_it_is(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = decided(open_as)
    before = board.decisions.standing(meeting, "A")
    board.fates.settle(meeting, "A", "not_done", reason="no_slot")
    clock.advance(days=1)
    record = open_as("radonc").fates.settle(meeting, "A", "done", on=date(2026, 11, 25))
    assert [(each.fate, each.reason, each.by) for each in record.settled] == [
        ("not_done", "no_slot", "chair"),
        ("done", None, "radonc"),
    ]
    assert dict(board.fates.reasons()) == {}
    assert board.decisions.standing(meeting, "A") == before


def test_an_amended_decision_is_settled_anew(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = decided(open_as)
    board.fates.settle(meeting, "A", "not_done", reason="new_information")
    board.decisions.amend(meeting, "A", decision("sbrt", next_mri=NEXT_MRI), "new scan", number=1)
    clock.advance(days=31)
    assert [each.record.number for each in board.fates.unknown()] == [2]


def test_a_step_with_an_owner_is_due_when_its_time_is_over(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = decided(open_as)
    clock.advance(days=13)
    assert over(board) == []
    assert [(each.number, each.due, each.is_over) for each in board.fates.actions()] == [(1, date(2026, 12, 8), False)]
    clock.advance(days=1)
    assert [each.is_over for each in board.fates.actions()] == [True]
    (action,) = over(board)
    assert (action.number, action.step.owner, action.due) == (1, "radonc", date(2026, 12, 8))
    board.fates.settle(meeting, "A", "done", step=1)
    assert over(board) == []
    assert board.fates.unknown(timedelta()) != []


def test_a_step_within_a_day_is_due_at_its_hour(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    steps = [{"modality": "corticosteroid", "owner": "medonc", "timing": "within_24_h"}]
    board.decisions.record(meeting, "A", decision(steps=steps, next_mri=NEXT_MRI, departure="until Monday"))
    clock.advance(hours=23, minutes=59)
    assert over(board) == []
    clock.advance(minutes=1)
    assert [(each.step.owner, each.due) for each in over(board)] == [("medonc", date(2026, 11, 25))]


def test_a_change_of_the_clocks_moves_no_day_that_is_weeks_ahead_and_no_hour_of_a_day(
    open_as: OpenAs, clock: Clock, machine_in: MachineIn
) -> None:
    machine_in("Europe/Berlin")
    clock.at = datetime(2027, 3, 27, 22, 30, tzinfo=UTC).astimezone()
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    steps = [
        {"modality": "brace", "owner": "surgeon", "timing": "within_24_h"},
        {"modality": "sbrt", "owner": "radonc", "timing": "within_1_week"},
    ]
    board.decisions.record(meeting, "A", decision(steps=steps, **NO_MRI))
    clock.advance(hours=23, minutes=59)
    assert over(board) == []
    clock.advance(minutes=1)
    assert [each.step.modality for each in over(board)] == ["brace"]
    assert [(each.due, each.is_over) for each in board.fates.actions()] == [
        (date(2027, 3, 29), True),
        (date(2027, 4, 3), False),
    ]


def test_where_the_patient_died_nothing_is_awaited_and_a_mistake_is_settled_anew(open_as: OpenAs) -> None:
    board, meeting = decided(open_as)
    before = board.revision()
    board.fates.settle(meeting, "A", "not_done", reason="died")
    assert board.revision() == before + 1
    assert [(each.state, each.cancelled) for each in board.followups.of("A")] == [("cancelled", "died")]
    board.followups.reinstate("A/1", "a mistake", started_from=board.followups.get("A/1").revision)
    with pytest.raises(Complaint, match=r"recorded as died \(fate of the decision of .*settle the decision anew"):
        board.planning.plan("A", "ct", date(2027, 5, 1), "surgeon")
    board.fates.settle(meeting, "A", "done")
    assert board.planning.plan("A", "ct", date(2027, 5, 1), "surgeon").state == "planned"


def test_w9_what_was_not_carried_out_comes_back_and_the_decision_stays(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = decided(open_as)
    before = board.decisions.standing(meeting, "A")
    clock.advance(days=12)
    radonc = open_as("radonc")
    with pytest.raises(Complaint, match="say why it was not done"):
        radonc.fates.settle(meeting, "A", "not_done")
    radonc.fates.settle(meeting, "A", "not_done", reason="patient_wish")
    assert radonc.fates.suggested("patient_wish") == (
        "inform the board",
        "offer palliative care",
        "review the next MRI",
        "list the case again",
    )
    again = board.meetings.plan("Spine", clock() + timedelta(days=14))
    item = radonc.returning.bring_back("A", again.id, "declines the irradiation").item("A")
    assert item is not None
    assert item.listed_because == "declines the irradiation"
    since = board.since.of(again.id, "A")
    assert since is not None
    assert (since.last, since.fate and since.fate.reason) == (before, "patient_wish")
    assert dict(board.fates.reasons()) == {"patient_wish": 1}
    clock.advance(days=30)
    assert board.fates.unknown() == []


def test_other_sessions_settle_at_the_same_moment_and_both_are_kept(open_as: OpenAs) -> None:
    board, meeting = decided(open_as)
    radonc = open_as("radonc")
    assert radonc.fates.of(meeting, "A") is None
    board.fates.settle(meeting, "A", "partly", step=1, reason="toxicity")
    radonc.fates.settle(meeting, "A", "done", step=1)
    said = board.fates.of(meeting, "A")
    assert said is not None
    assert [(each.by, each.fate) for each in said.settled] == [("chair", "partly"), ("radonc", "done")]


def test_what_cannot_be_is_refused(open_as: OpenAs) -> None:
    board, meeting = decided(open_as)
    with pytest.raises(NotThere, match="B has no decision"):
        board.fates.settle(meeting, "B", "done")
    with pytest.raises(Complaint, match="step 4: the decision has 3"):
        board.fates.settle(meeting, "A", "done", step=4)
    with pytest.raises(Complaint, match="2026-11-25 is still to come"):
        board.fates.settle(meeting, "A", "done", on=date(2026, 11, 25))
    with pytest.raises(NotAllowed, match="may not settle a decision"):
        open_as("observer").fates.settle(meeting, "A", "done")
