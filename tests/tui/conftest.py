"""A board with a small meeting, and the app on it at any size, with notifications and tooltips on."""

import os
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.shown import T8_RENAL
from tumorboard.board.board import Board, open_board
from tumorboard.config import Settings
from tumorboard.domain.case import Case
from tumorboard.tui.app import BoardApp

NOW = datetime(2026, 11, 24, 8, 41, tzinfo=UTC)

Records = tuple[Mapping[str, Any], ...]
OpenBoard = Callable[..., Board]
Running = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of the test."""
    return tmp_path / "data"


@pytest.fixture
def open_(folder: Path) -> Iterator[OpenBoard]:
    """Open the board of the data folder as a login; every board is closed at the end."""
    opened: list[Board] = []

    def opening(login: str = "chair", *, settings: Settings | None = None) -> Board:
        board = open_board(folder, login, None, settings or Settings(), lambda: NOW)
        opened.append(board)
        return board

    yield opening
    for board in opened:
        board.close()


@pytest.fixture
def board(open_: OpenBoard) -> Board:
    """A meeting of three cases: the T8 case of two lesions, a stable one, and one of which nothing is recorded."""
    board = open_()
    stable = {
        "id": "TB-0139",
        "primary": {"histology": "breast"},
        "neurology": {"myelopathy": False},
        "lesions": [{"level": "L3", "escc": "1b", "previous_radiotherapy": False, "sins": STABLE}],
    }
    admit(board, (T8_RENAL, stable, {"id": "TB-0150"}))
    return board


STABLE = {"pain": "none", "bone_lesion": "mixed", "alignment": "normal", "collapse": "none", "posterolateral": "none"}


def admit(board: Board, records: Records, title: str = "Spine MDT") -> None:
    """Put cases on a new meeting."""
    meeting = board.meetings.plan(title, NOW)
    board.intake.admit([Case.model_validate(record) for record in records], meeting.id)


@pytest.fixture
def running() -> Running:
    """Run the app on a board at a size."""

    @asynccontextmanager
    async def run(board: Board, size: tuple[int, int] = (120, 40), **options: Any) -> AsyncIterator[Pilot[None]]:
        app = BoardApp(board, **options)
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await pilot.pause()
            yield pilot

    return run


@pytest.fixture(autouse=True)
def no_animations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screens stand still."""
    monkeypatch.setitem(os.environ, "TEXTUAL_ANIMATIONS", "none")
