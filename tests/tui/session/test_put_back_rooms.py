"""A store that is put back below an open Agenda, Follow-up or Log room: they say so, go on, and keep what was typed."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.board.sitting import NEXT_MRI, SPECIALISTS, at_the_table, decision
from tests.conftest import Clock, OpenAs
from tests.tui.agenda_room import typed
from tests.tui.conftest import Running
from tests.tui.session.test_put_back import put_back
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.domain.case import Case
from tumorboard.domain.people import Person
from tumorboard.tui.screens.listed_room import ListedRoom

PUT_BACK = "the store was put back to an older state by chair: look at every case"


async def looked(pilot: Pilot[None]) -> str:
    """What the room shows after it has looked at the store, as it does every second."""
    screen = pilot.app.screen
    assert isinstance(screen, ListedRoom)
    screen.look()
    await pilot.pause()
    return screen_text(pilot.app)


def listed(shown: str) -> str:
    """The lines of the room that tell of what is there, and not of what a rule proposes."""
    return "\n".join(line for line in below(shown).splitlines() if "proposed" not in line)


def below(shown: str) -> str:
    """The screen without its first line."""
    return "\n".join(shown.splitlines()[1:])


@pytest.fixture
def after(open_as: OpenAs, clock: Clock) -> tuple[Board, str]:
    """Forty days after a decision on A; its MRI is due."""
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    clock.advance(days=40)
    return board, meeting


@pytest.fixture
def older(after: tuple[Board, str], folder: Path) -> Path:
    """A backup of before LATER came onto the list and a check of A was planned."""
    board, meeting = after
    backup = board.care.back_up(folder.parent / "usb")
    board.intake.admit([Case.model_validate({"id": "LATER"})], meeting)
    record = board.decisions.standing(meeting, "A")
    board.planning.plan("A", "neuro_check", board.now().date() + timedelta(days=2), "medonc", decision=record)
    return backup


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize(("room", "went"), [("f3", "LATER"), ("f4", "neuro exam"), ("f8", "LATER")])
async def test_a_room_says_so_shows_what_is_there_now_and_goes_on(
    after: tuple[Board, str], older: Path, running: Running, folder: Path, room: str, went: str, size: tuple[int, int]
) -> None:
    board, _ = after
    async with running(board, size) as pilot:
        await press(pilot, room)
        assert went in await looked(pilot)
        await press(pilot, *["end"] if room != "f8" else ["home"])
        await looked(pilot)
        put_back(board, folder, older)
        shown = await looked(pilot)
        assert shown.startswith(f" {PUT_BACK}")
        assert went not in listed(shown)
        assert (await looked(pilot)).startswith(f" {PUT_BACK}"), "it stands until it is read"
        for key in ("up", "down", "pagedown", "tab", "tab", "enter"):
            await press(pilot, key)
        await press(pilot, "escape", "escape", "escape", "f2", room)
        assert went not in listed(await looked(pilot))


async def test_the_agenda_of_a_meeting_that_is_gone_says_so_and_another_opens(
    open_as: OpenAs, running: Running, folder: Path, clock: Clock
) -> None:
    board = open_as()
    other = board.meetings.plan("Older MDT", clock() + timedelta(days=7))
    board.intake.admit([Case.model_validate({"id": "OLD-1"})], other.id)
    backup = board.care.back_up(folder.parent / "usb")
    meeting = board.meetings.plan("Newer MDT", clock())
    board.intake.admit([Case.model_validate({"id": "NEW-1"})], meeting.id)
    async with running(board, (120, 40)) as pilot:
        assert "NEW-1" in await press(pilot, "f3")
        await looked(pilot)
        put_back(board, folder, backup)
        shown = await looked(pilot)
        assert shown.startswith(" the store was put back and this meeting is gone: m opens another")
        assert "NEW-1" not in shown
        for key in ("g", "r", "o", "p", "enter", "J", "tab", "down", "escape"):
            await press(pilot, key)
        await press(pilot, "f3", "m")
        assert "OLD-1" in await press(pilot, "enter")


async def test_a_gap_of_a_case_that_is_gone_is_refused_in_its_sheet_which_keeps_what_was_typed(
    after: tuple[Board, str], older: Path, running: Running, folder: Path
) -> None:
    board, _ = after
    async with running(board, (120, 40)) as pilot:
        await press(pilot, "f3", "end")
        await looked(pilot)
        await press(pilot, "g", "1")
        put_back(board, folder, older)
        await typed(pilot, "+2h")
        shown = await press(pilot, "ctrl+s")
        assert "LATER is not on the list of" in shown
        assert "+2h" in shown
        await press(pilot, "escape", "escape")
        assert (await looked(pilot)).startswith(f" {PUT_BACK}")


async def test_a_check_that_is_gone_is_refused_in_its_sheet_and_what_is_there_can_be_moved(
    after: tuple[Board, str], older: Path, running: Running, folder: Path
) -> None:
    board, _ = after
    async with running(board, (120, 40)) as pilot:
        await press(pilot, "f4", "down", "down")
        await looked(pilot)
        await press(pilot, "r", *"+10w", "enter", *"pain settled")
        put_back(board, folder, older)
        shown = await press(pilot, "ctrl+s")
        assert "no follow-up is called A/2" in shown
        assert "pain settled" in shown
        await press(pilot, "escape", "escape")
        assert (await looked(pilot)).startswith(f" {PUT_BACK}")
        await press(pilot, "home", "down", "r", *"+11w", "enter", *"pain settled")
        assert "A/1 is due Sun 21 Mar 2027; 03 Jan 2027 is kept" in await press(pilot, "ctrl+s")
    assert [each.reason for each in board.followups.get("A/1").record.earlier] == ["pain settled"]


async def test_the_log_is_searched_and_told_as_it_is_now_though_its_numbers_are_given_again(
    after: tuple[Board, str], older: Path, running: Running, folder: Path
) -> None:
    board, _ = after
    async with running(board, (120, 40)) as pilot:
        await press(pilot, "f8", "a", "slash", *"later", "enter")
        assert "LATER" in below(await looked(pilot))
        numbers = {each.number for each in board.changes()}
        put_back(board, folder, older)
        board.people.add(Person(id="zoe", name="Zoe Zander", roles=("observer",)))
        assert board.changes()[-1].number in numbers
        shown = await looked(pilot)
        assert "LATER" not in below(shown)
        assert "no entry holds 'later'" in shown
        await press(pilot, "escape", "escape", "slash", *"zoe", "enter")
        assert "zoe" in below(await looked(pilot))
        assert "the whole log verifies" in await press(pilot, "v")
