"""Whatever a session or a command writes in a private folder, or where it is told to, is its owner's alone."""

import json
import stat
from pathlib import Path

import pytest

from tests.cli.program import Program, jsonl
from tests.tui.shown import T8_RENAL
from tumorboard.board.board import Board


def too_open(folder: Path) -> dict[str, str]:
    """Every file and folder that anybody else has a right to."""
    return {
        str(path.relative_to(folder)): oct(stat.S_IMODE(path.lstat().st_mode))
        for path in folder.rglob("*")
        if stat.S_IMODE(path.lstat().st_mode) & 0o077
    }


def test_the_store_drafts_keys_presence_backups_and_archives_are_the_accounts_own(
    program: Program, own_board: Board, meeting: str
) -> None:
    cases = jsonl(program.cwd / "cases.jsonl", T8_RENAL, {"id": "B"})
    assert program("import", cases, "--meeting", meeting).code == 0
    own_board.drafts.keep("TB-0142", 1, "notes", "Vera falls", own_board.now())
    own_board.forms.keep("view/TB-0142", {"rationale": "Vera falls"})
    own_board.presence.announce(meeting, "TB-0142")
    assert program("backup").code == 0
    written = {path.name for path in program.data.rglob("*") if path.is_file()}
    assert len(written) >= 8
    assert {path.name for path in program.data.iterdir()} >= {"board.json", "drafts", "keys", "presence", "backups"}
    assert too_open(program.data) == {}


@pytest.mark.parametrize("existing", [False, True])
def test_what_is_written_elsewhere_is_too_whatever_was_there_before(
    program: Program, own_board: Board, meeting: str, existing: bool
) -> None:
    out = program.cwd / "out"
    out.mkdir(mode=0o700)
    bad = out / "bad.jsonl"
    bad.write_text(f"{json.dumps(T8_RENAL)}\n{json.dumps({'id': 'X', 'sparkle': 1})}\n", encoding="utf-8")
    bad.chmod(0o600)
    program("import", bad, "--meeting", meeting)
    names = ["case.json", "list.csv", "agenda.html", "record.md", "letter.txt", "m.ics", "f.ics", "chase.pdf"]
    if existing:
        for name in names:
            (out / name).touch(0o666)
            (out / name).chmod(0o666)
    for arguments in (
        ("export", "TB-0142", "-o", out / "case.json"),
        ("export", meeting, "--format", "csv", "-o", out / "list.csv"),
        ("agenda", meeting, "--format", "html", "-o", out / "agenda.html"),
        ("outcome", meeting, "--format", "md", "-o", out / "record.md"),
        ("outcome", "TB-0142", "--sheet", "letter", "-o", out / "letter.txt"),
        ("agenda", meeting, "--chase", "--format", "pdf", "-o", out / "chase.pdf"),
        ("meetings", "--ics", out / "m.ics"),
        ("followups", "--ics", out / "f.ics"),
        ("backup", out),
    ):
        answer = program(*arguments)
        assert answer.code == 0, (arguments, answer.err)
    found = sorted(path.name for path in out.iterdir())
    assert set(found) >= set(names)
    assert [name for name in found if "rejected" in name], found
    assert too_open(out) == {}


@pytest.mark.parametrize("command", ["export", "outcome", "agenda", "meetings"])
def test_nothing_is_handed_out_over_what_programs_go_by(
    program: Program, own_board: Board, meeting: str, command: str
) -> None:
    ssh, mine = program.cwd / ".ssh", program.cwd / "record"
    ssh.mkdir()
    settings, keys, link = program.data / "settings.toml", ssh / "authorized_keys", program.cwd / "link"
    settings.write_text("discreet = true\n", encoding="utf-8")
    keys.write_bytes(b"ssh-ed25519 AAAA\n")
    mine.write_bytes(b"the last one\n")
    link.symlink_to(mine)
    before = {path: path.read_bytes() for path in (settings, keys, mine)}
    words = (command, "--ics") if command == "meetings" else (command, meeting, "-o")
    as_asked = () if command == "meetings" else ("--format", "json")
    program(*words, settings, *as_asked).failed("lies in the data folder", "name a file elsewhere")
    program(*words, program.data / "backups" / "new.json").failed("lies in the data folder")
    program(*words, keys).failed(".ssh begins with a dot")
    program(*words, program.cwd / ".profile").failed(".profile begins with a dot")
    program(*words, link).failed("is a link")
    program(*words, ssh).failed("is a folder")
    assert {path: path.read_bytes() for path in before} == before
    first, kept = program(*words, mine), program.cwd / "record.~1~"
    assert (first.code, first.out) == (0, "")
    assert first.err == f"tumorboard: note: another file stood at {mine}; it is kept as {kept}\n"
    assert (mine.read_bytes() != before[mine], kept.read_bytes()) == (True, before[mine])
    again = program(*words, mine)
    assert (again.code, again.out, again.err) == (0, "", "")
    assert not (program.cwd / "record.~2~").exists()
    assert program(*words, "-").out.splitlines()[0] in mine.read_text(encoding="utf-8")
