"""What another tool said of survival, typed in: which tool, what it said, on which day, by whom. Never deleted."""

from urllib.parse import quote

from tumorboard.domain.noun import Day, Line, Moment, Noun, RequiredLine

__all__ = ["Forecast", "Withdrawn", "forecast_key"]


class Withdrawn(Noun):
    """Somebody withdrew it, and why."""

    by: RequiredLine
    at: Moment
    reason: RequiredLine


class Forecast(Noun):
    """One typed result: the tool with its version, what it said in words, and the day on which it was computed."""

    id: RequiredLine
    case_id: RequiredLine
    tool: RequiredLine
    version: Line = None
    says: RequiredLine
    on: Day
    by: RequiredLine
    at: Moment
    withdrawn: Withdrawn | None = None

    @property
    def said(self) -> str:
        """The result as one line, such as `SORG machine learning 2.1: 12 months 43 % · on 20 Nov 2026`."""
        tool = f"{self.tool} {self.version}" if self.version else self.tool
        ended = f" · WITHDRAWN: {self.withdrawn.reason}" if self.withdrawn else ""
        return f"{tool}: {self.says} · on {self.on:%d %b %Y}{ended}"


def forecast_key(case_id: str, number: int) -> str:
    """The id under which a case's typed result is kept; `number` counts from 1."""
    return f"{quote(case_id, safe='')}/{number}"
