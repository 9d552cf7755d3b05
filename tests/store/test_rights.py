"""Whose the data folder is: one account's or one group's, whatever the umask, and no stranger's."""

import os
import stat
from pathlib import Path

import pytest

from tests.store.storing import AT, begun, left_in, put, save
from tumorboard.store.contract import StoreError
from tumorboard.store.drafts import Drafts
from tumorboard.store.rights import PRIVATE, SHARED, refuse_network, refuse_strangers
from tumorboard.store.tiny import STORE_FILE, TinyStore

MOUNTS = """\
21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
36 21 0:31 / /srv rw,relatime shared:16 - nfs4 files:/export rw
37 36 254:1 / /srv/local rw,relatime - xfs /dev/vdb rw
38 21 0:40 / /mnt/with\\040space rw - cifs //files/share rw
39 21 0:41 / /home/x/remote rw - fuse.sshfs host: rw
"""


def modes(folder: Path) -> dict[str, int]:
    return {name: stat.S_IMODE((folder / name).stat().st_mode) for name in left_in(folder)}


@pytest.mark.parametrize("umask", [0, 0o022, 0o077])
def test_in_a_shared_folder_every_file_is_the_groups_whatever_the_umask(folder: Path, umask: int) -> None:
    folder.mkdir()
    folder.chmod(0o2770)
    os.umask(umask)
    begun(folder)
    store = TinyStore(folder)
    store.back_up(None, AT)
    store.compact()
    found = modes(folder)
    assert {found.pop(name) for name in ("backups", "journal")} == {0o2770}
    assert set(found.values()) == {0o660}
    Drafts(folder, "chair").keep("A", 1, "notes", "x", AT)
    assert modes(folder)["drafts"] == 0o2770
    assert set(modes(folder / "drafts").values()) == {0o600}, "what I am typing is mine alone"


@pytest.mark.parametrize("name", [STORE_FILE, f"{STORE_FILE}.wal"])
def test_a_file_that_was_made_read_only_on_purpose_stays_so(folder: Path, name: str) -> None:
    begun(folder)
    (folder / name).chmod(0o400)
    assert len(TinyStore(folder).all("cases")) == 1
    assert modes(folder)[name] == 0o400


def test_a_new_folder_and_an_empty_one_of_mine_are_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir(mode=0o755)
    for name in ("new", "empty", "deep/down/new"):
        begun(tmp_path / name)
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o700


@pytest.mark.parametrize("mode", [0o755, 0o701, 0o777, 0o2775, 0o1777])
def test_a_store_open_to_everybody_is_refused_with_the_way_to_close_it(folder: Path, mode: int) -> None:
    begun(folder)
    folder.chmod(mode)
    with pytest.raises(StoreError, match=f"open to everybody.*chmod 700 {folder}"):
        TinyStore(folder)
    folder.chmod(0o700)
    assert save(TinyStore(folder), put("B")) == 2


@pytest.mark.parametrize("name", [STORE_FILE, f"{STORE_FILE}.wal", f"{STORE_FILE}.lock"])
def test_a_file_that_is_a_link_is_refused_and_its_target_not_touched(folder: Path, tmp_path: Path, name: str) -> None:
    begun(folder)
    target = tmp_path / "target"
    (folder / name).rename(target)
    (folder / name).symlink_to(target)
    before = target.read_bytes()
    with pytest.raises(StoreError, match=f"{name}: is a link"):
        save(TinyStore(folder), put("B"))
    assert target.read_bytes() == before


def test_a_file_that_a_stranger_put_there_is_refused_unless_the_folder_is_shared(folder: Path) -> None:
    begun(folder)
    path = folder / STORE_FILE
    strangers = os.stat_result((*path.stat()[:4], 4242, *path.stat()[5:]))
    with pytest.raises(StoreError, match=r"belongs to another account \(uid 4242\)"):
        refuse_strangers(path, strangers, PRIVATE)
    refuse_strangers(path, strangers, SHARED)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/srv/board", "nfs4"), ("/mnt/with space/board", "cifs"), ("/home/x/remote", "fuse.sshfs")],
)
def test_a_folder_on_a_network_file_system_is_refused_with_what_to_do(path: str, kind: str) -> None:
    with pytest.raises(StoreError, match=rf"network file system \({kind}\).*network_folder = true"):
        refuse_network(Path(path), MOUNTS)


@pytest.mark.parametrize("path", ["/var/lib/board", "/srv/local/board", "/srvother", "/home/x"])
def test_a_folder_on_a_local_disk_is_taken(path: str) -> None:
    refuse_network(Path(path), MOUNTS)
    refuse_network(Path(path), "nonsense\n\n")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can hand a folder to another account")
def test_root_writes_nothing_into_another_accounts_private_folder(folder: Path) -> None:
    begun(folder)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    before = {name: (folder / name).stat().st_uid for name in left_in(folder)}
    with pytest.raises(StoreError, match=r"who could not read what root writes there; run it as \S+: sudo -u"):
        TinyStore(folder)
    assert {name: (folder / name).stat().st_uid for name in left_in(folder)} == before
    folder.chmod(0o2770)
    assert len(TinyStore(folder).all("cases")) == 1
