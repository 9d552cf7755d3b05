"""Does the torture bite? A store without syncing, without a lock, without its mark, and a writer who lies.

Each must be caught; a torture that finds nothing wrong with these says nothing about the real one.
"""

import signal
from collections.abc import Iterator
from typing import Final

from tests.torture.crippled import Crippled
from tests.torture.damage import Standing
from tests.torture.effort import Effort
from tests.torture.kill import killed
from tests.torture.ledger import Ledger
from tests.torture.many import crowded
from tests.torture.states import States, below, has_strace
from tests.torture.torn import cut_off
from tests.torture.verdict import Tally, Verdict, skipped

__all__ = ["tortured"]

_COMMITS: Final = 12
_STATES: Final = 3
_ROUNDS: Final = 30
_CROWD: Final = 40
_PATIENCE: Final = 30.0


def tortured(effort: Effort) -> Iterator[Verdict]:
    """A row for each bad variant; its faults are what is wanted."""
    if has_strace():
        yield from _cut(effort)
    else:
        yield skipped("power cut", "strace is not installed: apt-get install strace")
    tally, _ = crowded(effort, _CROWD, "lock", _PATIENCE)
    yield _caught(tally, "no lock: many")
    yield _caught(killed(effort, signal.SIGKILL, _ROUNDS, premature=True), "acknowledged too early: kill")
    yield _caught(cut_off(effort, Standing(effort, 20, 20, "mark")).tally, "no mark: files cut off")


def _cut(effort: Effort) -> Iterator[Verdict]:
    """Power cuts of stores that do not sync, or show what is not yet synced."""
    standing = Standing(effort, before=10, after=10)
    files, owed = below(standing.files), standing.ledger
    yield _caught(_states(effort, "sync", files, owed), "no sync: power cut")
    yield _caught(_states(effort, "folder-sync", {}, Ledger()), "no sync of folders: power cut, from nothing")
    yield _caught(_states(effort, "folder-sync", files, owed), "no sync of folders: power cut, compaction")
    yield _caught(_states(effort, "shared-lock", files, owed), "readers without a lock: power cut, a crowd")


def _states(effort: Effort, without: Crippled, files: dict[str, bytes | None], owed: Ledger) -> Tally:
    states = States(effort, f"no-{without}", _COMMITS, _STATES, without, is_crowd=without == "shared-lock")
    states.judge_all(files, owed)
    return states.cut


def _caught(tally: Tally, what: str) -> Verdict:
    return tally.verdict(what, "caught" if tally.faults else "NOT CAUGHT", good=tally.faults > 0)
