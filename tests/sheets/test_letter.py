"""The letter: who asked what, what was decided, who does it and when, who dissents, what is not yet confirmed."""

from datetime import date

import pytest

from tests.board.casework import case, met
from tests.board.sitting import NEXT_MRI, SPECIALISTS, T12, at_the_table, decision, view
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.domain.decision import Decision
from tumorboard.sheets.as_text import as_text
from tumorboard.sheets.letter import letter_sheet

WHO = {"family_name": "Probe", "given_name": "Ilse", "birth_date": "1955-01-30", "mrn": "0000143"}
SENT = {
    "patient": WHO,
    "referrer": {"name": "Dr Hana Muster", "unit": "Haematology", "contact": "ext. 0000"},
    "responsible": {"name": "Dr Udo Exempel"},
    "question": "SBRT, or screws first?",
    **T12,
}
DISSENT = {
    "person_id": "surgeon",
    "position": "stabilization (open)",
    "reasons": ["instability-threshold"],
    "words": "the facets are gone",
    "triggers": [{"kind": "sins_at_least", "value": "13"}],
}
SPLIT: Decision = decision(
    "sbrt",
    steps=[
        {
            "modality": "sbrt",
            "levels": ["T12"],
            "dose_gy": 24.0,
            "fractions": 3,
            "timing": "within_1_week",
            "owner": "radonc",
        },
        {"modality": "brace"},
    ],
    agreement="majority_with_dissent",
    rationale="stable enough to irradiate first",
    dissents=[DISSENT],
    parted_by=["imaging-interpretation"],
    tells_patient="medonc",
    tell_by="2026-11-26",
    next_mri=NEXT_MRI,
)


@pytest.fixture
def table(open_as: OpenAs) -> tuple[Board, str]:
    """An open meeting of four specialists on a case that was sent with a question."""
    board, _ = at_the_table(open_as)
    meeting = met(board, case("S", **SENT), title="Spine MDT of the day")
    board.running.open(meeting)
    for person in SPECIALISTS:
        board.register.join(meeting, person, "present")
    return board, meeting


def letter(board: Board, *, identifiers: bool = True) -> str:
    """The letter as words; each line break is a space."""
    page = as_text(letter_sheet(board.outcomes.of_case("S"), board.now(), identifiers=identifiers))
    return " ".join(page.split())


def test_it_says_the_decision_the_moment_it_is_written_down_and_that_it_is_not_signed(table: tuple[Board, str]) -> None:
    board, meeting = table
    assert "NOT DECIDED YET the case is on the list of Spine MDT of the day" in letter(board)
    board.decisions.record(meeting, "S", SPLIT)
    page = letter(board)
    for said in (
        "To Dr Hana Muster, Haematology, ext. 0000 Copy to Dr Udo Exempel Tue 24 Nov 2026",
        "Patient: Ilse Probe, born 30 Jan 1955, record number 0000143 (case S)",
        "Diagnosis: renal cell; T12",
        "NOT SIGNED YET this letter is a draft",
        "Your question SBRT, or screws first?",
        "What the board decided 1 SBRT T12 24 Gy in 3; within 1 week; Dr radonc 2 brace (not said: who and when)",
        "Why stable enough to irradiate first",
        "DISSENT Dr surgeon: stabilization (open), because of threshold of instability; the facets are gone",
        "They parted by: reading of the images",
        "What would bring the case back - SINS ≥ 13",
        "Tells the patient: Dr medonc by Thu 26 Nov 2026",
        "Next MRI: Sun 03 Jan 2027, Dr radonc",
        "Read back: NOT YET Signed: NOT YET",
    ):
        assert said in page


def test_signed_it_is_no_draft_any_more_and_says_who_confirmed_it(table: tuple[Board, str], clock: Clock) -> None:
    board, meeting = table
    record = board.decisions.record(meeting, "S", SPLIT)
    clock.advance(minutes=5)
    board.decisions.read_back(record.id, "radiology")
    board.decisions.sign(record.id)
    page = letter(board)
    assert "NOT SIGNED YET" not in page
    assert "Read back: Dr radiology 24 Nov 07:35 Signed: chair 24 Nov 07:35" in page


def test_the_next_mri_is_what_stands_now_and_the_decided_day_is_named_so(table: tuple[Board, str]) -> None:
    board, meeting = table
    board.decisions.record(meeting, "S", SPLIT)

    def standing() -> int:
        return board.followups.get("S/1").revision

    board.followups.hand_over("S/1", "medonc", "leave", started_from=standing())
    decided = "(decided by the board: Sun 03 Jan 2027, Dr radonc)"
    assert f"Next MRI: Dr medonc sees to it {decided}" in letter(board)
    board.followups.reschedule("S/1", date(2027, 1, 12), "a holiday", started_from=standing())
    assert f"Next MRI: moved to Tue 12 Jan 2027, Dr medonc, because a holiday {decided}" in letter(board)
    board.followups.cancel("S/1", "patient_refused", "claustrophobia", started_from=standing())
    assert f"Next MRI: CANCELLED: patient refused; claustrophobia {decided}" in letter(board)


def test_an_mri_that_was_made_is_not_announced(table: tuple[Board, str], clock: Clock) -> None:
    board, meeting = table
    board.decisions.record(meeting, "S", SPLIT)
    clock.advance(days=41)
    board.followups.advance("S/1", "done", on=date(2027, 1, 3), started_from=board.followups.get("S/1").revision)
    assert "Next MRI: made on Sun 03 Jan 2027 (decided by the board: Sun 03 Jan 2027, Dr radonc)" in letter(board)


def test_without_identifiers_only_the_case_is_named(table: tuple[Board, str]) -> None:
    board, meeting = table
    board.decisions.record(meeting, "S", SPLIT)
    page = letter(board, identifiers=False)
    assert "Case: S" in page
    for said in ("Probe", "Ilse", "1955", "0000143"):
        assert said not in page


def test_an_amendment_says_what_it_takes_the_place_of(table: tuple[Board, str]) -> None:
    board, meeting = table
    board.decisions.record(meeting, "S", SPLIT)
    board.decisions.amend(meeting, "S", SPLIT, "the dose was read wrongly", number=1)
    assert "AMENDED this takes the place of decision 1: the dose was read wrongly" in letter(board)


def test_what_was_not_decided_is_said_to_be_so(table: tuple[Board, str]) -> None:
    board, meeting = table
    board.running.defer(meeting, "S", "histology_missing", "radiology", date(2026, 12, 1), "the biopsy is on its way")
    page = letter(board)
    assert (
        "DEFERRED histology missing; the biopsy is on its way; Dr radiology sees to it; heard again Tue 01 Dec" in page
    )
    assert "What the board decided" not in page


def test_a_decision_to_look_further_is_no_decision(table: tuple[Board, str]) -> None:
    board, meeting = table
    wanted = decision(
        "more_imaging", agreement="more_data_needed", next_mri=NEXT_MRI, departure="nothing is treated yet"
    )
    board.decisions.record(meeting, "S", wanted)
    assert "MORE DATA NEEDED what is written below is what is to be done meanwhile" in letter(board)


def test_a_sealed_view_brings_nothing_into_the_letter(table: tuple[Board, str], open_as: OpenAs) -> None:
    board, meeting = table
    fired = [{"kind": "other", "words": "if the moon is full"}]
    open_as("surgeon").views.submit(meeting, "S", view("sbrt", triggers=fired))
    assert "moon" not in letter(board)
    board.views.reveal(meeting, "S")
    assert "moon" not in letter(board)
    board.decisions.record(meeting, "S", SPLIT)
    assert "What would bring the case back - SINS ≥ 13 - if the moon is full" in letter(board)
