"""Eight writers, of whom one is killed every few milliseconds and replaced, compactions, and a reader who watches."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Final

from tests.torture.children import COMPLAINT, FAULT, Child, Say, while_watched
from tests.torture.effort import Effort
from tests.torture.ledger import Ledger, judged
from tests.torture.verdict import Tally, Verdict
from tests.torture.work import COUNTER, is_whole, writing
from tumorboard.store.tiny import TinyStore

__all__ = ["tortured"]

_WRITERS: Final = 8
_SECONDS: Final = (60, 8)
_LONGEST_PEACE: Final = 0.12
_A_LOOK: Final = 0.004


def tortured(effort: Effort) -> Iterator[Verdict]:
    """One row; `--rounds` is the number of seconds."""
    folder, chance = effort.fresh("chaos"), effort.chance("chaos")
    tally, ledger = Tally(), Ledger()
    reader = Child(_watching(folder))
    lives = [*_lives(folder, chance, effort.of(*_SECONDS))]
    reader.send(signal.SIGTERM)
    reader.finish(10)
    for life in lives:
        tally.acknowledged += ledger.hear(life)
    tally.tried = len(lives)
    for line in (line for lines in (*lives, reader.lines()) for line in lines):
        if line.startswith((COMPLAINT, FAULT)):
            tally.fault("wrong", line)
    before = effort.before(folder)
    judgement = judged(folder, ledger, unfinished=len(lives), patience=300)
    if judgement.kind != "whole":
        tally.fault(judgement.kind, judgement.told + effort.keeping(before, "chaos"))
    looks = len(reader.lines())
    yield tally.verdict(f"{_WRITERS} writers", f"{len(lives):,} killed, the reader looked {looks:,} times")


def _lives(folder: Path, chance: Random, seconds: float) -> Iterator[list[str]]:
    """What each writer said in its life; there are always eight of them until the time is up."""
    born = iter(range(1_000_000))
    writers = [_writer(folder, next(born)) for _ in range(_WRITERS)]
    end = time.monotonic() + seconds
    next_kill = time.monotonic() + 0.3
    while time.monotonic() < end:
        time.sleep(_A_LOOK)
        if time.monotonic() > next_kill:
            chance.choice(writers).send(signal.SIGKILL)
            next_kill = time.monotonic() + chance.uniform(0, _LONGEST_PEACE)
        for place, writer in enumerate(writers):
            writer.lines()
            if writer.has_ended():
                writer.finish(10)
                yield writer.lines()
                writers[place] = _writer(folder, next(born))
    for writer in writers:
        writer.send(signal.SIGKILL)
        writer.finish(10)
        yield writer.lines()


def _writer(folder: Path, number: int) -> Child:
    return Child(writing(folder, f"{number}", Random(number)))  # noqa: S311 - contents


def _watching(folder: Path) -> Callable[[Say], None]:
    """The work of the reader: nothing that it sees may be torn, and no revision may be older than one seen before."""

    def work(say: Say) -> None:
        store, seen = TinyStore(folder), 0
        for _ in while_watched():
            counter, now = store.get("cases", COUNTER), store.revision()
            total = counter.content["total"] if counter else 0
            if not seen <= total <= now:
                raise AssertionError(f"revision {seen} was seen, then the counter at {total} and revision {now}")
            if any(not is_whole(each) for each in store.all("cases")[-20:]):
                raise AssertionError("a record that nobody saved so")
            seen = now
            say("looked")
            time.sleep(_A_LOOK)

    return work
