"""The evidence of a sitting: the rows that stood when a decision was saved, and the reasons for which views differ."""

from collections.abc import Iterable

from tumorboard.clinical.citation import Citation
from tumorboard.clinical.cited.noms import row_citations
from tumorboard.clinical.cited.site import mark, overridden
from tumorboard.clinical.reasons import WhyParted, reason
from tumorboard.domain.decision import DecisionRecord
from tumorboard.knowledge.disagreement import disagreement_table

__all__ = ["reason_citations", "stood_citations"]


def stood_citations(record: DecisionRecord) -> tuple[Citation, ...]:
    """The rows of the NOMS table as they stood at the second a decision was saved."""
    stood = record.stood
    told = (
        f"as it stood on {record.recorded_at:%d %b %Y %H:%M}, {stood.level or 'no lesion'}",
        f"ESCC {stood.escc or 'not recorded'}",
        f"SINS {stood.sins or 'not scored'}",
        f"tables of version {record.knowledge or 'that was not recorded'}",
    )
    return row_citations(stood.rows, told)


def reason_citations(found: Iterable[WhyParted]) -> tuple[Citation, ...]:
    """The reasons of the source page that a parting proposes or that raters named."""
    table = disagreement_table()
    return tuple(
        Citation(
            f"reason {row.number}: {row.label}",
            f"{row.side_a}; or {row.side_b}. {table.standing}",
            row.source,
            mark("disagreement", f"reason.{row.key}", table.evidence),
            why.because,
            overridden("disagreement", f"reason.{row.key}"),
            table="disagreement",
        )
        for why, row in ((each, reason(each.reason)) for each in found)
    )
