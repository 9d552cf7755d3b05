"""One case as the panes look at it: what was typed, what follows from it, and which lesion is open."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from tumorboard.board.site_zone import with_times_on_site
from tumorboard.board.working import Value, WorkingCase, value_at
from tumorboard.clinical.assessment import Assessment, LesionAssessment
from tumorboard.clinical.policy import Policy
from tumorboard.domain.case import Case
from tumorboard.domain.meeting import BoardReading
from tumorboard.tui.fields import Field, at_lesion
from tumorboard.tui.session.talk import Talk

__all__ = ["CaseView"]


class CaseView(NamedTuple):
    """`place` is the open lesion's place in the case; `order` the case's place on the agenda, from 1; 0 for none.

    `talk` is what the sitting knows of it, None for a case as it was; `budget` the minutes that it is given.
    `confirmed` are the board's readings of labs that stand as they are, by their paths.
    """

    working: WorkingCase
    assessed: Assessment
    place: int
    order: int
    policy: Policy
    now: datetime
    talk: Talk | None = None
    budget: int = 0
    confirmed: Mapping[str, BoardReading] = MappingProxyType({})

    @classmethod
    def of(
        cls, working: WorkingCase, assessed: Assessment, order: int, policy: Policy, now: datetime, place: int | None
    ) -> "CaseView":
        """The view of a working case; without `place` it opens where the case does."""
        opened = assessed.opens_on if place is None else place
        return cls(working, assessed, min(opened, max(0, len(working.case.lesions) - 1)), order, policy, now)

    @property
    def case(self) -> Case:
        """The case with what was typed."""
        return self.working.case

    @property
    def told(self) -> Case:
        """The case to be shown and judged, its times as the clock of the site shows them."""
        return with_times_on_site(self.case)

    @property
    def lesion(self) -> LesionAssessment | None:
        """The open lesion, or None when the case has none."""
        return self.assessed.lesions[self.place] if self.assessed.lesions else None

    @property
    def meant(self) -> dict[str, float]:
        """The labs that are confirmed, each with the value that was."""
        return {path: float(str(read.value)) for path, read in self.confirmed.items()}

    def value(self, field: Field) -> Value:
        """What a field holds; details of previous radiotherapy count as yes."""
        found = value_at(self.case, self.path(field))
        if found is None or isinstance(found, str | int | float | bool):
            return found
        return True

    def path(self, field: Field) -> str:
        """A field's path in the case, for the open lesion."""
        return at_lesion(field.path, self.place)

    def is_pending(self, field: Field) -> bool:
        """Whether a field was edited and not committed."""
        return self.path(field) in self.working.pending

    def is_disputed(self, field: Field) -> bool:
        """Whether somebody else saved another value in a field that was edited."""
        return self.path(field) in self.working.disputed
