"""The demonstration with its tour: it stands under the room, takes no key, and can be left at any step."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.conftest import Clock
from tests.tui.shown import press, screen_text
from tumorboard.board.board import open_board
from tumorboard.board.demonstration import seed_demonstration
from tumorboard.config import Settings
from tumorboard.tui.toured import TouredApp
from tumorboard.tui.writing.sheet import Sheet

WALK: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tour 2 of 11", ("down", "down", "down")),
    ("tour 3 of 11", ("enter",)),
    ("tour 4 of 11", ("s", "down", "down", "4")),
    ("tour 5 of 11", ("u",)),
    ("tour 6 of 11", ("escape", "n")),
    ("tour 7 of 11", ("3",)),
    ("tour 8 of 11", ("d", "escape")),
    ("tour 9 of 11", ("f3",)),
    ("tour 10 of 11", ("f4",)),
    ("tour 11 of 11", ("f2", "f9")),
)


@pytest.fixture(params=[(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def pilot(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> AsyncIterator[Pilot[None]]:
    """The demonstration as it opens."""
    folder = tmp_path / "demo"
    chair = seed_demonstration(folder, clock)
    board = open_board(folder, chair, None, Settings(allow_acting_as=True), clock)
    app = TouredApp(board)
    try:
        async with app.run_test(size=request.param, notifications=True, tooltips=True) as pilot:
            await pilot.pause()
            yield pilot
    finally:
        board.close()


async def test_doing_what_each_step_says_leads_through_the_whole_tour(pilot: Pilot[None]) -> None:
    assert "tour 1 of 11" in screen_text(pilot.app)
    for heading, keys in WALK:
        assert heading in await press(pilot, *keys), keys


async def test_the_strip_takes_its_lines_from_the_room_and_covers_nothing(pilot: Pilot[None]) -> None:
    shown = (await press(pilot, "f3")).splitlines()
    strip = next(at for at, line in enumerate(shown) if "tour 1 of 11" in line)
    assert strip == len(shown) - 4
    assert shown[strip - 1].startswith("╰"), "the frame above it is whole"
    assert shown[-1].rstrip().endswith("q quit")


async def test_left_at_any_step_the_room_has_its_lines_back_and_every_key_works(pilot: Pilot[None]) -> None:
    await press(pilot, "greater_than_sign", "greater_than_sign")
    shown = await press(pilot, "ctrl+t")
    assert "tour" not in shown
    assert shown.splitlines()[-2].startswith("╰")
    assert "TB-0142" in await press(pilot, "down", "down", "down", "1")
    assert "tour" not in await press(pilot, "f4")
    assert "tour 3 of 11" in await press(pilot, "f2", "ctrl+t")


async def test_the_first_line_names_the_case_whatever_else_it_has_to_say(pilot: Pilot[None]) -> None:
    first = (await press(pilot, "down", "f9")).splitlines()[0]
    assert "3 red wait" in first
    assert "discreet" in first
    assert "case 2 o" in first


async def test_a_sheet_takes_the_keys_of_the_tour_as_letters(pilot: Pilot[None]) -> None:
    await press(pilot, "d")
    assert isinstance(pilot.app.screen, Sheet)
    await press(pilot, "greater_than_sign", "escape")
    assert "tour 1 of 11" in screen_text(pilot.app)


async def test_leaving_is_one_key_in_the_midst_of_it(pilot: Pilot[None]) -> None:
    await press(pilot, "greater_than_sign", "q")
    assert pilot.app.return_code == 0


async def test_a_step_that_is_done_already_is_turned_back_to_and_stays(pilot: Pilot[None]) -> None:
    await press(pilot, "down", "down", "down")
    assert "tour 3 of 11" in await press(pilot, "enter")
    assert "tour 2 of 11" in await press(pilot, "less_than_sign")
    assert "tour 3 of 11" in await press(pilot, "greater_than_sign")
    assert "tour 4 of 11" in await press(pilot, "greater_than_sign")
