"""The program forked from an interpreter that has imported it already: a process of its own, in a fifth of the time.

What an interpreter reads as it starts is not read again, and `/proc/self/environ` tells of what the waiting one was
given; for an environment that does not suit, and for what a command loads, begin a cold one. Nor does a fork take the
interpreter down, which takes longer than most commands: it does what is to be done at the end, and is gone.
"""

import atexit
import gc
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryFile
from typing import Any, Final

import tumorboard
from tests.lesions import SINS_9_AT_T8
from tumorboard.__main__ import run
from tumorboard.clinical.assessment import assess
from tumorboard.clinical.policy import Policy
from tumorboard.declared.declared import Declared
from tumorboard.domain.case import Case

__all__ = ["Warm"]

_REPOSITORY: Final = Path(__file__).resolve().parents[2]
_READ_AS_IT_STARTS: Final = ("LC_", "LANG", "PYTHON")
"""The beginnings of the variables that an interpreter reads once, as it starts."""
_LONGEST: Final = 1 << 20
"""Bytes of a command with its environment."""


class Warm:
    """An interpreter that waits to be forked, in the surroundings that a test has. It ends when it is closed."""

    def __init__(self) -> None:
        own = {name: value for name, value in os.environ.items() if name.startswith("PYTHON")}
        self._began_with = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC", **own}
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                cwd=_REPOSITORY,
                env=self._began_with,
                pass_fds=[theirs.fileno()],
            )

    def __call__(
        self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], stdin: bytes, patience: float = 60
    ) -> tuple[int, bytes, bytes]:
        """Run one command to its end: its exit code, negative for a signal, and what it wrote to both outputs.

        Raises TimeoutError when it has not ended after `patience` seconds.
        """
        umask = os.umask(0o077)
        os.umask(umask)
        asked = {"arguments": arguments, "cwd": str(cwd), "environment": dict(environment), "umask": umask}
        with TemporaryFile() as given, TemporaryFile() as printed, TemporaryFile() as complained:
            given.write(stdin)
            given.seek(0)
            streams = [each.fileno() for each in (given, printed, complained)]
            socket.send_fds(self._line, [json.dumps(asked).encode()], streams)
            self._line.settimeout(patience)
            code = int(self._line.recv(64))
            printed.seek(0)
            complained.seek(0)
            return code, printed.read(), complained.read()

    def suits(self, environment: Mapping[str, str]) -> bool:
        """Whether an interpreter that began in this environment would have read what this one did as it started."""
        names = {name for name in (*environment, *self._began_with) if name.startswith(_READ_AS_IT_STARTS)}
        return all(environment.get(name) == self._began_with.get(name) for name in names)

    def close(self) -> None:
        """End it."""
        self._line.close()
        self._process.wait(10)


def _wait_to_be_forked(line: socket.socket) -> None:
    """Begin commands, one after another, until nobody asks for more. Returns in each child, ready to run."""
    while True:
        asked, streams, _, _ = socket.recv_fds(line, _LONGEST, 3)
        if not asked:
            sys.exit()
        child = os.fork()
        if not child:
            line.close()
            _become(json.loads(asked), streams)
            return
        for stream in streams:
            os.close(stream)
        line.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _become(asked: Mapping[str, Any], streams: Sequence[int]) -> None:
    """Take the place, the environment, the arguments and the streams of a command."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    os.umask(asked["umask"])
    os.chdir(asked["cwd"])
    sys.argv[1:] = asked["arguments"]
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)


def _gone(ended: SystemExit) -> None:
    """End as an interpreter does that was told to exit. Returns where that is left to the interpreter itself.

    It is where it would say something: of what is no number, and of outputs that take nothing any more.
    """
    if ended.code is not None and not isinstance(ended.code, int):
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return
    os._exit((ended.code or 0) & 0xFF)


def _warm_up() -> None:
    """Import all but the screens, build the models of all records, and read the shipped tables as a case needs them."""
    for each in walk_packages(tumorboard.__path__, "tumorboard."):
        if not each.name.startswith(("tumorboard.tui.", "tumorboard.__main__")):
            import_module(each.name)
    declared = list(Declared.__subclasses__())
    while declared:
        record = declared.pop()
        declared.extend(record.__subclasses__())
        record.checking()
    assess(Case.model_validate({"id": "A", "lesions": [{"level": "T8", "sins": SINS_9_AT_T8}]}), Policy())
    gc.freeze()


if __name__ == "__main__":
    _warm_up()
    _wait_to_be_forked(socket.socket(fileno=int(sys.argv[1])))
    ended = SystemExit()
    try:
        run()
    except SystemExit as told:
        ended = told
    _gone(ended)
    raise ended
