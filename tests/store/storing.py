"""Putting things into a store in tests, and running a second process on it."""

import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tumorboard.store.contract import NEW, Document, Put, Saved, TableName
from tumorboard.store.tiny import STORE_FILE, TinyStore

AT = datetime(2026, 11, 24, 8, 41, tzinfo=UTC)
REPOSITORY = Path(__file__).resolve().parents[2]


def put(
    key: str,
    started_from: int = NEW,
    *,
    table: TableName = "cases",
    undoes: int | None = None,
    **content: Any,
) -> Put:
    """A record to save."""
    return Put(table, key, content, started_from, undoes)


def save(store: TinyStore, *puts: Put, by: str = "chair", why: str | None = None) -> int:
    """Save records that nobody else has changed; the store's revision afterwards."""
    outcome = store.commit(puts, by=by, at=AT, why=why)
    assert isinstance(outcome, Saved)
    return outcome.revision


def begun(folder: Path) -> bytes:
    """A store of one saved case A, closed; the bytes of its file."""
    store = TinyStore(folder)
    save(store, put("A", note="first"))
    store.close()
    return (folder / STORE_FILE).read_bytes()


def content(document: Document | None) -> Mapping[str, Any]:
    """What a record holds beside its key; the record must be there."""
    assert document is not None
    return {name: value for name, value in document.content.items() if name != "id"}


def worker(task: str, folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """Another process that works on the store of a folder; the tasks are in `worker.py`."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.worker", task, str(folder), *arguments],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def worked(task: str, folder: Path, *arguments: str) -> str:
    """What another process printed; it must end well."""
    process = worker(task, folder, *arguments)
    printed, complaint = process.communicate(timeout=60)
    assert process.returncode == 0, complaint
    return printed


def left_in(folder: Path) -> set[str]:
    """Names of everything in the data folder, hidden files too."""
    return {each.name for each in folder.iterdir()}
