"""Why raters part: the eight reasons of the source page, the inputs they part on, and what proposes which reason."""

from typing import Annotated, Literal

from tumorboard.declared.marks import Bounds, Under
from tumorboard.domain.vocabulary import Goal, Modality, Reason
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.knowledge.tables import Table, kept, load

__all__ = [
    "Context",
    "DisagreementTable",
    "GoalRow",
    "Proposal",
    "ReadingRow",
    "ReasonRow",
    "Technique",
    "disagreement_table",
]

Context = Literal["not_walking", "cord_pressed", "stability_open", "biology_open"]
"""What is looked up before a reason is proposed; the words are in `clinical.disagreement`."""


class ReasonRow(Row):
    """One of the eight reasons of the source page and what each side weighs."""

    key: Reason
    number: int
    label: str
    side_a: str
    side_b: str
    source: Sourced


class ReadingRow(Row):
    """An input on which raters may part, its words and what it is about."""

    key: str
    label: str
    axis: Literal["neurologic", "oncologic", "mechanical", "systemic", "forecast", "goal", "urgency", "technique"]
    source: Sourced


class Technique(Row):
    """Two ways of treating between which plans part: `one` without `other` against `other` without `one`.

    Where `other` is empty, any of `one` against none of it.
    """

    key: str
    one: Annotated[tuple[Modality, ...], Bounds(min_length=1)]
    other: tuple[Modality, ...]
    says: str
    source: Sourced


class Proposal(Row):
    """Which reason is proposed where raters part `on` an input, a technique or the edge of a band."""

    on: str
    reason: Reason
    when: Context | None = None
    unless: Context | None = None
    source: Sourced


class GoalRow(Row):
    """A goal of the patient and the modalities of a plan that go against it. `only` says that the whole plan must."""

    goal: Goal
    against: Annotated[tuple[Modality, ...], Bounds(min_length=1)]
    only: bool
    says: str
    source: Sourced


class DisagreementTable(Table):
    """Why recommendations may differ."""

    standing: str
    reasons: Annotated[tuple[ReasonRow, ...], Under("reason")]
    readings: Annotated[tuple[ReadingRow, ...], Under("reading")]
    techniques: Annotated[tuple[Technique, ...], Under("technique")]
    proposals: Annotated[tuple[Proposal, ...], Under("proposal")]
    goals: Annotated[tuple[GoalRow, ...], Under("goal")]


@kept
def disagreement_table() -> DisagreementTable:
    """The eight reasons of the source page, the inputs on which raters part, and what proposes which reason."""
    return load("disagreement", DisagreementTable)
