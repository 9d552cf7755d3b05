"""A data folder looked at without changing anything in it: rights, place, room on the disk, records, keys, backups."""

import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tumorboard.complaint import Complaint, Finding
from tumorboard.store import log
from tumorboard.store.archives import ARCHIVES, oldest_first
from tumorboard.store.backup import BACKUPS
from tumorboard.store.contract import StoreError
from tumorboard.store.founding import journal_of, lock_of
from tumorboard.store.keys import Keys
from tumorboard.store.lock import Mark
from tumorboard.store.memory import Memory
from tumorboard.store.opening import OlderSchema, opened
from tumorboard.store.records import hash_of
from tumorboard.store.rights import PRIVATE, Rights, refuse_network, refuse_strangers, rights_of
from tumorboard.store.tiny import STORE_FILE
from tumorboard.store.traces import traces

__all__ = ["Examined", "examine", "key_finding"]

_NAMED_AT_MOST: Final = 5
_LEAST_FREE: Final = 64 << 20
"""Bytes: a snapshot is written beside the one that it replaces, and a backup beside both."""
_MARK_BYTES: Final = 160
_SECRET: Final = ("drafts/*", "keys/*.key")
_SETTINGS_MAY_NOT: Final = 0o033
_SKEW: Final = timedelta(minutes=2)
_LOOKS: Final = 3


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found, and the roles of each person of the store by their id, where it can be read.

    `keyed` are the people to whose keys the views of a meeting are sealed.
    """

    findings: tuple[Finding, ...]
    people: Mapping[str, Sequence[str]] | None
    keyed: frozenset[str] = frozenset()


def examine(folder: Path, now: datetime, *, network_folder: bool) -> Examined:
    """Look at a data folder and the store in it. Writes nothing, raises nothing for whatever is wrong with them."""
    if not folder.exists():
        missing = Finding("data folder", "note", f"{folder}: is not there yet; the first session makes it")
        return Examined((missing, *_room(folder)), None)
    if not folder.is_dir():
        return Examined((Finding("data folder", "wrong", f"{folder}: is no folder", "name one with --data"),), None)
    findings = [*_folder(folder, network_folder), *_room(folder)]
    if os.access(folder, os.R_OK | os.X_OK):
        findings += _files(folder)
    memory, told = _records(folder)
    findings += told
    if memory is None:
        return Examined(tuple(findings), None)
    findings += [*_clock(memory, now), *_backup(folder, memory, now), *_archive(folder / ARCHIVES, memory)]
    rows = memory.tables.get("people", {}).values()
    keyed = frozenset(
        str(share.get("person_id"))
        for meeting in memory.tables.get("meetings", {}).values()
        for share in meeting.get("key_shares", ())
    )
    return Examined(tuple(findings), {str(row.get("id")): list(row.get("roles", ())) for row in rows}, keyed)


def key_finding(folder: Path, person_id: str, keyed: Collection[str]) -> Finding:
    """Whether a person's own key, which opens their sealed views, lies where it should; `keyed` had one before."""
    halves = [folder / "keys" / f"{Keys.name_of(person_id)}.{ending}" for ending in ("key", "pub")]
    there = [path.exists() for path in halves]
    if not there[0] and (there[1] or person_id in keyed):
        left = (
            "your public key is there and the secret one is lost"
            if there[1]
            else "your key, which meetings name, is lost"
        )
        return Finding(
            "key", "wrong", left,
            "put a copy of the folder keys/ back; what was sealed to it is opened by nobody else",
        )  # fmt: skip
    return Finding("key", "fine", "your key is there" if all(there) else "none yet; it is made when it is first needed")


def _folder(folder: Path, network_folder: bool) -> Iterator[Finding]:
    about = "data folder"
    try:
        rights = rights_of(folder)
        if not network_folder:
            refuse_network(folder)
    except StoreError as error:
        yield _told(about, error)
        return
    status = folder.stat()
    whose = "yours" if status.st_uid == os.geteuid() else f"of uid {status.st_uid}"
    if not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        yield Finding(
            about, "wrong", f"{folder}: {whose}, mode {stat.S_IMODE(status.st_mode):o}, and you may not write in it",
            "ask for the right to it, or name another folder with --data",
        )  # fmt: skip
        return
    shared = "one account's" if rights is PRIVATE else "a group's"
    yield Finding(about, "fine", f"{folder}: {shared}, {whose}, mode {stat.S_IMODE(status.st_mode):o}")
    try:
        refuse_network(folder)
    except StoreError:
        yield Finding("file system", "note", "a network file system, allowed by network_folder at the site's own risk")
    else:
        yield Finding("file system", "fine", "local")


def _files(folder: Path) -> Iterator[Finding]:
    """Links, strangers' files, and modes that let in more people than the folder does."""
    try:
        rights = rights_of(folder)
    except StoreError:
        return
    secret = {path for pattern in _SECRET for path in folder.glob(pattern)}
    told = (_file(path, PRIVATE if path in secret else rights) for path in sorted(folder.rglob("*")))
    wrong = [each for each in told if each]
    if not wrong:
        yield Finding("files", "fine", "no link, no stranger's file, no mode wider than the folder's")
    for each in wrong[:_NAMED_AT_MOST]:
        says, _, todo = each.partition("; ")
        yield Finding("files", "wrong", says, todo)
    if len(wrong) > _NAMED_AT_MOST:
        yield Finding("files", "wrong", f"{len(wrong) - _NAMED_AT_MOST} more", "mend these first and look again")


def _file(path: Path, rights: Rights) -> str | None:
    """What is wrong with whose a file is, and what to do; None where nothing is, and for a folder."""
    try:
        status = path.lstat()
        if stat.S_ISDIR(status.st_mode):
            return None
        refuse_strangers(path, status, rights)
    except FileNotFoundError:
        return None
    except StoreError as error:
        return str(error)
    too_wide = stat.S_IMODE(status.st_mode) & ~rights.file & (_SETTINGS_MAY_NOT if path.suffix == ".toml" else 0o777)
    return f"{path}: mode {stat.S_IMODE(status.st_mode):o}; chmod {rights.file:o}" if too_wide else None


def _room(folder: Path) -> Iterator[Finding]:
    """What is free where the folder lies, or will lie."""
    place = next(each for each in (folder, *folder.resolve().parents) if each.exists())
    try:
        free, system = shutil.disk_usage(place).free, os.statvfs(place)
    except OSError as error:
        yield Finding("disk", "wrong", f"{place}: {error.strerror}", "call whoever keeps this machine")
        return
    if system.f_flag & os.ST_RDONLY:
        yield Finding("disk", "wrong", f"{place}: is read-only", "call whoever keeps this machine")
        return
    store = folder / STORE_FILE
    needed = max(_LEAST_FREE, 4 * store.stat().st_size if store.is_file() else 0)
    told = f"{free >> 20:,} MB free"
    if free < needed or (system.f_files and not system.f_favail):
        yield Finding("disk", "wrong", f"{told} where {needed >> 20:,} MB are needed", "make room before it is full")
    else:
        yield Finding("disk", "fine", told)


def _records(folder: Path) -> tuple[Memory | None, list[Finding]]:
    """The store in memory, or what keeps it from being read."""
    path = folder / STORE_FILE
    try:
        snapshot, journal, mark = _looked_at(path)
        if snapshot is None and journal is None and mark is None and not traces(folder):
            return None, [Finding("store", "note", "none yet; whoever opens it first is its chair and coordinator")]
        memory = opened(path, snapshot, journal, mark).memory
    except OlderSchema:
        told = "written by an older version; it is brought up to date when it is opened, and its file kept in backups/"
        return None, [Finding("store", "note", told)]
    except Complaint as complaint:
        return None, [_told("store", complaint)]
    except OSError as error:
        todo = "ask for the right to read it" if isinstance(error, PermissionError) else "see: tumorboard recover"
        return None, [Finding("store", "wrong", f"{error.filename}: {error.strerror}", todo)]
    counts = ", ".join(f"{len(memory.places(table))} {table}" for table in ("meetings", "cases", "people"))
    told = f"revision {memory.revision}: {counts}; every record is looked at by: tumorboard check"
    return memory, [Finding("store", "fine", told)]


def _looked_at(path: Path) -> tuple[bytes | None, bytes | None, Mark | None]:
    """Snapshot, journal and mark of one moment: whoever writes the store anew meanwhile makes us look again."""
    for _ in range(_LOOKS):
        mark = Mark.read((_content(lock_of(path)) or b"")[:_MARK_BYTES])
        snapshot, journal = _content(path), _content(journal_of(path))
        if snapshot == _content(path):
            break
    return snapshot, journal, mark


def _content(path: Path) -> bytes | None:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise StoreError(f"{path}: is no plain file; move it away and restore a copy")
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _clock(memory: Memory, now: datetime) -> Iterator[Finding]:
    """A clock that is behind the last commit."""
    last = max((datetime.fromisoformat(entry["at"]) for _, entry in memory.entries()), default=None)
    if last is not None and now < last - _SKEW:
        yield Finding(
            "clock", "wrong", f"the machine says {now:%Y-%m-%d %H:%M}, the last commit was at "
            f"{last.astimezone(now.tzinfo):%Y-%m-%d %H:%M}", "set the machine's clock: due days are counted by it",
        )  # fmt: skip


def _backup(folder: Path, memory: Memory, now: datetime) -> Iterator[Finding]:
    if not memory.revision:
        return
    found = sorted((folder / BACKUPS).glob("board-*.json"))
    if not found:
        yield Finding("backup", "note", "none yet", "the next session writes one; or: tumorboard backup")
        return
    age = now - datetime.fromtimestamp(found[-1].stat().st_mtime, UTC)
    told = f"the last one is {max(0, age.days)} days old; copies elsewhere are yours to see to"
    yield Finding("backup", "fine", told)


def _archive(folder: Path, memory: Memory) -> Iterator[Finding]:
    """Whether the archive that the log goes on from is there as it was written; those before it are left to `check`."""
    base = log.base(memory)
    if not base.digest:
        return
    try:
        is_there = any(hash_of(path.read_bytes()) == base.digest for path in oldest_first(folder))
    except OSError as error:
        yield Finding("archive", "wrong", f"{error.filename}: {error.strerror}", "ask for the right to read it")
        return
    if is_there:
        yield Finding("archive", "fine", f"the last one is there as it was written ({base.said})")
    else:
        says = f"the log goes on from one that is not here as it was written ({base.said})"
        yield Finding("archive", "wrong", says, f"put a copy of it back into {folder}; then: tumorboard check")


def _told(about: str, complaint: Complaint) -> Finding:
    says, _, todo = str(complaint).partition("; ")
    return Finding(about, "wrong", says, todo or "see: tumorboard check")
