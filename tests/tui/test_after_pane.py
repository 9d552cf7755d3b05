"""Pane 6 of a case: what is planned after its decisions, how it stands, and what nobody planned yet."""

from datetime import date

import pytest

from tests.board.casework import case, met
from tests.board.sitting import NEXT_MRI, SPECIALISTS, T12, at_the_table, decision
from tests.conftest import Clock, OpenAs
from tests.tui.conftest import Running
from tests.tui.shown import press, words_of
from tumorboard.board.board import Board
from tumorboard.domain.followup import Result

SIZES = [(60, 16), (80, 24), (110, 30), (120, 40)]


def pane(shown: str) -> str:
    """What the panes of the case say, as running text, without what stands beside them on a wide screen."""
    wide = max(map(len, shown.splitlines())) > 100
    return words_of(shown.replace("│", " "), slice(55 if wide else 0, None))


@pytest.fixture
def after(open_as: OpenAs, clock: Clock) -> Board:
    """Case A was decided 49 days ago; its MRI was moved once and is 5 days over."""
    board, meeting = at_the_table(open_as, *SPECIALISTS)
    board.decisions.record(meeting, "A", decision("sbrt", next_mri=NEXT_MRI))
    mri = board.followups.get("A/1")
    board.followups.reschedule("A/1", date(2027, 1, 7), "the scanner is down", started_from=mri.revision)
    clock.advance(days=49)
    return board


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_6_shows_what_is_planned_and_what_is_proposed(
    after: Board, running: Running, size: tuple[int, int]
) -> None:
    async with running(after, size) as pilot:
        shown = await press(pilot, "6")
        pages = [shown, await press(pilot, "pagedown"), await press(pilot, "pagedown")]
        words = " ".join(map(pane, pages))
        assert "decision of 24 Nov 2026 fate unknown for 49 days: F4 settles it" in pane(shown)
        assert "MRI T12 OVERDUE · Thu 07 Jan 2027, 5 days over · planned · Dr radonc" in words
        assert "was Sun 03 Jan 2027: the scanner is down" in words
        assert "proposed, not planned yet: F4" in words


async def test_a_result_and_what_it_asks_for_stand_there(after: Board, running: Running) -> None:
    result = Result(on=date(2027, 1, 8), response="progression", pain=7, new_deficit=True, words="weaker left leg")
    after.followups.record("A/1", result, started_from=after.followups.get("A/1").revision)
    async with running(after, (120, 40)) as pilot:
        words = pane(await press(pilot, "6"))
    assert "NOT READ · Thu 07 Jan 2027 · done · Dr radonc" in words
    assert "Fri 08 Jan 2027 · progression · pain 7 of 10 · new deficit yes · weaker left leg" in words
    assert "▲ progression on imaging: F4, b brings the case back" in words
    assert "▲ new neurological deficit: F4, b brings the case back" in words


async def test_what_was_read_is_not_called_unread_and_a_day_that_is_over_is_counted_in_one_way(
    after: Board, running: Running
) -> None:
    result = Result(on=date(2027, 1, 8), response="local_control")
    read = after.followups.record("A/1", result, started_from=after.followups.get("A/1").revision)
    after.followups.advance(read.id, "read", started_from=after.followups.get("A/1").revision)
    async with running(after, (120, 40)) as pilot:
        words = pane(await press(pilot, "6"))
    assert "READ, NOT ACTED ON · Thu 07 Jan 2027 · Dr radonc" in words
    assert "NOT READ" not in words
    assert " ago" not in words


async def test_what_has_ended_stands_below_with_its_reason(after: Board, running: Running) -> None:
    after.followups.cancel("A/1", "patient_wish", started_from=after.followups.get("A/1").revision)
    after.fates.settle("20261124-spine-mdt", "A", "partly", reason="toxicity", words="two of three fractions")
    async with running(after, (120, 40)) as pilot:
        words = pane(await press(pilot, "6")) + pane(await press(pilot, "pagedown"))
    assert "decision of 24 Nov 2026 partly: toxicity (two of three fractions)" in words
    assert "nothing is planned: F4 plans what the rules propose" in words
    assert "ended" in words
    assert "cancelled: patient wish" in words


async def test_a_case_that_nobody_decided_says_what_plans_the_first(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    met(board, case("A", **T12))
    async with running(board, (80, 24)) as pilot:
        assert "Not decided yet: d decides, and plans the next MRI." in pane(await press(pilot, "6"))


async def test_what_somebody_else_changes_appears(after: Board, running: Running, open_as: OpenAs) -> None:
    async with running(after, (80, 24)) as pilot:
        await press(pilot, "6")
        theirs = open_as("surgeon")
        theirs.followups.advance("A/1", "ordered", started_from=theirs.followups.get("A/1").revision)
        pilot.app.screen.look()  # type: ignore[attr-defined]
        assert "5 days over · ordered · Dr radonc" in pane(await press(pilot))


async def test_names_in_its_words_are_hidden_under_discretion(open_as: OpenAs, running: Running) -> None:
    board = open_as()
    named = case("A", patient={"family_name": "Example", "given_name": "Vera"}, **T12)
    met(board, named)
    board.planning.plan("A", "other", date(2027, 1, 3), "chair", words="call Vera Example")
    async with running(board, (120, 40)) as pilot:
        assert "call Vera Example" in pane(await press(pilot, "6"))
        assert "call ••• •••" in pane(await press(pilot, "f9"))


async def test_f4_goes_to_the_case_whose_follow_up_is_open(after: Board, running: Running) -> None:
    async with running(after, (120, 40)) as pilot:
        assert "A · decision" in await press(pilot, "f4")
        assert "A · MRI T12" in await press(pilot, "down")
        await press(pilot, "f2", "escape", "6")
        assert "A · decision" in await press(pilot, "f4")
