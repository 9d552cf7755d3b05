"""Several people at one meeting: who is here, following the chair, and a chair whose link drops."""

from textual.pilot import Pilot

from tests.board.casework import person
from tests.board.sitting import SPECIALISTS, at_the_table, decision, view
from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.tui.app import BoardApp
from tumorboard.tui.screens.board import BoardScreen


async def looked(pilot: Pilot[None]) -> str:
    """What the screen shows after it has looked at what others did, as it does every second."""
    assert isinstance(pilot.app, BoardApp)
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, BoardScreen)
    screen.look()
    await pilot.pause()
    return screen_text(pilot.app)


async def test_who_is_here_is_counted_and_who_left_is_not(open_as: OpenAs, running: Running) -> None:
    chair, _ = at_the_table(open_as, *SPECIALISTS)
    surgeon = open_as("surgeon")
    async with running(chair) as mine:
        assert "here" not in (await looked(mine)).splitlines()[0]
        async with running(surgeon) as theirs:
            await looked(theirs)
            await press(mine, "escape")
            assert "2 here" in (await looked(mine)).splitlines()[0]
        surgeon.close()
        assert "here" not in (await looked(mine)).splitlines()[0]


async def test_whoever_follows_sees_the_chairs_case_until_they_move(open_as: OpenAs, running: Running) -> None:
    chair, _ = at_the_table(open_as, *SPECIALISTS)
    surgeon = open_as("surgeon")
    async with running(chair) as mine, running(surgeon) as theirs:
        await press(theirs, "escape")
        assert "following chair until you move" in await press(theirs, "f")
        await press(mine, "down")
        await looked(mine)
        shown = await looked(theirs)
        assert "2 · B" in shown
        await press(theirs, "up")
        await press(mine, "up", "down")
        await looked(mine)
        assert "1 · A" in await looked(theirs)


async def test_a_chair_whose_link_drops_is_relieved_with_one_key_and_told_when_back(
    open_as: OpenAs, running: Running
) -> None:
    chair, meeting = at_the_table(open_as, *SPECIALISTS)
    chair.people.add(person("deputy", "chair"))
    deputy = open_as("deputy")
    async with running(chair) as mine:
        await looked(mine)
        async with running(deputy) as theirs:
            await looked(theirs)
            shown = await press(theirs, "T")
            assert "chair leads and is here" in shown
            await press(theirs, "escape")
            chair.presence.leave()
            await press(theirs, "escape")
            assert "chair is gone: T takes over" in await looked(theirs)
            assert "you lead Spine MDT now" in await press(theirs, "T")
            assert "Dr deputy leads the meeting now: took over from chair: link dropped" in await looked(mine)
    assert deputy.meetings.get(meeting).record.led_by == "deputy"


async def test_a_reveal_and_a_decision_appear_on_the_others_screens(open_as: OpenAs, running: Running) -> None:
    chair, meeting = at_the_table(open_as, *SPECIALISTS)
    radonc = open_as("radonc")
    open_as("surgeon").views.submit(meeting, "A", view("brace"))
    async with running(radonc, (120, 40)) as theirs:
        await press(theirs, "escape")
        assert "1 of 4 in, sealed" in await looked(theirs)
        chair.views.reveal(meeting, "A")
        assert "1 of 4 in, revealed" in await looked(theirs)
        chair.decisions.record(meeting, "A", decision("sbrt"))
        assert "Decided · not confirmed" in await looked(theirs)
