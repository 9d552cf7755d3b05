"""Where a run of the benchmark happens: a temporary folder, an environment of its own, and the commands."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final

from tests.bench.made_cases import FIRST_CASE, write_cases
from tests.bench.made_followups import plan_followups
from tests.bench.made_sitting import decide_half, sit

__all__ = ["CASES_IN_A_CROWD", "CASES_ON_THE_BOARD", "CASES_TO_PRINT", "FOLLOWUPS", "Argv", "Place"]

Argv = list[str]
CASES_ON_THE_BOARD: Final = 40
CASES_IN_A_CROWD: Final = 2_000
CASES_TO_PRINT: Final = 60
FOLLOWUPS: Final = 5_000
_FLOORS: Final = Path(__file__).parent


class Place:
    """Nothing of the person's is read or written: home is inside the temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.home.mkdir()
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        self._copies = 0

    def python(self, *arguments: str) -> Argv:
        """This interpreter, without the current folder on its path."""
        return [sys.executable, "-P", *arguments]

    def floor(self, name: str, *arguments: str) -> Argv:
        """A floor: one of the programs beside this file."""
        return self.python(str(_FLOORS / f"{name}.py"), *arguments)

    def tumorboard(self, *arguments: str) -> Argv:
        """The program as a person starts it."""
        return [str(Path(sysconfig.get_path("scripts")) / "tumorboard"), *arguments]

    def cases(self, count: int) -> Path:
        """A file of made cases, written once."""
        path = self.folder / f"{count}.jsonl"
        if not path.exists():
            write_cases(path, count)
        return path

    def board(self) -> Argv:
        """The Board on a fresh copy of a data folder with one meeting, so that no round finds the drafts of another."""
        self._copies += 1
        data = self.folder / f"board-{self._copies}"
        shutil.copytree(self._seeded, data)
        return self.tumorboard("--data", str(data))

    def crowded(self) -> Argv:
        """The Board on a fresh copy of the same with thousands of cases on later meetings."""
        self._copies += 1
        data = self.folder / f"crowded-{self._copies}"
        shutil.copytree(self._crowded, data)
        return self.tumorboard("--data", str(data))

    def size_of(self, argv: Argv) -> int:
        """Bytes of the data folder of a command."""
        return sum(path.stat().st_size for path in Path(argv[-1]).rglob("*") if path.is_file())

    def sitting(self) -> Argv:
        """The same with the meeting open: six views on its first case are revealed, and it is decided with dissent."""
        argv = self.board()
        sit(Path(argv[-1]), FIRST_CASE)
        return argv

    def following(self) -> Argv:
        """The same beside years of decisions, with thousands of open follow-ups."""
        self._copies += 1
        data = self.folder / f"followed-{self._copies}"
        shutil.copytree(self._followed, data)
        return self.tumorboard("--data", str(data))

    def printing(self) -> tuple[Argv, str]:
        """The program on a data folder with one meeting to be printed, of which half is decided, and its id."""
        data = self.folder / "printed"
        meeting = self._filled(data, CASES_TO_PRINT)
        decide_half(data)
        return self.tumorboard("--data", str(data)), meeting

    @cached_property
    def _followed(self) -> Path:
        data = Path(self.board()[-1])
        plan_followups(data, FOLLOWUPS)
        return data

    @cached_property
    def _crowded(self) -> Path:
        data = self.folder / "crowded"
        shutil.copytree(self._seeded, data)
        later = (datetime.now(UTC) + timedelta(days=60)).isoformat(timespec="minutes")
        planned = self._answer(data, "meeting", "new", "--title", "Later", "--starts", later, "--json")
        others = self.folder / "others.jsonl"
        lines = self.cases(CASES_IN_A_CROWD).read_text(encoding="utf-8").splitlines(keepends=True)
        others.write_text("".join(lines[CASES_ON_THE_BOARD:]), encoding="utf-8")
        self._answer(data, "import", str(others), "--meeting", json.loads(planned)["id"])
        return data

    @cached_property
    def _seeded(self) -> Path:
        data = self.folder / "board"
        self._filled(data, CASES_ON_THE_BOARD)
        return data

    def _filled(self, data: Path, count: int) -> str:
        """A new store with one meeting of so many cases; the meeting's id."""
        tomorrow = (datetime.now(UTC) + timedelta(days=1)).isoformat(timespec="minutes")
        planned = self._answer(data, "meeting", "new", "--title", "Spine MDT", "--starts", tomorrow, "--json")
        meeting: str = json.loads(planned)["id"]
        self._answer(data, "import", str(self.cases(count)), "--meeting", meeting)
        return meeting

    def _answer(self, data: Path, *arguments: str) -> str:
        argv = self.tumorboard("--data", str(data), *arguments)
        return subprocess.run(
            argv, env=self.environment, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ).stdout
