"""Who sits at the board now: one small file a session, locked by it as long as its process lives.

The kernel lets go of the lock when the process ends, however it ends, so nothing is renewed and an idle session writes
nothing. It is a courtesy to colleagues and proof of nothing: whoever may write in the folder may write a name there.
"""

import fcntl
import os
import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from tumorboard.clean import clean_line
from tumorboard.store.contract import StoreError
from tumorboard.store.rights import Rights, made_folder, open_file, rights_of

__all__ = ["Here", "Presence"]

_NAME: Final = re.compile(r"[0-9a-f]{24}\.json\Z")
_LONGEST: Final = 1 << 20
_ATTEMPTS: Final = 8


class Here(NamedTuple):
    """One living session: whose it is, the meeting and the case that are open in it, and since when."""

    person_id: str
    meeting_id: str | None
    case_id: str | None
    since: datetime


class Presence:
    """The sessions of a data folder, among them at most one of my own. Where it may not be written, nothing is said."""

    def __init__(self, folder: Path, person_id: str) -> None:
        self._store = folder
        self._folder = folder / "presence"
        self._person_id = person_id
        self._path: Path | None = None
        self._handle = -1
        self._said: tuple[str | None, str | None] | None = None

    def announce(self, meeting_id: str | None, case_id: str | None, at: datetime) -> None:
        """Say what is open in this session since `at`. Writes only when that is another meeting or case."""
        with suppress(OSError, StoreError):
            if not self._is_mine_still():
                self._begin()
            if self._said != (meeting_id, case_id):
                self._write(meeting_id, case_id, at)
                self._said = meeting_id, case_id

    def here(self) -> list[Here]:
        """Every living session in the order of their times, mine too. Files that the dead left behind are removed."""
        found: list[Here] = []
        with suppress(OSError, StoreError):
            rights = rights_of(self._store)
            paths = [] if self._folder.is_symlink() else [each for each in self._folder.iterdir() if _is_ours(each)]
            found = [here for path in paths if (here := _living(path, rights))]
        return sorted(found, key=lambda here: (here.since, here.person_id))

    def leave(self) -> None:
        """End this session's presence."""
        path, self._path = self._path, None
        if path is not None and self._is_at(path):
            with suppress(OSError):
                path.unlink()
        self._let_go()

    def _begin(self) -> None:
        """Make and lock a file of my own; a poll may take one for a leftover before it is locked, so try again."""
        self._let_go()
        rights = rights_of(self._store)
        if self._folder.is_symlink():
            raise StoreError(f"{self._folder}: is a link; a store is never reached through one")
        made_folder(self._folder, rights)
        for _ in range(_ATTEMPTS):
            path = self._folder / f"{os.urandom(12).hex()}.json"
            self._handle = open_file(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, rights)
            with suppress(BlockingIOError):
                fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if self._is_at(path):
                    self._path = path
                    return
            self._let_go()
        raise StoreError(f"{self._folder}: somebody removes every file there; nobody sees that you are here")

    def _write(self, meeting_id: str | None, case_id: str | None, at: datetime) -> None:
        said = {
            "person": self._person_id,
            "meeting": meeting_id,
            "case": case_id,
            "since": at.isoformat(),
            "pid": os.getpid(),
        }
        content = orjson.dumps(said)
        length = max(len(content), os.fstat(self._handle).st_size)
        os.pwrite(self._handle, content.ljust(length), 0)

    def _is_mine_still(self) -> bool:
        return self._path is not None and self._is_at(self._path)

    def _is_at(self, path: Path) -> bool:
        """Whether the file that I hold is the one that others find under the name."""
        try:
            return os.path.samestat(os.fstat(self._handle), path.lstat())
        except OSError:
            return False

    def _let_go(self) -> None:
        handle, self._handle, self._said = self._handle, -1, None
        if handle >= 0:
            os.close(handle)


def _is_ours(path: Path) -> bool:
    return _NAME.match(path.name) is not None


def _living(path: Path, rights: Rights) -> Here | None:
    """What a session says of itself; None for what is dead, damaged or no file of ours."""
    try:
        handle = open_file(path, os.O_RDONLY | os.O_NONBLOCK, rights)
    except (OSError, StoreError):
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(handle) or _read(handle)  # once more, for it may be being rewritten
    else:
        with suppress(OSError):
            path.unlink()
        return None
    finally:
        os.close(handle)


def _read(handle: int) -> Here | None:
    try:
        content = os.pread(handle, _LONGEST + 1, 0)
        return None if len(content) > _LONGEST else _here(orjson.loads(content))
    except (OSError, ValueError):
        return None


def _here(said: Any) -> Here | None:
    """Raises ValueError where the time is none."""
    if not isinstance(said, dict):
        return None
    person, since = _text(said.get("person")), _text(said.get("since"))
    at = datetime.fromisoformat(since or "")
    if person is None or at.tzinfo is None:
        return None
    return Here(person, _text(said.get("meeting")), _text(said.get("case")), at)


def _text(value: object) -> str | None:
    return clean_line(value).strip() or None if isinstance(value, str) else None
