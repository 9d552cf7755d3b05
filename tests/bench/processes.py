"""What a command costs from start to end: wall time, processor time, peak memory."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.place import Argv, Place

__all__ = ["Cost", "interleaved", "peak_memory", "proc_status_bytes"]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and seconds of the processor."""

    wall: float
    cpu: float


def interleaved(place: Place, commands: dict[str, Argv], rounds: int) -> dict[str, list[Cost]]:
    """Run all commands one after the other in every round; a round before the first one warms the caches."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for count in range(rounds + 1):
        for name, argv in commands.items():
            cost = _run(place, argv)
            if count:
                costs[name].append(cost)
    return costs


def peak_memory(place: Place, argv: Argv) -> int:
    """The most bytes of memory that a command held at any time.

    Read from /proc while it runs, because the figure that `wait4` gives begins with the memory of this process.
    """
    peak = 0
    with _started(place, argv) as child:
        while child.poll() is None:
            peak = max(peak, proc_status_bytes(child.pid, "VmHWM"))
            time.sleep(0.01)
    _demand_success(argv, child.returncode)
    return peak


def proc_status_bytes(pid: int, field: str) -> int:
    """A field in kB of /proc/PID/status as bytes; 0 once the process has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{field}:")), 0)


def _run(place: Place, argv: Argv) -> Cost:
    began = time.perf_counter()
    child = _started(place, argv)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    _demand_success(argv, child.returncode)
    return Cost(wall, used.ru_utime + used.ru_stime)


def _started(place: Place, argv: Argv) -> subprocess.Popen[bytes]:
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(argv, env=place.environment, cwd=place.folder, stdin=nowhere, stdout=nowhere)


def _demand_success(argv: Argv, code: int) -> None:
    if code != 0:
        raise RuntimeError(f"{' '.join(argv)} ended with {code}")
