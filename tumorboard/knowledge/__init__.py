"""The medicine that a clinician may want to change, as reviewed tables. A row without a source does not load.

Each function reads one file of `data/knowledge`, validates it once and keeps it. What only a sitting of the board goes
by is in `tumorboard.knowledge.sitting`, so that judging a case does not load it.
"""

from tumorboard.knowledge.criteria import CriteriaList, CriterionRow, criteria_table
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
    "CriteriaList",
    "CriterionRow",
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
    "criteria_table",
    "emergency_table",
    "escc_table",
    "histology_table",
    "noms_table",
    "sins_table",
]
