"""Two people on one store: each sees the other's commit, and neither overwrites the other unasked."""

from textual.pilot import Pilot

from tests.board.casework import case, met
from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.tui.screens.board import BoardScreen

ALIGNMENT = ("s", "down", "down")


async def looked(pilot: Pilot[None]) -> str:
    """The screen after its timer has looked at the store."""
    screen = pilot.app.screen
    assert isinstance(screen, BoardScreen)
    screen.look()
    await pilot.pause()
    return screen_text(pilot.app)


async def test_a_commit_of_one_appears_on_the_screen_of_the_other(
    open_as: OpenAs, board: Board, running: Running
) -> None:
    async with running(board) as mine, running(open_as("chair")) as theirs:
        await press(mine, *ALIGNMENT, "4", "ctrl+s")
        shown = await looked(theirs)
    assert "SINS T8 · 13 of 18" in shown
    assert "TB-0142 changed by chair" in shown


async def test_edits_of_different_fields_are_both_kept_without_asking(
    open_as: OpenAs, board: Board, running: Running
) -> None:
    async with running(board) as mine, running(open_as("chair")) as theirs:
        await press(theirs, "s", "1")
        await press(mine, *ALIGNMENT, "4", "ctrl+s")
        assert "saved" in await press(theirs, "ctrl+s")
    items = board.cases.get("TB-0142").record.lesions[0].sins
    assert (items.pain, items.alignment) == ("non_mechanical", "translation")


async def test_a_field_being_edited_is_not_overwritten_by_what_others_commit(
    open_as: OpenAs, board: Board, running: Running
) -> None:
    async with running(board) as mine, running(open_as("chair")) as theirs:
        await press(theirs, *ALIGNMENT, "2")
        await press(mine, *ALIGNMENT, "4", "ctrl+s")
        assert "SINS T8 · 11 of 18" in await looked(theirs)


async def test_the_first_cases_that_come_onto_an_open_list_are_opened(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    meeting = met(board)
    async with running(open_as("chair")) as theirs:
        await looked(theirs)
        board.intake.admit([case("A", lesions=[{"level": "T8"}]), case("B")], meeting)
        shown = await looked(theirs)
    assert "on the list now: A, B" in shown
    assert "1 · A" in shown
