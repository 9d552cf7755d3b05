"""Every test stands alone: no home, no settings, no colours, no clock and no umask of whoever runs it."""

import gc
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.knowledge.sites import Site
from tumorboard.board.board import Board, open_board
from tumorboard.config import Settings
from tumorboard.knowledge.site import use_site

OpenAs = Callable[..., Board]
MachineIn = Callable[[str], None]

_FOREIGN = ("TUMORBOARD_", "XDG_", "TEXTUAL_", "LC_", "COV_CORE_")
_FOREIGN_NAMES = (
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "COLORTERM",
    "COLUMNS",
    "LINES",
    "LANGUAGE",
    "PYTHONIOENCODING",
)


_MEMORY = Path("/dev/shm")  # noqa: S108 - it is nobody's own folder; the tests make theirs in it
_ROOM = 2_000_000_000
"""Bytes that must be free in memory before the tests lay their folders there."""


def pytest_configure() -> None:
    """Let processes of the tests begin and write without waiting, before the first of them begins.

    Their folders lie in memory, where making a record durable takes no time; it is made so all the same. TMPDIR, if it
    is set, or --basetemp says where else. Python keeps what it compiles, else every process compiles the program; and
    it looks for garbage less often, else a sixth of the time goes into looking through what the tests hold.
    """
    if "TMPDIR" not in os.environ and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    gc.set_threshold(20_000, 20, 20)


def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are processors: a test on a terminal or over ssh mostly waits."""
    return len(os.sched_getaffinity(0)) * 3 // 2 or 1


class Clock:
    """A time that stands still until a test moves it; asked like the program's own clock."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **parts: float) -> None:
        """Move on by so many days, hours, minutes."""
        self.at += timedelta(**parts)


@pytest.fixture(autouse=True)
def isolation(tmp_path: Path) -> Iterator[None]:
    """Take away what the tester's own account would lend to a test, and give it back afterwards."""
    umask = os.umask(0o022)
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(_FOREIGN) or name in _FOREIGN_NAMES:
                patch.delenv(name)
        patch.setenv("HOME", str(tmp_path / "home"))
        patch.setenv("TEXTUAL_ANIMATIONS", "none")
        patch.setenv("LANG", "C.UTF-8")
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()
    os.umask(umask)


@pytest.fixture
def machine_in(monkeypatch: pytest.MonkeyPatch) -> MachineIn:
    """Put the machine into a time zone until the test ends; what it says is a local time, summer or winter."""

    def moved(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    return moved


@pytest.fixture
def clock() -> Clock:
    """A Tuesday morning before the meeting."""
    return Clock(datetime(2026, 11, 24, 7, 30, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder of the test; nothing is in it yet."""
    return tmp_path / "data"


@pytest.fixture
def site(folder: Path, tmp_path: Path) -> Iterator[Site]:
    """The site of the test's data folder and its own tables; the shipped ones are in force again afterwards."""
    yield Site(folder)
    use_site(tmp_path / "no site")


@pytest.fixture
def open_as(folder: Path, clock: Clock) -> Iterator[OpenAs]:
    """Open the board of the data folder as a login; every board is closed at the end."""
    opened: list[Board] = []

    def opening(
        login: str = "chair",
        *,
        acting_as: str | None = None,
        settings: Settings | None = None,
        now: Callable[[], datetime] = clock,
        archive: str | None = None,
    ) -> Board:
        board = open_board(folder, login, acting_as, settings or Settings(), now, archive)
        opened.append(board)
        return board

    yield opening
    for board in opened:
        board.close()


@pytest.fixture
def board(open_as: OpenAs) -> Board:
    """The board of an empty store as its founder, `chair`."""
    return open_as()
