"""The program as a process of its own: what it printed, what it complained of, how it ended."""

import json
import os
import pwd
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.warm import Warm
from tumorboard.clean import is_clean

__all__ = ["ME", "PROGRAM", "Answer", "Program", "jsonl"]

ME = pwd.getpwuid(os.getuid()).pw_name
"""The login that runs the tests, and so the program."""
PROGRAM = [sys.executable, "-m", "tumorboard"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Exit code and both outputs as bytes."""

    code: int
    printed: bytes
    complained: bytes

    @property
    def out(self) -> str:
        """Standard output; it must be UTF-8."""
        return self.printed.decode("utf-8")

    @property
    def err(self) -> str:
        """Standard error; it must be UTF-8."""
        return self.complained.decode("utf-8")

    @property
    def json(self) -> Any:
        """Standard output, which must be one JSON document and nothing else."""
        assert self.code == 0, self.err
        return json.loads(self.printed)

    def failed(self, *words: str) -> "Answer":
        """This must be work that could not be done: exit 1 and one line that a person can act on, with these words."""
        assert self.code == 1, (self.code, self.err)
        (line,) = self.err.splitlines()
        assert line.startswith("tumorboard: ")
        assert "unforeseen" not in line, line
        assert is_clean(line), repr(line)
        for word in words:
            assert word in line
        return self


class Program:
    """Runs the program on one data folder, which it is given by the environment.

    Each command is forked from a `warm` interpreter, or begun in a cold one where there is none or the test has set,
    for this command or before, what an interpreter reads as it starts.
    """

    def __init__(self, data: Path, cwd: Path, warm: Warm | None = None) -> None:
        self.data = data
        self.cwd = cwd
        self._warm = warm

    def __call__(self, *arguments: str | Path, stdin: bytes = b"", **environment: str) -> Answer:
        """Run one command to its end."""
        surroundings = self.environment(environment)
        if self._warm is not None and self._warm.suits(surroundings):
            return Answer(*self._warm(list(map(str, arguments)), self.cwd, surroundings, stdin))
        done = subprocess.run(
            [*PROGRAM, *map(str, arguments)],
            cwd=self.cwd,
            env=surroundings,
            input=stdin,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def environment(self, more: Mapping[str, str] = {}) -> dict[str, str]:
        """The environment of a command: the test's own and the data folder."""
        return {**os.environ, "TUMORBOARD_DATA": str(self.data), **more}

    def on(self, data: Path) -> "Program":
        """The same program on another data folder."""
        return Program(data, self.cwd, self._warm)

    def started(self, *arguments: str | Path) -> "subprocess.Popen[bytes]":
        """Start a command that is spoken to while it runs; nothing is buffered on this side."""
        return subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            cwd=self.cwd,
            env=self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
        )


def jsonl(path: Path, *records: Any) -> Path:
    """A file of one record a line; text goes in as it is."""
    lines = (record if isinstance(record, str) else json.dumps(record) for record in records)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
