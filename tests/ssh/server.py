"""An sshd of the test's own on the loopback, with a forced command for each person, as the README sets it up."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.terminal.terminal import Terminal

__all__ = ["ACCOUNT", "Server", "missing"]

SSHD: Final = "/usr/sbin/sshd"
ACCOUNT: Final = pwd.getpwuid(os.getuid()).pw_name
"""The service account of these tests is whoever runs them."""
_CONFIG: Final = """
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
PidFile none
AuthorizedKeysFile {folder}/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin forced-commands-only
ClientAliveInterval 1
ClientAliveCountMax 2
LogLevel INFO
"""


def missing() -> str:
    """Why there can be no server here; empty where there can."""
    if not Path(SSHD).exists() or shutil.which("ssh") is None or shutil.which("ssh-keygen") is None:
        return "openssh-server is not installed here; .ci/run installs it"
    if os.getuid() == 0 and not Path("/run/sshd").is_dir():
        return "/run/sshd is not there, without which sshd does not start as root; .ci/run makes it"
    return ""


class Server:
    """Runs from when it is made until it is closed. `people` come in under the service account, each by a key."""

    def __init__(self, folder: Path, data: Path, people: tuple[str, ...]) -> None:
        self._folder = folder
        self._port = _free_port()
        self._terminals: list[Terminal] = []
        lines = [self._authorized(login, data) for login in people]
        (folder / "authorized_keys").write_text("".join(lines), encoding="utf-8")
        self._key("host")
        config = folder / "sshd_config"
        config.write_text(_CONFIG.format(port=self._port, folder=folder), encoding="utf-8")
        self._process = subprocess.Popen(
            [SSHD, "-D", "-e", "-f", str(config)], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
        )
        self._wait()

    def come_in(self, login: str, *options: str, **environment: str) -> Terminal:
        """A person at their own terminal, with what their own environment would send along."""
        here = ["-F", "none", "-tt", "-i", str(self._folder / login), "-p", str(self._port), "-o", "IdentitiesOnly=yes"]
        unknown = ["-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR"]
        argv = ["ssh", *here, *unknown, *options, f"{ACCOUNT}@127.0.0.1"]
        terminal = Terminal(argv, environment, columns=120, rows=40, cwd=self._folder)
        self._terminals.append(terminal)
        return terminal

    def close(self) -> None:
        """End every client and the server."""
        for terminal in self._terminals:
            terminal.close()
        self._process.terminate()
        self._process.wait(10)
        if self._process.stderr:
            self._process.stderr.close()

    def _authorized(self, login: str, data: Path) -> str:
        """The line of the README for a person's key."""
        public = self._key(login)
        lent: Mapping[str, str] = {
            "TUMORBOARD_LOGIN": login,
            "TUMORBOARD_DATA": str(data),
            "TEXTUAL_ANIMATIONS": "none",
        }
        named = " ".join(f"{name}={value}" for name, value in lent.items())
        return f'command="env {named} {sys.executable} -m tumorboard",restrict,pty {public}\n'

    def _key(self, name: str) -> str:
        path = self._folder / name
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
        return path.with_name(f"{name}.pub").read_text(encoding="utf-8").strip()

    def _wait(self) -> None:
        assert self._process.stderr is not None
        said = b""
        while b"listening" not in said:
            line = self._process.stderr.readline()
            assert line, f"sshd ended: {said.decode(errors='replace')}"
            said += line


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
