"""Files that are handed out: what the door wrote is replaced, and nothing that anybody else wrote is ever lost."""

import os
import stat
from pathlib import Path

import pytest

from tumorboard.store.contract import StoreError
from tumorboard.store.handing_out import hand_out


def held(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and what is in it."""
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def test_a_sheet_that_is_printed_again_replaces_the_one_before(tmp_path: Path) -> None:
    for content in (b"monday", b"tuesday", b"tuesday"):
        assert hand_out(tmp_path / "agenda.pdf", content) is None
    assert held(tmp_path) == {"agenda.pdf": b"tuesday"}


def test_what_somebody_else_wrote_or_changed_is_kept_beside_under_the_next_free_number(tmp_path: Path) -> None:
    file = tmp_path / "agenda.md"
    file.write_bytes(b"a thesis")
    assert hand_out(file, b"monday") == tmp_path / "agenda.md.~1~"
    file.write_bytes(b"monday, with notes by hand")
    assert hand_out(file, b"tuesday") == tmp_path / "agenda.md.~2~"
    assert hand_out(file, b"wednesday") is None
    assert held(tmp_path) == {
        "agenda.md": b"wednesday",
        "agenda.md.~1~": b"a thesis",
        "agenda.md.~2~": b"monday, with notes by hand",
    }


def test_an_empty_file_and_one_that_says_the_same_need_no_keeping(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "same").write_bytes(b"same")
    assert hand_out(tmp_path / "empty", b"x") is None
    assert hand_out(tmp_path / "same", b"same") is None
    assert held(tmp_path) == {"empty": b"x", "same": b"same"}


def test_a_copy_of_a_sheet_is_somebodys_own_once_it_says_something_else(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    hand_out(first, b"monday")
    second.write_bytes(b"tuesda")
    os.setxattr(second, "user.tumorboard.written", os.getxattr(first, "user.tumorboard.written"))
    assert hand_out(second, b"friday") == tmp_path / "b.~1~"


def test_whoever_agreed_has_it_replaced(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a thesis")
    assert hand_out(tmp_path / "x", b"monday", may_replace=True) is None
    assert held(tmp_path) == {"x": b"monday"}


def test_what_stood_there_is_in_its_place_when_nothing_could_be_written(tmp_path: Path) -> None:
    name = "x" * 240
    (tmp_path / name).write_bytes(b"a thesis")
    with pytest.raises(StoreError, match="File name too long"):
        hand_out(tmp_path / name, b"monday")
    assert held(tmp_path) == {name: b"a thesis"}


@pytest.mark.parametrize(("folder", "file"), [(0o700, 0o600), (0o755, 0o600), (0o777, 0o600), (0o2770, 0o660)])
def test_it_is_its_owners_alone_and_in_a_groups_folder_the_groups(tmp_path: Path, folder: int, file: int) -> None:
    place = tmp_path / "place"
    place.mkdir()
    place.chmod(folder)
    hand_out(place / "x", b"monday")
    assert stat.S_IMODE((place / "x").stat().st_mode) == file


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such folder; make it, or name another"):
        hand_out(tmp_path / "none" / "x", b"monday")


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert hand_out(pipe, b"monday") is None
    assert os.read(reader, 10) == b"monday"
    os.close(reader)
    assert pipe.is_fifo()
