"""Commands that are over at once, against an interpreter that imports pydantic and one that imports nothing."""

from collections.abc import Iterator
from typing import Final

from tests.bench.place import Place
from tests.bench.processes import interleaved
from tests.bench.table import Row, milliseconds, ratio_row

__all__ = ["measured"]

_EVALUATE_AT_MOST: Final = 4
_VERSION_AT_MOST: Final = 1.5
_RUNS_A_ROUND: Final = 4


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """`--version`, and `evaluate` of one case."""
    commands = {
        "pydantic": place.python("-c", "from pydantic import BaseModel"),
        "--version": place.tumorboard("--version"),
        "evaluate 1 case": place.tumorboard("evaluate", str(place.cases(1)), "--json"),
        "nothing": place.python("-c", "pass"),
    }
    costs = interleaved(place, commands, rounds * _RUNS_A_ROUND)
    compared = (
        ("evaluate 1 case", "pydantic", _EVALUATE_AT_MOST),
        ("--version", "nothing", _VERSION_AT_MOST),
    )
    for ours, floor, at_most in compared:
        what = f"{ours} : import {floor}"
        walls = [cost.wall for cost in costs[ours]], [cost.wall for cost in costs[floor]]
        cpus = [cost.cpu for cost in costs[ours]], [cost.cpu for cost in costs[floor]]
        yield ratio_row(f"{what}, wall", *walls, milliseconds, at_most)
        yield ratio_row(f"{what}, cpu", *cpus, milliseconds, at_most)
