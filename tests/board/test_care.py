"""References that lead nowhere: a follow-up or a fate without its decision."""

import pytest

from tests.board.sitting import NEXT_MRI, SPECIALISTS, at_the_table, decision
from tests.conftest import OpenAs
from tumorboard.board.board import Board
from tumorboard.store.contract import NEW, Put


def decided(open_as: OpenAs) -> tuple[Board, str]:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    board.fates.settle(meeting, "A", "done")
    return board, meeting


def test_what_came_of_a_decision_leads_back_to_it(open_as: OpenAs) -> None:
    board, _ = decided(open_as)
    assert board.care.check().faults == ()


def test_a_decision_that_is_not_there_is_named(open_as: OpenAs) -> None:
    board, meeting = decided(open_as)
    store = board._desk.store
    (followup,), (fate,) = store.all("followups"), store.all("fates")
    puts = [
        Put("followups", followup.key, {**followup.content, "decision_id": f"{meeting}/A/7"}, followup.revision),
        Put("fates", "elsewhere", {**fate.content, "meeting_id": "elsewhere"}, NEW),
    ]
    store.commit(puts, by="x", at=board.now(), why=None)
    assert board.care.check().faults == (
        f"followups A/1: is of decision {meeting}/A/7, which is not there",
        "fates elsewhere: is of a decision that is not there",
    )


def test_follow_ups_that_came_in_without_their_decisions_are_no_fault(open_as: OpenAs) -> None:
    board, _ = decided(open_as)
    (followup,) = board.followups.all()
    alone = followup.model_copy(update={"id": "A/2", "meeting_id": "another", "decision_id": "another/A/1"})
    board.followup_intake.admit([alone])
    assert board.care.check().faults == ()


@pytest.mark.parametrize("items", [["A"], [None], "A", 3, {"case_id": "A"}, [{"case_id": ["A"]}]])
def test_a_record_that_holds_nonsense_is_named_and_what_it_refers_to_is_not_asked(
    open_as: OpenAs, items: object
) -> None:
    board, meeting = decided(open_as)
    store = board._desk.store
    (document,) = store.all("meetings")
    nonsense = Put("meetings", meeting, {**document.content, "items": items}, document.revision)
    store.commit([nonsense], by="x", at=board.now(), why=None)
    (fault,) = board.care.check().faults
    assert fault.startswith(f"meeting {meeting}: items")
    assert "damaged in the store" in fault
