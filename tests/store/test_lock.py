"""The lock: who holds it is named, readers go on, and the mark that it carries is believed only when it is whole."""

import os
import pwd
import time
from pathlib import Path

import pytest

from tests.store.storing import begun, content, put, save
from tumorboard.store.contract import StoreError
from tumorboard.store.lock import Mark, StoreLock
from tumorboard.store.tiny import STORE_FILE, TinyStore

USER = pwd.getpwuid(os.geteuid()).pw_name


@pytest.fixture
def lock(folder: Path) -> Path:
    begun(folder)
    return folder / f"{STORE_FILE}.lock"


def test_a_writer_that_waits_in_vain_learns_who_is_saving(lock: Path) -> None:
    with (
        StoreLock(lock).exclusive(),
        pytest.raises(StoreError, match=rf"{USER} \(process {os.getpid()}\) is saving; NOT saved"),
        StoreLock(lock, patience=0.05).exclusive(),
    ):
        pytest.fail("two writers at once")


def test_readers_go_on_with_what_they_know_while_somebody_saves_for_long(folder: Path, lock: Path) -> None:
    session = TinyStore(folder)
    save(TinyStore(folder), put("A", 1, note="second"))
    with StoreLock(lock).exclusive():
        began = time.monotonic()
        assert content(session.get("cases", "A")) == {"note": "first"}
        assert time.monotonic() - began < 5
    assert content(session.get("cases", "A")) == {"note": "second"}


def test_a_lock_that_somebody_deleted_locks_nobody_out_and_lets_no_two_in(folder: Path, lock: Path) -> None:
    held = StoreLock(lock)
    with held.exclusive():
        lock.unlink()
    assert save(TinyStore(folder), put("B")) == 2
    assert StoreLock(lock).mark() is not None


def test_the_lock_is_held_again_inside_itself(lock: Path) -> None:
    mine = StoreLock(lock)
    with mine.exclusive(), mine.exclusive(), mine.shared() as is_quiet:
        assert is_quiet
    with StoreLock(lock, patience=0).exclusive():
        pass


def test_a_mark_is_read_back_and_none_is_made_of_a_damaged_one() -> None:
    mark = Mark("feed", 41, "beef")
    told = mark.told()
    assert Mark.read(told) == mark
    for place in range(len(told.rstrip())):
        broken = bytearray(told)
        broken[place] ^= 1
        assert Mark.read(bytes(broken)) in (None, mark)
    assert Mark.read(b"") is None
    assert Mark.read(told.replace(b"41", b"42")) is None
