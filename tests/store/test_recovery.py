"""A damaged store: what can be saved is saved, what was lost is named, what was damaged is kept."""

import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.storing import content, put, save
from tumorboard.store.backup import BACKUPS
from tumorboard.store.contract import StoreError
from tumorboard.store.founding import SEGMENTS
from tumorboard.store.recovery import recover, recoverable
from tumorboard.store.tiny import STORE_FILE, TinyStore

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
JOURNAL = f"{STORE_FILE}.wal"
COMMITS = 9
"""Revision 3 is in a backup, 6 in the snapshot, the rest in the journal alone."""


@pytest.fixture
def worked_on(folder: Path) -> Path:
    """A store that was backed up and compacted while it was worked on, and closed."""
    store = TinyStore(folder)
    for number in range(1, COMMITS + 1):
        save(store, put("A", number - 1, note=f"note {number}"), put(f"case {number}"))
        if number in (3, 6):
            store.back_up(None, NOW)
        if number == 6:
            assert store.compact()
    store.close()
    return folder


def recovered(folder: Path) -> tuple[TinyStore, tuple[str, ...]]:
    """Recover a store that does not open; the store and what was lost."""
    with pytest.raises(StoreError, match="recover"):
        TinyStore(folder).all("cases")
    before = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    told = recoverable(folder / STORE_FILE)
    assert {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()} == before, "looking changed it"
    found, aside = recover(folder / STORE_FILE, "chair", NOW)
    assert (found.reached, found.lost) == (told.reached, told.lost)
    kept = {each.name: each.read_bytes() for each in aside.iterdir()}
    assert kept == {name: whole for name, whole in before.items() if name.startswith(STORE_FILE)}
    return TinyStore(folder), found.lost


def flipped(path: Path, at: int) -> None:
    whole = bytearray(path.read_bytes())
    whole[at] ^= 4
    path.write_bytes(whole)


def beyond_repair(*paths: Path) -> None:
    for path in paths:
        path.write_bytes(path.read_bytes()[:50])


DAMAGES: dict[str, Callable[[Path], object]] = {
    "snapshot empty": lambda folder: (folder / STORE_FILE).write_bytes(b""),
    "snapshot cut": lambda folder: beyond_repair(folder / STORE_FILE),
    "snapshot deleted": lambda folder: (folder / STORE_FILE).unlink(),
    "snapshot an old backup": lambda folder: shutil.copy(min((folder / BACKUPS).iterdir()), folder / STORE_FILE),
    "a bit of the snapshot": lambda folder: flipped(folder / STORE_FILE, -60),
    "the journal's first line": lambda folder: flipped(folder / JOURNAL, 20),
    "snapshot and newest backup": lambda folder: beyond_repair(folder / STORE_FILE, max((folder / BACKUPS).iterdir())),
    "snapshot and every backup": lambda folder: beyond_repair(folder / STORE_FILE, *(folder / BACKUPS).iterdir()),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_other_files_still_hold_is_put_together_and_nothing_is_lost(
    worked_on: Path, damage: Callable[[Path], object]
) -> None:
    damage(worked_on)
    store, lost = recovered(worked_on)
    assert lost == ()
    assert content(store.get("cases", "A")) == {"note": f"note {COMMITS}"}
    assert len(store.all("cases")) == 1 + COMMITS
    assert store.faults() == []
    assert store.revision() > COMMITS
    assert store.changes()[-1].by == "chair"
    assert "recovered from" in (store.changes()[-1].why or "")
    assert save(store, put("new")) == store.revision()


def test_a_commit_that_is_damaged_is_named_and_those_after_it_are_saved(worked_on: Path) -> None:
    path = worked_on / JOURNAL
    lines = path.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"case 8", b"case 0")
    path.write_bytes(b"\n".join(lines))
    store, lost = recovered(worked_on)
    assert lost[0] == "the commit of revision 8"
    assert {each.key for each in store.all("cases")} == {"A", *(f"case {each}" for each in range(1, 10) if each != 8)}
    assert content(store.get("cases", "A")) == {"note": f"note {COMMITS}"}
    assert store.faults() == [], "the hole is accounted for by the note that tells of it"


def test_a_journal_that_lost_its_end_is_told_by_the_mark_and_the_loss_is_named(worked_on: Path) -> None:
    path = worked_on / JOURNAL
    path.write_bytes(b"\n".join(path.read_bytes().split(b"\n")[:-3]) + b"\n")
    with pytest.raises(StoreError, match="revision 9 was reached, 7 is there"):
        TinyStore(worked_on)
    store, lost = recovered(worked_on)
    assert lost == ("2 commits between revisions 8 and 9",)
    assert content(store.get("cases", "A")) == {"note": "note 7"}
    assert store.faults() == []


def test_a_snapshot_changed_by_hand_is_passed_over_for_files_that_the_program_wrote(worked_on: Path) -> None:
    path = worked_on / STORE_FILE
    path.write_bytes(path.read_bytes().replace(b"note 6", b"note 0"))
    with pytest.raises(StoreError, match="changed outside of this program"):
        TinyStore(worked_on)
    store, lost = recovered(worked_on)
    assert lost == ()
    then = store.as_it_was("cases", "A", 6)
    assert content(then) == {"note": "note 6"}


def test_with_nothing_else_a_snapshot_changed_by_hand_is_taken_and_the_record_named(worked_on: Path) -> None:
    path = worked_on / STORE_FILE
    path.write_bytes(path.read_bytes().replace(b'"case 2"', b'"case X"', 1))
    shutil.rmtree(worked_on / BACKUPS)
    shutil.rmtree(worked_on / SEGMENTS)
    store, lost = recovered(worked_on)
    assert any("case X: is in the store and not in its log" in each for each in lost)
    assert store.faults() == []


def test_open_sessions_go_on_with_what_was_recovered(worked_on: Path) -> None:
    session = TinyStore(worked_on)
    revision = session.revision()
    flipped(worked_on / JOURNAL, 20)
    recover(worked_on / STORE_FILE, "chair", NOW)
    assert session.revision() > revision
    assert content(session.get("cases", "A")) == {"note": f"note {COMMITS}"}
    assert save(session, put("after")) == TinyStore(worked_on).revision()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("name", [STORE_FILE, JOURNAL])
def test_what_only_may_not_be_read_is_not_lost(worked_on: Path, name: str) -> None:
    (worked_on / name).chmod(0)
    with pytest.raises(StoreError, match="you may not read it"):
        recoverable(worked_on / STORE_FILE)


def test_nothing_that_can_be_read_is_said(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    (folder / STORE_FILE).write_bytes(b"")
    with pytest.raises(StoreError, match="restore a backup"):
        recoverable(folder / STORE_FILE)
