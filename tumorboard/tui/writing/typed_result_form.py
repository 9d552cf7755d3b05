"""The sheets for what another tool said of survival: typed in with tool and day, withdrawn with a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tumorboard.board.board import Board
from tumorboard.board.typed.loosely import day_of, day_said
from tumorboard.complaint import Complaint
from tumorboard.domain.forecast import Forecast
from tumorboard.knowledge.prognosis import typed_table
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.sheet import Form

__all__ = ["TypedResultForm", "WithdrawForm"]

_OTHER = "other"


class TypedResultForm(Form):
    """Which tool, its version, what it said, on which day."""

    def __init__(self, board: Board, case_id: str) -> None:
        self.title = f"Typed result · {case_id}"
        self._board = board
        self._case_id = case_id
        self._tools = typed_table().tools

    def starting_values(self) -> dict[str, Any]:
        """Today."""
        return {"on": self._board.now().date().isoformat()}

    def entries(self, values: Values) -> Sequence[Entry]:
        """Four of them; another tool is named in words."""
        tools = lettered([(tool.key, tool.name, tool.why) for tool in self._tools])
        source = next((tool.source for tool in self._tools if tool.key == values.get("tool")), "")
        return [
            Entry("tool", "tool", "choice", tools, source=source, needed=True),
            *([Entry("named", "which tool", "line", needed=True)] if values.get("tool") == _OTHER else []),
            Entry("version", "version", "line", help="Its version or address, as it says it."),
            Entry("says", "it says", "line", help="Such as 12-month survival 43 %.", needed=True),
            Entry("on", "computed on", "line", help="The day, such as 2026-11-20.", needed=True),
        ]

    def notes(self, values: Values) -> Sequence[str]:
        """The day as it was read."""
        typed, today = text_of(values, "on"), self._board.now().date()
        try:
            return () if typed is None else (day_said(day_of(typed, today), today),)
        except Complaint as complaint:
            return (str(complaint),)

    def submit(self, values: Values) -> str:
        """Keep it."""
        tool = next((each for each in self._tools if each.key == values.get("tool")), None)
        if tool is None:
            raise Missing("tool", "choose the tool")
        name = text_of(values, "named") if tool.key == _OTHER else tool.name
        if name is None:
            raise Missing("named", "name the tool")
        says = text_of(values, "says")
        if says is None:
            raise Missing("says", "say what it said, such as 12-month survival 43 %")
        on = self._day(values)
        try:
            entered = self._board.forecasts.enter(self._case_id, name, says, on, text_of(values, "version"))
        except Complaint as complaint:
            raise Missing("on", str(complaint)) from complaint
        return f"kept: {entered.said}"

    def _day(self, values: Values) -> date:
        typed = text_of(values, "on")
        if typed is None:
            raise Missing("on", "say on which day it was computed")
        try:
            return day_of(typed, self._board.now().date())
        except Complaint as complaint:
            raise Missing("on", str(complaint)) from complaint


class WithdrawForm(Form):
    """Which result is withdrawn, and why."""

    def __init__(self, board: Board, case_id: str, standing: Sequence[Forecast]) -> None:
        self.title = f"Withdraw a typed result · {case_id}"
        self._board = board
        self._standing = standing

    def starting_values(self) -> dict[str, Any]:
        """The only one, where there is one."""
        return {"which": self._standing[0].id} if len(self._standing) == 1 else {}

    def entries(self, values: Values) -> Sequence[Entry]:
        """Two of them."""
        del values
        which = lettered([(each.id, each.said, "") for each in self._standing])
        return [
            Entry("which", "result", "choice", which, needed=True),
            Entry("reason", "because", "line", help="It stays readable with the reason.", needed=True),
        ]

    def submit(self, values: Values) -> str:
        """Withdraw it."""
        if not values.get("which"):
            raise Missing("which", "choose the result")
        try:
            withdrawn = self._board.forecasts.withdraw(values["which"], str(values.get("reason") or ""))
        except Complaint as complaint:
            raise Missing("reason", str(complaint)) from complaint
        return f"{withdrawn.tool} is withdrawn; it stays readable"
