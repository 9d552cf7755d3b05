"""The store on TinyDB: every record a document in a named table, with its revision, and the change log beside it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from tinydb import TinyDB
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from tumorboard.store import log
from tumorboard.store.backup import BACKUPS, back_up, is_due, prune
from tumorboard.store.contract import NEW, Change, Conflict, Document, Put, Saved, StoreError, TableName
from tumorboard.store.files import stat_of
from tumorboard.store.founding import journal_of
from tumorboard.store.journal import JournalStorage
from tumorboard.store.memory import Memory
from tumorboard.store.rights import PRIVATE, made_folder, refuse_network, rights_of
from tumorboard.store.shape import CHANGES, KEY, REVISION

__all__ = ["STORE_FILE", "TinyStore"]

STORE_FILE: Final = "board.json"


class FreshTable(Table):
    """A TinyDB table whose query cache is off, for others write too."""

    default_query_cache_capacity = 0


class BoardDB(TinyDB):
    """A TinyDB on the journal."""

    table_class = FreshTable


class TinyStore:
    """`Store` in one folder: `board.json`, a plain TinyDB file, its journal and its lock."""

    def __init__(self, folder: Path, *, network_folder: bool = False) -> None:
        """Open or begin the store of a folder. Raises StoreError.

        `network_folder` says that the site has settled for a network file system at its own risk.
        """
        made_folder(folder)
        if not network_folder:
            refuse_network(folder)
        self._path = folder / STORE_FILE
        self._db = BoardDB(self._path, rights_of(folder), storage=JournalStorage)
        self._keep_short()

    def revision(self) -> int:
        """The store's revision, 0 for a new one."""
        return self._memory().revision

    def get(self, table: TableName, key: str) -> Document | None:
        """One record, or None."""
        place = self._memory().places(table).get(key)
        row = None if place is None else self._db.table(table).get(doc_id=int(place))
        return log.document(row) if isinstance(row, TinyDocument) else None

    def all(self, table: TableName) -> Sequence[Document]:
        """Every record of a table in the order in which they were first saved."""
        return [log.document(row) for row in self._db.table(table)]

    def commit(
        self, puts: Sequence[Put], *, by: str, at: datetime, why: str | None, read_at: int | None = None
    ) -> Saved | Conflict:
        """Save all records with their changes in one line of the journal, or none of them."""
        with self._storage().transaction(by, at.isoformat()) as transaction:
            memory = transaction.memory
            for put in puts:
                found = memory.document(put.table, put.key)
                moved = read_at is not None and memory.revision != read_at
                if moved or (found[REVISION] if found else NEW) != put.started_from:
                    return Conflict(put, log.document(found) if found else None)
            revision, seal = memory.revision + 1, log.head(memory)
            for put in puts:
                entry = log.entry(put, memory.document(put.table, put.key), revision, seal, by, at, why)
                transaction.put(put.table, put.key, {**put.content, KEY: put.key, REVISION: revision})
                transaction.append(CHANGES, entry)
                seal = entry["seal"]
        return Saved(revision)

    def changes(self) -> Sequence[Change]:
        """The change log, oldest first."""
        return [log.change(number, entry) for number, entry in self._memory().entries()]

    def as_it_was(self, table: TableName, key: str, revision: int) -> Document | None:
        """A record as it stood when the store had that revision."""
        return log.as_it_was(self._memory(), table, key, revision)

    def seal(self) -> str:
        """The seal of the change log's last entry, which stands for the whole log; empty before the first."""
        return log.head(self._memory())

    def faults(self) -> Sequence[str]:
        """What does not verify in the change log or is not accounted for by it, the first bad entry first."""
        return [str(fault) for fault in log.faults(self._memory())]

    def size(self) -> int:
        """Bytes on disk of what stands, backups and finished journals not counted."""
        return sum(stat[1] for path in (self._path, journal_of(self._path)) if (stat := stat_of(path)))

    def back_up(self, folder: Path | None, at: datetime) -> Path:
        """Write everything into one file of a folder, else of the store's own; the file. Raises StoreError."""
        own = self._path.with_name(BACKUPS)
        memory = self._memory()
        path = back_up(memory, folder or own, at, PRIVATE if folder else rights_of(self._path.parent))
        if fault := next(log.faults(memory), None):
            raise StoreError(f"{path}: written, and its change log does not verify: {fault}")
        return path

    def tend(self, at: datetime) -> None:
        """Once a day: write `board.json` anew, back it up, and let old backups go. Raises StoreError."""
        own = self._path.with_name(BACKUPS)
        if self.revision() and is_due(own, at):
            self.compact()
            self.back_up(None, at)
            prune(own)

    def close(self) -> None:
        """Let go of the files. Nothing needs saving."""
        self._keep_short()
        self._db.close()

    def compact(self) -> bool:
        """Write `board.json` anew with all that was committed; whether there was anything to. Raises StoreError."""
        return self._storage().compact(always=True)

    def _keep_short(self) -> None:
        """Compact a long journal when nobody is busy; a fault of it is no fault of what brought us here."""
        try:
            self._storage().compact()
        except StoreError:
            return

    def _memory(self) -> Memory:
        return self._storage().memory

    def _storage(self) -> JournalStorage:
        storage = self._db.storage
        assert isinstance(storage, JournalStorage)  # noqa: S101 - tells the type that was handed to TinyDB above
        return storage
