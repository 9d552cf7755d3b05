"""What a case is judged by: scores, histologies, the NOMS rows and the emergency clocks."""

from typing import Annotated, Final, Literal

from tumorboard.declared.marks import Bounds, Under
from tumorboard.domain.vocabulary import Escc, Histology, Level, Modality
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.knowledge.tables import Evidence, Table, kept, load

__all__ = [
    "Band",
    "Clock",
    "EsccGrade",
    "EsccTable",
    "HistologyRow",
    "HistologyTable",
    "NomsRow",
    "NomsTable",
    "NomsWord",
    "SinsItem",
    "SinsLocation",
    "SinsTable",
    "emergency_table",
    "escc_table",
    "histology_table",
    "noms_table",
    "sins_table",
]

_STEM: Final = 4
"""Letters of a word of the plan that also its abbreviation holds."""


class SinsLocation(Row):
    """A location category with its points and levels."""

    category: Literal["junctional", "mobile", "semirigid", "rigid"]
    points: int
    levels: tuple[Level, ...]
    source: Sourced


class SinsOption(Row):
    """One option of a SINS item."""

    key: str
    label: str
    points: int


class SinsItem(Row):
    """One of the five recorded SINS items, in the order of the paper."""

    key: Literal["pain", "bone_lesion", "alignment", "collapse", "posterolateral"]
    label: str
    note: str
    source: Sourced
    reliability: Sourced
    options: tuple[SinsOption, ...]


class Band(Row):
    """A band of totals and what the papers advise there."""

    key: Literal["stable", "potentially_unstable", "unstable"]
    label: str
    low: int
    high: int
    action: str
    source: Sourced


class SinsTable(Table):
    """The Spinal Instability Neoplastic Score."""

    doi: str
    rule: str
    reliability: Sourced
    locations: Annotated[tuple[SinsLocation, ...], Under("location")]
    items: Annotated[tuple[SinsItem, ...], Under("item")]
    bands: Annotated[tuple[Band, ...], Under("band")]


class EsccGrade(Row):
    """One ESCC grade and the side of the low/high line on which sources put it."""

    key: Escc
    definition: str
    pressure: Literal["low", "disputed", "high"]
    source: Sourced


class EsccTable(Table):
    """Epidural spinal cord compression."""

    doi: str
    validated: str
    below_conus: str
    grades: Annotated[tuple[EsccGrade, ...], Under("grade")]


class HistologyRow(Row):
    """One primary and what sources say of its response to radiation."""

    key: Histology
    label: str
    sensitivity: Annotated[Literal["sensitive", "resistant", "open"], Under("class")]
    beyond_source_page: bool
    evidence: Evidence
    source: Sourced
    note: str | None = None


class HistologyTable(Table):
    """Radiosensitivity by primary."""

    histologies: Annotated[tuple[HistologyRow, ...], Under("histology")]


class NomsRow(Row):
    """One row of the NOMS table; `any` means that the axis is not asked.

    `plan` is the decision as words of `NomsWord` in the row's order; `optional` are words that it allows besides.
    `short` is the decision in a narrow column; it names each of these words by its first letters.
    """

    number: int
    neurologic: Literal["low", "high"]
    oncologic: Literal["sensitive", "resistant"]
    mechanical: Literal["stable", "unstable"]
    systemic: Literal["fit", "unfit", "any"]
    decision: str
    short: Annotated[str, Bounds(max_length=27)]
    plan: Annotated[tuple[str, ...], Bounds(min_length=1)]
    optional: tuple[str, ...]
    source: Sourced

    def goes_together(self) -> None:
        for word in (*self.plan, *self.optional):
            if word[:_STEM] not in self.short.casefold():
                raise ValueError(f"short {self.short!r} does not name {word}, which the row's plan holds")


class NomsWord(Row):
    """A word of the decision column and the modalities of which any one is meant by it."""

    key: str
    label: str
    modalities: Annotated[tuple[Modality, ...], Bounds(min_length=1)]
    source: Sourced


class NomsFlag(Row):
    """What a flag says in words, and in a few of them."""

    key: str
    says: str
    short: Annotated[str, Bounds(max_length=20)]
    source: Sourced
    evidence: Evidence


class NomsGround(Row):
    """What settles an axis, or makes a pivot, in words."""

    key: Literal[
        "neurologic", "patients_myelopathy", "irradiated", "board_class", "histology", "judgment", "mechanical",
        "systemic", "pivot",
    ]  # fmt: skip
    rule: str
    source: Sourced
    evidence: Evidence


class NomsTable(Table):
    """The decision framework of the source page."""

    framework: str
    doi: str
    standing: str
    rows: Annotated[tuple[NomsRow, ...], Under("row")]
    words: Annotated[tuple[NomsWord, ...], Under("word")]
    grounds: Annotated[tuple[NomsGround, ...], Under("ground")]
    flags: Annotated[tuple[NomsFlag, ...], Under("flag")]


class Sign(Row):
    """One warning sign of cord compression."""

    key: Literal["rapidly_progressive_weakness", "unable_to_walk", "bladder_bowel_dysfunction", "bilateral_symptoms"]
    label: str
    rule: str
    source: Sourced


class Clock(Row):
    """A time limit and the event it is counted from; hours."""

    key: Literal["mri_with_signs", "mri_pain_only", "radiotherapy_not_surgical"]
    label: str
    anchor: Literal["suspicion", "decision to treat"]
    hours: Annotated[int, Bounds(ge=1, le=8760)]
    source: Sourced
    evidence: Evidence


class EmergencyTable(Table):
    """Warning signs and clocks."""

    signs: Annotated[tuple[Sign, ...], Under("sign")]
    clocks: Annotated[tuple[Clock, ...], Under("clock")]


@kept
def sins_table() -> SinsTable:
    """SINS items, points, levels and bands (Fisher 2010; Fourney 2011)."""
    return load("sins", SinsTable)


@kept
def escc_table() -> EsccTable:
    """ESCC grades with definitions and the low/high line (Bilsky 2010)."""
    return load("escc", EsccTable)


@kept
def histology_table() -> HistologyTable:
    """Radiosensitivity by primary (source page; Laufer 2013; AO Foundation)."""
    return load("histologies", HistologyTable)


@kept
def noms_table() -> NomsTable:
    """The ten NOMS rows of the source page and the words of the flags."""
    return load("noms", NomsTable)


@kept
def emergency_table() -> EmergencyTable:
    """Warning signs of the source page and the clocks of NICE NG234 and QS56."""
    return load("emergency", EmergencyTable)
