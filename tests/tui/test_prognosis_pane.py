"""Panes 8 and 0: the patient as a whole edited in place, every score with what it lacks, typed results, and goals."""

from typing import Any

import pytest

from tests.conftest import OpenAs
from tests.tui.conftest import Running, admit
from tests.tui.shown import T8_RENAL, press, screen_text, words_of
from tumorboard.board.board import Board

SIZES = [(60, 16), (80, 24), (110, 30), (120, 40)]
TO_ALBUMIN = ("8", *["down"] * 13)
SYSTEMIC: dict[str, Any] = {
    "ecog": 1,
    "visceral": "none",
    "visceral_pattern": "none",
    "brain_metastases": False,
    "extraspinal_bone_foci": 0,
    "vertebral_metastases": 2,
    "previous_chemotherapy": False,
    "expected_survival_months": 14,
    "labs": {"crp_mg_dl": 45.0, "albumin_g_dl": 3.2},
}


@pytest.fixture
def renal(open_as: OpenAs) -> Board:
    """The T8 case with most of what the scores ask, KPS not among it and CRP in another unit."""
    board = open_as()
    neurology = {**T8_RENAL["neurology"], "frankel": "D"}
    admit(board, ({**T8_RENAL, "neurology": neurology, "systemic": SYSTEMIC},))
    return board


async def whole(pilot: Any, key: str) -> str:
    """Everything that a pane says, page after page, as running text."""
    pages = [await press(pilot, key)]
    for _ in range(12):
        pages.append(await press(pilot, "pagedown"))
    return " ".join(" ".join(page.replace("│", " ") for page in pages).split())


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_0_opens_the_scores_at_every_size(renal: Board, running: Running, size: tuple[int, int]) -> None:
    async with running(renal, size) as pilot:
        words = await whole(pilot, "0")
    assert "board expects 14 months" in words
    assert "revised Tokuhashi 2005" in words


async def test_each_score_shows_range_direction_band_figure_items_cohort_and_limits(
    renal: Board, running: Running
) -> None:
    async with running(renal, (80, 60)) as pilot:
        words = await whole(pilot, "0")
    for said in (
        "decides KPS (2)",
        "CRP 45 mg/dL: only 0–30 mg/dL is taken as it stands; 45 mg/L would be 4.5 mg/dL",
        "10–11 of 15 · higher is better · V1",
        "9–11 survival 6 months or more",
        "4 of 10",
        "does not say whether it is 70 or 80",
        "primary site 3 (renal cell (kidney, uterus))",
        "808 patients, 2005–2008, Japan",
        "none: t types one in",
        "NESMS: modified Bauer, walking and albumin",
    ):
        assert said in words, said


async def test_8_edits_the_patient_as_a_whole_and_the_scores_follow(renal: Board, running: Running) -> None:
    async with running(renal, (80, 24)) as pilot:
        shown = await press(pilot, "8", "down", "down", "8")
        assert "•KPS              80" in shown
        await press(pilot, "escape")
        shown = await press(pilot, "0")
        assert "11 of 15" in shown
        assert "saved 08:41: KPS" in await press(pilot, "ctrl+s")
    assert renal.cases.get("TB-0142").record.systemic.kps == 80


async def test_a_lab_is_typed_with_point_or_comma_and_erased_figure_by_figure(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, *TO_ALBUMIN, "3", "comma")
        assert "3.▏" in shown
        shown = await press(pilot, "6", "5")
        assert "•albumin g/dL     3.65" in shown
        shown = await press(pilot, "backspace", "backspace")
        assert "3.▏" in shown
        assert "•albumin g/dL     3 " in shown
        assert "albumin g/dL     not recorded" in await press(pilot, "backspace", "backspace", "0", "0")
        assert "•albumin g/dL     0.4" in await press(pilot, "backspace", "backspace", "0", "full_stop", "4")


async def test_del_sets_a_number_back_to_not_recorded_however_it_came(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, *TO_ALBUMIN, "3", "full_stop", "8", "delete")
        assert "albumin g/dL     not recorded" in shown
        assert "•albumin g/dL     3.5" in await press(pilot, "3", "full_stop", "5")
        shown = await press(pilot, "escape", *["down"] * TO_ALBUMIN.count("down"), "delete")
        assert "albumin g/dL     not recorded" in shown


async def test_a_lab_in_another_unit_is_asked_where_it_is_typed_and_changed_by_nobody(
    board: Board, running: Running
) -> None:
    async with running(board, (120, 40)) as pilot:
        words = words_of((await press(pilot, *TO_ALBUMIN, "3", "8")).replace("│", " "), slice(55, None))
        assert "38 g/L would be 3.8 g/dL" in words
        assert "saved 08:41: albumin g/dL" in await press(pilot, "ctrl+s")
    assert board.cases.get("TB-0142").record.systemic.labs.albumin_g_dl == 38.0


async def test_a_lab_in_question_is_confirmed_only_when_it_is_committed_and_the_pane_says_so(
    board: Board, running: Running
) -> None:
    async with running(board, (80, 40)) as pilot:
        words = words_of(await press(pilot, *TO_ALBUMIN, "3", "8", "escape"), slice(1, 79))
        assert "check the unit, or Ctrl+S and then b confirms it as it stands" in words
        words = words_of(await press(pilot, "ctrl+s"), slice(1, 79))
        assert "check the unit, or b confirms it as it stands" in words


async def test_a_chair_confirms_a_lab_that_is_meant_as_it_stands_and_the_scores_use_it(
    renal: Board, running: Running
) -> None:
    async with running(renal, (80, 24)) as pilot:
        shown = await press(pilot, *TO_ALBUMIN, "down", "escape")
        assert "check the unit, or b confirms it as it stands" in words_of(shown, slice(1, 79))
        shown = await press(pilot, "b", "1", *"crp repeated today", "ctrl+s")
        assert "board reading of TB-0142: CRP 45 mg/dL confirmed" in shown
        words = await whole(pilot, "8")
        assert "✓ meant so: crp repeated today · " in words
        assert "check the unit" not in words
        assert "check the unit" not in await whole(pilot, "0")
        assert "CRP 45 mg/dL is meant as it stands: crp repeated today" in await whole(pilot, "4")


async def test_a_contradiction_is_named_where_its_fields_stand(board: Board, running: Running) -> None:
    async with running(board, (80, 40)) as pilot:
        words = " ".join((await press(pilot, "8", "down", "0", "down", "4")).replace("│", " ").split())
        assert "ECOG 0, KPS 40: the two scales do not correspond; which is right?" in words


async def test_t_types_a_result_in_x_withdraws_it_and_both_stay_readable(renal: Board, running: Running) -> None:
    async with running(renal, (120, 60)) as pilot:
        await press(pilot, "0", "t", "1", "2", "full_stop", "1", "down", *"43 % at 12 months".replace(" ", "_"))
        shown = await press(pilot, "ctrl+s")
        assert "kept: SORG machine learning 2.1: 43" in shown
        shown = await press(pilot, "x", "down", *"typo", "ctrl+s")
        assert "is withdrawn; it stays readable" in shown
        assert "WITHDRAWN: typo" in await whole(pilot, "0")
        assert "no typed result stands here" in await press(pilot, "x")
    (kept,) = renal.forecasts.of("TB-0142")
    assert (kept.tool, kept.version, kept.by) == ("SORG machine learning", "2.1", "chair")


async def test_what_is_missing_of_a_typed_result_is_said(renal: Board, running: Running) -> None:
    async with running(renal, (80, 24)) as pilot:
        assert "choose the tool" in await press(pilot, "t", "ctrl+s")
        assert "say what it said" in await press(pilot, "1", "ctrl+s")
    assert renal.forecasts.of("TB-0142") == []


async def test_g_enters_goals_words_and_refusals_which_the_header_shows(board: Board, running: Running) -> None:
    async with running(board, (180, 40)) as pilot:
        await press(pilot, "g", "4", "down", *"walk", "down", *"screws;", *"blood")
        shown = await press(pilot, "ctrl+s")
        assert "saved: goals of TB-0142" in shown
        assert "goal: mobility, avoid major surgery · refuses screws, blood" in shown
    case = board.cases.get("TB-0142").record
    assert case.patient_goals == ("mobility", "avoid_major_surgery")
    assert (case.patient_words, case.patient.refuses) == ("walk", ("screws", "blood"))


async def test_goals_are_never_put_over_what_somebody_else_saved_meanwhile(
    board: Board, running: Running, open_as: OpenAs
) -> None:
    async with running(board, (120, 40)) as pilot:
        await press(pilot, "g", "4")
        other = open_as("chair")
        standing = other.cases.get("TB-0142")
        other.cases.save(standing.record.model_copy(update={"question": "Now?"}), standing.revision, "asked")
        assert "the case was changed meanwhile" in await press(pilot, "ctrl+s")
    assert board.cases.get("TB-0142").record.patient_goals == ("mobility",)


async def test_the_strip_counts_what_pane_8_lacks_and_fits_80_columns(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "enter")
        strip = next(line for line in screen_text(pilot.app).splitlines() if "NOMS" in line and "rRT" in line)
        assert "8syst?19" in strip
        assert "0surv" in strip


async def test_a_case_without_a_lesion_has_its_systemic_status_and_its_scores(
    open_as: OpenAs, running: Running
) -> None:
    board = open_as()
    admit(board, ({"id": "TB-0151"},))
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "8", "down", "2")
        assert "•ECOG             2" in shown
        assert "0 fully active" in shown
        assert "8systemic?18" in shown
        assert "1–14 of 15" in await press(pilot, "escape", "0")
