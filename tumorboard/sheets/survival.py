"""The survival scores of a case as lines of plain text: total or range, what was published of it, what it lacks."""

from collections.abc import Iterator
from textwrap import wrap

from tumorboard.clinical.prognosis import Score, prognosis
from tumorboard.domain.case import Case

__all__ = ["survival_lines"]

_WIDTH = 100


def survival_lines(case: Case) -> Iterator[str]:
    """A heading, then each score."""
    yield "  Survival scores (group estimates: they decide nothing)"
    for score in prognosis(case).scores:
        yield from _score(score)


def _score(score: Score) -> Iterator[str]:
    yield f"    {score.name} {score.year}: {score.text} of {score.maximum}, {score.direction} [{score.evidence}]"
    figures = [score.not_defined, *(f"{band.label}: {band.figure}" for band in score.bands)]
    yield from _indented("; ".join(filter(None, figures)))
    if score.open_items:
        yield from _indented("open: " + "; ".join(f"{item.label} ({item.asks})" for item in score.open_items))


def _indented(words: str) -> Iterator[str]:
    yield from wrap(words, _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8)
