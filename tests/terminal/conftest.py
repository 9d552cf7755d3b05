"""The program on a terminal of its own, on a data folder that the commands filled."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.terminal import Terminal
from tests.tui.shown import T8_RENAL

PROGRAM = [sys.executable, "-m", "tumorboard"]
Start = Callable[..., Terminal]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one meeting of two cases, made by the program's own commands."""
    folder = tmp_path / "data"
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(json.dumps(case) for case in (T8_RENAL, {"id": "TB-0150"})), encoding="utf-8")
    environment = {**os.environ, "TUMORBOARD_DATA": str(folder)}
    for arguments in (
        ["meeting", "new", "--title", "Spine MDT", "--starts", "2099-11-24T08:00+00:00"],
        ["import", str(cases), "--meeting", "20991124-spine-mdt"],
    ):
        subprocess.run([*PROGRAM, *arguments], env=environment, check=True, capture_output=True)
    return folder


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
