"""What is said on the first line is never cut: it takes more lines, over the room, and goes back to one."""

import pytest

from tests.board.casework import case, met
from tests.board.sitting import NO_MRI, SPECIALISTS, at_the_table, decision, enrolled, view
from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.tui.lines import plain
from tumorboard.tui.panes.frame import editing_line
from tumorboard.tui.said import Said
from tumorboard.tui.screens.board import BoardScreen
from tumorboard.tui.screens.listed_room import ListedRoom

LONG = "pressed again, TB-0142 is revealed for good without " + ", ".join(f"Dr Awaited {at}" for at in range(1, 7))


def running_text(shown: str) -> str:
    return " ".join(shown.split())


@pytest.mark.parametrize("room", ["f2", "f3", "f4", "f8"])
@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_a_message_is_read_whole_in_every_room_and_leaves_the_room_as_it_was(
    board: Board, running: Running, size: tuple[int, int], room: str
) -> None:
    async with running(board, size) as pilot:
        before = await press(pilot, room)
        screen = pilot.app.screen
        assert isinstance(screen, BoardScreen | ListedRoom)
        screen._say(Said(LONG, "error"))
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert LONG in running_text(shown)
        assert shown.splitlines()[-1] == before.splitlines()[-1]
        screen._say(Said("short"))
        await pilot.pause()
        assert screen_text(pilot.app).splitlines()[1:] == before.splitlines()[1:]


async def test_r_names_everybody_whose_view_is_awaited(open_as: OpenAs, running: Running) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    open_as("surgeon").views.submit(meeting, "A", view("sbrt"))
    async with running(board, (60, 16)) as pilot:
        shown = await press(pilot, "R")
        assert "without Dr radonc, Dr medonc, Dr radiology" in running_text(shown)


async def test_what_was_said_before_is_not_said_over_a_sheet(open_as: OpenAs, running: Running) -> None:
    board, _ = at_the_table(open_as, *SPECIALISTS)
    async with running(board, (80, 24)) as pilot:
        assert "nothing is decided yet" in await press(pilot, "S")
        shown = await press(pilot, "d")
        assert "Decision · A" in shown
        assert "nothing is decided yet" not in shown


async def test_the_footer_says_what_enter_does_where_the_keys_go(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        assert "Enter open" in screen_text(pilot.app).splitlines()[-1]
        assert "Enter edit" in (await press(pilot, "enter")).splitlines()[-1]
        assert "Enter" not in (await press(pilot, "4")).splitlines()[-1]
        assert "Enter open" in (await press(pilot, "escape")).splitlines()[-1]


@pytest.mark.parametrize("keys", [("s",), ("1", "down"), ("2", "enter"), ("5", "down")])
async def test_the_footer_tells_the_keys_of_a_field_from_when_the_cursor_is_on_it(
    board: Board, running: Running, keys: tuple[str, ...]
) -> None:
    async with running(board, (80, 24)) as pilot:
        assert "←→ digit choose" in (await press(pilot, *keys)).splitlines()[-1]
        assert "←→ digit choose" not in (await press(pilot, "escape")).splitlines()[-1]


async def test_closing_names_every_decision_that_is_not_confirmed(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    enrolled(board)
    names = [f"TB-2026-{number:04d}" for number in range(1, 9)]
    meeting = met(board, *(case(name) for name in names))
    board.running.open(meeting)
    for name in names:
        board.decisions.record(meeting, name, decision("observation", without_quorum="by telephone", **NO_MRI))
    async with running(board, (80, 24)) as pilot:
        shown = running_text(await press(pilot, "X"))
    assert "8 not confirmed" in shown
    assert all(name in shown.split("closed because")[1] for name in names)


@pytest.mark.parametrize("words", ["it is refused", LONG])
@pytest.mark.parametrize(
    ("room", "keys"),
    [
        ("f2", ("down",)),
        ("f2", ("4",)),
        ("f2", ("enter",)),
        ("f2", ("s",)),
        ("f2", ("tab",)),
        ("f2", ("slash", "T")),
        ("f3", ("down",)),
        ("f3", ("tab",)),
        ("f3", ("slash", "T")),
        ("f4", ("slash", "T")),
        ("f4", ("o",)),
        ("f8", ("slash", "T")),
    ],
)
async def test_a_message_goes_with_the_next_key_that_moves_to_something_else(
    board: Board, running: Running, room: str, keys: tuple[str, ...], words: str
) -> None:
    async with running(board, (120, 40)) as pilot:
        await press(pilot, room)
        screen = pilot.app.screen
        assert isinstance(screen, BoardScreen | ListedRoom)
        screen._say(Said(words, "error"))
        shown = running_text(await press(pilot, "left" if room != "f4" else "f9"))
        assert words in shown
        assert words not in running_text(await press(pilot, *keys))


@pytest.mark.parametrize("width", [60, 70, 80, 100, 120])
def test_the_keys_of_a_field_fit_and_end_in_how_to_leave_it(width: int) -> None:
    line = plain(editing_line(width)).rstrip()
    assert len(line) <= width
    assert line.endswith("Esc done  ? help")


@pytest.mark.parametrize("width", [60, 70, 80, 100])
async def test_the_first_line_ends_in_words(open_as: OpenAs, running: Running, width: int) -> None:
    board, _ = at_the_table(open_as, *SPECIALISTS)
    async with running(board, (width, 24)) as pilot:
        for keys in (("s", *["down"] * 4, "1"), ("f9",)):
            first = (await press(pilot, *keys)).splitlines()[0]
            assert not first.rstrip().endswith("·")
            assert "uncommitted" in first
