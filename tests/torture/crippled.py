"""The store without one of the things on which it stands, to see that its absence is noticed."""

import fcntl
import os
import stat
import time
from typing import Any, Final, Literal
from unittest.mock import patch

__all__ = ["CRIPPLED", "Crippled", "crippled", "on_a_slow_disk"]

Crippled = Literal["sync", "folder-sync", "lock", "shared-lock", "mark"]
CRIPPLED: Final[tuple[Crippled, ...]] = ("sync", "folder-sync", "lock", "shared-lock", "mark")
_real_fsync: Final = os.fsync
_real_fdatasync: Final = os.fdatasync
_A_FLUSH: Final = 0.015
_real_flock: Final = fcntl.flock


def crippled(without: Crippled | None) -> None:
    """Take it away from this process, for good."""
    if without == "sync":
        patch.multiple(os, fsync=_nothing, fdatasync=_nothing).start()
    elif without == "folder-sync":
        patch.object(os, "fsync", _of_files_only).start()
    elif without == "lock":
        patch.object(fcntl, "flock", _nothing).start()
    elif without == "shared-lock":
        patch.object(fcntl, "flock", _exclusively_only).start()
    elif without == "mark":
        patch.object(os, "pwrite", _nothing).start()


def on_a_slow_disk() -> None:
    """Let this process wait for the disk as long as an honest disk makes it wait, so that others can look meanwhile."""
    patch.object(os, "fdatasync", _slowly).start()


def _nothing(*_: Any) -> None:
    """Do nothing, and say that it was done."""


def _of_files_only(handle: int) -> None:
    if not stat.S_ISDIR(os.fstat(handle).st_mode):
        _real_fsync(handle)


def _slowly(handle: int) -> None:
    time.sleep(_A_FLUSH)
    _real_fdatasync(handle)


def _exclusively_only(handle: int, how: int) -> None:
    if not how & fcntl.LOCK_SH:
        _real_flock(handle, how)
