"""Putting a backup in the place of a store."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tumorboard.store import log
from tumorboard.store.backup import read_backup
from tumorboard.store.contract import StoreError
from tumorboard.store.founding import lock_of
from tumorboard.store.lock import StoreLock
from tumorboard.store.recovery import put_in_place
from tumorboard.store.rights import made_folder, rights_of

__all__ = ["Restored", "restore"]


@dataclass(frozen=True, slots=True)
class Restored:
    """The backup's revision, the folder of what stood there before, and what of the backup does not verify."""

    revision: int
    aside: Path
    faults: tuple[str, ...]


def restore(path: Path, file: Path, by: str, at: datetime, *, is_forced: bool) -> Restored:
    """Put the backup `file` in the place of the store of snapshot `path`.

    Raises StoreError: for a file that is no store, and, unless forced, where commits that the file does not hold would
    be put aside or where the file's change log does not verify.
    """
    memory = read_backup(file)
    faults = tuple(map(str, log.faults(memory)))
    made_folder(path.parent)
    lock = StoreLock(lock_of(path), rights_of(path.parent))
    with lock.exclusive():
        mark = lock.mark()
        if not is_forced:
            if mark is not None and mark.store == memory.store and mark.revision > memory.revision:
                raise StoreError(
                    f"{path}: is newer (revision {mark.revision}) than {file} (revision {memory.revision}); "
                    "what came after would be put aside: repeat with --force"
                )
            if mark is not None and mark.store != memory.store:
                raise StoreError(f"{file}: is another board's store than {path}; repeat with --force to replace it")
            if faults:
                raise StoreError(f"{file}: its change log does not verify ({faults[0]}); repeat with --force")
        revision = memory.revision
        aside = put_in_place(path, lock, memory, by, at, f"restored from {file.name}, revision {revision}")
        return Restored(revision, aside, faults)
