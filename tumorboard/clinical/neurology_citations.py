"""What stands behind the neurological status: each scale, the duration, what the source page says, and the figures."""

from collections.abc import Iterator
from datetime import datetime

from tumorboard.clinical.citation import Citation
from tumorboard.clinical.neurological_status import duration, outcomes, scales, statements
from tumorboard.domain.case import Neurology
from tumorboard.knowledge.neurology import neurology_table

__all__ = ["neurology_citations"]

_TABLE = "neurology"
_HOURS = "neurology.non_ambulatory_hours"
_OF_A_GROUP = "a published figure of a group, no forecast for one patient"


def neurology_citations(state: Neurology, now: datetime) -> tuple[Citation, ...]:
    """Everything that the neurological status shows at a time, in its order."""
    lost = duration(state, now)
    return (*_scales(state), *_duration(state, now), *_statements(state, now), *(
        Citation(row.says, _OF_A_GROUP, row.source, row.evidence, table=_TABLE)
        for row in outcomes(state, lost)
    ))  # fmt: skip


def _scales(state: Neurology) -> Iterator[Citation]:
    for each in scales(state):
        said = f"{each.grade}: {each.meaning}" if each.grade else "not recorded"
        row = each.row
        subject, about = f"{row.label} {each.grade or '?'}", f"neurology.{row.key}"
        yield Citation(subject, row.says, row.source, row.evidence, (said,), None, about, _TABLE)


def _duration(state: Neurology, now: datetime) -> Iterator[Citation]:
    lost = duration(state, now)
    computed = (lost.says, *([lost.contradiction] * bool(lost.contradiction)))
    row = next((each for each in neurology_table().bins if each.key == lost.bin), None)
    if row is None:
        table = neurology_table()
        rule = "no bin for who walks, none without hours; unknown is never nought"
        subject = "walks" if lost.walks else "not walking: unknown"
        yield Citation(subject, rule, table.source, table.evidence, computed, None, _HOURS, _TABLE)
    else:
        subject = f"not walking: {lost.bin}"
        yield Citation(subject, row.says, row.source, row.evidence, computed, None, _HOURS, _TABLE)


def _statements(state: Neurology, now: datetime) -> Iterator[Citation]:
    lost = duration(state, now)
    for each in statements(state, lost):
        row, mark = each.row, "holds" if each.holds else "open"
        computed = tuple(said for said in (lost.says, each.says) if said)
        subject = f"source page, {row.key}: {mark}"
        yield Citation(subject, row.says, row.source, row.evidence, computed, table=_TABLE)
