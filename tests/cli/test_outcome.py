"""`outcome`: the decision with both positions, axis, reasons and trigger; nothing of what is sealed."""

from pathlib import Path

import pytest

from tests.board.casework import case
from tests.board.sitting import SPECIALISTS, T12, decision, view
from tests.cli.program import Program
from tests.conftest import OpenAs
from tumorboard.board.board import Board
from tumorboard.domain.people import Person

SURGEON = view(
    "stabilization_open",
    readings={"level": "T12", "sins": {"collapse": "over_50", "posterolateral": "unilateral"}},
    reasons=["instability-threshold"],
    rationale="the facets are gone [red]on one side",
    triggers=[{"kind": "sins_at_least", "value": "13"}],
)
RADONC = view("sbrt", readings={"level": "T12", "sins": {"collapse": "under_50", "posterolateral": "bilateral"}})
DISSENT = {
    "person_id": "surgeon",
    "position": "stabilization (open)",
    "reasons": ["instability-threshold"],
    "triggers": [{"kind": "sins_at_least", "value": "13"}],
}


@pytest.fixture
def heard(own_board: Board, meeting: str, open_as: OpenAs) -> str:
    """A meeting that sits on one case, with two views of it in, still sealed; its id."""
    for key, specialty in SPECIALISTS.items():
        own_board.people.add(Person(id=key, name=f"Dr {key}", roles=("specialist",), specialty=specialty))
    own_board.intake.admit([case("A", **T12)], meeting)
    own_board.running.open(meeting)
    for key in SPECIALISTS:
        own_board.register.join(meeting, key, "present")
    open_as("surgeon").views.submit(meeting, "A", SURGEON)
    open_as("radonc").views.submit(meeting, "A", RADONC)
    return meeting


def test_before_the_reveal_only_who_is_in_is_told(program: Program, heard: str) -> None:
    for arguments in (("outcome", "A"), ("outcome", heard, "--format", "json"), ("export", heard), ("audit",)):
        answer = program(*arguments)
        assert answer.code == 0
        assert "facets" not in answer.out
        assert "stabilization" not in answer.out
    assert "Dr surgeon: in, sealed" in program("outcome", "A").out


def test_the_record_has_decision_positions_axis_reasons_and_trigger(
    program: Program, heard: str, own_board: Board
) -> None:
    own_board.views.reveal(heard, "A")
    own_board.decisions.record(
        heard,
        "A",
        decision("sbrt", agreement="majority_with_dissent", dissents=[DISSENT], parted_by=["imaging-interpretation"]),
    )
    told = program("outcome", "A", "--format", "json").json
    (heard_case,) = told["cases"]
    assert heard_case["decision"]["decision"]["dissents"] == [{**DISSENT, "name": "Dr surgeon"}]
    assert [(each["name"], each["plan"]) for each in heard_case["views"]] == [
        ("Dr surgeon", ["stabilization_open"]),
        ("Dr radonc", ["sbrt"]),
    ]
    assert heard_case["parting"]["axes"] == ["mechanical", "technique"]
    assert heard_case["parting"]["parts_at"][:2] == [
        {"input": "sins.collapse", "decisive": False},
        {"input": "sins.posterolateral", "decisive": True},
    ]
    assert "instability-threshold" in heard_case["parting"]["reasons"]
    page = program("outcome", "A", "--format", "text").out
    words = " ".join(page.split())
    for said in (
        "1 SBRT",
        "DISSENT Dr surgeon: stabilization (open); instability-threshold; would change when: SINS ≥ 13",
        "they parted by: imaging-interpretation",
        "the facets are gone [red]on one side",
        "band edge 12/13",
        "quorum met: Dr surgeon",
        "read back: NOT YET",
    ):
        assert said in words
    meeting_told = program("outcome", heard, "--json").json
    assert meeting_told["agreement"]["value"] is None


def test_it_goes_into_a_file_and_names_what_is_not_there(program: Program, heard: str, tmp_path: Path) -> None:
    file = tmp_path / "outcome.txt"
    assert program("outcome", heard, "-o", str(file)).out == ""
    assert "Spine MDT" in file.read_text(encoding="utf-8")
    program("outcome", "nope").failed("no meeting and no case on a meeting is called nope; see: tumorboard meetings")
