"""A TinyDB storage that loses nothing: a plain TinyDB snapshot, and a journal to which every commit is appended.

A commit is durable when its line is in the journal and flushed; it costs one write and one flush, however large the
store. Other processes read the lines that they have not seen. Compacting writes the snapshot anew and begins a new
journal; the finished one is kept.
"""

import errno
import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, cast

from tinydb.storages import Storage

from tumorboard.store import snapshot
from tumorboard.store.backup import BACKUPS
from tumorboard.store.contract import StoreError
from tumorboard.store.files import (
    Stat,
    append_durably,
    read_bytes,
    read_from,
    replace_file,
    stat_of,
    sync_ancestors,
)
from tumorboard.store.founding import journal_of, keep_segment, lock_of, write_anew
from tumorboard.store.lock import Mark, StoreLock
from tumorboard.store.memory import Memory
from tumorboard.store.migrations import migrated
from tumorboard.store.opening import OlderSchema, Opened, commits_of, damaged, opened, vanished
from tumorboard.store.records import Header, Op, Record, lines_of, read_header
from tumorboard.store.rights import Rights, faults_told, made_folder, open_file
from tumorboard.store.shape import SCHEMA, Tables
from tumorboard.store.transaction import Transaction

__all__ = ["JournalStorage"]

_SMALL_JOURNAL: Final = 4 * 1024 * 1024
_GLANCE: Final = 0.05
"""Seconds a reader waits for a writer before it goes on with what it knows."""


class JournalStorage(Storage):
    """The files behind TinyDB. Stock TinyDB can read the snapshot; nothing but this may write it."""

    def __init__(self, path: Path, rights: Rights) -> None:
        """`path` is the snapshot's. Raises StoreError when what is there is no whole store of this version."""
        self.path = path
        self.lock = StoreLock(lock_of(path), rights)
        self._journal = journal_of(path)
        self._rights = rights
        self._handle = -1
        self._good = 0
        self._seen: tuple[Stat, Stat] = (None, None)
        self._fault: str | None = None
        self._memory = Memory({})
        try:
            self._load()
        except OlderSchema:
            self._migrate()

    @property
    def memory(self) -> Memory:
        """The store as it stands, with what others have committed."""
        self._refresh()
        return self._memory

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever committed here."""
        return self._seen == (None, None)

    def read(self) -> dict[str, dict[str, Any]]:
        """The tables as TinyDB's own reading methods ask for them."""
        return cast("dict[str, dict[str, Any]]", dict(self.memory.tables))

    def write(self, data: dict[str, dict[str, Any]]) -> None:  # noqa: ARG002 - the name is TinyDB's
        """Refuse TinyDB's own writing methods, which know neither revisions nor the change log."""
        raise StoreError(f"{self.path}: records are saved through Store.commit, which logs every change; NOT saved")

    @contextmanager
    def transaction(self, by: str, at: str) -> Iterator[Transaction]:
        """Hold the lock over reads and writes; at the end all writes are one durable commit, or none on a fault.

        Raises StoreError; ValueError for what JSON does not give back unchanged.
        """
        with self.lock.exclusive():
            self._refresh_held()
            transaction = Transaction(self._memory)
            yield transaction
            if transaction.ops:
                self._commit(transaction.ops, by, at)

    def copied(self) -> Tables:
        """The tables as a snapshot would hold them, free to be changed. Only under the lock."""
        self._refresh_held()
        tables: Tables = snapshot.read(self._memory.snapshot()[0])
        return tables

    def compact(self, *, always: bool = False) -> bool:
        """Write the snapshot anew when the journal has grown long, and say whether it was done.

        A writer who is busy is left alone unless it is to be done `always`. Raises StoreError.
        """
        due = max(_SMALL_JOURNAL, self._seen[0][1] // 4 if self._seen[0] else 0)
        if self._handle < 0 or not (always or self._good > due):
            return False
        with self.lock.exclusive(None if always else 0):
            self._refresh_held()
            base = self._header().base
            if base == self._memory.revision:
                return False
            keep_segment(self.path, base, self._memory.revision, self._rights)
            self.renew()
            return True

    def renew(self, memory: Memory | None = None) -> None:
        """Write a snapshot of the store, or of `memory` in its place, and begin a new journal. Only under the lock."""
        self._memory = memory or self._memory
        header = write_anew(self.path, self._memory, self._rights)
        self._open_journal()
        self._good = len(header.line())
        self._seen = self._stats()
        self._set_mark()

    def close(self) -> None:
        """Let go of the files. Nothing needs saving."""
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            os.close(handle)

    def _commit(self, ops: list[Op], by: str, at: str) -> None:
        line, record = Record.written(self._memory.revision + 1, self._memory.chain, at, by, ops)
        if self._handle < 0:
            sync_ancestors(self.path)
            self.renew()
        with faults_told(self._journal):
            try:
                if os.fstat(self._handle).st_size > self._good:
                    os.ftruncate(self._handle, self._good)  # a line that somebody was killed over
                append_durably(self._handle, line, self._good)
            except OSError as error:
                if error.errno == errno.EIO or os.fstat(self._handle).st_size != self._good:
                    self._fault = f"{self._journal}: the disk failed, NOT saved; close and open again, call IT"
                raise
        self._memory.apply(record)
        self._good += len(line)
        self._seen = self._stats()
        self._set_mark()

    def _set_mark(self) -> None:
        """Remember what is acknowledged; the commit stands without it, so a fault here is none of the commit's."""
        try:
            self.lock.set_mark(Mark(self._memory.store, self._memory.revision, self._memory.chain))
        except OSError:
            return

    def _load(self) -> None:
        """Read everything; it is parsed when the lock is let go of, for that takes its time in a large store."""
        with self.lock.shared() as is_quiet:
            if not is_quiet:
                raise StoreError(f"{self.path}: somebody has been saving for a long time; try again in a moment")
            bytes_and_mark = self._read_all()
        with _many_objects():
            self._take(opened(self.path, *bytes_and_mark))

    def _migrate(self) -> None:
        """Bring a store of an older version to this one with all that its journal holds, and keep the older files."""
        with self.lock.exclusive():
            snapshot, journal, mark = self._read_all()
            found = opened(self.path, snapshot, journal, mark, migrating=True)
            older, header = found.memory, found.header
            has_more = header is not None and header.base < older.revision
            if older.schema < SCHEMA:
                kept = self.path.with_name(BACKUPS) / f"before-schema-{SCHEMA}-from-{older.schema}.json"
                made_folder(kept.parent, self._rights)
                replace_file(kept, older.snapshot()[0] if has_more else snapshot or b"", self._rights)
            if header is not None and has_more:
                keep_segment(self.path, header.base, older.revision, self._rights)
            if min(older.schema, header.schema if header else SCHEMA) < SCHEMA:
                self.renew(Memory(migrated(older.whole())))
        self._load()

    def _read_all(self) -> tuple[bytes | None, bytes | None, Mark | None]:
        self._open_journal()
        self._seen = self._stats()
        journal = None if self._handle < 0 else read_from(self._handle, 0)
        return read_bytes(self.path, self._rights), journal, self.lock.mark()

    def _take(self, found: Opened) -> None:
        before = self._memory
        if found.memory.store == before.store and found.memory.revision < before.revision:
            raise damaged(self.path, f"an older store was put in its place (revision {found.memory.revision})")
        self._memory, self._good = found.memory, found.good

    def _refresh(self) -> None:
        """Take in what others committed. While somebody is saving, what is known stands."""
        if self._fault:
            raise StoreError(self._fault)
        if self._stats() == self._seen:
            return
        with self.lock.shared(_GLANCE) as is_quiet:
            if is_quiet:
                self._refresh_held()

    def _refresh_held(self) -> None:
        if self._fault:
            raise StoreError(self._fault)
        now = self._stats()
        if now == self._seen:
            return
        snapshot, journal = now
        if journal is None and snapshot is None:
            raise vanished(self.path)
        if self._handle < 0 or journal is None or snapshot is None:
            self._reload()
        elif journal[0] == os.fstat(self._handle).st_ino:
            if snapshot != self._seen[0]:
                self._reload()
            else:
                self._read_on(journal[1])
        elif not self._followed():
            self._reload()
        self._seen = self._stats()

    def _followed(self) -> bool:
        """Read the journal that was finished to its end and go on with the one that took its place."""
        self._read_on(os.fstat(self._handle).st_size)
        self._open_journal()
        content = read_from(self._handle, 0)
        after, line = next(lines_of(content), (0, b""))
        header = read_header(line)
        reached = (SCHEMA, self._memory.store, self._memory.revision, self._memory.chain)
        if header is None or (header.schema, header.store, header.base, header.chain) != reached:
            return False
        self._good = after
        self._read_on(len(content))
        return True

    def _read_on(self, size: int) -> None:
        if size < self._good:
            raise damaged(self._journal, "shorter than it was")
        content = read_from(self._handle, self._good)
        start = self._good
        for after, record in commits_of(self._journal, content, self._memory.revision, self._memory.chain):
            self._memory.apply(record)
            self._good = start + after

    def _reload(self) -> None:
        try:
            self._take(opened(self.path, *self._read_all()))
        except StoreError:
            self._seen = (None, (0, 0, 0))  # whatever stands there next is looked at again
            raise

    def _header(self) -> Header:
        content = os.pread(self._handle, 4096, 0)
        header = read_header(content[: content.find(b"\n") + 1])
        if header is None:
            raise damaged(self._journal, "its first line is damaged")
        return header

    def _open_journal(self) -> None:
        """Open the journal that stands there now, for reading only where nothing else is allowed."""
        self.close()
        with faults_told(self._journal):
            try:
                self._handle = open_file(self._journal, os.O_RDWR | os.O_APPEND, self._rights)
            except FileNotFoundError:
                return
            except OSError as error:
                if error.errno not in (errno.EACCES, errno.EROFS, errno.EPERM):
                    raise
                self._handle = open_file(self._journal, os.O_RDONLY, self._rights)

    def _stats(self) -> tuple[Stat, Stat]:
        return stat_of(self.path), stat_of(self._journal)


@contextmanager
def _many_objects() -> Iterator[None]:
    """Build what stays for good without the collector, which would look for garbage in it again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()
