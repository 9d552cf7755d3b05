"""The first line of a room; what is said there takes as many lines as it needs, and nothing of it is cut."""

from textual.geometry import Size

from tumorboard.tui.widgets.line_pane import Build, LinePane

__all__ = ["StatusPane"]


class StatusPane(LinePane):
    """It lies on a layer of its own above the room, so that nothing moves when it grows and goes back to one line."""

    def get_content_height(self, _: Size, __: Size, width: int) -> int:
        """A line for each row, at most half of the screen."""
        return self._wanted(len(self._build(width)))

    def show(self, build: Build) -> None:
        """Show other rows, and lay the pane out anew where there are more or fewer of them."""
        super().show(build)
        if (height := self.size.height) and height != self._wanted(len(self.rows)):
            self.refresh(layout=True)

    def _wanted(self, rows: int) -> int:
        return max(1, min(rows, self.app.size.height // 2))
