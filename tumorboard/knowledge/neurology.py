"""Neurological status: four scales, how long walking has been lost, and what is known of recovery."""

from typing import Annotated, Literal

from tumorboard.declared.marks import Bounds, Under
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.knowledge.tables import Evidence, Table, kept, load

__all__ = ["BinKey", "BinRow", "NeurologyTable", "OutcomeRow", "ScaleRow", "StatementRow", "neurology_table"]

BinKey = Literal["<24h", "24-48h", "48-72h", ">72h"]


class ScaleRow(Row):
    """One scale with its grades in words; `says` is what it needs or is not."""

    key: Literal["ambulation", "asia", "frankel", "motor"]
    label: str
    says: str
    source: Sourced
    evidence: Evidence
    grades: dict[str, str]


class BinRow(Row):
    """How long walking has been lost, from `from_hours` on; `exactly` says whether that very hour belongs to it."""

    key: BinKey
    from_hours: Annotated[float, Bounds(ge=0)]
    exactly: bool
    says: str
    source: Sourced
    evidence: Evidence


class StatementRow(Row):
    """What the source page says of some of the bins, of complete loss only where it needs that."""

    key: Literal["recent", "late"]
    bins: tuple[BinKey, ...]
    needs_complete_loss: bool
    says: str
    source: Sourced
    evidence: Evidence


class OutcomeRow(Row):
    """A published figure of recovery, of those who walk or of those who do not; of both where neither is said."""

    key: str
    walks: bool | None = None
    says: str
    source: Sourced
    evidence: Evidence


class NeurologyTable(Table):
    """What the neurological status of a case is read by. The bins stand in the order of their hours."""

    scales: Annotated[tuple[ScaleRow, ...], Under("scale")]
    bins: Annotated[tuple[BinRow, ...], Under("bin")]
    statements: Annotated[tuple[StatementRow, ...], Under("statement")]
    outcomes: Annotated[tuple[OutcomeRow, ...], Under("outcome")]


@kept
def neurology_table() -> NeurologyTable:
    """Scales, duration and recovery (source page; Patchell 2005; Frankel 1969)."""
    return load("neurology", NeurologyTable)
