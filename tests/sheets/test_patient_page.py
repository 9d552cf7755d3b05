"""The patient's page: plain words, no more than was decided, nothing of what colleagues wrote for each other."""

import re
from datetime import date
from typing import Any, get_args

import pytest

from tests.board.casework import case, met
from tests.board.sitting import NEXT_MRI, NO_MRI, SPECIALISTS, T12, at_the_table, decision
from tests.conftest import OpenAs
from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.domain.decision import Decision
from tumorboard.domain.vocabulary import MODALITIES, Intent, Timing
from tumorboard.knowledge import emergency_table
from tumorboard.knowledge.plain import plain_words
from tumorboard.sheets.as_text import as_text
from tumorboard.sheets.patient_page import patient_sheet

SENT: dict[str, Any] = {
    "patient": {
        "family_name": "Probe",
        "given_name": "Ilse",
        "birth_date": "1955-01-30",
        "mrn": "0000143",
        "knows_diagnosis": True,
        "told_of_discussion": True,
    },
    "responsible": {"name": "Dr Hana Muster", "unit": "Haematology", "contact": "ext. 0000"},
    "patient_goals": ["mobility", "avoid_major_surgery", "other"],
    "patient_words": "I want to see my garden <again>.",
    **T12,
}
JARGON = re.compile(
    r"NOMS|SINS|ESCC|SBRT|EBRT|\bGy\b|metasta|lesion|palliat|vertebr|kyph|histol|epidural|instab|myelo|steroid|"
    r"radiation|fraction|prognos|surviv|\b[CTLS]\d|_",
    re.IGNORECASE,
)
FREE = {"details": "detailed-free", "condition": "condition-free", "fallback": "fallback-free"}


@pytest.fixture
def table(open_as: OpenAs) -> tuple[Board, str]:
    """An open meeting of four specialists on the case of a patient who knows."""
    board, _ = at_the_table(open_as)
    meeting = met(board, case("S", **SENT), title="Spine MDT of the day")
    board.running.open(meeting)
    for person in SPECIALISTS:
        board.register.join(meeting, person, "present")
    return board, meeting


def page(board: Board, *, identifiers: bool = False) -> str:
    """The page as words; each line break is a space."""
    sheet = patient_sheet(board.outcomes.for_patient("S"), board.now(), identifiers=identifiers)
    return " ".join(as_text(sheet).split())


def decided(**content: Any) -> Decision:
    steps = [
        {"modality": "sbrt", "levels": ["T12"], "timing": "within_1_week", "owner": "radonc", "intent": "local_control"}
    ]
    return decision("sbrt", **{"steps": steps, "next_mri": NEXT_MRI, "tells_patient": "medonc", **content})


def grade(text: str) -> float:
    """School years that a text asks for (Flesch–Kincaid, syllables counted as groups of vowels)."""
    sentences = [each for each in re.split(r"[.!?:]\s", text) if each.strip()]
    words = re.findall(r"[A-Za-z]+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower())))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_it_says_what_is_advised_the_moment_it_is_decided(table: tuple[Board, str]) -> None:
    board, meeting = table
    assert "What the doctors advise Nothing is decided yet." in page(board)
    assert "is on the list of a group of doctors who meet on Tuesday 24 November 2026" in page(board)
    board.decisions.record(meeting, "S", decided())
    told = page(board)
    for said in (
        "On Tuesday 24 November 2026 a group of doctors talked about your spine",
        "1 Very precise radiotherapy (the upper and middle part of your back). Strong rays",
        "It is meant to stop the tumour from growing in this place. This is to be done within one week. Dr radonc",
        "You told us what matters most to you: - to keep walking and moving - to avoid a big operation",
        "In your own words: “I want to see my garden <again>.”",
        "Dr medonc talks with you about this.",
        "A scan of your spine (MRI): Sunday 3 January 2027. Dr radonc sees to it.",
        "Whom you can ask - Dr medonc - Dr Hana Muster, Haematology, ext. 0000",
        "To be read by the doctor before it is handed over.",
    ):
        assert said in told
    assert "Nothing is decided" not in told


def test_until_it_is_signed_it_is_not_final(table: tuple[Board, str]) -> None:
    board, meeting = table
    record = board.decisions.record(meeting, "S", decided())
    assert "NOT FINAL This has still to be signed. It may change." in page(board)
    board.decisions.read_back(record.id, "radiology")
    board.decisions.sign(record.id)
    assert "NOT FINAL" not in page(board)
    assert "not signed" not in page(board)


def test_every_treatment_time_and_aim_has_plain_words_and_nothing_written_for_colleagues_is_on_it(
    table: tuple[Board, str],
) -> None:
    board, meeting = table
    times, aims = get_args(Timing), get_args(Intent)
    steps = [
        {"modality": each, "levels": ["T12", "C5"], "timing": times[at % 7], "intent": aims[at % 4], **FREE}
        for at, each in enumerate(MODALITIES)
    ]
    dissent = {"person_id": "surgeon", "position": "position-free", "words": "words-free"}
    content = {"rationale": "rationale-free", "agreement": "majority_with_dissent", "dissents": [dissent]}
    board.decisions.record(
        meeting, "S", decision("sbrt", steps=steps, departure="departure-free", **content, next_mri=NEXT_MRI)
    )
    told = page(board)
    for each in plain_words().treatments:
        assert each.name in told
        assert each.says in told
    assert "-free" not in told
    assert JARGON.search(told) is None, JARGON.search(told)
    assert "Not all of the doctors saw it in the same way." in told
    assert "This is only done under a condition. Your doctor tells you which." in told
    assert grade(told) < 7


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        ("no_decision", "The doctors have not decided yet. Until then they advise this:"),
        ("more_data_needed", "The doctors need to know more before they decide. Until then they advise this:"),
    ],
)
def test_what_is_done_meanwhile_is_not_told_as_the_decision(
    table: tuple[Board, str], agreement: str, said: str
) -> None:
    board, meeting = table
    board.decisions.record(meeting, "S", decided(agreement=agreement))
    assert said in page(board)
    assert "They advise this:" not in page(board)


def test_a_case_that_was_put_off_says_why_and_when_it_is_heard_again(table: tuple[Board, str]) -> None:
    board, meeting = table
    board.running.defer(meeting, "S", "histology_missing", "radiology", date(2026, 12, 1), "biopsy-free")
    told = page(board)
    assert "Nothing is decided yet. A result from the laboratory is still missing." in told
    assert "What happens next The doctors talk about it again on Tuesday 1 December 2026." in told
    assert "biopsy" not in told


def test_what_comes_next_is_what_stands_now(table: tuple[Board, str]) -> None:
    board, meeting = table
    board.decisions.record(meeting, "S", decided())
    (mri,) = board.followups.of("S")
    board.followups.reschedule(
        mri.id, date(2027, 1, 12), "pain settled", started_from=board.followups.get(mri.id).revision
    )
    assert "A scan of your spine (MRI): Tuesday 12 January 2027." in page(board)
    assert "3 January" not in page(board)
    assert "pain settled" not in page(board)


def test_a_scan_that_is_cancelled_is_not_announced(table: tuple[Board, str]) -> None:
    board, meeting = table
    board.decisions.record(meeting, "S", decided())
    (mri,) = board.followups.of("S")
    board.followups.cancel(
        mri.id, "patient_refused", "claustrophobia", started_from=board.followups.get(mri.id).revision
    )
    assert "The scan for Sunday 3 January 2027 is cancelled. Your doctor tells you why." in page(board)
    assert "A scan of your spine (MRI)" not in page(board)
    assert "claustrophobia" not in page(board)


def test_without_a_next_scan_it_says_so_and_not_why(table: tuple[Board, str]) -> None:
    board, meeting = table
    board.decisions.record(meeting, "S", decided(**NO_MRI))
    assert "No next scan of your spine is planned. Your doctor tells you why." in page(board)
    assert "comfort" not in page(board)


def test_every_warning_sign_of_the_table_is_on_it_in_plain_words(table: tuple[Board, str]) -> None:
    board, _ = table
    words = {each.key: each.says for each in plain_words().words if each.about == "sign"}
    assert set(words) == {sign.key for sign in emergency_table().signs}
    told = page(board)
    assert all(f"- {each}" in told for each in words.values())


def test_the_name_is_on_it_only_when_asked_and_date_of_birth_and_number_never(table: tuple[Board, str]) -> None:
    board, _ = table
    assert "Probe" not in page(board)
    assert "For: Ilse Probe" in page(board, identifiers=True)
    for named in (False, True):
        assert "1955" not in page(board, identifiers=named)
        assert "0000143" not in page(board, identifiers=named)


def test_no_page_for_one_who_does_not_know_or_has_died(table: tuple[Board, str]) -> None:
    board, meeting = table
    board.intake.admit([case("K", patient={"knows_diagnosis": False}), case("U")], met(board))
    with pytest.raises(Complaint, match="does not know the diagnosis"):
        board.outcomes.for_patient("K")
    sheet = patient_sheet(board.outcomes.for_patient("U"), board.now())
    assert "It is not recorded whether the patient knows the diagnosis." in " ".join(as_text(sheet).split())
    board.decisions.record(meeting, "S", decided())
    board.fates.settle(meeting, "S", "not_done", reason="died")
    with pytest.raises(Complaint, match="recorded as died"):
        board.outcomes.for_patient("S")


def test_a_meeting_is_no_patient(table: tuple[Board, str]) -> None:
    board, meeting = table
    with pytest.raises(Complaint, match="this sheet is about one case"):
        board.outcomes.for_patient(meeting)
