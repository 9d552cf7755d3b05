"""Files that survive: replaced whole, flushed to the disk, readable by their owner only, under a lock."""

import errno
import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tumorboard.store.contract import StoreError

__all__ = ["FileLock", "append_durably", "clear_drafts", "faults_told", "private_folder", "replace_file"]

_FILE_MODE: Final = 0o600
_FOLDER_MODE: Final = 0o700
_LONGEST_NAP: Final = 0.002
_DRAFT: Final = ".new"
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def private_folder(folder: Path) -> None:
    """Create the data folder with mode 0700 if it is not there. Raises StoreError when it cannot be."""
    with faults_told(folder):
        folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file: whole or not at all, on disk when this returns, mode 0600.

    Raises StoreError, with the old file untouched, when the disk is full or may not be written.
    """
    with faults_told(path):
        draft = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}{_DRAFT}")
        try:
            _write_durably(draft, content)
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)


def clear_drafts(path: Path) -> None:
    """Remove what killed processes left half written of a file. Only for whoever holds the lock on it."""
    with faults_told(path):
        for draft in path.parent.glob(f".{path.name}.*{_DRAFT}"):
            draft.unlink(missing_ok=True)


def append_durably(handle: int, content: bytes) -> None:
    """Put `content` at the end of an open file that is appended to; on a full disk the file is as it was.

    Raises OSError.
    """
    size = os.fstat(handle).st_size
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fdatasync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise


def _write_durably(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, _FILE_MODE)
    try:
        os.fchmod(handle, _FILE_MODE)
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """Turn a fault of the file system into a StoreError that says what it means and what to do."""
    try:
        yield
    except PermissionError as error:
        raise StoreError(f"{path}: no right to use it; ask for it, or name another folder with --data") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(f"{path}: a folder is needed there; name the data folder with --data") from error
    except OSError as error:
        if error.errno in _FULL:
            raise StoreError(f"{path}: the disk is full, NOT saved; make room and save again") from error
        if error.errno == errno.EROFS:
            raise StoreError(f"{path}: the disk is read-only, NOT saved") from error
        raise StoreError(f"{path}: {error.strerror or error}, NOT saved") from error


class FileLock:
    """An advisory lock (flock) on a file that is never deleted; re-entrant in a thread, exclusive between processes."""

    def __init__(self, path: Path, patience: float = 10.0) -> None:
        """`patience` is in seconds."""
        self._path = path
        self._patience = patience
        self._between_threads = threading.RLock()
        self._depth = 0
        self._handle = -1

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock. Raises StoreError when another process keeps it for longer than our patience."""
        with self._between_threads:
            try:
                if self._depth == 0:
                    self._acquire()
                self._depth += 1
                yield
            finally:
                self._depth = max(0, self._depth - 1)
                if self._depth == 0:
                    self._release()

    def _acquire(self) -> None:
        with faults_told(self._path):
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            self._handle = os.open(self._path, flags, _FILE_MODE)
        deadline = time.monotonic() + self._patience
        nap = _LONGEST_NAP / 4
        while not self._taken():
            if time.monotonic() > deadline:
                raise StoreError(f"{self._path}: somebody else is saving; NOT saved, try again in a moment")
            time.sleep(nap)
            nap = min(nap * 2, _LONGEST_NAP)

    def _taken(self) -> bool:
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(self) -> None:
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            os.close(handle)
