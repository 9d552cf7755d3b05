"""The change log: sealed entry over entry, so that whatever is altered behind the program's back is named."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.storing import AT, put, save
from tumorboard.store import log
from tumorboard.store.backup import read_backup
from tumorboard.store.contract import Put
from tumorboard.store.edits import between, taken_back
from tumorboard.store.memory import Memory
from tumorboard.store.tiny import TinyStore

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from([0.0, 1.0, 0.5]) | st.text("aé", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
CONTENTS = st.dictionaries(st.sampled_from(["note", "plan", "arms"]), JSON, max_size=3)


@given(CONTENTS, CONTENTS)
def test_edits_taken_back_give_what_was_there(before: dict[str, Any], after: dict[str, Any]) -> None:
    edits = list(between(before, after))
    result = taken_back(after, edits)
    assert result == before
    assert json.dumps(result, sort_keys=True) == json.dumps(before, sort_keys=True), "1, 1.0 and true are told apart"


@given(st.lists(st.tuples(st.sampled_from("ABC"), CONTENTS), max_size=8))
@settings(max_examples=50)
def test_every_record_is_known_as_it_was_at_every_revision(history: list[tuple[str, dict[str, Any]]]) -> None:
    memory = Memory({})
    remembered: list[dict[str, dict[str, Any]]] = [{}]
    for key, given_content in history:
        row = memory.document("cases", key)
        revision = memory.revision + 1
        entry = log.entry(Put("cases", key, given_content, 0), row, revision, log.head(memory), "chair", AT, None)
        place = memory.places("cases").get(key) or str(memory.free_place("cases"))
        memory.put("cases", place, {**given_content, "id": key, "_rev": revision})
        memory.put("changes", str(memory.free_place("changes")), entry)
        memory.revision = revision
        remembered.append({**remembered[-1], key: {**given_content, "id": key}})
    for revision, then in enumerate(remembered):
        for key in "ABC":
            found = log.as_it_was(memory, "cases", key, revision)
            assert (dict(found.content) if found else None) == then.get(key)
    assert list(log.faults(memory)) == []


@pytest.fixture
def worked_on(folder: Path) -> Memory:
    """Four changes of three records."""
    store = TinyStore(folder)
    save(store, put("A", note="first"), put("B"))
    save(store, put("A", 1, note="second"), why="edited note")
    save(store, put("x", table="people", name="Dr X"))
    return read_backup(store.back_up(None, AT))


def faults(memory: Memory) -> list[str]:
    return [str(each) for each in log.faults(memory)]


@pytest.mark.parametrize(
    ("field", "value"),
    [("by", "somebody else"), ("at", "2020-01-01T00:00:00+00:00"), ("why", None), ("edits", []), ("content", ""),
     ("id", "B"), ("table", "people"), ("revision", 1), ("undoes", 1), ("first", True), ("previous", "")],
)  # fmt: skip
def test_an_entry_that_was_altered_is_the_first_that_is_named(worked_on: Memory, field: str, value: Any) -> None:
    worked_on.tables["changes"]["3"][field] = value
    assert "change 3" in faults(worked_on)[0]
    assert "was altered after it was written" in faults(worked_on)[0]


def test_an_entry_taken_out_or_put_in_is_noticed_at_the_next_one(worked_on: Memory) -> None:
    rows = worked_on.tables["changes"]
    third = rows.pop("3")
    assert any("change 4" in each and "does not follow" in each for each in faults(worked_on))
    rows.clear()
    assert faults(worked_on) == [
        f"{name}: is in the store and not in its log" for name in ("cases A", "cases B", "people x")
    ]
    rows["3"] = third
    assert "does not follow" in faults(worked_on)[0]


def test_a_record_altered_behind_the_log_is_named(worked_on: Memory) -> None:
    worked_on.tables["cases"]["1"]["note"] = "third"
    assert faults(worked_on) == ["cases A: is not what its last change left behind"]


def test_a_record_taken_away_behind_the_log_is_named(worked_on: Memory) -> None:
    del worked_on.tables["people"]["1"]
    assert faults(worked_on) == ["people x: is not what its last change left behind"]


def test_the_seal_of_the_log_changes_with_every_commit(folder: Path) -> None:
    store = TinyStore(folder)
    seals = [store.seal()]
    for number in range(3):
        save(store, put(f"case {number}"))
        seals.append(store.seal())
    assert seals[0] == ""
    assert len(set(seals)) == 4
