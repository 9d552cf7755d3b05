"""Keys in the order in which they were typed, each to its end before the next."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.widget import Widget

from tumorboard.clean import clean_line, shows
from tumorboard.tui.full_screen import LeftOnce

if TYPE_CHECKING:
    from tumorboard.tui.writing.sheet import Sheet

__all__ = ["KeysInOrder"]

_AT_MOST: Final = 1.0
"""Seconds that a dialog may take over one key before the next is heard all the same."""


class KeysInOrder(App[None]):
    """Runs the keys of a room, of a sheet and of any other dialog here.

    Textual hands a key to the queue of the widget that has the focus now; a key that follows fast, over a slow line
    or in a paste, would still go to the old one, or overtake what the one before it did there.
    """

    async def on_event(self, event: events.Event) -> None:
        """Run a key, or take what was pasted."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded or not await self._run_typed(event):
            await super().on_event(event)

    async def _run_typed(self, event: events.Key | events.Paste) -> bool:
        screen = self.screen
        if not screen.is_modal:
            return isinstance(event, events.Key) and await self._check_bindings(event.key)
        from tumorboard.tui.writing.sheet import Sheet

        if isinstance(screen, Sheet):
            return await screen.take(event) or await self._leave_by(event, screen)
        if not isinstance(screen, LeftOnce):
            return False
        focused = screen.focused
        if not _put(_words_of(event), focused) and isinstance(event, events.Key):
            await self._run_key(event)
        await _at_rest(focused)
        return True

    async def _run_key(self, event: events.Key) -> None:
        if not await self._check_bindings(event.key, priority=True):
            await self._check_bindings(event.key)

    async def _leave_by(self, event: events.Key | events.Paste, sheet: "Sheet") -> bool:
        """Leave from within a sheet too; where what was typed into it is not on disk, at the second time."""
        if not (isinstance(event, events.Key) and event.key == "ctrl+q"):
            return False
        if sheet.may_be_left():
            await self.action_quit()
        return True


def _words_of(event: events.Key | events.Paste) -> str:
    """What would be written of a key; of what was pasted its first line, if any of it shows."""
    if isinstance(event, events.Paste):
        words = clean_line(next(iter(event.text.splitlines()), ""))
        return words if shows(words) else ""
    return event.character or "" if event.is_printable else ""


def _put(words: str, focused: Widget | None) -> bool:
    """Write words where the caret of a text field is; whether there are any, and such a field."""
    from textual.widgets import Input

    if not words or not isinstance(focused, Input):
        return False
    focused.replace(words, *focused.selection)
    return True


async def _at_rest(focused: Widget | None) -> None:
    """Wait until what a key did in a widget has come to its screen."""
    if focused is None:
        return
    rest = asyncio.Event()
    above: list[DOMNode] = [each for each in focused.ancestors_with_self if isinstance(each, Widget)]
    _pass_on(above, rest)
    with_end = asyncio.create_task(rest.wait())
    await asyncio.wait([with_end], timeout=_AT_MOST)
    with_end.cancel()


def _pass_on(above: Sequence[DOMNode], rest: asyncio.Event) -> None:
    """Go through the queues of widgets, the way that a message takes, behind those that are on it."""
    if not above or not above[0].call_later(_pass_on, above[1:], rest):
        rest.set()
