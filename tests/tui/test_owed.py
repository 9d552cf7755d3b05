"""What is owed after decisions stands in the first line of every room, as soon as it is painted, and goes when done."""

from datetime import date

import pytest
from textual.pilot import Pilot

from tests.board.sitting import NEXT_MRI, SPECIALISTS, at_the_table, decision
from tests.conftest import Clock, OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, screen_text
from tumorboard.board.board import Board
from tumorboard.domain.case import SinsItems
from tumorboard.domain.followup import Result
from tumorboard.tui.screens.board import BoardScreen


@pytest.fixture
def after(open_as: OpenAs, clock: Clock) -> tuple[Board, str]:
    """49 days after a decision on A: its fate is unknown and its MRI is over."""
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    clock.advance(days=49)
    return open_as(), meeting


def first_line(shown: str) -> str:
    return shown.splitlines()[0]


async def looked(pilot: Pilot[None]) -> str:
    """The Board after its timer has looked at the store."""
    screen = pilot.app.screen
    assert isinstance(screen, BoardScreen)
    screen.look()
    await pilot.pause()
    return screen_text(pilot.app)


@pytest.mark.parametrize(
    ("size", "said"), [((80, 24), "2 due: F4"), ((160, 40), "1 fate unknown, 1 overdue: F4")], ids=str
)
async def test_every_room_says_it_in_its_first_line(
    after: tuple[Board, str], running: Running, size: tuple[int, int], said: str
) -> None:
    async with running(after[0], size) as pilot:
        board_says = first_line(screen_text(pilot.app))
        assert said in board_says
        assert "Spine MDT" in board_says
        assert "case 1 of 2" in board_says
        assert said in first_line(await press(pilot, "f3"))
        assert said in first_line(await press(pilot, "f8"))
        assert "1 fate unknown · 1 overdue" in await press(pilot, "f4")


async def test_it_goes_when_somebody_settles_it(after: tuple[Board, str], running: Running, open_as: OpenAs) -> None:
    board, meeting = after
    async with running(board, (160, 40)) as pilot:
        await press(pilot, "escape")
        theirs = open_as("surgeon")
        theirs.fates.settle(meeting, "A", "done")
        assert " 1 overdue: F4" in first_line(await looked(pilot))
        theirs.followups.advance("A/1", "done", started_from=theirs.followups.get("A/1").revision)
        assert " 1 to read or act on: F4" in first_line(await looked(pilot))
        for state in ("read", "acted_on"):
            theirs.followups.advance("A/1", state, started_from=theirs.followups.get("A/1").revision)
        assert "F4" not in first_line(await looked(pilot))


@pytest.mark.parametrize("size", [(80, 24), (160, 40)], ids=str)
async def test_it_counts_what_the_room_counts_by_the_same_names(
    open_as: OpenAs, clock: Clock, running: Running, size: tuple[int, int]
) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    step = {"modality": "sbrt", "timing": "within_1_week", "owner": "radonc"}
    board.decisions.record(meeting, "A", decision("sbrt", steps=[step], next_mri=NEXT_MRI))
    board.planning.plan("A", "ct", clock().date(), "medonc")
    clock.advance(days=49)
    board.followups.advance("A/2", "done", started_from=board.followups.get("A/2").revision)
    async with running(open_as(), size) as pilot:
        first = first_line(screen_text(pilot.app))
        counts = (await press(pilot, "f4")).splitlines()[1]
    said = ("1 fate unknown", "1 action due", "1 to read or act on", "1 overdue")
    if size[0] < 150:
        assert "4 due: F4" in first
        assert " · ".join(said) in counts
    else:
        assert f"{', '.join(said)}: F4" in first


async def test_a_new_day_is_noticed(after: tuple[Board, str], running: Running, clock: Clock) -> None:
    board, meeting = after
    board.fates.settle(meeting, "A", "done")
    board.followups.reschedule("A/1", clock().date(), "today", started_from=board.followups.get("A/1").revision)
    async with running(board, (160, 40)) as pilot:
        assert "F4" not in first_line(screen_text(pilot.app))
        clock.advance(days=1)
        assert "1 overdue: F4" in first_line(await looked(pilot))


async def test_the_strip_of_a_case_says_how_much_of_it_is_due(after: tuple[Board, str], running: Running) -> None:
    async with running(after[0], (80, 24)) as pilot:
        assert "6afte?2" in await press(pilot, "enter")
        assert "6afte✓" in await press(pilot, "escape", "down", "enter")


async def test_nothing_is_said_where_nothing_is_due(open_as: OpenAs, running: Running) -> None:
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    assert board.followups.get("A/1").record.due == date(2027, 1, 3)
    async with running(open_as(), (160, 40)) as pilot:
        assert "F4" not in first_line(await looked(pilot))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_the_sins_pane_says_that_a_result_scored_its_lesion_anew_until_the_case_says_so(
    after: tuple[Board, str], running: Running, size: tuple[int, int]
) -> None:
    board, _ = after
    shown = Result(on=date(2027, 1, 3), sins=SinsItems(collapse="over_50", posterolateral="none"))
    board.followups.record("A/1", shown, started_from=board.followups.get("A/1").revision)
    async with running(board, size) as pilot:
        pane = (await press(pilot, "2")).split("SINS T12 ·")[1]
        assert "▲ T12 re-scored SINS" in pane
        case = board.cases.get("A")
        scored = case.record.record()
        scored["lesions"][0]["sins"] |= {"collapse": "over_50", "posterolateral": "none"}
        board.cases.save(type(case.record).model_validate(scored), case.revision, "as on the scan")
        assert "re-scored" not in await looked(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_what_a_result_says_and_the_case_does_not_is_loud_until_the_case_says_it(
    after: tuple[Board, str], running: Running, size: tuple[int, int]
) -> None:
    board, _ = after
    case = board.cases.get("A")
    signs = {
        "progression": "stable",
        "bladder_bowel_dysfunction": False,
        "ambulation": "independent",
        "bilateral_symptoms": False,
    }
    known = {**case.record.record(), "neurology": {**case.record.record()["neurology"], **signs}}
    board.cases.save(type(case.record).model_validate(known), case.revision, "known")
    shown = Result(on=date(2027, 1, 3), new_deficit=True, sins=SinsItems(collapse="over_50", posterolateral="none"))
    board.followups.record("A/1", shown, started_from=board.followups.get("A/1").revision)
    async with running(board, size) as pilot:
        assert "▲neuro" in screen_text(pilot.app)
        said = await press(pilot, "1")
        assert "▲ new deficit reported on 03 Jan: record the neurology" in said
        assert "▲ new deficit reported 03 Jan: b in F4 · no sign before it" in said
        assert "▲ T12 re-scored SINS 11 on 03 Jan, not taken over" in said
        standing = board.cases.get("A")
        examined = {**known, "neurology": {**known["neurology"], "ambulation": "aided"}}
        board.cases.save(type(standing.record).model_validate(examined), standing.revision, "examined")
        said = await looked(pilot)
        assert "record the neurology" not in said
        assert "▲ T12 re-scored SINS 11 on 03 Jan, not taken over" in said
        assert "▲neuro" not in await press(pilot, "escape", "escape")
