"""Copies of a store that stand alone: plain TinyDB files with everything that was committed, verified when written."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tumorboard.store.contract import StoreError
from tumorboard.store.files import read_bytes, replace_file
from tumorboard.store.founding import BACKUPS, SEGMENTS
from tumorboard.store.memory import Memory
from tumorboard.store.migrations import migrated
from tumorboard.store.opening import damaged, parsed
from tumorboard.store.rights import NoRight, Rights, faults_told, made_folder
from tumorboard.store.shape import RECOVERABLE, Tables, log_fault_of

__all__ = ["BACKUPS", "back_up", "is_due", "prune", "read_backup"]

_DAILY: Final = 14
_MONTHLY: Final = 24
_NAME: Final = re.compile(r"board-(\d{8})T\d{6}Z-r(\d+)\.json")


def back_up(memory: Memory, folder: Path, at: datetime, rights: Rights) -> Path:
    """Write a store into a file of a folder and read it back; the file.

    Raises StoreError when it is not the same, and for a folder in which this account may not write.
    """
    path = folder / f"board-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-r{memory.revision}.json"
    content, _ = memory.snapshot()
    try:
        made_folder(folder, rights)
        replace_file(path, content, rights)
    except NoRight as error:
        raise StoreError(
            f"{folder}: this account may not write a backup there, and none was written; "
            "ask for the right, or write it elsewhere: tumorboard backup DIR"
        ) from error
    if read_bytes(path, rights) != content:
        raise StoreError(f"{path}: was not written as it should be; the backup is NOT to be relied on")
    return path


def read_backup(path: Path) -> Memory:
    """The store that a file holds: a backup, or a snapshot. Raises StoreError, FileNotFoundError."""
    with faults_told(path):
        try:
            content = path.read_bytes()
        except FileNotFoundError as error:
            raise StoreError(f"{path}: no such file") from error
        except IsADirectoryError as error:
            raise StoreError(f"{path}: is a folder; name the file of a backup in it") from error
        except PermissionError as error:
            raise StoreError(f"{path}: you may not read it; ask its owner for the right") from error
    try:
        return Memory(_whole(path, content))
    except StoreError as error:
        raise StoreError(str(error).replace(RECOVERABLE, "take another copy of it")) from error


def _whole(path: Path, content: bytes) -> Tables:
    try:
        tables = migrated(parsed(path, content))
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(path, "damaged (its change log)") from error
    if fault := log_fault_of(tables):
        raise damaged(path, fault)
    return tables


def is_due(folder: Path, at: datetime) -> bool:
    """Whether no backup of this day (UTC) lies in a folder."""
    return not any(day == f"{at.astimezone(UTC):%Y%m%d}" for day, _, _ in _found(folder))


def prune(folder: Path) -> None:
    """Keep the latest backups and the last of each month, and the finished journals that lead on from the oldest."""
    found = sorted(_found(folder), reverse=True)
    months: dict[str, Path] = {}
    for day, _, path in found:
        months.setdefault(day[:6], path)
    kept = {path for _, _, path in found[:_DAILY]} | set(list(months.values())[:_MONTHLY])
    with faults_told(folder):
        for _, _, path in found:
            if path not in kept:
                path.unlink(missing_ok=True)
        oldest = min((revision for _, revision, path in found if path in kept), default=0)
        for segment in folder.with_name(SEGMENTS).glob("*-*.wal"):
            if int(segment.stem.partition("-")[2]) <= oldest:
                segment.unlink(missing_ok=True)


def _found(folder: Path) -> list[tuple[str, int, Path]]:
    """Day, revision and path of each backup of a folder."""
    matches = ((_NAME.fullmatch(path.name), path) for path in folder.glob("board-*.json"))
    return [(match[1], int(match[2]), path) for match, path in matches if match]
