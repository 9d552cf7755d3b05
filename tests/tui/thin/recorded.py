"""The app as on a terminal, its output kept: what Textual writes, word for word, key by key."""

from collections.abc import Callable

from textual.drivers.headless_driver import HeadlessDriver

from tumorboard.board.board import Board
from tumorboard.tui.app import BoardApp

__all__ = ["recorded"]


class _Recorder(HeadlessDriver):
    """Textual's driver without a terminal, which hands on what would be written to one."""

    to: Callable[[str], None]

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.to(data)


def recorded(board: Board, to: Callable[[str], None]) -> BoardApp:
    """The app on a board, writing to a function. It marks its frames, as on a terminal that knows them."""
    app = BoardApp(board)

    def build(headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> _Recorder:
        app._driver = driver = _Recorder(app, mouse=mouse, size=size)
        driver.to = to
        return driver

    app._sync_available = True
    app._build_driver = build  # type: ignore[method-assign]  # the only way to a driver in a test without a terminal
    return app
