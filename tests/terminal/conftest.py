"""The program on a terminal of its own, on a data folder that the commands filled."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal
from tests.tui.shown import T8_RENAL

PROGRAM = [sys.executable, "-m", "tumorboard"]
AT_HOME = {"LANG": "C.UTF-8", "TZ": "UTC"}
Start = Callable[..., Terminal]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one meeting of two cases, made by the program's own commands."""
    made = tmp_path_factory.mktemp("filled")
    cases = made / "cases.jsonl"
    cases.write_text("\n".join(json.dumps(case) for case in (T8_RENAL, {"id": "TB-0150"})), encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], **AT_HOME, "HOME": str(made), "TUMORBOARD_DATA": str(made / "data")}
    for arguments in (
        ["meeting", "new", "--title", "Spine MDT", "--starts", "2099-11-24T08:00+00:00"],
        ["import", str(cases), "--meeting", "20991124-spine-mdt"],
    ):
        subprocess.run([*PROGRAM, *arguments], env=environment, check=True, capture_output=True)
    return made / "data"


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Path:
    """The test's own copy of that folder."""
    return shutil.copytree(filled, tmp_path / "data")


@pytest.fixture
def start(data: Path) -> Iterator[Start]:
    """Start the program on a terminal; every one is ended afterwards."""
    started: list[Terminal] = []

    def starting(*arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> Terminal:
        here = {"TUMORBOARD_DATA": str(data), **environment}
        terminal = Terminal([*PROGRAM, *arguments], here, columns=columns, rows=rows, cwd=data.parent)
        started.append(terminal)
        return terminal

    yield starting
    for terminal in started:
        terminal.close()
