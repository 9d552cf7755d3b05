"""A recorded life played again on a disk that can be stopped at any moment."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from tests.torture.disk import Change, Disk, Inode
from tests.torture.trace import Call

__all__ = ["Moment", "Replay", "Unknown"]

_OUT: Final = 1
_IGNORED: Final = frozenset({"read", "close", "lseek", "fcntl", "dup", "dup2", "dup3", "readv"})


class Unknown(Exception):
    """The store did something to its files that this model of a disk does not know; it must be taught."""


@dataclass(slots=True)
class _Opened:
    """An open file or folder of the disk."""

    path: str
    inode: Inode | None
    at: int = 0
    appends: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """Something has just happened to the files; or is about to, when there is a `torn` write. Or a line was said."""

    torn: tuple[Inode, Change] | None = None
    said: str = ""


class Replay:
    """Plays calls on a disk; `root` is the folder that the disk is of. No process may have two threads."""

    def __init__(self, root: Path, files: Mapping[str, bytes | None]) -> None:
        self.disk = Disk(files)
        self._root = root
        self._open: dict[tuple[int, int], _Opened] = {}
        self._known: dict[str, Callable[[Call], Iterator[Moment]]] = {
            "openat": self._openat, "mkdir": self._mkdir, "mkdirat": self._mkdir, "write": self._write,
            "pwrite64": self._write, "ftruncate": self._ftruncate, "fsync": self._sync, "fdatasync": self._sync,
            "rename": self._rename, "renameat": self._rename, "renameat2": self._rename, "link": self._link,
            "linkat": self._link, "unlink": self._unlink, "unlinkat": self._unlink,
        }  # fmt: skip

    def play(self, call: Call) -> Iterator[Moment]:
        """Do one call, and hand on each moment at which the power could be cut."""
        if call.name in _IGNORED:
            self._follow(call)
        elif call.name in self._known:
            yield from self._known[call.name](call)
        elif call.opened in self._open or any(str(self._root).encode() in call.text(at) for at in _strings(call)):
            raise Unknown(f"{call.name}{call.arguments}")

    def _inside(self, path: str) -> str | None:
        """A path as the disk knows it, or None for what is elsewhere."""
        whole = PurePosixPath(path)
        return str(whole.relative_to(self._root)) if whole.is_relative_to(self._root) else None

    def _follow(self, call: Call) -> None:
        opened = self._open.get(call.opened)
        if call.name == "close":
            self._open.pop(call.opened, None)
        elif opened and call.name == "read":
            opened.at += call.result
        elif opened and call.name == "lseek":
            opened.at = call.result
        elif opened and (call.name.startswith("dup") or "F_DUPFD" in "".join(call.arguments)):
            self._open[call.process, call.result] = opened

    def _openat(self, call: Call) -> Iterator[Moment]:
        path, flags = self._inside(call.path(1, folder=0)), call.arguments[2]
        self._open.pop((call.process, call.result), None)
        if path is None:
            return
        if "O_TMPFILE" in flags:
            raise Unknown("O_TMPFILE")
        is_new = path != "." and path not in self.disk.names
        if is_new:
            self.disk.rename(None, path, Inode())
        inode = None if path == "." else self.disk.names[path]
        self._open[call.process, call.result] = _Opened(path, inode, appends="O_APPEND" in flags)
        if inode is not None and "O_TRUNC" in flags:
            self.disk.change(inode, Change(0, None))
        if is_new or "O_TRUNC" in flags:
            yield Moment()

    def _mkdir(self, call: Call) -> Iterator[Moment]:
        path = self._inside(call.path(0) if call.name == "mkdir" else call.path(1, folder=0))
        if path is not None:
            self.disk.rename(None, path, None)
            yield Moment()

    def _write(self, call: Call) -> Iterator[Moment]:
        if call.handle == _OUT:
            yield from (Moment(said=line) for line in call.text(1).decode().splitlines())
            return
        opened = self._open.get(call.opened)
        if opened is None or opened.inode is None:
            return
        end = len(opened.inode.seen) if opened.appends else opened.at
        at = int(call.arguments[3]) if call.name == "pwrite64" else end
        change = Change(at, call.text(1)[: call.result])
        yield Moment(torn=(opened.inode, change))
        self.disk.change(opened.inode, change)
        if call.name == "write":
            opened.at = at + call.result
        yield Moment()

    def _ftruncate(self, call: Call) -> Iterator[Moment]:
        opened = self._open.get(call.opened)
        if opened and opened.inode is not None:
            self.disk.change(opened.inode, Change(int(call.arguments[1]), None))
            yield Moment()

    def _sync(self, call: Call) -> Iterator[Moment]:
        opened = self._open.get(call.opened)
        if opened is None:
            return
        if opened.inode is None:
            self.disk.sync_folder(opened.path)
        else:
            self.disk.sync(opened.inode)
        yield Moment()

    def _rename(self, call: Call) -> Iterator[Moment]:
        gone, come = self._two_paths(call)
        if gone is None and come is None:
            return
        if gone is None or come is None or self.disk.names.get(gone) is None:
            raise Unknown(f"rename of {gone} to {come}")
        if PurePosixPath(gone).parent != PurePosixPath(come).parent:
            raise Unknown(f"rename into another folder: {gone}, {come}")
        self.disk.rename(gone, come, self.disk.names[gone])
        yield Moment()

    def _link(self, call: Call) -> Iterator[Moment]:
        there, come = self._two_paths(call)
        if come is None:
            return
        if there is None or self.disk.names.get(there) is None:
            raise Unknown(f"link of {there} as {come}")
        self.disk.rename(None, come, self.disk.names[there])
        yield Moment()

    def _unlink(self, call: Call) -> Iterator[Moment]:
        path = self._inside(call.path(0) if call.name == "unlink" else call.path(1, folder=0))
        if path is not None:
            self.disk.rename(path, None, None)
            yield Moment()

    def _two_paths(self, call: Call) -> tuple[str | None, str | None]:
        if call.name in ("rename", "link"):
            return self._inside(call.path(0)), self._inside(call.path(1))
        return self._inside(call.path(1, folder=0)), self._inside(call.path(3, folder=2))


def _strings(call: Call) -> list[int]:
    return [at for at, argument in enumerate(call.arguments) if argument.startswith('"')]
