"""Presence: a session is seen as long as its process lives, and not a moment longer; an idle one writes nothing."""

import os
import select
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.storing import REPOSITORY
from tumorboard.store.presence import Here, Presence

AT = datetime(2026, 11, 24, 8, 41, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)
COLLEAGUE = """
import sys
from datetime import datetime
from pathlib import Path
from tumorboard.store.presence import Presence
presence = Presence(Path(sys.argv[1]), "colleague")
presence.announce("M1", "TB-1", datetime.fromisoformat("2026-11-24T08:40:00+00:00"))
print("here", flush=True)
sys.stdin.read()
"""
SPOILED = [
    b"",
    b"{",
    b"[]",
    b'"chair"',
    b'{"person": 5, "since": "2026-11-24T08:41:00+00:00"}',
    b'{"person": "x"}',
    b'{"person": "x", "since": "yesterday"}',
    b'{"person": "x", "since": "2026-11-24T08:41:00"}',
    b'{"person": " \\u001b ", "since": "2026-11-24T08:41:00+00:00"}',
    b'{"person": "\xff", "since": "2026-11-24T08:41:00+00:00"}',
    b'{"person": "x", "since": "2026-11-24T08:41:00+00:00", "meeting": "' + b"M" * (1 << 20) + b'"}',
]


@pytest.fixture(autouse=True)
def data(folder: Path) -> None:
    folder.mkdir(mode=0o700)


@pytest.fixture
def mine(folder: Path) -> Iterator[Presence]:
    """My session, announced at a meeting and a case."""
    presence = Presence(folder, "chair")
    presence.announce("M1", "TB-2", AT)
    yield presence
    presence.leave()


@pytest.fixture
def looking(folder: Path) -> Presence:
    """Somebody who looks and announces nothing."""
    return Presence(folder, "observer")


def files(folder: Path) -> list[Path]:
    """The file of each session, living or dead."""
    return sorted((folder / "presence").iterdir())


def colleague(folder: Path) -> "subprocess.Popen[str]":
    """Another process that has announced itself and stays until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", COLLEAGUE, str(folder)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert select.select([process.stdout], [], [], 60)[0]
    assert process.stdout.readline() == "here\n"
    return process


def test_every_living_session_is_seen_in_the_order_of_its_time(folder: Path, mine: Presence) -> None:
    process = colleague(folder)
    seen = mine.here()
    process.communicate(timeout=60)
    assert seen == [
        Here("colleague", "M1", "TB-1", AT - timedelta(minutes=1)),
        Here("chair", "M1", "TB-2", AT),
    ]


def test_a_killed_session_is_gone_at_once_and_what_it_left_is_removed(folder: Path, mine: Presence) -> None:
    process = colleague(folder)
    assert [here.person_id for here in mine.here()] == ["colleague", "chair"]
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert len(files(folder)) == 2
    assert [here.person_id for here in mine.here()] == ["chair"]
    assert len(files(folder)) == 1


def test_a_stopped_session_is_still_there(folder: Path, mine: Presence) -> None:
    process = colleague(folder)
    process.send_signal(signal.SIGSTOP)
    assert [here.person_id for here in mine.here()] == ["colleague", "chair"]
    process.kill()
    process.communicate(timeout=60)


def test_whoever_leaves_is_gone_and_may_come_back(folder: Path, mine: Presence, looking: Presence) -> None:
    mine.leave()
    assert looking.here() == []
    assert files(folder) == []
    mine.leave()
    mine.announce("M1", "TB-2", LATER)
    assert looking.here() == [Here("chair", "M1", "TB-2", LATER)]


def test_only_another_meeting_or_case_is_written_and_in_place(folder: Path, mine: Presence, looking: Presence) -> None:
    (path,) = files(folder)
    before = path.stat()
    mine.announce("M1", "TB-2", LATER)
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert looking.here() == [Here("chair", "M1", "TB-2", AT)]
    for meeting, case in (("M2", "TB-2"), ("M2", "TB-1000000"), ("M2", "T"), ("M2", None), (None, None)):
        mine.announce(meeting, case, LATER)
        assert looking.here() == [Here("chair", meeting, case, LATER)]
    assert path.stat().st_ino == before.st_ino


def test_two_sessions_of_one_person_are_two(folder: Path, mine: Presence) -> None:
    other = Presence(folder, "chair")
    other.announce("M2", None, LATER)
    assert [here.meeting_id for here in mine.here()] == ["M1", "M2"]
    other.leave()
    assert [here.meeting_id for here in mine.here()] == ["M1"]


def test_a_file_that_somebody_deleted_is_made_again(folder: Path, mine: Presence, looking: Presence) -> None:
    files(folder)[0].unlink()
    assert looking.here() == []
    mine.announce("M1", "TB-2", LATER)
    assert looking.here() == [Here("chair", "M1", "TB-2", LATER)]


@pytest.mark.parametrize(("mode", "below", "file"), [(0o700, 0o700, 0o600), (0o2770, 0o2770, 0o660)])
def test_its_rights_are_those_of_the_data_folder(folder: Path, mode: int, below: int, file: int) -> None:
    folder.chmod(mode)
    presence = Presence(folder, "chair")
    presence.announce("M1", None, AT)
    assert stat.S_IMODE((folder / "presence").stat().st_mode) == below
    assert [stat.S_IMODE(path.stat().st_mode) for path in files(folder)] == [file]
    presence.leave()


def test_a_folder_in_which_nothing_may_be_written_stops_nobody(folder: Path, looking: Presence) -> None:
    (folder / "presence").write_bytes(b"no folder")
    looking.announce("M1", "TB-2", AT)
    assert looking.here() == []
    looking.leave()
    gone = Presence(folder / "nowhere", "chair")
    gone.announce("M1", "TB-2", AT)
    assert gone.here() == []
    assert not (folder / "nowhere").exists()


@pytest.mark.parametrize("content", SPOILED, ids=range(len(SPOILED)))
def test_a_living_file_of_nonsense_is_passed_over(
    folder: Path, mine: Presence, looking: Presence, content: bytes
) -> None:
    other = Presence(folder, "colleague")
    other.announce("M1", "TB-1", LATER)
    spoiled = next(path for path in files(folder) if b"colleague" in path.read_bytes())
    spoiled.write_bytes(content)
    assert [here.person_id for here in looking.here()] == ["chair"]
    other.announce("M1", "TB-3", LATER)
    other.leave()


def test_hostile_text_is_cleaned(folder: Path, mine: Presence, looking: Presence) -> None:
    (path,) = files(folder)
    path.write_bytes(
        b'{"person": "ch\\u001b[31mair", "meeting": "M\\u202e1", "case": "T\\nB", "since": "2026-11-24T08:41:00+00:00"}'
    )
    assert looking.here() == [Here("ch[31mair", "M1", "T B", AT)]


def test_links_pipes_folders_and_strange_names_are_neither_followed_nor_removed(
    folder: Path, tmp_path: Path, mine: Presence, looking: Presence
) -> None:
    place, kept = folder / "presence", tmp_path / "kept"
    kept.write_bytes(b"kept")
    (place / f"{'a' * 24}.json").symlink_to(kept)
    os.mkfifo(place / f"{'b' * 24}.json")
    (place / f"{'c' * 24}.json").mkdir()
    (place / "letter.json").write_bytes(b"kept")
    assert [here.person_id for here in looking.here()] == ["chair"]
    assert len(files(folder)) == 5
    assert kept.read_bytes() == b"kept"


def test_a_folder_of_presence_that_is_a_link_is_not_used(folder: Path, tmp_path: Path, looking: Presence) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / f"{'a' * 24}.json").write_bytes(b"kept")
    (folder / "presence").symlink_to(elsewhere)
    looking.announce("M1", "TB-2", AT)
    assert looking.here() == []
    assert [path.name for path in elsewhere.iterdir()] == [f"{'a' * 24}.json"]
