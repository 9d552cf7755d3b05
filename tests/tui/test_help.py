"""The help says what each mark means that stands in a list or a sheet without a word beside it."""

import pytest

from tests.tui.agenda_room import lines_of
from tests.tui.conftest import Running
from tests.tui.shown import press
from tumorboard.board.board import Board
from tumorboard.domain.meeting import ItemState
from tumorboard.tui.commands import Scope
from tumorboard.tui.marks import MARKS
from tumorboard.tui.panes.agenda import _ENDED
from tumorboard.tui.panes.case_list import _STATES

STATES: tuple[ItemState, ...] = ("in_discussion", "decided", "deferred", "noted")


@pytest.mark.parametrize(
    ("room", "mark", "meaning"),
    [
        ("f2", "L", "came after the cut-off, and no chair has allowed it yet"),
        ("f2", "→", "deferred to another day"),
        ("f2", "•", "needed, and still empty"),
        ("f3", "▶", "being discussed now"),
        ("f3", "–", "noted without a decision"),
        ("f3", "late ? ✓", "came after the cut-off: ? waits for a chair"),
    ],
)
async def test_help_tells_the_marks_of_its_room_and_of_a_sheet(
    board: Board, running: Running, room: str, mark: str, meaning: str
) -> None:
    async with running(board, (80, 24)) as pilot:
        await press(pilot, room, "question_mark")
        assert any(line.split("  ")[0].strip() == mark and meaning in line for line in lines_of(pilot))


@pytest.mark.parametrize("state", STATES)
def test_every_state_of_a_case_has_its_mark_told(state: ItemState) -> None:
    def told(scope: Scope) -> set[str]:
        return {mark for marks, _ in MARKS[scope] for mark in marks.split()}

    assert _STATES[state][1] in told("list")
    assert _ENDED[state][1].split()[0] in told("agenda")
