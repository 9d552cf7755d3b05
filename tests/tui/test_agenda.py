"""The Agenda room through the real app: what each case lacks, who sees to it until when, and in which order."""

from datetime import timedelta

import pytest

from tests.board.casework import case
from tests.board.preparing import LESION, MRI, whole
from tests.conftest import Clock, OpenAs
from tests.tui.agenda_room import beside, key_of, looked, meeting_of, prepared, readiness, row, rows, typed
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.complaint import Complaint
from tumorboard.store.contract import Saved
from tumorboard.tui.screens.agenda import AgendaScreen
from tumorboard.tui.screens.board import BoardScreen

SIZES = [(60, 16), (80, 24), (120, 40)]


@pytest.fixture
def keeper(open_as: OpenAs) -> Board:
    """The coordinator of the list."""
    return prepared(open_as)


@pytest.mark.parametrize("size", SIZES)
async def test_each_case_says_whether_it_is_ready_in_words_and_the_emergency_stands_first(
    keeper: Board, running: Running, size: tuple[int, int]
) -> None:
    async with running(keeper, size) as pilot:
        shown = await press(pilot, "f3")
        assert isinstance(pilot.app.screen, AgendaScreen)
        assert rows(shown)[0].startswith("▲ 1 C discuss ✓ ready")
        assert row(shown, "A").startswith("2 A discuss ✗ blocked 3: whole-spine MRI")
        assert "✓ ready" in row(shown, "B")
        head = shown.splitlines()[1]
        assert "Thu 26 Nov 08:41" in head
        assert "2 of 3 ready" in head
        assert "Thursday" in shown.splitlines()[0]
        shown = await press(pilot, "down")
        assert "✗ blocked: 3 block" in readiness(shown)
        await pilot.resize_terminal(59, 16)
        await pilot.pause()
        assert screen_text(pilot.app).startswith("tumorboard needs a window")


@pytest.mark.parametrize("size", SIZES)
async def test_a_case_that_was_heard_is_not_called_blocked(
    keeper: Board, open_as: OpenAs, running: Running, size: tuple[int, int]
) -> None:
    open_as().running.note(meeting_of(keeper), "A", "for information")
    async with running(keeper, size) as pilot:
        shown = await press(pilot, "f3")
        assert "– noted" in row(shown, "A")
        assert "– noted: the record lacks" in readiness(shown)
        assert "✗ blocked" not in readiness(shown)


async def test_the_readiness_tells_gap_age_source_and_what_is_there(keeper: Board, running: Running) -> None:
    async with running(keeper, (120, 60)) as pilot:
        shown = beside(await press(pilot, "f3", "down", "tab"))
        assert "✗ ESCC grade T8: not recorded" in beside(await press(pilot, "down"))
    assert "✗ whole-spine MRI: 61 days old on Thu 26 Nov 2026, allowed 42" in shown
    assert "→ nobody · closed by: radiologist · at most 42 days old at the meeting · NICE QS56" in shown
    assert "✓ responsible consultant with a direct contact: Dr Resp, 4711" in shown


async def test_a_coordinator_chases_gaps_and_the_list_turns_green_as_facts_arrive(
    keeper: Board, running: Running, open_as: OpenAs
) -> None:
    async with running(keeper, (80, 70)) as pilot:
        await press(pilot, "f3", "slash", *"blocked")
        shown = await press(pilot, "enter")
        assert len(rows(shown)) == 1
        assert "1 match 'blocked'" in shown
        await press(pilot, "tab", "down")
        await press(pilot, key_of(await press(pilot, "g"), "Dr radiology"))
        assert "Wed 25 Nov 2026 12:00, in 27 h" in await typed(pilot, "wed noon")
        assert "Dr radiology sees to ESCC grade T8 of A until Wed 25 Nov 12:00" in await press(pilot, "ctrl+s")
        await press(pilot, "down")
        await press(pilot, key_of(await press(pilot, "g"), "Sam"))
        await typed(pilot, "wed noon")
        await press(pilot, "ctrl+s")
        shown = readiness(await press(pilot, "escape", "escape"))
        assert "✗ ESCC grade → Dr radiology 1 d 3 h" in shown
        assert "✗ patient's goal → Sam 1 d 3 h" in shown
        chase = await press(pilot, "p", "right")
        assert "Dr radiology" in chase
        assert "until Wed 25 Nov 12:00 (in 1 d 3 h): A: ESCC grade T8" in " ".join(chase.replace("│", " ").split())
        await press(pilot, "escape")
        record = keeper.cases.get("A")
        lesions = [{**LESION, "escc": None}]
        newer = whole("A", imaging=[{**MRI, "on": "2026-11-21"}], lesions=lesions, patient_words=None)
        assert isinstance(open_as("radiology").cases.save(newer, record.revision, "MRI"), Saved)
        shown = await looked(pilot)
        assert "✓ whole-spine MRI ✓ lesion with its level" in readiness(shown)
        assert "✓ whole-spine MRI 21 Nov 2026, 5 days old" in readiness(await press(pilot, "tab"))
        await press(pilot, "tab")
        assert row(shown, "A").startswith("2 A discuss ✗ blocked 2: ESCC grade T8 Dr radiology 1 d 3 h")
        open_as().cases.save(whole("A"), keeper.cases.get("A").revision, "the rest")
        assert "no case matches 'blocked'" in await looked(pilot)
        assert "3 of 3 ready" in await press(pilot, "escape")


async def test_all_that_one_role_closes_is_given_in_one_step(keeper: Board, running: Running, open_as: OpenAs) -> None:
    bare = case("A", question="What now?")
    open_as().cases.save(bare, keeper.cases.get("A").revision, "by telephone")
    meeting = keeper.meetings.get(meeting_of(keeper)).record
    gaps = keeper.readying.of(meeting, meeting.items[0]).readiness.gaps
    theirs = [each.key for each in gaps if each.closes == "radiologist"]
    assert len(theirs) > 2
    before = keeper.revision()
    async with running(keeper, (80, 70)) as pilot:
        await press(pilot, "f3", "slash", *"blocked", "enter", "tab")
        while "gap whole-spine MRI" not in " ".join((await press(pilot, "g")).split()):
            await press(pilot, "escape", "down")
        shown = screen_text(pilot.app)
        assert "Usually the radiologist." in shown
        await press(pilot, key_of(shown, "Dr radiology"))
        await typed(pilot, "wed noon")
        shown = await press(pilot, "down")
        await press(pilot, key_of(shown, f"all {len(theirs) - 1} others of the radiologist"))
        assert "Dr radiology sees to whole-spine MRI, " in await press(pilot, "ctrl+s")
    assert keeper.revision() == before + 1
    item = keeper.meetings.get(meeting.id).record.items[0]
    assert {each.gap for each in item.gaps} == set(theirs)
    assert {each.owner for each in item.gaps} == {"radiology"}


async def test_of_a_patient_who_died_nothing_is_chased_and_the_case_comes_not_back(
    keeper: Board, running: Running, open_as: OpenAs, clock: Clock
) -> None:
    chair = open_as()
    ct = chair.planning.plan("A", "ct", clock().date() + timedelta(days=9), "chair")
    chair.followups.cancel(ct.id, "died", started_from=chair.followups.get(ct.id).revision)
    async with running(keeper, (120, 60)) as pilot:
        shown = await press(pilot, "f3", "down")
    assert "recorded as died" in row(shown, "A")
    assert "nobody" not in row(shown, "A")
    assert "recorded as died (follow-up A/1): nothing is chased; is it a mistake, take its cancellation back" in beside(
        shown
    )
    other = chair.meetings.plan("Other", clock() + timedelta(days=9))
    with pytest.raises(Complaint, match="recorded as died"):
        chair.returning.bring_back("A", other.id, "progression")


async def test_the_gap_under_the_cursor_is_the_one_that_is_given_and_told_in_full(
    keeper: Board, running: Running
) -> None:
    async with running(keeper, (80, 24)) as pilot:
        shown = await press(pilot, "f3", "down", "tab", "down")
        assert "as old as the MRI may be" not in shown
        shown = await press(pilot, "g")
        assert "gap ESCC grade T8" in " ".join(shown.replace("│", " ").split())
        await press(pilot, "escape", "escape")
        assert row(await press(pilot, "down"), "B").startswith("3 B")
        assert "Readiness · B" in screen_text(pilot.app)


async def test_a_time_after_the_meeting_or_none_at_all_is_said_and_can_be_mended(
    keeper: Board, running: Running
) -> None:
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3", "down", "g")
        assert "name who sees to it" in await press(pilot, "ctrl+s")
        await press(pilot, "1")
        assert "is no day and time; allowed is such as" in " ".join((await typed(pilot, "soon")).split())
        await press(pilot, *["backspace"] * 4)
        await typed(pilot, "+9d")
        assert "give a time before it" in await press(pilot, "ctrl+s")
        await press(pilot, *["backspace"] * 3)
        await typed(pilot, "+6h")
        assert "sees to whole-spine MRI of A" in await press(pilot, "ctrl+s")


async def test_the_chair_hears_a_blocked_case_all_the_same_with_a_reason(
    keeper: Board, running: Running, open_as: OpenAs
) -> None:
    async with running(open_as(), (80, 24)) as pilot:
        await press(pilot, "f3", "down", "b")
        assert "say why" in await press(pilot, "ctrl+s")
        await typed(pilot, "theatre slot on Friday")
        shown = await press(pilot, "ctrl+s")
        assert "A is heard with its gaps" in shown
        assert "✓ heard with 3 gaps" in row(shown, "A")
        assert "chair's word: theatre slot on Friday (chair, Tue 24 Nov 08:41)" in readiness(shown)
        assert "B is ready; nothing blocks it" in await press(pilot, "down", "b")
    assert keeper.history.entries()[0].by == "chair"


async def test_a_case_at_an_end_of_the_list_says_so_and_nothing_is_written(keeper: Board, running: Running) -> None:
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3", "home")
        before = keeper.revision()
        assert "C stands first already" in await press(pilot, "K")
        last = keeper.agenda.order(keeper.meetings.get(meeting_of(keeper)).record)[-1].case_id
        assert f"{last} stands last already" in await press(pilot, "end", "J")
        assert keeper.revision() == before


async def test_cases_are_moved_routed_and_given_minutes_and_two_sessions_lose_nothing(
    keeper: Board, running: Running, open_as: OpenAs
) -> None:
    meeting = meeting_of(keeper)
    async with running(keeper, (80, 24)) as mine, running(open_as(), (80, 24)) as theirs:
        await press(theirs, "f3", "end")
        shown = await press(mine, "f3", "end", "K")
        assert "B moved up" in shown
        assert keeper.meetings.get(meeting).record.case_ids == ("C", "B", "A")
        assert "B: standard of care" in await press(theirs, "r", "3")
        assert "B: 25 min" in await press(mine, "t", "2", "5", "enter")
        assert row(await looked(theirs), "B").startswith("2 B standard ✓ ready")
        assert "1 to 240 minutes, or empty" in await press(mine, "t", *["backspace"] * 2, "0", "enter")
        await press(mine, "escape")
    items = keeper.meetings.get(meeting).record.items
    assert [(item.case_id, item.route, item.minutes) for item in items[1:]] == [
        ("B", "standard_of_care", 25),
        ("A", "discuss", None),
    ]


async def test_nothing_goes_before_an_emergency_and_the_board_follows_the_order(
    keeper: Board, running: Running
) -> None:
    async with running(keeper, (80, 24)) as pilot:
        shown = await press(pilot, "f3", "down", "K")
        assert "C is an emergency and stays first" in shown
        assert "▲ 1 not yet first in the Board: o orders · 30 min, until 09:11" in shown
        shown = await press(pilot, "o")
        assert "A running order is proposed" in shown
        assert "emergency: first" in shown
        assert "after those that are ready, so that it can still arrive" in " ".join(shown.replace("│", " ").split())
        shown = await press(pilot, "enter")
        assert "the list stands in the new order" in shown
        assert "not yet first in the Board" not in shown
        assert keeper.meetings.get(meeting_of(keeper)).record.case_ids == ("C", "B", "A")
        await press(pilot, "f2")
        shown = await looked(pilot)
        assert shown.index(" C ") < shown.index(" B ") < shown.index(" A ")


async def test_enter_opens_the_case_in_the_board_and_f3_comes_back_to_it(keeper: Board, running: Running) -> None:
    keeper.meetings.plan("Later", keeper.now() + timedelta(days=9))
    async with running(keeper, (80, 24)) as pilot:
        await press(pilot, "f3", "end", "enter")
        room = pilot.app.screen
        assert isinstance(room, BoardScreen)
        assert room.sitting.current == "B"
        assert "Readiness · B" in await press(pilot, "f3")
        assert "the Board has another" not in screen_text(pilot.app)
        shown = await press(pilot, "m", "down", "enter")
        assert "Agenda · Later" in shown
        assert "the Board has another · " in shown
        await press(pilot, "f2")
        assert "Agenda · Later" in await press(pilot, "f3")
        assert isinstance(room, BoardScreen)
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is room


async def test_after_a_while_the_countdown_says_that_a_gap_is_overdue(
    keeper: Board, running: Running, clock: Clock
) -> None:
    keeper.readying.give(meeting_of(keeper), "A", "mri", "radiology", clock() + timedelta(hours=2))
    async with running(keeper, (120, 40)) as pilot:
        assert "→ Dr radiology, Tue 24 Nov 10:41, in 2 h" in beside(await press(pilot, "f3", "down", "tab"))
        clock.advance(hours=5)
        assert "over 3 h" in beside(await press(pilot, "tab", "up", "down"))
        assert "OVERDUE 3 h" in beside(await press(pilot, "tab"))
