"""The store of one archive: everything can be read, nothing written."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self, cast

from tinydb.storages import Storage

from tumorboard.store.archives import ARCHIVES, oldest_first
from tumorboard.store.backup import read_backup
from tumorboard.store.contract import Conflict, Put, Saved, StoreError, TableName
from tumorboard.store.memory import Memory
from tumorboard.store.reading import BoardDB, Readable
from tumorboard.store.records import hash_of
from tumorboard.store.rights import faults_told

__all__ = ["ARCHIVES", "Archive"]


class Archive(Readable):
    """`Store` of one archive, which is read and never written."""

    def __init__(self, path: Path) -> None:
        """Read the archive that a file holds. Raises StoreError."""
        self._path = path
        super().__init__(BoardDB(read_backup(path), storage=_ArchiveStorage))

    @classmethod
    def called(cls, folder: Path, name: str) -> Self:
        """The latest archive of that name in a data folder. Raises StoreError when there is none."""
        found = [path for path in oldest_first(folder / ARCHIVES) if path.name.rpartition("-r")[0] == name]
        if not found:
            names = {path.name.rpartition("-r")[0]: path for path in oldest_first(folder / ARCHIVES)}
            known = " ".join(names) or "none"
            raise StoreError(f"{folder / ARCHIVES}: no archive is called {name}; there are: {known}")
        return cls(found[-1])

    def commit(
        self, puts: Sequence[Put], *, by: str, at: datetime, why: str | None, read_at: int | None = None
    ) -> Saved | Conflict:
        """Refuse: an archive is read only."""
        raise self._refusal()

    def archive(self, name: str, records: Sequence[tuple[TableName, str]], *, by: str, at: datetime) -> Path:
        """Refuse: an archive is read only."""
        raise self._refusal()

    def archives(self) -> Sequence[str]:
        """None: an archive stands alone."""
        return ()

    def archived(self, name: str) -> "Archive":
        """Refuse: an archive stands alone."""
        raise StoreError(f"{self._path.name}: an archive holds no archive called {name}")

    def digest(self) -> str:
        """The hash of the archive's file."""
        with faults_told(self._path):
            return hash_of(self._path.read_bytes())

    def size(self) -> int:
        """Bytes of the archive's file."""
        return self._path.stat().st_size

    def back_up(self, folder: Path | None, at: datetime) -> Path:
        """Refuse: an archive is a copy already."""
        raise StoreError(f"{self._path}: is a copy already; copy the file")

    def tend(self, at: datetime) -> None:
        """Nothing has to be done for an archive."""

    def _refusal(self) -> StoreError:
        return StoreError(f"{self._path.name}: an archive is only read, NOT saved")


class _ArchiveStorage(Storage):
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def read(self) -> dict[str, dict[str, Any]]:
        return cast("dict[str, dict[str, Any]]", dict(self.memory.tables))

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        raise StoreError("an archive is only read, NOT saved")
