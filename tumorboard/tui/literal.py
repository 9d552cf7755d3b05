"""Text as it stands. A string given to a widget is markup: `[T1c]` would vanish and `[/red]` would end the program."""

from rich.text import Text
from textual.content import Content

__all__ = ["cell", "text"]


def text(given: str) -> Content:
    """For Static, Label, Button, OptionList, titles and tooltips."""
    return Content(given)


def cell(given: str) -> Text:
    """For the command palette and tables."""
    return Text(given)
