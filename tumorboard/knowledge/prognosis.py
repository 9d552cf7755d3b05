"""What survival is estimated by: the published scores, the map between ECOG and KPS, limits of labs, contradictions."""

from collections import Counter
from typing import Annotated, Literal

from tumorboard.declared.marks import Bounds, Under
from tumorboard.domain.vocabulary import HISTOLOGIES, Histology
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.knowledge.tables import Evidence, Table, kept, load

__all__ = [
    "ContradictionRow",
    "ItemRow",
    "LabKey",
    "LabLimit",
    "LabRow",
    "OptionRow",
    "PerformanceRow",
    "ScoreKey",
    "SiteRow",
    "SurvivalBand",
    "SurvivalTable",
    "TypedTool",
    "contradiction_table",
    "lab_table",
    "performance_table",
    "survival_table",
    "typed_table",
]

ScoreKey = Literal["tokuhashi", "tomita", "bauer", "katagiri", "van_der_linden"]
LabKey = Literal["albumin_g_dl", "crp_mg_dl", "ldh_iu_l", "platelets_per_ul", "calcium_mg_dl", "bilirubin_mg_dl"]


class OptionRow(Row):
    """One option of an item: a word of the case format, or the whole numbers from `low` to `high`."""

    key: str
    label: str
    points: int
    low: int | None = None
    high: int | None = None


class ItemRow(Row):
    """One item of a score. An item without options is scored by the primary tumour."""

    key: str
    label: str
    note: str | None = None
    options: tuple[OptionRow, ...] = ()
    source: Sourced
    evidence: Evidence


class SiteRow(Row):
    """Primaries that score alike in one item, and under which group of the published table.

    More than one value of `points` means that the histology alone does not say which; `ask` says what would. Where
    `settled_by` names a field of the primary, the first value is for true and the second for false.
    """

    item: str
    group: str
    histologies: Annotated[tuple[Histology, ...], Bounds(min_length=1)]
    points: Annotated[tuple[int, ...], Bounds(min_length=1)]
    settled_by: Literal["hormone_dependent", "targeted_therapy"] | None = None
    ask: str | None = None
    note: str | None = None
    source: Sourced
    evidence: Evidence

    def goes_together(self) -> None:
        if (len(self.points) > 1) != (self.ask is not None):
            raise ValueError(f"{self.group}: more than one value of points needs `ask`, and only that")
        if self.settled_by is not None and len(self.points) != 2:
            raise ValueError(f"{self.group}: settled_by needs the points for true and for false")


class LabRow(Row):
    """From which value on an analyte counts as abnormal or critical."""

    key: LabKey
    tier: Literal["abnormal", "critical"]
    label: str
    at_least: float | None = None
    below: float | None = None
    source: Sourced
    evidence: Evidence


class SurvivalBand(Row):
    """A band of totals: what was published of it, and what the authors did or aimed at there."""

    low: int
    high: int
    label: str
    figure: str
    strategy: str | None = None
    source: Sourced
    evidence: Evidence


class SurvivalTable(Table):
    """One published score: items, primaries, bands, from whom it was derived, and what it does not say."""

    name: str
    year: Annotated[int, Bounds(ge=1980, le=2100)]
    doi: str | None = None
    minimum: int
    maximum: int
    direction: Literal["higher is better", "higher is worse"]
    cohort: str
    limits: Annotated[tuple[str, ...], Bounds(min_length=1)]
    items: Annotated[tuple[ItemRow, ...], Bounds(min_length=1), Under("item")]
    sites: Annotated[tuple[SiteRow, ...], Bounds(min_length=1), Under("site")]
    labs: Annotated[tuple[LabRow, ...], Under("lab")] = ()
    bands: Annotated[tuple[SurvivalBand, ...], Bounds(min_length=1), Under("band")]

    def goes_together(self) -> None:
        super().goes_together()
        for key in {item.key for item in self.items if not item.options} | {row.item for row in self.sites}:
            placed = Counter(each for row in self.sites if row.item == key for each in row.histologies)
            odd = [each for each in HISTOLOGIES if placed[each] != 1]
            if odd or key not in {item.key for item in self.items}:
                raise ValueError(f"{key}: each histology stands in one row of an item; look at {', '.join(odd)}")
        covered = [total for band in self.bands for total in range(band.low, band.high + 1)]
        if sorted(covered) != list(range(self.minimum, self.maximum + 1)):
            raise ValueError(f"the bands do not cover {self.minimum} to {self.maximum} once each")


class PerformanceRow(Row):
    """One ECOG grade and the KPS that corresponds to it, in tens."""

    ecog: int
    kps: Annotated[tuple[int, ...], Bounds(min_length=1)]
    meaning: str
    source: Sourced
    evidence: Evidence


class PerformanceTable(Table):
    """The map between the two scales of performance."""

    rows: Annotated[tuple[PerformanceRow, ...], Under("row")]


class LabLimit(Row):
    """Between which values an analyte is taken as it stands, and the unit in which it may have been meant otherwise.

    A value in `other_unit` is divided by `divisor` to be one in `unit`.
    """

    key: LabKey
    label: str
    unit: str
    low: float
    high: float
    other_unit: str
    divisor: float
    source: Sourced
    evidence: Evidence


class LabTable(Table):
    """The plausible range of each analyte of the case format."""

    limits: Annotated[tuple[LabLimit, ...], Under("limit")]


class ContradictionRow(Row):
    """Recorded items that cannot all be so. `fields` are the paths in question."""

    key: str
    fields: Annotated[tuple[str, ...], Bounds(min_length=1)]
    why: str
    source: Sourced
    evidence: Evidence


class ContradictionTable(Table):
    """What contradicts what."""

    rows: Annotated[tuple[ContradictionRow, ...], Under("row")]


class TypedTool(Row):
    """A published tool that this program does not compute: its result is typed in. `why` says why not."""

    key: str
    name: str
    why: str
    source: Sourced
    evidence: Evidence


class TypedTable(Table):
    """The tools whose results are typed."""

    tools: Annotated[tuple[TypedTool, ...], Under("tool")]


@kept
def survival_table(key: ScoreKey) -> SurvivalTable:
    """One published score by its key (`prognosis_KEY.toml`)."""
    return load(f"prognosis_{key}", SurvivalTable)


@kept
def performance_table() -> PerformanceTable:
    """ECOG grades with the KPS that corresponds to each."""
    return load("performance", PerformanceTable)


@kept
def lab_table() -> LabTable:
    """The plausible range of each analyte, and the unit in which it may have been meant."""
    return load("labs", LabTable)


@kept
def contradiction_table() -> ContradictionTable:
    """Which recorded items contradict each other."""
    return load("contradictions", ContradictionTable)


@kept
def typed_table() -> TypedTable:
    """Tools whose result is typed in, each with why it is not computed."""
    return load("prognosis_typed", TypedTable)
