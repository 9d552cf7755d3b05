"""What is typed or pasted to narrow a list is echoed without what acts on a terminal or shows nothing."""

import pytest
from textual import events

from tests.board.sitting import at_the_table
from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text

PASTED = "\u202etac\u2066 \u200d\u200c mri\x1b[2J\u200b"
"""Bidirectional marks, joiners that join nothing, an escape sequence, and a space of no width."""


@pytest.mark.parametrize("room", ["f2", "f3", "f4", "f8"])
async def test_a_filter_is_echoed_clean_in_every_room(room: str, open_as: OpenAs, running: Running) -> None:
    board, _ = at_the_table(open_as)
    async with running(board, (120, 40)) as pilot:
        await press(pilot, room, "slash")
        pilot.app.post_message(events.Paste(PASTED))
        await pilot.pause()
        typed = screen_text(pilot.app)
        assert "tac" in typed
        assert not {"\u202e", "\u2066", "\x1b", "\u200b"} & set(typed)
        shown = await press(pilot, "enter")
        assert "match 'tac mri[2j'" in shown.casefold()
        assert not set("\u200d\u200c") & set(shown)
