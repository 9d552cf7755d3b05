"""Radiotherapy: the model of dose, the schedules, what cord and cauda equina bear, and the risk of a second course."""

from typing import Annotated, Literal

from tumorboard.declared.marks import Bounds, Under
from tumorboard.domain.vocabulary import Level
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.knowledge.tables import Evidence, Table, kept, load

__all__ = [
    "AlphaBeta",
    "Conus",
    "FullDose",
    "LimitRow",
    "LinearQuadratic",
    "Organ",
    "PageRange",
    "RadiotherapyTable",
    "ReirradiationRow",
    "ScheduleRow",
    "Technique",
    "radiotherapy_table",
]

Technique = Literal["cebrt", "sbrt"]
Organ = Literal["cord", "cauda"]
"""What lies in the canal at the level that is irradiated; the cauda equina is not a lower part of the cord."""
_Gy = Annotated[float, Bounds(gt=0, le=120)]
_Fractions = Annotated[int, Bounds(ge=1, le=60)]


class LinearQuadratic(Row):
    """The model behind BED and EQD2, and the dose a fraction, in Gy, from which it is uncertain."""

    rule: str
    uncertain_from_gy: _Gy
    caveat: str
    source: Sourced
    evidence: Evidence


class AlphaBeta(Row):
    """The α/β of a tissue, in Gy."""

    tissue: Literal["tumour", "nerve"]
    gy: _Gy
    label: str
    source: Sourced
    evidence: Evidence


class FullDose(Row):
    """What is assumed where only the prescription is known."""

    says: str
    source: Sourced
    evidence: Evidence


class ScheduleRow(Row):
    """One schedule in use."""

    technique: Technique
    dose_gy: _Gy
    fractions: _Fractions
    use: str
    beyond_source_page: bool
    source: Sourced
    evidence: Evidence


class PageRange(Row):
    """A range of schedules as the source page gives it, both ends included: fractions, and dose in Gy."""

    technique: Technique
    fractions: tuple[_Fractions, _Fractions]
    dose_gy: tuple[_Gy, _Gy]
    source: Sourced
    evidence: Evidence


class Conus(Row):
    """Levels below L1 that the cord still reaches in some people."""

    reaches: tuple[Level, ...]
    says: str
    source: Sourced
    evidence: Evidence


class LimitRow(Row):
    """The maximum point dose of an organ in Gy for a number of fractions; `dmax_to_gy` where a span is published."""

    organ: Organ
    fractions: _Fractions
    dmax_gy: _Gy
    dmax_to_gy: _Gy | None = None
    endpoint: str
    source: Sourced
    evidence: Evidence


class ReirradiationRow(Row):
    """A factor of lower risk of a second course; the limit in Gy, as a ratio or in months."""

    key: Literal["cumulative", "sbrt_part", "ratio", "interval"]
    limit: Annotated[float, Bounds(gt=0)]
    label: str
    source: Sourced
    evidence: Evidence


class RadiotherapyTable(Table):
    """What the radiotherapy pane and a decision's irradiation go by."""

    linear_quadratic: LinearQuadratic
    alpha_betas: Annotated[tuple[AlphaBeta, ...], Under("alpha_beta")]
    full_dose: FullDose
    schedules: Annotated[tuple[ScheduleRow, ...], Under("schedule")]
    ranges: Annotated[tuple[PageRange, ...], Under("range")]
    conus: Conus
    limits: Annotated[tuple[LimitRow, ...], Under("limit")]
    factors: Annotated[tuple[ReirradiationRow, ...], Under("reirradiation")]

    def goes_together(self) -> None:
        super().goes_together()
        for what, keys, wanted in (
            ("alpha_beta", [each.tissue for each in self.alpha_betas], {"tumour", "nerve"}),
            ("reirradiation", [each.key for each in self.factors], {"cumulative", "sbrt_part", "ratio", "interval"}),
            ("limit", [(each.organ, each.fractions) for each in self.limits], None),
        ):
            if len(set(keys)) != len(keys) or (wanted is not None and set(keys) != wanted):
                raise ValueError(f"{what}: every one once; there are {', '.join(map(str, keys))}")


@kept
def radiotherapy_table() -> RadiotherapyTable:
    """Schedules, limits and reirradiation (source page; Sahgal 2021; Benedict 2010; Saifuddin 1998)."""
    return load("radiotherapy", RadiotherapyTable)
