"""Editing in place: every key recomputes the panes; Ctrl+S commits, u takes back, nothing typed is lost."""

import pytest
from textual.pilot import Pilot

from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text, standing
from tumorboard.board.board import Board
from tumorboard.domain.people import Person
from tumorboard.tui.widgets.form_pane import FormPane

TO_ALIGNMENT = ("s", "down", "down")


async def test_translation_at_t8_moves_total_band_rows_and_marks_and_outlives_the_program(
    open_as: OpenAs, board: Board, running: Running
) -> None:
    async with running(board) as pilot:
        before = screen_text(pilot.app)
        shown = await press(pilot, *TO_ALIGNMENT, "4")
        assert "SINS T8 · 13 of 18" in shown
        assert "│ unstable" in shown
        assert standing(shown) == [9, 10]
        assert "■ 7 decompr." in before
        assert "□ 7 decompr." in shown
        assert "1 uncommitted" in shown
        assert shown != before
        assert "saved 08:41: T8 alignment" in await press(pilot, "ctrl+s")
    async with running(open_as("chair")) as pilot:
        shown = screen_text(pilot.app)
    assert "SINS T8 · 13 of 18" in shown
    assert "uncommitted" not in shown


async def test_a_digit_is_the_points_of_the_option_and_left_right_step_through_the_options(
    board: Board, running: Running
) -> None:
    async with running(board) as pilot:
        assert "SINS T8 · 11 of 18" in await press(pilot, *TO_ALIGNMENT, "2")
        assert "SINS T8 · 9 of 18" in await press(pilot, "right")
        assert "SINS T8 · 13 of 18" in await press(pilot, "left", "left")
        assert "SINS T8 · 13 of 18" in await press(pilot, "7")


async def test_erasing_an_item_gives_a_range_and_never_a_total(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        shown = await press(pilot, "s", "delete")
        assert "SINS T8 · 6–9 of 18" in shown
        assert "pain not recorded" in shown
        assert "SINS T8 · 9 of 18" in await press(pilot, "3")


async def test_every_axis_of_noms_is_edited_in_its_pane(board: Board, running: Running) -> None:
    async with running(board, (80, 30)) as pilot:
        assert standing(await press(pilot, "1", *["down"] * 6, "1")) == [7, 9]
        assert standing(await press(pilot, "up", "1")) == [7]
        assert standing(await press(pilot, "up", "up", "1")) == [5]
        assert "sensitive" in screen_text(pilot.app)
        shown = await press(pilot, "up", "0", "up", "0")
        assert standing(shown) == [1]
        assert "■ 1 cEBRT" in shown
        assert "■" not in shown.replace("■ 1 cEBRT", "").replace("■ stands", "")


async def test_pressing_1_again_walks_through_the_grades_1a_1b_1c(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "1", "down", "1")
        assert "•ESCC       1a" in shown
        assert "•ESCC       1c" in await press(pilot, "1", "1")
        assert "1c: sac deformed, cord touched, not compressed" in screen_text(pilot.app)


async def test_neurology_is_edited_among_the_facts_and_hours_are_typed(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "5", "down", "3")
        assert "non ambulatory" in shown
        assert "unable to walk" in shown
        assert "36" in await press(pilot, "down", "3", "6")
        await press(pilot, "ctrl+s")
    assert board.cases.get("TB-0142").record.neurology.non_ambulatory_hours == 36
    assert board.cases.get("TB-0142").record.neurology.ambulation == "non_ambulatory"


async def test_u_takes_back_the_last_edit_and_then_the_last_commit(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        await press(pilot, *TO_ALIGNMENT, "4", "ctrl+s")
        assert "SINS T8 · 14 of 18" in await press(pilot, "down", "3")
        assert "SINS T8 · 13 of 18" in await press(pilot, "u")
        assert "SINS T8 · 9 of 18" in await press(pilot, "u")
        assert "no change of yours to undo" in await press(pilot, "u")
    assert board.cases.get("TB-0142").record.lesions[0].sins.alignment == "normal"


async def test_edits_of_several_cases_wait_side_by_side_until_each_is_committed(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        shown = await press(pilot, *TO_ALIGNMENT, "4", "n", *TO_ALIGNMENT, "4")
        assert "2 uncommitted" in shown
        shown = await press(pilot, "ctrl+s")
        assert "saved" in shown
        assert sum(line.startswith("│•") for line in shown.splitlines()) == 1
        assert "edits wait in TB-0142" in await press(pilot, "ctrl+s")


async def test_somebody_who_may_only_look_is_told_so_and_changes_nothing(
    open_as: OpenAs, board: Board, running: Running
) -> None:
    board.people.add(Person(id="guest", name="Dr Guest", roles=("observer",)))
    async with running(open_as("guest")) as pilot:
        shown = await press(pilot, *TO_ALIGNMENT, "4")
        assert "may look and not change a case" in shown
        assert "SINS T8 · 9 of 18" in shown


async def test_recorded_details_of_radiotherapy_are_not_dropped_by_a_key(board: Board, running: Running) -> None:
    case = board.cases.get("TB-0142")
    lesion = case.record.lesions[0].model_validate({"level": "T8", "previous_radiotherapy": {"dose_gy": 30.0}})
    board.cases.save(case.record.model_copy(update={"lesions": (lesion,)}), case.revision, "test")
    async with running(board) as pilot:
        shown = await press(pilot, "1", *["down"] * 4, "0")
        assert "details of radiotherapy are recorded here" in shown
        assert "irradiated yes" in shown


async def test_another_case_is_opened_without_a_field_being_edited(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        shown = await press(pilot, *TO_ALIGNMENT, "n", "4")
    assert "uncommitted" not in shown
    assert board.cases.get("TB-0139").record.lesions[0].sins.alignment == "normal"


async def test_the_first_figure_takes_the_place_of_the_number_that_stands(board: Board, running: Running) -> None:
    async with running(board) as pilot:
        assert "hours not walking 36" in await press(pilot, "5", "down", "down", "3", "6")
        assert "hours not walking 5" in (shown := await press(pilot, "up", "down", "5"))
        assert "hours not walking 55" not in shown
        assert "hours not walking 54" in await press(pilot, "4")


def seen_of(pilot: Pilot[None]) -> list[object]:
    """What the cursor can stand on among the rows of the open pane that are on the screen."""
    pane = pilot.app.screen.focused
    assert isinstance(pane, FormPane)
    return [row.target for row in pane.rows[pane.top : pane.top + pane.view_height] if row.target is not None]


async def test_the_cursor_goes_with_the_page_to_a_field_that_is_on_the_screen(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "8", "down", "pagedown")
        pane = pilot.app.screen.focused
        assert isinstance(pane, FormPane)
        assert pane.field in seen_of(pilot)
        await press(pilot, "1")
        await press(pilot, "pageup", "pageup", "pageup")
        assert pane.field in seen_of(pilot)
    assert board.cases.get("TB-0142").record.systemic.ecog is None


@pytest.mark.parametrize("key", ["1", "right", "left", "delete"])
async def test_a_field_that_is_not_on_the_screen_comes_back_into_view_before_a_key_changes_it(
    board: Board, running: Running, key: str
) -> None:
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "1", "down", *["pagedown"] * 6)
        pane = pilot.app.screen.focused
        assert isinstance(pane, FormPane)
        assert seen_of(pilot) == []
        shown = await press(pilot, key)
        assert "uncommitted" not in shown
        assert pane.field in seen_of(pilot)
        assert "uncommitted" in await press(pilot, "1")
