"""A room and a dialog over it: they keep the size that the terminal has, and the keys that are told are those heard."""

import pytest
from textual import events
from textual.geometry import Size

from tests.tui.conftest import Running
from tests.tui.shown import press
from tumorboard.board.board import Board

NOW, BEFORE = Size(101, 31), Size(59, 15)


@pytest.mark.parametrize("keys", [(), ("f8",), ("question_mark",), ("f8", "question_mark")])
async def test_an_older_size_that_is_told_of_late_changes_nothing(
    board: Board, running: Running, keys: tuple[str, ...]
) -> None:
    async with running(board, tuple(NOW)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        screens = pilot.app.screen_stack
        screens[-1].post_message(events.Resize(BEFORE, BEFORE))
        await pilot.pause()
        await pilot.pause()
        assert [(screen.size, screen.has_class("-small")) for screen in screens] == [(NOW, False)] * len(screens)


@pytest.mark.parametrize(
    ("room", "footer"), [("f2", "s score"), ("f3", "a add"), ("f4", "s state"), ("f8", "v verify")]
)
async def test_under_a_dialog_no_key_of_the_room_is_told(
    board: Board, running: Running, room: str, footer: str
) -> None:
    async with running(board, (120, 40)) as pilot:
        assert footer in (await press(pilot, room)).splitlines()[-1]
        assert (await press(pilot, "f1")).splitlines()[-1] == ""
        assert footer in (await press(pilot, "escape")).splitlines()[-1]
