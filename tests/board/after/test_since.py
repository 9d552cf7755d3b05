"""A case that comes back: facts, scores, scans, the patient's goal, and the triggers of dissent that fired."""

from datetime import date, timedelta

from tests.board.sitting import NEXT_MRI, SPECIALISTS, T12, at_the_table, decision
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.domain.followup import Result

DISSENT = {
    "person_id": "surgeon",
    "position": "stabilization first",
    "triggers": [{"kind": "sins_at_least", "value": "13"}, {"kind": "new_weakness"}],
}


def decided(open_as: OpenAs, clock: Clock) -> tuple[Board, str]:
    """The board with case A decided against the surgeon, and the id of the meeting four weeks later that lists it."""
    board, first = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(first, "A", decision("sbrt", agreement="majority_with_dissent", dissents=[DISSENT]))
    clock.advance(days=28)
    again = board.meetings.plan("Again", clock())
    board.intake.admit([board.cases.get("A").record], again.id)
    return board, again.id


def test_a_case_that_was_never_decided_has_nothing_behind_it(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    assert board.since.of(meeting, "A") is None
    board.decisions.record(meeting, "A", decision("sbrt"))
    assert board.since.of(meeting, "A") is None


def test_what_is_different_is_told_and_what_fired_is_named(open_as: OpenAs, clock: Clock) -> None:
    board, again = decided(open_as, clock)
    standing = board.cases.get("A")
    record = standing.record.record()
    record["lesions"][0]["sins"] |= {"collapse": "under_50", "posterolateral": "bilateral"}
    record["imaging"] = [{"kind": "mri_whole_spine", "on": "2026-12-20"}]
    record["patient_goals"] = ["mobility"]
    board.cases.save(type(standing.record).model_validate(record), standing.revision, "new MRI")
    since = board.since.of(again, "A")
    assert since is not None
    assert since.scores == (("T12", "ESCC 1b, SINS 8–14, rows 3 4", "ESCC 1b, SINS 13, rows 4"),)
    assert [each.kind for each in since.scans] == ["mri_whole_spine"]
    assert since.goals == ("not recorded", "mobility")
    assert [(each.person_id, each.fired.holds) for each in since.armed] == [("surgeon", True), ("surgeon", None)]
    assert {edit.path[-1] for edit in since.edits} == {"collapse", "posterolateral"}


def test_a_case_that_is_as_it_was_says_so(open_as: OpenAs, clock: Clock) -> None:
    board, again = decided(open_as, clock)
    since = board.since.of(again, "A")
    assert since is not None
    assert (since.edits, since.scores, since.scans, since.goals) == ((), (), (), None)
    assert since.before == since.now
    assert T12["lesions"][0]["level"] == since.last.stood.level


def test_other_sessions_see_the_same(open_as: OpenAs, clock: Clock) -> None:
    _, again = decided(open_as, clock)
    since = open_as("observer").since.of(again, "A")
    assert since is not None
    assert since.last.decision.dissents[0].person_id == "surgeon"


def test_what_follow_ups_showed_and_what_became_of_the_decision_are_told(open_as: OpenAs, clock: Clock) -> None:
    board, first = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(first, "A", decision("sbrt", next_mri=NEXT_MRI))
    board.planning.plan("A", "neuro_check", clock().date() + timedelta(days=20), "surgeon")
    clock.advance(days=41)
    board.fates.settle(first, "A", "partly", reason="toxicity")
    shown = Result(on=date(2027, 1, 3), response="progression", pain=6, new_deficit=False)
    board.followups.record("A/1", shown, started_from=board.followups.get("A/1").revision)
    again = board.meetings.plan("Again", clock())
    board.returning.bring_back("A", again.id, "progression")
    since = board.since.of(again.id, "A")
    assert since is not None
    assert [(each.id, each.result) for each in since.seen] == [("A/1", shown)]
    assert since.fate is not None
    assert (since.fate.fate, since.fate.reason) == ("partly", "toxicity")
