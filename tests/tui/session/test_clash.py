"""Two people changed the same field: it is asked whose value stands, and neither is ever lost."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.board.working import Value, WorkingCase, value_at
from tumorboard.domain.people import Person
from tumorboard.store.contract import Saved
from tumorboard.tui.app import BoardApp
from tumorboard.tui.dialogs.mine_or_theirs import MineOrTheirs
from tumorboard.tui.screens.board import BoardScreen

PAIN, ALIGNMENT = "lesions.0.sins.pain", "lesions.0.sins.alignment"
MINE = ("s", "1", "down", "down", "2")
"""Pain non-mechanical, alignment new deformity; before both it is mechanical and normal."""

Set = Callable[..., None]


@pytest.fixture
def kovac(board: Board, open_as: OpenAs) -> Board:
    """Somebody else on the same store."""
    board.people.add(Person(id="kovac", name="Dr Kovac", roles=("specialist",)))
    return open_as("kovac")


def sets(board: Board, **fields: Value) -> None:
    """Commit fields of the T8 lesion's SINS."""
    standing = board.cases.get("TB-0142")
    edited = WorkingCase.of(standing).with_edits({f"lesions.0.sins.{key}": value for key, value in fields.items()})
    assert isinstance(board.cases.save(edited.case, standing.revision, "edited"), Saved)


def swaps_lesions(board: Board) -> None:
    """Commit the lesions in the other order."""
    standing = board.cases.get("TB-0142")
    swapped = standing.record.model_copy(update={"lesions": standing.record.lesions[::-1]})
    assert isinstance(board.cases.save(swapped, standing.revision, "swapped"), Saved)


def stored(board: Board, path: str) -> Any:
    return value_at(board.cases.get("TB-0142").record, path)


async def looked(pilot: Pilot[None]) -> str:
    """The screen after its timer has looked at the store."""
    room = next(screen for screen in pilot.app.screen_stack if isinstance(screen, BoardScreen))
    room.look()
    await pilot.pause()
    return screen_text(pilot.app)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40)])
async def test_both_values_what_was_who_and_when_are_shown_field_by_field(
    board: Board, kovac: Board, running: Running, size: tuple[int, int]
) -> None:
    async with running(board, size) as pilot:
        await press(pilot, *MINE)
        sets(kovac, pain="none", alignment="translation")
        shown = " ".join((await press(pilot, "ctrl+s")).replace("│", " ").split())
        assert isinstance(pilot.app.screen, MineOrTheirs)
    for words in (
        "Nothing is saved yet",
        "T8 pain m or t?",
        "was mechanical",
        "mine non-mechanical",
        "theirs pain-free lesion (Dr Kovac, Tue 24 Nov",
        "T8 alignment m or t?",
        "was normal",
        "mine new deformity",
        "theirs translation",
        "m mine · t theirs · M T all · Enter saves · Esc",
    ):
        assert words in shown
    assert stored(board, ALIGNMENT) == "translation"


async def test_each_field_is_settled_by_itself_and_all_are_saved_as_one_commit(
    board: Board, kovac: Board, running: Running
) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, pain="none", alignment="translation")
        before = board.revision()
        shown = await press(pilot, "ctrl+s", "t", "down", "m", "enter")
        assert "saved 08:41: T8 alignment" in shown
        assert "uncommitted" not in shown
    assert (stored(board, PAIN), stored(board, ALIGNMENT)) == ("none", "new_deformity")
    assert board.revision() == before + 1
    assert board.drafts.pending() == {}


@pytest.mark.parametrize(("key", "kept"), [("M", ("non_mechanical", "new_deformity")), ("T", ("none", "translation"))])
async def test_all_mine_or_all_theirs_is_one_key(
    board: Board, kovac: Board, running: Running, key: str, kept: tuple[str, str]
) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, pain="none", alignment="translation")
        shown = await press(pilot, "ctrl+s", key, "enter")
        assert "uncommitted" not in shown
    assert (stored(board, PAIN), stored(board, ALIGNMENT)) == kept
    assert board.drafts.pending() == {}
    theirs = [edit.after for change in board.changes() if change.by == "kovac" for edit in change.edits]
    assert theirs == ["none", "translation"]


@pytest.mark.parametrize("notices", [True, False])
async def test_what_both_recorded_alike_leaves_no_draft(
    board: Board, kovac: Board, running: Running, notices: bool
) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, pain="non_mechanical")
        if notices:
            await looked(pilot)
        assert "saved 08:41: T8 alignment" in await press(pilot, "ctrl+s")
    assert board.drafts.pending() == {}


async def test_where_everything_was_recorded_alike_nothing_is_left_to_save(
    board: Board, kovac: Board, running: Running
) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, pain="non_mechanical", alignment="new_deformity")
        assert "uncommitted" not in await looked(pilot)
    assert board.drafts.pending() == {}


async def test_enter_saves_nothing_while_a_field_is_not_settled(board: Board, kovac: Board, running: Running) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, pain="none", alignment="translation")
        shown = await press(pilot, "ctrl+s", "m", "enter")
        assert "not saved yet: m or t for T8 alignment" in shown
        assert "saved" in await press(pilot, "t", "enter")
    assert (stored(board, PAIN), stored(board, ALIGNMENT)) == ("non_mechanical", "translation")


async def test_esc_leaves_my_edits_and_my_draft_and_what_is_stored_as_they_were(
    board: Board, kovac: Board, running: Running, open_as: OpenAs
) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, alignment="translation")
        before = board.revision()
        shown = await press(pilot, "ctrl+s", "t", "escape")
        assert "NOT saved; your edits wait" in shown
        assert "•pain        non-mechanical" in shown
        assert "≠alignment   new deformity" in shown
        assert isinstance((await asked_again(pilot)).app.screen, MineOrTheirs)
    assert board.revision() == before
    assert open_as("chair").drafts.pending()["TB-0142"].fields == {PAIN: "non_mechanical", ALIGNMENT: "new_deformity"}


async def asked_again(pilot: Pilot[None]) -> Pilot[None]:
    await press(pilot, "ctrl+s")
    return pilot


async def test_a_third_person_meanwhile_brings_the_dialog_back_with_the_newer_value_and_saves_nothing(
    board: Board, kovac: Board, running: Running
) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, alignment="translation")
        await press(pilot, "ctrl+s", "m")
        sets(kovac, alignment=None)
        before = board.revision()
        shown = await press(pilot, "enter")
        assert isinstance(pilot.app.screen, MineOrTheirs)
        assert "theirs not recorded" in shown
        assert "m or t?" in shown
        assert (board.revision(), stored(board, ALIGNMENT)) == (before, None)
        await press(pilot, "m", "enter")
    assert stored(board, ALIGNMENT) == "new_deformity"


async def test_a_newer_value_that_the_timer_brought_while_the_dialog_stood_there_is_asked_too(
    board: Board, kovac: Board, running: Running
) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, alignment="translation")
        await press(pilot, "ctrl+s", "m")
        sets(kovac, pain="none")
        await looked(pilot)
        shown = await press(pilot, "enter")
        assert isinstance(pilot.app.screen, MineOrTheirs)
        assert "T8 pain" in shown
    assert stored(board, ALIGNMENT) == "translation"


async def test_a_third_change_of_another_field_does_not_ask_again(board: Board, kovac: Board, running: Running) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, alignment="translation")
        await press(pilot, "ctrl+s", "m")
        sets(kovac, collapse="none")
        assert "saved" in await press(pilot, "enter")
    assert (stored(board, ALIGNMENT), stored(board, "lesions.0.sins.collapse")) == ("new_deformity", "none")


async def test_when_theirs_goes_back_to_what_it_was_nothing_is_asked(
    board: Board, kovac: Board, running: Running
) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, alignment="translation")
        await press(pilot, "ctrl+s", "t")
        sets(kovac, alignment="normal")
        assert "the case changed again meanwhile" in await press(pilot, "enter")
        assert "•alignment   new deformity" in screen_text(pilot.app)
        assert "saved" in await press(pilot, "ctrl+s")
    assert stored(board, ALIGNMENT) == "new_deformity"


async def test_while_typing_mine_stays_a_word_says_that_theirs_differs_and_no_dialog_pops_up(
    board: Board, kovac: Board, running: Running
) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        sets(kovac, alignment="translation", collapse="none")
        shown = await looked(pilot)
        assert isinstance(pilot.app.screen, BoardScreen)
        assert "T8 alignment differs from theirs (Dr Kovac" in shown
        assert "≠alignment   new deformity" in shown
        assert " collapse    none" in shown
        assert "1 ≠ theirs" in await press(pilot, "escape", "escape")
        assert isinstance((await asked_again(pilot)).app.screen, MineOrTheirs)


async def test_an_edit_of_a_lesion_that_was_moved_is_put_on_no_other_and_can_be_read_until_it_is_dismissed(
    board: Board, kovac: Board, running: Running, open_as: OpenAs
) -> None:
    async with running(board, (80, 24)) as pilot:
        await press(pilot, *MINE)
        swaps_lesions(kovac)
        shown = await press(pilot, "ctrl+s")
        for words in ("T8 pain  moved", "mine   non-mechanical", "lesions now: L2 T8", "mine cannot be put back"):
            assert words in shown
        assert "✓ mine" not in await press(pilot, "M")
        await press(pilot, "down", "t", "enter")
        assert "T8 pain  moved" in await press(pilot, "ctrl+s")
        assert "T8 alignment" not in screen_text(pilot.app)
    assert stored(board, "lesions.0.sins.pain") is None
    assert stored(board, "lesions.1.sins.pain") == "mechanical"
    async with running(open_as("chair"), (80, 24)) as pilot:
        shown = screen_text(pilot.app)
        assert "T8 pain  keep" in shown
        assert "non-mechanical" in shown
        assert "T8 alignment" not in shown


async def test_what_can_be_saved_is_saved_while_a_stranded_edit_waits(
    board: Board, kovac: Board, running: Running, open_as: OpenAs
) -> None:
    async with running(board) as pilot:
        await press(pilot, "s", "1", "escape", "1", "down", "down", "0")
        swaps_lesions(kovac)
        assert isinstance((await asked_again(pilot)).app.screen, MineOrTheirs)
        assert "saved 08:41: myelopathy" in await press(pilot, "enter")
    assert stored(board, "neurology.myelopathy") is False
    (name,) = [
        name for name, value in open_as("chair").drafts.pending()["TB-0142"].fields.items() if value == "non_mechanical"
    ]
    assert name == "lesions.0@T8.sins.pain"


async def test_a_draft_that_was_stranded_never_lands_on_another_lesion_after_more_typing_and_a_restart(
    board: Board, kovac: Board, running: Running, open_as: OpenAs
) -> None:
    async with running(board) as pilot:
        await press(pilot, *MINE)
        swaps_lesions(kovac)
        await looked(pilot)
        await press(pilot, "escape", "1", "down", "down", "0")
    async with running(open_as("chair")) as pilot:
        await press(pilot, "enter")
        app = pilot.app
        assert isinstance(app, BoardApp)
        await press(pilot, "ctrl+s", "T", "enter")
    assert stored(board, "lesions.0.sins.pain") is None
    assert stored(board, "lesions.0.sins.alignment") is None
    assert stored(board, "lesions.1.sins.pain") == "mechanical"


async def test_hostile_values_are_shown_as_they_stand(open_as: OpenAs, board: Board, kovac: Board) -> None:
    from tumorboard.tui.session.clash import clash_of

    standing = board.cases.get("TB-0142")
    mine = WorkingCase.of(standing).edited("question", "[/red] mine [T1c]")
    theirs = WorkingCase.of(standing).edited("question", "[@click=app.quit]\nsecond line")
    kovac.cases.save(theirs.case, standing.revision, "edited")
    clash = clash_of(mine.rebased(board.cases.get("TB-0142")), board.history)
    assert clash is not None
    (field,) = clash.fields
    assert (field.mine, field.theirs) == ("[/red] mine [T1c]", "[@click=app.quit] second line")
