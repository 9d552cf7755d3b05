"""When the app has done all there is to do, found by what is left to do and not by how much time goes by.

Textual's own pilot sleeps until the process uses no time, and takes one that the machine did not let run, or that
waits for the disk, for one that has finished.
"""

import asyncio
from typing import Any

from textual._context import active_app
from textual.app import App

__all__ = ["settled"]

_FRAME = 1 / 50
"""Seconds, a little more than Textual's timers take to the next frame."""
_FRAMES = 100
"""More than one key ever draws; an app that ended in the midst of drawing never comes to its end."""


async def settled(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Let the app run until no task is ready and nothing waits for the next frame, a frame later still."""
    await _has_drawn()
    await asyncio.sleep(_FRAME)
    await _has_drawn()


async def _has_drawn() -> None:
    app = active_app.get()
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
    """Do now what Textual's timers would do at the next frame: take in a new size, draw what is dirty."""
    if app._resize_event is not None:
        app._check_resize()
        return True
    screen = app.screen
    if not screen.is_current or app._batch_count:
        return False
    waits = screen._layout_required or screen._scroll_required or screen._repaint_required or screen._recompose_required
    if waits or screen._dirty_widgets or screen._callbacks:
        screen._on_timer_update()
        return True
    return False
