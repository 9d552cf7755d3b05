"""Where the program opens: the running meeting, else what awaits the person by their role."""

from datetime import timedelta

import pytest

from tests.board.casework import case, met, person
from tests.board.sitting import NEXT_MRI, SPECIALISTS, at_the_table, decision, enrolled
from tests.conftest import Clock, OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.tui.first_room import first_room, why_here
from tumorboard.tui.screens.board import BoardScreen


async def test_a_running_meeting_comes_before_everything(open_as: OpenAs, running: Running) -> None:
    at_the_table(open_as)
    for login in ("chair", "coordinator", "surgeon", "observer"):
        assert first_room(open_as(login), asked_for_views=False) == "board"


async def test_each_opens_on_what_awaits_them(open_as: OpenAs, running: Running, clock: Clock) -> None:
    board = open_as()
    enrolled(board)
    board.people.add(person("clinic", "clinician"))
    meeting = met(board, case("A"))
    rooms = {login: first_room(open_as(login), asked_for_views=False) for login in ("chair", "coordinator", "surgeon")}
    assert rooms == {"chair": "board", "coordinator": "agenda", "surgeon": "board"}
    assert open_as("surgeon").views.awaiting() != []
    async with running(open_as("coordinator"), (80, 24)) as pilot:
        shown = await press(pilot)
        assert "Agenda" in shown
        assert "opened here for its coordinator · F2 Board" in shown
    assert board.meetings.get(meeting).record.state == "planned"


async def test_a_clinician_opens_on_what_is_due(open_as: OpenAs, running: Running, clock: Clock) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.people.add(person("clinic", "clinician"))
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    board.running.note(meeting, "B", "for information")
    board.running.close(meeting, "later", ("A",))
    assert first_room(open_as("clinic"), asked_for_views=False) == "board"
    mri = board.followups.get("A/1")
    board.followups.hand_over("A/1", "clinic", "their patient", started_from=mri.revision)
    clock.advance(days=29)
    met(board, case("C"), starts=clock() + timedelta(days=2))
    assert open_as("surgeon").views.awaiting() != []
    assert first_room(open_as("clinic"), asked_for_views=False) == "followup"
    assert first_room(open_as("clinic"), asked_for_views=True) == "board"
    assert first_room(open_as("observer"), asked_for_views=False) == "board"
    async with running(open_as("clinic"), (80, 24)) as pilot:
        shown = await press(pilot)
        assert "awaits you: 1 within 14 days · F2 Board" in shown
        assert "─ within 14 days · 1 ─" in shown
        assert "discreet" in await press(pilot, "f9")
        assert "A is on" not in await press(pilot, "f2", "f4")


async def test_an_action_of_mine_is_what_awaits_me_before_its_time_is_over_and_after(
    open_as: OpenAs, running: Running, clock: Clock
) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.people.add(person("clinic", "clinician"))
    steps = [{"modality": "sbrt", "owner": "clinic", "timing": "within_1_week"}]
    board.decisions.record(meeting, "A", decision(steps=steps, next_mri=NEXT_MRI))
    board.running.note(meeting, "B", "for information")
    board.running.close(meeting, "later", ("A",))
    clinic = open_as("clinic")
    assert first_room(clinic, asked_for_views=False) == "followup"
    assert why_here(clinic, "followup") == "awaits you: 1 within 14 days · F2 Board"
    clock.advance(days=8)
    assert first_room(open_as("surgeon"), asked_for_views=False) == "board"
    async with running(open_as("clinic"), (80, 24)) as pilot:
        assert "awaits you: 1 to be done · F2 Board" in await press(pilot)


@pytest.mark.parametrize("days", [29, 30])
async def test_the_board_says_what_waits_after_the_meeting(
    open_as: OpenAs, running: Running, clock: Clock, days: int
) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    clock.at += timedelta(days=days)
    async with running(open_as(), (120, 40)) as pilot:
        first = (await press(pilot)).splitlines()[0]
        assert ("1 due: F4" in first) is (days == 30)
        assert "Spine MDT" in first


async def test_the_first_cases_of_a_meeting_that_was_open_and_empty_are_opened_as_they_come(
    open_as: OpenAs, running: Running
) -> None:
    board = open_as()
    meeting = board.meetings.plan("Spine MDT", board.now())
    async with running(board) as pilot:
        room = pilot.app.screen
        assert isinstance(room, BoardScreen)
        assert room.sitting.current is None
        open_as().intake.admit([case("A"), case("B")], meeting.id)
        room.look()
        await pilot.pause()
        assert "1 · A" in screen_text(pilot.app)
