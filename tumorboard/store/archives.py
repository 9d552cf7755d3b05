"""Closed years: everything as it stood, in a file that is only read, so that the store of every day stays small.

The log goes into the archive with the records; the store's own log begins anew on its seal, so the chain is one.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from tumorboard.store import log
from tumorboard.store.backup import BACKUPS, back_up, read_backup
from tumorboard.store.contract import Document, TableName
from tumorboard.store.files import replace_file
from tumorboard.store.journal import JournalStorage
from tumorboard.store.memory import Memory
from tumorboard.store.records import hash_of
from tumorboard.store.rights import faults_told, made_folder, rights_of

__all__ = ["ARCHIVES", "archive", "as_it_was", "oldest_first"]

ARCHIVES: Final = "archive"
_READ_ONLY: Final = 0o444


def archive(
    storage: JournalStorage, name: str, records: Sequence[tuple[TableName, str]], by: str, at: datetime
) -> Path:
    """Write all that stands into the archive `name`, and take these records and the log so far out of the store.

    The archive is on the disk before anything is taken away. Raises StoreError.
    """
    folder = storage.path.with_name(ARCHIVES)
    rights = rights_of(storage.path.parent)
    with storage.lock.exclusive():
        memory = Memory(storage.copied())
        path = folder / f"{name}-r{memory.revision}.json"
        made_folder(folder, rights)
        content, check = memory.snapshot()
        replace_file(path, content, rights)
        with faults_told(path):
            path.chmod(rights.file & _READ_ONLY)
        for table, key in records:
            memory.drop(table, memory.places(table)[key])
        memory.revision += 1
        memory.chain = hash_of(f"{memory.chain} {check}".encode())
        log.begin_anew(memory, by, at, f"{len(records)} records archived in {path.name}", check)
        storage.renew(memory)
        back_up(memory, storage.path.with_name(BACKUPS), at, rights)
    return path


def as_it_was(folder: Path, table: TableName, key: str, revision: int) -> Document | None:
    """A record as it stood at a revision that an archive still knows, or None."""
    for path in oldest_first(folder):
        if _revision_of(path) >= revision:
            return log.as_it_was(read_backup(path), table, key, revision)
    return None


def oldest_first(folder: Path) -> Sequence[Path]:
    """The archives of a folder."""
    return sorted(folder.glob("*-r*.json"), key=_revision_of)


def _revision_of(path: Path) -> int:
    digits = path.stem.rpartition("-r")[2]
    return int(digits) if digits.isdecimal() else 0
