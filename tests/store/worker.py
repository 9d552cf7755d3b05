"""What other processes do to a store in these tests: `python -m tests.store.worker TASK FOLDER …`."""

import contextlib
import hashlib
import os
import resource
import signal
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.store.storing import AT, put, save
from tumorboard.store.contract import NEW, Conflict, StoreError
from tumorboard.store.drafts import Drafts
from tumorboard.store.keys import Keys
from tumorboard.store.tiny import STORE_FILE, TinyStore

FILLING = "x" * 2000


def add_up(folder: Path, name: str, times: str) -> None:
    """Add one to the common counter and to my own record, so many times, beginning again after each conflict."""
    store = TinyStore(folder)
    conflicts = 0
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    print("ready", flush=True)
    signal.sigwait([signal.SIGUSR1])
    for mine in range(1, int(times) + 1):
        while True:
            common = store.get("cases", "counter")
            own = store.get("cases", name)
            puts = (
                put("counter", common.revision if common else NEW, total=common.content["total"] + 1 if common else 1),
                put(name, own.revision if own else NEW, total=mine),
            )
            if not isinstance(store.commit(puts, by=name, at=AT, why=None), Conflict):
                break
            conflicts += 1
    print(conflicts)


def acknowledge(folder: Path) -> None:
    """Save one new record after another and print the key of each that was saved, until killed."""
    store = TinyStore(folder)
    for number in count(store.revision() + 1):
        save(store, put(str(number), filling=FILLING))
        sys.stdout.write(f"{number}\n")  # in one piece also where nothing is buffered
        sys.stdout.flush()


def change(folder: Path, key: str, note: str) -> None:
    """Change the note of one record."""
    store = TinyStore(folder)
    standing = store.get("cases", key)
    print(save(store, put(key, standing.revision if standing else NEW, note=note), by="other"))


def fill_disk(folder: Path) -> None:
    """Save where the file may not grow, and print the complaint and what is read afterwards."""
    store = TinyStore(folder)
    _limit_files((folder / STORE_FILE).stat().st_size)
    try:
        save(store, put("B", filling=FILLING))
    except StoreError as error:
        print(error)
    print(len(store.all("cases")))


def die_writing(folder: Path) -> None:
    """Be killed by the system in the middle of writing the file."""
    store = TinyStore(folder)
    _limit_files((folder / STORE_FILE).stat().st_size)
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    save(store, put("B", filling=FILLING))


def type_until_full(folder: Path, room: str) -> None:
    """Keep a draft field by field on a disk that fills up; print each field that was kept."""
    drafts = Drafts(folder, "chair")
    _limit_files(int(room))
    try:
        for number in count():
            drafts.keep("A", 1, f"field.{number}", "x" * 40, AT)
            print(f"field.{number}", flush=True)
    except StoreError as error:
        print(error, file=sys.stderr)


def interrupt_myself(folder: Path) -> None:
    """Be interrupted from within each of five commits; print what came of it."""
    store = TinyStore(folder)
    flush = os.fdatasync

    def interrupted(handle: int) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        flush(handle)

    os.fdatasync = interrupted  # type: ignore[assignment]
    for number in range(5):
        with contextlib.suppress(KeyboardInterrupt):
            save(store, put(str(number)))
            sys.exit("was not interrupted")
    os.fdatasync = flush
    print("interrupted", len(store.all("cases")), len(TinyStore(folder).all("cases")))


def type_and_settle(folder: Path) -> None:
    """Type into a case and settle it, again and again, until killed."""
    drafts = Drafts(folder, "chair")
    for number in count():
        drafts.keep("THEIRS", 1, "escc", "2", AT)
        drafts.settle("THEIRS")
        if number == 0:
            print("begun", flush=True)


def own_key(folder: Path) -> None:
    """Ask for the chair's key, made if there is none; print its secret half."""
    keys = Keys(folder, lambda: os.urandom(32), lambda secret: hashlib.blake2b(secret, digest_size=32).digest())
    print(keys.mine("chair").secret.hex())


def _limit_files(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


_TASKS = (
    add_up,
    acknowledge,
    change,
    interrupt_myself,
    fill_disk,
    die_writing,
    type_until_full,
    type_and_settle,
    own_key,
)
TASKS: dict[str, Callable[..., None]] = {task.__name__: task for task in _TASKS}

if __name__ == "__main__":
    TASKS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
