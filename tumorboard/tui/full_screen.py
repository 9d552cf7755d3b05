"""What takes the whole terminal: a room, or a dialog over one."""

from textual import events
from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen, Screen, ScreenResultType

__all__ = ["Dialog", "FullScreen", "LeftOnce"]


class FullScreen(Screen[ScreenResultType]):
    """A screen of the size that the terminal has now, whatever earlier size is still being told of.

    Textual 8.2.8 tells a screen its own size once more after every layout. When the window changes meanwhile, that
    word comes after the newer one, and the screen would stay at a size that the terminal no longer has.
    """

    _was_shown = False

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        """Shown for the first time it keeps the styles that its widgets were given as they came."""
        event.refresh_styles = self._was_shown
        self._was_shown = True

    @property
    def is_under_a_dialog(self) -> bool:
        """Whether the keys go to a dialog over it now."""
        return isinstance(self.app.screen, ModalScreen)

    def _screen_resized(self, _: Size) -> None:
        super()._screen_resized(self.app.size)


class LeftOnce(ModalScreen[ScreenResultType]):
    """A screen over another that is answered once, whatever is on its way to it when it has been.

    Of two answers that came together Textual would hand in the second too, and close the room below with it.
    """

    _is_left = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave with an answer, the first time; and only while no other screen lies over this one."""
        if self._is_left or not self.is_current:
            return AwaitComplete()
        self._is_left = True
        return super().dismiss(result)

    async def _dispatch_message(self, message: Message) -> None:
        if not self._is_left or message.control is None:
            await super()._dispatch_message(message)


class Dialog(LeftOnce[ScreenResultType], FullScreen[ScreenResultType]):
    """A dialog over a room. Textual styles it by its first base."""
