"""A line that is typed or pasted, without what acts on a terminal."""

from textual.widgets import Input

from tumorboard.clean import clean_line

__all__ = ["CleanInput"]


class CleanInput(Input):
    """An input that shows only what a field of text would hold of what came in."""

    def validate_value(self, value: str) -> str:
        """The value as it is taken."""
        return clean_line(value)
