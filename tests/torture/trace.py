"""What a process asked of the system, as `strace -f -y -xx` wrote it down, call by call."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["CALLS", "Call", "calls_in", "strace"]

CALLS: Final = (
    "openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range,splice,fsync,fdatasync,"
    "sync_file_range,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,ftruncate,truncate,link,linkat,"
    "symlink,symlinkat,close,lseek,read,readv,fallocate,dup,dup2,dup3,fcntl"
)
_LONGEST: Final = 16_000_000
_LINE: Final = re.compile(r"(\d+)\s+(.*)")
_RESUMED: Final = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_CALL: Final = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_HANDLE: Final = re.compile(r"(-?\w+)<(.*)>$")
_UNFINISHED: Final = "<unfinished ...>"


@dataclass(frozen=True, slots=True)
class Call:
    """A call that succeeded: who made it, its arguments as they were written, and its result."""

    process: int
    name: str
    arguments: tuple[str, ...]
    result: int

    @property
    def handle(self) -> int:
        """The number of the open file that is the first argument; -1 when it is none."""
        found = _HANDLE.match(self.arguments[0])
        return int(found[1]) if found and found[1].isdigit() else -1

    @property
    def opened(self) -> tuple[int, int]:
        """The same with the process, because each counts its open files for itself."""
        return self.process, self.handle

    def text(self, at: int) -> bytes:
        """An argument that is a string."""
        return _unescaped(self.arguments[at].strip('"'))

    def path(self, at: int, folder: int | None = None) -> str:
        """An argument that is a path; `folder` is the argument from which a relative one begins."""
        path = self.text(at).decode()
        found = None if folder is None else _HANDLE.match(self.arguments[folder])
        return path if path.startswith("/") or not found else f"{_unescaped(found[2]).decode()}/{path}"


def strace(log: Path) -> list[str]:
    """The command that writes such a log, to be put before another."""
    return ["strace", "-f", "-y", "-xx", "-s", f"{_LONGEST}", "-e", f"trace={CALLS}", "-o", f"{log}"]


def calls_in(log: Path) -> Iterator[Call]:
    """Every call that succeeded, in the order in which they ended."""
    begun: dict[str, str] = {}
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            found = _LINE.match(line)
            if not found:
                continue
            thread, text = found.groups()
            if text.endswith(_UNFINISHED):
                begun[thread] = text.removesuffix(_UNFINISHED)
                continue
            if resumed := _RESUMED.match(text):
                text = begun.pop(thread, "") + resumed[1]
            if (call := _CALL.match(text)) and not call[3].startswith("-"):
                yield Call(int(thread), call[1], tuple(each.strip() for each in call[2].split(", ")), int(call[3]))


def _unescaped(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()
