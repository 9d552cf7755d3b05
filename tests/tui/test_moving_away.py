"""What was said in a room is not found there when one comes back from another."""

import pytest

from tests.board.preparing import whole
from tests.board.sitting import at_the_table
from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press


@pytest.mark.parametrize(
    ("room", "key", "said"),
    [
        ("f2", "p", "this is the first case"),
        ("f3", "l", "there is nothing to allow"),
        ("f4", "a", "choose such a line"),
        ("f8", "v", "the whole log verifies"),
    ],
)
async def test_it_is_gone_when_one_comes_back(
    open_as: OpenAs, running: Running, room: str, key: str, said: str
) -> None:
    board, meeting = at_the_table(open_as)
    board.intake.admit([whole("W")], meeting)
    away = "f8" if room != "f8" else "f2"
    async with running(board, (120, 40)) as pilot:
        assert said in await press(pilot, room, key)
        assert said not in await press(pilot, away)
        assert said not in await press(pilot, room)
