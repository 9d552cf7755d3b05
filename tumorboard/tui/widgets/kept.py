"""Widgets whose lines are not gone through again while none of them is to be painted anew.

Textual asks every widget on the screen for all its lines whenever one of them changed. What it keeps of each widget
(8.2.8: `_styles_cache`, emptied with every change of style) says whether the lines are those of the last time.
"""

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

__all__ = ["Kept"]


class Kept(Widget):
    """Gives the lines that it gave last time."""

    _last: tuple[Region, list[Strip]] | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the screen."""
        cache = self._styles_cache
        if self._last is not None and self._last[0] == crop and cache._cache and not cache._dirty_lines:
            return self._last[1]
        self._last = crop, super().render_lines(crop)
        return self._last[1]
