"""Files that survive: replaced whole or appended whole, and on the disk when the call returns."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tumorboard.store.contract import StoreError
from tumorboard.store.rights import PRIVATE, Rights, faults_told, open_file

__all__ = [
    "Stat",
    "append_durably",
    "clear_unfinished",
    "read_bytes",
    "read_from",
    "replace_file",
    "stat_of",
    "sync_ancestors",
    "sync_folder",
]

Stat = tuple[int, int, int] | None
"""Inode, size and time of change. Times only ever say that something happened, never what came first."""

_UNFINISHED: Final = ".new"


def replace_file(path: Path, content: bytes, rights: Rights = PRIVATE) -> None:
    """Put `content` in the place of a file: whole or not at all, on disk when this returns.

    Raises StoreError, with the old file untouched, when the disk is full or may not be written. It names the file that
    was asked for, never the one that is written first.
    """
    with faults_told(path), _no_place_told(path):
        if not path.parent.is_dir():
            raise StoreError(f"{path}: there is no such folder; make it, or name another")
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}{_UNFINISHED}")
        try:
            handle = open_file(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, rights)
            try:
                _write_all(handle, content)
                os.fsync(handle)
            finally:
                os.close(handle)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def clear_unfinished(path: Path) -> None:
    """Remove what killed processes left half written of a file. Only for whoever holds the lock on it."""
    with faults_told(path):
        for unfinished in path.parent.glob(f".{path.name}.*{_UNFINISHED}"):
            unfinished.unlink(missing_ok=True)


def append_durably(handle: int, content: bytes, size: int) -> None:
    """Put `content` at the end of an open file of `size` bytes; on any fault, the file is as it was.

    Raises OSError.
    """
    try:
        _write_all(handle, content)
        os.fdatasync(handle)
    except BaseException:
        os.ftruncate(handle, size)
        os.fdatasync(handle)
        raise


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable: what was created, replaced or removed there. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_bytes(path: Path, rights: Rights) -> bytes | None:
    """The bytes of a file of the store, or None where there is none. Raises StoreError."""
    with faults_told(path):
        try:
            handle = open_file(path, os.O_RDONLY, rights)
        except FileNotFoundError:
            return None
        try:
            return read_from(handle, 0)
        finally:
            os.close(handle)


def read_from(handle: int, start: int) -> bytes:
    """Everything from a place of an open file to its end."""
    size = os.fstat(handle).st_size
    content = os.pread(handle, size - start, start)
    while start + len(content) < size and (more := os.pread(handle, size - start - len(content), start + len(content))):
        content += more
    return content


def stat_of(path: Path) -> Stat:
    """What tells one state of a file from another, or None where there is none. Raises StoreError."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
    return status.st_ino, status.st_size, status.st_mtime_ns


def sync_ancestors(path: Path) -> None:
    """Make the folders above a file durable, as far as this account may: somebody may have made them a moment ago."""
    for folder in path.resolve().parents:
        try:
            sync_folder(folder)
        except OSError:
            return


@contextmanager
def _no_place_told(path: Path) -> Iterator[None]:
    """Turn a folder in which nothing can be made, or that is gone, and a name that is none, into a StoreError."""
    try:
        yield
    except FileNotFoundError as error:
        gone = "no file can be made there, or the folder is gone"
        raise StoreError(f"{path}: {gone}; name a file in another folder, with its whole path") from error
    except ValueError as error:
        raise StoreError(f"{str(path)!r}: is no name for a file; name another") from error


def _write_all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
