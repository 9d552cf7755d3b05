"""A pane that scrolls below lines that stay."""

from collections.abc import Callable, Sequence

from textual.strip import Strip

from tumorboard.tui.lines import Line
from tumorboard.tui.widgets.line_pane import Build, LinePane

__all__ = ["HeadedPane"]


class HeadedPane(LinePane):
    """What the lines at the top say holds for everything below them, so they never scroll away."""

    def __init__(self, id: str) -> None:  # noqa: A002
        super().__init__(id)
        self._heading: Callable[[int], Sequence[Line]] = lambda _: ()

    @property
    def view_height(self) -> int:
        """How many rows can be seen below the heading."""
        return max(1, self.size.height - len(self._heading(self.size.width)))

    def show_below(self, heading: Callable[[int], Sequence[Line]], build: Build) -> None:
        """Show rows, from the first, under a heading."""
        self._heading = heading
        self.top = 0
        self.show(build)

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        heading = self._heading(self.size.width)
        return self.strip(heading[y]) if y < len(heading) else super().render_line(y - len(heading))
