"""`check`, `audit`, `backup`, `restore` and `recover` on the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.program import ME, Program, jsonl
from tumorboard.board.board import Board
from tumorboard.clean import is_clean


@pytest.fixture
def filled(program: Program, meeting: str, tmp_path: Path) -> Path:
    """A store with a meeting of two cases; its data folder."""
    file = jsonl(tmp_path / "cases.jsonl", {"id": "A", "notes": "x"}, {"id": "B"})
    assert program("import", file, "--meeting", meeting).code == 0
    jsonl(file, {"id": "A", "notes": "y"})
    assert program("import", file, "--meeting", meeting).code == 0
    return program.data


def test_check_counts_and_finds_nothing_wrong(program: Program, filled: Path) -> None:
    answer = program("check")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(
        "1 meetings, 2 cases, 1 people, 0 views, 0 decisions, 0 followups, 0 fates, 0 forecasts; 6 changes in the log; "
    )
    told = program("check", "--json").json
    assert (told["records"], told["changes"], told["faults"]) == (
        {
            "meetings": 1,
            "cases": 2,
            "people": 1,
            "views": 0,
            "decisions": 0,
            "followups": 0,
            "fates": 0,
            "forecasts": 0,
        },
        6,
        [],
    )


def test_check_names_a_record_that_is_none_and_a_reference_that_leads_nowhere(
    program: Program, filled: Path, own_board: Board
) -> None:
    store = own_board._desk.store
    from tumorboard.store.contract import NEW, Put

    (meeting,) = store.all("meetings")
    listed = {**meeting.content, "items": [*meeting.content["items"], {"case_id": "GONE", "state": "listed"}]}
    puts = [Put("meetings", meeting.key, listed, meeting.revision), Put("cases", "BAD", {"lesions": 5}, NEW)]
    store.commit(puts, by="x", at=own_board.now(), why=None)
    answer = program("check")
    assert answer.code == 1
    assert f"meeting {meeting.key}: lists case GONE, which is not there" in answer.err
    assert "case BAD: lesions: damaged in the store" in answer.err
    assert answer.err.splitlines()[-1] == "tumorboard: 2 faults; see what can be done: tumorboard recover --dry-run"
    assert len(program("check", "--json").out) > 0


def test_audit_tells_who_changed_what_when_and_why(program: Program, filled: Path, meeting: str) -> None:
    lines = program("audit").out.splitlines()
    assert len(lines) == 6
    assert lines[-1].endswith(f"cases A  notes: x → y (imported to {meeting})")
    entries = program("audit", "--json").json
    assert [each["number"] for each in entries] == [1, 2, 3, 4, 5, 6]
    assert entries[-1]["edits"] == [{"path": ["notes"], "before": "x", "after": "y"}]
    assert all(is_clean(line) for line in lines)


def test_audit_tells_a_change_of_the_order_by_case(
    program: Program, filled: Path, meeting: str, own_board: Board
) -> None:
    own_board.agenda.take(meeting, ("B", "A"))
    last = program("audit").out.splitlines()[-1]
    assert "place: 2 → 1 (order taken)" in last
    assert program("audit", "--json").json[-1]["edits"][0]["path"] == ["items", 0, "case_id"]


def test_audit_verifies_the_chain_and_names_the_first_bad_entry(program: Program, filled: Path) -> None:
    good = program("audit", "--verify")
    assert good.code == 0
    assert good.out.startswith("6 changes, the chain is whole; its seal is ")
    assert program("audit", "--verify", "--json").json["faults"] == []
    for name in ("board.json", "board.json.wal", "board.json.lock"):
        assert (filled / name).exists()
    backup = Path(program("backup").out.strip())
    backup.write_bytes(backup.read_bytes().replace(b'"before":"x"', b'"before":"z"'))
    program("restore", backup).failed("cases A: change 6", "was altered after it was written", "--force")
    forced = program("restore", backup, "--force")
    assert forced.code == 0
    assert "does not verify: cases A: change 6" in forced.err
    assert "restored by force with 1 faults" in forced.err
    program("audit", "--verify").failed("the change log is not whole: cases A: change 6", "was altered")
    assert program("audit", "--verify", "--json").code == 1
    assert program("check").code == 1


def test_a_backup_restores_what_it_holds_and_keeps_what_it_replaces(
    program: Program, filled: Path, meeting: str, tmp_path: Path
) -> None:
    backup = Path(program("backup", tmp_path / "usb").out.strip())
    assert backup.parent == tmp_path / "usb"
    before = program("export", meeting).json
    jsonl(tmp_path / "cases.jsonl", {"id": "A", "notes": "later"})
    program("import", tmp_path / "cases.jsonl", "--meeting", meeting)
    program("restore", backup).failed("is newer", "--force")
    said = program("restore", backup, "--force").out
    assert said.startswith("restored revision ")
    aside = Path(said.strip().rpartition(" is in ")[2])
    assert b"later" in (aside / "board.json.wal").read_bytes()
    assert program("export", meeting).json == before
    assert "restored from" in program("audit").out.splitlines()[-1]


@pytest.mark.parametrize(
    ("holds", "words"),
    [(b"", "the file is empty"), (b'{"id": "A"}', "valid JSON but not a store"), (b"\x80\x81", "damaged ("),
     (b'{"changes": {"1": {"id": "A", "table": "cases"}}}', "damaged (its change log)")],
)  # fmt: skip
def test_a_file_that_is_no_backup_is_refused_and_another_copy_asked_for(
    program: Program, filled: Path, tmp_path: Path, holds: bytes, words: str
) -> None:
    (tmp_path / "x.json").write_bytes(holds)
    program("restore", tmp_path / "x.json", "--force").failed("x.json", words, "take another copy of it")
    assert program("check").code == 0


def test_a_damaged_store_is_recovered_only_when_told(program: Program, filled: Path, meeting: str) -> None:
    before = program("export", meeting).json
    journal = filled / "board.json.wal"
    journal.write_bytes(journal.read_bytes()[:-40])
    program("meetings").failed("acknowledged are missing", "tumorboard recover --dry-run")
    damaged = {each.name: each.read_bytes() for each in filled.iterdir() if each.is_file()}
    would = program("recover", "--dry-run").out
    assert would.startswith("would be recovered from ")
    assert {each.name: each.read_bytes() for each in filled.iterdir() if each.is_file()} == damaged
    told = program("recover").out.splitlines()
    assert [line.partition(":")[0] for line in told[1:-1]] == ["lost"]
    assert {each["id"] for each in program("export", meeting).json["cases"]} == {each["id"] for each in before["cases"]}
    assert program("check").code == 0
    program("recover").failed("is whole; nothing to recover")


@pytest.mark.parametrize("command", [("restore", "none.json"), ("recover",), ("recover", "--dry-run")])
def test_where_nothing_is_nothing_is_begun(program: Program, command: tuple[str, ...]) -> None:
    program(*command).failed()
    assert not (program.data / "board.json").exists()


def test_a_backup_that_cannot_be_written_is_told(program: Program, filled: Path, tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"Dear colleague")
    program("backup", tmp_path / "letter").failed("a folder is needed")
    assert json.loads((filled / "board.json").read_bytes())


def test_the_daily_backup_that_fails_stops_no_work_and_is_told(program: Program, filled: Path) -> None:
    for each in (filled / "backups").iterdir():
        each.unlink()
    (filled / "backups").rmdir()
    (filled / "backups").write_bytes(b"in the way")
    answer = program("meetings")
    assert answer.code == 0
    assert answer.err.startswith("tumorboard: note: no backup today: ")


def shared(program: Program) -> None:
    """Have everybody come in under one service account, that of the tests."""
    (program.data / "settings.toml").write_text(f'service_account = "{ME}"\n', encoding="utf-8")


def test_only_a_chair_or_coordinator_puts_another_content_in_the_place_of_the_store(
    program: Program, filled: Path
) -> None:
    backup = Path(program("backup").out.strip())
    assert program("people", "add", "observer", "--name", "O", "--role", "observer").code == 0
    shared(program)
    before = (filled / "board.json.wal").read_bytes()
    program("restore", backup, "--force", SUDO_USER="", TUMORBOARD_LOGIN="stranger").failed(
        "stranger (not enrolled here) may not restore", "coordinator"
    )
    program("restore", backup, "--force", SUDO_USER="", TUMORBOARD_LOGIN="observer").failed("observer (observer) may")
    program("backup", SUDO_USER="", TUMORBOARD_LOGIN="stranger").failed(
        "stranger (no role here) may not write a backup", "whoever is enrolled may"
    )
    assert program("backup", SUDO_USER="", TUMORBOARD_LOGIN="observer").code == 0
    assert (filled / "board.json.wal").read_bytes() == before
    assert program("restore", backup, "--force", SUDO_USER="", TUMORBOARD_LOGIN=ME).code == 0


def test_a_damaged_store_is_recovered_only_by_those_whom_its_files_still_prove(program: Program, filled: Path) -> None:
    shared(program)
    journal = filled / "board.json.wal"
    journal.write_bytes(journal.read_bytes()[:-40])
    program("recover", SUDO_USER="", TUMORBOARD_LOGIN="stranger").failed(
        "stranger (not enrolled here) may not recover the store"
    )
    assert program("recover", SUDO_USER="", TUMORBOARD_LOGIN=ME).code == 0


def test_where_nobody_can_be_known_only_the_account_that_owns_the_folder_restores(
    program: Program, filled: Path, tmp_path: Path
) -> None:
    backup = Path(program("backup", tmp_path / "usb").out.strip())
    shared(program)
    for each in filled.rglob("*"):
        if each.suffix in {".json", ".wal", ".lock"}:
            each.write_bytes(b"noise\n")
    program("restore", backup, SUDO_USER="", TUMORBOARD_LOGIN="stranger").failed(
        "nothing of", "can be read", "settings.toml"
    )
    (filled / "settings.toml").unlink()
    assert program("restore", backup).code == 0


def test_a_store_that_is_lost_is_no_new_one(program: Program, filled: Path, meeting: str) -> None:
    before = program("export", meeting).json
    assert program("backup").code == 0
    for name in ("board.json", "board.json.wal", "board.json.lock"):
        (filled / name).unlink()
    program("meetings").failed("the store has vanished", "backups/ (revision ", "tumorboard restore FILE")
    assert not (filled / "board.json").exists()
    doctor = program("doctor")
    assert doctor.code == 1
    assert "✗ WRONG  store" in doctor.out
    assert program("recover").out.startswith("recovered from ")
    assert program("export", meeting).json == before
