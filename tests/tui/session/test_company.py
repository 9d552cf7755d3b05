"""Several people at one meeting: who is here, following the chair, and a chair whose link drops."""

import pytest
from textual.pilot import Pilot

from tests.board.casework import case, met, person
from tests.board.sitting import SPECIALISTS, at_the_table, decision, enrolled, view
from tests.conftest import OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.tui.app import BoardApp
from tumorboard.tui.dialogs.who_is_here import WhoIsHere
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


async def test_who_looks_on_is_listed_with_what_they_look_at_and_kept_up(open_as: OpenAs, running: Running) -> None:
    chair, meeting = at_the_table(open_as)
    surgeon = open_as("surgeon")
    surgeon.presence.announce(meeting, "B")
    async with running(chair, (80, 24)) as mine:
        await looked(mine)
        shown = await press(mine, "W")
        assert "chair (leads): A, since 07:30" in shown or "chair (leads): A, since 08:41" in shown
        assert "Dr surgeon: B, since" in shown
        surgeon.presence.leave()
        await looked(mine)
        dialog = mine.app.screen
        assert isinstance(dialog, WhoIsHere)
        dialog.look()
        await mine.pause()
        assert "Dr surgeon" not in screen_text(mine.app)
        assert "Who is here" not in await press(mine, "escape")


async def test_whoever_follows_sees_the_chairs_case_until_they_move(open_as: OpenAs, running: Running) -> None:
    chair, _ = at_the_table(open_as, *SPECIALISTS)
    surgeon = open_as("surgeon")
    async with running(chair) as mine, running(surgeon) as theirs:
        await looked(mine)
        await press(theirs, "escape")
        assert "following chair until you move" in await press(theirs, "f")
        await press(mine, "down")
        await looked(mine)
        shown = await looked(theirs)
        assert "2 · B" in shown
        assert "following chair" in shown.splitlines()[0]
        assert "you moved and follow nobody now" in await press(theirs, "up")
        await press(mine, "up", "down")
        await looked(mine)
        shown = await looked(theirs)
        assert "1 · A" in shown


@pytest.mark.parametrize("keys", ["n", "p", "down", "end", "slash b enter"])
async def test_every_key_that_opens_another_case_ends_the_following(
    open_as: OpenAs, running: Running, keys: str
) -> None:
    chair, _ = at_the_table(open_as)
    surgeon = open_as("surgeon")
    async with running(chair) as mine, running(surgeon) as theirs:
        if keys == "p":
            await press(mine, "down")
        await looked(mine)
        await press(theirs, "escape", "f")
        before = (await looked(theirs)).splitlines()
        shown = await press(theirs, *keys.split())
        assert "you moved and follow nobody now" in shown
        assert shown.splitlines()[0] != before[0]
        assert ("1 · A" if keys == "p" else "2 · B") in await looked(theirs)


async def test_whoever_follows_is_not_taken_from_a_field_but_told_where_the_chair_is(
    open_as: OpenAs, running: Running
) -> None:
    chair, _ = at_the_table(open_as)
    surgeon = open_as("surgeon")
    async with running(chair) as mine, running(surgeon) as theirs:
        await looked(mine)
        await press(theirs, "escape", "f", "escape", "s")
        await press(mine, "down")
        shown = await looked(theirs)
        assert "following chair, who is at B" in shown.splitlines()[0]
        assert "1 · A" in shown
        await press(theirs, "escape")
        shown = await looked(theirs)
        assert "2 · B" in shown
        assert "who is at" not in shown.splitlines()[0]


async def test_no_case_is_opened_behind_a_dialog(open_as: OpenAs, running: Running) -> None:
    chair, _ = at_the_table(open_as)
    surgeon = open_as("surgeon")
    async with running(chair) as mine, running(surgeon) as theirs:
        await looked(mine)
        await press(theirs, "escape", "f", "question_mark")
        await press(mine, "down")
        await looked(theirs)
        room = theirs.app.screen_stack[0]
        assert isinstance(room, BoardScreen)
        assert room.sitting.current == "A"
        await press(theirs, "escape")
        assert "2 · B" in await looked(theirs)


async def test_a_narrowed_list_opens_for_the_case_of_the_chair(open_as: OpenAs, running: Running) -> None:
    chair, _ = at_the_table(open_as)
    surgeon = open_as("surgeon")
    async with running(chair) as mine, running(surgeon) as theirs:
        await press(mine, "down")
        await looked(mine)
        await press(theirs, "escape", "slash", *"t12", "enter")
        await looked(theirs)
        await press(theirs, "f")
        shown = await looked(theirs)
        assert "2 · B" in shown
        assert "match" not in shown.splitlines()[0]
        assert "1 · A" in await press(theirs, "up")


async def test_before_the_meeting_is_opened_a_chair_who_is_here_is_followed(open_as: OpenAs, running: Running) -> None:
    chair = open_as()
    enrolled(chair)
    met(chair, case("A"), case("B"))
    surgeon = open_as("surgeon")
    async with running(surgeon) as theirs:
        await looked(theirs)
        assert "nobody leads this meeting yet, and no chair has it open" in await press(theirs, "f")
    async with running(chair) as mine, running(surgeon) as theirs:
        await press(mine, "down")
        await looked(mine)
        await press(theirs, "escape")
        await looked(theirs)
        assert "following chair until you move" in await press(theirs, "f")
        assert "2 · B" in await looked(theirs)
        assert "no chair has it open" in await press(mine, "f")


async def test_whoever_leads_follows_nobody(open_as: OpenAs, running: Running) -> None:
    chair, _ = at_the_table(open_as)
    async with running(chair) as mine:
        assert "you lead this meeting; the others follow you" in await press(mine, "f")


async def test_a_chair_whose_link_drops_is_relieved_with_one_key_and_told_when_back(
    open_as: OpenAs, running: Running
) -> None:
    chair, meeting = at_the_table(open_as, *SPECIALISTS)
    chair.people.add(person("deputy", "chair"))
    surgeon, deputy = open_as("surgeon"), open_as("deputy")
    async with running(chair) as mine, running(deputy) as theirs:
        await looked(mine)
        await press(theirs, "escape")
        assert "link dropped" not in await looked(theirs)
    chair.close()
    async with running(surgeon) as theirs:
        await looked(theirs)
        shown = await press(theirs, "escape")
        assert "chair's link dropped" in shown
        assert "takes over" not in shown
    async with running(deputy) as theirs:
        await looked(theirs)
        assert "chair's link dropped: T takes over" in await press(theirs, "escape")
        assert "you lead Spine MDT now" in await press(theirs, "T")
    assert deputy.meetings.get(meeting).record.led_by == "deputy"
    async with running(open_as("chair")) as mine:
        assert "Dr deputy leads the meeting now: link dropped" in await looked(mine)
        await press(mine, "escape")
        assert "leads the meeting now" not in await looked(mine)


async def test_a_chair_who_is_here_is_relieved_with_a_reason_and_told_at_once(
    open_as: OpenAs, running: Running
) -> None:
    chair, meeting = at_the_table(open_as, *SPECIALISTS)
    chair.people.add(person("deputy", "chair"))
    deputy = open_as("deputy")
    async with running(chair) as mine, running(deputy) as theirs:
        await looked(mine)
        await looked(theirs)
        assert "chair leads and is here" in await press(theirs, "T")
        assert "say why" in await press(theirs, "ctrl+s")
        await press(theirs, *"theatre", "ctrl+s")
        assert "Dr deputy leads the meeting now: theatre" in await looked(mine)
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
