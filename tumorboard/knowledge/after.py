"""What is looked at after a decision: the rules of surveillance."""

from typing import Annotated, Final, Literal

from tumorboard.declared.marks import Bounds, Under
from tumorboard.domain.vocabulary import Escc, FollowUpKind, Modality
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.knowledge.tables import Evidence, Table, kept, load

__all__ = ["SurveillanceRule", "SurveillanceTable", "Tier", "surveillance_table"]

Tier = Literal["low", "intermediate", "high"]
"""The risk of progression after SBRT of the spine."""
_RISING: Final[tuple[Tier, ...]] = ("low", "intermediate", "high")
_Days = Annotated[int, Bounds(ge=1, le=3650)]


class SurveillanceRule(Row):
    """After which modalities (any where there is none) what is looked at in how many days or months.

    Without either it is looked at on symptoms. After `until_days` from the treatment the interval is `then_days`;
    without `until_days`, after the first time.
    """

    key: str
    kind: FollowUpKind
    after: tuple[Modality, ...]
    tier: Tier | None = None
    days: _Days | None = None
    months: Annotated[int, Bounds(ge=1, le=120)] | None = None
    until_days: _Days | None = None
    then_days: _Days | None = None
    label: str
    source: Sourced
    evidence: Evidence

    def goes_together(self) -> None:
        if self.days is not None and self.months is not None:
            raise ValueError(f"{self.key}: days or months, not both")


class SurveillanceTable(Table):
    """The rules, and how the risk after SBRT is told.

    Its three factors are epidural disease from `epidural_from` on, paraspinal extension, and SINS from `sins_from` on;
    `tier_by_factors` is the risk by how many of them hold, from none to all three.
    """

    tiers: str
    tiers_evidence: Evidence
    epidural_from: Escc
    sins_from: Annotated[int, Bounds(ge=0, le=18)]
    tier_by_factors: tuple[Tier, Tier, Tier, Tier]
    rules: Annotated[tuple[SurveillanceRule, ...], Under("rule")]

    def goes_together(self) -> None:
        super().goes_together()
        ranks = [_RISING.index(tier) for tier in self.tier_by_factors]
        if ranks != sorted(ranks):
            raise ValueError(f"tier_by_factors: {' '.join(self.tier_by_factors)}: more factors never lower the risk")


@kept
def surveillance_table() -> SurveillanceTable:
    """What is looked at after a decision, and when (source page; MRI frequency after SBRT; Sahgal 2013)."""
    return load("surveillance", SurveillanceTable)
