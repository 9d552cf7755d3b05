"""A sheet for a new meeting: its title, when it starts, until when cases may come, and who may read first views."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Any, Final

from tumorboard.board.board import Board
from tumorboard.board.typed.moments import moment_ahead, moment_said
from tumorboard.complaint import Complaint
from tumorboard.domain.meeting import Meeting
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.sheet import Form

__all__ = ["PlanForm"]

_STARTS_AT: Final = time(8)
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)\s*\Z")
_SEALED: Final = lettered(
    [
        (True, "sealed", "nobody reads a view before the chair reveals it"),
        (False, "open", "views are read by everybody as they come in"),
    ]
)
_TIMES: Final = (("starts", "starts", _STARTS_AT), ("cut_off", "cut-off", time(12)))


class PlanForm(Form):
    """`shown` is the meeting whose list is looked at; `planned` is handed the one that was planned."""

    title = "Plan a meeting"

    def __init__(self, board: Board, shown: Meeting | None, planned: Callable[[Meeting], None]) -> None:
        self._board = board
        self._shown = shown
        self._planned = planned

    def starting_values(self) -> dict[str, Any]:
        """The title of the meeting that is shown, and sealed views; what it has in brackets is its own alone."""
        title = _IN_BRACKETS.sub("", self._shown.title) if self._shown else ""
        return {"title": title or None, "sealed": True}

    def entries(self, values: Values) -> Sequence[Entry]:
        """Four of them."""
        del values
        return [
            Entry("title", "title", "line", needed=True),
            Entry("starts", "starts", "line", help="Such as thu 08:00, +1w 16:30 or 2027-02-24 08:00.", needed=True),
            Entry(
                "cut_off",
                "cut-off",
                "line",
                help="Such as wed 12:00: whatever comes later says why. Empty: there is none.",
            ),
            Entry("sealed", "first views", "choice", _SEALED),
        ]

    def notes(self, values: Values) -> Sequence[str]:
        """The times as they were read."""
        now, said = self._board.now(), []
        for key, label, usual in _TIMES:
            typed = text_of(values, key)
            if typed is not None:
                try:
                    said.append(f"{label}: {moment_said(moment_ahead(typed, now, usual), now)}")
                except Complaint as complaint:
                    said.append(f"{label}: {complaint}")
        return said

    def submit(self, values: Values) -> str:
        """Plan it."""
        title = text_of(values, "title")
        if title is None:
            raise Missing("title", "give the meeting a title")
        starts = self._moment(values, *_TIMES[0])
        if starts is None:
            raise Missing("starts", "say when the meeting starts")
        cut_off = self._moment(values, *_TIMES[1])
        try:
            sealed = values.get("sealed") is not False
            meeting = self._board.meetings.plan(title, starts, cut_off=cut_off, sealed=sealed)
        except Complaint as complaint:
            raise Missing("cut_off" if "cut-off" in str(complaint) else "title", str(complaint)) from complaint
        self._planned(meeting)
        return f"{meeting.title} is planned for {starts.astimezone():%a %d %b %Y %H:%M}: a adds cases, i imports them"

    def _moment(self, values: Values, key: str, label: str, usual: time) -> datetime | None:
        typed = text_of(values, key)
        if typed is None:
            return None
        now = self._board.now()
        try:
            moment = moment_ahead(typed, now, usual)
        except Complaint as complaint:
            raise Missing(key, str(complaint)) from complaint
        if moment < now:
            raise Missing(key, f"{label} {moment:%a %d %b %Y %H:%M} is past; plan for a time to come")
        return moment
