"""Stores of every earlier version open in this one, with all that they held; stores of a later one are left alone."""

import json
import shutil
from pathlib import Path

import pytest

from tests.store.storing import begun, content, put, save
from tumorboard.store.backup import BACKUPS, read_backup
from tumorboard.store.contract import StoreError
from tumorboard.store.edits import ABSENT, Edit
from tumorboard.store.founding import SEGMENTS, journal_of
from tumorboard.store.shape import SCHEMA
from tumorboard.store.tiny import STORE_FILE, TinyStore

WRITTEN_BY = Path(__file__).parent / "written_by"


@pytest.fixture
def older(folder: Path) -> Path:
    """A data folder that the first version wrote."""
    folder.mkdir(mode=0o700)
    shutil.copy(WRITTEN_BY / "schema_1.json", folder / STORE_FILE)
    return folder


def test_there_is_a_store_of_every_earlier_version() -> None:
    assert {each.name for each in WRITTEN_BY.glob("*.json")} == {f"schema_{number}.json" for number in range(1, SCHEMA)}


def test_a_store_of_the_first_version_opens_with_its_records_and_its_log(older: Path) -> None:
    store = TinyStore(older)
    assert store.revision() == 4
    standing = store.get("cases", "TB-1")
    assert standing is not None
    assert (standing.revision, content(standing)["lesions"]) == (4, [{"level": "T8", "escc": "1c"}])
    assert [(each.key, each.by, each.why, each.undoes) for each in store.changes()] == [
        ("chair", "chair", "first login of an empty store", None),
        ("TB-1", "chair", "imported", None),
        ("TB-1", "chair", "edited escc", None),
        ("TB-1", "chair", "undone", 3),
    ]
    assert store.changes()[2].edits == (
        Edit(("lesions", 0, "escc"), "1c", "2"),
        Edit(("notes",), ABSENT, "Grüße"),
    )
    then = store.as_it_was("cases", "TB-1", 3)
    assert content(then)["notes"] == "Grüße"
    assert store.faults() == []
    assert save(store, put("B")) == 5


def test_a_store_of_the_second_version_opens_with_its_views_and_decisions(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    shutil.copy(WRITTEN_BY / "schema_2.json", folder / STORE_FILE)
    store = TinyStore(folder)
    (view,), (decision,) = store.all("views"), store.all("decisions")
    assert content(view)["view"] == {"plan": ["sbrt"], "rationale": "Grüße"}
    assert content(decision)["decision"]["next_mri"] == {"on": "2027-02-24", "owner": "chair"}
    assert (store.revision(), len(store.changes()), store.faults()) == (4, 5, [])
    assert store.all("followups") == []
    assert save(store, put("TB-1/1", table="followups")) == 5


def test_the_older_file_is_kept_and_the_move_is_made_once(older: Path) -> None:
    whole = (older / STORE_FILE).read_bytes()
    TinyStore(older).close()
    (kept,) = (older / BACKUPS).iterdir()
    assert kept.read_bytes() == whole
    now = (older / STORE_FILE).read_bytes()
    TinyStore(older).close()
    assert (older / STORE_FILE).read_bytes() == now
    assert json.loads(now)["_meta"]["1"]["schema"] == SCHEMA


@pytest.fixture
def with_journal(folder: Path) -> Path:
    """A data folder of the third version: three commits in its snapshot, two more in its journal."""
    folder.mkdir(mode=0o700)
    shutil.copy(WRITTEN_BY / "schema_3.json", folder / STORE_FILE)
    shutil.copy(WRITTEN_BY / "schema_3.json.wal", journal_of(folder / STORE_FILE))
    return folder


def assert_whole(folder: Path) -> None:
    store = TinyStore(folder)
    assert store.revision() == 5
    assert content(store.get("cases", "TB-1")) == {"notes": "Grüße", "lesions": [{"level": "T8", "escc": "2"}]}
    assert content(store.get("followups", "TB-1/1"))["due"] == "2027-03-10"
    assert [each.why for each in store.changes()][-2:] == ["edited escc", "pain settled"]
    assert store.faults() == []
    store.close()


def test_commits_that_stand_in_the_journal_alone_come_along(with_journal: Path) -> None:
    assert_whole(with_journal)
    assert_whole(with_journal)


def test_the_older_files_are_kept_with_all_that_was_committed(with_journal: Path) -> None:
    journal = journal_of(with_journal / STORE_FILE).read_bytes()
    TinyStore(with_journal).close()
    (kept,) = (with_journal / BACKUPS).glob("before-schema-*")
    assert json.loads(kept.read_bytes())["_meta"]["1"]["schema"] == 3
    assert read_backup(kept).revision == 5
    (segment,) = (with_journal / SEGMENTS).iterdir()
    assert segment.read_bytes() == journal


def test_a_migration_that_was_cut_short_before_its_journal_is_brought_to_its_end(with_journal: Path) -> None:
    path = with_journal / STORE_FILE
    older = journal_of(path).read_bytes()
    TinyStore(with_journal).close()
    journal_of(path).write_bytes(older)
    store = TinyStore(with_journal)
    assert save(store, put("B")) == 6
    store.close()
    assert TinyStore(with_journal).revision() == 6


def test_an_older_journal_with_more_than_the_migrated_store_is_refused_by_name(with_journal: Path) -> None:
    path = with_journal / STORE_FILE
    older = journal_of(path).read_bytes()
    journal_of(path).write_bytes(older[: older.rindex(b"\n", 0, -1) + 1])
    TinyStore(with_journal).close()
    path.with_name(f"{path.name}.lock").unlink()
    journal_of(path).write_bytes(older)
    with pytest.raises(StoreError, match="holds revision 5"):
        TinyStore(with_journal)


def test_a_backup_of_an_earlier_version_is_restored(folder: Path, older: Path, tmp_path: Path) -> None:
    from tests.store.test_backup import put_back

    assert put_back(tmp_path / "new", older / STORE_FILE).revision == 4
    assert len(TinyStore(tmp_path / "new").changes()) == 5


def test_a_session_that_is_open_while_a_newer_version_takes_over_says_so_and_saves_nothing(folder: Path) -> None:
    begun(folder)
    session = TinyStore(folder)
    for name in (STORE_FILE, f"{STORE_FILE}.wal"):
        path = folder / name
        path.write_bytes(path.read_bytes().replace(f'"schema":{SCHEMA}'.encode(), f'"schema":{SCHEMA + 1}'.encode()))
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    with pytest.raises(StoreError, match="written by a newer version"):
        save(session, put("B"))
    with pytest.raises(StoreError, match="start that version"):
        TinyStore(folder)
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
