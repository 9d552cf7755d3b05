"""Files that are handed out to a place that somebody named: sheets, exports, calendars. One door for all of them.

What this door wrote carries a mark, an extended attribute with the hash of its content, so that a sheet that is printed
once more replaces the earlier one, and nothing else is ever lost by a name that was taken already.
"""

import os
from pathlib import Path
from typing import Final

from tumorboard.store.contract import StoreError
from tumorboard.store.files import replace_file
from tumorboard.store.records import hash_of
from tumorboard.store.rights import PRIVATE, Rights, faults_told, rights_of

__all__ = ["hand_out"]

_OF_A_STORE: Final = ("board.json", "board.json.wal", "board.json.lock", "settings.toml")
_MARK: Final = "user.tumorboard.written"


def hand_out(path: Path, content: bytes, *, may_replace: bool = False, beside_its_source: bool = False) -> Path | None:
    """Write a file whole or not at all; where what stood there is kept now, None where nothing had to be.

    A file that this door wrote and nobody changed since is replaced, and an empty one; any other is kept beside, as
    `NAME.~1~`, unless whoever was asked said that it `may_replace` it. A pipe or a device is written to and stays what
    it is. The file is its owner's alone, in a group's folder (mode 2770) the group's. `beside_its_source`: it goes
    where another was read, with an ending that no file of a store has.
    Raises StoreError: for a folder, for a link, in a data folder (but for a file beside its source), where this account
    may not write, and for a name or a folder that begins with a dot, where programs and ssh keep what they go by.
    """
    with faults_told(path):
        if path.is_dir():
            raise StoreError(f"{path}: is a folder; name a file in it")
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return None
        if path.is_symlink():
            raise StoreError(f"{path}: is a link; name the file itself")
        _refuse_what_programs_go_by(path, in_a_store=beside_its_source)
        _refuse_where_nothing_may_be_written(path.parent, path)
        kept = None if may_replace or not path.exists() or _may_go(path, content) else _kept_beside(path)
    try:
        replace_file(path, content, _rights(path.parent))
    except BaseException:
        if kept is not None:
            _put_back(kept, path)
        raise
    _mark(path, content)
    return kept


def _refuse_what_programs_go_by(path: Path, *, in_a_store: bool) -> None:
    folder = path.parent.resolve()
    kept = next((each for each in (folder, *folder.parents) if _is_of_a_store(each)), None)
    if kept is not None and not in_a_store:
        raise StoreError(f"{path}: lies in the data folder {kept}; name a file elsewhere")
    hidden = next((part for part in (*folder.parts, path.name) if part.startswith(".")), None)
    if hidden is not None:
        raise StoreError(f"{path}: {hidden} begins with a dot, where programs keep their own; name a file elsewhere")


def _refuse_where_nothing_may_be_written(folder: Path, path: Path) -> None:
    if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError(f"{path}: this account may not write in {folder.absolute()}; name a file in another folder")


def _rights(folder: Path) -> Rights:
    """A file is its owner's alone, but in a group's folder the group's, as in a data folder of such a mode."""
    try:
        return rights_of(folder)
    except (StoreError, FileNotFoundError):
        return PRIVATE


def _is_of_a_store(folder: Path) -> bool:
    return any(folder.joinpath(name).exists() for name in _OF_A_STORE)


def _may_go(path: Path, content: bytes) -> bool:
    """Whether nothing is lost with a file: it is empty, says the same, or is as this door wrote it."""
    try:
        size = path.stat().st_size
        marked = _mark_of(path)
        if not size or (not marked and size != len(content)):
            return not size
        standing = path.read_bytes()
    except OSError:
        return False
    return standing == content or hash_of(standing) == marked


def _mark_of(path: Path) -> str:
    """The hash that this door wrote beside a file's content; "" where it has none or the disk keeps none."""
    try:
        return os.getxattr(path, _MARK).decode("ascii", "replace")
    except OSError:
        return ""


def _mark(path: Path, content: bytes) -> None:
    """Mark a file as written here. Where the disk keeps no marks, the next one of its name keeps it beside."""
    try:
        os.setxattr(path, _MARK, hash_of(content).encode())
    except OSError:
        return


def _kept_beside(path: Path) -> Path:
    """Give a file a second name, the first free one of `NAME.~1~`, `NAME.~2~` …; that name.

    On a disk without second names it is moved there.
    """
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.~{number}~")
        try:
            os.link(path, kept)
        except FileExistsError:
            number += 1
        except OSError:
            if not os.path.lexists(kept):
                return path.rename(kept)
            number += 1
        else:
            return kept


def _put_back(kept: Path, path: Path) -> None:
    """Undo what `_kept_beside` did, where nothing was written."""
    if path.exists() and path.samefile(kept):
        kept.unlink()
    elif not path.exists():
        kept.rename(path)
