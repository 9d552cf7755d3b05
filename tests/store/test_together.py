"""Several processes on one store, and processes that are killed: no update is lost, no acknowledged commit either."""

import random
import signal
import subprocess
from pathlib import Path

from tests.store.storing import content, worker
from tests.store.worker import FILLING
from tumorboard.store.edits import Edit
from tumorboard.store.tiny import TinyStore

WRITERS, COMMITS = 4, 50
ROUNDS = 25
LONGEST_LIFE = 0.03
"""Seconds that a writer lives after its first commit."""


def test_writers_that_begin_again_after_a_conflict_lose_no_update(folder: Path) -> None:
    names = [f"writer {number}" for number in range(WRITERS)]
    writers = [worker("add_up", folder, name, str(COMMITS)) for name in names]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.send_signal(signal.SIGUSR1)
    endings = [writer.communicate(timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, endings
    assert sum(int(printed) for printed, _ in endings) > 0, "nobody met anybody; the test would say nothing"
    store = TinyStore(folder)
    assert content(store.get("cases", "counter")) == {"total": WRITERS * COMMITS}
    assert [content(store.get("cases", name)) for name in names] == [{"total": COMMITS}] * WRITERS
    assert store.revision() == WRITERS * COMMITS
    steps = [each.edits for each in store.changes() if each.key == "counter"]
    assert steps == [(), *((Edit(("total",), total, total + 1),) for total in range(1, WRITERS * COMMITS))]
    assert len(store.changes()) == 2 * WRITERS * COMMITS


def killed_at_a_random_moment(folder: Path, moment: float) -> list[str]:
    """The keys that a writer had acknowledged when it was killed."""
    process = worker("acknowledge", folder)
    assert process.stdout is not None
    first = process.stdout.readline()
    assert first, process.communicate()[1]
    try:
        process.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        process.kill()
    rest, complaint = process.communicate()
    assert process.returncode == -9, complaint
    return (first + rest).split("\n")[:-1]


def test_a_killed_writer_loses_nothing_that_it_acknowledged(folder: Path) -> None:
    moments = random.Random(1)  # noqa: S311 - a moment, not a secret
    acknowledged: set[str] = set()
    for _ in range(ROUNDS):
        acknowledged.update(killed_at_a_random_moment(folder, moments.uniform(0, LONGEST_LIFE)))
        store = TinyStore(folder)
        standing = {each.key: each for each in store.all("cases")}
        assert acknowledged <= set(standing)
        assert all(content(each) == {"filling": FILLING} for each in standing.values())
        assert len(store.changes()) == len(standing) == store.revision()
        store.close()
    assert len(acknowledged) > ROUNDS, "each was killed at its first commit; the test would say nothing"
