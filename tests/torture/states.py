"""Every state in which a kill or a power cut may leave a store, opened and judged by what was acknowledged by then."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from tests.torture.crippled import Crippled
from tests.torture.damage import Files, files_of, laid_out
from tests.torture.disk import Change
from tests.torture.effort import Effort
from tests.torture.ledger import Ledger, judged
from tests.torture.recorded import CROWD
from tests.torture.replay import Moment, Replay
from tests.torture.trace import calls_in, strace
from tests.torture.verdict import Tally

__all__ = ["States", "below", "has_strace"]

DATA: Final = "share/board"
"""The data folder below the root of the disk; the store makes both folders itself when they are not there."""
_REPOSITORY: Final = Path(__file__).resolve().parents[2]


def below(files: Files) -> dict[str, bytes | None]:
    """Files of a data folder as files of the disk."""
    share, _ = DATA.split("/")
    return {share: None, DATA: None, **{f"{DATA}/{name}": content for name, content in files.items()}}


def has_strace() -> bool:
    """Whether this machine can record what a process does."""
    return shutil.which("strace") is not None


@dataclass
class States:
    """A recorded life, and the judgement of its states."""

    effort: Effort
    name: str
    commits: int
    cuts: int
    without: Crippled | None = None
    is_crowd: bool = False

    def __post_init__(self) -> None:
        self.ledger = Ledger()
        self.killed, self.cut = Tally(), Tally()
        self.excused = 0
        self._judged: set[bytes] = set()
        self._place = self.effort.fresh(f"state-{self.name}")

    def judge_all(self, files: Mapping[str, bytes | None], owed: Ledger) -> None:
        """Let a process work on these files under record, then judge each state of its life.

        `owed` is what was acknowledged before.
        """
        root, log = self.effort.fresh(f"recorded-{self.name}"), self.effort.fresh("log") / "strace.log"
        laid_out(files, root)
        self.ledger = Ledger(owed.steps.values())
        self._record(root / DATA, log)
        replay, chance = Replay(root, files), self.effort.chance(f"states {self.name}")
        for call in calls_in(log):
            for moment in replay.play(call):
                self._judge(replay, moment, chance)
        seen = {name: content for name, content in replay.disk.killed().items() if content is not None}
        left = {name: content for name, content in files_of(root).items() if content is not None}
        if seen != left:
            different = sorted(name for name in {*seen, *left} if seen.get(name) != left.get(name))
            self.killed.fault("wrong", f"the replay ended with other files than the process: {different}")

    def _record(self, folder: Path, log: Path) -> None:
        name = CROWD if self.is_crowd else "alone"
        argv = [*strace(log), sys.executable, "-m", "tests.torture.recorded", str(folder), str(self.commits), name]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [*argv, self.without or ""], cwd=_REPOSITORY, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            self.killed.fault("wrong", f"the recorded process failed: {done.stderr[-500:]}")

    def _judge(self, replay: Replay, moment: Moment, chance: Random) -> None:
        if moment.said:
            acknowledged = self.ledger.hear([moment.said])
            self.killed.acknowledged += acknowledged
            self.cut.acknowledged += acknowledged
        if moment.torn:
            inode, change = moment.torn
            assert change.content is not None
            part = Change(change.at, change.content[: chance.randint(0, len(change.content))])
            self._look(self.killed, "killed", replay.disk.killed((inode, part)))
        else:
            self._look(self.killed, "killed", replay.disk.killed())
            for _ in range(self.cuts):
                self._look(self.cut, "power cut", replay.disk.cut(chance))

    def _look(self, tally: Tally, how: str, files: Mapping[str, bytes | None]) -> None:
        """Judge one state; the same files with the same debts are judged once, though counted each time."""
        tally.tried += 1
        state = (self.ledger.last, len(self.ledger.steps), sorted(files.items()))
        digest = hashlib.blake2b(repr(state).encode()).digest()
        if digest in self._judged:
            return
        self._judged.add(digest)
        laid_out(files, self._place)
        judgement = judged(self._place / DATA, self.ledger, 2 if self.is_crowd else 1)
        if judgement.kind == "whole":
            return
        if judgement.kind == "unreadable" and not self.ledger.steps:
            self.excused += 1
            return
        laid_out(files, self._place)
        kept = self.effort.keeping(self._place, self.name) if tally.faults < 3 else ""
        tally.fault(judgement.kind, f"{how} after {self.ledger.last} acknowledged: {judgement.told}{kept}")
