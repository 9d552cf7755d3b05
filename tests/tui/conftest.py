"""A board with a small meeting, and the app on it at any size, with notifications and tooltips on."""

import asyncio
import gc
import itertools
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partialmethod
from typing import Any

import pytest
from textual._animator import Animator
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

from tests.conftest import Clock, OpenAs
from tests.tui.parsed import parsed_once
from tests.tui.settled import settled, settled_in_all_widgets
from tests.tui.shown import T8_RENAL
from tumorboard.board.board import Board
from tumorboard.domain.case import Case
from tumorboard.tui.app import BoardApp

NOW = datetime(2026, 11, 24, 8, 41, tzinfo=UTC)

Records = tuple[Mapping[str, Any], ...]
Running = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
_A_MOMENT = 1 / 1000
"""Seconds."""
_LONGEST_ANIMATION = 2
"""Seconds."""
_BEGUN = itertools.count(1)
_LEFT_BEHIND = 128
"""Apps after which what they left is let go."""


@pytest.fixture(autouse=True, scope="session")
def settling() -> Iterator[None]:
    """Let a pilot wait until the app has settled, in the place of Textual's guess; and parse each stylesheet once.

    A room that is changed to is drawn as soon as it can be: Textual holds it back for a moment, against flicker.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(App, "delay_update", partialmethod(App.delay_update, _A_MOMENT))
        patch.setattr(Pilot, "_wait_for_screen", settled_in_all_widgets)
        patch.setattr(Animator, "wait_until_complete", _animated)
        patch.setattr(Stylesheet, "_parse_rules", parsed_once)
        for place in ("textual.app", "textual.pilot"):
            patch.setattr(f"{place}.wait_for_idle", settled)
        yield


async def _animated(animator: Animator) -> None:
    """Wait until nothing is animated; of what was put off and had nothing to change then, Textual never says so."""
    with suppress(TimeoutError):
        await asyncio.wait_for(animator._complete_event.wait(), _LONGEST_ANIMATION)


@pytest.fixture
def clock() -> Clock:
    """A Tuesday morning, while the meeting runs."""
    return Clock(NOW)


@pytest.fixture
def board(open_as: OpenAs) -> Board:
    """A meeting of three cases: the T8 case of two lesions, a stable one, and one of which nothing is recorded."""
    board = open_as()
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
def running() -> Iterator[Running]:
    """Run the app on a board at a size."""

    @asynccontextmanager
    async def run(board: Board, size: tuple[int, int] = (120, 40), **options: Any) -> AsyncIterator[Pilot[None]]:
        app = BoardApp(board, **options)
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await pilot.pause()
            yield pilot

    yield run
    if next(_BEGUN) % _LEFT_BEHIND == 0:
        _let_go()


def _let_go() -> None:
    """Free what ended apps left: each that begins takes all there is out of the garbage collector's sight for good."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
