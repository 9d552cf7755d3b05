"""The journal beside its snapshot: in whatever state a crash leaves the two, all that was acknowledged is there."""

import os
from pathlib import Path

import pytest

from tests.store.storing import begun, content, put, save, worker
from tumorboard.store.contract import StoreError
from tumorboard.store.tiny import STORE_FILE, TinyStore

JOURNAL = f"{STORE_FILE}.wal"
LOCK = f"{STORE_FILE}.lock"


def files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def laid_out(folder: Path, named: dict[str, bytes]) -> TinyStore:
    """The store of a folder that holds exactly these files."""
    for each in folder.iterdir():
        if each.is_file():
            each.unlink()
    for name, whole in named.items():
        (folder / name).write_bytes(whole)
    return TinyStore(folder)


@pytest.fixture
def around_compaction(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files before and after a journal of three commits was compacted."""
    store = TinyStore(folder)
    for number in range(3):
        save(store, put("A", number, note=f"note {number}"))
    before = files(folder)
    assert store.compact()
    store.close()
    return before, files(folder)


def test_a_crash_between_the_new_snapshot_and_its_journal_is_harmless(
    folder: Path, around_compaction: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    before, after = around_compaction
    store = laid_out(folder, {**before, STORE_FILE: after[STORE_FILE]})
    assert content(store.get("cases", "A")) == {"note": "note 2"}
    assert save(store, put("A", 3, note="next")) == 4
    assert content(TinyStore(folder).get("cases", "A")) == {"note": "next"}


@pytest.mark.parametrize("lost", [JOURNAL, LOCK])
def test_a_compacted_store_without_its_journal_or_its_mark_is_whole(
    folder: Path, around_compaction: tuple[dict[str, bytes], dict[str, bytes]], lost: str
) -> None:
    _, after = around_compaction
    store = laid_out(folder, {name: whole for name, whole in after.items() if name != lost})
    assert content(store.get("cases", "A")) == {"note": "note 2"}
    assert save(store, put("B")) == 4


def test_older_files_in_the_place_of_newer_ones_are_refused(
    folder: Path, around_compaction: tuple[dict[str, bytes], dict[str, bytes]]
) -> None:
    before, after = around_compaction
    with pytest.raises(StoreError, match="older \\(revision 0\\) than its journal"):
        laid_out(folder, {**after, STORE_FILE: before[STORE_FILE]})
    begun_anew = {**after, JOURNAL: before[JOURNAL].split(b"\n")[0] + b"\n"}
    with pytest.raises(StoreError, match="ends at revision 0"):
        laid_out(folder, begun_anew)
    rolled_back = {name: before[name] for name in (STORE_FILE, JOURNAL)} | {
        JOURNAL: b"\n".join(before[JOURNAL].split(b"\n")[:2]) + b"\n", LOCK: after[LOCK],
    }  # fmt: skip
    with pytest.raises(StoreError, match="revision 3 was reached, 1 is there"):
        laid_out(folder, rolled_back)


def test_a_journal_of_another_store_is_refused(folder: Path, tmp_path: Path) -> None:
    begun(folder)
    begun(tmp_path / "other")
    (folder / JOURNAL).write_bytes((tmp_path / "other" / JOURNAL).read_bytes())
    with pytest.raises(StoreError, match="belongs to another store"):
        TinyStore(folder)


def test_a_last_line_cut_anywhere_is_the_commit_that_was_never_acknowledged(folder: Path) -> None:
    store = TinyStore(folder)
    save(store, put("A", note="first"))
    acknowledged = files(folder)
    save(store, put("A", 1, note="é second"))
    line = files(folder)[JOURNAL][len(acknowledged[JOURNAL]) :]
    store.close()
    for cut in range(len(line)):
        opened = laid_out(folder, {**acknowledged, JOURNAL: acknowledged[JOURNAL] + line[:cut]})
        assert content(opened.get("cases", "A")) == {"note": "first"}
        assert save(opened, put("A", 1, note="again")) == 2
        assert content(TinyStore(folder).get("cases", "A")) == {"note": "again"}
        opened.close()


def test_a_whole_last_line_that_nobody_heard_of_is_a_commit(folder: Path) -> None:
    begun(folder)
    unacknowledged = files(folder)[LOCK]
    save(TinyStore(folder), put("A", 1, note="second"))
    store = laid_out(folder, {**files(folder), LOCK: unacknowledged})
    assert content(store.get("cases", "A")) == {"note": "second"}


@pytest.mark.parametrize("tail", [b"\0" * 700, b"\n\n", b"{}\tfeed\n", b"\xff" * 40 + b"\n"])
def test_what_a_power_cut_leaves_behind_the_last_line_is_passed_over(folder: Path, tail: bytes) -> None:
    begun(folder)
    with (folder / JOURNAL).open("ab") as journal:
        journal.write(tail)
    store = TinyStore(folder)
    assert content(store.get("cases", "A")) == {"note": "first"}
    assert save(store, put("B")) == 2
    assert {each.key for each in TinyStore(folder).all("cases")} == {"A", "B"}


def test_a_session_follows_any_number_of_compactions_of_others(folder: Path) -> None:
    begun(folder)
    mine, theirs = TinyStore(folder), TinyStore(folder)
    for number in range(1, 12):
        save(theirs, put("A", number, note=f"theirs {number}"))
        if number % 3:
            theirs.compact()
        if number % 4 == 0:
            assert content(mine.get("cases", "A")) == {"note": f"theirs {number}"}
    assert mine.revision() == theirs.revision()
    assert mine.faults() == []


def test_a_long_journal_is_compacted_when_the_store_is_opened_or_closed(folder: Path) -> None:
    store = TinyStore(folder)
    save(store, *(put(f"case {number}", filling="x" * 50_000) for number in range(100)))
    assert (folder / STORE_FILE).stat().st_size < 1000
    store.close()
    assert (folder / STORE_FILE).stat().st_size > 4_000_000
    assert (folder / JOURNAL).stat().st_size < 1000


def test_a_disk_that_fails_turns_the_session_read_only_until_it_is_opened_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(folder)
    store = TinyStore(folder)

    def failing(handle: int) -> None:
        raise OSError(5, os.strerror(5))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fdatasync", failing)
        with pytest.raises(StoreError, match="the disk failed, NOT saved"):
            save(store, put("B"))
    with pytest.raises(StoreError, match="close and open again"):
        save(store, put("B"))
    assert [each.key for each in TinyStore(folder).all("cases")] == ["A"]


def test_tinydbs_own_writing_methods_are_refused_for_they_log_nothing(folder: Path) -> None:
    begun(folder)
    database = TinyStore(folder)._db
    for write in (lambda: database.table("cases").insert({"id": "B"}), lambda: database.drop_table("cases")):
        with pytest.raises(StoreError, match=r"Store\.commit"):
            write()
    assert [each.key for each in TinyStore(folder).all("cases")] == ["A"]


def test_an_interrupt_while_saving_waits_until_it_is_saved(folder: Path) -> None:
    process = worker("interrupt_myself", folder)
    printed, complaint = process.communicate(timeout=60)
    assert process.returncode == 0, complaint
    assert printed.split() == ["interrupted", "5", "5"], (
        "each interrupted commit is whole or absent, and the store goes on"
    )
