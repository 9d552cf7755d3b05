"""A storm of Ctrl-C: the interrupt is caught and the process goes on with the same store, and others can use it too."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from tests.torture.children import COMPLAINT, FAULT, Child, Say, answer_of, while_watched
from tests.torture.effort import Effort
from tests.torture.ledger import Ledger, judged
from tests.torture.verdict import Tally, Verdict
from tests.torture.work import filling, saved, stepped
from tumorboard.store.contract import StoreError
from tumorboard.store.tiny import TinyStore

__all__ = ["tortured"]

_STORMS: Final = 4
_INTERRUPTS: Final = (150, 30)
_LONGEST_GAP: Final = 0.012
_PATIENCE: Final = 30.0


def tortured(effort: Effort) -> Iterator[Verdict]:
    """One row for each storm; `--rounds` is the number of interrupts."""
    for number in range(_STORMS):
        yield _storm(effort, number, effort.of(*_INTERRUPTS))


def _storm(effort: Effort, number: int, interrupts: int) -> Verdict:
    folder, signs = effort.fresh("interrupt"), effort.fresh("signs")
    tally, ledger, chance = Tally(tried=interrupts), Ledger(), effort.chance(f"interrupt {number}")
    worker = Child(_going_on(folder, signs, f"storm-{number}"))
    worker.heard("ready", _PATIENCE)
    for _ in range(interrupts):
        time.sleep(chance.uniform(0, _LONGEST_GAP))
        if not worker.has_ended():
            worker.send(signal.SIGINT)
    (signs / "stop").touch()
    worker.heard("idle", _PATIENCE)
    other = answer_of(lambda: stepped(TinyStore(folder), "other", "from another process").told, 15)
    if other.value is None:
        tally.fault("unreadable", f"another process, while the first one is idle: {other.complaint or other.fault}")
    (signs / "end").touch()
    if not worker.finish(_PATIENCE):
        tally.fault("wrong", "the interrupted process hangs")
    tally.acknowledged += ledger.hear([*worker.lines(), *([other.value] if other.value else [])])
    _count(effort, folder, ledger, tally, worker.lines(), interrupts)
    caught = sum(line == "caught" for line in worker.lines())
    return tally.verdict(f"storm {number + 1}", f"{caught} interrupts hit")


def _count(effort: Effort, folder: Path, ledger: Ledger, tally: Tally, lines: list[str], interrupts: int) -> None:
    for line in lines:
        if line.startswith((COMPLAINT, FAULT)):
            tally.fault("wrong", f"the interrupted process: {line}")
    if lines[-1:] != ["closed"]:
        tally.fault("wrong", f"the interrupted process did not reach its end: {lines[-1:]}")
    before = effort.before(folder)
    judgement = judged(folder, ledger, interrupts)
    if judgement.kind != "whole":
        tally.fault(judgement.kind, judgement.told + effort.keeping(before, "interrupt"))


def _going_on(folder: Path, signs: Path, name: str) -> Callable[[Say], None]:
    """The work of the one who is interrupted: commit until `stop`, stay idle until `end`, commit once more."""

    def work(say: Say) -> None:
        interrupts, chance = _OneAtATime(), Random(name)  # noqa: S311 - contents
        signal.signal(signal.SIGINT, interrupts.raised)
        store = TinyStore(folder)
        say("ready")
        for number in while_watched():
            if (signs / "stop").exists():
                break
            try:
                interrupts.are_awaited = True
                say(stepped(store, f"{name}-{number % 50}", filling(chance)).told)
                if number % 40 == 39:
                    store.compact()
                interrupts.are_awaited = False
            except KeyboardInterrupt:
                say("caught")
            except StoreError as error:
                interrupts.are_awaited = False
                say(f"{COMPLAINT}{error}")
        say("idle")
        while not (signs / "end").exists():
            time.sleep(0.01)
        last = stepped(store, f"{name}-last", "the last one").told
        assert saved(last)
        say(last)
        store.close()
        say("closed")

    return work


class _OneAtATime:
    """Interrupts that are raised only where the program would catch them."""

    def __init__(self) -> None:
        self.are_awaited = False

    def raised(self, *_: object) -> None:
        """The signal's handler."""
        if self.are_awaited:
            self.are_awaited = False
            raise KeyboardInterrupt
