"""Writing the files of a store anew: the snapshot whole, then the journal that goes with it."""

import os
from pathlib import Path
from typing import Final

from tumorboard.store.files import clear_unfinished, replace_file, sync_folder
from tumorboard.store.memory import Memory
from tumorboard.store.records import Header
from tumorboard.store.rights import Rights, faults_told, made_folder

__all__ = ["BACKUPS", "SEGMENTS", "journal_of", "keep_segment", "lock_of", "write_anew"]

BACKUPS: Final = "backups"
SEGMENTS: Final = "journal"
"""Folder of finished journals: with a backup they give every later state."""


def journal_of(path: Path) -> Path:
    """The journal that goes with a snapshot."""
    return path.with_name(path.name + ".wal")


def lock_of(path: Path) -> Path:
    """The lock that goes with a snapshot."""
    return path.with_name(path.name + ".lock")


def write_anew(path: Path, memory: Memory, rights: Rights) -> Header:
    """Write the snapshot of a store and begin its journal; the journal's header. Only under the lock.

    Between the two steps a crash is harmless: commits that the snapshot holds are skipped when it is opened.
    Raises StoreError.
    """
    journal = journal_of(path)
    clear_unfinished(path)
    clear_unfinished(journal)
    content, check = memory.snapshot()
    replace_file(path, content, rights)
    header = Header(memory.schema, memory.store, memory.revision, memory.chain, check)
    replace_file(journal, header.line(), rights)
    return header


def keep_segment(path: Path, base: int, revision: int, rights: Rights) -> None:
    """Keep the journal that is about to be replaced, under the revisions that it leads from and to."""
    folder = path.with_name(SEGMENTS)
    made_folder(folder, rights)
    with faults_told(folder):
        segment = folder / f"{base:012}-{revision:012}.wal"
        segment.unlink(missing_ok=True)
        os.link(journal_of(path), segment)
        sync_folder(folder)
