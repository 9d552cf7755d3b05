"""The sheet that writes follow-ups into a calendar file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tumorboard.board.board import Board
from tumorboard.domain.followup import FollowUp
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.sheet import Form

__all__ = ["CalendarForm"]

_NAMES: Final = lettered([(False, "no names", "case ids only"), (True, "with names", "who reads it sees the patients")])
_REPLACES: Final = "Such as followups.ics; the last one of that name is replaced, any other file there is kept beside."


class CalendarForm(Form):
    """Where to, and whether the patients' names go with it."""

    def __init__(self, board: Board, followups: Sequence[FollowUp]) -> None:
        self.title = f"Calendar · {len(followups)} follow-ups"
        self._board = board
        self._followups = followups

    def entries(self, values: Values) -> Sequence[Entry]:
        """The file, and names or none."""
        del values
        return [
            Entry("file", "file", "line", help=_REPLACES, needed=True),
            Entry("names", "names", "choice", _NAMES),
        ]

    def submit(self, values: Values) -> str:
        """Write it, whole or not at all."""
        file = text_of(values, "file")
        if file is None:
            raise Missing("file", "name the file")
        try:
            path = Path(file).expanduser()
        except RuntimeError as error:
            raise Missing("file", f"{file}: cannot be written: {error}; name the whole path") from error
        kept = self._board.calendars.write_followups(path, self._followups, with_names=bool(values.get("names")))
        said = f"{len(self._followups)} follow-ups written to {path}"
        return said if kept is None else f"what stood there is kept as {kept.name}; {said}"
