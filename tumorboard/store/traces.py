"""What lies in a data folder only where a store was: a folder that holds any of it is no new one."""

import re
from pathlib import Path
from typing import Final

from tumorboard.store.founding import BACKUPS, SEGMENTS, journal_of

__all__ = ["traces", "was_begun"]

_ENDINGS: Final = {BACKUPS: ".json", SEGMENTS: ".wal", "archive": ".json", "keys": ".pub", "quarantine": ""}
_REVISION: Final = re.compile(r"-r(\d+)\.json$")


def traces(folder: Path) -> str:
    """What a store has left in a folder, in words, with the highest revision of its backups; "" where nothing."""
    found = [name for name, ending in _ENDINGS.items() if any(folder.joinpath(name).glob(f"*{ending}"))]
    revisions = [int(told[1]) for each in (folder / BACKUPS).glob("*.json") if (told := _REVISION.search(each.name))]
    held = f" (revision {max(revisions)})" if revisions else ""
    return ", ".join(f"{name}/{held if name == BACKUPS else ''}" for name in found)


def was_begun(path: Path) -> bool:
    """Whether the store of snapshot `path` was ever begun, by its files or by what it left beside them."""
    return path.exists() or journal_of(path).exists() or bool(traces(path.parent))
