"""A room and a dialog over it keep the size that the terminal has, whatever older word of it still comes in."""

import pytest
from textual import events
from textual.geometry import Size

from tests.tui.conftest import Running
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
