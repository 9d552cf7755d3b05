"""The lock of a store, and the highest revision that was ever acknowledged, in one small file beside it."""

import fcntl
import os
import pwd
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from tumorboard.store.contract import StoreError
from tumorboard.store.rights import PRIVATE, Rights, faults_told, open_file

__all__ = ["Mark", "StoreLock"]

_LONGEST_NAP: Final = 0.002
_MARK_BYTES: Final = 160
_HOLDER_BYTES: Final = 64
_MARK: Final = re.compile(rb"(\w+) (\d+) (\w+) (\w+) *\n")
_DISTURBING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Mark(NamedTuple):
    """What a store had reached when a commit was last acknowledged: less must never be found again."""

    store: str
    revision: int
    chain: str

    def told(self) -> bytes:
        """The mark as a line of fixed length, with a check of its own."""
        words = f"{self.store} {self.revision} {self.chain}"
        return f"{words} {_check(words)}".ljust(_MARK_BYTES - 1).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> "Mark | None":
        """The mark of a line; None where there is none or it is damaged, for a power cut may take it."""
        found = _MARK.fullmatch(line)
        if not found:
            return None
        store, revision, chain, check = (part.decode() for part in found.groups())
        return cls(store, int(revision), chain) if _check(f"{store} {revision} {chain}") == check else None


class StoreLock:
    """An advisory lock (flock) on a file that is never deleted: one writer, or many readers, among all processes.

    Re-entrant within a thread. It is held for milliseconds, never while a person thinks.
    """

    def __init__(self, path: Path, rights: Rights = PRIVATE, patience: float = 10.0) -> None:
        """`patience` is in seconds."""
        self._path = path
        self._rights = rights
        self._patience = patience
        self._between_threads = threading.RLock()
        self._depth = 0
        self._handle = -1

    @contextmanager
    def exclusive(self, patience: float | None = None) -> Iterator[None]:
        """Hold the lock alone; Ctrl-C and hang-up wait until it is let go of.

        Raises StoreError, with the holder's name, when another process keeps it for longer than our patience.
        """
        with self._between_threads:
            if self._depth:
                yield
                return
            masked = None
            try:
                self._acquire(fcntl.LOCK_EX, self._patience if patience is None else patience)
                self._depth += 1
                masked = signal.pthread_sigmask(signal.SIG_BLOCK, _DISTURBING)
                self._sign()
                yield
            finally:
                self._depth = 0
                self._release()
                if masked is not None:
                    signal.pthread_sigmask(signal.SIG_SETMASK, masked)

    @contextmanager
    def shared(self, patience: float | None = None) -> Iterator[bool]:
        """Hold the lock with other readers, so that no commit is half done; says whether it was to be had."""
        with self._between_threads:
            if self._depth:
                yield True
                return
            try:
                yield self._acquired_shared(self._patience if patience is None else patience)
            finally:
                self._release()

    def mark(self) -> Mark | None:
        """The mark of the last acknowledged commit; None where there is none. Needs no lock."""
        with faults_told(self._path):
            try:
                handle = open_file(self._path, os.O_RDONLY, self._rights)
            except FileNotFoundError:
                return None
            try:
                return Mark.read(os.pread(handle, _MARK_BYTES, 0))
            finally:
                os.close(handle)

    def set_mark(self, mark: Mark) -> None:
        """Remember an acknowledged commit. Only while the lock is held alone."""
        os.pwrite(self._handle, mark.told(), 0)

    def _acquire(self, how: int, patience: float) -> None:
        deadline = time.monotonic() + patience
        nap = _LONGEST_NAP / 4
        self._open(os.O_RDWR | os.O_CREAT)
        while not self._taken(how):
            if time.monotonic() > deadline:
                raise StoreError(f"{self._path}: {self._holder()} is saving; NOT saved, try again in a moment")
            time.sleep(nap)
            nap = min(nap * 2, _LONGEST_NAP)

    def _acquired_shared(self, patience: float) -> bool:
        try:
            self._open(os.O_RDONLY)
        except FileNotFoundError:
            return True
        deadline = time.monotonic() + patience
        while not self._taken(fcntl.LOCK_SH):
            if time.monotonic() > deadline:
                return False
            time.sleep(_LONGEST_NAP)
        return True

    def _open(self, flags: int) -> None:
        with faults_told(self._path):
            self._handle = open_file(self._path, flags, self._rights)

    def _taken(self, how: int) -> bool:
        """Whether the lock was free, and is that of the file that others find under the name."""
        try:
            fcntl.flock(self._handle, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        try:
            if os.fstat(self._handle).st_ino == self._path.stat().st_ino:
                return True
        except FileNotFoundError:
            pass
        self._release()
        self._open(os.O_RDWR | os.O_CREAT if how == fcntl.LOCK_EX else os.O_RDONLY)
        return False

    def _sign(self) -> None:
        """Say who holds the lock, for whoever waits for it."""
        with faults_told(self._path):
            os.pwrite(self._handle, f"{os.getpid()} {_user()}".ljust(_HOLDER_BYTES).encode(), _MARK_BYTES)

    def _holder(self) -> str:
        words = os.pread(self._handle, _HOLDER_BYTES, _MARK_BYTES).decode("utf-8", "replace").split()
        return f"{words[1]} (process {words[0]})" if len(words) == 2 else "somebody else"

    def _release(self) -> None:
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            os.close(handle)


def _check(words: str) -> str:
    return blake2b(words.encode(), digest_size=8).hexdigest()


def _user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return f"uid-{os.geteuid()}"
