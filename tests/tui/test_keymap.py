"""A person's own keys: what can be rebound is, and what cannot is named and left as it was."""

from pathlib import Path

import pytest

from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.tui.app import BoardApp
from tumorboard.tui.commands import COMMANDS
from tumorboard.tui.keymap import read_keymap
from tumorboard.tui.screens.board import BoardScreen


@pytest.fixture
def keymap(tmp_path: Path) -> Path:
    return tmp_path / "keymap.toml"


def test_every_command_that_can_be_rebound_has_an_id_of_its_own() -> None:
    for scope, commands in COMMANDS.items():
        ids = [command.id for command in commands if command.name != "Choice"]
        assert len(set(ids)) == len(ids), scope
        assert all(each.replace("_", "").isalnum() for each in ids)


IDS_OF_THE_BOARD = (
    "open_case score_sins noms_pane sins_pane views decision case_facts follow_up_of_the_case lists since_last_time "
    "write_my_view decide next_lesion next_case previous_case commit undo narrow_the_list reveal_the_views "
    "board_reading read_back sign defer note allow_a_late_case move_the_case who_is_there who_looks_on "
    "follow_the_chair take_over open_the_meeting close_the_meeting meetings back"
)


def test_the_ids_stay_whatever_a_command_is_renamed_to_because_peoples_files_hold_them() -> None:
    ids = {command.id for command in COMMANDS["board"]}
    assert set(IDS_OF_THE_BOARD.split()) <= ids
    assert {each.id for each in COMMANDS["anywhere"]} >= {"board", "agenda", "follow_up", "log", "palette", "quit"}


async def test_a_rebound_key_works_the_old_one_does_not_and_footer_help_and_palette_say_so(
    board: Board, running: Running, keymap: Path
) -> None:
    keymap.write_text('[board]\nnext_case = ["F6", "z"]\nnoms_pane = "Ctrl+O"\n[anywhere]\nlog = "f7"\n')
    async with running(board, (260, 40), keymap=keymap) as pilot:
        assert isinstance(pilot.app, BoardApp)
        assert pilot.app.startup_faults == ()
        footer = screen_text(pilot.app).splitlines()[-1]
        assert "F6 next" in footer
        assert "F7 log" in footer
        first = pilot.app.screen
        assert isinstance(first, BoardScreen)
        before = first.sitting.current
        await press(pilot, "n")
        assert first.sitting.current == before
        await press(pilot, "f6")
        assert first.sitting.current != before
        shown = await press(pilot, "question_mark")
        assert "F6 z" in shown
        assert "Ctrl+O" in shown
        await press(pilot, "escape", "colon", *"next case")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert "F6 z  Open the next case" in screen_text(pilot.app)
        await press(pilot, "escape", "escape", "f8")
        assert pilot.app.screen is first
        await press(pilot, "f7")
        assert pilot.app.current_mode == "log"


async def test_two_commands_may_swap_their_keys(board: Board, running: Running, keymap: Path) -> None:
    keymap.write_text('[board]\nnext_case = "p"\nprevious_case = "n"\n')
    async with running(board, keymap=keymap) as pilot:
        room = pilot.app.screen
        assert isinstance(room, BoardScreen)
        first = room.sitting.current
        await press(pilot, "p")
        second = room.sitting.current
        await press(pilot, "n")
        assert (room.sitting.current, second != first) == (first, True)


FAULTS = [
    ('[board]\nfly = "x"', "board.fly: no such command"),
    ('[board]\nnxt_case = "x"', "is next_case meant?"),
    ('[cockpit]\nfly = "x"', "cockpit: there are [board] [list]"),
    ('[sheet]\nsubmit = "f5"', "sheet: there are"),
    ('board = "x"', "board: there are"),
    *((f'[board]\nundo = "{key}"', "to a terminal") for key in ("ctrl+h", "Ctrl+I", "ctrl+j", "ctrl+m", "ctrl+z")),
    *((f'[board]\nundo = "{key}"', "to a terminal") for key in ("ctrl+c", "ctrl+[")),
    *((f'[board]\nundo = "{key}"', "reach every terminal") for key in ("alt+x", "shift+f5", "ctrl+shift+u")),
    *((f'[board]\nundo = "{key}"', "is no key") for key in ("hyper", ",", "f13", "ctrl+1", "[/red]", "\\u001b")),
    *((f"[board]\nundo = {value}", "a key is text") for value in ("5", "true", "[]", '""', "[1]", "{a = 1}")),
    ('[board]\nundo = "n"', "n is already board.next_case"),
    ('[board]\nundo = "q"', "q is already anywhere.quit"),
    ('[board]\nundo = "?"', "is already anywhere.help"),
    ('[board]\nundo = "j"', "j is already list.case_below"),
    ('[list]\ncase_above = "n"', "n is already board.next_case"),
    ('[anywhere]\nquit = "enter"', "enter is already board.open_case"),
    ('[board]\nundo = "z"\ndefer = "z"', "board.defer: z is already board.undo"),
    ('[anywhere]\ndiscretion = "x"', "heard where text is typed"),
    ('[anywhere]\ndiscretion = "space"', "heard where text is typed"),
    ('[board]\nundo = "x"\nundo = "y"', "cannot be read, the shipped keys are in force"),
    ("undo", "cannot be read"),
    ("\udcff", "cannot be read"),
]


@pytest.mark.parametrize(("written", "words"), FAULTS)
def test_a_line_that_cannot_hold_is_named_and_the_others_count(keymap: Path, written: str, words: str) -> None:
    keymap.write_bytes(f"{written}\n[log]\nverify_the_log = 'V'\n".encode(errors="surrogateescape"))
    read = read_keymap(keymap)
    (fault,) = read.faults
    assert words in fault
    assert fault.startswith("keymap.toml: ")
    assert fault.isprintable()
    sound = {} if "cannot be read" in words else {"log.verify_the_log": "V"}
    assert dict(read.rebound) == (sound | {"board.undo": "z"} if "board.defer" in words else sound)


def test_a_keymap_that_is_not_there_or_a_folder_is_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.toml"):
        read = read_keymap(path)
        assert "cannot be read" in read.faults[0]
        assert dict(read.commands) == COMMANDS


async def test_faults_of_settings_and_keymap_stand_in_the_status_line_at_the_start(
    board: Board, running: Running, keymap: Path
) -> None:
    keymap.write_text('[board]\nundo = "alt+x"\n[/red]\n')
    async with running(board, (200, 40), keymap=keymap) as pilot:
        assert "keymap.toml: cannot be read, the shipped keys are in force" in screen_text(pilot.app).splitlines()[0]
    keymap.write_text('[board]\nundo = "alt+x"\n')
    async with running(board, (120, 40), keymap=keymap) as pilot:
        shown = screen_text(pilot.app)
        assert "keymap.toml: board.undo: alt+x does not reach every terminal" in shown.splitlines()[0]
        assert "TB-0142" in shown
