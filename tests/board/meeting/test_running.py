"""Running a sitting: one leader, one case after another, each left on purpose; late and red cases answered for."""

from datetime import date, timedelta

import pytest

from tests.board.casework import case, met, person
from tests.board.sitting import NO_MRI, SPECIALISTS, at_the_table, decision, enrolled
from tests.conftest import Clock, OpenAs
from tumorboard.board.desk import NotAllowed, NotThere
from tumorboard.board.meeting.running import talked_for, was_relieved
from tumorboard.complaint import Complaint

TOMORROW = date(2026, 11, 25)


def test_a_meeting_has_one_leader_until_another_chair_takes_over_with_a_reason(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as)
    board.people.add(person("deputy", "chair"))
    deputy = open_as("deputy")
    with pytest.raises(Complaint, match="chair leads this meeting"):
        deputy.running.open(meeting)
    with pytest.raises(Complaint, match="say why you take over"):
        deputy.running.lead(meeting, " ")
    taken = deputy.running.lead(meeting, "link dropped")
    assert (taken.led_by, taken.takeovers[-1].taken_from, taken.takeovers[-1].reason) == (
        "deputy",
        "chair",
        "link dropped",
    )
    with pytest.raises(Complaint, match="Dr deputy leads this meeting"):
        board.running.begin(meeting, "A")
    with pytest.raises(NotAllowed, match="a chair may"):
        open_as("coordinator").running.lead(meeting, "because")


def test_a_leader_knows_when_they_were_relieved_until_they_lead_again(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = at_the_table(open_as)
    board.people.add(person("deputy", "chair"))
    standing = board.meetings.get(meeting).record
    assert was_relieved(standing, "chair") is None
    clock.advance(minutes=1)
    taken = open_as("deputy").running.lead(meeting, "link dropped")
    assert (was_relieved(taken, "chair"), was_relieved(taken, "deputy")) == (clock(), None)
    assert was_relieved(taken, "surgeon") is None
    clock.advance(minutes=1)
    back = board.running.lead(meeting, "back again")
    assert (was_relieved(back, "chair"), was_relieved(back, "deputy")) == (None, clock())


def test_a_case_is_left_only_decided_deferred_or_noted(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.running.begin(meeting, "A")
    clock.advance(minutes=7)
    with pytest.raises(Complaint, match="A is neither decided, deferred nor noted"):
        board.running.begin(meeting, "B")
    board.decisions.record(meeting, "A", decision("sbrt"))
    moved = board.running.begin(meeting, "B")
    assert moved.in_discussion is not None
    assert moved.in_discussion.case_id == "B"
    assert talked_for(moved.items[0], clock()) == timedelta(minutes=7)
    noted = board.running.note(meeting, "B", "for information")
    assert (noted.items[1].state, noted.items[1].noted and noted.items[1].noted.reason) == ("noted", "for information")


def test_a_deferral_has_a_reason_an_owner_and_a_day_to_come(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = at_the_table(open_as)
    with pytest.raises(Complaint, match="is not to come"):
        board.running.defer(meeting, "A", "imaging_missing", "radiology", date(2026, 11, 24))
    with pytest.raises(NotThere, match="nobody here is called nobody"):
        board.running.defer(meeting, "A", "imaging_missing", "nobody", TOMORROW)
    with pytest.raises(
        Complaint, match=r"observer \(observer\) may not see to a deferred case; name one who may: chair"
    ):
        board.running.defer(meeting, "A", "imaging_missing", "observer", TOMORROW)
    with pytest.raises(Complaint, match="say in words"):
        board.running.defer(meeting, "A", "other", "radiology", TOMORROW)
    item = board.running.defer(meeting, "A", "imaging_missing", "radiology", TOMORROW).items[0]
    assert (item.state, item.deferrals[0].owner, item.deferrals[0].next_date) == ("deferred", "radiology", TOMORROW)


def test_a_meeting_closes_when_every_case_is_ended_and_confirmed_or_with_a_reason(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt"))
    with pytest.raises(Complaint, match="not decided, deferred or noted yet: B"):
        board.running.close(meeting)
    board.running.note(meeting, "B", "for information")
    with pytest.raises(Complaint, match="no next MRI with an owner, and no reason for none: A"):
        board.running.close(meeting)
    board.decisions.amend(meeting, "A", decision("sbrt", **NO_MRI), "none was said", number=1)
    waiting = tuple(board.decisions.unconfirmed(board.meetings.get(meeting).record))
    with pytest.raises(Complaint, match="not read back and signed: A"):
        board.running.close(meeting, unconfirmed=waiting)
    closed = board.running.close(meeting, "signed tomorrow", waiting)
    assert (closed.state, closed.led_by, closed.here) == ("closed", None, ())
    with pytest.raises(Complaint, match="is closed"):
        board.running.open(meeting)


def test_the_register_keeps_every_stay(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = at_the_table(open_as, "surgeon")
    clock.advance(minutes=5)
    board.register.join(meeting, "surgeon", "remote")
    clock.advance(minutes=5)
    left = board.register.leave(meeting, "surgeon")
    stays = [(each.how, each.stay.ended is not None) for each in left.attendance]
    assert (stays, left.here) == ([("present", True), ("remote", True)], ())
    with pytest.raises(Complaint, match="nobody left"):
        board.register.leave(meeting, "surgeon")
    radonc = open_as("radonc")
    radonc.register.join(meeting, "radonc", "remote")
    with pytest.raises(NotAllowed, match="somebody else"):
        radonc.register.join(meeting, "surgeon", "present")


def test_after_the_cut_off_a_case_says_why_and_a_chair_allows_it(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    starts = clock() + timedelta(hours=2)
    meeting = board.meetings.plan("Spine MDT", starts, cut_off=clock() - timedelta(hours=1)).id
    coordinator = open_as("coordinator")
    with pytest.raises(Complaint, match="say why the case comes late"):
        coordinator.intake.admit([case("late")], meeting)
    coordinator.intake.admit([case("late")], meeting, "referred at noon")
    board.running.open(meeting)
    with pytest.raises(Complaint, match="allow it first"):
        board.running.begin(meeting, "late")
    item = board.running.allow_late(meeting, "late", "cord at risk").items[0]
    with pytest.raises(Complaint, match="allowed already by"):
        board.running.allow_late(meeting, "late", "and another reason over the first")
    assert item.late is not None
    assert item.late.allowed is not None
    assert (item.late.asked.by, item.late.asked.reason, item.late.allowed.by) == (
        "coordinator",
        "referred at noon",
        "chair",
    )
    board.running.begin(meeting, "late")


def test_a_red_case_waits_for_no_weekly_list_without_a_name_a_reason_and_a_call(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    tonight = met(board, case("red", neurology={"progression": "rapid"}), title="Tonight")
    thursday = board.meetings.plan("Thursday", clock() + timedelta(days=2)).id
    assert board.emergencies.lane(board.meetings.get(tonight).record) == ["red"]
    with pytest.raises(Complaint, match="a red case waits for no weekly list"):
        board.emergencies.move("red", tonight, thursday)
    with pytest.raises(Complaint, match="its time lies ahead"):
        board.emergencies.move(
            "red", tonight, thursday, reason="comfort care", called="Dr Night", called_at=clock() + timedelta(hours=1)
        )
    moved = board.emergencies.move(
        "red", tonight, thursday, reason="comfort care agreed", called="Dr Night, on call", called_at=clock()
    )
    override = moved.items[0].override
    assert override is not None
    assert (override.decided.by, override.decided.reason, override.called) == (
        "chair",
        "comfort care agreed",
        "Dr Night, on call",
    )
    assert board.meetings.get(tonight).record.case_ids == ()
    assert board.emergencies.lane(moved) == []
    assert board.history.entries()[0].why == f"red moved to {thursday}: comfort care agreed"


def test_an_emergency_is_neither_deferred_nor_noted_before_somebody_answers_for_it(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as)
    red = board.cases.get("A")
    walks = red.record.neurology.model_copy(update={"ambulation": "non_ambulatory"})
    board.cases.save(red.record.model_copy(update={"neurology": walks}), red.revision, "cannot walk")
    with pytest.raises(Complaint, match="A is an emergency: decide it now, or defer it"):
        board.running.defer(meeting, "A", "time_ran_out", "radiology", TOMORROW)
    with pytest.raises(Complaint, match="A is an emergency"):
        board.running.note(meeting, "A", "for information")
    board.emergencies.override(meeting, "A", "on steroids, theatre at noon", "Dr X, 4711", board.now())
    item = board.running.defer(meeting, "A", "time_ran_out", "radiology", TOMORROW).items[0]
    assert item.state == "deferred"


def test_a_case_is_not_moved_to_a_meeting_that_is_over(open_as: OpenAs, clock: Clock) -> None:
    board, meeting = at_the_table(open_as)
    past = board.meetings.plan("Spine", clock() - timedelta(days=365))
    with pytest.raises(Complaint, match="Spine of 24 Nov 2025 is over; choose one to come"):
        board.emergencies.move("B", meeting, past.id)
