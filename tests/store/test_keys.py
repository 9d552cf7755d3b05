"""A person's own key: made once, theirs alone, put out for others to seal to, and told of when it is damaged."""

import hashlib
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.store.storing import AT, begun, put, save, worker
from tumorboard.store.contract import StoreError
from tumorboard.store.keys import Keys
from tumorboard.store.restore import restore
from tumorboard.store.tiny import STORE_FILE, TinyStore


def made() -> bytes:
    return os.urandom(32)


def half(secret: bytes) -> bytes:
    return hashlib.blake2b(secret, digest_size=32).digest()


def keys(folder: Path) -> Keys:
    folder.mkdir(mode=0o700, exist_ok=True)
    return Keys(folder, made, half)


def place(folder: Path, ending: str, person: str = "chair") -> Path:
    return folder / "keys" / f"{Keys.name_of(person)}.{ending}"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_looking_for_a_key_makes_none(folder: Path) -> None:
    assert keys(folder).held("chair") is None
    assert keys(folder).public("chair") is None
    assert list(folder.iterdir()) == []
    assert Keys(folder / "not there", made, half).public("chair") is None


def test_a_key_is_made_once_and_the_next_session_has_the_same(folder: Path) -> None:
    pair = keys(folder).mine("chair")
    assert pair.public == half(pair.secret)
    assert (keys(folder).mine("chair"), keys(folder).held("chair")) == (pair, pair)
    assert keys(folder).public("chair") == pair.public
    assert keys(folder).mine("other") != pair


def test_a_secret_is_never_part_of_what_is_printed(folder: Path) -> None:
    pair = keys(folder).mine("chair")
    assert repr(pair.secret) not in repr(pair)


@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
@pytest.mark.parametrize(("shared", "modes"), [(0o700, (0o700, 0o600, 0o600)), (0o2770, (0o3770, 0o600, 0o640))])
def test_the_secret_is_mine_alone_and_in_a_group_nobody_may_replace_the_public_half(
    folder: Path, umask: int, shared: int, modes: tuple[int, int, int]
) -> None:
    folder.mkdir()
    folder.chmod(shared)
    os.umask(umask)
    keys(folder).mine("chair")
    assert (mode(folder / "keys"), mode(place(folder, "key")), mode(place(folder, "pub"))) == modes


def test_a_folder_open_to_everybody_gets_no_key(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o755)
    with pytest.raises(StoreError, match="open to everybody"):
        Keys(folder, made, half).mine("chair")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("ending", ["key", "pub"])
def test_a_link_is_refused_and_its_target_not_touched(folder: Path, tmp_path: Path, ending: str) -> None:
    keys(folder).mine("chair")
    target = tmp_path / "target"
    place(folder, ending).rename(target)
    place(folder, ending).symlink_to(target)
    before = target.read_bytes()
    with pytest.raises(StoreError, match="is a link"):
        keys(folder).held("chair") if ending == "key" else keys(folder).public("chair")
    assert target.read_bytes() == before


@pytest.mark.parametrize("what", ["short", "long", "empty", "a bit"])
def test_a_damaged_key_is_told_with_what_to_do_and_is_not_replaced(folder: Path, what: str) -> None:
    keys(folder).mine("chair")
    path = place(folder, "key")
    whole = path.read_bytes()
    damaged = {"short": whole[:-1], "long": whole + b"x", "empty": b"", "a bit": bytes([whole[0] ^ 1]) + whole[1:]}[
        what
    ]
    path.write_bytes(damaged)
    for asked in (keys(folder).held, keys(folder).mine):
        with pytest.raises(StoreError, match=f"{path.name}: damaged key; put a copy of it back, or move it away"):
            asked("chair")
    assert path.read_bytes() == damaged
    path.write_bytes(whole)
    assert keys(folder).mine("chair").public == keys(folder).public("chair")


def test_when_a_damaged_key_was_moved_away_a_new_one_is_made_with_its_public_half(folder: Path) -> None:
    old = keys(folder).mine("chair")
    place(folder, "key").unlink()
    assert keys(folder).held("chair") is None
    new = keys(folder).mine("chair")
    assert new != old
    assert keys(folder).public("chair") == new.public


@pytest.mark.parametrize("what", ["lost", "damaged", "of another key", "half written"])
def test_a_public_half_that_does_not_fit_is_put_right_by_its_owner(folder: Path, what: str) -> None:
    pair = keys(folder).mine("chair")
    path = place(folder, "pub")
    keys(folder).mine("other")
    found = {
        "damaged": b"x" * 48,
        "of another key": place(folder, "pub", "other").read_bytes(),
        "half written": path.read_bytes()[:20],
    }
    path.write_bytes(found[what]) if what in found else path.unlink()
    if what in ("damaged", "half written"):
        with pytest.raises(StoreError, match="opening tumorboard once"):
            keys(folder).public("chair")
    assert keys(folder).mine("chair") == pair
    assert keys(folder).public("chair") == pair.public


def test_what_a_killed_session_left_half_written_is_cleared_away(folder: Path) -> None:
    keys(folder).mine("other")
    left = place(folder, "key").with_name(f".{place(folder, 'key').name}.1.2.new")
    left.write_bytes(b"half a secret")
    keys(folder).mine("chair")
    assert not left.exists()
    assert len(list((folder / "keys").iterdir())) == 4


def test_sessions_that_begin_at_once_end_up_with_one_key(folder: Path) -> None:
    folder.mkdir(mode=0o700)
    sessions = [worker("own_key", folder) for _ in range(4)]
    with ThreadPoolExecutor(8) as here:
        mine = {pair.secret.hex() for pair in here.map(lambda _: keys(folder).mine("chair"), range(8))}
    printed = {session.communicate(timeout=60)[0].strip() for session in sessions}
    assert [session.returncode for session in sessions] == [0] * 4
    assert len(mine | printed) == 1
    assert half(keys(folder).mine("chair").secret) == keys(folder).public("chair")


HOSTILE = ["", ".", "../../chair", "/etc/passwd", "a/b", "nul\0", "x" * 5000, "Müller", "CHAIR", "chair "]


def test_no_name_leads_out_of_the_folder_or_to_another_persons_key(folder: Path, tmp_path: Path) -> None:
    found = {keys(folder).mine(person).secret for person in (*HOSTILE, "chair")}
    assert len(found) == len(HOSTILE) + 1
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]
    assert [each.name for each in folder.iterdir()] == ["keys"]


def test_neither_a_backup_nor_an_archive_holds_a_key_and_a_restore_leaves_them(folder: Path) -> None:
    begun(folder)
    pair = keys(folder).mine("chair")
    store = TinyStore(folder)
    backup = store.back_up(None, AT)
    archive = store.archive("2026", [("cases", "A")], by="chair", at=AT)
    store.close()
    for path in (backup, archive):
        assert pair.secret not in path.read_bytes()
        assert pair.secret.hex().encode() not in path.read_bytes()
    later = TinyStore(folder)
    save(later, put("B"))
    later.close()
    restore(folder / STORE_FILE, backup, "chair", AT, is_forced=True)
    assert keys(folder).held("chair") == pair
