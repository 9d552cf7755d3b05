"""The store on TinyDB: every record a document in a named table, with its revision, and the change log beside it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from tumorboard.store import archives, log
from tumorboard.store.backup import BACKUPS, back_up, is_due, prune
from tumorboard.store.contract import NEW, Conflict, Document, Put, Saved, Store, StoreError, TableName
from tumorboard.store.files import stat_of
from tumorboard.store.founding import journal_of
from tumorboard.store.journal import JournalStorage
from tumorboard.store.reading import BoardDB, Readable
from tumorboard.store.rights import PRIVATE, made_folder, refuse_network, rights_of
from tumorboard.store.shape import CHANGES, KEY, REVISION

__all__ = ["STORE_FILE", "TinyStore"]

STORE_FILE: Final = "board.json"


class TinyStore(Readable):
    """`Store` in one folder: `board.json`, a plain TinyDB file, its journal and its lock."""

    def __init__(self, folder: Path, *, network_folder: bool = False) -> None:
        """Open or begin the store of a folder. Raises StoreError.

        `network_folder` says that the site has settled for a network file system at its own risk.
        """
        made_folder(folder)
        if not network_folder:
            refuse_network(folder)
        self._path = folder / STORE_FILE
        super().__init__(BoardDB(self._path, rights_of(folder), storage=JournalStorage))
        self._keep_short()

    def as_it_was(self, table: TableName, key: str, revision: int) -> Document | None:
        """A record as it stood at a revision; what was archived since is looked up there."""
        then = super().as_it_was(table, key, revision)
        return then or archives.as_it_was(self._path.with_name(archives.ARCHIVES), table, key, revision)

    def archive(self, name: str, records: Sequence[tuple[TableName, str]], *, by: str, at: datetime) -> Path:
        """Move records out of the store into an archive of all that stands now; its file. Raises StoreError."""
        return archives.archive(self._storage(), name, records, by, at)

    def digest(self) -> str:
        """Empty: the store is written."""
        return ""

    def archives(self) -> Sequence[str]:
        """The archives beside the store, oldest first."""
        return [path.name for path in archives.oldest_first(self._path.with_name(archives.ARCHIVES))]

    def archived(self, name: str) -> Store:
        """One of them, which is only read. Raises StoreError."""
        from tumorboard.store.archived import Archive

        return Archive(self._path.with_name(archives.ARCHIVES) / name)

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
        super().close()

    def compact(self) -> bool:
        """Write `board.json` anew with all that was committed; whether there was anything to. Raises StoreError."""
        return self._storage().compact(always=True)

    def _keep_short(self) -> None:
        """Compact a long journal when nobody is busy; a fault of it is no fault of what brought us here."""
        try:
            self._storage().compact()
        except StoreError:
            return

    def _storage(self) -> JournalStorage:
        storage = self._db.storage
        assert isinstance(storage, JournalStorage)  # noqa: S101 - tells the type that was handed to TinyDB above
        return storage
