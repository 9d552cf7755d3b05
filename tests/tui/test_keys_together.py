"""Keys that come together, as over a slow line: a dialog is answered once, and those behind its answer do nothing."""

import pytest
from textual import events
from textual.command import CommandInput
from textual.pilot import Pilot

from tests.conftest import Clock, OpenAs
from tests.tui.agenda_room import prepared, typed
from tests.tui.conftest import Running
from tests.tui.shown import press
from tests.tui.test_hostile_rooms import _back_in, _keys, filled
from tumorboard.tui.commands import Room

BEHIND = [
    ("enter", "enter"),
    ("enter", "enter", "enter"),
    ("enter", "escape"),
    ("escape", "escape"),
    ("escape", "enter"),
    ("1", "enter", "enter"),
]


async def together(pilot: Pilot[None], *keys: str) -> None:
    """Send keys as one write does: all of them before any is acted on."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()


@pytest.mark.parametrize("behind", BEHIND, ids="-".join)
@pytest.mark.parametrize("room", ["board", "agenda", "followup", "log"])
async def test_no_dialog_of_a_room_is_answered_twice(
    open_as: OpenAs, clock: Clock, running: Running, room: Room, behind: tuple[str, ...]
) -> None:
    async with running(filled("Zq", open_as, clock), (80, 24)) as pilot:
        for key in (*_keys(room), "colon", "question_mark"):
            await _back_in(pilot, room)
            await together(pilot, key, *behind)
            assert pilot.app.is_running, key


async def test_what_was_typed_before_enter_is_taken_whatever_comes_behind_it(open_as: OpenAs, running: Running) -> None:
    board = prepared(open_as)
    async with running(board, (80, 24)) as pilot:
        await press(pilot, "f3", "t")
        await together(pilot, *["backspace"] * 3, "2", "5", "enter", "escape", "escape")
        assert not pilot.app.screen.is_modal
    meeting = board.meetings.to_open()
    assert meeting is not None
    assert 25 in [item.minutes for item in meeting.items]


async def test_the_palette_runs_what_was_chosen_once(open_as: OpenAs, running: Running) -> None:
    async with running(prepared(open_as), (80, 24)) as pilot:
        await press(pilot, "f3", "colon", *"Minutes")
        await press(pilot, "down")
        await together(pilot, "enter", "enter", "enter")
        await press(pilot, "escape")
        assert not pilot.app.screen.is_modal
        assert len(pilot.app.screen_stack) == 1


async def test_what_is_pasted_into_the_palette_comes_through_the_door_for_text(
    open_as: OpenAs, running: Running
) -> None:
    async with running(prepared(open_as), (80, 24)) as pilot:
        await press(pilot, "colon")
        await typed(pilot, "\u202ea\x1bb")
        assert pilot.app.screen.query_one(CommandInput).value == "ab"


async def test_what_cannot_be_seen_narrows_nothing(open_as: OpenAs, running: Running) -> None:
    async with running(prepared(open_as), (80, 24)) as pilot:
        before = await press(pilot, "f8", "slash")
        shown = await typed(pilot, "\u200d")
        assert shown == before
        await typed(pilot, "zq\u200cq")
        assert "no entry holds 'zq\u200cq'" in await press(pilot, "enter")
