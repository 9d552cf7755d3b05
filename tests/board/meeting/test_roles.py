"""What each role may do in a sitting, and that a refusal names who may."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.board.casework import case, met, person
from tests.board.sitting import NEXT_MRI, SPECIALISTS, T12, decision, enrolled, view
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.board.desk import NotAllowed
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import Dissent
from tumorboard.domain.vocabulary import ROLES, Role

Act = Callable[[Board, str], object]

ACTS: dict[str, tuple[Act, set[Role]]] = {
    "plan a meeting": (lambda b, _: b.meetings.plan("Next", b.now()), {"chair", "coordinator"}),
    "import": (lambda b, m: b.intake.admit([case("new")], m), {"chair", "coordinator"}),
    "enrol": (lambda b, _: b.people.add(person("new")), {"chair", "coordinator"}),
    "edit a case": (
        lambda b, _: b.cases.save(case("B", notes="x"), b.cases.get("B").revision, "x"),
        {"chair", "coordinator", "specialist", "clinician"},
    ),
    "give a view": (lambda b, m: b.views.submit(m, "B", view("sbrt")), {"chair", "specialist", "clinician"}),
    "reveal": (lambda b, m: b.views.reveal(m, "A"), {"chair"}),
    "take over": (lambda b, m: b.running.lead(m, "why"), {"chair"}),
    "set the board's reading": (lambda b, m: b.readings.agree(m, "A", {"lesions.0.escc": "2"}, "why"), {"chair"}),
    "decide": (lambda b, m: b.decisions.record(m, "B", decision("sbrt")), {"chair", "coordinator"}),
    "amend": (lambda b, m: b.decisions.amend(m, "C", decision("sbrt"), "why", number=1), {"chair", "coordinator"}),
    "enter who confirmed": (
        lambda b, _: b.decisions.read_back(b.decisions.of("C")[0].id, "surgeon"),
        {"chair", "coordinator"},
    ),
    "sign": (lambda b, _: b.decisions.sign(b.decisions.of("D")[0].id), {"chair"}),
    "dissent": (
        lambda b, _: b.decisions.dissent(b.decisions.of("C")[0].id, Dissent(person_id=b.person.id, position="brace")),
        {"chair", "specialist", "clinician"},
    ),
    "defer": (
        lambda b, m: b.running.defer(m, "B", "time_ran_out", "surgeon", b.now().date() + timedelta(days=7)),
        {"chair", "coordinator"},
    ),
    "note": (lambda b, m: b.running.note(m, "B", "why"), {"chair", "coordinator"}),
    "enter somebody else": (lambda b, m: b.register.join(m, "observer", "present"), {"chair", "coordinator"}),
    "enter oneself": (lambda b, m: b.register.join(m, b.person.id, "remote"), set(ROLES)),
    "plan a follow-up": (
        lambda b, _: b.planning.plan("B", "mri", b.now().date() + timedelta(days=70), "surgeon"),
        {"chair", "coordinator", "specialist", "clinician"},
    ),
    "take a follow-up further": (
        lambda b, _: b.followups.advance("C/1", "ordered", started_from=b.followups.get("C/1").revision),
        {"chair", "coordinator", "specialist", "clinician"},
    ),
    "cancel a follow-up": (
        lambda b, _: b.followups.cancel("C/1", "patient_wish", started_from=b.followups.get("C/1").revision),
        {"chair", "coordinator", "specialist", "clinician"},
    ),
    "settle a decision": (
        lambda b, m: b.fates.settle(m, "C", "done"),
        {"chair", "coordinator", "specialist", "clinician"},
    ),
    "bring a case back": (
        lambda b, m: b.returning.bring_back("C", next(each.id for each in b.meetings.all() if each.id != m), "why"),
        {"chair", "coordinator", "specialist", "clinician"},
    ),
    "move a case": (
        lambda b, m: b.emergencies.move("B", m, next(each.id for each in b.meetings.all() if each.id != m)),
        {"chair", "coordinator"},
    ),
}


@pytest.fixture
def meeting(board: Board, open_as: OpenAs, clock: Clock) -> str:
    """An open meeting: A has a sealed view, B nothing, C a decision, D one that was read back; and a second meeting."""
    enrolled(board)
    for role in ROLES:
        board.people.add(person(f"a.{role}", role))
    open_as("a.chair")
    key = met(board, *(case(each, **T12) for each in "ABCD"))
    board.meetings.plan("Other", clock() + timedelta(days=7))
    board.running.open(key)
    for specialist in SPECIALISTS:
        board.register.join(key, specialist, "present")
    board.views.submit(key, "A", view("sbrt"))
    for each in "CD":
        board.decisions.record(key, each, decision("sbrt", next_mri=NEXT_MRI))
    board.decisions.read_back(board.decisions.of("D")[0].id, "radiology")
    return key


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize("act", ACTS)
def test_a_role_may_do_what_is_its_own_and_nothing_else(
    meeting: str, open_as: OpenAs, act: str, role: Role | None
) -> None:
    does, allowed = ACTS[act]
    theirs = open_as(f"a.{role}" if role else "stranger")
    before = theirs.revision()
    if role in allowed:
        does(theirs, meeting)
        assert theirs.revision() > before
        return
    with pytest.raises(Complaint, match=r"may|not enrolled"):
        does(theirs, meeting)
    assert theirs.revision() == before


def test_a_refusal_says_who_was_refused_what_and_who_may(meeting: str, open_as: OpenAs) -> None:
    with pytest.raises(NotAllowed) as refused:
        open_as("a.specialist").decisions.record(meeting, "B", decision("sbrt"))
    said = "Dr a.specialist (specialist) may not write a decision down; the chair or the coordinator may"
    assert str(refused.value) == said
    with pytest.raises(NotAllowed, match=r"stranger \(no role here\) may not give a view"):
        open_as("stranger").views.submit(meeting, "B", view("sbrt"))
