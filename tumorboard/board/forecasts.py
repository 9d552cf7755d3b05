"""Results of tools that this program does not compute: typed in with tool and day, withdrawn with a reason."""

from datetime import date

from tumorboard.board.desk import Desk, Filed, NotThere, filed, reason_given
from tumorboard.complaint import Complaint
from tumorboard.domain.forecast import Forecast, Withdrawn, forecast_key
from tumorboard.store.contract import NEW, Conflict, Put

__all__ = ["Forecasts"]

_WHO = "a chair, coordinator, specialist or clinician"


class Forecasts:
    """Everybody may read them; who may work on a case may enter and withdraw them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, case_id: str) -> list[Forecast]:
        """Every result of a case, the withdrawn ones too, in the order in which they were entered."""
        return [each.record for each in self._filed(case_id)]

    def enter(self, case_id: str, tool: str, says: str, on: date, version: str | None = None) -> Forecast:
        """Keep what a tool said of a case on a day.

        Raises NotAllowed, NotThere, StoreError; Complaint without a tool or its words, and for a day to come.
        """
        desk = self._desk
        desk.require(desk.person.may_edit_cases, "type a result in", _WHO)
        if desk.store.get("cases", case_id) is None:
            raise NotThere(f"no case is called {case_id}; see: tumorboard meetings")
        if on > desk.now().date():
            raise Complaint(f"{on} is still to come; today is {desk.now().date()}")
        while True:
            forecast = Forecast.of(
                id=forecast_key(case_id, len(self._filed(case_id)) + 1),
                case_id=case_id,
                tool=tool,
                version=version,
                says=says,
                on=on,
                by=desk.person.id,
                at=desk.now(),
            )
            if self._kept(forecast, NEW, f"typed in: {forecast.tool}"):
                return forecast

    def withdraw(self, key: str, reason: str) -> Forecast:
        """Withdraw a result; it stays readable with the reason.

        Raises NotAllowed, NotThere, StoreError; Complaint without a reason, and when it is withdrawn already.
        """
        desk = self._desk
        desk.require(desk.person.may_edit_cases, "withdraw a result", _WHO)
        words = reason_given(reason, "say why it is withdrawn; it stays readable with the reason")
        while True:
            document = desk.store.get("forecasts", key)
            if document is None:
                raise NotThere(f"no typed result is called {key}")
            standing = filed(document, Forecast)
            if standing.record.withdrawn is not None:
                raise Complaint(f"{standing.record.tool} is withdrawn already: {standing.record.withdrawn.reason}")
            ended = Withdrawn(by=desk.person.id, at=desk.now(), reason=words)
            forecast = standing.record.model_copy(update={"withdrawn": ended})
            if self._kept(forecast, standing.revision, f"withdrawn: {words}"):
                return forecast

    def _kept(self, forecast: Forecast, started_from: int, why: str) -> bool:
        """Whether it was saved; not where somebody else saved one under the same key a moment ago."""
        desk = self._desk
        put = Put("forecasts", forecast.id, forecast.written(), started_from)
        return not isinstance(desk.store.commit([put], by=desk.person.id, at=desk.now(), why=why), Conflict)

    def _filed(self, case_id: str) -> list[Filed[Forecast]]:
        found = (each for each in self._desk.store.all("forecasts") if each.content.get("case_id") == case_id)
        return [filed(document, Forecast) for document in found]
