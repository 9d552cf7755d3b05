"""Many processes save in one store at once and begin again after each conflict: no update is lost."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from tests.torture.children import COMPLAINT, FAULT, Child, Say
from tests.torture.crippled import Crippled, crippled
from tests.torture.effort import Effort
from tests.torture.ledger import Ledger, judged
from tests.torture.verdict import Tally, Verdict
from tests.torture.work import compact_unless_busy, filling, stepped
from tumorboard.store.tiny import TinyStore

__all__ = ["crowded", "tortured"]

_WRITERS: Final = 8
_COMMITS: Final = 200
_PATIENCE: Final = 300
_A_COMPACTION_EACH: Final = 150


def tortured(effort: Effort) -> Iterator[Verdict]:
    """Three times the whole crowd."""
    for turn in range(effort.of(3, 1)):
        tally, beside = crowded(effort, 40 if effort.quick else _COMMITS)
        yield tally.verdict(f"{_WRITERS} writers, run {turn + 1}", beside)


def crowded(
    effort: Effort, commits: int, without: Crippled | None = None, patience: float = _PATIENCE
) -> tuple[Tally, str]:
    """Let the crowd in and judge what it left."""
    folder, gate = effort.fresh("many"), effort.fresh("gate")
    tally, ledger = Tally(tried=_WRITERS * commits), Ledger()
    writers = [Child(_adding(folder, gate, f"writer-{number}", commits, without)) for number in range(_WRITERS)]
    began = time.monotonic()
    (gate / "open").touch()
    conflicts, longest = 0, 0.0
    for writer in writers:
        if not writer.finish(max(1.0, began + patience - time.monotonic())):
            tally.fault("wrong", f"a writer was not done after {patience:g} s")
        tally.acknowledged += ledger.hear(writer.lines())
        conflicts += sum(int(line.split()[1]) for line in writer.lines() if line.startswith("conflicts "))
        longest = max([longest, *(float(line.split()[2]) for line in writer.lines() if line.startswith("conflicts "))])
        for line in writer.lines():
            if line.startswith((COMPLAINT, FAULT)):
                tally.fault("wrong", f"a writer gave up: {line}")
    seconds = time.monotonic() - began
    _judge(effort, folder, ledger, tally)
    if without is None and not conflicts:
        tally.fault("wrong", "nobody met anybody: this run says nothing")
    return tally, f"{conflicts:,} conflicts, {tally.acknowledged / seconds:,.0f} commits/s, longest {longest:.2f} s"


def _judge(effort: Effort, folder: Path, ledger: Ledger, tally: Tally) -> None:
    before = effort.before(folder)
    judgement = judged(folder, ledger, unfinished=0)
    if judgement.kind != "whole":
        tally.fault(judgement.kind, judgement.told + effort.keeping(before, "many"))


def _adding(folder: Path, gate: Path, name: str, commits: int, without: Crippled | None) -> Callable[[Say], None]:
    """The work of a writer: so many commits, said at the end with the conflicts and the longest of them."""

    def work(say: Say) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        crippled(without)
        chance, conflicts, longest = Random(name), 0, 0.0  # noqa: S311 - contents
        while not (gate / "open").exists():
            time.sleep(0.001)
        store = TinyStore(folder)
        for number in range(commits):
            began = time.monotonic()
            step = stepped(store, name if number % 2 else f"{name}-{number}", filling(chance))
            longest = max(longest, time.monotonic() - began)
            conflicts += step.conflicts
            say(step.told)
            if number % _A_COMPACTION_EACH == _A_COMPACTION_EACH - 1:
                compact_unless_busy(store)
        say(f"conflicts {conflicts} {longest}")

    return work
