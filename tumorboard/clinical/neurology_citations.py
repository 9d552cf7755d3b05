"""What stands behind the neurological status: each scale, the duration, what the source page says, and the figures."""

from collections.abc import Iterator
from datetime import datetime

from tumorboard.clinical.citation import Citation
from tumorboard.clinical.neurological_status import duration, outcomes, scales, statements
from tumorboard.domain.case import Neurology
from tumorboard.knowledge.neurology import neurology_table

__all__ = ["neurology_citations"]


def neurology_citations(state: Neurology, now: datetime) -> tuple[Citation, ...]:
    """Everything that the neurological status shows at a time, in its order."""
    lost = duration(state, now)
    return (*_scales(state), *_duration(state, now), *_statements(state, now), *(
        Citation(row.says, "a published figure of a group, no forecast for one patient", row.source, row.evidence)
        for row in outcomes(lost)
    ))  # fmt: skip


def _scales(state: Neurology) -> Iterator[Citation]:
    for each in scales(state):
        said = f"{each.grade}: {each.meaning}" if each.grade else "not recorded"
        row = each.row
        yield Citation(f"{row.label} {each.grade or '?'}", row.says, row.source, row.evidence, (said,))


def _duration(state: Neurology, now: datetime) -> Iterator[Citation]:
    lost = duration(state, now)
    computed = (lost.says, *([lost.contradiction] * bool(lost.contradiction)))
    row = next((each for each in neurology_table().bins if each.key == lost.bin), None)
    if row is None:
        table = neurology_table()
        rule = "no bin for who walks, none without hours; unknown is never nought"
        subject = "walks" if lost.walks else "not walking: unknown"
        yield Citation(subject, rule, table.source, table.evidence, computed)
    else:
        yield Citation(f"not walking: {lost.bin}", row.says, row.source, row.evidence, computed)


def _statements(state: Neurology, now: datetime) -> Iterator[Citation]:
    lost = duration(state, now)
    for each in statements(state, lost):
        row, mark = each.row, "holds" if each.holds else "open"
        computed = tuple(said for said in (lost.says, each.says) if said)
        yield Citation(f"source page, {row.key}: {mark}", row.says, row.source, row.evidence, computed)
