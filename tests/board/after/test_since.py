"""A case that comes back: facts, scores, scans, the patient's goal, and the triggers of dissent that fired."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.board.sitting import NEXT_MRI, SPECIALISTS, T12, at_the_table, decision
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.domain.case import SinsItems
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


def came_back(open_as: OpenAs, clock: Clock, shown: Result) -> tuple[Board, str]:
    """A decided against the surgeon, whose MRI six weeks later showed `shown`; it is on the next meeting's list."""
    board, first = at_the_table(open_as, *SPECIALISTS)
    content = {"next_mri": NEXT_MRI, "agreement": "majority_with_dissent", "dissents": [DISSENT]}
    board.decisions.record(first, "A", decision("sbrt", **content))
    clock.advance(days=41)
    board.followups.record("A/1", shown, started_from=board.followups.get("A/1").revision)
    again = board.meetings.plan("Again", clock())
    board.returning.bring_back("A", again.id, "what the MRI showed")
    return board, again.id


def changed(board: Board, change: Callable[[dict[str, Any]], object]) -> None:
    standing = board.cases.get("A")
    record = standing.record.record()
    change(record)
    board.cases.save(type(standing.record).model_validate(record), standing.revision, "looked at again")


def test_a_result_fires_the_triggers_that_it_fires_in_the_follow_up_pane(open_as: OpenAs, clock: Clock) -> None:
    worse = SinsItems(collapse="over_50", posterolateral="bilateral")
    board, again = came_back(open_as, clock, Result(on=date(2027, 1, 3), sins=worse, new_deficit=True))
    (mri,) = board.followups.of("A")
    assert "trigger of Dr surgeon: SINS ≥ 13 (T12: SINS 14)" in board.returning.asked_by(mri)
    since = board.since.of(again, "A")
    assert since is not None
    assert [(each.fired.holds, each.fired.says) for each in since.armed] == [
        (True, "T12: SINS 14, MRI of Sun 03 Jan 2027"),
        (None, "neurology not recorded"),
    ]
    assert since.untaken == (
        "new deficit reported on 03 Jan: record the neurology",
        "T12 re-scored SINS 14 on 03 Jan, not taken over",
    )
    assert since.now == since.before


def test_a_new_deficit_is_not_called_no_weakness(open_as: OpenAs, clock: Clock) -> None:
    board, first = at_the_table(open_as, *SPECIALISTS)
    changed(board, lambda record: record["neurology"].update(ambulation="independent"))
    content = {"next_mri": NEXT_MRI, "agreement": "majority_with_dissent", "dissents": [DISSENT]}
    board.decisions.record(first, "A", decision("sbrt", **content))
    clock.advance(days=41)
    again = board.meetings.plan("Again", clock())
    board.returning.bring_back("A", again.id, "a month later")

    def armed() -> list[bool | None]:
        since = board.since.of(again.id, "A")
        return [each.fired.holds for each in since.armed] if since else []

    assert armed() == [None, False]
    shown = Result(on=date(2027, 1, 3), new_deficit=True)
    board.followups.record("A/1", shown, started_from=board.followups.get("A/1").revision)
    assert armed() == [None, None]


def test_what_results_say_is_untaken_until_the_case_is_changed_after_them(open_as: OpenAs, clock: Clock) -> None:
    worse = SinsItems(collapse="over_50", posterolateral="bilateral")
    board, _ = came_back(open_as, clock, Result(on=date(2027, 1, 3), sins=worse, new_deficit=True))
    board.owed.look()
    assert board.owed.untaken["A"].rescored == ("T12 re-scored SINS 14 on 03 Jan, not taken over",)
    changed(board, lambda record: record["lesions"][0]["sins"].update(collapse="over_50"))
    board.owed.look()
    assert board.owed.untaken["A"].rescored == ("T12 re-scored SINS 14 on 03 Jan, not taken over",)
    changed(board, lambda record: record["lesions"][0]["sins"].update(posterolateral="unilateral"))
    board.owed.look()
    assert board.owed.untaken["A"] == ("new deficit reported on 03 Jan: record the neurology", ())
    changed(board, lambda record: record["neurology"].update(ambulation="aided"))
    board.owed.look()
    assert board.owed.untaken == {}
