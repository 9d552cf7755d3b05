"""A life of a store to be recorded: `python -m tests.torture.recorded FOLDER COMMITS NAME [WITHOUT]`.

It says each commit on standard output once it is acknowledged; it also compacts twice, and closes and opens once.
The name `crowd` is of a reader beside two such writers, who says each revision once it has seen it.
"""

import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Final

from tests.torture.crippled import CRIPPLED, crippled, on_a_slow_disk
from tests.torture.work import SEEN, compact_unless_busy, filling, stepped
from tumorboard.store.tiny import TinyStore

__all__ = ["CROWD"]

CROWD: Final = "crowd"
_WRITERS: Final = 2
_WRITER: Final = "writer-"


def _say(line: str) -> None:
    os.write(1, (line + "\n").encode())


def _write(folder: Path, commits: int, name: str) -> None:
    chance = Random(name)  # noqa: S311 - contents
    store = TinyStore(folder)
    for number in range(commits):
        step = stepped(store, f"case-{number % 7}" if number % 3 else f"{name}-{number}", filling(chance)[:1200])
        _say(step.told)
        if number in (commits // 2, commits * 3 // 4):
            compact_unless_busy(store)
        if number == commits // 4:
            store.close()
            store = TinyStore(folder)
    store.close()


def _watch(folder: Path, commits: int, without: str) -> None:
    argv = [sys.executable, "-m", "tests.torture.recorded", str(folder), str(commits)]
    writers = [subprocess.Popen([*argv, f"{_WRITER}{number}", without]) for number in range(_WRITERS)]
    store, seen = TinyStore(folder), 0
    while any(writer.poll() is None for writer in writers):
        if (now := store.revision()) > seen:
            seen = now
            _say(f"{SEEN}{seen}")
    sys.exit(max(writer.returncode for writer in writers))


def _main(folder: Path, commits: int, name: str, without: str) -> None:
    if name.startswith(_WRITER):
        on_a_slow_disk()
    crippled(next((each for each in CRIPPLED if each == without), None))
    if name == CROWD:
        _watch(folder, commits, without)
    else:
        _write(folder, commits, name)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4] if len(sys.argv) > 4 else "")
