"""The files themselves: private, replaced or appended whole, plain TinyDB, and nothing else left beside them."""

import os
import stat
from pathlib import Path

import pytest
import tinydb

from tests.store.storing import begun, content, left_in, put, save, worked, worker
from tests.store.worker import FILLING
from tumorboard.store.contract import StoreError
from tumorboard.store.files import replace_file
from tumorboard.store.tiny import STORE_FILE, TinyStore

ONLY = {STORE_FILE, f"{STORE_FILE}.wal", f"{STORE_FILE}.lock"}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_only_the_owner_may_read_whatever_the_umask(folder: Path, umask: int) -> None:
    os.umask(umask)
    begun(folder)
    assert mode(folder) == 0o700
    assert {name: mode(folder / name) for name in left_in(folder)} == dict.fromkeys(ONLY, 0o600)


def test_a_file_that_was_opened_to_others_is_closed_again_by_the_next_commit(folder: Path) -> None:
    begun(folder)
    (folder / STORE_FILE).chmod(0o666)
    save(TinyStore(folder), put("B"))
    assert mode(folder / STORE_FILE) == 0o600


def test_opening_and_reading_write_nothing(folder: Path) -> None:
    store = TinyStore(folder)
    assert store.all("cases") == []
    assert left_in(folder) == set()
    store.close()


def test_nothing_is_left_beside_the_file_after_any_number_of_commits(folder: Path) -> None:
    store = TinyStore(folder)
    for number in range(5):
        save(store, put(str(number)))
        assert left_in(folder) == ONLY


def test_a_reader_that_began_before_the_file_is_written_anew_reads_the_old_file_to_its_end(folder: Path) -> None:
    old = begun(folder)
    with (folder / STORE_FILE).open("rb", buffering=0) as reader:
        beginning = reader.read(10)
        store = TinyStore(folder)
        save(store, put("B", filling=FILLING))
        assert store.compact()
        assert beginning + reader.read() == old
        assert os.fstat(reader.fileno()).st_ino != (folder / STORE_FILE).stat().st_ino


def test_plain_tinydb_reads_the_file_and_finds_the_records(folder: Path) -> None:
    store = TinyStore(folder)
    save(store, put("A", note="first"), put("M", table="meetings", title="Spine MDT"))
    save(store, put("A", 1, note="second"), put("B", note="other"))
    assert store.compact()
    with tinydb.TinyDB(folder / STORE_FILE, access_mode="r") as plain:
        found = plain.table("cases").search(tinydb.where("note") == "second")
        assert [each["id"] for each in found] == ["A"]
        assert [each["id"] for each in plain.table("cases")] == ["A", "B"]
        assert [each["title"] for each in plain.table("meetings")] == ["Spine MDT"]
        assert len(plain.table("changes")) == 4
        assert {"meetings", "cases", "changes"} <= plain.tables()


def test_a_full_disk_is_told_and_the_old_store_stands(folder: Path) -> None:
    old = begun(folder)
    complaint, cases = worked("fill_disk", folder).splitlines()
    assert complaint.startswith(str(folder / STORE_FILE))
    assert "disk is full, NOT saved" in complaint
    assert cases == "1"
    assert (folder / STORE_FILE).read_bytes() == old
    assert left_in(folder) == ONLY


def test_a_process_killed_in_the_middle_of_writing_changes_nothing(folder: Path) -> None:
    old = begun(folder)
    killed = worker("die_writing", folder)
    killed.communicate(timeout=60)
    assert killed.returncode < 0, "the system did not kill it; the test would say nothing"
    assert (folder / STORE_FILE).read_bytes() == old
    store = TinyStore(folder)
    assert content(store.get("cases", "A")) == {"note": "first"}
    assert save(store, put("B")) == 2


def test_what_a_killed_process_left_half_written_is_cleared_away(folder: Path) -> None:
    begun(folder)
    worker("die_writing", folder).communicate(timeout=60)
    save(TinyStore(folder), put("B"))
    assert left_in(folder) == ONLY, "a torn copy of patients' records lies about for ever"


def test_a_replaced_file_is_whole_private_and_alone(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_bytes(b"old and longer than the new one")
    path.chmod(0o644)
    replace_file(path, b"new")
    assert (path.read_bytes(), mode(path), left_in(tmp_path)) == (b"new", 0o600, {"out.json"})


@pytest.mark.parametrize("named", ["/proc/x.ics", "/proc/no/x.txt", "x\0.pdf", f"/proc/{'x' * 300}.md"])
def test_a_file_that_cannot_be_written_is_named_as_it_was_asked_for(named: str) -> None:
    with pytest.raises(StoreError) as told:
        replace_file(Path(named), b"sheet")
    assert str(told.value).strip("'").startswith(named.replace("\0", "\\x00"))
    assert ".new" not in str(told.value)


def test_a_name_in_a_folder_that_was_removed_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(StoreError, match=r"^x\.ics: no file can be made there"):
        replace_file(Path("x.ics"), b"calendar")
