"""Commits: revisions, honest conflicts, all or nothing, and one entry in the change log for each record."""

from pathlib import Path

import pytest

from tests.store.storing import AT, content, put, save, worked
from tumorboard.store.contract import NEW, Change, Conflict, Put, Saved, TableName
from tumorboard.store.edits import Edit
from tumorboard.store.tiny import TinyStore


def test_a_new_store_is_empty_at_revision_0(store: TinyStore) -> None:
    assert store.revision() == 0
    assert [store.all(table) for table in ("meetings", "cases", "people")] == [[], [], []]
    assert store.get("cases", "A") is None
    assert store.changes() == []


def test_a_saved_record_is_read_back_with_the_revision_of_its_commit(store: TinyStore) -> None:
    save(store, put("A", note="first"))
    saved = save(store, put("B", nested={"list": [1, 2.5, None, True, "é\n"]}))
    found = store.get("cases", "B")
    assert found is not None
    assert (found.key, found.revision, store.revision()) == ("B", saved, saved)
    assert content(found) == {"nested": {"list": [1, 2.5, None, True, "é\n"]}}


def test_the_revision_grows_by_one_with_each_commit_however_many_records_it_holds(store: TinyStore) -> None:
    assert save(store, put("A")) == 1
    assert save(store, put("B"), put("C"), put("M", table="meetings")) == 2
    assert {each.revision for each in (*store.all("cases"), *store.all("meetings"))} == {1, 2}
    assert save(store, put("A", 1)) == store.revision() == 3


def test_records_keep_the_order_in_which_they_were_first_saved(store: TinyStore) -> None:
    save(store, put("B"), put("A"))
    save(store, put("C"))
    save(store, put("B", 1, note="changed"))
    assert [each.key for each in store.all("cases")] == ["B", "A", "C"]


def test_equal_keys_of_different_tables_are_different_records(store: TinyStore) -> None:
    tables: tuple[TableName, ...] = ("meetings", "cases", "people")
    save(store, *(put("same", table=table, of=table) for table in tables))
    assert [content(store.get(table, "same"))["of"] for table in tables] == list(tables)


@pytest.mark.parametrize("key", ["", "0", "_meta", "a/b", "../x", "Müller 1", "[red]", "'\"\\", "x" * 3000])
def test_any_text_may_be_a_key(store: TinyStore, folder: Path, key: str) -> None:
    save(store, put(key, note="mine"), put("other"))
    assert content(TinyStore(folder).get("cases", key)) == {"note": "mine"}


def test_a_record_that_was_changed_since_is_a_conflict_with_theirs(store: TinyStore) -> None:
    save(store, put("A", note="first"))
    save(store, put("A", 1, note="theirs"))
    mine = put("A", 1, note="mine")
    outcome = store.commit([mine], by="me", at=AT, why=None)
    assert isinstance(outcome, Conflict)
    assert outcome.mine == mine
    assert outcome.theirs == store.get("cases", "A")
    assert content(outcome.theirs) == {"note": "theirs"}
    assert outcome.differing == (Edit(("note",), "theirs", "mine"),)


def test_a_record_that_should_be_new_and_is_there_is_a_conflict(store: TinyStore) -> None:
    save(store, put("A", note="theirs"))
    outcome = store.commit([put("A", NEW, note="mine")], by="me", at=AT, why=None)
    assert isinstance(outcome, Conflict)
    assert content(outcome.theirs) == {"note": "theirs"}


@pytest.mark.parametrize("started_from", [1, 7])
def test_a_record_that_should_be_there_and_is_not_is_a_conflict_with_nothing(
    store: TinyStore, started_from: int
) -> None:
    save(store, put("other"))
    outcome = store.commit([put("A", started_from)], by="me", at=AT, why=None)
    assert outcome == Conflict(put("A", started_from), None)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_stale_record_keeps_the_whole_commit_out(store: TinyStore, folder: Path, place: int) -> None:
    save(store, put("stale", note="first"))
    save(store, put("stale", 1, note="theirs"))
    before = (folder / "board.json").read_bytes()
    puts: list[Put] = [put("new"), put("M", table="meetings")]
    puts.insert(place, put("stale", 1, note="mine"))
    assert isinstance(store.commit(puts, by="me", at=AT, why=None), Conflict)
    assert (folder / "board.json").read_bytes() == before
    assert (store.get("cases", "new"), store.get("meetings", "M"), store.revision()) == (None, None, 2)
    assert len(store.changes()) == 2
    assert isinstance(store.commit([put("new")], by="me", at=AT, why=None), Saved)


def test_the_log_tells_of_each_record_what_it_was_and_what_it_became(store: TinyStore) -> None:
    save(store, put("A", note="first"), by="coordinator", why="imported")
    save(store, put("A", 1, note="second"), put("B", table="people", undoes=1), by="chair", why=None)
    first, second, third = store.changes()
    assert first == Change(
        number=1, at=AT.isoformat(), by="coordinator", table="cases", key="A", revision=1, is_first=True, edits=(),
        why="imported", undoes=None,
    )  # fmt: skip
    assert (second.key, second.edits, second.is_first) == ("A", (Edit(("note",), "first", "second"),), False)
    assert (second.by, second.revision, second.why) == ("chair", 2, None)
    assert (third.number, third.table, third.key, third.is_first, third.undoes) == (3, "people", "B", True, 1)


def test_a_record_is_known_as_it_was_at_every_revision(store: TinyStore) -> None:
    save(store, put("B"))
    save(store, put("A", note="first", plan={"arms": [1, 2]}))
    save(store, put("A", 2, note="second", plan={"arms": [1, 3], "by": "chair"}))
    save(store, put("A", 3, plan={"arms": []}))
    then = [store.as_it_was("cases", "A", revision) for revision in range(6)]
    assert [each and (each.revision, content(each)) for each in then] == [
        None, None, (2, {"note": "first", "plan": {"arms": [1, 2]}}),
        (3, {"note": "second", "plan": {"arms": [1, 3], "by": "chair"}}),
        (4, {"plan": {"arms": []}}), (4, {"plan": {"arms": []}}),
    ]  # fmt: skip
    assert store.as_it_was("people", "A", 5) is None


def test_a_value_that_json_cannot_hold_saves_nothing(store: TinyStore, folder: Path) -> None:
    save(store, put("A", note="first"))
    before = (folder / "board.json").read_bytes()
    with pytest.raises((TypeError, ValueError)):
        store.commit([put("B", broken=object())], by="me", at=AT, why=None)
    assert (folder / "board.json").read_bytes() == before
    assert store.get("cases", "B") is None
    assert save(store, put("C")) == 2


def test_what_another_process_committed_is_never_missed(store: TinyStore, folder: Path) -> None:
    save(store, put("A", note="first"))
    assert content(store.get("cases", "A")) == {"note": "first"}
    for number in range(3):
        theirs = int(worked("change", folder, "A", f"theirs {number}"))
        assert store.revision() == theirs
        assert content(store.get("cases", "A")) == {"note": f"theirs {number}"}
        assert [content(each) for each in store.all("cases")] == [{"note": f"theirs {number}"}]
        assert store.changes()[-1].by == "other"
