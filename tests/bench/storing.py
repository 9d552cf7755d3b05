"""The store beside an append and flush, sqlite and plain TinyDB: commits, opening, memory, others' commits."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.made_stores import key_of, made_rows, made_store, made_tinydb
from tests.bench.place import Place
from tests.bench.store_work import (
    fresh_process,
    in_fresh_process,
    look,
    memory_of_opening,
    memory_of_parsing,
    open_store,
    save,
    seconds_of_commits,
    seconds_of_looking,
    seconds_of_opening,
    seconds_of_parsing,
)
from tests.bench.table import Row, count_row, megabytes, plain, ratio_row

__all__ = ["measured"]

_FEW, _SOME, _MANY = 1_000, 5_000, 20_000
_FLUSHES_AT_MOST: Final = 2
_BESIDE_FLUSHES: Final = 0.0005
_SQLITE_AT_MOST: Final = 6
_TINYDB_AT_LEAST: Final = 200
_PARSING_AT_MOST: Final = 2
_FILES_AT_MOST: Final = 5
_GROWTH_AT_MOST: Final = 2
_PERCENT_AT_MOST: Final = 0.5
_TINYDB_ROUNDS: Final = 3
_LOOKS_A_ROUND: Final = 20


def measured(place: Place, rounds: int) -> Iterator[Row]:
    """Everything at 1,000, 5,000 and 20,000 cases, as far as there is a target for it."""
    stores = {count: _made(place.folder / f"stores-{count}", count) for count in (_FEW, _SOME, _MANY)}
    for count in (_SOME, _MANY):
        yield from _opened(stores[count], count, rounds)
    yield from _seen(stores, rounds)
    for count, file in stores.items():
        yield from _committed(file.parent.parent, count, rounds)


def _made(folder: Path, count: int) -> Path:
    folder.mkdir()
    made_tinydb(folder / "tinydb.json", count)
    made_rows(folder / "sqlite", count)
    return in_fresh_process(made_store, folder / "ours", count)


def _committed(folder: Path, count: int, rounds: int) -> Iterator[Row]:
    """A durable commit of one case, by each way in turn."""
    times = in_fresh_process(seconds_of_commits, folder, count, rounds, min(rounds, _TINYDB_ROUNDS))
    ours, floor, sqlite = ([each[name] for each in times] for name in ("ours", "floor", "sqlite"))
    what = f"commit of 4 kB at {count:,} cases"
    yield ratio_row(f"{what} : append and flush", ours, floor, _fine)
    if count == _SOME:
        at_most = _FLUSHES_AT_MOST * median(floor) + _BESIDE_FLUSHES
        yield count_row(f"{what}, against 2 flushes + 0.5 ms", median(ours), _fine, at_most)
    yield ratio_row(f"{what} : sqlite", ours, sqlite, _fine, _SQLITE_AT_MOST if count == _MANY else None)
    yield _times_slower(what, times, _TINYDB_AT_LEAST if count == _MANY else None)


def _times_slower(what: str, times: Sequence[dict[str, float]], at_least: float | None) -> Row:
    """How many times as long plain TinyDB takes."""
    pairs = [(each["ours"], each["tinydb"]) for each in times if "tinydb" in each]
    ratios = [theirs / mine for mine, theirs in pairs]
    return Row(
        f"{what}: plain TinyDB is slower",
        _fine(median(mine for mine, _ in pairs)),
        _fine(median(theirs for _, theirs in pairs)),
        f"{median(ratios):,.0f}×",
        f"{min(ratios):,.0f}…{max(ratios):,.0f}",
        "" if at_least is None else f"≥ {at_least:g}×",
        None if at_least is None else median(ratios) >= at_least,
    )


def _opened(file: Path, count: int, rounds: int) -> Iterator[Row]:
    """Opening to the first case, against parsing the file alone, each in a fresh process; and the memory of it."""
    key, ours, quick, slow = key_of(count // 2), [], [], []
    for _ in range(rounds):
        ours.append(in_fresh_process(seconds_of_opening, file.parent, key))
        quick.append(in_fresh_process(seconds_of_parsing, file, collecting=False))
        slow.append(in_fresh_process(seconds_of_parsing, file, collecting=True))
    what = f"open {count:,} cases to the first"
    yield ratio_row(f"{what} : orjson", ours, slow, _fine, _PARSING_AT_MOST)
    yield ratio_row(f"{what} : orjson, collector off", ours, quick, _fine)
    most, held = in_fresh_process(memory_of_opening, file.parent, key)
    what, size = f"memory of opening {count:,} cases", file.stat().st_size
    yield ratio_row(f"{what} : file", [most], [size], megabytes, _FILES_AT_MOST)
    yield ratio_row(f"{what}, once it is open : file", [held], [size], megabytes)
    yield ratio_row(f"{what} : orjson", [most], [in_fresh_process(memory_of_parsing, file)], megabytes)


def _seen(stores: dict[int, Path], rounds: int) -> Iterator[Row]:
    """What it costs to see another process's commit, in a large store and in a small one; and to look in vain."""
    costs: dict[int, list[float]] = {_FEW: [], _MANY: []}
    with ExitStack() as stack:
        pairs = {count: [stack.enter_context(fresh_process()) for _ in range(2)] for count in costs}
        for count, processes in pairs.items():
            for process in processes:
                process.submit(open_store, stores[count].parent).result()
        for turn in range(1, rounds * _LOOKS_A_ROUND + 1):
            for count, (writer, reader) in pairs.items():
                writer.submit(save, turn, turn).result()
                costs[count].append(reader.submit(look, turn, turn).result())
        idle = pairs[_MANY][1].submit(seconds_of_looking).result()
    medians = {count: [median(every[at::rounds]) for at in range(rounds)] for count, every in costs.items()}
    what = f"seeing another's commit, {_MANY:,} : {_FEW:,} cases"
    yield ratio_row(what, medians[_MANY], medians[_FEW], _fine, _GROWTH_AT_MOST)
    yield count_row("asking for the revision once a second", 100 * idle, plain("%", 4), _PERCENT_AT_MOST)


def _fine(seconds: float) -> str:
    """Seconds as milliseconds of which parts matter."""
    return f"{seconds * 1000:,.3f} ms"
