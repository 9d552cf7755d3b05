"""What the benchmark of the store has fresh processes do, each with nothing in memory but what it does."""

import gc
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any, Final, ParamSpec, TypeVar

import orjson
from tinydb import TinyDB

from tests.bench.made_stores import AT, case_of_4_kb, key_of
from tests.bench.processes import proc_status_bytes
from tumorboard.store.contract import Put, Saved
from tumorboard.store.tiny import TinyStore

__all__ = [
    "fresh_process", "in_fresh_process", "look", "memory_of_opening", "memory_of_parsing", "open_store", "save",
    "seconds_of_commits", "seconds_of_looking", "seconds_of_opening", "seconds_of_parsing",
]  # fmt: skip

P = ParamSpec("P")
T = TypeVar("T")
_COMMITS_A_ROUND: Final = 40
_LOOKS: Final = 20_000
_opened: list[TinyStore] = []
"""The store of this process, where a process keeps one open between two tasks."""


@contextmanager
def fresh_process() -> Iterator[ProcessPoolExecutor]:
    """An interpreter of its own, for one task after another."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        yield process


def in_fresh_process(task: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """One task in an interpreter of its own."""
    with fresh_process() as process:
        return process.submit(task, *arguments, **named).result()


def seconds_of_commits(place: Path, count: int, rounds: int, tinydb_rounds: int) -> list[dict[str, float]]:
    """A commit of one changed case of 4 kB by each way, one after the other; the median of each round.

    `place` holds the same cases in each way: `ours`, `sqlite`, `tinydb.json`; the floor appends to a file.
    """
    store, plain = TinyStore(place / "ours"), TinyDB(place / "tinydb.json")
    rows = sqlite3.connect(place / "sqlite", isolation_level=None)
    rows.execute("PRAGMA synchronous=FULL")
    floor = os.open(place / "floor", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    store.get("cases", key_of(0))
    results = []
    for number in range(rounds + 1):
        times: dict[str, list[float]] = {"ours": [], "floor": [], "sqlite": []}
        for turn in range(_COMMITS_A_ROUND):
            at = (number * 7_919 + turn * 104_729) % count
            case = case_of_4_kb(at, turn=number * _COMMITS_A_ROUND + turn + 1)
            text = orjson.dumps(case)
            times["floor"].append(_seconds(partial(_append, floor, text)))
            standing = store.get("cases", key_of(at))
            assert standing
            put = Put("cases", key_of(at), case, standing.revision)
            times["ours"].append(_seconds(partial(_saved, store, put)))
            times["sqlite"].append(_seconds(partial(_update, rows, at, case)))
        medians = {name: median(each) for name, each in times.items()}
        if number <= tinydb_rounds:
            medians["tinydb"] = _seconds(partial(plain.table("cases").update, case, doc_ids=[at + 1]))
        results.append(medians)
    return results[1:]


def seconds_of_opening(folder: Path, key: str) -> float:
    """Until the first case of a store is readable."""

    def opened() -> None:
        assert TinyStore(folder).get("cases", key)

    return _seconds(opened)


def seconds_of_parsing(path: Path, *, collecting: bool) -> float:
    """Reading and parsing the file alone with orjson, with or without Python's collector under way."""
    if not collecting:
        gc.disable()
    kept: list[Any] = []
    return _seconds(lambda: kept.append(orjson.loads(path.read_bytes())))


def memory_of_opening(folder: Path, key: str) -> tuple[int, int]:
    """By how many bytes the memory of this process grew when it opened a store: at its most, and afterwards."""
    before = _resident()
    open_store(folder)
    assert _opened[0].get("cases", key)
    return proc_status_bytes(os.getpid(), "VmHWM") - before, _resident() - before


def memory_of_parsing(path: Path) -> int:
    """The same at its most for reading and parsing the file alone with orjson."""
    before = _resident()
    parsed = orjson.loads(path.read_bytes())
    assert parsed
    return proc_status_bytes(os.getpid(), "VmHWM") - before


def open_store(folder: Path) -> None:
    """Open a store and keep it."""
    _opened.append(TinyStore(folder))
    _opened[0].revision()


def save(number: int, turn: int) -> None:
    """Save a new version of a case in the store that was opened."""
    standing = _opened[0].get("cases", key_of(number))
    assert standing
    _saved(_opened[0], Put("cases", key_of(number), case_of_4_kb(number, turn), standing.revision))


def look(number: int, turn: int) -> float:
    """The time until the version that another process has saved is read in the store that was opened."""
    found: list[str] = []

    def read() -> None:
        _opened[0].revision()
        document = _opened[0].get("cases", key_of(number))
        found.append(document.content["report"] if document else "")

    seconds = _seconds(read)
    assert found[0].startswith(f"Version {turn}:"), found
    return seconds


def seconds_of_looking() -> float:
    """The processor time of asking the store that was opened for its revision while nothing happens."""
    began = time.process_time()
    for _ in range(_LOOKS):
        _opened[0].revision()
    return (time.process_time() - began) / _LOOKS


def _resident() -> int:
    return proc_status_bytes(os.getpid(), "VmRSS")


def _saved(store: TinyStore, put: Put) -> None:
    assert isinstance(store.commit([put], by="bench", at=AT, why=None), Saved)


def _append(floor: int, text: bytes) -> None:
    os.write(floor, text)
    os.fdatasync(floor)


def _update(rows: sqlite3.Connection, at: int, case: dict[str, Any]) -> None:
    rows.execute("UPDATE cases SET content = ? WHERE number = ?", (orjson.dumps(case).decode(), at))


def _seconds(task: Callable[[], object]) -> float:
    began = time.perf_counter()
    task()
    return time.perf_counter() - began
