"""The medicine that a clinician may want to change, as reviewed tables. A row without a source does not load.

Each function reads one file of `data/knowledge`, validates it once and keeps it. What only a sitting of the board goes
by is in `tumorboard.knowledge.sitting`, why its members part in `tumorboard.knowledge.disagreement`, and what the lists
of criteria go by in `tumorboard.knowledge.criteria`, so that judging a case loads none of them.
"""

from tumorboard.knowledge.medicine import (
    Band,
    Clock,
    EsccGrade,
    EsccTable,
    HistologyRow,
    HistologyTable,
    NomsRow,
    NomsTable,
    NomsWord,
    SinsItem,
    SinsLocation,
    SinsTable,
    emergency_table,
    escc_table,
    histology_table,
    noms_table,
    sins_table,
)
from tumorboard.knowledge.tables import KnowledgeError

__all__ = [
    "Band",
    "Clock",
    "EsccGrade",
    "EsccTable",
    "HistologyRow",
    "HistologyTable",
    "KnowledgeError",
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
