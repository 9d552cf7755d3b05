"""What a row of a table is. What ships is read as it stands; what a site wrote, and what was refused, by pydantic."""

from typing import Annotated, Any

from tumorboard.declared.declared import Declared
from tumorboard.declared.marks import Before, Bounds

__all__ = ["Row", "Sourced"]


class Row(Declared):
    """A row of a table, with its defaults spelled out in the file. A list of a file is a tuple here."""

    is_strict = False


def _stripped(given: Any) -> Any:
    return given.strip() if isinstance(given, str) else given


Sourced = Annotated[str, Bounds(min_length=4), Before(_stripped)]
"""Who says so, and where."""
