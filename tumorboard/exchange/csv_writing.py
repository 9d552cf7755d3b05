"""Records as a CSV (RFC 4180): the columns that they need in the order of the format, and no cell that runs."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from tumorboard.domain.noun import Noun
from tumorboard.exchange.csv_columns import EMPTY, rank_of

__all__ = ["written_rows"]

_GUARDED: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_Path = tuple[str | int, ...]


def written_rows(records: Sequence[Mapping[str, Any]], model: type[Noun], first: Sequence[str] = ("id",)) -> bytes:
    """JSON-ready records of a model as a CSV in UTF-8, which reads back to equal records.

    The columns `first` lead and are there even when they are empty; the others follow where a record needs them. A
    spreadsheet runs a cell that begins with `= + - @`, a tab or a return (OWASP, CSV injection); such a cell, and one
    that begins with `'`, gets one more leading `'`.
    """
    flat = [dict(_cells(record, ())) for record in records]
    leading: list[_Path] = [(name,) for name in first]
    needed = {path for cells in flat for path in cells}.difference(leading)
    paths = [*leading, *sorted(needed, key=lambda path: rank_of(path, model))]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([".".join(map(str, path)) for path in paths])
    for cells in flat:
        writer.writerow([_guarded(cells.get(path, "")) for path in paths])
    return out.getvalue().encode()


def _cells(value: Any, path: _Path) -> Iterator[tuple[_Path, str]]:
    if isinstance(value, Mapping):
        if not value and path:
            yield path, EMPTY
        for key, each in value.items():
            yield from _cells(each, (*path, key))
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _cells(each, (*path, place))
    elif value is not None:
        yield path, str(value).lower() if isinstance(value, bool) else str(value)


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_GUARDED) else cell
