"""The record: every decision with its reasons and dissents, what is not confirmed, what came of it; also as JSON."""

import time
from datetime import date

import orjson
import pytest

from tests.board.casework import case
from tests.board.sitting import NEXT_MRI, SPECIALISTS, T12, at_the_table, decision, view
from tests.conftest import Clock, OpenAs
from tumorboard.board.board import Board
from tumorboard.domain.followup import Result
from tumorboard.sheets.as_json import as_json
from tumorboard.sheets.as_text import as_text
from tumorboard.sheets.formats import FORMATS, rendered
from tumorboard.sheets.outcome import outcome_json
from tumorboard.sheets.record import record_sheet

DISSENT = {"person_id": "surgeon", "position": "screws first", "reasons": ["instability-threshold"]}


@pytest.fixture
def table(open_as: OpenAs) -> tuple[Board, str]:
    """An open meeting of four specialists on cases A and B."""
    return at_the_table(open_as, *SPECIALISTS)


def record(board: Board, key: str, *, identifiers: bool = False) -> str:
    """The record as words; each line break is a space."""
    return " ".join(as_text(record_sheet(board.outcomes.of(key), board.now(), identifiers=identifiers)).split())


def test_a_decision_is_on_it_the_moment_it_is_written_down(table: tuple[Board, str]) -> None:
    board, meeting = table
    assert "A · renal cell · T12 · listed question: not recorded patient's goals: not recorded no decision" in record(
        board, "A"
    )
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI, tells_patient="medonc"))
    page = record(board, "A")
    for said in (
        "A · renal cell · T12 · decided",
        "decision (24 Nov 2026 07:30, written by chair) 1 SBRT because: the board weighed it agreement: consensus",
        "as it stood: T12, ESCC 1b, SINS 8–14, NOMS rows 3 4",
        "tells the patient: Dr medonc next MRI: Sun 03 Jan 2027, Dr radonc read back: NOT YET · signed: NOT YET",
        "follow-up: MRI T12, due Sun 03 Jan 2027; Dr radonc; planned",
        "As it stood on Tue 24 Nov 2026 07:30.",
    ):
        assert said in page


def test_a_board_reading_is_told_in_words_and_a_later_one_supersedes_it(table: tuple[Board, str]) -> None:
    board, meeting = table
    board.readings.agree(meeting, "A", {"lesions.0.escc": "2"}, "the axial T2")
    board.readings.agree(meeting, "A", {"lesions.0.escc": "1c", "systemic.tolerates_surgery": False}, "read again")
    page = record(board, "A")
    assert "superseded reading: T12 ESCC: 2; the axial T2; chair, 24 Nov 2026 07:30" in page
    assert "board reading: T12 ESCC: 1c; read again; chair, 24 Nov 2026 07:30" in page
    assert "board reading: tolerates surgery: no; read again" in page


def test_what_a_follow_up_showed_and_why_it_was_cancelled_are_on_it(table: tuple[Board, str]) -> None:
    board, meeting = table
    decided = board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    looked = Result.of(on=board.now().date(), response="progression", pain=4, new_deficit=False)
    board.followups.record("A/1", looked, started_from=board.followups.get("A/1").revision)
    planned = board.planning.plan("A", "ct", date(2027, 2, 1), "radonc", decision=decided)
    board.followups.cancel(planned.id, "patient_wish", started_from=board.followups.get(planned.id).revision)
    page = record(board, "A")
    assert "done; showed Tue 24 Nov 2026 · progression · pain 4 of 10 · new deficit no" in page
    assert "follow-up: CT, due Mon 01 Feb 2027; Dr radonc; cancelled: patient wish" in page


def test_a_superseded_decision_and_its_dissent_stay_on_it(table: tuple[Board, str]) -> None:
    board, meeting = table
    split = decision("sbrt", agreement="majority_with_dissent", dissents=[DISSENT], next_mri=NEXT_MRI)
    board.decisions.record(meeting, "A", split)
    still = {"agreement": "majority_with_dissent", "dissents": [DISSENT]}
    newer = decision("cebrt", next_mri=NEXT_MRI, departure="x", **still)
    board.decisions.amend(meeting, "A", newer, "a new scan", number=1)
    page = record(board, "A")
    assert page.count("DISSENT Dr surgeon: screws first; threshold of instability") == 2
    assert "superseded decision 1 (24 Nov 2026" in page
    assert "amended because: a new scan" in page
    assert page.index("superseded") < page.index("a new scan")


def test_what_became_of_it_and_where_its_follow_up_stands_are_on_it(table: tuple[Board, str], clock: Clock) -> None:
    board, meeting = table
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    (mri,) = board.followups.of("A")
    board.followups.reschedule(
        mri.id, date(2027, 1, 12), "a holiday", started_from=board.followups.get(mri.id).revision
    )
    clock.advance(days=20)
    board.fates.settle(meeting, "A", "partly", reason="toxicity", on=date(2026, 12, 1))
    page = record(board, "A")
    assert "what became of it: all of it partly on Tue 01 Dec 2026: toxicity (chair)" in page
    assert "next MRI: moved to Tue 12 Jan 2027, Dr radonc, because a holiday (decided by the board: Sun 03 Jan" in page
    assert "due Tue 12 Jan 2027; Dr radonc; planned; moved from Sun 03 Jan 2027: a holiday" in page
    told = outcome_json(board.outcomes.of("A"))["cases"][0]
    assert [each["fate"] for each in told["settled"]] == ["partly"]
    assert [each["due"] for each in told["followups"]] == ["2027-01-12"]


def test_without_quorum_it_says_who_was_missing_and_why_it_was_decided(open_as: OpenAs) -> None:
    board, meeting = at_the_table(open_as, "surgeon", "radonc")
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI, without_quorum="the cord is at risk"))
    page = record(board, "A")
    assert "QUORUM NOT MET (medical oncology or haematology, radiology): Dr surgeon, Dr radonc" in page
    assert "decided without quorum because: the cord is at risk" in page


def test_patients_are_named_only_when_asked(table: tuple[Board, str]) -> None:
    board, _ = table
    named = {"family_name": "Probe", "given_name": "Ilse", "mrn": "0000143", "birth_date": "1955-01-30"}
    board.intake.admit([case("P", patient=named, **T12)], board.meetings.plan("Spine MDT of names", board.now()).id)
    assert "Probe" not in record(board, "P")
    assert "Probe" not in orjson.dumps(outcome_json(board.outcomes.of("P"))).decode()
    assert "patient: Ilse Probe, born 30 Jan 1955, record number 0000143" in record(board, "P", identifiers=True)
    assert outcome_json(board.outcomes.of("P"), identifiers=True)["cases"][0]["patient"] == named


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_says_what_a_sealed_view_holds(table: tuple[Board, str], open_as: OpenAs, form: str) -> None:
    board, meeting = table
    open_as("surgeon").views.submit(meeting, "A", view("sbrt", rationale="secretfacets"))
    sheet = record_sheet(board.outcomes.of(meeting), board.now(), identifiers=True)
    assert "in, sealed" in as_text(sheet)
    assert b"secretfacets" not in rendered(sheet, form, board.now())  # type: ignore[arg-type]


def test_as_json_the_parts_stand_in_order_under_what_they_are(table: tuple[Board, str]) -> None:
    board, _ = table
    told = as_json(record_sheet(board.outcomes.of("A"), board.now()))
    assert told["title"] == "Spine MDT"
    (section,) = [each["section"] for each in told["parts"] if "section" in each]
    assert section["parts"] == [
        {"fact": {"label": "question", "text": "not recorded"}},
        {"fact": {"label": "patient's goals", "text": "not recorded"}},
        {"paragraph": {"text": "no decision"}},
    ]


def test_times_are_those_of_the_site_on_that_day(table: tuple[Board, str], clock: Clock) -> None:
    board, meeting = table
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        clock.advance(days=200)
        page = record(board, "A")
    time.tzset()
    assert "decision (24 Nov 2026 08:30, written by chair)" in page
    assert "As it stood on Sat 12 Jun 2027 09:30." in page


def test_the_dose_of_a_step_stands_there_with_its_figures_and_its_limit(table: tuple[Board, str]) -> None:
    board, meeting = table
    steps = [{"modality": "sbrt", "dose_gy": 24.0, "fractions": 3}, {"modality": "brace"}]
    board.decisions.record(meeting, "A", decision(steps=steps, next_mri=NEXT_MRI))
    page = record(board, "A")
    assert "dose of step 1: BED10 43.2 Gy, EQD2(10) 36.0 Gy; EQD2(2) 60.0 Gy if cord or cauda equina got it all" in page
    assert "T12, spinal cord: Dmax 20.3 Gy in 3 (myelopathy, 1–5 % risk, first course of SBRT)" in page
    assert "24 Gy is more: the plan must spare it" in page
    assert "dose of step 2" not in page


def test_the_patients_side_and_typed_results_are_on_it_and_a_plan_against_the_goal_is_reason_8(
    table: tuple[Board, str],
) -> None:
    board, meeting = table
    standing = board.cases.get("A")
    patient = standing.record.patient.model_copy(update={"refuses": ("transfusion",)})
    wanted = standing.record.model_copy(
        update={"patient": patient, "patient_goals": ("avoid_major_surgery",), "patient_words": "no big operation"}
    )
    board.cases.save(wanted, standing.revision, "goals")
    kept = board.forecasts.enter("A", "SORG machine learning", "12-month survival 43 %", date(2026, 11, 20), "2.1")
    board.forecasts.enter("A", "NESMS", "2 of 3", date(2026, 11, 21))
    board.forecasts.withdraw(kept.id, "wrong albumin")
    board.decisions.record(
        meeting, "A", decision("separation_surgery", "sbrt", next_mri=NEXT_MRI, departure="asked for")
    )
    page = record(board, "A")
    for said in (
        "patient's goals: avoid major surgery in their words: no big operation refuses: transfusion",
        "REASON 8 the patient wants to avoid major surgery, and the plan is an operation",
        "typed result: SORG machine learning 2.1: 12-month survival 43 % · on 20 Nov 2026 · WITHDRAWN: wrong albumin",
        "typed result: NESMS: 2 of 3 · on 21 Nov 2026; ",
    ):
        assert said in page
    (told,) = outcome_json(board.outcomes.of("A"))["cases"]
    assert told["goals"] == {
        "patient_goals": ["avoid_major_surgery"],
        "patient_words": "no big operation",
        "refuses": ["transfusion"],
    }
    assert [(each["tool"], "withdrawn" in each) for each in told["forecasts"]] == [
        ("SORG machine learning", True),
        ("NESMS", False),
    ]
