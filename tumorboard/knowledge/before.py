"""What the board needs of a case before it is heard."""

from typing import Annotated, Literal

from tumorboard.declared.marks import Bounds, Under
from tumorboard.knowledge.rows import Row, Sourced
from tumorboard.knowledge.tables import Evidence, Table, kept, load

__all__ = ["ReadinessRow", "ReadinessTable", "Weight", "readiness_table"]

Weight = Literal["blocking", "warning"]


class ReadinessRow(Row):
    """One line of the minimum data set; `days` is its age allowed at the meeting, `closes` who usually knows.

    `short` is the label in a narrow column, none where the label is short itself.
    `refused` are words that make what is recorded no answer, such as a ward's mailbox for a direct contact.
    """

    key: str
    label: str
    short: str | None = None
    weight: Weight
    days: Annotated[int, Bounds(ge=1, le=3650)] | None = None
    refused: tuple[str, ...] = ()
    closes: str
    source: Sourced
    evidence: Evidence


class ReadinessTable(Table):
    """The minimum data set."""

    rows: Annotated[tuple[ReadinessRow, ...], Under("row")]


@kept
def readiness_table() -> ReadinessTable:
    """What blocks a case, what warns, and how old it may be."""
    return load("readiness", ReadinessTable)
