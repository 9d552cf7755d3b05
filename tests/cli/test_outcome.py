"""`outcome`: the decision with both positions, axis, reasons and trigger, nothing sealed; in every format."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.board.casework import case
from tests.board.sitting import NO_MRI, SPECIALISTS, T12, decision, view
from tests.cli.program import PROGRAM, Program
from tests.conftest import OpenAs
from tests.sheets.printed import Printed
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

NAMED = {"family_name": "Probe", "given_name": "Ilse", "birth_date": "1955-01-30", "mrn": "0000143"}
SPLIT = {"agreement": "majority_with_dissent", "dissents": [DISSENT], **NO_MRI}


@pytest.fixture
def heard(own_board: Board, meeting: str, open_as: OpenAs) -> str:
    """A meeting that sits on one case, with two views of it in, still sealed; its id."""
    for key, specialty in SPECIALISTS.items():
        own_board.people.add(Person(id=key, name=f"Dr {key}", roles=("specialist",), specialty=specialty))
    own_board.intake.admit([case("A", patient=NAMED, referrer={"name": "Dr Hana Muster"}, **T12)], meeting)
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
        "DISSENT Dr surgeon: stabilization (open); threshold of instability; would change when: SINS ≥ 13",
        "they parted by: reading of the images",
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


def test_every_format_of_the_record_says_the_same(
    program: Program, heard: str, own_board: Board, tmp_path: Path
) -> None:
    own_board.views.reveal(heard, "A")
    own_board.decisions.record(heard, "A", decision("sbrt", **SPLIT))
    starts = {"text": b"Spine MDT", "md": b"# Spine MDT", "html": b"<!DOCTYPE html>", "pdf": b"%PDF-"}
    for form, start in starts.items():
        file = tmp_path / f"outcome.{form}"
        answer = program("outcome", heard, "--format", form, "-o", str(file))
        assert (answer.code, answer.out, answer.err) == (0, "", "")
        content = file.read_bytes()
        assert content.startswith(start)
        words = Printed(content).text if form == "pdf" else content.decode()
        assert "Dr surgeon: stabilization" in " ".join(words.replace("**", "").replace("</strong>", "").split())
        assert "Probe" not in words
        assert program("outcome", heard, "--format", form).printed[:5] == start[:5]


def test_the_letter_names_the_patient_and_the_other_sheets_only_when_asked(
    program: Program, heard: str, own_board: Board
) -> None:
    own_board.views.reveal(heard, "A")
    own_board.decisions.record(heard, "A", decision("sbrt", **SPLIT))
    told = {
        (sheet, asked): "Ilse Probe" in program("outcome", "A", "--sheet", sheet, *asked).out
        for sheet in ("record", "letter", "patient")
        for asked in ((), ("--identifiers",), ("--no-identifiers",))
    }
    assert {key for key, named in told.items() if named} == {
        ("record", ("--identifiers",)), ("letter", ()), ("letter", ("--identifiers",)), ("patient", ("--identifiers",)),
    }  # fmt: skip
    both = program("outcome", "A", "--identifiers", "--no-identifiers")
    assert (both.code, both.out) == (2, "")
    assert "one of the two" in both.err


def test_letter_and_page_are_about_a_case_and_are_ready_at_once(program: Program, heard: str, own_board: Board) -> None:
    for sheet in ("letter", "patient"):
        program("outcome", heard, "--sheet", sheet).failed("is a meeting", "name a case of it")
    assert "NOT DECIDED YET" in program("outcome", "A", "--sheet", "letter").out
    own_board.views.reveal(heard, "A")
    own_board.decisions.record(heard, "A", decision("sbrt", **SPLIT))
    assert "DISSENT Dr surgeon: stabilization (open)" in program("outcome", "A", "--sheet", "letter").out
    assert "Very precise radiotherapy." in program("outcome", "A", "--sheet", "patient").out
    told = program("outcome", "A", "--sheet", "letter", "--format", "json").json
    assert {
        "alert": {"word": "DISSENT", "text": "Dr surgeon: stabilization (open), because of threshold of instability"}
    } in [part for each in told["parts"] if "section" in each for part in each["section"]["parts"]]


def test_a_pdf_is_not_thrown_at_a_terminal(program: Program, heard: str) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*PROGRAM, "outcome", heard, "--format", "pdf"],
        env=program.environment(), stdout=theirs, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 1
    assert done.stderr.decode() == "tumorboard: a PDF is no text for a terminal; name a file with -o FILE\n"


def test_a_sheet_that_cannot_be_written_leaves_nothing_half_done(program: Program, heard: str, tmp_path: Path) -> None:
    nowhere, folder = tmp_path / "nowhere" / "outcome.pdf", tmp_path / "folder"
    (folder / "outcome.pdf").mkdir(parents=True)
    program("outcome", heard, "--format", "pdf", "-o", str(nowhere)).failed("there is no such folder")
    program("outcome", heard, "--format", "pdf", "-o", str(folder / "outcome.pdf")).failed("outcome.pdf")
    assert not nowhere.parent.exists()
    assert [each.name for each in folder.iterdir()] == ["outcome.pdf"]


def test_without_the_extra_only_pdf_is_refused(program: Program, heard: str, tmp_path: Path) -> None:
    (tmp_path / "fpdf.py").write_text("raise ImportError('not here')\n", encoding="utf-8")
    without = str(tmp_path)
    target = tmp_path / "outcome.pdf"
    answer = program("outcome", heard, "--format", "pdf", "-o", str(target), PYTHONPATH=without)
    answer.failed("PDF needs what is not installed here", "pip install 'tumorboard[pdf]'")
    assert not target.exists()
    assert program("outcome", heard, "--format", "html", PYTHONPATH=without).code == 0


def test_text_needs_no_pdf_library(program: Program, heard: str) -> None:
    script = (
        "import sys; from tumorboard.cli.main import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "outcome", heard],
        env=program.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "tumorboard.sheets.as_text" in done.stderr.split()
    assert not {"fpdf", "fontTools", "tumorboard.sheets.as_html"} & set(done.stderr.split())
