"""Files that are handed out to a place that somebody named: sheets, exports, calendars. One door for all of them."""

from pathlib import Path
from typing import Final

from tumorboard.store.contract import StoreError
from tumorboard.store.files import replace_file
from tumorboard.store.rights import faults_told

__all__ = ["hand_out"]

_OF_A_STORE: Final = ("board.json", "board.json.wal", "board.json.lock", "settings.toml")


def hand_out(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a plain file that is there is replaced.

    A pipe or a device is written to and stays what it is. Raises StoreError: for a folder, for a link, in a data
    folder, and for a name or a folder that begins with a dot, where programs and ssh keep what they go by.
    """
    with faults_told(path):
        if path.is_dir():
            raise StoreError(f"{path}: is a folder; name a file in it")
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        if path.is_symlink():
            raise StoreError(f"{path}: is a link; name the file itself")
        folder = path.parent.resolve()
        kept = next((each for each in (folder, *folder.parents) if _is_of_a_store(each)), None)
        if kept is not None:
            raise StoreError(f"{path}: lies in the data folder {kept}; name a file elsewhere")
        hidden = next((part for part in (*folder.parts, path.name) if part.startswith(".")), None)
        if hidden is not None:
            raise StoreError(
                f"{path}: {hidden} begins with a dot, where programs keep their own; name a file elsewhere"
            )
    replace_file(path, content)


def _is_of_a_store(folder: Path) -> bool:
    return any(folder.joinpath(name).exists() for name in _OF_A_STORE)
