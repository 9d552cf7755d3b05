"""Agenda and outcome of a meeting of 60 cases, printed from start to end: as PDF, and as text beyond start-up."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from tests.bench.place import CASES_TO_PRINT, Place
from tests.bench.processes import Cost, interleaved
from tests.bench.table import Row, count_row, milliseconds

__all__ = ["measured"]

_PDF_AT_MOST: Final = 2.0
_TEXT_AT_MOST: Final = 0.2
_RUNS_A_ROUND: Final = 2


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """Start-up is `meetings`, which opens the same store and prints one line. Half of the cases are decided."""
    program, meeting = place.printing()
    printed = {f"{sheet} as {form}": [*program, sheet, meeting, "--format", form] for sheet, form in _asked()}
    costs = interleaved(place, {"meetings": [*program, "meetings"], **printed}, rounds * _RUNS_A_ROUND)
    for sheet, form in _asked():
        what = f"{sheet} of {CASES_TO_PRINT} cases as {form}"
        ours = costs[f"{sheet} as {form}"]
        if form == "pdf":
            yield count_row(what, median(each.wall for each in ours), milliseconds, _PDF_AT_MOST)
        else:
            yield _beyond(what, ours, costs["meetings"])


def _asked() -> tuple[tuple[str, str], ...]:
    return tuple((sheet, form) for sheet in ("agenda", "outcome") for form in ("pdf", "text"))


def _beyond(what: str, ours: Sequence[Cost], start_up: Sequence[Cost]) -> Row:
    """The median of what a run took more than the start-up beside it."""
    more = median(mine.wall - theirs.wall for mine, theirs in zip(ours, start_up, strict=True))
    floor = median(each.wall for each in start_up)
    return count_row(f"{what}, beyond start-up", more, milliseconds, _TEXT_AT_MOST, floor)
