"""Backups: consistent while others write, kept a sensible while, and put back without losing what they replace."""

import json
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import tinydb

from tests.store.storing import AT, begun, content, put, save, worker
from tumorboard.store.backup import BACKUPS, back_up, read_backup
from tumorboard.store.contract import StoreError
from tumorboard.store.founding import SEGMENTS
from tumorboard.store.restore import Restored, restore
from tumorboard.store.rights import PRIVATE
from tumorboard.store.tiny import STORE_FILE, TinyStore

LATER = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def put_back(folder: Path, file: Path, *, is_forced: bool = False) -> Restored:
    return restore(folder / STORE_FILE, file, "chair", LATER, is_forced=is_forced)


def test_a_backup_is_a_plain_tinydb_file_that_only_its_owner_reads(folder: Path, tmp_path: Path) -> None:
    begun(folder)
    file = TinyStore(folder).back_up(tmp_path / "elsewhere", AT)
    assert file.name == "board-20261124T084100Z-r1.json"
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    with tinydb.TinyDB(file, access_mode="r") as plain:
        assert [each["id"] for each in plain.table("cases")] == ["A"]


@pytest.fixture
def not_root() -> Iterator[None]:
    """An account whose rights count: where root runs the tests, nobody."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    yield
    if is_root:
        os.seteuid(0)


@pytest.mark.parametrize("name", ["", "new", "new/deep"])
def test_a_folder_in_which_no_backup_may_be_written_is_named_as_that(
    folder: Path, tmp_path: Path, name: str, request: pytest.FixtureRequest
) -> None:
    begun(folder)
    memory = read_backup(TinyStore(folder).back_up(None, AT))
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    request.getfixturevalue("not_root")
    with pytest.raises(StoreError) as told:
        back_up(memory, closed / name, AT, PRIVATE)
    assert str(told.value).startswith(f"{closed / name}: this account may not write a backup there")
    assert "tumorboard backup DIR" in str(told.value)
    assert "--data" not in str(told.value)


def test_a_backup_taken_while_others_write_is_one_whole_state(folder: Path) -> None:
    writer = worker("acknowledge", folder)
    assert writer.stdout is not None
    writer.stdout.readline()
    store = TinyStore(folder)
    number, reached = 0, 0
    while number < 20 or reached <= 20:
        memory = read_backup(store.back_up(None, AT + timedelta(seconds=number)))
        number, reached = number + 1, memory.revision
        assert memory.revision == len(memory.tables["cases"]) == len(memory.tables["changes"])
    writer.kill()
    writer.communicate()
    assert store.revision() >= reached


def test_a_restored_store_is_the_backup_and_says_so(folder: Path, tmp_path: Path) -> None:
    begun(folder)
    file = TinyStore(folder).back_up(tmp_path / "elsewhere", AT)
    revision = put_back(tmp_path / "other", file).revision
    store = TinyStore(tmp_path / "other")
    assert revision == 1
    assert content(store.get("cases", "A")) == {"note": "first"}
    assert (store.changes()[-1].table, store.changes()[-1].why) == ("store", f"restored from {file.name}, revision 1")
    assert store.faults() == []


def test_a_newer_store_is_only_replaced_when_told_and_is_kept_aside(folder: Path) -> None:
    begun(folder)
    session = TinyStore(folder)
    file = session.back_up(None, AT)
    save(session, put("A", 1, note="second"))
    with pytest.raises(StoreError, match=r"is newer \(revision 2\).*--force"):
        put_back(folder, file)
    assert content(session.get("cases", "A")) == {"note": "second"}
    aside = put_back(folder, file, is_forced=True).aside
    assert content(session.get("cases", "A")) == {"note": "first"}, "a session that is open sees what was restored"
    assert session.revision() == 3
    assert sorted(each.name for each in aside.iterdir()) == [STORE_FILE, f"{STORE_FILE}.lock", f"{STORE_FILE}.wal"]
    assert b"second" in (aside / f"{STORE_FILE}.wal").read_bytes()


def test_another_boards_backup_is_only_restored_when_told(folder: Path, tmp_path: Path) -> None:
    begun(folder)
    begun(tmp_path / "other")
    file = TinyStore(tmp_path / "other").back_up(None, AT)
    with pytest.raises(StoreError, match="another board's store"):
        put_back(folder, file)
    put_back(folder, file, is_forced=True)
    assert TinyStore(folder).faults() == []


def test_a_backup_that_was_tampered_with_is_refused_with_the_record(folder: Path) -> None:
    begun(folder)
    file = TinyStore(folder).back_up(None, AT)
    file.write_bytes(file.read_bytes().replace(b'"note":"first"', b'"note":"other"'))
    with pytest.raises(StoreError, match="cases A: is not what its last change left behind"):
        put_back(folder, file)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"patients", b'{"cases": {"1": 5}}'])
def test_a_file_that_is_no_store_is_refused_and_nothing_changes(folder: Path, tmp_path: Path, content: bytes) -> None:
    begun(folder)
    (tmp_path / "file").write_bytes(content)
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    with pytest.raises(StoreError, match="file"):
        put_back(folder, tmp_path / "file", is_forced=True)
    with pytest.raises(StoreError, match="no such file"):
        put_back(folder, tmp_path / "none")
    with pytest.raises(StoreError, match="is a folder"):
        put_back(folder, tmp_path)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_the_first_session_of_a_day_backs_up_and_later_ones_do_not(folder: Path) -> None:
    begun(folder)
    store = TinyStore(folder)
    for hours in (0, 1, 8, 24, 25):
        store.tend(AT + timedelta(hours=hours))
    assert len(list((folder / BACKUPS).iterdir())) == 2
    assert json.loads((folder / STORE_FILE).read_bytes())["cases"], "the snapshot is brought up to date with it"


def test_an_empty_store_is_not_backed_up(folder: Path) -> None:
    TinyStore(folder).tend(AT)
    assert not (folder / BACKUPS).exists()


def test_old_backups_are_let_go_but_for_one_a_month_and_with_them_their_journals(folder: Path) -> None:
    store = TinyStore(folder)
    for day in range(100):
        save(store, put(f"case {day}"))
        store.tend(AT + timedelta(days=day))
    days = sorted(each.name[6:14] for each in (folder / BACKUPS).iterdir())
    assert len(days) == 14 + 3
    assert days[:3] == ["20261130", "20261231", "20270131"]
    kept = min(int(each.stem.rpartition("r")[2]) for each in (folder / BACKUPS).iterdir())
    assert min(int(each.stem.partition("-")[2]) for each in (folder / SEGMENTS).iterdir()) == kept + 1


@pytest.mark.parametrize("key", ["seal", "previous", "content", "edits", "path", "at", "why", "first", "undoes"])
def test_a_change_log_that_cannot_be_read_is_damage_and_no_fault_of_the_program(
    folder: Path, tmp_path: Path, key: str
) -> None:
    store = TinyStore(folder)
    save(store, put("A", note="first"))
    save(store, put("A", 1, note="second"))
    backup = store.back_up(tmp_path / "usb", AT)
    backup.write_bytes(backup.read_bytes().replace(f'"{key}":'.encode(), b'"x":'))
    with pytest.raises(StoreError, match=r"damaged \(change [12] of its log\)"):
        read_backup(backup)
    for file in folder.glob("board.json*"):
        file.unlink()
    (folder / "board.json").write_bytes(backup.read_bytes())
    with pytest.raises(StoreError, match=r"damaged \(change [12] of its log\)"):
        TinyStore(folder)


def test_an_older_change_log_that_cannot_be_read_is_damage_too(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_bytes(b'{"changes": {"1": {"id": "A", "table": "cases"}}}')
    with pytest.raises(StoreError, match=r"damaged \(its change log\)"):
        read_backup(tmp_path / "old.json")
