"""One list of commands: keys, footer, palette, help page and README say the same, and no key is bound twice."""

from collections import Counter
from pathlib import Path

import pytest

from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.tui.bound import found_by_name, key_table, keys_said
from tumorboard.tui.commands import COMMANDS, Scope
from tumorboard.tui.screens.agenda import AgendaScreen
from tumorboard.tui.screens.board import BoardScreen
from tumorboard.tui.screens.log import LogScreen
from tumorboard.tui.widgets.case_list import CaseList
from tumorboard.tui.widgets.form_pane import FormPane
from tumorboard.tui.writing.sheet import Sheet

README = Path(__file__).parents[2] / "README.md"
STOLEN_BY_TERMINALS = {f"ctrl+{letter}" for letter in "hijmzc"} | {"ctrl+left_square_bracket", "ctrl+slash"}


@pytest.mark.parametrize("scope", COMMANDS)
def test_no_key_is_bound_twice_in_a_scope_or_again_anywhere(scope: Scope) -> None:
    keys = [key for command in COMMANDS[scope] for key in command.keys.split(",")]
    keys += [] if scope == "anywhere" else [key for each in COMMANDS["anywhere"] for key in each.keys.split(",")]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


def test_every_key_works_on_every_terminal() -> None:
    keys = {key for commands in COMMANDS.values() for command in commands for key in command.keys.split(",")}
    assert not keys & STOLEN_BY_TERMINALS
    assert not [key for key in keys if key.startswith(("alt+", "ctrl+shift+", "shift+"))]


def test_leaving_saving_and_helping_need_no_letter() -> None:
    reachable = {command.action: command.keys.split(",") for commands in COMMANDS.values() for command in commands}
    for action in ("commit", "quit", "help"):
        assert any(len(key) > 1 for key in reachable[action])


@pytest.mark.parametrize(
    ("scope", "owner"),
    [
        ("board", BoardScreen),
        ("list", CaseList),
        ("form", FormPane),
        ("sheet", Sheet),
        ("agenda", AgendaScreen),
        ("log", LogScreen),
    ],
)
def test_every_declared_command_has_an_action(scope: Scope, owner: type) -> None:
    for command in COMMANDS[scope]:
        assert hasattr(owner, "action_" + command.action.partition("(")[0]), command


def test_the_readme_holds_the_key_table_as_it_is_declared() -> None:
    readme = README.read_text(encoding="utf-8")
    for where, keys, meaning in key_table():
        assert f"| {where} | `{keys}` | {meaning} |" in readme


async def test_the_help_page_lists_every_command_and_leaves_with_esc(board: Board, running: Running) -> None:
    async with running(board, (100, 60)) as pilot:
        shown = await press(pilot, "question_mark")
        for _ in range(21):
            shown += await press(pilot, "pagedown")
        words = " ".join(" ".join(line[9:91] for line in shown.splitlines()).split())
        for _, keys, meaning in key_table():
            assert keys in words
            assert meaning.split(";")[0] in words
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, BoardScreen)


async def test_help_and_palette_speak_first_of_the_room_they_were_asked_in(board: Board, running: Running) -> None:
    async with running(board, (100, 40)) as pilot:
        shown = await press(pilot, "f8", "f1")
        assert "Show the case as it was after this entry" in shown
        await press(pilot, "escape", "ctrl+p")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        shown = screen_text(pilot.app)
        assert "Verify the log" in shown
        assert "Score SINS" not in shown
        await press(pilot, *"verify")
        await pilot.app.workers.wait_for_complete()
        assert "the whole log verifies" in await press(pilot, "enter")


async def test_help_speaks_first_of_the_field_in_focus(board: Board, running: Running) -> None:
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "s", "f1")
    assert "Clinical, not imaging" in shown
    assert "kappa 0.841" in shown


async def test_the_palette_offers_every_command_by_name(board: Board, running: Running) -> None:
    async with running(board, (120, 100)) as pilot:
        await press(pilot, "ctrl+p")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        shown = screen_text(pilot.app)
    for command in found_by_name():
        assert command.name in shown
        assert keys_said(command) in shown
    assert "TB-0142" in shown
    assert "theme mono" in shown
    assert "creenshot" not in shown


async def test_the_footer_keeps_help_and_quit_at_every_width(board: Board, running: Running) -> None:
    for size in ((60, 16), (80, 24), (100, 30), (120, 40)):
        async with running(board, size) as pilot:
            footers = [screen_text(pilot.app).splitlines()[-1], (await press(pilot, "f8")).splitlines()[-1]]
        for footer in footers:
            assert footer.rstrip().endswith("? help  q quit")
            assert len(footer) <= size[0]
