"""A pane that scrolls below lines that stay."""

from collections.abc import Callable, Sequence

from tumorboard.tui.lines import Line
from tumorboard.tui.widgets.line_pane import Build, LinePane

__all__ = ["HeadedPane"]


class HeadedPane(LinePane):
    """What the lines at the top say holds for everything below them, so they never scroll away."""

    def __init__(self, id: str) -> None:  # noqa: A002
        super().__init__(id)
        self._heading: Callable[[int], Sequence[Line]] = lambda _: ()

    def show_below(self, heading: Callable[[int], Sequence[Line]], build: Build) -> None:
        """Show rows, from the first, under a heading."""
        self._heading = heading
        self.top = 0
        self.show(build)

    def _head(self, width: int) -> Sequence[Line]:
        return self._heading(width)
