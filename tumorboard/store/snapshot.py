"""A TinyDB storage in one JSON file that is only ever replaced as a whole, under a lock that spans read and write.

Plain TinyDB rewrites its file in place without a lock: a dropped link or a second writer can leave it unreadable.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import orjson
from tinydb.storages import Storage

from tumorboard.store.contract import StoreError
from tumorboard.store.files import FileLock, clear_drafts, faults_told, replace_file
from tumorboard.store.shape import Tables, fault_of

__all__ = ["SnapshotStorage"]


_VANISHED: Final = "{}: the store has vanished; restore it before you go on"


class SnapshotStorage(Storage):
    """The file behind TinyDB. Stock TinyDB can read it; nothing but this may write it."""

    def __init__(self, path: Path) -> None:
        """Raises StoreError when the file is there and is not a store."""
        self._path = path
        self._lock = FileLock(path.with_name(path.name + ".lock"))
        self._handle = -1
        self._seen: tuple[int, int, int] | None = None
        self._tables: Tables = {}
        self._pending: Tables | None = None
        self._changed = False
        self._refresh()

    def read(self) -> Tables:
        """The tables as they stand, within a transaction as it has made them. Not to be changed outside of one."""
        if self._pending is not None:
            return self._pending
        self._refresh()
        return self._tables

    def write(self, data: Tables) -> None:
        """Replace all tables; durable when this returns, or when the transaction around it ends."""
        with self.transaction():
            self._pending = data
            self._changed = True

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the lock over reads and writes; all writes reach the disk together at the end, or none on any fault."""
        with self._lock.held():
            if self._pending is not None:
                yield
                return
            self._pending, handle, seen = self._load()
            _close(handle)
            if seen is None and self._handle >= 0:
                self._pending = None
                raise StoreError(_VANISHED.format(self._path))
            self._changed = False
            try:
                yield
                if self._changed:
                    clear_drafts(self._path)
                    replace_file(self._path, orjson.dumps(self._pending))
            finally:
                self._pending = None
                self._seen = None

    def close(self) -> None:
        """Let go of the file."""
        _close(self._handle)
        self._handle = -1

    def _refresh(self) -> None:
        """Read the file again if it was replaced. The one read last stays open, so that its inode is not reused."""
        with faults_told(self._path):
            try:
                status = self._path.stat()
            except FileNotFoundError:
                if self._handle >= 0:
                    raise StoreError(_VANISHED.format(self._path)) from None
                return
        if (status.st_ino, status.st_mtime_ns, status.st_size) != self._seen:
            self._tables, handle, self._seen = self._load()
            self.close()
            self._handle = handle

    def _load(self) -> tuple[Tables, int, tuple[int, int, int] | None]:
        with faults_told(self._path):
            try:
                handle = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            except FileNotFoundError:
                return {}, -1, None
            try:
                status = os.fstat(handle)
                with os.fdopen(os.dup(handle), "rb") as stream:
                    tables = self._parsed(stream.read())
            except BaseException:
                os.close(handle)
                raise
        return tables, handle, (status.st_ino, status.st_mtime_ns, status.st_size)

    def _parsed(self, content: bytes) -> Tables:
        if not content:
            raise StoreError(f"{self._path}: the file is empty, which is damage and not a new store; restore a copy")
        try:
            tables: Tables = orjson.loads(content)
        except orjson.JSONDecodeError as error:
            raise StoreError(f"{self._path}: damaged ({error}); nothing was changed, restore a copy") from error
        if fault := fault_of(tables):
            raise StoreError(f"{self._path}: {fault}")
        return tables


def _close(handle: int) -> None:
    if handle >= 0:
        os.close(handle)
