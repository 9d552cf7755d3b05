"""Decisions: what they must say, who may write, confirm and sign them, and that none is changed or lost."""

from datetime import date
from typing import Any

import pytest

from tests.board.casework import case, met
from tests.board.sitting import SPECIALISTS, T12, at_the_table, decision, enrolled, view
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.board.desk import NotAllowed
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import Dissent
from tumorboard.domain.view import Trigger

DISSENT: dict[str, Any] = {
    "person_id": "surgeon",
    "position": "stabilization first",
    "reasons": ["instability-threshold"],
    "triggers": [{"kind": "sins_at_least", "value": "13"}],
}


@pytest.fixture
def table(open_as: OpenAs) -> tuple[Board, str]:
    """Everybody is there."""
    return at_the_table(open_as, *SPECIALISTS)


def test_a_decision_keeps_the_quorum_and_the_table_of_its_second(table: tuple[Board, str]) -> None:
    board, meeting = table
    record = board.decisions.record(meeting, "A", decision("sbrt"))
    assert (record.quorum.met, record.quorum.present) == (True, tuple(SPECIALISTS))
    assert (record.stood.level, record.stood.sins, record.stood.escc) == ("T12", "8–14", "1b")
    assert record.stood.rows == (3, 4)
    assert board.meetings.get(meeting).record.items[0].state == "decided"


def test_without_a_quorum_it_asks_for_the_reason_and_stores_who_was_there(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, "surgeon", "radonc", "medonc")
    with pytest.raises(Complaint, match="quorum not met: radiology; say why"):
        board.decisions.record(meeting, "A", decision("sbrt"))
    record = board.decisions.record(meeting, "A", decision("sbrt", without_quorum="read by telephone"))
    assert (record.quorum.met, record.quorum.missing) == (False, ("radiology",))
    assert record.quorum.present == ("surgeon", "radonc", "medonc")


def test_who_left_does_not_count(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.register.leave(meeting, "radonc")
    assert board.register.quorum(board.meetings.get(meeting).record).missing == ("radiation oncology",)


def test_a_plan_outside_every_candidate_row_asks_why(table: tuple[Board, str]) -> None:
    board, meeting = table
    with pytest.raises(Complaint, match="say why"):
        board.decisions.record(meeting, "A", decision("cebrt"))
    kept = board.decisions.record(meeting, "A", decision("cebrt", departure="no SBRT slot for six weeks"))
    assert kept.decision.departure == "no SBRT slot for six weeks"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"tells_patient": "nobody"}, "nobody here is called nobody"),
        ({"steps": [{"modality": "sbrt", "owner": "dr.who"}]}, "nobody here is called dr.who"),
        ({"tells_patient": "observer"}, "who tells the patient: Toni only looks on"),
        ({"steps": [{"modality": "sbrt", "owner": "observer"}]}, "owner: Toni only looks on; name somebody who is"),
        ({"next_mri": {"on": "2027-01-03", "owner": "observer"}}, "owner of the next MRI: Toni only looks on"),
        ({"tell_by": "2026-11-23"}, "that is past"),
        ({"next_mri": {"on": "2026-01-01", "owner": "radonc"}}, "that is past"),
    ],
)
def test_unknown_people_observers_and_past_dates_are_named(
    table: tuple[Board, str], content: dict[str, Any], says: str
) -> None:
    board, meeting = table
    with pytest.raises(Complaint, match=says):
        board.decisions.record(meeting, "A", decision("sbrt", **content))
    assert board.decisions.of("A") == []


@pytest.mark.parametrize(
    "content",
    [
        {"steps": []},
        {"steps": [{"modality": "sbrt", "dose_gy": 24.0}]},
        {"steps": [{"modality": "brace", "dose_gy": 24.0, "fractions": 3}]},
        {"rationale": "  "},
        {"agreement": "majority_with_dissent"},
        {"dissents": [DISSENT]},
    ],
)
def test_half_a_decision_is_none(content: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        decision("sbrt", **content)


def test_views_still_sealed_are_revealed_first(table: tuple[Board, str], open_as: OpenAs) -> None:
    board, meeting = table
    open_as("surgeon").views.submit(meeting, "A", view("sbrt"))
    with pytest.raises(Complaint, match="still sealed"):
        board.decisions.record(meeting, "A", decision("sbrt"))
    board.views.reveal(meeting, "A")
    board.decisions.record(meeting, "A", decision("sbrt"))


def test_a_stale_second_decision_is_refused(table: tuple[Board, str], open_as: OpenAs) -> None:
    board, meeting = table
    board.decisions.record(meeting, "A", decision("sbrt"))
    with pytest.raises(Complaint, match="decided already"):
        open_as("coordinator").decisions.record(meeting, "A", decision("sbrt"))
    board.decisions.amend(meeting, "A", decision("sbrt"), "dose", number=1)
    with pytest.raises(Complaint, match="amended meanwhile by chair"):
        open_as("coordinator").decisions.amend(meeting, "A", decision("sbrt"), "levels", number=1)


def test_only_a_clinician_who_did_not_write_it_confirms_and_only_then_a_chair_signs(
    table: tuple[Board, str], open_as: OpenAs
) -> None:
    board, meeting = table
    written = board.decisions.record(meeting, "A", decision("sbrt"))
    with pytest.raises(Complaint, match="not read back yet"):
        board.decisions.sign(written.id)
    with pytest.raises(Complaint, match="wrote it down"):
        board.decisions.read_back(written.id, "chair")
    with pytest.raises(Complaint, match="is no clinician here"):
        board.decisions.read_back(written.id, "observer")
    board.register.leave(meeting, "medonc")
    with pytest.raises(Complaint, match="not in the register"):
        board.decisions.read_back(written.id, "medonc")
    board.decisions.read_back(written.id, "radiology")
    with pytest.raises(NotAllowed, match="may not sign"):
        open_as("surgeon").decisions.sign(written.id)
    signed = board.decisions.sign(written.id)
    assert signed.read_back is not None
    assert signed.signed is not None
    assert (signed.read_back.person_id, signed.signed.person_id) == ("radiology", "chair")
    assert board.decisions.unconfirmed(board.meetings.get(meeting).record) == []


def test_an_amendment_supersedes_and_keeps_every_dissent(table: tuple[Board, str]) -> None:
    board, meeting = table
    first = decision("sbrt", agreement="majority_with_dissent", dissents=[DISSENT])
    board.decisions.record(meeting, "A", first)
    with pytest.raises(Complaint, match="say why"):
        board.decisions.amend(meeting, "A", decision("sbrt"), " ", number=1)
    with pytest.raises(Complaint, match="consensus, and the dissent of Dr surgeon stays on record"):
        board.decisions.amend(meeting, "A", decision("sbrt"), "24 Gy agreed by telephone", number=1)
    assert len(board.decisions.of("A")) == 1
    other = {**DISSENT, "person_id": "medonc"}
    without = decision("sbrt", agreement="majority_with_dissent", dissents=[other])
    amended = board.decisions.amend(meeting, "A", without, "24 Gy agreed by telephone", number=1)
    assert {each.person_id for each in amended.decision.dissents} == {"medonc", "surgeon"}
    assert amended.decision.agreement == "majority_with_dissent"
    assert [(each.number, each.amends_because) for each in board.decisions.of("A")] == [
        (1, None),
        (2, "24 Gy agreed by telephone"),
    ]
    assert board.decisions.of("A")[0].decision == first


def test_a_specialist_adds_a_dissent_of_their_own_and_nobody_elses(table: tuple[Board, str], open_as: OpenAs) -> None:
    board, meeting = table
    written = board.decisions.record(meeting, "A", decision("sbrt"))
    mine = Dissent(person_id="medonc", position="systemic therapy", triggers=(Trigger(kind="new_weakness"),))
    with pytest.raises(NotAllowed):
        board.decisions.dissent(written.id, mine)
    dissented = open_as("medonc").decisions.dissent(written.id, mine)
    assert (dissented.decision.agreement, dissented.decision.dissents) == ("majority_with_dissent", (mine,))


def test_who_neither_leads_nor_coordinates_writes_nothing_down(table: tuple[Board, str], open_as: OpenAs) -> None:
    _, meeting = table
    with pytest.raises(NotAllowed, match="the chair or the coordinator may"):
        open_as("surgeon").decisions.record(meeting, "A", decision("sbrt"))


def test_before_the_meeting_only_an_emergency_is_decided(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    red = {**T12, "neurology": {"progression": "rapid", "suspected": "2026-11-23T22:30:00+00:00"}}
    meeting = met(board, case("calm", **T12), case("red", **red))
    with pytest.raises(Complaint, match="is not open"):
        board.decisions.record(meeting, "calm", decision("sbrt", without_quorum="alone"))
    kept = board.decisions.record(meeting, "red", decision("sbrt", without_quorum="at night", departure="unstable"))
    assert kept.hours_from_suspicion == 9.0
    assert kept.hours_from_mri is None


def test_another_plan_than_the_earlier_meeting_decided_asks_why(table: tuple[Board, str], clock: Clock) -> None:
    board, meeting = table
    board.decisions.record(meeting, "A", decision("sbrt"))
    clock.advance(days=28)
    again = board.meetings.plan("Again", clock())
    board.intake.admit([board.cases.get("A").record], again.id)
    board.running.open(again.id)
    for person in SPECIALISTS:
        board.register.join(again.id, person, "remote")
    plan = decision("stabilization_open", "sbrt")
    with pytest.raises(Complaint, match="departs from the decision of 24 Nov 2026"):
        board.decisions.record(again.id, "A", plan)
    assert date(2026, 11, 24) == board.decisions.of("A")[0].recorded_at.date()
