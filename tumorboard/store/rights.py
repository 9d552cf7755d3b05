"""Whose the data folder is: one account's alone, or a group's, and nobody else's.

The rights are the folder's own: 0700 makes every file 0600, 02770 (set-group-id) makes every file 0660. The umask is
never trusted, because a file that one person's umask closed would lock the others out after the next commit.
"""

import errno
import os
import pwd
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from tumorboard.store.contract import StoreError

__all__ = [
    "PRIVATE",
    "SHARED",
    "NoRight",
    "Rights",
    "faults_told",
    "made_folder",
    "open_file",
    "refuse_network",
    "refuse_strangers",
    "rights_of",
]

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SHARED: Final = 0o2070
_OTHERS: Final = 0o007
_NETWORK: Final = ("nfs", "cifs", "smb", "fuse.", "9p", "ceph", "afs", "gluster", "lustre", "ncpfs")
_MOUNTS: Final = Path("/proc/self/mountinfo")


class NoRight(StoreError):
    """This account may not use a place of the disk."""


class Rights(NamedTuple):
    """Modes of a data folder, of the folders in it and of its files."""

    folder: int
    file: int


PRIVATE: Final = Rights(0o700, 0o600)
SHARED: Final = Rights(0o2770, 0o660)


def rights_of(folder: Path) -> Rights:
    """The rights that a folder asks of what lies in it.

    Raises StoreError where anybody on the machine has rights, and for root in another account's private folder, whose
    files it would make its own.
    """
    with faults_told(folder):
        status = folder.stat()
    mode = status.st_mode
    if mode & _OTHERS:
        raise StoreError(
            f"{folder}: open to everybody on this machine (mode {stat.S_IMODE(mode):o}); close it first: "
            f"chmod 700 {folder} (or 2770 for a shared group)"
        )
    if mode & _SHARED == _SHARED:
        return SHARED
    if os.geteuid() == 0 and status.st_uid != 0:
        owner = _account(status.st_uid)
        raise StoreError(
            f"{folder}: belongs to {owner}, who could not read what root writes there; run it as {owner}: "
            f"sudo -u {owner} tumorboard --data {folder}"
        )
    return PRIVATE


def _account(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"#{uid}"


def made_folder(folder: Path, rights: Rights = PRIVATE) -> None:
    """Create a folder with its rights if it is not there. An empty one of mine is closed to others.

    Raises StoreError when it cannot be.
    """
    with faults_told(folder):
        try:
            folder.parent.mkdir(mode=PRIVATE.folder, parents=True, exist_ok=True)
            folder.mkdir()
        except FileExistsError:
            if not folder.is_dir():
                raise
            status = folder.stat()
            if not status.st_mode & _OTHERS or status.st_uid != os.geteuid() or any(folder.iterdir()):
                return
        folder.chmod(rights.folder)


def open_file(path: Path, flags: int, rights: Rights) -> int:
    """Open a file of the store with the rights it must have; its number. A link and a stranger's file are refused.

    Raises StoreError, FileNotFoundError.
    """
    try:
        handle = os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, rights.file)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise StoreError(f"{path}: is a link; a store is never reached through one, put the file itself") from error
        raise
    try:
        refuse_strangers(path, os.fstat(handle), rights)
        _set_mode(handle, rights, is_mine_to_make=bool(flags & os.O_CREAT))
    except BaseException:
        os.close(handle)
        raise
    return handle


def refuse_strangers(path: Path, status: os.stat_result, rights: Rights) -> None:
    """Raise StoreError for what is no plain file, and for another account's file in a folder that is one account's."""
    if not stat.S_ISREG(status.st_mode):
        raise StoreError(f"{path}: is no plain file; move it away and restore a copy")
    trusted = {os.geteuid(), path.parent.stat().st_uid, 0}
    if rights is PRIVATE and status.st_uid not in trusted:
        raise StoreError(
            f"{path}: belongs to another account (uid {status.st_uid}); look at who put it there before you go on"
        )


def _set_mode(handle: int, rights: Rights, *, is_mine_to_make: bool) -> None:
    """Take away what others may do; of a file that this call may have made, the umask has a say in nothing."""
    mode = stat.S_IMODE(os.fstat(handle).st_mode)
    if mode & ~rights.file or (is_mine_to_make and mode != rights.file):
        try:
            os.fchmod(handle, rights.file)
        except OSError:
            return  # a colleague's file in a shared folder, or a folder that may only be read


def refuse_network(folder: Path, mounts: str | None = None) -> None:
    """Raise StoreError where the folder lies on a network file system, whose locks and caches lose commits.

    `mounts` is the text of /proc/self/mountinfo; it is read where it is not given.
    """
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
    kind = _file_system_of(folder.resolve(), mounts)
    if kind.startswith(_NETWORK):
        raise StoreError(
            f"{folder}: lies on a network file system ({kind}), where locks can fail and commits be lost; "
            "use a local disk and come by ssh, or set network_folder = true in settings.toml at your own risk"
        )


def _file_system_of(folder: Path, mounts: str) -> str:
    """The type of the file system that a resolved path lies on, by the longest mount point that holds it."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = Path(fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\"))
        if (folder == point or point in folder.parents) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split()[0]
    return kind


@contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """Turn a fault of the file system into a StoreError that says what it means and what to do."""
    try:
        yield
    except FileNotFoundError:
        raise  # what its absence means is for the caller to say
    except PermissionError as error:
        raise NoRight(f"{path}: no right to use it; ask for it, or name another folder with --data") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise StoreError(f"{path}: a folder is needed there, and something else is; name another") from error
    except OSError as error:
        if error.errno in _FULL:
            raise StoreError(f"{path}: the disk is full, NOT saved; make room and save again") from error
        if error.errno == errno.EROFS:
            raise StoreError(f"{path}: the disk is read-only, NOT saved") from error
        if error.errno == errno.EIO:
            raise StoreError(f"{path}: the disk failed, NOT saved; call whoever keeps this machine") from error
        raise StoreError(f"{path}: {error.strerror or error}, NOT saved") from error
