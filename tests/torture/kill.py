"""Killed at a random moment, hundreds of times: all that was acknowledged is there, and the store opens."""

import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from tests.torture.children import COMPLAINT, FAULT, Child
from tests.torture.effort import Effort
from tests.torture.ledger import Ledger, judged
from tests.torture.verdict import Tally, Verdict
from tests.torture.work import writing

__all__ = ["killed", "tortured"]

_ROUNDS: Final = {signal.SIGKILL: (500, 60), signal.SIGHUP: (60, 10), signal.SIGTERM: (60, 10)}
_LONGEST_LIFE: Final = 0.08
_ENOUGH: Final = 1500
"""Commits after which a store is begun anew, because judging takes longer and longer."""


def tortured(effort: Effort) -> Iterator[Verdict]:
    """One row for each signal."""
    for number, (full, quick) in _ROUNDS.items():
        yield killed(effort, number, effort.of(full, quick)).verdict(number.name)


@dataclass
class _Standing:
    """The store under torture, what it owes, and how many commits may be in it without acknowledgement."""

    folder: Path
    ledger: Ledger = field(default_factory=Ledger)
    unfinished: int = 0


def killed(effort: Effort, number: signal.Signals, rounds: int, *, premature: bool = False) -> Tally:
    """Kill a writer in each round and judge what it left; the next one goes on with the same store."""
    tally, chance = Tally(), effort.chance(f"kill {number.name}")
    standing = _Standing(effort.fresh("kill"))
    for one in range(rounds):
        tally.tried += 1
        lines = _life(standing.folder, number, f"{one}", chance, premature)
        tally.acknowledged += standing.ledger.hear(lines)
        standing.unfinished += 1
        if not _is_well(effort, standing, lines, tally) or standing.ledger.last > _ENOUGH:
            shutil.rmtree(standing.folder, ignore_errors=True)
            standing = _Standing(effort.fresh("kill"))
    return tally


def _life(folder: Path, number: signal.Signals, name: str, chance: Random, premature: bool) -> list[str]:
    """What a writer said that was killed while it opened the store, or while it worked."""
    child = Child(writing(folder, name, Random(name), premature=premature))  # noqa: S311 - contents
    if chance.random() < 0.7:
        child.heard("", 10)
    time.sleep(chance.uniform(0, _LONGEST_LIFE))
    child.send(number)
    child.finish(10)
    return child.lines()


def _is_well(effort: Effort, standing: _Standing, lines: list[str], tally: Tally) -> bool:
    """Count what is wrong with the store after a round; the judge's own commit goes into the ledger."""
    before = effort.before(standing.folder)
    if lines and lines[-1].startswith((COMPLAINT, FAULT)):
        tally.fault("wrong", f"the writer ended of itself: {lines[-1]}{effort.keeping(before, 'kill')}")
        return False
    judgement = judged(standing.folder, standing.ledger, standing.unfinished)
    if judgement.kind != "whole":
        tally.fault(judgement.kind, judgement.told + effort.keeping(before, "kill"))
        return False
    standing.ledger.hear([judgement.probe])
    return True
