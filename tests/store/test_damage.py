"""What is not a store, or no longer one: named in one clear line, and never begun anew, never touched."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.store.storing import begun, content, left_in, put, save
from tumorboard.clean import is_clean
from tumorboard.store.contract import StoreError
from tumorboard.store.tiny import STORE_FILE, TinyStore

Damage = Callable[[Path], object]


def written(content: bytes) -> Damage:
    return lambda path: path.write_bytes(content)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def newer(path: Path) -> None:
    tables = json.loads(path.read_bytes())
    (store,) = tables["_meta"].values()
    store["schema"] += 1
    path.write_text(json.dumps(tables), encoding="utf-8")


def unreadable(path: Path) -> None:
    """Take the right to read away; root keeps every right, and for root a folder stands in the way."""
    if os.geteuid():
        path.chmod(0)
    else:
        a_folder(path)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_link(path: Path) -> None:
    elsewhere = path.with_name("elsewhere.json")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


DAMAGES: dict[str, Damage] = {
    "empty": written(b""),
    "truncated": truncated,
    "text": written(b"patients of Tuesday\n"),
    "not UTF-8": written(b'{"cases": {"1": {"id": "\xff\xfe"}}}'),
    "two documents": written(b"{}{}"),
    "a list": written(b"[]"),
    "a number": written(b"5"),
    "null": written(b"null"),
    "a table that is a list": written(b'{"cases": []}'),
    "a record that is no object": written(b'{"cases": {"1": 5}}'),
    "a record without id": written(b'{"people": {"1": {}}, "cases": {"1": {"note": "whose"}}}'),
    "a place that is no number": written(b'{"cases": {"x": {"id": "A", "_rev": 1}}}'),
    "a newer schema": newer,
    "unreadable": unreadable,
    "a folder": a_folder,
    "a link": a_link,
}


def snapshot(folder: Path) -> dict[str, Any]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file() and os.access(each, os.R_OK)}


def assert_one_clear_line(error: StoreError, path: Path) -> None:
    message = str(error)
    assert str(path) in message
    assert "\n" not in message
    assert is_clean(message)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_store_is_named_when_it_is_opened_or_read_and_is_left_as_it_is(folder: Path, damage: Damage) -> None:
    begun(folder)
    damage(folder / STORE_FILE)
    before = snapshot(folder)
    with pytest.raises(StoreError) as complaint:
        TinyStore(folder).all("cases")
    assert_one_clear_line(complaint.value, folder / STORE_FILE)
    assert snapshot(folder) == before


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_store_damaged_while_it_is_open_takes_no_commit_and_is_left_as_it_is(folder: Path, damage: Damage) -> None:
    begun(folder)
    store = TinyStore(folder)
    damage(folder / STORE_FILE)
    before = snapshot(folder)
    with pytest.raises(StoreError) as complaint:
        save(store, put("B"), put("A", 1))
    assert_one_clear_line(complaint.value, folder / STORE_FILE)
    assert snapshot(folder) == before


@pytest.mark.parametrize("read", [TinyStore.revision, TinyStore.changes, lambda store: store.get("cases", "A")])
def test_a_store_that_vanished_while_it_is_open_is_told_to_a_reader(
    folder: Path, read: Callable[[TinyStore], object]
) -> None:
    begun(folder)
    store = TinyStore(folder)
    (folder / STORE_FILE).unlink()
    with pytest.raises(StoreError, match="vanished") as complaint:
        read(store)
    assert_one_clear_line(complaint.value, folder / STORE_FILE)


def test_a_store_that_vanished_while_it_is_open_is_not_begun_anew_by_a_commit(folder: Path) -> None:
    begun(folder)
    store = TinyStore(folder)
    (folder / STORE_FILE).unlink()
    with pytest.raises(StoreError, match="vanished"):
        save(store, put("B"))
    assert STORE_FILE not in left_in(folder)


def test_a_store_that_is_put_back_is_used_again(folder: Path) -> None:
    whole = begun(folder)
    store = TinyStore(folder)
    (folder / STORE_FILE).write_bytes(whole[:-20])
    with pytest.raises(StoreError):
        store.revision()
    (folder / STORE_FILE).write_bytes(whole)
    assert content(store.get("cases", "A")) == {"note": "first"}
    assert save(store, put("A", 1, note="second")) == 2


def test_looking_at_a_damaged_store_again_and_again_uses_nothing_up(folder: Path) -> None:
    begun(folder)
    store = TinyStore(folder)
    (folder / STORE_FILE).write_bytes(b"damaged")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(20):
        with pytest.raises(StoreError):
            store.revision()
    assert len(list(Path("/proc/self/fd").iterdir())) - before < 5, "each look leaves a file open"


@pytest.mark.parametrize("way", ["data", "data/below"])
def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path, way: str) -> None:
    (tmp_path / "data").write_bytes(b"a letter")
    with pytest.raises(StoreError, match="a folder is needed") as complaint:
        TinyStore(tmp_path / way)
    assert_one_clear_line(complaint.value, tmp_path / way)
    assert (tmp_path / "data").read_bytes() == b"a letter"


def test_a_lock_that_is_a_link_is_refused_and_its_target_not_made(folder: Path, tmp_path: Path) -> None:
    old = begun(folder)
    lock = folder / f"{STORE_FILE}.lock"
    lock.unlink()
    lock.symlink_to(tmp_path / "target")
    with pytest.raises(StoreError) as complaint:
        save(TinyStore(folder), put("B"))
    assert_one_clear_line(complaint.value, lock)
    assert not (tmp_path / "target").exists()
    assert (folder / STORE_FILE).read_bytes() == old
