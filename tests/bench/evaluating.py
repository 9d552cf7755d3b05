"""`evaluate` of a long file against pydantic alone, and its memory."""

from collections.abc import Iterator
from statistics import median
from typing import Final

from tests.bench.place import Argv, Place
from tests.bench.processes import interleaved, peak_memory
from tests.bench.table import Row, count_row, megabytes, milliseconds, plain, ratio_row

__all__ = ["measured"]

_CASES: Final = 10_000
_MORE_CASES: Final = 40_000
_AT_MOST: Final = 8
_CASES_A_SECOND: Final = 5_000
_BYTES_A_CASE: Final = 400
"""What a further case may cost in memory: its id and line in a dict, and the dict's own growth."""


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """Processor and wall time, cases a second, and memory."""
    file = str(place.cases(_CASES))
    costs = interleaved(place, {"ours": _evaluate(place, _CASES), "floor": place.floor("floor_validate", file)}, rounds)
    ours, floor = costs["ours"], costs["floor"]
    what = f"evaluate {_CASES:,} cases"
    yield ratio_row(f"{what}, cpu", [c.cpu for c in ours], [c.cpu for c in floor], milliseconds, _AT_MOST)
    yield ratio_row(f"{what}, wall", [c.wall for c in ours], [c.wall for c in floor], milliseconds, _AT_MOST)
    a_second = [_CASES / median(c.cpu for c in costs) for costs in (ours, floor)]
    yield count_row(
        f"{what}, per second of cpu", a_second[0], plain("cases"), at_least=_CASES_A_SECOND, floor=a_second[1]
    )
    few, many = (peak_memory(place, _evaluate(place, count)) for count in (_CASES, _MORE_CASES))
    yield ratio_row(f"peak memory, {_MORE_CASES:,} : {_CASES:,} cases", [many], [few], megabytes)
    growth = max(0, many - few) / (_MORE_CASES - _CASES)
    yield count_row("memory of a further case", growth, plain("B"), at_most=_BYTES_A_CASE)


def _evaluate(place: Place, count: int) -> Argv:
    return place.tumorboard("evaluate", str(place.cases(count)), "--json")
