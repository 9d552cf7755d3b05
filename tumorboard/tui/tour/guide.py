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
        self._stood_done = False

    @property
    def step(self) -> Step:
        """What is to be tried now."""
        return self._steps[self.at]

    @property
    def heading(self) -> str:
        """How far it has come, and how to leave or turn it."""
        return f"tour {self.at + 1} of {len(self._steps)} · {_BY_HAND} · {_LEAVE}"

    def look(self, place: Place) -> bool:
        """Go on where the step is done, but not by what was so when it was turned to; whether it went on."""
        if not self.is_on:
            return False
        done = self.step.done(place)
        if self._stood_done and done:
            return False
        self._stood_done = False
        return done and self._go(1)

    def turn(self, by: int, place: Place) -> bool:
        """Go some steps on or back by hand, from where the person is; whether there was one."""
        turned = self._go(by)
        self._stood_done = self.step.done(place)
        return turned

    def _go(self, by: int) -> bool:
        before = self.at
        self.at = min(max(self.at + by, 0), len(self._steps) - 1)
        return self.at != before


def strip_rows(guide: Guide, width: int) -> list[Row]:
    """The strip at a width: a rule with the heading, and what to try."""
    says: list[Line] = wrapped(guide.step.says, width - 1, "text", (("text", " "),))
    return [Row(rule(width, guide.heading)), *(Row(line) for line in says)]
