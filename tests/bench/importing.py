"""Import of a CSV beside parsing and validating its rows as plainly as can be, and one durable commit of them."""

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from tests.bench.made_cases import made_case
from tests.bench.place import Place
from tests.bench.table import Row, milliseconds, ratio_row
from tumorboard.board.before.arrivals import read_file
from tumorboard.board.board import Board, open_board
from tumorboard.config import Settings
from tumorboard.domain.case import Case
from tumorboard.exchange.csv_writing import written_rows
from tumorboard.store.contract import NEW, Put
from tumorboard.store.tiny import TinyStore

__all__ = ["measured"]

_CASES: Final = 1_000
_AT_MOST: Final = 2
_FLAGS: Final = {"true": True, "false": False}
_TEXT: Final = frozenset({"mrn", "escc", "on", "diagnosed", "birth_date", "contact", "id"})
"""Keys whose cells stay text although they may look like a number."""


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """Reading, comparing and committing; the meeting is planned before."""
    file = place.folder / "thousand.csv"
    cases = [Case.model_validate(made_case(number)) for number in range(_CASES)]
    file.write_bytes(written_rows([case.record() for case in cases], Case))
    ours, floor = [], []
    for number in range(rounds):
        floor.append(_plain(file, place.folder / f"plain-{number}"))
        ours.append(_imported(file, place.folder / f"import-{number}"))
    yield ratio_row(
        f"import of {_CASES:,} CSV cases : parse, validate, one commit", ours, floor, milliseconds, _AT_MOST
    )


def _imported(file: Path, folder: Path) -> float:
    board: Board = open_board(folder, "bench", None, Settings(), _now)
    meeting = board.meetings.plan("Bench", _now()).id
    began = perf_counter()
    arrivals = read_file(str(file))
    board.intake.admit(arrivals.good, meeting)
    took = perf_counter() - began
    board.close()
    if len(arrivals.good) != _CASES:
        raise SystemExit(f"only {len(arrivals.good)} cases were read: {arrivals.problems[0]}")
    return took


def _plain(file: Path, folder: Path) -> float:
    """The steps to each cell are taken apart once for the whole file, and the store has no meeting to mind."""
    store = TinyStore(folder)
    began = perf_counter()
    with file.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        columns = [name.split(".") for name in next(rows)]
        cases = [Case.model_validate(_nested(columns, row)) for row in rows]
    puts = [Put("cases", case.id, case.record(), NEW) for case in cases]
    store.commit(puts, by="bench", at=_now(), why=None)
    took = perf_counter() - began
    store.close()
    return took


def _nested(columns: Sequence[Sequence[str]], row: Sequence[str]) -> Any:
    whole: dict[str, Any] = {}
    for (*steps, last), cell in zip(columns, row, strict=True):
        if cell:
            inner = whole
            for step in steps:
                inner = inner.setdefault(step, {})
            inner[last] = _FLAGS.get(cell, cell if last in _TEXT else _number(cell))
    return {key: _listed(each) for key, each in whole.items()}


def _number(cell: str) -> Any:
    if not (cell[0].isdecimal() and cell.replace(".", "", 1).isdecimal()):
        return cell
    return float(cell) if "." in cell else int(cell)


def _listed(value: Any) -> Any:
    """A group whose keys are places as a list; so are the groups within its elements."""
    if not isinstance(value, dict):
        return value
    within = {key: _listed(each) for key, each in value.items()}
    return list(within.values()) if "0" in within else within


def _now() -> datetime:
    return datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
