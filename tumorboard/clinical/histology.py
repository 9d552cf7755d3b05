"""What the primary tumour says of the response to radiation. A histology that no source lists stays open."""

from tumorboard.domain.vocabulary import Histology
from tumorboard.knowledge import HistologyRow, histology_table
from tumorboard.knowledge.tables import kept

__all__ = ["label", "row"]


@kept
def _rows() -> dict[Histology, HistologyRow]:
    return {row.key: row for row in histology_table().histologies}


def row(histology: Histology) -> HistologyRow:
    """The table's row: class, source, evidence mark."""
    return _rows()[histology]


def label(histology: Histology | None) -> str:
    """The histology in the words of the clinic, or `primary ?`."""
    return "primary ?" if histology is None else _rows()[histology].label
