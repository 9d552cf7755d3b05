"""Closed years: out of the store of every day, whole in a file that is only read, and still known as they were."""

import stat
from pathlib import Path

import pytest
import tinydb

from tests.store.storing import AT, content, put, save
from tumorboard.store.archived import Archive
from tumorboard.store.archives import ARCHIVES
from tumorboard.store.contract import StoreError
from tumorboard.store.recovery import recover
from tumorboard.store.tiny import STORE_FILE, TinyStore


@pytest.fixture
def store(folder: Path) -> TinyStore:
    """A store of two years, of which the older one was archived."""
    store = TinyStore(folder)
    save(store, put("old", note="first"), put("M", table="meetings"))
    save(store, put("old", 1, note="second"), put("new", note="new first"))
    save(store, put("new", 2, note="new second"))
    store.archive("2025", [("cases", "old"), ("meetings", "M")], by="chair", at=AT)
    return store


def archived(folder: Path) -> Path:
    (path,) = (folder / ARCHIVES).iterdir()
    return path


def test_what_was_archived_has_left_and_the_rest_goes_on(store: TinyStore, folder: Path) -> None:
    for each in (store, TinyStore(folder)):
        assert [one.key for one in each.all("cases")] == ["new"]
        assert each.all("meetings") == []
        assert each.revision() == 4
        assert each.faults() == []
    assert save(store, put("new", 3, note="new third")) == 5
    assert [each.why for each in store.changes()][:2] == ["2 records archived in 2025-r3.json", "carried over"]


def test_the_archive_holds_everything_as_it_stood_and_is_only_read(store: TinyStore, folder: Path) -> None:
    archive = Archive.called(folder, "2025")
    assert {each.key: content(each)["note"] for each in archive.all("cases")} == {"old": "second", "new": "new second"}
    assert archive.revision() == 3
    assert len(archive.changes()) == 5
    assert archive.faults() == []
    assert content(archive.as_it_was("cases", "old", 1)) == {"note": "first"}
    assert stat.S_IMODE(archived(folder).stat().st_mode) == 0o400
    with pytest.raises(StoreError, match="an archive is only read, NOT saved"):
        archive.commit([put("old", 2)], by="chair", at=AT, why=None)
    with tinydb.TinyDB(archived(folder), access_mode="r") as plain:
        assert len(plain.table("cases")) == 2


def test_the_log_goes_on_from_the_archives_seal(store: TinyStore, folder: Path) -> None:
    told = store._memory().tables["changes"]
    first = told[min(told, key=int)]
    assert first["previous"] == first["base"] == Archive.called(folder, "2025").seal()


def test_a_record_is_still_known_as_it_was_before(store: TinyStore) -> None:
    save(store, put("new", 3, note="new third"))
    then = [store.as_it_was("cases", "new", revision) for revision in range(6)]
    assert [content(each)["note"] if each else None for each in then] == [
        None, None, "new first", "new second", "new second", "new third",
    ]  # fmt: skip
    assert content(store.as_it_was("cases", "old", 3)) == {"note": "second"}


def test_an_open_session_follows(folder: Path) -> None:
    mine, theirs = TinyStore(folder), TinyStore(folder)
    save(mine, put("old"), put("new"))
    assert len(theirs.all("cases")) == 2
    mine.archive("2025", [("cases", "old")], by="chair", at=AT)
    assert [each.key for each in theirs.all("cases")] == ["new"]
    assert save(theirs, put("next")) == mine.revision()


def test_a_store_damaged_after_archiving_is_recovered_from_what_stood_then(store: TinyStore, folder: Path) -> None:
    save(store, put("new", 3, note="new third"))
    (folder / STORE_FILE).write_bytes(b"")
    found, _ = recover(folder / STORE_FILE, "chair", AT)
    assert found.lost == ()
    again = TinyStore(folder)
    assert {each.key: content(each)["note"] for each in again.all("cases")} == {"new": "new third"}


def test_an_archive_that_is_not_there_is_named_with_those_that_are(store: TinyStore, folder: Path) -> None:
    with pytest.raises(StoreError, match="no archive is called 1999; there are: 2025"):
        Archive.called(folder, "1999")


def test_of_two_archives_of_a_year_the_later_one_is_opened(store: TinyStore, folder: Path) -> None:
    save(store, put("later"))
    store.archive("2025", [("cases", "later")], by="chair", at=AT)
    assert [each.key for each in Archive.called(folder, "2025").all("cases")] == ["new", "later"]
    assert store.faults() == []
    assert content(store.as_it_was("cases", "old", 2)) == {"note": "second"}


def test_the_log_knows_the_archives_file_by_its_hash(store: TinyStore, folder: Path) -> None:
    assert store.base().digest == Archive(archived(folder)).digest()
    assert store.base().said == "2 records archived in 2025-r3.json"
    assert store.archived(store.archives()[0]).base().seal == "", "nothing was archived before"
