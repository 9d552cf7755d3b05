"""A store that is restored or recovered while sessions are open: they say so and go on."""

from datetime import timedelta
from pathlib import Path

from textual.pilot import Pilot

from tests.conftest import OpenAs
from tests.tui.conftest import NOW, Running, admit
from tests.tui.session.test_company import looked
from tests.tui.shown import T8_RENAL, press, screen_text
from tumorboard.board.board import Board
from tumorboard.domain.case import Case
from tumorboard.store.restore import restore


def put_back(board: Board, folder: Path, backup: Path) -> None:
    restore(folder / "board.json", backup, board.person.id, NOW, is_forced=True)


async def at_work(pilot: Pilot[None]) -> str:
    """What the screen shows after it looked twice and was asked for other rooms and panes."""
    shown = await looked(pilot)
    await looked(pilot)
    for key in ("down", "1", "escape", "6", "3", "escape"):
        await press(pilot, key)
    return shown


async def test_a_meeting_that_is_gone_is_told_and_another_can_be_opened(
    open_as: OpenAs, running: Running, folder: Path
) -> None:
    board = open_as()
    older = board.meetings.plan("Older MDT", NOW + timedelta(days=7))
    board.intake.admit([Case.model_validate({"id": "OLD-1"})], older.id)
    backup = board.care.back_up(folder.parent / "usb")
    admit(board, (T8_RENAL,))
    async with running(board) as pilot:
        assert str(T8_RENAL["id"]) in screen_text(pilot.app)
        put_back(board, folder, backup)
        shown = await at_work(pilot)
        assert "the store was put back and this meeting is gone: m opens another" in shown
        assert str(T8_RENAL["id"]) not in "\n".join(shown.splitlines()[1:])
        await press(pilot, "m")
        assert "OLD-1" in await press(pilot, "enter")


async def test_a_meeting_that_survives_says_what_went_and_goes_on(board: Board, running: Running, folder: Path) -> None:
    backup = board.care.back_up(folder.parent / "usb")
    meeting = board.meetings.all()[0]
    board.intake.admit([Case.model_validate({"id": "LATER"})], meeting.id)
    async with running(board, (160, 40)) as pilot:
        assert "LATER" in screen_text(pilot.app)
        await press(pilot, "end")
        put_back(board, folder, backup)
        shown = await at_work(pilot)
        assert "the store was put back to an older state by" in shown
        assert "TB-0150" in shown
        assert "LATER" not in "\n".join(shown.splitlines()[1:])


async def test_panes_of_a_meeting_without_cases_say_nothing_of_the_last_case(board: Board, running: Running) -> None:
    board.meetings.plan("Empty MDT", NOW)
    async with running(board) as pilot:
        assert "SINS T8" in screen_text(pilot.app)
        await press(pilot, "m")
        shown = screen_text(pilot.app)
        assert "Empty MDT" in shown
        await press(pilot, "down", "enter")
        shown = screen_text(pilot.app)
        assert "Empty MDT" in shown.splitlines()[0]
        assert "SINS T8" not in shown
        assert "· row" not in shown
