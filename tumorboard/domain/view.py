"""A specialist's view of one case at one meeting: what they would do, how they read the case, and why."""

from typing import Annotated
from urllib.parse import quote

from tumorboard.declared.marks import Bounds
from tumorboard.domain.case import SinsItems
from tumorboard.domain.noun import Group, Line, Listed, Moment, Noun, Prose, RequiredLine, Worded
from tumorboard.domain.vocabulary import (
    Confidence,
    Escc,
    Goal,
    Level,
    Modality,
    Radiosensitivity,
    Reason,
    StabilityJudgment,
    Timing,
    TriggerKind,
)

__all__ = ["Envelope", "Readings", "Trigger", "View", "ViewRecord", "view_key"]

Envelope = Annotated[str, Bounds(pattern=r"^[A-Za-z0-9+/]+={0,2}$")]
"""Something encrypted, as base64. It grows with what is in it, so the longest text of a person is no limit to it."""


class Readings(Noun):
    """How one rater reads one lesion and the patient; what they did not read is None. Survival is in months."""

    level: Level | None = None
    escc: Escc | None = None
    sins: Annotated[SinsItems, Group] = SinsItems.blank()
    stability_judgment: StabilityJudgment | None = None
    radiosensitivity: Radiosensitivity | None = None
    tolerates_surgery: bool | None = None
    expected_survival_months: Annotated[float, Bounds(ge=0, le=600)] | None = None
    goal: Goal | None = None


class Trigger(Noun):
    """What would change the mind of whoever names it. `value` is the SINS total or the ESCC grade it takes."""

    kind: TriggerKind
    value: Line = None
    words: Line = None

    def goes_together(self) -> None:
        if self.kind == "sins_at_least" and not (self.value and self.value.isdecimal() and 0 < int(self.value) <= 18):
            raise ValueError("a SINS trigger needs its total, 1–18")
        if self.kind == "escc_at_least" and self.value not in ("1a", "1b", "1c", "2", "3"):
            raise ValueError("an ESCC trigger needs its grade: 1a 1b 1c 2 3")
        if self.kind == "other" and not self.words:
            raise ValueError("say in words what would change your mind")


class View(Noun):
    """One position. `plan` is in the order in which it would be done; `reasons` are among the source page's eight."""

    plan: Annotated[tuple[Modality, ...], Bounds(min_length=1), Worded]
    urgency: Timing | None = None
    confidence: Confidence | None = None
    readings: Annotated[Readings, Group] = Readings.blank()
    reasons: Annotated[tuple[Reason, ...], Worded] = ()
    rationale: Prose = None
    triggers: Annotated[tuple[Trigger, ...], Listed] = ()


class ViewRecord(Noun):
    """A view as it is kept. Sealed, `view` is None and `sealed` holds it for the chairs, `own` for its author.

    A person's first view on a case is number 1; what they add after the reveal is 2 and so on.
    """

    id: RequiredLine
    meeting_id: RequiredLine
    case_id: RequiredLine
    person_id: RequiredLine
    number: Annotated[int, Bounds(ge=1)] = 1
    submitted: Moment
    view: View | None = None
    sealed: Envelope | None = None
    own: Envelope | None = None


def view_key(meeting_id: str, case_id: str, person_id: str, number: int) -> str:
    """The id under which a view is kept; a slash inside an id cannot be taken for one between them."""
    return "/".join(quote(each, safe="") for each in (meeting_id, case_id, person_id, str(number)))
