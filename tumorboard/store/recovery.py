"""From damaged files to a store again: what is there is kept aside, and all that still verifies is put together.

A snapshot is only a shortcut of the journal. The best start is the one from which the chain of commits leads furthest;
commits beyond a gap are whole documents, so they count as well, and the report names what the gap has taken.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tumorboard.store import log
from tumorboard.store.backup import BACKUPS, back_up, read_backup
from tumorboard.store.contract import StoreError
from tumorboard.store.founding import SEGMENTS, journal_of, lock_of, write_anew
from tumorboard.store.lock import Mark, StoreLock
from tumorboard.store.memory import Memory
from tumorboard.store.records import Record, hash_of, lines_of, read_header, read_record
from tumorboard.store.rights import faults_told, made_folder, rights_of

__all__ = ["Recovered", "put_in_place", "recover", "recoverable"]

_QUARANTINE: Final = "quarantine"


@dataclass(frozen=True, slots=True)
class Recovered:
    """A store put together again: from where, up to which revision, and what is missing of it."""

    memory: Memory
    start: str
    reached: int
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Start:
    """A state to begin from; `is_sound` says that it is the very file that its journal was begun with."""

    label: str
    memory: Memory
    is_sound: bool


def recoverable(path: Path) -> Recovered:
    """What could be put together from the files beside a snapshot; nothing is changed. Raises StoreError if nothing."""
    records = _records(path)
    mark = StoreLock(lock_of(path), rights_of(path.parent)).mark()
    best: tuple[int, bool, _Start] | None = None
    for start in _starts(path):
        for record in _following(start.memory, records):
            start.memory.apply(record)
        rank = (start.memory.revision, start.is_sound)
        if best is None or rank > best[:2]:
            best = (*rank, start)
    if best is None:
        raise StoreError(f"{path.parent}: nothing here can be read; restore a backup: tumorboard restore FILE")
    return _completed(best[2], records, mark)


def recover(path: Path, by: str, at: datetime) -> tuple[Recovered, Path]:
    """Put the files aside and what can be saved in their place; that, and the folder of what was put aside.

    Raises StoreError.
    """
    lock = StoreLock(lock_of(path), rights_of(path.parent))
    with lock.exclusive():
        found = recoverable(path)
        lost = f"; lost: {', '.join(found.lost)}" if found.lost else ""
        why = f"recovered from {found.start} up to revision {found.reached}{lost}"
        known = tuple(log.faults(found.memory))
        return found, put_in_place(path, lock, found.memory, by, at, why, known)


def put_in_place(
    path: Path, lock: StoreLock, memory: Memory, by: str, at: datetime, why: str, known: Sequence[log.Fault] = ()
) -> Path:
    """Keep the files of a store aside and write another content in their place, as a change that says why.

    Only while `lock` is held alone. The revision goes on from the highest that was ever reached, so that every open
    session sees that something happened. Returns the folder of what was put aside.
    """
    aside = _put_aside(path, at)
    mark = lock.mark()
    memory.revision = max(memory.revision, mark.revision if mark else 0) + 1
    memory.chain = hash_of(f"{memory.chain} {why}".encode())
    log.note(memory, by, at, why, known)
    rights = rights_of(path.parent)
    write_anew(path, memory, rights)
    lock.set_mark(Mark(memory.store, memory.revision, memory.chain))
    back_up(memory, path.with_name(BACKUPS), at, rights)
    return aside


def _put_aside(path: Path, at: datetime) -> Path:
    aside = path.with_name(_QUARANTINE) / f"{at.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"
    rights = rights_of(path.parent)
    made_folder(aside.parent, rights)
    made_folder(aside, rights)
    with faults_told(aside):
        for file in (path, journal_of(path), lock_of(path)):
            if file.is_file() and not file.is_symlink():
                (aside / file.name).touch(mode=rights.file)
                shutil.copyfile(file, aside / file.name)
    return aside


def _starts(path: Path) -> Iterator[_Start]:
    """The snapshot, the backups, and the beginning where the first journal is still there."""
    _bytes(path)  # one that only may not be read is no damage
    backups = sorted(path.with_name(BACKUPS).glob("*.json"), reverse=True)
    for file in (path, *backups):
        try:
            yield _Start(file.name, read_backup(file), file != path or _is_sound(path))
        except StoreError:
            continue
    for journal in _journals(path):
        header = next((read_header(line) for _, line in lines_of(_bytes(journal))), None)
        if header is not None and header.base == 0:
            memory = Memory({})
            memory.store = header.store
            yield _Start(f"the beginning in {journal.name}", memory, is_sound=True)


def _is_sound(path: Path) -> bool:
    header = next((read_header(line) for _, line in lines_of(_bytes(journal_of(path)))), None)
    return header is not None and header.snapshot == hash_of(path.read_bytes())


def _records(path: Path) -> dict[int, Record]:
    """Every commit of every journal that verifies by itself."""
    found: dict[int, Record] = {}
    for journal in _journals(path):
        for _, line in lines_of(_bytes(journal)):
            record = read_record(line)
            if record is not None:
                found[record.revision] = record
    return found


def _journals(path: Path) -> list[Path]:
    return [*sorted(path.with_name(SEGMENTS).glob("*.wal")), journal_of(path)]


def _bytes(path: Path) -> bytes:
    """What can be read of a file. Raises StoreError where only the right to read it is missing."""
    try:
        return path.read_bytes()
    except PermissionError as error:
        raise StoreError(f"{path}: you may not read it; what is in it is not lost, ask for the right to it") from error
    except OSError:
        return b""


def _following(memory: Memory, records: dict[int, Record]) -> Iterator[Record]:
    """The commits that follow a state without a gap."""
    while (record := records.get(memory.revision + 1)) is not None and record.previous == memory.chain:
        yield record


def _completed(start: _Start, records: dict[int, Record], mark: Mark | None) -> Recovered:
    """A state with the commits beyond its gaps, and what is missing of it."""
    memory, reached = start.memory, start.memory.revision
    highest = max((mark.revision if mark else 0, reached, *records))
    missing = [revision for revision in range(reached + 1, highest + 1) if revision not in records]
    for revision in sorted(records):
        if revision > reached:
            memory.apply(records[revision])
    lost = [*_told(missing), *map(str, log.faults(memory))]
    return Recovered(memory, start.label, memory.revision, tuple(lost))


def _told(missing: Sequence[int]) -> Iterator[str]:
    if len(missing) == 1:
        yield f"the commit of revision {missing[0]}"
    elif missing:
        yield f"{len(missing)} commits between revisions {missing[0]} and {missing[-1]}"
