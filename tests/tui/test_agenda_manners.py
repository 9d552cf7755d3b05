"""The manners of the Agenda room: who may do what, what is hidden, hostile text, pages in files, a lost store."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.board.preparing import listed, whole
from tests.conftest import OpenAs
from tests.tui.agenda_room import looked, prepared, rows, told, typed
from tests.tui.conftest import Running
from tests.tui.shown import press
from tumorboard.board.board import Board
from tumorboard.clean import is_clean
from tumorboard.domain.people import Person
from tumorboard.tui.screens.agenda import AgendaScreen
from tumorboard.tui.session.discretion import HIDDEN
from tumorboard.tui.writing.sheet import Sheet


@pytest.fixture
def keeper(open_as: OpenAs) -> Board:
    """The coordinator of the list."""
    return prepared(open_as)


async def test_a_meeting_is_planned_with_loosely_typed_times_and_fills_an_empty_store(
    open_as: OpenAs, running: Running
) -> None:
    board = open_as("new.login")
    async with running(board, (80, 24)) as pilot:
        shown = await press(pilot, "f3")
        assert "no meeting yet: n plans one" in shown
        assert "no meeting is here: n plans one" in await press(pilot, "i")
        await press(pilot, "n")
        await typed(pilot, "Spine MDT")
        await press(pilot, "enter")
        await typed(pilot, "thu 08:00")
        await press(pilot, "enter")
        shown = await typed(pilot, "fri noon")
        assert "starts: Thu 26 Nov 2026 08:00, in 47 h" in shown
        assert "the cut-off lies after the meeting's start" in await press(pilot, "ctrl+s")
        await press(pilot, *["backspace"] * 8)
        await typed(pilot, "wed noon")
        shown = await press(pilot, "ctrl+s")
        assert "Spine MDT is planned for Thu 26 Nov 2026 08:00" in shown
        assert "cut-off in 1 d 3 h (Wed 12:00)" in shown.splitlines()[1]
        assert "no case on this list yet: i imports a file" in shown
        await press(pilot, "f2")
        assert "Spine MDT" in (await looked(pilot)).splitlines()[0]


@pytest.mark.parametrize("key", ["a", "i", "g", "r", "t", "J", "K", "o", "n", "b", "l"])
async def test_who_may_not_is_told_so_before_anything_is_asked(
    keeper: Board, running: Running, open_as: OpenAs, key: str
) -> None:
    before = keeper.revision()
    async with running(open_as("observer"), (80, 24)) as pilot:
        await press(pilot, "f3")
        shown = await press(pilot, key)
        assert shown.startswith(" Toni (observer) may not ")
        assert isinstance(pilot.app.screen, AgendaScreen)
        assert "Chase list" in await press(pilot, "p")
    assert keeper.revision() == before


@pytest.mark.parametrize("key", ["b", "l"])
async def test_what_is_the_chairs_a_coordinator_is_told(keeper: Board, running: Running, key: str) -> None:
    async with running(keeper, (80, 24)) as pilot:
        assert "a chair may" in await press(pilot, "f3", "down", key)
        assert not isinstance(pilot.app.screen, Sheet)


@pytest.mark.parametrize("login", ["chair", "sam"])
async def test_who_a_patient_is_hides_behind_the_curtain_here_too(
    open_as: OpenAs, running: Running, login: str
) -> None:
    board = open_as()
    board.people.add(Person(id="sam", name="Sam", roles=("coordinator",)))
    named = whole("A", patient={"family_name": "Example", "given_name": "Vera"}, question="Stabilize Mrs Example?")
    listed(board, named)
    async with running(open_as(login), (120, 60)) as pilot:
        shown = await press(pilot, "f3")
        assert "Vera Example" in shown
        assert "Stabilize Mrs Example?" in await press(pilot, "tab")
        shown = await press(pilot, "f9")
        assert f"Stabilize Mrs {HIDDEN}?" in shown
        assert "Example" not in shown
        assert "Example" not in await press(pilot, "p")
        assert "Example" in await press(pilot, "escape", "f9")


@pytest.mark.parametrize("text", ["[/red]", "[T1c]", "[@click=app.quit]", "x\x1b[2Jy", "a\u202eb"])
async def test_hostile_text_in_ids_titles_and_facts_is_shown_as_it_stands(
    open_as: OpenAs, running: Running, text: str
) -> None:
    board = open_as()
    meeting = board.meetings.plan(f"MDT {text}", board.now())
    board.intake.admit([whole(f"T{text}", question=f"ask {text}", route=None)], meeting.id)
    plain = text.replace("\x1b", "").replace("\u202e", "")
    async with running(board, (120, 60)) as pilot:
        shown = await press(pilot, "f3")
        assert f"MDT {plain}" in shown
        assert f"T{plain}"[:12] in shown
        assert f"ask {plain}" in await press(pilot, "tab")
        await press(pilot, "tab")
        for keys in (("p",), ("escape", "o"), ("escape", "r"), ("escape", "t"), ("escape", "g"), ("escape", "a")):
            shown = await press(pilot, *keys)
            assert is_clean(shown)
        assert pilot.app.is_running


async def test_a_page_is_written_to_a_file_that_is_named_and_replaced_only_when_named_twice(
    keeper: Board, running: Running, tmp_path: Path
) -> None:
    page = tmp_path / "list.txt"
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3", "p", "w", "ctrl+a", "ctrl+k")
        await typed(pilot, str(page))
        assert "written: " in await press(pilot, "enter")
        first = page.read_text(encoding="utf-8")
        assert first.startswith("Thursday\n")
        page.write_text("mine", encoding="utf-8")
        await press(pilot, "w", "ctrl+a", "ctrl+k")
        await typed(pilot, str(page))
        await press(pilot, "enter")
        assert "is there already" in told(pilot)
        assert page.read_text(encoding="utf-8") == "mine"
        assert "written: " in await press(pilot, "w", "enter")
        assert page.read_text(encoding="utf-8") == first
        for name, why in (("x.doc", "says no format"), ("no/where/x.txt", "no such folder"), (".txt", "no format")):
            await press(pilot, "w", "ctrl+a", "ctrl+k")
            await typed(pilot, str(tmp_path / name))
            await press(pilot, "enter")
            assert why in told(pilot)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["data", "list.txt"]


async def test_a_store_that_cannot_be_read_is_said_and_ends_nothing(
    keeper: Board, running: Running, folder: Path
) -> None:
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3", "end")
        files = [(file, file.with_name(f"away-{file.name}")) for file in folder.glob("board.json*")]
        for file, away in files:
            file.rename(away)
        for key in ("K", "p", "o", "a"):
            assert str(folder)[:30] in (await press(pilot, key)).splitlines()[0]
        assert str(folder)[:30] in (await looked(pilot)).splitlines()[0]
        for file, away in files:
            away.rename(file)
        assert len(rows(await press(pilot, "f2", "f3"))) == 3


async def test_a_new_meeting_is_proposed_to_be_called_as_the_one_that_is_shown(keeper: Board, running: Running) -> None:
    """Not as whatever lies last in the calendar, and without what brackets say of one meeting alone."""
    shown = keeper.meetings.all()[0]
    keeper.meetings.change(shown.id, title="Spine MDT (with the pathologists)")
    keeper.meetings.plan("Published cases", keeper.now() + timedelta(days=90))
    async with running(keeper, (80, 24)) as pilot:
        lines = (await press(pilot, "f3", "n")).splitlines()
        assert next(" ".join(line.strip("│ ").split()) for line in lines if "title" in line) == "title Spine MDT"


async def test_the_palette_finds_cases_meetings_and_commands_of_the_room(keeper: Board, running: Running) -> None:
    keeper.meetings.plan("Later", keeper.now() + timedelta(days=9))
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3", "ctrl+p", *"B case")
        await pilot.app.workers.wait_for_complete()
        assert "Readiness · B" in await press(pilot, "enter")
        await press(pilot, "ctrl+p", *"Later")
        await pilot.app.workers.wait_for_complete()
        assert "Agenda · Later" in await press(pilot, "enter")
        await press(pilot, "ctrl+p", *"Plan a meeting")
        await pilot.app.workers.wait_for_complete()
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Sheet)


async def test_names_in_the_cases_that_could_come_are_hidden_and_shown_again(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    listed(board, whole("A", patient={"family_name": "Example"}))
    listed(board, whole("B"))
    async with running(board, (120, 40)) as pilot:
        assert "Example" in await press(pilot, "f3", "m", "down", "enter", "a")
        assert "Example" not in await press(pilot, "f9")
        assert "Example" in await press(pilot, "f9")
