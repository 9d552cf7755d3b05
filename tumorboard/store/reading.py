"""Reading the records of a store through TinyDB's own tables, and its change log."""

from collections.abc import Sequence
from itertools import islice
from typing import Protocol, cast

from tinydb import TinyDB
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from tumorboard.store import log
from tumorboard.store.contract import Base, Change, Document, TableName
from tumorboard.store.memory import Memory

__all__ = ["BoardDB", "Readable"]


class FreshTable(Table):
    """A TinyDB table whose query cache is off, for others write too."""

    default_query_cache_capacity = 0


class BoardDB(TinyDB):
    """A TinyDB whose storage holds the store in memory."""

    table_class = FreshTable


class _InMemory(Protocol):
    @property
    def memory(self) -> Memory: ...


class Readable:
    """What can be asked of a store, whatever its files are."""

    def __init__(self, database: BoardDB) -> None:
        self._db = database
        self._told: list[Change] = []
        self._told_of: Memory | None = None

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

    def changes(self) -> Sequence[Change]:
        """The change log, oldest first. Only entries that are new since the last call are read. Not to be changed."""
        memory = self._memory()
        if self._told_of is not memory:
            self._told, self._told_of = [], memory
        new = islice(memory.entries(), len(self._told), None)
        self._told.extend(log.change(number, entry) for number, entry in new)
        return self._told

    def as_it_was(self, table: TableName, key: str, revision: int) -> Document | None:
        """A record as it stood when the store had that revision."""
        return log.as_it_was(self._memory(), table, key, revision)

    def seal(self) -> str:
        """The seal of the change log's last entry, which stands for the whole log; empty before the first."""
        return log.head(self._memory())

    def base(self) -> Base:
        """The archive whose log this one goes on from."""
        return log.base(self._memory())

    def faults(self) -> Sequence[str]:
        """What does not verify in the change log or is not accounted for by it, the first bad entry first."""
        return [str(fault) for fault in log.faults(self._memory())]

    def close(self) -> None:
        """Let go of the files. Nothing needs saving."""
        self._db.close()

    def _memory(self) -> Memory:
        return cast(_InMemory, self._db.storage).memory
