"""Two people over ssh on one data folder: seen by each other, no loss by a drop, silent while idle, never another."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ssh.server import ACCOUNT, Server, missing
from tests.terminal.conftest import PROGRAM
from tests.terminal.terminal import Terminal
from tests.tui.shown import T8_RENAL

pytestmark = [pytest.mark.ssh, pytest.mark.skipif(bool(missing()), reason=missing())]

TO_ALIGNMENT = "s" + "\x1b[B" * 2
COMMIT = "\x13"
CHAIR, SURGEON = "chair.example", "surgeon.example"


def told(data: Path, *arguments: str) -> bytes:
    """What a command prints to the chair on the server itself."""
    environment = {**os.environ, "TUMORBOARD_DATA": str(data), "TUMORBOARD_LOGIN": CHAIR, "SUDO_USER": ""}
    return subprocess.run([*PROGRAM, *arguments], env=environment, check=True, capture_output=True).stdout


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of a service account, with a meeting of two cases, its chair and a surgeon."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    (folder / "settings.toml").write_text(f'service_account = "{ACCOUNT}"\n', encoding="utf-8")
    cases = tmp_path / "cases.jsonl"
    cases.write_text("\n".join(json.dumps(case) for case in (T8_RENAL, {"id": "TB-0150"})), encoding="utf-8")
    told(folder, "meeting", "new", "--title", "Spine MDT", "--starts", "2099-11-24T08:00+00:00")
    told(folder, "import", str(cases), "--meeting", "20991124-spine-mdt")
    told(folder, "people", "add", SURGEON, "--name", "Dr Surgeon", "--role", "specialist")
    return folder


@pytest.fixture
def server(tmp_path: Path, data: Path) -> Iterator[Server]:
    folder = tmp_path / "ssh"
    folder.mkdir(mode=0o700)
    running = Server(folder, data, (CHAIR, SURGEON))
    yield running
    running.close()


def comes_to(terminal: Terminal, data: Path, sessions: int) -> bool:
    """Whether so many sessions are left, within twenty seconds."""
    for _ in range(200):
        if len(list((data / "presence").iterdir())) == sessions:
            return True
        terminal.settle(0.1)
    return False


def test_two_people_see_each_others_commit_and_a_drop_loses_nothing(server: Server, data: Path) -> None:
    chair, surgeon = server.come_in(CHAIR), server.come_in(SURGEON)
    chair.wait_for(f"{CHAIR} (chair)")
    surgeon.wait_for("await your view")
    surgeon.send("\x1b")
    surgeon.wait_for("Dr Surgeon")
    surgeon.send("2")
    surgeon.wait_for("SINS T8 · 9 of 18")
    chair.wait_for("2 here")
    chair.send(TO_ALIGNMENT + "4" + COMMIT)
    chair.wait_for("saved")
    surgeon.wait_for("SINS T8 · 13 of 18")
    surgeon.send(TO_ALIGNMENT + "2")
    surgeon.wait_for("SINS T8 · 11 of 18")
    surgeon.signal(signal.SIGKILL)
    surgeon.wait_exit()
    assert comes_to(chair, data, 1), "the session of the dropped link lives on"
    again = server.come_in(SURGEON)
    again.wait_for("Your drafts · 1 taken")
    again.send("\r")
    again.wait_for("TB-0142")
    again.send("2")
    again.wait_for("SINS T8 · 11 of 18")
    log = json.loads(told(data, "audit", "--json"))
    assert log[-1]["by"] == CHAIR
    for terminal in (chair, again):
        terminal.send("\x11")
        assert terminal.wait_exit() == 0


def test_a_frozen_client_is_let_go_by_the_server_because_an_idle_session_says_nothing(
    server: Server, data: Path
) -> None:
    chair = server.come_in(CHAIR)
    chair.wait_for("TB-0150")
    chair.settle(1.5)
    before = len(chair.raw)
    chair.settle(4)
    assert len(chair.raw) == before, chair.raw[before:]
    chair.signal(signal.SIGSTOP)
    gone = comes_to(chair, data, 0)
    chair.signal(signal.SIGCONT)
    assert gone
    chair.wait_exit(20)


def test_nobody_can_send_another_name_another_command_or_another_folder(server: Server, data: Path) -> None:
    sent = ("-o", "SendEnv=TUMORBOARD_LOGIN TUMORBOARD_DATA SUDO_USER TUMORBOARD_KEYMAP")
    told_by_me = {"TUMORBOARD_LOGIN": CHAIR, "SUDO_USER": CHAIR, "TUMORBOARD_DATA": "/nowhere"}
    surgeon = server.come_in(SURGEON, *sent, "-o", f"SetEnv=TUMORBOARD_LOGIN={CHAIR}", **told_by_me)
    surgeon.wait_for("await your view")
    surgeon.send("\x1b")
    shown = surgeon.wait_for("Dr Surgeon")
    assert CHAIR not in shown.splitlines()[0]
    assert "TB-0142" in shown
    surgeon.send("\x11")
    assert surgeon.wait_exit() == 0
