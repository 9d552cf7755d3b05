"""Follow-ups from a decision to what became of them; no date and no reason is ever lost."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from tests.board.casework import case, met
from tests.board.sitting import NEXT_MRI, NO_MRI, SPECIALISTS, T12, at_the_table, decision, enrolled
from tests.conftest import Clock, OpenAs
from tests.lesions import T8_OF_SINS_9
from tumorboard.board.after.schedule import by_due, group_of, over
from tumorboard.board.board import Board
from tumorboard.board.desk import NotAllowed, NotThere
from tumorboard.complaint import Complaint
from tumorboard.config import Settings
from tumorboard.domain.case import SinsItems
from tumorboard.domain.decision import DecisionRecord
from tumorboard.domain.followup import FollowUp, Result
from tumorboard.domain.view import Trigger
from tumorboard.domain.vocabulary import FollowUpState

DUE = date(2027, 1, 3)


def revision(board: Board, key: str) -> int:
    return board.followups.get(key).revision


def decided(open_as: OpenAs, **content: object) -> tuple[Board, DecisionRecord]:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    return board, board.decisions.record(meeting, "A", decision("sbrt", **content))


def with_mri(open_as: OpenAs) -> tuple[Board, DecisionRecord, FollowUp]:
    board, record = decided(open_as, next_mri=NEXT_MRI)
    (mri,) = board.followups.of("A")
    return board, record, mri


W8_CASE: dict[str, Any] = {
    **T12,
    "lesions": [T8_OF_SINS_9],
}
"""ESCC 1b, paraspinal extension, SINS 9."""


def test_w8_a_clinician_reviews_follow_up(open_as: OpenAs, clock: Clock) -> None:
    chair = open_as()
    enrolled(chair)
    meeting = met(chair, *(case(each, **W8_CASE) for each in "ABCD"))
    chair.running.open(meeting)
    for each, on in (("A", "2027-01-03"), ("B", "2027-01-14"), ("C", "2027-01-18")):
        mri = {"on": on, "owner": "radonc", "because": "as agreed"}
        steps = decision("sbrt", next_mri=mri, without_quorum="by telephone")
        chair.decisions.record(meeting, each, steps)
        chair.fates.settle(meeting, each, "done")
    last = chair.decisions.record(meeting, "D", decision("sbrt", without_quorum="by telephone"))
    clock.advance(days=49)
    radonc = open_as("radonc")
    today = clock().date()
    assert [(each.id, group_of(each, today), over(each, today)) for each in by_due(radonc.followups.all())] == [
        ("A/1", "overdue", 9),
        ("B/1", "soon", 0),
        ("C/1", "soon", 0),
    ]
    assert [each.record.case_id for each in radonc.fates.unknown()] == ["D"]
    proposed = next(each for each in radonc.planning.proposed(last) if each.kind == "mri")
    assert (proposed.rule, proposed.due) == ("sbrt_high", DUE)
    assert "epidural disease, paraspinal extension, SINS 7 or more" in proposed.says
    ten_weeks = today + timedelta(weeks=10)
    plan = partial(radonc.planning.plan, "D", "mri", ten_weeks, "radonc", decision=last, proposed=proposed.proposal)
    with pytest.raises(Complaint, match="say why it is"):
        plan()
    planned = plan(because="pain settled")
    assert (planned.due, planned.because, planned.proposed) == (ten_weeks, "pain settled", proposed.proposal)


def test_a_decision_plans_its_mri_in_its_own_commit(open_as: OpenAs) -> None:
    board, record, mri = with_mri(open_as)
    assert (mri.id, mri.kind, mri.due, mri.owner, mri.state) == ("A/1", "mri", DUE, "radonc", "planned")
    assert (mri.decision_id, mri.meeting_id, mri.level) == (record.id, record.meeting_id, "T12")
    assert mri.proposed is not None
    assert (mri.proposed.rule, mri.proposed.due) == ("sbrt_high", DUE)
    assert board.followups.get("A/1").revision == board.revision()


def test_another_day_than_the_proposed_one_gives_its_reason(open_as: OpenAs) -> None:
    later = {"on": "2027-02-02", "owner": "radonc"}
    with pytest.raises(Complaint, match=r"the next MRI: proposed is 2027-01-03 .*say why it is 2027-02-02"):
        decided(open_as, next_mri=later)
    board = open_as()
    (meeting,) = board.meetings.all()
    assert board.followups.all() == []
    board.decisions.record(meeting.id, "A", decision("sbrt", next_mri={**later, "because": "pain settled"}))
    (mri,) = board.followups.of("A")
    assert (mri.due, mri.because, mri.proposed and mri.proposed.due) == (date(2027, 2, 2), "pain settled", DUE)


def test_a_day_within_a_week_of_the_proposed_one_needs_no_reason(open_as: OpenAs) -> None:
    board, _ = decided(open_as, next_mri={"on": "2027-01-10", "owner": "radonc"})
    assert board.followups.of("A")[0].because is None


def test_an_amendment_moves_the_mri_and_keeps_the_day_it_had(open_as: OpenAs) -> None:
    board, record, _ = with_mri(open_as)
    sooner = decision("sbrt", next_mri={"on": "2026-12-10", "owner": "radiology", "because": "new pain"})
    amended = board.decisions.amend(record.meeting_id, "A", sooner, "pain came back", number=1)
    (mri,) = board.followups.of("A")
    assert (mri.due, mri.owner, mri.decision_id, mri.sequence) == (date(2026, 12, 10), "radiology", amended.id, 1)
    assert [(each.due, each.reason) for each in mri.earlier] == [(DUE, "pain came back")]


def test_an_amendment_to_none_cancels_the_mri_with_its_words(open_as: OpenAs) -> None:
    board, record, _ = with_mri(open_as)
    board.decisions.amend(record.meeting_id, "A", decision("sbrt", **NO_MRI), "comfort", number=1)
    (mri,) = board.followups.of("A")
    assert (mri.state, mri.cancelled) == ("cancelled", "no_clinical_indication")
    assert mri.history[-1].words == "comfort is the goal"


def test_what_the_rules_propose_is_planned_accepted_or_declined(open_as: OpenAs) -> None:
    board, record, _ = with_mri(open_as)
    proposed = {each.kind: each for each in board.planning.proposed(record)}
    assert set(proposed) == {"neuro_check", "stability_check", "restaging"}
    each = proposed["neuro_check"]
    assert each.due is not None
    with pytest.raises(Complaint, match="say why it is"):
        board.planning.plan(
            "A", "neuro_check", each.due + timedelta(days=8), "surgeon", decision=record, proposed=each.proposal
        )
    board.planning.plan("A", "neuro_check", each.due, "surgeon", decision=record, proposed=each.proposal)
    board.planning.decline(record, proposed["restaging"], "regular_end", "staged by the oncologist")
    assert [left.kind for left in board.planning.proposed(record)] == ["stability_check"]
    declined = board.followups.of("A")[-1]
    assert (declined.state, declined.cancelled) == ("cancelled", "regular_end")


def test_when_one_is_done_the_next_is_proposed_from_that_day(open_as: OpenAs, clock: Clock) -> None:
    board, record, mri = with_mri(open_as)
    clock.advance(days=45)
    board.followups.advance(mri.id, "done", on=DUE, started_from=revision(board, mri.id))
    (following,) = [each for each in board.planning.proposed(record) if each.kind == "mri"]
    assert following.due == DUE + timedelta(days=40)
    board.planning.decline(record, following, "best_supportive_care")
    assert "mri" not in {each.kind for each in board.planning.proposed(record)}


def test_after_another_meeting_decided_only_its_decision_proposes(open_as: OpenAs, clock: Clock) -> None:
    board, first = decided(open_as)
    assert len(board.planning.proposed(first)) == 4
    clock.advance(days=28)
    again = board.meetings.plan("Again", clock())
    board.returning.bring_back("A", again.id, "new pain")
    board.running.open(again.id)
    later = decision("sbrt", without_quorum="by telephone", next_mri={"none_because": "hospice"})
    second = board.decisions.record(again.id, "A", later)
    assert board.planning.proposed(first) == []
    assert {each.kind for each in board.planning.proposed(second)} == {"neuro_check", "stability_check", "restaging"}


def test_the_day_of_treatment_moves_what_is_proposed(open_as: OpenAs, clock: Clock) -> None:
    board, record = decided(open_as)
    clock.advance(days=20)
    board.fates.settle(record.meeting_id, "A", "done", on=date(2026, 12, 10))
    (mri,) = [each for each in board.planning.proposed(record) if each.kind == "mri"]
    assert mri.due == date(2026, 12, 10) + timedelta(days=40)


def test_nothing_is_proposed_after_what_was_not_carried_out(open_as: OpenAs) -> None:
    board, record = decided(open_as)
    board.fates.settle(record.meeting_id, "A", "not_done", reason="patient_wish")
    assert board.planning.proposed(record) == []
    board.fates.settle(record.meeting_id, "A", "done")
    assert len(board.planning.proposed(record)) == 4


def test_the_sites_own_days_are_what_is_proposed(open_as: OpenAs) -> None:
    _, record = decided(open_as)
    own = open_as(settings=Settings(surveillance_days={"sbrt_high": 10}))
    assert own.planning.proposed(record)[0].due == date(2026, 12, 4)


def test_moving_keeps_every_earlier_day_and_raises_the_sequence(open_as: OpenAs) -> None:
    board, _, mri = with_mri(open_as)
    first = board.followups.reschedule(mri.id, date(2027, 2, 28), "holiday", started_from=revision(board, mri.id))
    second = board.followups.reschedule(
        mri.id, date(2028, 2, 29), "on a leap day", started_from=revision(board, mri.id)
    )
    assert [(each.due, each.reason) for each in second.earlier] == [
        (DUE, "holiday"),
        (date(2027, 2, 28), "on a leap day"),
    ]
    assert (first.sequence, second.sequence, second.due) == (1, 2, date(2028, 2, 29))


def test_the_states_go_forward_each_with_who_and_when(open_as: OpenAs, clock: Clock) -> None:
    board, _, mri = with_mri(open_as)
    surgeon = open_as("surgeon")
    surgeon.followups.advance(mri.id, "ordered", started_from=revision(board, mri.id))
    clock.advance(days=41)
    surgeon.followups.advance(mri.id, "done", on=date(2027, 1, 3), started_from=revision(board, mri.id))
    surgeon.followups.advance(mri.id, "acted_on", words="dose lowered", started_from=revision(board, mri.id))
    standing = board.followups.get(mri.id).record
    assert [(each.state, each.by, each.on) for each in standing.history] == [
        ("ordered", "surgeon", date(2026, 11, 24)),
        ("done", "surgeon", date(2027, 1, 3)),
        ("acted_on", "surgeon", date(2027, 1, 4)),
    ]
    assert not standing.is_open
    with pytest.raises(Complaint, match="nothing of it is awaited any more"):
        board.followups.advance(mri.id, "read", started_from=revision(board, mri.id))


def test_a_step_back_and_a_day_to_come_are_refused(open_as: OpenAs) -> None:
    board, _, mri = with_mri(open_as)
    board.followups.advance(mri.id, "ordered", started_from=revision(board, mri.id))
    with pytest.raises(Complaint, match=r"is ordered already; it goes on to done$"):
        board.followups.advance(mri.id, "planned", started_from=revision(board, mri.id))
    with pytest.raises(Complaint, match="2026-11-25 is still to come"):
        board.followups.advance(mri.id, "done", on=date(2026, 11, 25), started_from=revision(board, mri.id))
    with pytest.raises(Complaint, match="2026-11-23 is past"):
        board.followups.reschedule(mri.id, date(2026, 11, 23), "sooner", started_from=revision(board, mri.id))
    with pytest.raises(Complaint, match="say why the day is changed"):
        board.followups.reschedule(mri.id, date(2027, 11, 23), " ", started_from=revision(board, mri.id))
    with pytest.raises(Complaint, match="a reason may have 50,000 characters; this one has 50,001"):
        board.followups.reschedule(mri.id, date(2027, 11, 23), "a" * 50_001, started_from=revision(board, mri.id))


@pytest.mark.parametrize("state", ["read", "acted_on"])
def test_nothing_is_read_or_acted_on_before_it_was_done(open_as: OpenAs, state: FollowUpState) -> None:
    board, _, mri = with_mri(open_as)
    with pytest.raises(
        Complaint, match="A/1 is planned; say first that it was done: tumorboard followup done A/1 --on"
    ):
        board.followups.advance(mri.id, state, started_from=revision(board, mri.id))
    board.followups.advance(mri.id, "ordered", started_from=revision(board, mri.id))
    with pytest.raises(Complaint, match="A/1 is ordered; say first that it was done"):
        board.followups.advance(mri.id, state, started_from=revision(board, mri.id))
    assert board.followups.get(mri.id).record.is_open


def test_a_state_that_was_a_mistake_is_taken_back_step_by_step_and_stays_in_the_history(
    open_as: OpenAs, clock: Clock
) -> None:
    board, record, mri = with_mri(open_as)
    for state in ("ordered", "done", "acted_on"):
        clock.advance(days=1)
        board.followups.advance(mri.id, state, started_from=revision(board, mri.id))
    assert "mri" in {each.kind for each in board.planning.proposed(record)}

    def back(why: str) -> FollowUp:
        return board.followups.reinstate(mri.id, why, started_from=revision(board, mri.id))

    assert (back("the wrong line").state, board.followups.get(mri.id).record.seen_on) == ("done", date(2026, 11, 26))
    ordered = back("it was not done")
    assert (ordered.state, ordered.seen_on, ordered.due) == ("ordered", None, DUE)
    assert "mri" not in {each.kind for each in board.planning.proposed(record)}
    again = board.followups.advance(mri.id, "done", on=date(2026, 11, 25), started_from=revision(board, mri.id))
    assert again.seen_on == date(2026, 11, 25)
    back("nor then")
    assert back("nor ordered").state == "planned"
    assert [(each.state, each.words) for each in board.followups.get(mri.id).record.history] == [
        ("ordered", None),
        ("done", None),
        ("acted_on", None),
        ("done", "acted on taken back: the wrong line"),
        ("ordered", "done taken back: it was not done"),
        ("done", None),
        ("ordered", "done taken back: nor then"),
        ("planned", "ordered taken back: nor ordered"),
    ]
    with pytest.raises(Complaint, match="is planned; only a cancelled one is taken back, or a state"):
        back("once more")


def test_a_result_goes_with_the_state_that_is_taken_back_and_only_then(open_as: OpenAs, clock: Clock) -> None:
    board, _, mri = with_mri(open_as)
    clock.advance(days=41)
    board.followups.record(mri.id, Result(on=DUE, response="progression"), started_from=revision(board, mri.id))
    board.followups.advance(mri.id, "read", started_from=revision(board, mri.id))
    done = board.followups.reinstate(mri.id, "not read", started_from=revision(board, mri.id))
    assert (done.state, done.result and done.result.response) == ("done", "progression")
    planned = board.followups.reinstate(mri.id, "of another patient", started_from=revision(board, mri.id))
    assert (planned.state, planned.result, planned.seen_on) == ("planned", None, None)
    assert planned.history[-1].words == "done, with what it showed, taken back: of another patient"


def test_nothing_is_awaited_again_of_a_patient_who_died(open_as: OpenAs) -> None:
    board, _, mri = with_mri(open_as)
    other = board.planning.plan("A", "ct", date(2026, 12, 22), "surgeon")
    board.followups.advance(other.id, "done", started_from=revision(board, other.id))
    board.followups.cancel(mri.id, "died", started_from=revision(board, mri.id))
    with pytest.raises(Complaint, match="A: recorded as died"):
        board.followups.reinstate(other.id, "not done", started_from=revision(board, other.id))
    assert board.followups.get(other.id).record.state == "done"


def test_a_result_that_says_nothing_is_refused(open_as: OpenAs) -> None:
    board, _, mri = with_mri(open_as)
    with pytest.raises(Complaint, match="A/1: nothing is said of what it showed; give its response, pain"):
        board.followups.record(mri.id, Result(on=date(2026, 11, 24), level="T8"), started_from=revision(board, mri.id))
    assert board.followups.get(mri.id).record.state == "planned"
    shown = board.followups.record(mri.id, Result(on=date(2026, 11, 24), pain=0), started_from=revision(board, mri.id))
    assert shown.state == "done"


def test_of_two_who_change_one_the_second_is_told(open_as: OpenAs) -> None:
    board, _, mri = with_mri(open_as)
    seen = revision(board, mri.id)
    open_as("surgeon").followups.advance(mri.id, "ordered", started_from=seen)
    with pytest.raises(Complaint, match="changed by somebody else meanwhile"):
        board.followups.cancel(mri.id, "patient_wish", started_from=seen)
    assert board.followups.get(mri.id).record.state == "ordered"


def test_a_cancellation_has_its_coded_reason(open_as: OpenAs) -> None:
    board, _, mri = with_mri(open_as)
    with pytest.raises(Complaint, match="say in words why"):
        board.followups.cancel(mri.id, "other", started_from=revision(board, mri.id))
    cancelled = board.followups.cancel(mri.id, "patient_wish", started_from=revision(board, mri.id))
    assert (cancelled.state, cancelled.cancelled, cancelled.sequence) == ("cancelled", "patient_wish", 1)
    with pytest.raises(Complaint, match="plan it anew"):
        board.followups.record(mri.id, Result(on=date(2026, 11, 24)), started_from=revision(board, mri.id))


def test_when_the_patient_died_all_that_is_open_ends_and_nothing_more_is_planned(open_as: OpenAs) -> None:
    board, record, mri = with_mri(open_as)
    other = board.planning.plan("A", "neuro_check", date(2026, 12, 22), "surgeon", decision=record)
    board.followups.cancel(mri.id, "died", started_from=revision(board, mri.id))
    assert [(each.id, each.cancelled) for each in board.followups.changed_with(mri.id)] == [(other.id, "died")]
    assert board.planning.proposed(record) == []
    assert board.planning.next_mri(board.cases.get("A").record, record.decision, "T12") is None
    with pytest.raises(Complaint, match=r"A: recorded as died \(follow-up A/1\).*take its cancellation back"):
        board.planning.plan("A", "mri", date(2027, 5, 1), "surgeon")


def test_a_death_that_was_a_mistake_is_taken_back_with_all_that_ended_by_it(open_as: OpenAs) -> None:
    board, record, mri = with_mri(open_as)
    other = board.planning.plan("A", "neuro_check", date(2026, 12, 22), "surgeon", decision=record)
    board.followups.advance(other.id, "ordered", started_from=revision(board, other.id))
    gone = board.planning.plan("A", "ct", date(2027, 1, 22), "surgeon")
    board.followups.cancel(gone.id, "patient_wish", started_from=revision(board, gone.id))
    board.followups.cancel(mri.id, "died", started_from=revision(board, mri.id))
    back = board.followups.reinstate(mri.id, "another patient of that name", started_from=revision(board, mri.id))
    assert (back.state, back.cancelled, back.sequence) == ("planned", None, 2)
    assert [each.state for each in board.followups.of("A")] == ["planned", "ordered", "cancelled"]
    assert [each.id for each in board.followups.changed_with(mri.id)] == [other.id]
    assert {each.kind for each in board.planning.proposed(record)} == {"stability_check", "restaging"}
    assert back.history[-1].words == "cancellation taken back: another patient of that name"
    board.planning.plan("A", "restaging", date(2027, 5, 1), "surgeon")
    with pytest.raises(Complaint, match="only a cancelled one is taken back"):
        board.followups.reinstate(mri.id, "again", started_from=revision(board, mri.id))


def test_what_was_proposed_is_planned_once_also_by_two_at_the_same_moment(open_as: OpenAs) -> None:
    board, record, _ = with_mri(open_as)
    (each,) = [each for each in board.planning.proposed(record) if each.kind == "restaging"]
    assert each.due is not None
    theirs = open_as("surgeon")
    theirs.planning.plan("A", "restaging", each.due, "surgeon", decision=record, proposed=each.proposal)
    with pytest.raises(Complaint, match=r"A: A/2 \(restaging, 2027-02-16\) is planned already; move that"):
        board.planning.plan("A", "restaging", each.due, "radonc", decision=record, proposed=each.proposal)
    with pytest.raises(Complaint, match="is planned already"):
        board.planning.decline(record, each, "regular_end")
    assert len(board.followups.of("A")) == 2


def test_nothing_was_done_before_it_was_planned_or_before_the_step_that_stands(open_as: OpenAs, clock: Clock) -> None:
    board, _, mri = with_mri(open_as)
    with pytest.raises(Complaint, match=r"2025-01-03 is before it was planned \(2026-11-24\)"):
        board.followups.advance(mri.id, "done", on=date(2025, 1, 3), started_from=revision(board, mri.id))
    clock.advance(days=45)
    with pytest.raises(Complaint, match="is before it was planned"):
        board.followups.record(mri.id, Result(on=date(2026, 11, 20)), started_from=revision(board, mri.id))
    board.followups.advance(mri.id, "done", on=DUE, started_from=revision(board, mri.id))
    with pytest.raises(Complaint, match=r"2027-01-02 is before it was done \(2027-01-03\)"):
        board.followups.advance(mri.id, "read", on=date(2027, 1, 2), started_from=revision(board, mri.id))
    assert board.followups.get(mri.id).record.seen_on == DUE


def test_an_owner_is_enrolled_and_an_observer_only_looks(open_as: OpenAs) -> None:
    board, _, mri = with_mri(open_as)
    with pytest.raises(NotThere, match="nobody here is called nobody"):
        board.planning.plan("A", "mri", date(2027, 5, 1), "nobody")
    with pytest.raises(NotThere, match="no case is called Z"):
        board.planning.plan("Z", "mri", date(2027, 5, 1), "surgeon")
    with pytest.raises(NotAllowed, match="may not change a follow-up"):
        open_as("observer").followups.advance(mri.id, "ordered", started_from=revision(board, mri.id))
    with pytest.raises(NotAllowed, match="may not plan a follow-up"):
        open_as("observer").planning.plan("A", "mri", date(2027, 5, 1), "surgeon")
    able = "name one who may: chair, surgeon, radonc"
    with pytest.raises(Complaint, match=rf"observer \(observer\) may not change a follow-up; {able}"):
        board.followups.hand_over(mri.id, "observer", "on leave", started_from=revision(board, mri.id))
    with pytest.raises(Complaint, match=able):
        board.planning.plan("A", "ct", date(2027, 5, 1), "observer")
    handed = board.followups.hand_over(mri.id, "surgeon", "on leave", started_from=revision(board, mri.id))
    assert (handed.owner, handed.state, handed.history[-1].words) == ("surgeon", "planned", "to surgeon: on leave")


def test_a_result_that_fires_a_trigger_brings_the_case_back(open_as: OpenAs, clock: Clock) -> None:
    trigger = Trigger(kind="sins_at_least", value="13")
    dissent = {"person_id": "surgeon", "position": "fixation", "triggers": [trigger.model_dump(exclude_none=True)]}
    board, _ = decided(open_as, next_mri=NEXT_MRI, agreement="majority_with_dissent", dissents=[dissent])
    (mri,) = board.followups.of("A")
    clock.advance(days=40)
    quiet = board.followups.record(
        mri.id, Result(on=DUE, response="local_control", pain=2), started_from=revision(board, mri.id)
    )
    assert (quiet.state, board.returning.asked_by(quiet)) == ("done", [])
    worse = SinsItems(collapse="over_50", posterolateral="bilateral")
    loud = board.followups.record(
        mri.id,
        Result(on=DUE, response="progression", new_deficit=True, sins=worse),
        started_from=revision(board, mri.id),
    )
    assert board.returning.asked_by(loud) == [
        "progression on imaging",
        "new neurological deficit",
        "trigger of Dr surgeon: SINS ≥ 13 (T12: SINS 14)",
    ]
    again = board.meetings.plan("Spine", clock() + timedelta(days=7))
    item = board.returning.bring_back("A", again.id, "progression on imaging").item("A")
    assert item is not None
    assert (item.listed_because, item.state) == ("progression on imaging", "listed")
    with pytest.raises(Complaint, match="is on the list of Spine already"):
        board.returning.bring_back("A", again.id, "twice")
    assert board.since.of(again.id, "A") is not None


def test_after_the_cut_off_a_case_comes_back_with_a_reason_and_a_chairs_leave(open_as: OpenAs, clock: Clock) -> None:
    board, _, _ = with_mri(open_as)
    meeting = board.meetings.plan("Spine", clock() + timedelta(days=2), cut_off=clock() - timedelta(hours=1))
    surgeon = open_as("surgeon")
    with pytest.raises(Complaint, match="say why the case comes late"):
        surgeon.returning.bring_back("A", meeting.id, "new deficit")
    item = surgeon.returning.bring_back("A", meeting.id, "new deficit", "seen this morning").item("A")
    assert item is not None
    assert item.late is not None
    assert (item.late.asked.by, item.late.allowed) == ("surgeon", None)


def test_keys_are_counted_a_case_even_where_an_id_holds_a_slash(board: Board) -> None:
    met(board, case("A/B", **T12))
    first = board.planning.plan("A/B", "mri", DUE, "chair")
    second = board.planning.plan("A/B", "other", DUE, "chair", words="weigh the patient")
    assert (first.id, second.id) == ("A%2FB/1", "A%2FB/2")
    with pytest.raises(Complaint, match="other: say in words what is looked at"):
        board.planning.plan("A/B", "other", DUE, "chair")
