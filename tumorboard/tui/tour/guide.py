"""How far the tour has come, and the strip that says it."""

from collections.abc import Sequence

from tumorboard.tui.lines import Line, Row, rule, wrapped
from tumorboard.tui.tour.steps import STEPS, Place, Step

__all__ = ["Guide", "strip_rows"]

_LEAVE = "Ctrl+T leaves"
_BY_HAND = "< > turn"


class Guide:
    """One walk through the steps; leaving keeps the place."""

    def __init__(self, steps: Sequence[Step] = STEPS) -> None:
        self._steps = steps
        self.at = 0
        self.is_on = True

    @property
    def step(self) -> Step:
        """What is to be tried now."""
        return self._steps[self.at]

    @property
    def heading(self) -> str:
        """How far it has come, and how to leave or turn it."""
        return f"tour {self.at + 1} of {len(self._steps)} · {_BY_HAND} · {_LEAVE}"

    def look(self, place: Place) -> bool:
        """Go on where the step is done; whether it went on."""
        return self.is_on and self.step.done(place) and self.turn(1)

    def turn(self, by: int) -> bool:
        """Go some steps on or back; whether there was one."""
        before = self.at
        self.at = min(max(self.at + by, 0), len(self._steps) - 1)
        return self.at != before


def strip_rows(guide: Guide, width: int) -> list[Row]:
    """The strip at a width: a rule with the heading, and what to try."""
    says: list[Line] = wrapped(guide.step.says, width - 1, "text", (("text", " "),))
    return [Row(rule(width, guide.heading)), *(Row(line) for line in says)]
