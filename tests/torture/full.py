"""The disk is full: told clearly, everything stays readable, and with room again the same process goes on."""

import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

from tests.torture.children import COMPLAINT, Child, Say, answer_of
from tests.torture.effort import Effort
from tests.torture.ledger import Ledger, judged
from tests.torture.verdict import Tally, Verdict, skipped
from tests.torture.work import filling, stepped
from tumorboard.store.contract import StoreError
from tumorboard.store.tiny import TinyStore

__all__ = ["tortured"]

_ROOM: Final = (150_000, 400_001, 1_000_003)
_BALLAST: Final = 1_500_000
_TMPFS: Final = "size=3m"
_EVERYTHING: Final = 5_000_000
Act = Callable[[], None]


def tortured(effort: Effort) -> Iterator[Verdict]:
    """A file that may not grow beyond some size, and a small disk."""
    for room in _ROOM[: 1 if effort.quick else None]:
        folder = effort.fresh("full")
        take, give = partial(_limit, room), partial(_limit, resource.RLIM_INFINITY)
        yield _filled(effort, folder, folder, take, give, f"files of {room:,} B")
    if os.geteuid() or not shutil.which("mount"):
        yield skipped("a small disk", "only root can mount one")
        return
    for ballast, what in ((_BALLAST, "a small disk"), (_EVERYTHING, "a disk full from the start")):
        mountpoint = effort.fresh("disk")
        with _small_disk(mountpoint):
            heavy = mountpoint / "ballast"
            yield _filled(effort, mountpoint, mountpoint / "data", partial(_weigh, heavy, ballast), heavy.unlink, what)


def _filled(effort: Effort, place: Path, folder: Path, take: Act, give: Act, what: str) -> Verdict:
    """Fill, look from outside, give room, go on, judge."""
    tally, ledger = Tally(tried=1), Ledger()
    gate = effort.fresh("gate")
    worker = Child(_filling(folder, gate, take, give))
    worker.heard("full", 120)
    outside = answer_of(lambda: len(TinyStore(folder).all("cases")))
    if outside.value is None and any(line.startswith("saved") for line in worker.lines()):
        tally.fault("unreadable", f"another process while the disk is full: {outside.complaint or outside.fault}")
    (gate / "room").touch()
    if not worker.finish(120):
        tally.fault("wrong", "hung on a full disk")
    tally.acknowledged = ledger.hear(worker.lines())
    for line in worker.lines():
        if not line.startswith(("saved ", "full", "closed", "small ", "compacted", "refused ")):
            tally.fault("wrong", line)
    if "closed" not in worker.lines():
        tally.fault("wrong", f"did not reach its end: {worker.lines()[-1:]}")
    before = effort.before(place)
    judgement = judged(folder, ledger, unfinished=0)
    if judgement.kind != "whole":
        tally.fault(judgement.kind, judgement.told + effort.keeping(before, "full"))
    beside = "; ".join(line for line in worker.lines() if line.startswith(("small", "compacted", "refused")))
    return tally.verdict(what, beside)


def _filling(folder: Path, gate: Path, take: Act, give: Act) -> Callable[[Say], None]:
    """The work: fill the disk; then read, try a small commit and a compaction; with room again commit and compact."""

    def work(say: Say) -> None:
        chance = Random(7)  # noqa: S311 - contents
        take()
        store = _opened(folder, say)
        acknowledged = 0
        for number in count():
            try:
                step = stepped(store, f"case-{number % 300}", filling(chance)) if store else None
            except StoreError as error:
                say(f"refused {_clear(error)}")
                break
            if store is None or step is None:
                break
            acknowledged = step.revision
            say(step.told)
        if store:
            _while_full(store, acknowledged, say)
        say("full")
        while not (gate / "room").exists():
            pass
        give()
        store = store or TinyStore(folder)
        say(stepped(store, "after", "there is room again").told)
        store.compact()
        say(stepped(store, "after", "and after a compaction").told)
        store.close()
        say("closed")

    return work


def _opened(folder: Path, say: Say) -> TinyStore | None:
    try:
        return TinyStore(folder)
    except StoreError as error:
        say(f"refused {_clear(error)}")
        return None


def _while_full(store: TinyStore, acknowledged: int, say: Say) -> None:
    """Reads go on; a small commit or a compaction may go through or be refused."""
    if store.revision() != acknowledged:
        say(f"revision {store.revision()} after {acknowledged} was acknowledged and the next refused")
    store.all("cases")
    try:
        say(stepped(store, "small", "").told)
        say("small commit went through")
    except StoreError as error:
        say(f"small commit refused {_clear(error)}")
    try:
        store.compact()
        say("compacted")
    except StoreError as error:
        say(f"compacted not {_clear(error)}")
    store.all("cases")


def _clear(error: StoreError) -> str:
    """Whether the complaint names the cause, told in a word."""
    return "(disk full)" if "full" in str(error) else f"({COMPLAINT}{error})"


def _limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def _weigh(path: Path, size: int) -> None:
    with path.open("wb", buffering=0) as ballast:
        try:
            for _ in range(size // 1000):
                ballast.write(bytes(1000))
        except OSError:
            return


@contextmanager
def _small_disk(mountpoint: Path) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"{_TMPFS},mode=0700", "tmpfs", mountpoint], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", mountpoint], check=True)
