"""From the bytes of a snapshot, its journal and the mark to a store in memory, or to what is wrong with them.

Nothing is repaired here. An unfinished last line, which was never acknowledged, is passed over; all else is damage.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import orjson

from tumorboard.store.contract import StoreError
from tumorboard.store.founding import journal_of
from tumorboard.store.lock import Mark
from tumorboard.store.memory import Memory
from tumorboard.store.records import Header, Record, hash_of, lines_of, read_header, read_record
from tumorboard.store.shape import RECOVERABLE, SCHEMA, Tables, fault_of, log_fault_of, newer_of, schema_of
from tumorboard.store.snapshot import read, read_when_asked
from tumorboard.store.traces import traces

__all__ = ["OlderSchema", "Opened", "commits_of", "damaged", "opened", "parsed", "vanished"]


class OlderSchema(StoreError):
    """The store, or only its journal, was written by an older version and has to be migrated before it is used."""


class Opened(NamedTuple):
    """A store in memory, its journal's first line, and how many bytes of the journal are whole."""

    memory: Memory
    header: Header | None
    good: int


def damaged(path: Path, what: str) -> StoreError:
    """The complaint of damage that is not repaired in passing."""
    return StoreError(f"{path}: {what}; nothing was changed, {RECOVERABLE}")


def vanished(path: Path) -> StoreError:
    """The complaint of a store whose files are no longer there."""
    left = traces(path.parent)
    beside = f"; {left} still hold what was of it" if left else ""
    return StoreError(
        f"{path}: the store has vanished{beside}; put it back with tumorboard restore FILE, or see: "
        "tumorboard recover --dry-run; only a folder without them begins a new one"
    )


def opened(
    path: Path, snapshot: bytes | None, journal: bytes | None, mark: Mark | None, *, migrating: bool = False
) -> Opened:
    """The store that the bytes hold; `path` is the snapshot's, for complaints. Raises StoreError.

    Raises OlderSchema for files of an older version, which are read as they are only while `migrating`.
    """
    if snapshot is None and journal is None and mark is None and not traces(path.parent):
        return Opened(Memory({}), None, 0)
    if snapshot is None:
        raise vanished(path)
    header = None if journal is None else read_header(journal[: journal.find(b"\n") + 1])
    is_as_written = header is not None and header.snapshot == hash_of(snapshot)
    tables = parsed(path, snapshot, is_as_written=is_as_written and not migrating)
    if journal is None and schema_of(tables) == SCHEMA and (fault := log_fault_of(tables)):
        raise damaged(path, fault)
    memory = Memory(tables)
    good = 0 if journal is None else _replayed(path, memory, header, journal, is_as_written=is_as_written)
    if not migrating and min(memory.schema, header.schema if header else SCHEMA) < SCHEMA:
        raise OlderSchema(f"{path}: written by an older version")
    _against(path, memory, mark)
    return Opened(memory, header, good)


def parsed(path: Path, snapshot: bytes, *, is_as_written: bool = False) -> Tables:
    """The tables of a snapshot; one that is known to be as it was written is not examined. Raises StoreError."""
    if not snapshot:
        raise damaged(path, "the file is empty, which is damage and not a new store")
    try:
        tables: Tables = read_when_asked(snapshot) if is_as_written else read(snapshot)
    except orjson.JSONDecodeError as error:
        raise damaged(path, f"damaged ({error})") from error
    if fault := newer_of(tables) if is_as_written else fault_of(tables):
        raise StoreError(f"{path}: {fault}")
    return tables


def commits_of(path: Path, content: bytes, revision: int, chain: str) -> Iterator[tuple[int, Record]]:
    """Every whole commit after a revision, with the place after it; ends before an unfinished last line.

    Raises StoreError at a line that does not verify while a later one does, and where the chain is broken.
    """
    lines = list(lines_of(content))
    for number, (after, line) in enumerate(lines):
        record = read_record(line)
        if record is None:
            if any(read_record(later) for _, later in lines[number + 1 :]):
                raise damaged(path, f"damaged after revision {revision}")
            return
        if (record.revision, record.previous) != (revision + 1, chain):
            raise damaged(path, f"the chain is broken after revision {revision}")
        revision, chain = record.revision, record.chain
        yield after, record


def _replayed(path: Path, memory: Memory, header: Header | None, journal: bytes, *, is_as_written: bool) -> int:
    """Take the journal's commits into memory; the bytes that are whole."""
    wal = journal_of(path)
    if header is None:
        raise damaged(wal, "its first line is damaged")
    _fitting(path, header, memory, is_as_written=is_as_written)
    reached, known = header.base, memory.revision
    start = good = journal.find(b"\n") + 1
    for after, record in commits_of(wal, journal[start:], header.base, header.chain):
        if record.revision > known:
            if header.schema != memory.schema:
                raise damaged(wal, f"holds revision {record.revision}, which {path.name} of a newer version lacks")
            memory.apply(record)
        elif record.revision == known and record.chain != memory.chain:
            raise damaged(path, f"its revision {known} is not the journal's")
        reached, good = record.revision, start + after
    if reached < known:
        raise damaged(wal, f"ends at revision {reached}, before {path.name} at {known}")
    return good


def _fitting(path: Path, header: Header, memory: Memory, *, is_as_written: bool) -> None:
    """Refuse a journal that does not go with its snapshot.

    One of an older version goes with it where a migration was cut short before the new journal was begun.
    """
    wal = journal_of(path)
    if header.schema > memory.schema:
        raise StoreError(f"{wal}: written by a newer version (schema {header.schema}); start that version")
    if header.store != memory.store:
        raise damaged(wal, f"belongs to another store than {path.name}")
    if header.base > memory.revision:
        raise damaged(path, f"older (revision {memory.revision}) than its journal (from revision {header.base})")
    begun_with_it = is_as_written or header.schema < memory.schema
    if header.base == memory.revision and not (begun_with_it and header.chain == memory.chain):
        raise damaged(path, "changed outside of this program")


def _against(path: Path, memory: Memory, mark: Mark | None) -> None:
    """Refuse less than was ever acknowledged."""
    if mark is None:
        return
    if mark.store != memory.store:
        raise damaged(path, "another store's file was put in its place")
    if mark.revision > memory.revision:
        raise damaged(
            path, f"commits that were acknowledged are missing: revision {mark.revision} was reached, "
            f"{memory.revision} is there",
        )  # fmt: skip
    if mark.revision == memory.revision and mark.chain != memory.chain:
        raise damaged(path, f"its revision {mark.revision} is not the one that was acknowledged")
