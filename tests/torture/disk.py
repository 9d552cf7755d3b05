"""A disk that keeps no promise it did not give: what is on it after a kill, and what may be on it after a power cut.

Certain are only contents that were synced and names whose folder was synced. Of everything else any part may be there:
sectors of a write without the ones before them, a longer file without its content, a new name before its content.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from random import Random
from typing import Final, Literal

__all__ = ["Change", "Disk", "Inode"]

_SECTOR: Final = 512


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one file's content: bytes at a place, or a new size."""

    at: int
    content: bytes | None

    def on(self, held: bytearray) -> None:
        """Do it."""
        if len(held) < self.at:
            held.extend(bytes(self.at - len(held)))
        if self.content is None:
            del held[self.at :]
        else:
            held[self.at : self.at + len(self.content)] = self.content


@dataclass(eq=False, slots=True)
class Inode:
    """A file: its certain content, its content as processes see it, and the changes that lead from one to the other."""

    certain: bytearray = field(default_factory=bytearray)
    seen: bytearray = field(default_factory=bytearray)
    pending: list[Change] = field(default_factory=list)


Names = dict[str, Inode | None]
"""Relative path → file, None for a folder."""


@dataclass(frozen=True, slots=True)
class _Naming:
    """A change of names: these go, this one comes."""

    gone: str | None
    come: str | None
    inode: Inode | None

    def on(self, names: Names) -> None:
        if self.gone is not None:
            names.pop(self.gone, None)
        if self.come is not None:
            names[self.come] = self.inode

    @property
    def folder(self) -> str:
        return str(PurePosixPath(self.come or self.gone or "").parent)


class Disk:
    """The files below one folder, which itself is certain. "." is that folder."""

    def __init__(self, files: Mapping[str, bytes | None]) -> None:
        self.names: Names = {
            name: None if content is None else Inode(bytearray(content), bytearray(content))
            for name, content in files.items()
        }
        self._certain = dict(self.names)
        self._pending: list[_Naming] = []

    def change(self, inode: Inode, change: Change) -> None:
        """Write to a file, or cut or stretch it."""
        change.on(inode.seen)
        inode.pending.append(change)

    def sync(self, inode: Inode) -> None:
        """Make the content certain; the name is another matter."""
        inode.certain = bytearray(inode.seen)
        inode.pending = []

    def rename(self, gone: str | None, come: str | None, inode: Inode | None) -> None:
        """Take one name away and give another; either may be None."""
        naming = _Naming(gone, come, inode)
        naming.on(self.names)
        self._pending.append(naming)

    def sync_folder(self, folder: str) -> None:
        """Make the names in a folder certain."""
        for naming in self._pending:
            if naming.folder == folder:
                naming.on(self._certain)
        self._pending = [naming for naming in self._pending if naming.folder != folder]

    def killed(self, torn: tuple[Inode, Change] | None = None) -> dict[str, bytes | None]:
        """What stands after the process was killed, perhaps in the middle of a write that was not counted yet."""
        files: dict[str, bytes | None] = {}
        for name, inode in self.names.items():
            held = None if inode is None else bytearray(inode.seen)
            if torn and inode is torn[0] and held is not None:
                torn[1].on(held)
            files[name] = None if held is None else bytes(held)
        return files

    def cut(self, chance: Random) -> dict[str, bytes | None]:
        """What may stand after the power was cut now."""
        names = dict(self._certain)
        for naming in self._pending[: chance.randint(0, len(self._pending))]:
            naming.on(names)
        contents: dict[Inode, bytes] = {}
        mode = chance.choice(("none", "all", "some", "some"))
        for inode in dict.fromkeys(each for each in names.values() if each is not None):
            contents[inode] = _survived(inode, mode, chance)
        kept = {name for name in names if all(str(above) in (*names, ".") for above in PurePosixPath(name).parents)}
        return {name: None if inode is None else contents[inode] for name, inode in names.items() if name in kept}


def _survived(inode: Inode, mode: Literal["none", "all", "some"] | str, chance: Random) -> bytes:
    held = bytearray(inode.certain)
    for change in inode.pending:
        if mode == "all" or (mode == "some" and change.content is None and chance.random() < 0.6):
            change.on(held)
        elif mode == "some" and change.content is not None and chance.random() < 0.6:
            _in_part(held, change.at, change.content, chance)
    return bytes(held)


def _in_part(held: bytearray, at: int, content: bytes, chance: Random) -> None:
    """Put some sectors of a write on the disk; the size may have grown before the content came."""
    if chance.random() < 0.3:
        Change(at, content).on(held)
        return
    if chance.random() < 0.5 and len(held) < at + len(content):
        held.extend(bytes(at + len(content) - len(held)))
    place = 0
    while place < len(content):
        end = min(len(content), ((at + place) // _SECTOR + 1) * _SECTOR - at)
        if chance.random() < 0.6 and at + place <= len(held):
            Change(at + place, content[place:end]).on(held)
        place = end
