"""Stores of many cases of 4 kB: ours, plain TinyDB's and sqlite's, with the same contents."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from tests.bench.made_cases import made_case
from tumorboard.store.contract import NEW, Put, Saved
from tumorboard.store.tiny import STORE_FILE, TinyStore

__all__ = ["AT", "case_of_4_kb", "key_of", "made_rows", "made_store", "made_tinydb"]

AT: Final = datetime(2026, 11, 24, 8, 41, tzinfo=UTC)
_SIZE: Final = 4_000
_A_COMMIT: Final = 1_000
_WORDS: Final = "lesion of the vertebral body, epidural, without instability; reviewed by the board; "


def key_of(number: int) -> str:
    """The key of the case of a number."""
    return str(made_case(number)["id"])


def case_of_4_kb(number: int, turn: int = 0) -> dict[str, Any]:
    """A made case with a report that fills it up; `turn` makes another version of it."""
    case = made_case(number)
    missing = _SIZE - len(json.dumps(case, ensure_ascii=False).encode())
    report = f"Version {turn}: {_WORDS * 80}"[:missing]
    return {**case, "report": report}


def made_store(folder: Path, count: int) -> Path:
    """A store of so many cases, saved through the protocol in big commits and compacted; its file."""
    store = TinyStore(folder)
    for first in range(0, count, _A_COMMIT):
        numbers = range(first, min(count, first + _A_COMMIT))
        puts = [Put("cases", key_of(number), case_of_4_kb(number), NEW) for number in numbers]
        assert isinstance(store.commit(puts, by="bench", at=AT, why=None), Saved)
    store.compact()
    store.close()
    return folder / STORE_FILE


def made_tinydb(path: Path, count: int) -> None:
    """The same cases in a file as plain TinyDB writes it."""
    cases = {str(number + 1): case_of_4_kb(number) for number in range(count)}
    path.write_text(json.dumps({"cases": cases}), encoding="utf-8")


def made_rows(path: Path, count: int) -> None:
    """The same cases in sqlite: WAL, one column of JSON."""
    rows = sqlite3.connect(path, isolation_level=None)
    rows.execute("PRAGMA journal_mode=WAL")
    rows.execute("CREATE TABLE cases (number INTEGER PRIMARY KEY, content TEXT NOT NULL)")
    rows.execute("BEGIN")
    rows.executemany("INSERT INTO cases VALUES (?, ?)", ((at, json.dumps(case_of_4_kb(at))) for at in range(count)))
    rows.execute("COMMIT")
    rows.close()
