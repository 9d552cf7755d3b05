"""The sheet for what a follow-up showed: response, pain, walking, the SINS items again, new deficit or fracture."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from tumorboard.board.board import Board
from tumorboard.board.desk import Filed
from tumorboard.board.typed.loosely import day_of
from tumorboard.clinical.triggers import trigger_said
from tumorboard.complaint import Complaint
from tumorboard.domain.case import SinsItems
from tumorboard.domain.followup import FollowUp, Result
from tumorboard.tui.fields import Choice, sins_fields, yes_no
from tumorboard.tui.writing.entry import Entry, Missing, Values, lettered, text_of
from tumorboard.tui.writing.sheet import Form

__all__ = ["ResultForm"]

_RESPONSES: Final = (
    ("local_control", "local control", "no progression on serial MRI"),
    ("progression", "progression", "unequivocal growth, new or larger epidural disease, or decline from it"),
    ("uncertain", "uncertain", "to be confirmed at a second scan: pseudo-progression exists"),
)
_DAY: Final = "The day of the examination, such as 2026-11-20."
_WALKING: Final = (("independent", "walks", ""), ("aided", "with aid", ""), ("non_ambulatory", "cannot walk", ""))


class ResultForm(Form):
    """Records a result; whatever was not looked at stays unknown."""

    def __init__(self, board: Board, standing: Filed[FollowUp]) -> None:
        self.title = f"Result · {standing.record.id}"
        self._board = board
        self._standing = standing
        self._armed = board.returning.triggers_of(standing.record)

    def starting_values(self) -> dict[str, Any]:
        """What was recorded before, else today."""
        result = self._standing.record.result
        if result is None:
            return {"on": self._board.now().date().isoformat()}
        values: dict[str, Any] = {"on": result.on.isoformat(), "pain": result.pain, "words": result.words}
        values |= {key: getattr(result, key) for key in ("response", "ambulation", "new_deficit", "new_fracture")}
        values |= {f"sins.{key}": value for key, value in result.sins if value is not None}
        values["fired"] = [at for at, (_, each) in enumerate(self._armed) if each in result.fired]
        return values

    def entries(self, values: Values) -> Sequence[Entry]:
        """The day, what was seen, the SINS items, triggers that came true, words."""
        pain = tuple(Choice(number, str(number), "0123456789a"[number], "") for number in range(11))
        seen = [
            Entry("on", "seen on", "line", help=self._day_said(values) or _DAY, needed=True),
            Entry("response", "response", "choice", lettered(_RESPONSES), source="SPINO, Thibault 2015"),
            Entry("pain", "pain 0–10", "choice", pain, help="a is 10."),
            Entry("ambulation", "walking", "choice", lettered(_WALKING)),
            Entry("new_deficit", "new deficit", "choice", yes_no()),
            Entry("new_fracture", "new fracture", "choice", yes_no()),
        ]
        level = self._standing.record.level
        return [*seen, *(self._sins(level) if level else ()), *self._triggers(), Entry("words", "in words", "line")]

    def notes(self, values: Values) -> Sequence[str]:
        """The day as it was read."""
        said = self._day_said(values)
        return (f"seen on: {said}",) if said else ()

    def submit(self, values: Values) -> str:
        """Record it, and say where it asks for the case to come back."""
        followup = self._standing.record
        items = {key.removeprefix("sins."): value for key, value in values.items() if key.startswith("sins.") and value}
        result = Result.of(
            on=self._day(values),
            response=values.get("response"),
            pain=values.get("pain"),
            ambulation=values.get("ambulation"),
            level=followup.level,
            sins=SinsItems.of(**items),
            new_deficit=values.get("new_deficit"),
            new_fracture=values.get("new_fracture"),
            fired=tuple(self._armed[at][1] for at in values.get("fired") or ()),
            words=text_of(values, "words"),
        )
        recorded = self._board.followups.record(followup.id, result, started_from=self._standing.revision)
        asks = self._board.returning.asked_by(recorded)
        return f"{followup.id} {recorded.state}" + (f" · ▲ {'; '.join(asks)}: b brings the case back" if asks else "")

    def _day_said(self, values: Values) -> str:
        """The day as it was read, or that it is none; empty where none is typed."""
        typed, today = text_of(values, "on"), self._board.now().date()
        if typed is None:
            return ""
        try:
            days = (today - (day := day_of(typed, today))).days
        except Complaint as complaint:
            return str(complaint)
        if days < 0:
            return f"{day:%a %d %b %Y} is still to come; a result is of a day that was"
        far = "today" if days == 0 else f"{days} day{'s' if days > 1 else ''} ago"
        return f"{day:%a %d %b %Y}, {far}"

    def _day(self, values: Values) -> date:
        typed = text_of(values, "on")
        if typed is None:
            raise Missing("on", "say on which day it was seen")
        try:
            return day_of(typed, self._board.now().date())
        except Complaint as complaint:
            raise Missing("on", str(complaint)) from complaint

    def _sins(self, level: str) -> Iterator[Entry]:
        for at, field in enumerate(sins_fields()):
            heading = f"SINS {level} again" if at == 0 else ""
            key = field.path.removeprefix("lesion.")
            yield Entry(
                key, field.label, "choice", field.choices, help=field.help, source=field.source, heading=heading
            )

    def _triggers(self) -> Iterator[Entry]:
        if self._armed:
            named = [(at, f"{trigger_said(each)} ({who})", "") for at, (who, each) in enumerate(self._armed)]
            help_said = "What a dissent or a view said would change it; mark what came true."
            yield Entry("fired", "came true", "several", lettered(named), help=help_said, heading="triggers")
