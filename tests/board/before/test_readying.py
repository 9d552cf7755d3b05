"""W2, chasing gaps: what each case lacks for its meeting, who sees to it until when, and the chair's word."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tests.board.casework import Interrupted, person
from tests.board.preparing import LESION, MRI, WHOLE, listed, ready, whole
from tests.board.sitting import enrolled
from tests.conftest import Clock, OpenAs
from tumorboard.board.before.readying import due_said
from tumorboard.board.desk import NotAllowed, NotThere
from tumorboard.complaint import Complaint
from tumorboard.config import Settings
from tumorboard.domain.vocabulary import ROLES, Role
from tumorboard.store.contract import Saved

OLD_MRI = [{**MRI, "on": "2026-09-26"}, WHOLE["imaging"][1]]
NO_GRADE = [{**LESION, "escc": None}]


def test_a_coordinator_chases_gaps_until_the_case_is_ready(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    meeting = listed(board, whole("A", imaging=OLD_MRI, lesions=NO_GRADE, patient_words=None))
    keeper = open_as("coordinator")
    assert [gap.key for gap in ready(keeper, meeting).readiness.blocking] == ["mri", "escc T8", "goal"]
    assert ready(keeper, meeting).readiness.blocking[0].says == "61 days old on Thu 26 Nov 2026, allowed 42"
    wednesday = datetime(2026, 11, 25, 12, tzinfo=clock().tzinfo)
    keeper.readying.give(meeting, "A", "escc T8", "radiology", wednesday)
    keeper.readying.give(meeting, "A", "goal", "surgeon", wednesday)
    cares = ready(keeper, meeting).cares
    assert {key: care.owner for key, care in cares.items()} == {"escc T8": "radiology", "goal": "surgeon"}
    assert due_said(cares["goal"].due, clock()) == "in 1 d 4 h"
    theirs = open_as("radiology")
    record = theirs.cases.get("A")
    arrived = whole("A", imaging=[{**MRI, "on": "2026-11-21"}], lesions=NO_GRADE, patient_words=None)
    assert isinstance(theirs.cases.save(arrived, record.revision, "MRI"), Saved)
    assert [gap.key for gap in ready(keeper, meeting).readiness.blocking] == ["escc T8", "goal"]
    theirs.cases.save(whole("A"), theirs.cases.get("A").revision, "the rest")
    assert ready(keeper, meeting).state == "ready"


def test_age_is_counted_to_the_meeting_and_never_to_today(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    meeting = listed(board, whole("A", imaging=[{**MRI, "on": "2026-10-14"}, WHOLE["imaging"][1]]))
    assert (clock().date() - date(2026, 10, 14)).days == 41
    assert [gap.key for gap in ready(board, meeting).readiness.blocking] == ["mri"]
    clock.advance(days=30)
    assert ready(board, meeting).readiness.blocking[0].says == "43 days old on Thu 26 Nov 2026, allowed 42"


def test_a_site_sets_its_own_age_and_makes_a_line_a_warning(open_as: OpenAs) -> None:
    meeting = listed(open_as(), whole("A", imaging=OLD_MRI, question=None))
    site = open_as(settings=Settings(readiness_days={"mri": 61}, readiness_warns=("question",)))
    assert ready(site, meeting).state == "ready"
    assert [gap.key for gap in ready(site, meeting).readiness.warning] == ["question"]


def test_a_route_that_the_list_names_stands_above_the_case(open_as: OpenAs) -> None:
    board = open_as()
    meeting = listed(board, whole("A", question=None, route=None))
    assert [gap.key for gap in ready(board, meeting).readiness.blocking] == ["question", "route"]
    board.agenda.set_route(meeting, "A", "discuss")
    assert [gap.key for gap in ready(board, meeting).readiness.blocking] == ["question"]
    board.agenda.set_route(meeting, "A", "standard_of_care")
    assert ready(board, meeting).state == "ready"


def test_a_gap_is_not_given_to_somebody_who_only_looks_on(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    meeting = listed(board, whole("A", question=None))
    with pytest.raises(Complaint, match=r"observer \(observer\) may not close a gap; name one who may: chair"):
        board.readying.give(meeting, "A", "question", "observer", clock() + timedelta(hours=5))


def test_a_gap_is_given_to_somebody_enrolled_before_the_meeting(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    meeting = listed(board, whole("A", question=None))
    soon, starts = clock() + timedelta(hours=5), board.meetings.get(meeting).record.starts
    for arguments, words in (
        (("A", "question", "nobody", soon), "nobody here is called nobody"),
        (("A", "mri", "surgeon", soon), "A has no gap mri; its gaps: question"),
        (("A", "question", "surgeon", clock() - timedelta(hours=1)), "is past"),
        (("A", "question", "surgeon", starts + timedelta(minutes=1)), "give a time before it"),
        (("Z", "question", "surgeon", soon), "Z is not on the list"),
    ):
        with pytest.raises(Complaint, match=words):
            board.readying.give(meeting, *arguments)
    assert board.meetings.get(meeting).record.items[0].gaps == ()
    board.readying.give(meeting, "A", "question", "surgeon", starts)
    assert ready(board, meeting).cares["question"].due == starts


def test_a_gap_given_again_has_one_owner_and_the_log_keeps_both(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    meeting = listed(board, whole("A", question=None))
    for owner in ("surgeon", "radonc"):
        board.readying.give(meeting, "A", "question", owner, clock() + timedelta(hours=5))
    assert [care.owner for care in board.meetings.get(meeting).record.items[0].gaps] == ["radonc"]
    told = [change.why for change in board.changes() if change.why and "given to" in change.why]
    assert told == ["A: question given to surgeon", "A: question given to radonc"]


def test_two_coordinators_give_at_once_and_neither_is_lost(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    board.people.add(person("second", "coordinator"))
    meeting = listed(board, whole("A", question=None, patient_words=None))
    soon = clock() + timedelta(hours=5)
    theirs = open_as("second")
    slow = open_as(
        "coordinator",
        now=Interrupted(clock, lambda: theirs.readying.give(meeting, "A", "goal", "surgeon", soon), ask=3),
    )
    slow.readying.give(meeting, "A", "question", "radonc", soon)
    assert {key: care.owner for key, care in ready(board, meeting).cares.items()} == {
        "goal": "surgeon",
        "question": "radonc",
    }


def test_the_chair_lets_a_blocked_case_be_heard_with_a_reason(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    meeting = listed(board, whole("A", question=None), whole("B"))
    with pytest.raises(Complaint, match="say why"):
        board.readying.bypass(meeting, "A", " ")
    with pytest.raises(Complaint, match="B is ready"):
        board.readying.bypass(meeting, "B", "urgent")
    with pytest.raises(NotThere, match="Z is not on the list"):
        board.readying.bypass(meeting, "Z", "urgent")
    board.readying.bypass(meeting, "A", "surgeon leaves on Friday")
    found = ready(board, meeting)
    assert found.bypass is not None
    assert (found.state, found.bypass.by, found.bypass.at, found.bypass.reason) == (
        "bypassed",
        "chair",
        clock(),
        "surgeon leaves on Friday",
    )
    board.cases.save(whole("A"), board.cases.get("A").revision, "the question came")
    assert ready(board, meeting).state == "ready"


@pytest.mark.parametrize("role", [*ROLES, None])
def test_the_chair_and_the_coordinator_give_and_only_a_chair_lets_pass(
    open_as: OpenAs, clock: Clock, role: Role | None
) -> None:
    board = open_as()
    for each in ROLES:
        board.people.add(person(f"a.{each}", each))
    meeting = listed(board, whole("A", question=None))
    theirs = open_as(f"a.{role}" if role else "stranger")
    before = theirs.revision()
    acts: list[tuple[bool, str, Callable[[], object]]] = [
        (
            role in ("chair", "coordinator"),
            r"may not give a gap to somebody; the chair or the coordinator may",
            lambda: theirs.readying.give(meeting, "A", "question", "chair", clock() + timedelta(hours=1)),
        ),
        (role == "chair", "a chair may", lambda: theirs.readying.bypass(meeting, "A", "urgent")),
    ]
    for allowed, words, act in acts:
        if allowed:
            act()
        else:
            with pytest.raises(NotAllowed, match=words):
                act()
    assert (theirs.revision() > before) is (role in ("chair", "coordinator"))


def test_a_closed_meeting_keeps_its_gaps_as_they_were(open_as: OpenAs, clock: Clock) -> None:
    board = open_as()
    meeting = listed(board, whole("A", question=None))
    board.running.open(meeting)
    board.running.note(meeting, "A", "for information")
    board.running.close(meeting)
    acts: list[Callable[[], object]] = [
        lambda: board.readying.give(meeting, "A", "question", "chair", clock() + timedelta(hours=1)),
        lambda: board.readying.bypass(meeting, "A", "urgent"),
    ]
    for act in acts:
        with pytest.raises(Complaint, match="is closed; its list stays as it is"):
            act()


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (timedelta(days=2, hours=3, minutes=59), "in 2 d 3 h"),
        (timedelta(days=1), "in 1 d"),
        (timedelta(hours=23, minutes=59), "in 23 h"),
        (timedelta(minutes=59), "in 59 min"),
        (timedelta(), "in 0 min"),
        (-timedelta(minutes=1), "OVERDUE 1 min"),
        (-timedelta(hours=5, minutes=30), "OVERDUE 5 h"),
        (-timedelta(days=9, hours=2), "OVERDUE 9 d"),
    ],
)
def test_a_countdown_says_how_long_there_is_or_how_long_it_is_over(clock: Clock, away: timedelta, said: str) -> None:
    assert due_said(clock() + away, clock()) == said
