"""What the board asks of a store: documents with revisions, commits that are whole or absent, and honest conflicts.

Nothing here assumes files or one machine, so that another store can take TinyDB's place.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, Protocol

from tumorboard.complaint import Complaint
from tumorboard.store.edits import Edit, between

__all__ = ["NEW", "STORE", "Base", "Change", "Conflict", "Document", "Put", "Saved", "Store", "StoreError", "TableName"]

TableName = Literal["meetings", "cases", "people", "views", "decisions", "followups", "fates", "forecasts"]
STORE: Final = "store"
"""What a change of the store itself names in place of a table, such as that a backup was restored."""
NEW: Final = 0
"""The revision that a document has before it was first saved."""


class StoreError(Complaint):
    """The store cannot be read or written; the message says what happened, that nothing was saved, and what to do."""


class Document(NamedTuple):
    """A stored record: its key, the revision at which it stands, and its content. The content is not to be changed."""

    key: str
    revision: int
    content: Mapping[str, Any]


class Put(NamedTuple):
    """One record to save, and the revision from which it started (`NEW` for a record that must not exist yet).

    `undoes` names the revision of the change that this one takes back.
    """

    table: TableName
    key: str
    content: Mapping[str, Any]
    started_from: int
    undoes: int | None = None


class Change(NamedTuple):
    """One entry of the change log: what a commit did to one record.

    `revision` is the store's after the commit. `edits` is empty for the first content of a record, which `is_first`
    says. `undoes` is the revision of the change that this one takes back.
    """

    number: int
    at: str
    by: str
    table: str
    key: str
    revision: int
    is_first: bool
    edits: tuple[Edit, ...]
    why: str | None
    undoes: int | None


class Base(NamedTuple):
    """What a change log goes on from: the last seal of an archive, the hash of its file, and how that was said.

    All are empty where nothing was archived; the hash also where an older version archived it.
    """

    seal: str
    digest: str
    said: str


class Saved(NamedTuple):
    """The commit is on disk. `revision` is the store's; every record of the commit carries it."""

    revision: int


class Conflict(NamedTuple):
    """Nothing was saved: somebody else saved `theirs` since `mine` was begun. None is a record that is gone."""

    mine: Put
    theirs: Document | None

    @property
    def differing(self) -> tuple[Edit, ...]:
        """The fields that differ: from theirs to mine."""
        theirs = dict(self.theirs.content) if self.theirs else {}
        theirs.pop("id", None)
        return tuple(between(theirs, {name: value for name, value in self.mine.content.items() if name != "id"}))


class Store(Protocol):
    """A place for records. Every method raises StoreError when the place cannot be used."""

    def revision(self) -> int:
        """The store's revision: it grows by one with each commit of anybody. Cheap."""

    def get(self, table: TableName, key: str) -> Document | None:
        """One record, or None."""

    def all(self, table: TableName) -> Sequence[Document]:
        """Every record of a table in the order in which they were first saved."""

    def commit(
        self, puts: Sequence[Put], *, by: str, at: datetime, why: str | None, read_at: int | None = None
    ) -> Saved | Conflict:
        """Save all records and their entries in the change log in one step, durably, or none of them.

        `read_at` is the store's revision when what decided this commit was read, where that is more than the records
        themselves: whatever was committed since is a Conflict.
        """

    def changes(self) -> Sequence[Change]:
        """The change log, oldest first."""

    def as_it_was(self, table: TableName, key: str, revision: int) -> Document | None:
        """A record as it stood when the store had that revision; None when there was none yet."""

    def seal(self) -> str:
        """What stands for the whole change log: written down elsewhere, it shows whether the log was rewritten."""

    def base(self) -> "Base":
        """The archive whose change log this one goes on from."""

    def digest(self) -> str:
        """The hash of an archive's file; empty for a store that is written."""

    def faults(self) -> Sequence[str]:
        """What does not verify in the change log, the first bad entry first; empty for a whole one."""

    def size(self) -> int:
        """Bytes that the records take."""

    def back_up(self, folder: Path | None, at: datetime) -> Path:
        """Write everything into one file of a folder, else of the store's own, while others save; the file."""

    def archive(self, name: str, records: Sequence[tuple[TableName, str]], *, by: str, at: datetime) -> Path:
        """Move records out of the store into an archive of all that stands now, which is only read; its file."""

    def archives(self) -> Sequence[str]:
        """The names of the archives that were made, oldest first."""

    def archived(self, name: str) -> "Store":
        """One of them, which is only read."""

    def tend(self, at: datetime) -> None:
        """What has to be done once a day; does nothing when it was done."""

    def close(self) -> None:
        """Let go of the files. Nothing needs saving."""
