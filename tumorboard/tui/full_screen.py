"""What takes the whole terminal: a room, or a dialog over one."""

from textual.geometry import Size
from textual.screen import ModalScreen, Screen, ScreenResultType

__all__ = ["Dialog", "FullScreen"]


class FullScreen(Screen[ScreenResultType]):
    """A screen of the size that the terminal has now, whatever earlier size is still being told of.

    Textual 8.2.8 tells a screen its own size once more after every layout. When the window changes meanwhile, that
    word comes after the newer one, and the screen would stay at a size that the terminal no longer has.
    """

    @property
    def is_under_a_dialog(self) -> bool:
        """Whether the keys go to a dialog over it now."""
        return isinstance(self.app.screen, ModalScreen)

    def _screen_resized(self, _: Size) -> None:
        super()._screen_resized(self.app.size)


class Dialog(ModalScreen[ScreenResultType], FullScreen[ScreenResultType]):
    """A dialog over a room. Textual styles it by its first base."""
