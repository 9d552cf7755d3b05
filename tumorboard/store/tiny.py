"""The store on TinyDB: every record a document in a named table, with its revision, and the change log beside it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from tinydb import TinyDB
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from tumorboard.store.contract import NEW, Change, Conflict, Document, Put, Saved, TableName
from tumorboard.store.edits import between
from tumorboard.store.files import private_folder
from tumorboard.store.shape import CHANGES, KEY, META, REVISION, SCHEMA
from tumorboard.store.snapshot import SnapshotStorage

__all__ = ["STORE_FILE", "TinyStore"]

STORE_FILE: Final = "board.json"


class KeyedTable(Table):
    """A TinyDB table whose documents are also known by a key of their own; its cache is off, for others write too."""

    default_query_cache_capacity = 0

    def by_key(self) -> dict[str, TinyDocument]:
        """Every document by its key, in the order of their document ids."""
        return {document[KEY]: document for document in self}

    def put(self, documents: Iterable[Mapping[str, Any]]) -> None:
        """Insert or replace documents by their keys. Within a transaction."""

        def updater(rows: dict[int, Mapping[str, Any]]) -> None:
            places = {row[KEY]: place for place, row in rows.items()}
            free = max(rows, default=0) + 1
            for document in documents:
                place = places.setdefault(document[KEY], free)
                free += place == free
                rows[place] = document

        self._update_table(updater)

    def append(self, documents: Iterable[Mapping[str, Any]]) -> None:
        """Add documents at the end. Within a transaction."""

        def updater(rows: dict[int, Mapping[str, Any]]) -> None:
            for place, document in enumerate(documents, start=max(rows, default=0) + 1):
                rows[place] = document

        self._update_table(updater)

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        """Hold the storage's lock over the read and the write, which TinyDB itself does not."""
        with self.storage.transaction():  # type: ignore[attr-defined]
            super()._update_table(updater)


class KeyedDB(TinyDB):
    """A TinyDB of keyed tables."""

    table_class = KeyedTable


class TinyStore:
    """`Store` in one folder: `board.json`, a plain TinyDB file, and its lock."""

    def __init__(self, folder: Path) -> None:
        """Open or begin the store of a folder. Raises StoreError."""
        private_folder(folder)
        self._path = folder / STORE_FILE
        self._db = KeyedDB(self._path, storage=SnapshotStorage)

    def revision(self) -> int:
        """The store's revision, 0 for a new one."""
        return int(self._meta().get("revision", 0))

    def get(self, table: TableName, key: str) -> Document | None:
        """One record, or None."""
        found = self._table(table).get(lambda document: document[KEY] == key)
        return _document(found) if isinstance(found, TinyDocument) else None

    def all(self, table: TableName) -> Sequence[Document]:
        """Every record of a table in the order in which they were first saved."""
        return [_document(row) for row in self._table(table)]

    def commit(
        self, puts: Sequence[Put], *, by: str, at: datetime, why: str | None, read_at: int | None = None
    ) -> Saved | Conflict:
        """Save all records with their changes in one replacement of the file, or none of them."""
        with self._storage().transaction():
            standing = {table: self._table(table).by_key() for table in {put.table for put in puts}}
            for put in puts:
                found = standing[put.table].get(put.key)
                moved = read_at is not None and self.revision() != read_at
                if moved or (found[REVISION] if found else NEW) != put.started_from:
                    return Conflict(put, _document(found) if found else None)
            revision = self.revision() + 1
            self._save(puts, revision)
            entries = [_change(put, standing[put.table].get(put.key), revision, by, at, why) for put in puts]
            self._table(CHANGES).append(entries)
            self._table(META).put([{KEY: "store", "schema": SCHEMA, "revision": revision}])
        return Saved(revision)

    def changes(self) -> Sequence[Change]:
        """The change log, oldest first."""
        return [_read_change(entry) for entry in self._table(CHANGES)]

    def as_it_was(self, table: TableName, key: str, revision: int) -> Document | None:
        """A record as it stood when the store had that revision."""
        then = [
            entry
            for entry in self._table(CHANGES)
            if (entry["table"], entry[KEY]) == (table, key) and entry["revision"] <= revision
        ]
        return Document(key, then[-1]["revision"], then[-1]["after"]) if then else None

    def close(self) -> None:
        """Let go of the files."""
        self._db.close()

    def _save(self, puts: Sequence[Put], revision: int) -> None:
        for table in {put.table for put in puts}:
            rows = [{**put.content, KEY: put.key, REVISION: revision} for put in puts if put.table == table]
            self._table(table).put(rows)

    def _table(self, name: str) -> KeyedTable:
        table = self._db.table(name)
        assert isinstance(table, KeyedTable)  # noqa: S101 - tells the type that `table_class` above has set
        return table

    def _storage(self) -> SnapshotStorage:
        storage = self._db.storage
        assert isinstance(storage, SnapshotStorage)  # noqa: S101 - the same for the storage
        return storage

    def _meta(self) -> Mapping[str, Any]:
        return self._table(META).by_key().get("store", {})


def _document(row: TinyDocument) -> Document:
    content = {name: value for name, value in row.items() if name != REVISION}
    return Document(row[KEY], row[REVISION], content)


def _content(row: TinyDocument | None) -> Mapping[str, Any] | None:
    return None if row is None else _document(row).content


def _read_change(entry: TinyDocument) -> Change:
    edits = tuple(between(entry["before"], entry["after"])) if entry["before"] else ()
    return Change(
        number=entry.doc_id,
        at=entry["at"],
        by=entry["by"],
        table=entry["table"],
        key=entry[KEY],
        revision=entry["revision"],
        is_first=not entry["before"],
        edits=edits,
        why=entry["why"],
        undoes=entry["undoes"],
    )


def _change(
    put: Put, found: TinyDocument | None, revision: int, by: str, at: datetime, why: str | None
) -> Mapping[str, Any]:
    return {
        "at": at.isoformat(),
        "by": by,
        "table": put.table,
        KEY: put.key,
        "revision": revision,
        "before": _content(found),
        "after": {**put.content, KEY: put.key},
        "why": why,
        "undoes": put.undoes,
    }
