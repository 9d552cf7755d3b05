"""When the app has done all there is to do, found by what is left to do and not by how much time goes by.

Textual's own pilot sleeps until the process uses no time, and takes one that the machine did not let run, or that
waits for the disk, for one that has finished.
"""

import asyncio
from typing import Any

from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot

__all__ = ["settled", "settled_in_all_widgets"]

_FRAME = 1 / 50
"""Seconds, a little more than Textual's timers take to the next frame."""
_FRAMES = 100
"""More than one key ever draws; an app that ended in the midst of drawing never comes to its end."""


async def settled(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Let the app run until no task is ready and nothing is due within a frame, and what is held back is drawn."""
    app = active_app.get()
    loop = asyncio.get_running_loop()
    last = loop.time() + _FRAME
    await _has_drawn(app)
    for _ in range(_FRAMES):
        due = _next_due(loop, float("inf") if app._batch_count else last)
        if due is None or not app.is_running:
            break
        await asyncio.sleep(due - loop.time())
        await _has_drawn(app)


async def settled_in_all_widgets(pilot: Pilot[Any], timeout: float = 0) -> bool:
    """The same in the place of asking every widget whether it has done what it was sent: no task is ready then."""
    await settled()
    return True


def _next_due(loop: asyncio.AbstractEventLoop, last: float) -> float | None:
    """The loop's time at which the next timer ends, none if later than `last`; but for the frames of screens.

    What those would draw is drawn.
    """
    waiting = [each for each in loop._scheduled if each.when() <= last and not each.cancelled()]  # type: ignore[attr-defined]
    if waiting:
        frames = {task._fut_waiter for task in asyncio.all_tasks() if task.get_name() == "screen_update"}  # type: ignore[attr-defined]
        waiting = [each for each in waiting if frames.isdisjoint(each._args)]
    return min((each.when() for each in waiting), default=None)


async def _has_drawn(app: App[Any]) -> None:
    for _ in range(_FRAMES):
        await _nothing_is_ready()
        if not app.is_running or not _begins_a_frame(app):
            break


async def _nothing_is_ready() -> None:
    """Wait until the event loop has come round twice without a task that could go on."""
    loop = asyncio.get_running_loop()
    rounds = 0
    while rounds < 2:
        await asyncio.sleep(0)
        rounds = 0 if loop._ready else rounds + 1  # type: ignore[attr-defined]


def _begins_a_frame(app: App[Any]) -> bool:
    """Do now what Textual's timers would do at the next frame: take in a new size, draw what each screen in view asks.

    A dialog leaves the room behind it in view; that room draws by its own timer.
    """
    if app._resize_event is not None:
        app._check_resize()
        return True
    if app._batch_count:
        return False
    begun = [each for each in (*app._background_screens, app.screen) if each._update_timer._active.is_set()]
    for screen in begun:
        screen._on_timer_update()
    return bool(begun)
